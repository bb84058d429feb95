"""The offices that end with an event of a life, and come back when it is taken out again."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, true

from partywork.cells import policy
from partywork.cells.models import Appointment, MemberEvent
from partywork.cells.rules.offices import Post, check_appointment
from partywork.cells.terms import EventKind
from partywork.core.actor import system
from partywork.core.db import db
from partywork.core.display import day as on_screen
from partywork.core.errors import RuleBroken

_WITHIN = (EventKind.MOVED, EventKind.REORGANISED)
_LEAVING = (
    EventKind.TRANSFERRED_OUT,
    EventKind.PROBATIONER_STRUCK_OFF,
    EventKind.STRUCK_OFF,
    EventKind.RESIGNED,
    EventKind.EXPELLED,
    EventKind.DIED,
)
# Under this name an event keeps which offices ended with it, to give them back when it is voided.
ENDED_OFFICES = "ended_offices"
# Under this name a removal from office keeps which offices its decision takes.
REMOVED_OFFICES = "removed_offices"


def end_offices(event: MemberEvent) -> dict[str, str | None]:
    """End the offices an event takes from a member, with the number of its decision.

    Who moves to another cell gives up the offices of the former one, who leaves the Đảng bộ all,
    who is removed from office those the decision names (296-QĐ/TW, as quoted). Returns the last
    day each had before.
    """
    taken = _taken_by(event)
    if taken is None:
        return {}
    last = event.happened_on - timedelta(days=1)
    query = _held_by(event.member_id, event.happened_on).where(
        taken, or_(Appointment.ends_on.is_(None), Appointment.ends_on > last)
    )
    before: dict[str, str | None] = {}
    for held in db.session.scalars(query):
        if held.starts_on > event.happened_on:
            raise RuleBroken(
                f"Đồng chí được ghi giữ chức vụ «{held.office.label}» từ ngày "
                f"{on_screen(held.starts_on)}, sau ngày này; hãy sửa chức vụ trước.",
                "happened_on",
            )
        before[str(held.id)] = held.ends_on.isoformat() if held.ends_on else None
        held.ends_on = max(last, held.starts_on)
        held.relief_number = event.document_number
        held.relief_decided_on = event.decided_on
    return before


def _taken_by(event: MemberEvent) -> ColumnElement[bool] | None:
    if event.kind in _WITHIN:
        return Appointment.organisation_id == event.organisation_id
    if event.kind in _LEAVING:
        return true()
    removed = event.details.get(REMOVED_OFFICES)
    return Appointment.id.in_([UUID(one) for one in removed]) if removed else None


def give_back_offices(event: MemberEvent) -> None:
    """Undo what `end_offices` did for an event that is corrected or voided.

    Refused when somebody else has become bí thư since.
    """
    ended = event.details.get(ENDED_OFFICES, {})
    if not ended:
        return
    query = _held_by(event.member_id, event.happened_on)
    for held in db.session.scalars(query.where(Appointment.id.in_([UUID(one) for one in ended]))):
        day = ended[str(held.id)]
        held.ends_on = date.fromisoformat(day) if day else None
        held.relief_number = None
        held.relief_decided_on = None
        _check_still_free(held)


def _check_still_free(held: Appointment) -> None:
    query = policy.visible_appointments(system(held.starts_on)).where(
        Appointment.organisation_id == held.organisation_id, Appointment.id != held.id
    )
    others = [Post(one.office, one.starts_on, one.ends_on) for one in db.session.scalars(query)]
    check_appointment(held.office, held.starts_on, held.ends_on, others)


def _held_by(member_id: UUID, day: date) -> Select[Appointment]:
    return policy.visible_appointments(system(day)).where(Appointment.member_id == member_id)
