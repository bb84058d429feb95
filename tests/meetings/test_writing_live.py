"""Writing minutes in real browsers: without network, after the session has ended, by two people."""

from collections.abc import Callable, Iterator
from datetime import time, timedelta

import pytest
from flask import Flask
from playwright.sync_api import Browser, Locator, expect

from partywork.accounts.models import UserSession
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from tests.meetings.minuting import PASSWORD, everybody_there, give_password, item
from tests.support.live import Person, cookie_of, serving
from tests.support.looks import Looks
from tests.support.make import Make
from tests.support.meetings import Case

SOON = 15_000
SAVED = "✓ Đã lưu lúc"


@pytest.fixture
def case(make: Make) -> Case:
    return everybody_there(make, on=clock.today(), at=time(0, 1))


@pytest.fixture
def write_in(
    app: Flask, chrome: Browser, looks: Looks, case: Case
) -> Iterator[Callable[..., Person]]:
    """Open the editor of the minutes for an actor, in a browser of their own."""
    inside: list[Person] = []
    with serving(app) as address:

        def open_editor(actor: Actor, *, phone: bool = False) -> Person:
            cookie, page = cookie_of(app, actor), f"/meetings/{case.id}/minutes"
            db.session.commit()
            person = Person(chrome, looks, address, user_name=actor.name, phone=phone)
            person.carry("partywork", cookie)
            person.visit(page)
            inside.append(person)
            return person

        yield open_editor
        for person in inside:
            person.forgive()
            person.leave()


def part(person: Person, case: Case, code: str) -> Locator:
    """The section of an item on the page of a writer."""
    found = person.page.locator(f"#muc-{item(case, code).id}")
    db.session.commit()
    return found


def text_of(case: Case, code: str) -> str:
    db.session.commit()
    said = item(case, code).notes
    db.session.commit()
    return said


def end_sessions() -> None:
    """Let every session have been idle for too long."""
    with transaction():
        query = db.select(UserSession).execution_options(partywork_scoped=True)
        for one in db.session.scalars(query):
            one.seen_at = clock.now() - timedelta(hours=2)


def says(section: Locator, words: str) -> None:
    expect(section.locator("[data-save-state]")).to_contain_text(words, timeout=SOON)


def test_an_ended_session_asks_for_the_password_and_loses_nothing(
    case: Case, write_in: Callable[..., Person]
) -> None:
    give_password(case.deputy)
    taker = write_in(case.deputy)
    end_sessions()
    section, keys = part(taker, case, "B1"), taker.page.keyboard

    section.get_by_label("Nội dung").fill("Thông tin 03 văn bản mới.")
    dialog = taker.page.get_by_role("dialog", name="Phiên làm việc đã hết")
    expect(dialog).to_be_visible(timeout=SOON)
    says(section, "Phiên đã hết, nhập mật khẩu để lưu")
    taker.forgive()
    taker.shoot("phien-het")
    taker.look()
    keys.type("một mật khẩu khác")
    keys.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("mật khẩu không đúng", timeout=SOON)
    keys.press("Escape")
    expect(dialog).to_be_hidden()
    section.get_by_role("button", name="Nhập mật khẩu").focus()
    keys.press("Enter")
    expect(dialog).to_be_visible()
    keys.type(PASSWORD)
    keys.press("Enter")

    expect(dialog).to_be_hidden(timeout=SOON)
    says(section, SAVED)
    assert text_of(case, "B1") == "Thông tin 03 văn bản mới."
    taker.forgive()
    section.get_by_text("Thêm ý kiến phát biểu").click()
    taker.page.context.clear_cookies()
    section.get_by_label("Đồng chí").select_option(index=1)
    section.get_by_label("Ý kiến", exact=True).fill("Đề nghị làm sớm.")
    section.get_by_role("button", name="Ghi ý kiến").click()
    expect(dialog).to_be_visible(timeout=SOON)
    keys.type(PASSWORD)
    keys.press("Enter")

    expect(section.get_by_text("Đề nghị làm sớm.")).to_be_visible(timeout=SOON)
    taker.look()


def test_a_lost_network_keeps_the_text_and_sends_it_later(
    case: Case, write_in: Callable[..., Person]
) -> None:
    taker = write_in(case.deputy, phone=True)
    section = part(taker, case, "B2")
    field = section.get_by_label("Nội dung")

    taker.page.context.set_offline(True)
    field.fill("Tư tưởng ổn định.")
    says(section, "Mất mạng, sẽ gửi khi có mạng")
    section.get_by_role("button", name="Lưu").click()
    field.press_sequentially(" Phấn khởi.")
    taker.shoot("mat-mang")
    taker.page.context.set_offline(False)

    says(section, SAVED)
    expect(field).to_have_value("Tư tưởng ổn định. Phấn khởi.")
    assert text_of(case, "B2") == "Tư tưởng ổn định. Phấn khởi."


def test_two_people_write_two_items_at_once_and_one_item_side_by_side(
    case: Case, write_in: Callable[..., Person]
) -> None:
    taker, chair = write_in(case.deputy), write_in(case.secretary)

    part(taker, case, "B1").get_by_label("Nội dung").fill("Của người ghi.")
    part(chair, case, "B2").get_by_label("Nội dung").fill("Của người chủ trì.")
    says(part(taker, case, "B1"), SAVED)
    says(part(chair, case, "B2"), SAVED)
    section = part(chair, case, "B1")
    section.get_by_label("Nội dung").fill("Chủ trì ghi thêm.")
    says(section, "Đồng chí khác vừa sửa mục này")
    chair.forgive()
    with chair.page.expect_popup() as opened:
        section.get_by_role("link", name="Xem cả hai bản").click()
    both = opened.value

    expect(both.locator("main")).to_contain_text("Của người ghi.")
    expect(both.get_by_label("Nội dung")).to_have_value("Của người ghi.\nChủ trì ghi thêm.")
    both.get_by_role("button", name="Lưu bản đã ghép").click()
    both.wait_for_url("**/minutes#*")
    assert text_of(case, "B1") == "Của người ghi.\nChủ trì ghi thêm."
    assert text_of(case, "B2") == "Của người chủ trì."


def test_somebody_who_never_pauses_is_saved_all_the_same(
    case: Case, write_in: Callable[..., Person]
) -> None:
    taker = write_in(case.deputy)
    section = part(taker, case, "B3")

    section.get_by_label("Nội dung").press_sequentially("chữ " * 35, delay=90)

    assert text_of(case, "B3")
