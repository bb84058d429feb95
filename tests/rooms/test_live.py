"""The room in real browsers: what one person does the others see without asking."""

from collections.abc import Callable, Iterator
from datetime import time

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from partywork.ballots.terms import VoteSubject
from partywork.cells.terms import MembershipStatus
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import db
from partywork.meetings.service import votes
from partywork.rooms.service import leading
from tests.meetings.minuting import ask, item
from tests.support.live import Person, cookie_of, serving
from tests.support.looks import Looks
from tests.support.make import Make
from tests.support.meetings import AttendanceMark, Case, mark, open_meeting

SOON = 20_000


@pytest.fixture
def case(make: Make) -> Case:
    return open_meeting(
        make, statuses=[MembershipStatus.OFFICIAL] * 3, on=clock.today(), at=time(0, 1)
    )


@pytest.fixture
def enter(app: Flask, chrome: Browser, looks: Looks) -> Iterator[Callable[..., Person]]:
    """Open the room for an actor, in a browser of their own."""
    inside: list[Person] = []
    with serving(app) as address:

        def open_room(
            actor: Actor, case: Case, *, phone: bool = False, state: str = "● Trực tiếp"
        ) -> Person:
            cookie, room = cookie_of(app, actor), f"/meetings/{case.id}/room"
            # A test that still reads would keep the database from those who write.
            db.session.commit()
            person = Person(chrome, looks, address, user_name=actor.name, phone=phone)
            person.carry("partywork", cookie)
            person.visit(room)
            expect(person.page.locator("[data-live-state]")).to_have_text(state, timeout=SOON)
            inside.append(person)
            return person

        yield open_room
        for person in inside:
            person.leave()


def test_what_the_chair_does_is_on_every_screen_without_asking(
    make: Make, case: Case, enter: Callable[..., Person]
) -> None:
    member = make.actor(case.members[0])
    title = item(case, "B3").title
    chair, own = enter(case.secretary, case), enter(member, case, phone=True)

    own.go("Tôi có mặt tại hội trường")
    expect(chair.page.get_by_text("1 đồng chí chờ xác nhận")).to_be_visible(timeout=SOON)
    chair.go("Xác nhận tất cả")
    expect(own.page.get_by_role("button", name="Xin phát biểu")).to_be_visible(timeout=SOON)
    chair.go(title)
    expect(own.page.get_by_role("heading", name=title)).to_be_visible(timeout=SOON)

    chair.look()
    own.look()


def test_a_vote_interrupts_and_is_answered_with_one_tap(
    make: Make, case: Case, enter: Callable[..., Person]
) -> None:
    mark(case, AttendanceMark.PRESENT)
    own = enter(make.actor(case.members[0]), case, phone=True)
    vote = ask(case, VoteSubject.ORDINARY, "A5")
    votes.open_vote(case.secretary, case.id, vote.id)
    db.session.commit()

    expect(own.page.get_by_role("button", name="Không tán thành")).to_be_visible(timeout=SOON)
    own.look()
    own.go("Không tán thành")

    own.sees("Đã ghi ý kiến của đồng chí")


def test_a_screen_that_was_cut_off_comes_back_complete(
    make: Make, case: Case, enter: Callable[..., Person]
) -> None:
    mark(case, AttendanceMark.PRESENT)
    title = item(case, "B5").title
    own = enter(make.actor(case.members[0]), case)
    chair = enter(case.secretary, case)
    context = own.page.context

    context.set_offline(True)
    chair.go(title)
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
