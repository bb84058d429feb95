"""Coming in, being counted, turning to an item, speaking; every screen hears of it."""

from collections.abc import Callable
from datetime import time, timedelta

import pytest

from partywork.ballots.service import ballots
from partywork.ballots.terms import Choice, VoteSubject
from partywork.cells.terms import MembershipStatus
from partywork.core.actor import Actor
from partywork.core.db import db
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken
from partywork.core.ids import new_id
from partywork.live import service as live
from partywork.meetings.service import minutes, papers, record, votes
from partywork.meetings.terms import AttendanceMark, MeetingMode, Place
from partywork.rooms.service import coming, hall, leading, reading, recording, writing
from partywork.rooms.terms import TOPICS, Part
from tests.ballots import boxes
from tests.meetings.minuting import MEETS_ON, ask, closed, everybody_there, item
from tests.support.make import Make
from tests.support.meetings import Case, open_meeting, planned_meeting

OFFICIAL = MembershipStatus.OFFICIAL


@pytest.fixture(autouse=True)
def evening(today: Callable[..., None]) -> None:
    today(MEETS_ON, time(19, 5))


@pytest.fixture
def case(make: Make) -> Case:
    return open_meeting(make, statuses=[OFFICIAL] * 3)


@pytest.fixture
def member(make: Make, case: Case) -> Actor:
    return make.actor(case.members[0])


def mark_of(case: Case, actor: Actor) -> AttendanceMark:
    lines = {line.member_id: line for line in case.read().attendances}
    assert actor.member_id is not None
    return lines[actor.member_id].mark


def test_who_comes_in_counts_after_the_chairs_confirmation(case: Case, member: Actor) -> None:
    coming.come_in(member, case.id, place=Place.HALL)

    assert mark_of(case, member) is AttendanceMark.NOT_CALLED
    assert coming.confirm(case.secretary, case.id, [member.member_id]) == 1  # type: ignore[list-item]
    assert mark_of(case, member) is AttendanceMark.PRESENT
    assert coming.confirm(case.secretary, case.id, [member.member_id]) == 0  # type: ignore[list-item]


def test_who_comes_after_a_quarter_of_an_hour_is_late(
    case: Case, member: Actor, today: Callable[..., None]
) -> None:
    today(MEETS_ON, time(19, 20))
    coming.come_in(member, case.id, place=Place.HALL)
    today(MEETS_ON, time(19, 40))

    coming.confirm(case.secretary, case.id, [member.member_id])  # type: ignore[list-item]

    lines = {line.member_id: line for line in case.read().attendances}
    assert member.member_id is not None
    late = lines[member.member_id].late_at
    assert late is not None
    assert late.astimezone().minute == 20


def test_coming_in_twice_is_coming_in_once(case: Case, member: Actor) -> None:
    first = coming.come_in(member, case.id, place=Place.HALL)

    assert coming.come_in(member, case.id, place=Place.HALL).id == first.id


def test_the_code_of_the_hall_lets_in_and_another_code_is_not_there(
    case: Case, member: Actor
) -> None:
    assert hall.code_of(case.secretary, case.id).code is None
    code = hall.make_code(case.secretary, case.id)

    assert hall.make_code(case.secretary, case.id) == code
    assert hall.by_code(member, case.id, code).id == case.id
    assert coming.come_in_by_code(member, case.id, code).place is Place.HALL
    with pytest.raises(NotVisible):
        coming.come_in_by_code(member, case.id, code + "x")
    with pytest.raises(NotAllowed):
        hall.code_of(member, case.id)


def test_nobody_of_another_cell_comes_in(make: Make, case: Case) -> None:
    stranger = make.plain_member(make.cell())

    with pytest.raises(NotVisible):
        coming.come_in(stranger, case.id, place=Place.HALL)
    with pytest.raises(NotVisible):
        reading.show(stranger, case.id)
    with pytest.raises(NotVisible):
        reading.check_may_enter(stranger, case.id)


def test_from_afar_only_who_was_named(make: Make) -> None:
    case = open_meeting(make, statuses=[OFFICIAL] * 2)

    with pytest.raises(RuleBroken, match="họp trực tiếp"):
        coming.come_in(make.actor(case.members[0]), case.id, place=Place.ONLINE)
    assert case.meeting.mode is MeetingMode.IN_PERSON


def test_a_plain_member_neither_confirms_nor_leads(case: Case, member: Actor) -> None:
    item = case.read().agenda[0]

    with pytest.raises(NotAllowed):
        coming.confirm(member, case.id, [])
    with pytest.raises(NotAllowed):
        leading.go_to(member, case.id, item.id)
    with pytest.raises(NotAllowed):
        leading.call(member, case.id, case.members[1].id)
    with pytest.raises(NotAllowed):
        recording.decide(member, case.id, "Ghi âm")


