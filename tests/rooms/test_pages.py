"""The pages of the room for each who is in it."""

from collections.abc import Callable
from datetime import time

import pytest
from flask import Flask

from partywork.ballots.rules.counting import Tally
from partywork.ballots.terms import VoteSubject
from partywork.cells.terms import MembershipStatus
from partywork.core.actor import Actor
from partywork.core.db import transaction
from partywork.live import service as live
from partywork.meetings.service import votes
from partywork.meetings.terms import MeetingKind
from partywork.rooms.service import hall, reading
from tests.meetings.minuting import MEETS_ON, ask, closed, everybody_there, item
from tests.support.browser import Browser
from tests.support.make import Make
from tests.support.meetings import AttendanceMark, Case, mark, open_meeting
from tests.support.queries import count_queries

Browse = Callable[..., Browser]


@pytest.fixture(autouse=True)
def evening(today: Callable[..., None]) -> None:
    today(MEETS_ON, time(20, 0))


@pytest.fixture
def case(make: Make) -> Case:
    return open_meeting(make, statuses=[MembershipStatus.OFFICIAL] * 4)


@pytest.fixture
def member(make: Make, case: Case) -> Actor:
    return make.actor(case.members[0])


def test_a_member_comes_in_is_confirmed_asks_to_speak_and_is_called(
    case: Case, member: Actor, browse: Browse
) -> None:
    room = f"/meetings/{case.id}/room"
    own, chair = browse(member), browse(case.secretary)

    assert "Đồng chí đã đến?" in own.get(room).words
    own.post(f"{room}/come-in", {"place": "hall"}, page=room)
    assert "Chờ người chủ trì xác nhận" in own.get(room).words
    assert "1 đồng chí chờ xác nhận" in chair.get(room).words
    chair.post(f"{room}/confirm", page=room)
    own.post(f"{room}/turns", page=room)
    assert case.members[0].full_name in chair.get(f"{room}/parts/speakers", fragment=True).words
    chair.post(f"{room}/turns/call", {"member_id": str(case.members[0].id)}, page=room)

    assert "đang phát biểu" in own.get(room).words


def test_asking_for_the_head_of_the_stream_holds_no_place(
    case: Case, member: Actor, browse: Browse, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.extensions, "partywork-live", 1)
    own = browse(member).client

    path = f"/meetings/{case.id}/room/live"
    answers = [own.head(path, buffered=True) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200] * 3


def test_a_page_that_was_cut_off_hears_all_it_missed_once_and_in_order(
    case: Case, member: Actor, browse: Browse
) -> None:
    """Nobody waits for thirty seconds: what counts is how much happened, more than is kept."""
    last = live.newest(case.id)
    for number in range(30):
        with transaction():
            live.publish(case.id, *(f"change-{number}-{part}" for part in range(10)))
    path = f"/meetings/{case.id}/room/live"

    for asked in ({"headers": {"Last-Event-ID": str(last)}}, {"query_string": {"after": last}}):
        answer = browse(member).client.get(path, **asked)
        heard = []
        for chunk in answer.iter_encoded():
            heard += [line[6:] for line in chunk.decode().split("\n") if line[:6] == "data: "]
            if len(heard) >= 300:
                break
        answer.close()
        assert heard == [f"change-{number}-{part}" for number in range(30) for part in range(10)]


def test_where_no_stream_is_free_the_page_is_told_when_to_ask(
    case: Case, member: Actor, browse: Browse, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.extensions, "partywork-live", 0)

    answer = browse(member).client.get(f"/meetings/{case.id}/room/live")

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")


def test_the_hall_code_leads_to_one_button(case: Case, member: Actor, browse: Browse) -> None:
    room = f"/meetings/{case.id}/room"
    chair, own = browse(case.secretary), browse(member)
    assert "<svg" not in str(chair.get(f"{room}/hall").soup)
    chair.post(f"{room}/hall")
    code = hall.code_of(case.secretary, case.id).code

    assert "<svg" in str(chair.get(f"{room}/hall").soup)
    assert "Tôi có mặt tại hội trường" in own.get(f"{room}/hall/{code}").words
    own.post(f"{room}/hall/{code}")
    own.get(f"{room}/hall/khong-phai", expect=404)
    own.get(f"{room}/hall", expect=403)

    assert len(reading.show(case.secretary, case.id).waiting) == 1


