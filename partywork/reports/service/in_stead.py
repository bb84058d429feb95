"""Who writes for a cell that is no more: in the words of the paper."""

from partywork.cells.rules.offices import SECRETARIES
from partywork.cells.service.organisations import get as organisation_of
from partywork.cells.terms import OfficeTitle
from partywork.core.actor import Actor, Role
from partywork.documents.pages import Signature
from partywork.reports.models import Report

AUTHORITY = "THAY MẶT CHI BỘ CŨ"
_IN_STEAD = ", thay mặt chi bộ cũ"


def words_of(actor: Actor) -> str:
    """Return as who somebody sends, as it is kept with the report."""
    return office_of(actor) + _IN_STEAD


def signature(report: Report, *, authority: str) -> Signature:
    """Return who signed a report as it was sent, for the cell itself or in its stead."""
    office = report.sent_by_office or ""
    own = office.removesuffix(_IN_STEAD)
    return Signature(
        authority=authority if own == office else AUTHORITY,
        office=own.upper(),
        name=report.sent_by_name or "",
    )


def office_of(actor: Actor) -> str:
    """Return the office somebody sends with, and where: «Bí thư Chi bộ Hội Hóa học»."""
    leading = [one for one in actor.grants if one.office in SECRETARIES]
    sending = [one for one in leading if one.role is Role.CELL_OFFICER]
    held = next(iter(sending or [one for one in actor.grants if one.role is Role.OFFICE]))
    title = OfficeTitle(held.office or OfficeTitle.OFFICE_STAFF)
    if held.role is Role.OFFICE:
        return title.label
    return f"{title.label} {organisation_of(actor, held.organisation_id).name}"
