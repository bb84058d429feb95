"""Who changes which fields of a member's record, and who may see a sealed one in full."""

from uuid import UUID

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import aliased

from partywork.cells.models import Membership, Organisation
from partywork.cells.policy.scope import desk_paths, within
from partywork.cells.policy.tree import may_appoint, may_sign_for
from partywork.cells.rules.offices import SECRETARIES
from partywork.cells.rules.record import KEPT_BY_CELL, SEALED, SHOWN_TO_CELL
from partywork.cells.terms import MembershipStatus, RecordField
from partywork.core.actor import Actor, Desk


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


def may_be_found_by(actor: Actor, field: RecordField) -> ColumnElement[bool]:
    """Return the condition «the person of this standing may be searched for by this sealed field».

    It holds where `fields_to_unmask` has the field: a number finds nobody for whoever may not see
    it, so that trying numbers tells nothing.
    """
    if actor.is_system:
        return true()
    last = aliased(Membership)
    is_own_cell = last.status != MembershipStatus.TEMPORARY_GUEST
    cell = (
        select(last.organisation_id)
        .where(last.member_id == Membership.member_id)
        .order_by(is_own_cell.desc(), last.starts_on.desc())
        .limit(1)
        .correlate(Membership)
        .scalar_subquery()
    )
    found = [
        Membership.member_id == actor.member_id,
        within(desk_paths(actor, Desk.ORGANISATION), cell),
    ]
    if field in SHOWN_TO_CELL:
        led = {grant.organisation_id for grant in actor.grants if grant.office in SECRETARIES}
        found.append(cell.in_(led))
    return or_(*found)
