"""Who attends from the committee above is in the room: comes in, speaks, and counts in nothing."""

from collections.abc import Callable
from datetime import date, time

import pytest

from partywork.cells.terms import MembershipStatus
from partywork.core.actor import Actor
from partywork.core.errors import RuleBroken
from partywork.meetings.service import roll_call
from partywork.meetings.terms import Place
from partywork.rooms.service import coming, hall, leading, reading, writing
from partywork.rooms.terms import Part
from tests.meetings.minuting import MEETS_ON, item
from tests.support.browser import Browser
from tests.support.make import Make
from tests.support.meetings import Case, begin, visited_meeting

Today = Callable[..., None]


@pytest.fixture
def visited(make: Make, today: Today) -> tuple[Case, Actor]:
    """A meeting that goes on, its visitor not seen yet."""
    today(date(2026, 11, 2))
    case, visitor = visited_meeting(make, statuses=[MembershipStatus.OFFICIAL] * 2)
    today(MEETS_ON, time(19, 5))
    return begin(case), visitor


@pytest.fixture
def case(visited: tuple[Case, Actor]) -> Case:
    return visited[0]


@pytest.fixture
def visitor(visited: tuple[Case, Actor]) -> Actor:
    return visited[1]


@pytest.mark.parametrize("by_code", [False, True])
def test_who_attends_comes_in_and_is_noted_as_present_but_counted_in_nothing(
    make: Make, case: Case, visitor: Actor, by_code: bool
) -> None:
    member = make.actor(case.members[0])
    coming.come_in(member, case.id, place=Place.HALL)
    if by_code:
        coming.come_in_by_code(visitor, case.id, hall.make_code(case.secretary, case.id))
    else:
        coming.come_in(visitor, case.id, place=Place.HALL)
    waiting = reading.show(case.secretary, case.id)
    assert {one.member_id for one in waiting.waiting} == {visitor.member_id, member.member_id}
    assert waiting.uncounted == 1

    coming.confirm(case.secretary, case.id, [one.member_id for one in waiting.waiting])

    after = reading.show(case.secretary, case.id)
    assert (after.present, len(after.lines), after.waiting, after.uncounted) == (1, 4, [], 0)
    meeting = case.read()
    assert [one.is_present for one in meeting.guests] == [True]
    assert roll_call.counts(meeting).present == 1
    assert len(roll_call.voters_of(meeting)) == 4


def test_who_attends_comes_in_where_the_meeting_is(case: Case, visitor: Actor) -> None:
    with pytest.raises(RuleBroken, match="họp trực tiếp"):
        coming.come_in(visitor, case.id, place=Place.ONLINE)


def test_who_attends_asks_to_speak_is_called_and_written_down(case: Case, visitor: Actor) -> None:
    assert visitor.member_id is not None
    with pytest.raises(RuleBroken, match="không thuộc danh sách dự"):
        leading.ask_to_speak(visitor, case.id)
    coming.come_in(visitor, case.id, place=Place.HALL)
    coming.confirm(case.secretary, case.id, [visitor.member_id])
    leading.go_to(case.secretary, case.id, item(case, "B3").id)

    leading.ask_to_speak(visitor, case.id)
    assert (visitor.member_id, visitor.name) in leading.may_be_called(case.secretary, case.id)
    turn = leading.call(case.secretary, case.id, visitor.member_id)
    leading.end_turn(case.secretary, case.id)
    written = writing.write_down(case.deputy, case.id, turn.id, "Cấp trên gợi ý")

    said = reading.show(case.deputy, case.id, (Part.MINUTES,)).statements
    assert [(one.id, one.speaker) for one in said] == [(written.id, f"{visitor.name} (19:05)")]


def test_the_room_offers_who_attends_first_the_door_then_the_word(
    case: Case, visitor: Actor, browse: Callable[..., Browser]
) -> None:
    room = f"/meetings/{case.id}/room"
    own, chair = browse(visitor), browse(case.secretary)

    before = own.get(room).words
    own.post(f"{room}/come-in", {"place": "hall"}, page=room)
    assert "1 đồng chí chờ xác nhận" in chair.get(room).words
    chair.post(f"{room}/confirm", page=room)
    own.post(f"{room}/turns", page=room)

    assert "Đồng chí đã đến?" in before
    assert "Xin phát biểu" not in own.get(room).words
    assert "Thôi phát biểu" in own.get(room).words
    assert visitor.name in chair.get(f"{room}/parts/speakers", fragment=True).words
    people = chair.get(f"{room}/parts/people", fragment=True).words
    assert "Có mặt 0/4" in people
    assert f"{visitor.name} Đảng ủy viên ✓ có mặt" in people
