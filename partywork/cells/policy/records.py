"""Who changes which fields of a member's record, and who may see a sealed one in full."""

from uuid import UUID

from partywork.cells.models import Organisation
from partywork.cells.policy.tree import may_appoint, may_sign_for
from partywork.cells.rules.record import KEPT_BY_CELL, SEALED, SHOWN_TO_CELL
from partywork.cells.terms import RecordField
from partywork.core.actor import Actor


def fields_to_edit(
    actor: Actor, member_id: UUID, cell: Organisation | None
) -> frozenset[RecordField]:
    """Return the fields of a record the actor may change; `cell` is where the member belongs.

    The organisation desk keeps every field of its subtree; bí thư and phó bí thư keep contacts,
    work and education of their cell. Nobody changes their own record: they propose.
    """
    if actor.member_id == member_id or cell is None:
        return frozenset()
    if may_appoint(actor, cell):
        return frozenset(RecordField)
    return KEPT_BY_CELL if may_sign_for(actor, cell.id) else frozenset()


def fields_to_unmask(
    actor: Actor, member_id: UUID, cell: Organisation | None
) -> frozenset[RecordField]:
    """Return the sealed fields the actor may ask to see in full, one at a time with a reason.

    The organisation desk any, bí thư and phó bí thư of the cell how to reach their people;
    everybody their own, on the page of their own record.
    """
    if actor.member_id == member_id:
        return SEALED
    if cell is None:
        return frozenset()
    if may_appoint(actor, cell):
        return SEALED
    return SEALED & SHOWN_TO_CELL if may_sign_for(actor, cell.id) else frozenset()
