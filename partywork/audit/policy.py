"""Who may read the trail."""

from sqlalchemy import Select, false, or_, select

from partywork.audit.models import AuditEntry
from partywork.core.actor import Actor, Role
from partywork.core.db import SCOPED


def visible(actor: Actor) -> Select[AuditEntry]:
    """Every entry `actor` may read.

    The inspection commission and the committee read the entries of their subtree; nobody else
    reads any, and the technical administrator none.
    """
    query = select(AuditEntry).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    paths = actor.paths_as(Role.INSPECTOR, Role.COMMITTEE)
    if not paths:
        return query.where(false())
    return query.where(
        or_(*(AuditEntry.organisation_path.startswith(path, autoescape=True) for path in paths))
    )


def may_inspect(actor: Actor) -> bool:
    """Say whether the trail has a page for the actor."""
    return actor.has(Role.INSPECTOR, Role.COMMITTEE)
