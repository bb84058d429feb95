"""A whole meeting evening, walked by six people in browsers of their own at the same time."""

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from partywork.ballots.models import Envelope, RegisterLine
from tests.journeys import evening as stage
from tests.journeys.evening import (
    BAR,
    LATER,
    SOON,
    Evening,
    all_see,
    cut_off,
    item,
    says,
    sees,
)
from tests.journeys.evening_ballots import counts_papers, votes_by_name, votes_secretly
from tests.journeys.evening_papers import (
    GUIDED,
    adopts,
    closes,
    confirms_the_points,
    reads_the_papers,
)
from tests.journeys.keyboard import by_keys, choose_by_keys, press_by_keys, type_by_keys, walk_to
from tests.journeys.test_first_path import words_of
from tests.support.live import Person
from tests.support.looks import Looks
from tests.support.make import Make
from tests.support.papers import pdf

LINK = "https://hop.example.vn/chi-bo"
ONLINE = "Tôi dự trực tuyến"
IN_HALL = "Tôi có mặt tại hội trường"
PAPER = "Dự thảo kế hoạch tập huấn"


@pytest.fixture
def evening(app: Flask, make: Make, today: stage.Today) -> Evening:
    return stage.build(app, make, today)


def prepares_and_invites(evening: Evening) -> None:
    """A meeting in the hall; two members take part from afar, each for a reason."""
    chair = evening.chair
    chair.visit("/")
    chair.go("Chuẩn bị buổi sinh hoạt")
    chair.fill("Ngày họp", "05/11/2026")
    chair.fill("Giờ bắt đầu", "19:00")
    chair.fill("Địa điểm", "Phòng họp tầng 3")
    chair.fill("Ngày thống nhất nội dung", "02/11/2026")
    chair.choose("Dự kiến chủ trì", f"{evening.names['chair']} (Bí thư)")
    chair.choose("Dự kiến người ghi biên bản", f"{evening.names['taker']} (Phó bí thư)")
    chair.tick("Trực tiếp, có đồng chí dự trực tuyến")
    chair.press("Khi có đồng chí dự trực tuyến")
    chair.fill("Địa chỉ phòng họp trực tuyến", LINK)
    chair.fill(f"Đ/c {evening.names['afar']}", "Công tác tại Huế")
    chair.fill(f"Đ/c {evening.names['abroad']}", "Đi nước ngoài")
    chair.go("Lưu buổi sinh hoạt")
    by_keys(chair, "Mời họp")
    by_keys(chair, "Mời họp", within=BAR)
    chair.sees("Đã gửi giấy mời")
    evening.room = chair.path.removesuffix("/invite") + "/room"
    chair.visit(f"{evening.meeting}/papers")
    chair.fill("Tên tài liệu", PAPER)
    chair.attach("Tệp", "du-thao.pdf", pdf(PAPER))
    chair.go("Thêm tài liệu")
    chair.sees(PAPER)


def offers_to_attend(upper: Person) -> None:
    upper.visit("/meetings/calendar?thang=2026-11")
    upper.go("Tôi sẽ dự")
    upper.sees("Phạm Kim Mai")


def reads_the_paper(evening: Evening) -> None:
    """Who attends from above opens the paper in the room, as everybody there does."""
    for one in (evening.upper, evening.hall):
        _name, content = one.opens_paper("du-thao.pdf")
        assert PAPER in words_of(content)


def opens(evening: Evening) -> None:
    chair = evening.chair
    chair.visit(evening.meeting)
    by_keys(chair, "Khai mạc")
    by_keys(chair, "Khai mạc", within=BAR)
    chair.sees("Chưa điểm danh 13")


def come_in(evening: Evening) -> None:
    """From afar with one tap on the invitation, in the hall by its code; the chair confirms.

    Who attends from above taps on the page of the meeting, and is noted at the roll-call.
    """
    chair, hall, upper = evening.chair, evening.hall, evening.upper
    evening.enter("chair", "taker")
    for who in ("afar", "abroad"):
        person = evening.people[who]
        person.visit("/inbox")
        person.go("Mời dự")
        person.shoot(f"giay-moi-{who}")
        person.go(ONLINE)
        person.sees("Đã ghi nhận đồng chí có mặt", "Chờ người chủ trì xác nhận")
        assert "Xin phát biểu" not in person.words
    chair.go("Mã tại hội trường")
    chair.shoot("ma-hoi-truong")
    hall.visit(stage.hall_code(evening))
    hall.shoot("quet-ma")
    hall.go(IN_HALL)
    evening.enter("chair")
    sees(chair, "3 đồng chí chờ xác nhận")
    chair.shoot("phong-cho-xac-nhan")
    hall.shoot("phong-cho")
    by_keys(chair, f"Xác nhận đồng chí {evening.names['hall']}", in_place=True)
    chair.tap("Xác nhận tất cả")
    all_see("Xin phát biểu", hall, evening.afar, evening.abroad)
    upper.visit(f"{evening.meeting}/")
    upper.go(IN_HALL)
    upper.sees("Đã ghi nhận đồng chí có mặt", "Chờ người chủ trì xác nhận")
    assert "Xin phát biểu" not in upper.words
    reads_the_paper(evening)


