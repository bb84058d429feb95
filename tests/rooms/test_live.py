"""The room in real browsers: what one person does the others see without asking."""

from collections.abc import Callable
from datetime import time
from itertools import groupby

import pytest
from flask import Flask
from playwright.sync_api import expect

from partywork.ballots.queries import ballot_of
from partywork.ballots.rules.counting import Tally
from partywork.ballots.service import secret
from partywork.ballots.terms import VoteSubject
from partywork.cells.terms import MembershipStatus
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import db
from partywork.meetings.service import ballots, votes
from partywork.rooms.service import leading
from tests.meetings.minuting import MEETS_ON, ask, item
from tests.rooms.hybrid import hybrid, put
from tests.support.live import Person
from tests.support.make import Make
from tests.support.meetings import AttendanceMark, Case, mark, open_meeting

SOON = 20_000

# Over which columns of the room the key Tab leads.
_COLUMN = "() => (document.activeElement.closest('.room > *') || {className: ''}).className"
_ABOVE_THE_BAR = """one => one.getBoundingClientRect().bottom
  - document.querySelector('.phone-bar').getBoundingClientRect().top"""


@pytest.fixture
def case(make: Make) -> Case:
    return open_meeting(
        make, statuses=[MembershipStatus.OFFICIAL] * 3, on=clock.today(), at=time(0, 1)
    )


@pytest.fixture
def enter(come: Callable[..., Person]) -> Callable[..., Person]:
    """Open the room for an actor, in a browser of their own."""

    def open_room(
        actor: Actor, case: Case, *, phone: bool = False, state: str = "● Trực tiếp"
    ) -> Person:
        # Asked for before: whoever reads after that keeps the database from those who write.
        room = f"/meetings/{case.id}/room"
        person = come(actor, phone=phone)
        person.visit(room)
        expect(person.page.locator("[data-live-state]")).to_have_text(state, timeout=SOON)
        return person

    return open_room


def test_what_the_chair_does_is_on_every_screen_without_asking(
    make: Make, case: Case, enter: Callable[..., Person]
) -> None:
    member = make.actor(case.members[0])
    title = item(case, "B3").title
    chair, own = enter(case.secretary, case), enter(member, case, phone=True)

    own.tap("Tôi có mặt tại hội trường")
    expect(chair.page.get_by_text("1 đồng chí chờ xác nhận")).to_be_visible(timeout=SOON)
    chair.tap("Xác nhận tất cả")
    expect(own.page.get_by_role("button", name="Xin phát biểu")).to_be_visible(timeout=SOON)
    chair.tap(title)
    expect(own.page.get_by_role("heading", name=title)).to_be_visible(timeout=SOON)

    chair.look()
    own.look()


def test_everybody_sees_at_once_that_the_meeting_is_recorded_and_that_it_no_longer_is(
    make: Make, case: Case, enter: Callable[..., Person]
) -> None:
    own = enter(make.actor(case.members[0]), case, phone=True)
    chair = enter(case.secretary, case)
    notice = own.page.get_by_text("đang được ghi âm, ghi hình")

    chair.page.get_by_text("Ghi âm, ghi hình cuộc họp").click()
    chair.fill("Quyết định ghi âm, ghi hình và lý do", "Ghi âm để làm biên bản")
    chair.press("Ghi quyết định")
    expect(notice).to_be_visible(timeout=SOON)
    chair.look()
    own.look()
    chair.press("Thôi ghi")

    expect(notice).to_have_count(0, timeout=SOON)


def test_a_vote_interrupts_and_is_answered_with_one_tap(
    make: Make, case: Case, enter: Callable[..., Person]
) -> None:
    mark(case, AttendanceMark.PRESENT)
    own = enter(make.actor(case.members[0]), case, phone=True)
    own.page.get_by_role("heading", name="Có mặt").scroll_into_view_if_needed()
    vote = ask(case, VoteSubject.ORDINARY, "A5")
    votes.open_vote(case.secretary, case.id, vote.id)
    db.session.commit()

    expect(own.page.get_by_role("button", name="Không tán thành")).to_be_visible(timeout=SOON)
    own.look()
    own.tap("Không tán thành")

    own.sees("Đã ghi ý kiến của đồng chí")


def test_a_tap_leaves_the_page_and_what_somebody_types_where_they_are(
    make: Make, case: Case, enter: Callable[..., Person]
) -> None:
    mark(case, AttendanceMark.PRESENT)
    speaker = make.actor(case.members[0])
    leading.go_to(case.secretary, case.id, item(case, "B3").id)
    leading.ask_to_speak(speaker, case.id)
    leading.call(case.secretary, case.id, case.members[0].id)
    chair = enter(case.secretary, case)
    chair.page.evaluate("window.isTheSamePage = true")
    chair.page.get_by_label(f"Đ/c {case.members[0].full_name} phát biểu").fill("Nên làm sớm.")
    db.session.commit()

    chair.tap("Xin phát biểu")
    chair.tap("Thôi phát biểu")
    chair.tap("Ghi vào biên bản")

    assert chair.page.evaluate("window.isTheSamePage")
    chair.sees("Nên làm sớm.")
    chair.visit(f"/meetings/{case.id}/")
    assert "Đã ghi ý kiến vào biên bản" not in chair.words