def test_the_clock_of_an_item_runs_while_the_meeting_is_at_it(
    case: Case, today: Callable[..., None]
) -> None:
    first, second = case.read().agenda[:2]
    leading.go_to(case.secretary, case.id, first.id)
    today(MEETS_ON, time(19, 12))
    leading.go_to(case.secretary, case.id, second.id)
    today(MEETS_ON, time(19, 15))
    leading.go_to(case.secretary, case.id, first.id)
    today(MEETS_ON, time(19, 20))

    lines = reading.show(case.secretary, case.id).items

    assert [(line.spent, line.is_now, line.is_done) for line in lines[:3]] == [
        (12, True, False),
        (3, False, True),
        (0, False, False),
    ]


def test_one_tap_gives_the_floor_and_ends_who_had_it(make: Make, case: Case, member: Actor) -> None:
    other = make.actor(case.members[1])
    leading.ask_to_speak(member, case.id)
    leading.ask_to_speak(member, case.id)
    leading.ask_to_speak(other, case.id)

    before = reading.show(case.secretary, case.id)
    leading.call(case.secretary, case.id, case.members[1].id)
    leading.call(case.secretary, case.id, case.members[2].id)
    after = reading.show(case.secretary, case.id)
    leading.end_turn(case.secretary, case.id)

    assert [turn.member_id for turn in before.turns] == [case.members[0].id, case.members[1].id]
    assert after.speaking is not None
    assert after.speaking.member_id == case.members[2].id
    assert [turn.member_id for turn in after.turns] == [case.members[0].id]
    assert reading.show(case.secretary, case.id).speaking is None


def test_a_request_to_speak_is_taken_back(case: Case, member: Actor) -> None:
    leading.ask_to_speak(member, case.id)
    leading.take_back(member, case.id)

    assert reading.show(member, case.id).turns == []
    assert not reading.show(member, case.id).has_asked


def test_nothing_is_recorded_without_a_decision_in_words(case: Case) -> None:
    with pytest.raises(RuleBroken):
        recording.decide(case.secretary, case.id, "  ")
    recording.decide(case.secretary, case.id, "Ghi âm để làm biên bản")

    goes_on = reading.show(case.secretary, case.id).recording
    assert goes_on is not None
    assert goes_on.words == "Ghi âm để làm biên bản"
    with pytest.raises(RuleBroken, match="đang được ghi"):
        recording.decide(case.secretary, case.id, "Ghi thêm")


def test_the_chair_alone_decides_to_record_and_to_stop(case: Case) -> None:
    assert reading.show(case.deputy, case.id).may_lead
    with pytest.raises(NotAllowed, match="người chủ trì"):
        recording.decide(case.deputy, case.id, "Ghi âm để làm biên bản")
    recording.decide(case.secretary, case.id, "Ghi âm để làm biên bản")
    with pytest.raises(NotAllowed, match="người chủ trì"):
        recording.end(case.deputy, case.id)

    recording.end(case.secretary, case.id)

    assert reading.show(case.secretary, case.id).recording is None
    with pytest.raises(RuleBroken, match="không được ghi"):
        recording.end(case.secretary, case.id)


def test_the_minutes_tell_of_each_recording_with_its_hours(
    case: Case, today: Callable[..., None]
) -> None:
    today(MEETS_ON, time(19, 5))
    recording.decide(case.secretary, case.id, "Ghi âm để làm biên bản.")
    today(MEETS_ON, time(19, 30))
    recording.end(case.secretary, case.id)
    today(MEETS_ON, time(19, 40))
    recording.decide(case.secretary, case.id, "Ghi phần kết luận")

    page = papers.minutes_page(record.whole(case.secretary, case.id), draft=True)

    assert page.mode == (
        "họp trực tiếp; ghi âm, ghi hình từ 19 giờ 05 đến 19 giờ 30 theo quyết định của người chủ "
        "trì: ghi âm để làm biên bản; ghi âm, ghi hình từ 19 giờ 40 đến khi kết thúc theo quyết "
        "định của người chủ trì: ghi phần kết luận"
    )


def test_every_screen_hears_of_each_change(case: Case, member: Actor) -> None:
    before = live.newest(case.id)
    coming.come_in(member, case.id, place=Place.HALL)
    coming.confirm(case.secretary, case.id, [member.member_id])  # type: ignore[list-item]
    leading.go_to(case.secretary, case.id, case.read().agenda[0].id)
    leading.ask_to_speak(member, case.id)

    topics = [one.topic for one in live.since(case.id, before)]

    assert topics == ["room", "roll", "room", "roll", "item", "speakers"]