def test_an_open_vote_is_answered_by_name_with_one_tap(
    case: Case, member: Actor, browse: Browse
) -> None:
    room = f"/meetings/{case.id}/room"
    mark(case, AttendanceMark.PRESENT)
    vote = ask(case, VoteSubject.ORDINARY, "A5")
    votes.open_vote(case.secretary, case.id, vote.id)
    own = browse(member)

    assert vote.question in own.get(room).words
    own.post(f"{room}/votes/{vote.id}", {"choice": "against"}, page=room)

    page = own.get(room)
    assert "Đã ghi ý kiến của đồng chí" in page.words
    pressed = page.soup.find("button", attrs={"aria-pressed": "true"})
    assert pressed is not None
    assert pressed.get_text(strip=True) == "Không tán thành"
    assert "Tán thành 1" not in browse(case.secretary).get(room).words


def test_what_a_plain_member_may_not_do_is_neither_shown_nor_done(
    case: Case, member: Actor, browse: Browse
) -> None:
    room = f"/meetings/{case.id}/room"
    mark(case, AttendanceMark.PRESENT)
    own = browse(member)
    page = own.get(room)

    assert "Xác nhận tất cả" not in page.words
    assert "Ghi biên bản" not in page.words
    assert not page.soup.find("form", action=lambda address: address and "/items/" in address)
    own.post(f"{room}/items/{item(case, 'B1').id}", page=room, expect=403)


def test_the_chair_records_everybody_sees_it_and_the_chair_ends_it(
    case: Case, member: Actor, browse: Browse
) -> None:
    room = f"/meetings/{case.id}/room"
    own, deputy, chair = browse(member), browse(case.deputy), browse(case.secretary)
    assert "Quyết định ghi âm, ghi hình và lý do" in chair.get(room).words
    assert "Quyết định ghi âm, ghi hình và lý do" not in deputy.get(room).words

    chair.post(f"{room}/recording", {"recording": "Để làm biên bản"}, page=room)

    for one in (own, deputy):
        words = one.get(room).words
        assert "đang được ghi âm, ghi hình" in words
        assert "Để làm biên bản" in words
        assert "Thôi ghi" not in words
    assert "đang được ghi âm, ghi hình" in own.get(f"{room}/screen").words
    own.post(f"{room}/recording/end", page=room, expect=403)
    assert "Thôi ghi" in chair.get(f"{room}/parts/now", fragment=True).words
    chair.post(f"{room}/recording/end", page=room)
    assert "đang được ghi âm" not in own.get(room).words


def test_the_projector_shows_the_item_and_nothing_to_press(case: Case, browse: Browse) -> None:
    room = f"/meetings/{case.id}/room"
    chair = browse(case.secretary)
    chair.post(f"{room}/items/{item(case, 'B3').id}", page=room)

    page = chair.get(f"{room}/screen")

    assert item(case, "B3").title in page.words
    assert page.soup.find("main").find("form") is None


def test_what_changed_is_asked_for_where_no_stream_is_free(
    case: Case, member: Actor, browse: Browse
) -> None:
    room = f"/meetings/{case.id}/room"
    before = live.newest(case.id)
    browse(member).post(f"{room}/come-in", {"place": "hall"}, page=room)

    answer = browse(member).get(f"{room}/changes?after={before}").answer

    assert [topic for _, topic in answer.json["changes"]] == ["room"]
    assert browse(member).get(f"{room}/changes?after=x").answer.json["changes"]
    browse().get(f"{room}/changes", expect=302)


def test_the_room_asks_as_many_questions_for_three_as_for_thirty(
    make: Make, browse: Browse
) -> None:
    asked = []
    for people in (3, 30):
        case = open_meeting(make, statuses=[MembershipStatus.OFFICIAL] * people)
        mark(case, AttendanceMark.PRESENT)
        chair = browse(case.secretary)
        chair.get(f"/meetings/{case.id}/room")
        with count_queries() as sent:
            chair.get(f"/meetings/{case.id}/room")
        asked.append(len(sent))

    assert asked[0] == asked[1]


