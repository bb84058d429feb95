"""What the minutes say of recommendations: who asked what of whom, and which answers were read."""

from dataclasses import asdict, dataclass
from uuid import UUID

from partywork.cells.terms import BodyKind
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import transaction
from partywork.core.errors import RuleBroken, require
from partywork.live import service as live
from partywork.meetings import policy, rules
from partywork.meetings.models import Meeting
from partywork.meetings.pages import RecommendationRow
from partywork.meetings.service import record
from partywork.meetings.terms import MeetingKind, MeetingStatus, MinutesStatus
from partywork.recommendations import queries
from partywork.recommendations import service as recommendations
from partywork.recommendations.models import Recommendation
from partywork.recommendations.policy import may_record
from partywork.recommendations.service.reading import NOT_YOURS
from partywork.recommendations.terms import Addressee

# «trả lời kiến nghị» among the steps of a regular meeting.
STEP = "C3"
_OF_A_FEW = (MeetingKind.GROUP, MeetingKind.CONFERRING)


def rows_of(meeting: Meeting) -> tuple[RecommendationRow, ...]:
    """Return the register's entries of the evening; once the minutes are adopted, those read out.

    The register belongs to the cell, so only the meetings of the whole cell tell of it.
    """
    if record.minutes_status(meeting) is not MinutesStatus.DRAFT:
        kept = meeting.minutes.recommendations if meeting.minutes is not None else []
        return tuple(RecommendationRow(**one) for one in kept)
    if meeting.opened_at is None or not _is_of_whole_cell(meeting):
        return ()
    day = clock.day_of(meeting.opened_at)
    found = queries.of_day(system(clock.today()), meeting.organisation_id, day)
    return tuple(_row(one, is_heard=one.read_on == day) for one in found)


def _is_of_whole_cell(meeting: Meeting) -> bool:
    """A tổ đảng and a hội ý of bí thư and phó bí thư meet under the cell's name, without it."""
    return meeting.body.kind is BodyKind.CELL and meeting.kind not in _OF_A_FEW


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers a meeting has yet to hear at step C3, and whether the actor notes them heard."""

    waiting: list[Recommendation]
    may_note: bool


NO_ANSWERS = Answers([], may_note=False)


def answers(actor: Actor, meeting: Meeting) -> Answers:
    """Return what waits to be read out at an open meeting (42-HD/BTCTW, step C3)."""
    if meeting.status is not MeetingStatus.OPEN or not _is_of_whole_cell(meeting):
        return NO_ANSWERS
    day = clock.day_of(meeting.opened_at or meeting.starts_at)
    return Answers(
        recommendations.to_read_out(actor, meeting.organisation_id, day),
        may_note=policy.may_lead(actor, meeting) or may_record(actor, meeting.organisation_id),
    )


def hear(actor: Actor, meeting_id: UUID, key: UUID) -> None:
    """«Đã đọc»: note that the meeting heard an answer; the minutes then tell it."""
    with transaction():
        record.queue_writers(meeting_id)
        meeting = record.whole(actor, meeting_id)
        leader = policy.as_leader(actor, meeting)
        require(may_record(leader, meeting.organisation_id), NOT_YOURS)
        if key not in {one.id for one in answers(actor, meeting).waiting}:
            raise RuleBroken("Trả lời này đã được đọc, hoặc không đọc tại cuộc họp này.")
        rules.check_minutes_editable(record.minutes_status(meeting))
        day = clock.day_of(meeting.opened_at or meeting.starts_at)
        recommendations.read_out(leader, [key], on=day)
        live.publish(meeting_id, "answers", "minutes")


def keep(meeting: Meeting) -> list[dict[str, str]]:
    """Return what is kept with minutes that are being adopted; the register may still change."""
    return [asdict(one) for one in rows_of(meeting)]


def _row(one: Recommendation, *, is_heard: bool) -> RecommendationRow:
    asked_by = one.raised_by.full_name if one.raised_by is not None else ""
    own_word = one.addressee in (Addressee.CELL, Addressee.COMMITTEE)
    asked_of = one.addressee.label if own_word or not one.addressed_to else one.addressed_to
    return RecommendationRow(asked_by, asked_of, one.text, one.answer if is_heard else "")