def calls_the_roll(evening: Evening) -> None:
    """The minutes taker has no mouse."""
    taker, name = evening.taker, evening.others[0]
    by_keys(taker, "Điểm danh", within=".room-right")
    group = taker.page.get_by_role("group", name=f"Điểm danh đồng chí {name}", exact=True)
    choose_by_keys(taker, group, "Vắng có lý do")
    absent = f"ul.roll > li:has-text('{name}')"
    press_by_keys(taker, "Đến muộn, lý do", within=absent)
    type_by_keys(taker, taker.page.locator(absent).get_by_label("Lý do, ghi chú"), "Ốm")
    came = taker.page.get_by_role("checkbox", name=evening.names["upper"])
    walk_to(taker.page, came)
    taker.page.keyboard.press("Space")
    expect(came).to_be_checked()
    press_by_keys(taker, "Tất cả còn lại: có mặt", key="Space")
    by_keys(taker, "Lưu điểm danh", back=True)
    taker.sees("Có mặt 12", "Chưa điểm danh 0")
    all_see("12/13", evening.chair, evening.hall, evening.afar, evening.abroad, evening.upper)


def leads_and_lets_speak(evening: Evening) -> None:
    """Item by item; who asks to speak is called with one tap, and what was said is written."""
    chair, taker, afar = evening.chair, evening.taker, evening.afar
    title = stage.title_of("B1")
    evening.enter("taker")
    by_keys(chair, title, in_place=True)
    for one in (taker, evening.hall, afar, evening.abroad, evening.upper):
        expect(one.page.get_by_role("heading", name=title)).to_be_visible(timeout=SOON)
    by_keys(afar, "Xin phát biểu", in_place=True)
    evening.hall.tap("Xin phát biểu")
    all_see("Thôi phát biểu", afar, evening.hall)
    sees(chair, "Mời")
    name = evening.names["afar"]
    chair.tap(f"Mời đồng chí {name} phát biểu")
    all_see("đang phát biểu", taker, evening.hall, afar, evening.abroad, evening.upper)
    chair.shoot("phong-chu-tri")
    evening.hall.shoot("phong-hoi-truong")
    evening.upper.shoot("phong-dang-uy")
    taker.shoot("phong-ghi")
    evening.at(19, 12)
    field = taker.page.get_by_label(f"Đ/c {name} phát biểu")
    expect(field).to_be_visible(timeout=SOON)
    taker.fill(f"Đ/c {name} phát biểu", "Nên tập huấn cho đảng viên cao tuổi trước.")
    chair.tap("Kết thúc phát biểu")
    taker.tap("Ghi vào biên bản")
    taker.sees(f"Đ/c {name} (19:00): Nên tập huấn cho đảng viên cao tuổi trước.")
    chair.tap(f"Mời đồng chí {evening.names['hall']} phát biểu")
    sees(evening.hall, "đang phát biểu")
    chair.tap("Kết thúc phát biểu")
    guides_the_meeting(evening)
    wall = evening.upper
    wall.visit(f"{evening.room}/screen")
    wall.shoot("man-chieu")
    evening.enter("upper")


def guides_the_meeting(evening: Evening) -> None:
    """Who attends from above asks for the word as anybody does, and is written down."""
    chair, taker, upper = evening.chair, evening.taker, evening.upper
    name = evening.names["upper"]
    sees(upper, "Xin phát biểu")
    upper.tap("Xin phát biểu")
    sees(chair, f"{name} xin lúc")
    chair.tap(f"Mời đồng chí {name} phát biểu")
    field = taker.page.get_by_label(f"Đ/c {name} phát biểu")
    expect(field).to_be_visible(timeout=SOON)
    chair.tap("Kết thúc phát biểu")
    taker.fill(f"Đ/c {name} phát biểu", GUIDED)
    taker.tap(f"Ghi vào biên bản ý kiến của đồng chí {name}")
    taker.sees(f"Đ/c {name} (19:12): {GUIDED}")


