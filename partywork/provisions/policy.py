"""Who reads and who changes provisions."""

from partywork.core.actor import Actor, Role


def may_change(actor: Actor) -> bool:
    """The committee office keeps the provisions; everybody signed in reads them."""
    return actor.is_system or actor.has(Role.OFFICE)
