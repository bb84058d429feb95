"""Who runs which body: prepares its meetings, opens its votes."""

from uuid import UUID

from partywork.cells.terms import BodyKind, OfficeTitle
from partywork.core.actor import Actor, Desk, Grant, Role

# Bodies of a few: what they prepare is not read by the whole committee and its office.
NARROW = (BodyKind.STANDING_COMMITTEE, BodyKind.INSPECTION_COMMISSION)
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
