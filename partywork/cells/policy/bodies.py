"""Who runs which body: prepares its meetings, opens its votes."""

from dataclasses import replace
from uuid import UUID

from partywork.cells.models import Organisation
from partywork.cells.terms import BodyKind, OfficeTitle
from partywork.core.actor import Actor, Desk, Grant, Role

# Bodies of a few: what they prepare is not read by the whole committee and its office.
NARROW = (BodyKind.STANDING_COMMITTEE, BodyKind.INSPECTION_COMMISSION)
# As whom somebody acts in the name of a body of a few; of any other as an officer of the cell.
_HEADS = {
    BodyKind.STANDING_COMMITTEE: (Role.COMMITTEE, OfficeTitle.SECRETARY.value),
    BodyKind.INSPECTION_COMMISSION: (Role.INSPECTOR, OfficeTitle.INSPECTION_HEAD.value),
}
_RUNNING = (Role.CELL_OFFICER, Role.OFFICE, Role.COMMITTEE)
_SECRETARIES = (OfficeTitle.SECRETARY.value, OfficeTitle.DEPUTY_SECRETARY.value)
_INSPECTION_LEADERS = (
    OfficeTitle.INSPECTION_HEAD.value,
    OfficeTitle.INSPECTION_DEPUTY.value,
)


def runs(actor: Actor, kind: BodyKind, organisation_id: UUID) -> bool:
    """Say whether the actor runs the meetings of a body of that kind in an organisation.

    Officers run those of their cell; the committee and its office those of the Đảng ủy; bí thư,
    phó bí thư and the office those of the Ban Thường vụ; chủ nhiệm, phó chủ nhiệm and the
    inspection desk those of the Ủy ban Kiểm tra.
    """
    return organisation_id in run_in(actor, kind)


def in_the_name_of(actor: Actor, kind: BodyKind, organisation: Organisation) -> Actor:
    """Return the actor as one who runs a body for the length of one act, under their own name.

    Whom a meeting chose as its chair opens its votes and ends it without an office of their own.
    Only a use case holds this actor, never a page, so that nothing is read with it beside the act.
    """
    if runs(actor, kind, organisation.id):
        return actor
    role, office = _HEADS.get(kind, (Role.CELL_OFFICER, None))
    grant = Grant(role, organisation.id, organisation.path, office=office)
    return replace(actor, grants=(*actor.grants, grant))


def run_in(actor: Actor, kind: BodyKind) -> frozenset[UUID]:
    """Return the organisations whose body of that kind the actor runs."""
    return frozenset(one.organisation_id for one in actor.grants if _grants(one, kind))


def _grants(grant: Grant, kind: BodyKind) -> bool:
    if kind is BodyKind.INSPECTION_COMMISSION:
        at_desk = grant.role is Role.OFFICE and grant.desk is Desk.INSPECTION
        return at_desk or (grant.role is Role.INSPECTOR and grant.office in _INSPECTION_LEADERS)
    if kind is BodyKind.STANDING_COMMITTEE:
        leads = grant.role is Role.COMMITTEE and grant.office in _SECRETARIES
        return leads or grant.role is Role.OFFICE
    return grant.role in _RUNNING
