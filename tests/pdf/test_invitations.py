"""Invitations on paper: whose, when, where, what for, and who signs."""

from datetime import date

import pytest

from partywork.documents.pages import PlaceAndDay
from partywork.pdf.renderer import render
from tests.pdf import samples
from tests.pdf.measure import sheets, words_of


def test_every_invited_person_gets_a_sheet_without_a_number():
    pages = sheets(render("pdf/invitation.html", samples.invitation()))

    assert len(pages) == 2
    for page, invitee in zip(pages, samples.invitation().invitees, strict=True):
        assert f"Kính gửi: đồng chí {invitee.name}" in page.text
        assert page.find("Kính gửi:").is_italic
        assert page.ink().top > 19.5


def test_a_letter_that_goes_on_is_numbered_by_itself_and_signed_under_its_last_words():
    page = samples.invitation(agenda=(f"Thảo luận {samples.LINE}",) * 12)

    pages = sheets(render("pdf/invitation.html", page))

    assert len(pages) == 4
    for first, second in (pages[:2], pages[2:]):
        assert "Kính gửi:" in first.text
        assert first.ink().top > 19.5
        assert "2" in second.text.split()
        assert second.ink().top == pytest.approx(10, abs=1.5)
        assert "Đề nghị đồng chí sắp xếp" in second.text
        assert "T/M CHI BỘ" in second.text


def test_an_invitation_has_its_place_and_day_and_is_signed_at_the_right():
    place_and_day = PlaceAndDay("Hà Nội", date(2026, 11, 2))
    page = samples.invitation(
        heading=samples.heading(symbol=None, place_and_day=place_and_day), invitees=(samples.TAKER,)
    )
    (sheet,) = sheets(render("pdf/invitation.html", page))
    party, place = sheet.find("ĐẢNG CỘNG SẢN VIỆT NAM"), sheet.find("Hà Nội, ngày 02 tháng 11")
    recipients, authority = sheet.find("Nơi nhận:"), sheet.find("T/M CHI BỘ")

    assert place.is_italic
    assert party.bottom < place.top < party.bottom + 8
    assert sheet.find("GIẤY MỜI").centre == pytest.approx(112.5, abs=0.6)
    assert sheet.find("1. Thời gian").left == pytest.approx(40, abs=0.8)
    assert recipients.left == pytest.approx(30, abs=0.6)
    assert recipients.bottom == pytest.approx(authority.bottom, abs=1.2)
    assert sheet.find(samples.CHAIR.name, nth=1).top - authority.bottom > 25


def test_an_invitation_says_when_where_and_what():
    text = words_of(render("pdf/invitation.html", samples.invitation()))

    assert "19 giờ 00, thứ năm, ngày 05/11/2026" in text
    assert "Địa điểm: hội trường Hội Tự động hóa Việt Nam, Hà Nội" in text
    assert "3. Dự kiến chủ trì: đồng chí Đỗ Minh Hưng, Bí thư chi bộ." in text
    assert "4. Nội dung: - Thời sự, văn bản mới; - Đánh giá tháng 10; - Nhiệm vụ tháng 11." in text
    assert "Tài liệu gửi kèm: Dự thảo nghị quyết." in text


def test_an_invitation_without_a_chair_or_papers_says_less():
    page = samples.invitation(chair=None, papers=())

    text = words_of(render("pdf/invitation.html", page))

    assert "3. Nội dung:" in text
    assert "chủ trì" not in text
    assert "Tài liệu" not in text
