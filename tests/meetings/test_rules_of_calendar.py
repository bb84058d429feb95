"""Who cannot be at two meetings at once, and until when visitors are assigned."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partywork.core.errors import RuleBroken
from partywork.meetings.rules.calendar import Span, at_once, check_visitors_open
from partywork.meetings.terms import MeetingStatus

NOON = datetime(2026, 11, 5, 5, tzinfo=UTC)


def span(person, meeting, start, minutes):
    starts_at = NOON + timedelta(minutes=start)
    return Span(person, meeting, starts_at, starts_at + timedelta(minutes=minutes))


def test_two_meetings_that_touch_are_not_at_once():
    assert at_once([span("a", 1, 0, 90), span("a", 2, 90, 90)]) == set()


def test_two_people_at_two_meetings_are_no_conflict():
    assert at_once([span("a", 1, 0, 90), span("b", 2, 0, 90)]) == set()


def test_one_person_at_two_meetings_is_found_at_both():
    found = at_once([span("a", 1, 0, 90), span("a", 2, 30, 90), span("a", 3, 300, 90)])

    assert found == {("a", 1), ("a", 2)}


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 600), st.integers(1, 120))))
def test_conflicts_are_those_of_comparing_all_with_all(rows):
    spans = [span(who, key, start, length) for key, (who, start, length) in enumerate(rows)]

    expected = {
        (one.person, one.meeting)
        for one in spans
        for other in spans
        if one.meeting != other.meeting
        and one.person == other.person
        and one.starts_at < other.ends_at
        and other.starts_at < one.ends_at
    }
    assert at_once(spans) == expected


@pytest.mark.parametrize(
    "status", [one for one in MeetingStatus if one is not MeetingStatus.INVITED]
)
def test_visitors_are_assigned_between_the_invitation_and_the_beginning(
    status: MeetingStatus,
) -> None:
    check_visitors_open(MeetingStatus.INVITED)
    with pytest.raises(RuleBroken, match="đã mời họp và buổi họp chưa bắt đầu"):
        check_visitors_open(status)
