from datetime import date, time

import pytest

from partywork.audit import service as audit
from partywork.core.actor import system
from partywork.core.db import transaction
from tests.support.queries import count_queries

DAY = date(2026, 11, 5)


@pytest.fixture
def write(make, today):
    path = make.cell().path

    def at(day, hour=time(9, 0), action="meeting.change", actor=None, **changes):
        today(day, hour)
        with transaction():
            audit.record(actor or system(day), action, organisation_path=path, **changes)

    return at


def test_changes_read_in_words(make, browse, write):
    write(DAY, place=["Phòng 1", "Hội trường"], starts_on=date(2026, 11, 6))

    words = browse(make.inspector()).get("/audit").words

    assert "Sửa kế hoạch buổi sinh hoạt" in words
    assert "Địa điểm: Phòng 1 → Hội trường" in words
    assert "Từ ngày: 06/11/2026" in words
    assert "09:00 ngày 05/11/2026" in words


def test_a_day_is_the_vietnamese_day(make, browse, write):
    write(DAY, time(0, 0), place="đầu ngày")
    write(DAY, time(23, 59), place="cuối ngày")
    write(date(2026, 11, 6), time(0, 0), place="hôm sau")

    words = browse(make.inspector()).get("/audit?tu_ngay=2026-11-05&den_ngay=05/11/2026").words

    assert "đầu ngày" in words
    assert "cuối ngày" in words
    assert "hôm sau" not in words


def test_a_person_is_found_without_marks(make, browse, write):
    person = make.actor(make.member(make.cell(), name="Đỗ Minh Hưng"))
    write(DAY, actor=person, place="của Hưng")
    write(DAY, place="của máy")

    words = browse(make.committee()).get("/audit?nguoi=do+minh").words

    assert "của Hưng" in words
    assert "của máy" not in words


def test_an_act_is_chosen_from_the_list(make, browse, write):
    write(DAY, place="sửa")
    write(DAY, action="meeting.cancel", reason="hủy")

    words = browse(make.committee()).get("/audit?viec=meeting.cancel").words

    assert "Lý do: hủy" in words
    assert "Địa điểm: sửa" not in words


def test_a_long_trail_has_pages(make, browse, write):
    for number in range(55):
        write(DAY, place=f"lần {number}")
    browser = browse(make.inspector())

    first, second = browser.get("/audit"), browser.get("/audit?trang=2")

    assert "lần 54" in first.words
    assert "lần 0" not in first.words
    assert "lần 0" in second.words
    assert "trang=2" in first.soup.find("a", rel="next")["href"]


def test_nothing_found_says_so(make, browse):
    words = browse(make.inspector()).get("/audit?nguoi=khong+co+ai").words

    assert "Không có mục nào" in words


@pytest.mark.parametrize("asked", ["tu_ngay=x&den_ngay=y", "trang=-1", "viec=x"])
def test_nonsense_in_the_address_is_no_defect(make, browse, asked):
    browse(make.inspector()).get(f"/audit?{asked}")


@pytest.mark.parametrize("who", ["office", "administrator"])
def test_others_have_no_trail(make, browse, who):
    browse(getattr(make, who)()).get("/audit", expect=403)


def test_the_page_asks_the_same_number_of_questions(make, browse, write):
    browser = browse(make.inspector())
    write(DAY)
    browser.get("/audit")
    with count_queries() as few:
        browser.get("/audit")
    for _ in range(20):
        write(DAY)
    with count_queries() as many:
        browser.get("/audit")

    assert len(few) == len(many)
