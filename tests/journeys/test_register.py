"""The office looks over the register, brings it up to a list and compares it with another."""

import csv
import io
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask

from partywork.cells.jobs import HANDLERS
from partywork.cells.models import Member
from partywork.core.db import db, transaction
from partywork.core.jobs import run_waiting
from tests.journeys.test_first_path import words_of
from tests.support.live import Person

HEADER = ("Họ và tên", "Ngày sinh", "Số điện thoại", "Nghề nghiệp", "Ngày chính thức", "Email")


@pytest.fixture(autouse=True)
def _november(today: Callable[..., None]) -> None:
    today(date(2026, 11, 22))


def _people() -> list[Member]:
    query = db.select(Member).order_by(Member.name_sort_key).limit(3)
    return list(db.session.scalars(query.execution_options(partywork_scoped=True)))


def _file(rows: list[tuple[str, ...]]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream).writerows((HEADER, *rows))
    return stream.getvalue().encode()


def looks_over(office: Person, name: str) -> None:
    office.visit("/checks/")
    office.sees("Vào Đảng khi chưa đủ 18 tuổi", name)
    office.shoot("kiem-tra")
    office.go("Vào Đảng khi chưa đủ 18 tuổi")
    office.sees("Điều lệ Đảng, Điều 1")
    office.visit("/checks/movements")
    office.sees("Khớp")
    office.shoot("so-lieu-thang")


def compares(office: Person, name: str, theirs: bytes) -> None:
    office.visit("/checks/differences")
    office.go("Chọn danh sách")
    office.attach("Tệp danh sách", "csdl.csv", theirs)
    office.fill("Danh sách của ai", "Cơ sở dữ liệu đảng viên")
    office.go("Đọc danh sách")
    office.sees(name, "Ngày chính thức")
    office.shoot("doi-chieu")
    office.go(name)
    office.page.locator("label[for=right_occupation-0]").click()
    office.fill("Căn cứ (Nghề nghiệp)", "Lý lịch bổ sung 2025")
    office.page.locator("label[for=right_phone-1]").click()
    office.shoot("doi-chieu-mot-nguoi")
    office.go("Ghi ý kiến")
    _name, paper = office.opens_paper("In 1 đề nghị chỉnh sửa")
    assert "Lý lịch bổ sung 2025" in words_of(paper)
    office.go("Xong, xóa danh sách này")
    office.go("Xóa danh sách này")
    office.sees("Chưa có danh sách nào để đối chiếu")


def previews_an_update(office: Person, theirs: bytes) -> None:
    office.visit("/imports/new")
    office.attach("Tệp danh sách", "cap-nhat.csv", theirs)
    office.tick("Chỉ cập nhật người đã có")
    office.shoot("nhap-chon-tep")
    office.go("Đọc danh sách")
    office.sees("Có thay đổi", "Lệch so với sổ", "Không có trong sổ")
    office.shoot("nhap-cap-nhat")
    office.go("Cập nhật 1 hồ sơ")


def takes_it_back(office: Person) -> None:
    office.visit(office.path)
    office.sees("Đã cập nhật")
    office.go("Hoàn tác lần nhập này")
    office.sees("sẽ trở về như trước")
    office.go("Hoàn tác toàn bộ")
    office.sees("Đã hoàn tác")


def test_the_office_keeps_the_register_right(imported: Flask, meet: Callable[..., Person]) -> None:
    with imported.app_context():
        first, second, third = _people()
        with transaction():
            third.admitted_on = date(1900, 1, 1)
        names = [one.full_name for one in (first, second, third)]
        born = [one.born_on.strftime("%d/%m/%Y") for one in (first, second)]
        db.session.remove()
    theirs = _file(
        [
            (names[0], born[0], "0912345678", "Giảng viên", "", "hoi@donvi.vn"),
            (names[1], born[1], "", "", "03/02/1999", ""),
            ("Vũ Kim Chi Lan", "01/02/1950", "", "", "", ""),
        ]
    )
    office = meet("vanphong")
    looks_over(office, names[2])
    compares(office, names[0], theirs)
    previews_an_update(office, theirs)
    with imported.app_context():
        run_waiting(HANDLERS)
        db.session.remove()
    takes_it_back(office)