def loses_the_network(evening: Evening) -> None:
    """The minutes taker and one from afar are cut off while the meeting goes on."""
    chair, taker, abroad = evening.chair, evening.taker, evening.abroad
    taker.visit(f"{evening.meeting}/minutes")
    cut_off(taker)
    cut_off(abroad)
    taker.fill("Nội dung", "Thông tin 03 văn bản mới của Đảng ủy.", within=item("B1"))
    says(taker, "B1", "Mất mạng, sẽ gửi khi có mạng")
    taker.shoot("bien-ban-mat-mang", at=item("B1"))
    title = stage.title_of("B3")
    chair.tap(title)
    evening.hall.tap("Xin phát biểu")
    sees(abroad, "Mất kết nối, đang nối lại…", within="body", timeout=LATER)
    abroad.shoot("phong-mat-mang")
    assert stage.text_of("B1") == ""
    taker.fill("Kết luận", "Phổ biến đến từng đồng chí.", within=item("B1"))
    for one in (taker, abroad):
        cut_off(one, is_off=False)
    says(taker, "B1", "✓ Đã lưu lúc")
    expect(abroad.page.get_by_role("heading", name=title)).to_be_visible(timeout=LATER)
    sees(abroad, f"{evening.names['hall']} xin lúc")
    sees(abroad, stage.HERE, within="body", timeout=LATER)
    for one in (taker, abroad):
        one.forgive()
        one.look()
    assert stage.text_of("B1") == "Thông tin 03 văn bản mới của Đảng ủy."
    sees(chair, "Phát biểu")


def writes_the_same_item_twice(evening: Evening) -> None:
    """Chair and minutes taker write one item; both texts come side by side and nothing is lost."""
    chair, taker = evening.chair, evening.taker
    chair.visit(f"{evening.meeting}/minutes")
    chair.fill("Nội dung", "Chủ trì: kết quả tháng 10 đạt 9/10 việc.", within=item("B3"))
    says(chair, "B3", "✓ Đã lưu lúc")
    taker.fill("Nội dung", "Người ghi: còn 01 việc chậm.", within=item("B3"))
    says(taker, "B3", "Đồng chí khác vừa sửa mục này")
    taker.forgive()
    with taker.page.expect_popup() as opened:
        taker.press("Xem cả hai bản", within=item("B3"))
    before, taker.page = taker.page, opened.value
    taker.look()
    taker.shoot("hai-ban")
    taker.sees("Bản gốc", "Bản mới nhất", "Người ghi: còn 01 việc chậm.")
    taker.go("Lưu bản đã ghép")
    taker.page.close()
    taker.page = before
    assert stage.text_of("B3") == (
        "Chủ trì: kết quả tháng 10 đạt 9/10 việc.\nNgười ghi: còn 01 việc chậm."
    )


def comes_back_through_the_door(evening: Evening) -> None:
    """The session of the minutes taker ends over the page; the password lets the text go on."""
    taker = evening.taker
    taker.visit(f"{evening.meeting}/minutes")
    stage.end_session_of(evening.actors["taker"])
    taker.fill("Nội dung", "Tư tưởng ổn định.", within=item("B2"))
    dialog = taker.page.get_by_role("dialog", name="Phiên làm việc đã hết")
    expect(dialog).to_be_visible(timeout=SOON)
    taker.forgive()
    taker.shoot("phien-het")
    taker.page.keyboard.type(stage.PASSWORD)
    taker.page.keyboard.press("Enter")
    says(taker, "B2", "✓ Đã lưu lúc")
    taker.forgive()
    assert stage.text_of("B2") == "Tư tưởng ổn định."


def nothing_links_a_voter_to_an_answer() -> None:
    """As many envelopes as voters on screens, and neither table knows of the other's rows."""
    lines = {column.name for column in RegisterLine.__table__.columns}
    envelopes = {column.name for column in Envelope.__table__.columns}
    assert "member_id" not in envelopes
    assert not {"created_at", "updated_at", "version"} & (lines | envelopes)


@pytest.mark.timeout(1500)
def test_six_people_hold_an_evening_and_leave_with_their_papers(
    chrome: Browser, looks: Looks, evening: Evening
) -> None:
    with stage.playing(evening, chrome, looks):
        prepares_and_invites(evening)
        offers_to_attend(evening.upper)
        evening.at(19, 0)
        stage.open_again(evening, *evening.people)
        opens(evening)
        come_in(evening)
        calls_the_roll(evening)
        leads_and_lets_speak(evening)
        loses_the_network(evening)
        writes_the_same_item_twice(evening)
        comes_back_through_the_door(evening)
        evening.at(19, 25)
        votes_by_name(evening)
        evening.at(19, 35)
        votes_secretly(evening)
        nothing_links_a_voter_to_an_answer()
        evening.at(19, 45)
        counts_papers(evening)
        evening.at(19, 55)
        adopts(evening)
        closes(evening)
        reads_the_papers(evening)
        confirms_the_points(evening)
