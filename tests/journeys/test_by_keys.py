"""Before and after the evening without a mouse: the agenda, an absence, a recommendation."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from partywork.cells.terms import MembershipStatus
from partywork.core.actor import Actor
from partywork.core.db import db
from partywork.meetings.service import invitations
from partywork.meetings.terms import InvitationAnswer
from tests.journeys.keyboard import (
    by_keys,
    choose_by_keys,
    press_by_keys,
    select_by_keys,
    type_by_keys,
    walk_to,
)
from tests.support.live import Person, cookie_of, serving
from tests.support.looks import Looks
from tests.support.make import Make
from tests.support.meetings import Case, planned_meeting

BAR = "form .bar"
NEWS = "Thông báo kết luận của Đảng ủy"
ASKED = "Bố trí phòng họp có máy chiếu"
ANSWERED = "Đã bố trí phòng họp tầng 4"

Meet = Callable[..., Person]


@pytest.fixture
def case(make: Make, today: Callable[..., None]) -> Case:
    today(date(2026, 11, 2))
    return planned_meeting(make, statuses=[MembershipStatus.OFFICIAL] * 2)


@pytest.fixture
def meet(app: Flask, chrome: Browser, looks: Looks) -> Iterator[Meet]:
    """Return people with an open session, each in a browser of their own."""
    people: list[Person] = []
    with serving(app) as address:

        def person(actor: Actor, *, phone: bool = False) -> Person:
            cookie = cookie_of(app, actor)
            # A test that still reads would keep the database from those who write.
            db.session.commit()
            people.append(Person(chrome, looks, address, user_name=actor.name, phone=phone))
            people[-1].carry("partywork", cookie)
            return people[-1]

        yield person
        for one in people:
            one.leave()


def orders_the_agenda(secretary: Person, presenter: str) -> None:
    """One item is moved and given to somebody, one is new; a slip is led to and mended."""
    page = secretary.page
    by_keys(secretary, "Sửa chương trình")
    sixth = page.get_by_label("Nội dung của mục 6", exact=True).input_value()
    press_by_keys(secretary, "Thêm mục mới")
    expect(page.get_by_label("Nội dung của mục mới 18")).to_be_focused()
    page.keyboard.type(NEWS)
    type_by_keys(secretary, page.get_by_label("Thứ tự của mục 6", exact=True), "2")
    presenters = page.get_by_label("Người trình bày mục 6", exact=True)
    select_by_keys(secretary, presenters, f"{presenter} (Phó bí thư)")
    minutes = page.get_by_label("Số phút của mục 6", exact=True)
    type_by_keys(secretary, minutes, "0")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    secretary.forgive()
    expect(page.get_by_role("alert")).to_be_focused()
    secretary.shoot("chuong-trinh-sai")
    secretary.look()
    press_by_keys(secretary, "Số phút")
    expect(minutes).to_be_focused()
    type_by_keys(secretary, minutes, "15")
    type_by_keys(secretary, page.get_by_label("Thứ tự của mục mới 18"), "3")
    secretary.shoot("chuong-trinh")
    by_keys(secretary, "Lưu chương trình")
    secretary.sees(f"2. {sixth} Đ/c {presenter} trình bày, 15 phút", f"3. {NEWS}")


def uses_the_menu(secretary: Person) -> None:
    """A menu closes when one goes on, or with Escape."""
    keys, menu = secretary.page.keyboard, secretary.page.locator("header details.menu")
    name = menu.locator("summary")
    name.focus()
    keys.press("Enter")
    expect(menu).to_have_attribute("open", "")
    keys.press("Tab")
    keys.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(name).to_be_focused()
    keys.press("Enter")
    keys.press("Shift+Tab")
    expect(menu).not_to_have_attribute("open", "")


def invites(secretary: Person) -> None:
    by_keys(secretary, "Mời họp")
    by_keys(secretary, "Mời họp", within=BAR)
    press_by_keys(secretary, "Chép tin nhắn")
    secretary.sees("Đã gửi giấy mời")


def asks_leave(member: Person) -> None:
    """A reason is missing at first: one is led to it, and what was chosen stays."""
    page = member.page
    member.visit("/")
    by_keys(member, "Trả lời giấy mời")
    choose_by_keys(member, page.locator("main fieldset"), "Xin vắng")
    with page.expect_navigation():
        walk_to(page, member.control("Gửi trả lời"))
        page.keyboard.press("Enter")
    member.forgive()
    expect(page.get_by_role("alert")).to_be_focused()
    member.shoot("xin-vang-thieu-ly-do")
    press_by_keys(member, "Lý do xin vắng")
    page.keyboard.type("Đi điều trị")
    by_keys(member, "Gửi trả lời")
    member.sees("Chờ bí thư, phó bí thư xem xét")


def asks_too(member: Actor, case: Case) -> None:
    """Another member asks leave, by whatever means."""
    own = invitations.own_invitation(member, case.id)
    invitations.answer(
        member,
        case.id,
        version=own.version,
        chosen=InvitationAnswer.ASKS_ABSENCE,
        absence_reason="Đi công tác",
    )
    db.session.commit()


def agrees(secretary: Person, meeting: str, *names: str) -> None:
    """One consent after the other, without the way from the top of the page again."""
    secretary.visit(meeting)
    for name in names:
        by_keys(secretary, f"Đồng ý cho vắng đồng chí {name}")
        expect(secretary.page.locator("#tra-loi")).to_be_focused()
        secretary.shoot("dong-y-cho-vang")


def asks(secretary: Person, raised_by: str) -> None:
    """What is asked is given to who is to answer it, by a day."""
    secretary.visit("/recommendations/")
    by_keys(secretary, "Ghi kiến nghị")
    form = secretary.page.locator("main form")
    type_by_keys(secretary, form.get_by_label("Nội dung kiến nghị"), ASKED)
    select_by_keys(secretary, form.get_by_label("Thuộc việc"), "Điều kiện làm việc, chế độ")
    group = form.get_by_role("group", name="Kiến nghị với")
    choose_by_keys(secretary, group, "Cơ quan, đơn vị")
    choose_by_keys(secretary, group, "Đảng ủy")
    select_by_keys(secretary, form.get_by_label("Người kiến nghị"), raised_by)
    type_by_keys(secretary, form.get_by_label("Hạn trả lời"), "30/11/2026")
    secretary.shoot("ghi-kien-nghi")
    by_keys(secretary, "Ghi kiến nghị", within=BAR)
    secretary.sees(ASKED, raised_by, "30/11/2026", "Chờ trả lời")


def answers(office: Person) -> None:
    office.visit("/recommendations/")
    by_keys(office, ASKED)
    by_keys(office, "Trả lời")
    type_by_keys(office, office.page.get_by_label("Nội dung trả lời"), ANSWERED)
    office.shoot("tra-loi-kien-nghi")
    by_keys(office, "Ghi trả lời", within=BAR)
    office.sees(ANSWERED, "Đã trả lời, chưa đọc tại chi bộ")


@pytest.mark.timeout(600)
def test_agenda_absences_and_recommendations_need_no_mouse(
    make: Make, case: Case, meet: Meet
) -> None:
    meeting = f"/meetings/{case.id}/"
    absent = [one.full_name for one in case.members]
    member, other = (make.actor(one) for one in case.members)
    secretary, office = meet(case.secretary), meet(make.office(), phone=True)

    secretary.visit(meeting)
    orders_the_agenda(secretary, case.deputy.name)
    uses_the_menu(secretary)
    invites(secretary)
    asks_leave(meet(member, phone=True))
    asks_too(other, case)
    agrees(secretary, meeting, *absent)
    asks(secretary, absent[0])
    answers(office)
