"""When people come in, who is late, how long an item takes."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partywork.core.errors import RuleBroken
from partywork.meetings.terms import MeetingMode, MeetingStatus, MinutesStatus, Place
from partywork.rooms import rules
from partywork.rooms.rules import Span
from partywork.rooms.terms import Way

SEVEN = datetime(2026, 11, 5, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize("status", [one for one in MeetingStatus if one is not MeetingStatus.OPEN])
def test_the_room_lives_while_the_meeting_does(status: MeetingStatus) -> None:
    rules.check_open(MeetingStatus.OPEN)
    with pytest.raises(RuleBroken):
        rules.check_open(status)


@pytest.mark.parametrize(
    ("words", "minutes", "goes_on", "reason"),
    [
        ("Ghi âm", MinutesStatus.DRAFT, True, "đang được ghi"),
        ("", MinutesStatus.DRAFT, False, "lý do"),
        ("Ghi âm", MinutesStatus.ADOPTED, False, "không sửa được"),
    ],
)
def test_a_recording_needs_a_decision_that_the_minutes_can_tell(
    words: str, minutes: MinutesStatus, goes_on: bool, reason: str
) -> None:
    rules.check_recording("Ghi âm", MinutesStatus.DRAFT, goes_on=False)
    with pytest.raises(RuleBroken, match=reason):
        rules.check_recording(words, minutes, goes_on=goes_on)


@pytest.mark.parametrize(
    ("mode", "place", "way", "named"),
    [
        (MeetingMode.IN_PERSON, Place.HALL, Way.INVITATION, False),
        (MeetingMode.IN_PERSON, Place.HALL, Way.HALL_CODE, False),
        (MeetingMode.HYBRID, Place.HALL, Way.HALL_CODE, True),
        (MeetingMode.HYBRID, Place.ONLINE, Way.INVITATION, True),
        (MeetingMode.ONLINE, Place.ONLINE, Way.INVITATION, False),
    ],
)
def test_people_come_in_where_they_may(
    mode: MeetingMode, place: Place, way: Way, named: bool
) -> None:
    rules.check_way(mode, place, way, is_named=named)


@pytest.mark.parametrize(
    ("mode", "place", "way", "named"),
    [
        (MeetingMode.IN_PERSON, Place.ONLINE, Way.INVITATION, True),
        (MeetingMode.HYBRID, Place.ONLINE, Way.INVITATION, False),
        (MeetingMode.HYBRID, Place.ONLINE, Way.HALL_CODE, True),
        (MeetingMode.ONLINE, Place.HALL, Way.INVITATION, True),
    ],
)
def test_people_do_not_come_in_where_they_may_not(
    mode: MeetingMode, place: Place, way: Way, named: bool
) -> None:
    with pytest.raises(RuleBroken):
        rules.check_way(mode, place, way, is_named=named)


@pytest.mark.parametrize(("minutes", "is_late"), [(-5, False), (0, False), (15, False), (16, True)])
def test_a_quarter_of_an_hour_is_not_late(minutes: int, is_late: bool) -> None:
    arrived = SEVEN + timedelta(minutes=minutes)

    assert (rules.late_at(SEVEN, arrived, after_minutes=15) is not None) is is_late


@given(st.lists(st.integers(0, 90), max_size=6), st.integers(0, 90))
def test_an_item_takes_as_long_as_all_its_stretches(lengths: list[int], running: int) -> None:
    at, spans = SEVEN, []
    for length in lengths:
        spans.append(Span(at, at + timedelta(minutes=length)))
        at += timedelta(minutes=length + 3)
    spans.append(Span(at, None))

    spent = rules.minutes_spent(spans, at + timedelta(minutes=running))

    assert spent == sum(lengths) + running


def test_an_item_is_over_time_only_where_a_time_was_planned() -> None:
    assert rules.is_over_time(21, 20)
    assert not rules.is_over_time(20, 20)
    assert not rules.is_over_time(200, None)


@pytest.mark.parametrize(
    ("mode", "named", "leads", "may"),
    [
        (MeetingMode.IN_PERSON, True, True, False),
        (MeetingMode.HYBRID, False, False, False),
        (MeetingMode.HYBRID, True, False, True),
        (MeetingMode.HYBRID, False, True, True),
        (MeetingMode.ONLINE, False, False, True),
    ],
)
def test_into_the_video_room_go_who_is_afar_and_who_leads(
    mode: MeetingMode, named: bool, leads: bool, may: bool
) -> None:
    if may:
        rules.check_video(mode, is_named=named, leads=leads)
    else:
        with pytest.raises(RuleBroken):
            rules.check_video(mode, is_named=named, leads=leads)


def test_a_key_ends_with_the_vietnamese_day() -> None:
    midnight = datetime(2026, 11, 5, 17, 0, tzinfo=UTC)

    assert rules.end_of_evening(SEVEN) == midnight
    assert rules.end_of_evening(midnight) == midnight + timedelta(days=1)


@pytest.mark.parametrize(
    ("mode", "named", "ways"),
    [
        (MeetingMode.IN_PERSON, False, (Place.HALL,)),
        (MeetingMode.HYBRID, False, (Place.HALL,)),
        (MeetingMode.HYBRID, True, (Place.ONLINE, Place.HALL)),
        (MeetingMode.ONLINE, False, (Place.ONLINE,)),
    ],
)
def test_each_is_offered_the_ways_in_that_are_open_to_them(
    mode: MeetingMode, named: bool, ways: tuple[Place, ...]
) -> None:
    assert rules.ways_in(mode, is_named=named) == ways
