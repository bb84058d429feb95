"""What the minutes say of recommendations: who asked what of whom, and which answers were read."""

from dataclasses import asdict

from partywork.cells.terms import BodyKind
from partywork.core import clock
from partywork.core.actor import system
from partywork.meetings.models import Meeting
from partywork.meetings.pages import RecommendationRow
from partywork.meetings.service import record
from partywork.meetings.terms import MinutesStatus
from partywork.recommendations import queries
from partywork.recommendations.models import Recommendation
from partywork.recommendations.terms import Addressee


def rows_of(meeting: Meeting) -> tuple[RecommendationRow, ...]:
    """Return the register's entries of the evening; once the minutes are adopted, those read out.

    The register belongs to the cell, so only the meetings of the cell itself tell of it.
    """
    if record.minutes_status(meeting) is not MinutesStatus.DRAFT:
        kept = meeting.minutes.recommendations if meeting.minutes is not None else []
        return tuple(RecommendationRow(**one) for one in kept)
    if meeting.body.kind is not BodyKind.CELL or meeting.opened_at is None:
        return ()
    day = clock.day_of(meeting.opened_at)
    found = queries.of_day(system(clock.today()), meeting.organisation_id, day)
    return tuple(_row(one, is_heard=one.read_on == day) for one in found)


def keep(meeting: Meeting) -> list[dict[str, str]]:
    """Return what is kept with minutes that are being adopted; the register may still change."""
    return [asdict(one) for one in rows_of(meeting)]


def _row(one: Recommendation, *, is_heard: bool) -> RecommendationRow:
    asked_by = one.raised_by.full_name if one.raised_by is not None else ""
    own_word = one.addressee in (Addressee.CELL, Addressee.COMMITTEE)
    asked_of = one.addressee.label if own_word or not one.addressed_to else one.addressed_to
    return RecommendationRow(asked_by, asked_of, one.text, one.answer if is_heard else "")