def test_a_tap_that_does_not_arrive_or_is_refused_says_so(
    make: Make, case: Case, enter: Callable[..., Person]
) -> None:
    mark(case, AttendanceMark.PRESENT)
    vote = ask(case, VoteSubject.ORDINARY, "A5")
    version = votes.open_vote(case.secretary, case.id, vote.id).version
    own = enter(make.actor(case.members[0]), case)

    own.page.context.set_offline(True)
    own.press("Không tán thành")
    expect(own.page.get_by_text("Mất mạng nên chưa gửi được.")).to_be_visible(timeout=SOON)
    own.page.route("**/room/live?*", lambda route: route.abort())
    own.page.route("**/room/changes?*", lambda route: route.abort())
    own.page.context.set_offline(False)
    tally, secretary = Tally(5, 0, 0), case.secretary
    votes.close_vote(secretary, case.id, vote.id, version=version, tally=tally, reserved=[])
    db.session.commit()
    with own.page.expect_navigation():
        own.press("Không tán thành")

    own.forgive()
    assert own.heading == "Chưa làm được"


def test_an_open_vote_is_the_first_a_phone_shows_of_the_room(
    make: Make, enter: Callable[..., Person], today: Callable[..., None]
) -> None:
    today(MEETS_ON, time(19, 5))
    case = hybrid(make)
    mark(case, AttendanceMark.PRESENT)
    vote = ask(case, VoteSubject.ORDINARY, "A5")
    votes.open_vote(case.secretary, case.id, vote.id)

    own = enter(make.actor(case.members[0]), case, phone=True)
    own.shoot("bieu-quyet")
    own.page.evaluate("scrollTo(0, 0)")

    last = own.page.get_by_role("button", name="Ý kiến khác")
    assert last.evaluate(_ABOVE_THE_BAR) <= 0


def test_so_is_the_own_paper_of_a_secret_ballot(
    make: Make, enter: Callable[..., Person], today: Callable[..., None]
) -> None:
    today(MEETS_ON, time(19, 5))
    case = hybrid(make, people=7)
    key = put(case)
    for one in map(make.actor, case.members[1:4]):
        secret.confirm_share(one, key, typed=secret.take_share(one, key))
    own = enter(make.actor(case.members[4]), case, phone=True)
    own.page.get_by_role("heading", name="Có mặt").scroll_into_view_if_needed()
    version = ballot_of(case.secretary, key).version
    ballots.open_ballot(case.secretary, case.id, key, version=version)
    db.session.commit()

    door = own.page.get_by_role("link", name="Đến phiếu của đồng chí")
    expect(door).to_be_in_viewport(timeout=SOON)
    own.shoot("bo-phieu-kin")
    own.page.evaluate("scrollTo(0, 0)")

    assert door.evaluate(_ABOVE_THE_BAR) <= 0
    own.look()


@pytest.mark.parametrize("phone", [False, True])
def test_the_keyboard_goes_through_the_room_as_one_reads_it(
    make: Make, case: Case, enter: Callable[..., Person], phone: bool
) -> None:
    mark(case, AttendanceMark.PRESENT)
    vote = ask(case, VoteSubject.ORDINARY, "A5")
    votes.open_vote(case.secretary, case.id, vote.id)
    chair = enter(case.secretary, case, phone=phone).page

    places = chair.locator(".room > *").filter(visible=True)
    boxes = [one.bounding_box() for one in places.all()]
    reached = [one.get_attribute("class") for one in places.all()]
    walked: list[str] = []
    while not any(walked) or walked[-1]:
        chair.keyboard.press("Tab")
        walked.append(chair.evaluate(_COLUMN))

    assert boxes == sorted(boxes, key=lambda box: (box["y"], box["x"]))
    assert [one for one, _ in groupby(walked) if one] == reached


def test_a_screen_that_was_cut_off_comes_back_complete(
    make: Make, case: Case, enter: Callable[..., Person]
) -> None:
    mark(case, AttendanceMark.PRESENT)
    title = item(case, "B5").title
    own = enter(make.actor(case.members[0]), case)
    chair = enter(case.secretary, case)
    context = own.page.context

    context.set_offline(True)
    chair.tap(title)
    own.forgive()
    context.set_offline(False)

    expect(own.page.get_by_role("heading", name=title)).to_be_visible(timeout=30_000)


def test_a_screen_without_a_free_stream_asks_every_few_seconds(
    app: Flask,
    make: Make,
    case: Case,
    enter: Callable[..., Person],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(app.extensions, "partywork-live", 0)
    mark(case, AttendanceMark.PRESENT)
    title = item(case, "B5").title
    own = enter(make.actor(case.members[0]), case, state="Đang cập nhật mỗi 5 giây")
    leading.go_to(case.secretary, case.id, item(case, "B5").id)
    db.session.commit()

    expect(own.page.get_by_role("heading", name=title)).to_be_visible(timeout=30_000)
    own.forgive()