def test_before_a_vote_the_roll_is_looked_at_again_and_afterwards_the_figures_are_told(
    case: Case, member: Actor, browse: Browse
) -> None:
    room = f"/meetings/{case.id}/room"
    mark(case, AttendanceMark.PRESENT)
    vote = ask(case, VoteSubject.ORDINARY, "A5")
    chair, own = browse(case.secretary), browse(member)
    chair.post(f"{room}/items/{item(case, 'A5').id}", page=room)

    assert "Trước khi biểu quyết: điểm danh lại" in chair.get(room).words
    assert "Trước khi biểu quyết" not in own.get(room).words
    opened = votes.open_vote(case.secretary, case.id, vote.id)
    own.post(f"{room}/votes/{vote.id}", {"choice": "against"}, page=room)
    while_open = browse(case.secretary).get(f"{room}/screen").words
    votes.close_vote(
        case.secretary, case.id, vote.id, version=opened.version, tally=Tally(5, 0, 0), reserved=()
    )

    assert "Kết quả hiện sau khi kết thúc" in while_open
    assert "không tán thành" not in while_open
    for page in (f"{room}/screen", f"{room}/parts/screen", room):
        words = own.get(page, fragment=page.endswith("parts/screen")).words
        assert "tán thành 5 , không tán thành 1" in words


def test_a_vote_warns_where_few_have_come(case: Case, browse: Browse) -> None:
    mark(case, AttendanceMark.PRESENT, excused=tuple(case.members[:2]))
    vote = ask(case, VoteSubject.ORDINARY, "A5")
    opened = votes.open_vote(case.secretary, case.id, vote.id)
    room = f"/meetings/{case.id}/room"

    few = browse(case.secretary).get(room).words

    is_few = (opened.eligible_present or 0) * 3 < (opened.roll or 0) * 2
    assert ("dưới hai phần ba" in few) is is_few


def test_a_congress_warns_where_few_have_come_though_the_rest_is_excused(
    make: Make, browse: Browse
) -> None:
    case = open_meeting(make, statuses=[MembershipStatus.OFFICIAL] * 4, kind=MeetingKind.CONGRESS)
    mark(case, AttendanceMark.PRESENT, excused=tuple(case.members[:3]))
    asked = {"question": "Bầu đoàn chủ tịch", "subject": VoteSubject.ORDINARY}
    vote = votes.prepare(case.secretary, case.id, case.read().agenda[0].id, **asked)
    votes.open_vote(case.secretary, case.id, vote.id)
    room = f"/meetings/{case.id}/room"

    few = browse(case.secretary).get(f"{room}/parts/vote", fragment=True).words
    own = browse(make.actor(case.members[3])).get(f"{room}/parts/vote", fragment=True).words
    case.read()
    mark(case, AttendanceMark.PRESENT, excused=tuple(case.members[:2]))
    enough = browse(case.secretary).get(f"{room}/parts/vote", fragment=True).words

    assert "3/6 đồng chí chính thức dự" in few
    assert "hai phần ba" not in own + enough


def test_words_of_a_speaker_that_are_refused_stay_on_the_page(
    case: Case, member: Actor, browse: Browse
) -> None:
    room = f"/meetings/{case.id}/room"
    browse(member).post(f"{room}/turns", page=room)
    taker = browse(case.deputy)
    chair = browse(case.secretary)
    chair.post(f"{room}/items/{item(case, 'B3').id}", page=room)
    chair.post(f"{room}/turns/call", {"member_id": str(case.members[0].id)}, page=room)
    turn = reading.show(case.secretary, case.id).unwritten[0]
    address = f"{room}/turns/{turn.id}/write-down"

    refused = taker.post(address, {"text": "TUYỆT MẬT\nNội dung của đơn vị"}, page=room, expect=422)
    done = taker.post(address, {"text": "Nhất trí với dự thảo"}, page=room)

    assert "TUYỆT MẬT" in refused.soup.find("textarea").get_text()
    assert f"Đ/c {case.members[0].full_name}" in taker.get(room).words
    assert "Nhất trí với dự thảo" in taker.get(room).words
    assert "Nhất trí với dự thảo" not in browse(member).get(room).words
    assert done is not None


def test_in_a_room_whose_meeting_is_over_nobody_is_asked_to_write(
    make: Make, today: Callable[..., None], browse: Browse
) -> None:
    case = everybody_there(make)
    today(MEETS_ON, time(21, 0))
    closed(case)

    minutes = browse(case.secretary).get(f"/meetings/{case.id}/room/parts/minutes", fragment=True)

    assert "Biên bản của cuộc họp" in minutes.words
    assert "Chưa ghi" not in minutes.words
    assert "Ghi biên bản" not in minutes.words
