"""Who reads and decides proposals to correct a record."""

from sqlalchemy import ColumnElement, Select, and_, false, or_, select

from partywork.cells.models import Organisation
from partywork.cells.policy import answers_for, fields_to_edit, may_appoint, within
from partywork.cells.rules.record import KEPT_BY_CELL
from partywork.cells.terms import OfficeTitle
from partywork.core.actor import Actor, Desk, Role
from partywork.core.db import SCOPED
from partywork.privacy.models import Correction

_SECRETARIES = (OfficeTitle.SECRETARY, OfficeTitle.DEPUTY_SECRETARY)


def visible_corrections(actor: Actor) -> Select[Correction]:
    """One's own proposals, those of the organisation desk's subtree, and of what a cell keeps.

    Bí thư and phó bí thư see what they could decide: contacts, work and education of those who
    belong to their cell now, whatever the cell was when it was proposed.
    """
    query = select(Correction).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(or_(Correction.member_id == actor.member_id, _of_desk_or_cell(actor)))


def _of_desk_or_cell(actor: Actor) -> ColumnElement[bool]:
    desks = [
        grant.path
        for grant in actor.grants
        if grant.role is Role.OFFICE and grant.desk is Desk.ORGANISATION
    ]
    leads = any(
        grant.role is Role.CELL_OFFICER and grant.office in set(_SECRETARIES)
        for grant in actor.grants
    )
    led = answers_for(actor, Correction.member_id, overseen=()) if leads else false()
    return or_(
        within(desks, Correction.organisation_id),
        and_(led, Correction.field.in_(KEPT_BY_CELL)),
    )


def may_decide(actor: Actor, correction: Correction, cell: Organisation) -> bool:
    """Whoever may change the field decides on it; nobody on their own proposal."""
    if actor.member_id == correction.member_id:
        return False
    if correction.field is None:
        return may_appoint(actor, cell)
    return correction.field in fields_to_edit(actor, correction.member_id, cell)


def may_withdraw(actor: Actor, correction: Correction) -> bool:
    """A proposal is taken back by whoever made it."""
    return correction.member_id == actor.member_id


def may_decide_some(actor: Actor) -> bool:
    """Say whether proposals of others may ever wait for the actor."""
    return actor.sits_at(Desk.ORGANISATION) or any(
        grant.role is Role.CELL_OFFICER and grant.office in set(_SECRETARIES)
        for grant in actor.grants
    )