def test_the_room_of_a_meeting_that_is_only_planned_is_not_there(make: Make) -> None:
    planned = planned_meeting(make)

    with pytest.raises(NotVisible):
        reading.show(planned.secretary, planned.id)


def test_who_had_the_floor_is_written_into_the_minutes_with_the_hour(
    case: Case, member: Actor, today: Callable[..., None]
) -> None:
    item = case.read().agenda[0]
    leading.go_to(case.secretary, case.id, item.id)
    leading.ask_to_speak(member, case.id)
    today(MEETS_ON, time(19, 12))
    turn = leading.call(case.secretary, case.id, case.members[0].id)
    before = reading.show(case.deputy, case.id)

    with pytest.raises(RuleBroken):
        writing.write_down(case.deputy, case.id, turn.id, " ")
    with pytest.raises(NotAllowed):
        writing.write_down(member, case.id, turn.id, "Nhất trí")
    written = writing.write_down(case.deputy, case.id, turn.id, "Nhất trí với dự thảo")
    with pytest.raises(RuleBroken, match="đã ghi"):
        writing.write_down(case.deputy, case.id, turn.id, "Nhất trí với dự thảo")

    assert [one.member_id for one in before.unwritten] == [case.members[0].id]
    after = reading.show(case.deputy, case.id)
    assert after.unwritten == []
    said = after.statements
    assert [(one.id, one.speaker, one.text) for one in said] == [
        (written.id, f"{case.members[0].full_name} (19:12)", "Nhất trí với dự thảo")
    ]


def test_a_request_that_was_not_called_is_no_statement(case: Case, member: Actor) -> None:
    turn = leading.ask_to_speak(member, case.id)

    with pytest.raises(NotVisible):
        writing.write_down(case.deputy, case.id, turn.id, "Chưa nói")


def test_a_single_voice_is_told_to_nobody_but_who_leads(make: Make) -> None:
    case = open_meeting(make, statuses=[OFFICIAL] * 3, present=True)
    vote = ask(case, VoteSubject.ORDINARY, "A5")
    votes.open_vote(case.secretary, case.id, vote.id)
    before = live.newest(case.id)

    votes.speak(make.actor(case.members[0]), case.id, vote.id, Choice.IN_FAVOUR)

    assert [one.topic for one in live.since(case.id, before)] == ["voices"]
    assert not any("voices" in topics for topics in TOPICS.values())


def test_what_is_written_into_the_minutes_reaches_the_room(case: Case) -> None:
    section = item(case, "B3")
    before = live.newest(case.id)

    statement = minutes.add_statement(
        case.deputy, case.id, section.id, member_id=case.members[0].id, text="Nhất trí"
    )
    minutes.remove_statement(case.deputy, case.id, statement.id)
    version = case.read().version
    minutes.note_dues(case.deputy, case.id, version=version, dues_paid=3, dues_note="")
    given = minutes.assign(
        case.deputy,
        case.id,
        lead_id=case.members[0].id,
        title="Báo cáo kết quả",
        due_on=MEETS_ON + timedelta(days=10),
    )
    minutes.remove_assignment(case.deputy, case.id, given.id)

    assert [one.topic for one in live.since(case.id, before)] == ["minutes"] * 5


def test_a_question_and_the_end_of_the_meeting_reach_the_room(
    make: Make, today: Callable[..., None]
) -> None:
    today(MEETS_ON, time(21, 0))
    case = everybody_there(make)
    before = live.newest(case.id)
    withdrawn = ask(case, VoteSubject.ORDINARY, "A5")
    votes.withdraw(case.secretary, case.id, withdrawn.id)
    closed(case)

    topics = [one.topic for one in live.since(case.id, before)]

    assert topics[:4] == ["agenda", "vote"] * 2
    assert topics[-1] == "closing"


def test_a_secret_ballot_tells_the_room_that_it_opened_closed_and_counted_but_no_cast(
    make: Make,
) -> None:
    evening = boxes.prepared(make)
    channel = evening.ballot.channel = new_id()
    db.session.commit()
    boxes.hand_out_shares(evening)
    evening.ballot = ballots.open_ballot(
        evening.secretary, evening.id, version=evening.ballot.version, voters=evening.voters
    )
    opened = live.newest(channel)
    boxes.everybody_votes(evening)
    assert live.newest(channel) == opened
    boxes.closed(evening)
    boxes.counted(evening)

    assert [one.topic for one in live.since(channel, 0)] == ["ballot"] * 3
    assert all("ballot" in TOPICS[part] for part in (Part.VOTE, Part.NOW, Part.SCREEN))
