import re
from datetime import date
from uuid import uuid4

import pytest

from partywork.core.db import db, transaction
from partywork.core.periods import Month
from partywork.dues.models import DuesLine
from partywork.dues.rules.amounts import Declared, Reckoned
from partywork.dues.service.ledger import as_json
from partywork.dues.terms import DuesGroup, Entry, PaymentWay, Why
from tests.dues.keeping import JULY, Keeping
from tests.dues.test_service_reliefs import relieve

JULY_10 = date(2026, 7, 10)


@pytest.fixture
def kept(make, today):
    today(JULY_10)
    return Keeping.begun(make)


@pytest.fixture
def address(kept):
    return f"/dues/cells/{kept.cell.id}/2026/7"


def test_a_secretary_finds_the_month_ticks_who_paid_and_closes_it(browse, kept, address):
    browser = browse(kept.secretary)
    first = browser.get("/dues/")
    assert first.soup.find("a", href=address)
    sheet = browser.get(address)
    assert "246.000 đ" in sheet.words
    boxes = sheet.soup.find_all("input", type="checkbox")
    assert [box["value"] for box in boxes] == [str(kept.member.member_id)]
    assert "Đồng chí cấp ủy khác hoặc văn phòng ghi" in sheet.words

    ticked = [str(kept.member.member_id)]
    browser.post(address, {"paid": ticked, "paid_on": "05/07/2026", "way": "cash"})
    assert "Không còn đồng chí nào phải nộp" not in browser.get(address).words
    kept.collect(JULY, kept.secretary, on=date(2026, 7, 5))

    paid = browser.get(address)
    assert paid.words.count("Đã đóng") == 2
    assert "123.000 đ, ngày 05/07/2026" in paid.words
    assert "Không còn đồng chí nào phải nộp" in paid.words
    browser.post(f"{address}/close")
    assert "Đã chốt ngày" in browser.get(address).words
    year = browser.get(f"/dues/cells/{kept.cell.id}/years/2026")
    assert year.words.count("Tháng 7/2026: Đã đóng") == 2


def test_ticks_stay_when_the_day_is_refused(browse, kept, address):
    page = browse(kept.secretary).post(
        address,
        {"paid": [str(kept.member.member_id)], "paid_on": "31/12/2026", "way": "cash"},
        expect=422,
    )

    ticked = page.soup.find_all("input", type="checkbox", checked=True)
    assert [box["value"] for box in ticked] == [str(kept.member.member_id)]
    assert "tương lai" in page.words


def test_nobody_ticked_is_said_above_the_form(browse, kept, address):
    page = browse(kept.secretary).post(
        address, {"paid_on": "05/07/2026", "way": "cash"}, expect=422
    )

    assert "Hãy đánh dấu các đồng chí đã nộp" in page.words


def test_one_payment_is_typed_with_its_own_amount_and_way(browse, kept, address):
    browser = browse(kept.secretary)
    path = f"{address}/members/{kept.member.member_id}"
    assert browser.get(path).soup.find(id="amount")["value"] == "123.000"

    browser.post(path, {"entry": "portal", "amount": "150.000 đ", "paid_on": "02/07/2026"})

    assert "150.000 đ, ngày 02/07/2026, qua Cổng DVCQG" in browser.get(address).words
    refused = browser.post(
        path, {"entry": "cash", "amount": "-5", "paid_on": "02/07/2026"}, expect=422
    )
    assert refused.soup.find(id="amount")["value"] == "-5"
    assert "không được âm" in refused.words
    nothing = browser.post(path, {"entry": "cash", "amount": ""}, expect=422)
    assert "Hãy ghi ngày nộp" in nothing.words


def test_another_month_warns_that_paying_apart_is_not_for_everybody(browse, kept):
    page = browse(kept.secretary).get(f"/dues/cells/{kept.cell.id}/2026/8")

    assert "chỉ cho đóng trước hoặc đóng muộn" in page.words


def test_a_month_that_has_not_come_says_so_and_a_far_one_collects_nothing(browse, kept):
    browser = browse(kept.secretary)
    register = f"/dues/cells/{kept.cell.id}"

    next_month = browser.get(f"{register}/2026/8")
    last = browser.get(f"{register}/2027/7")
    far = browser.get(f"{register}/2027/8")

    assert "Chưa đến tháng thu" in next_month.words
    assert "Tháng 8/2026 chưa đến: đây là ghi nộp trước." in next_month.words
    assert next_month.soup.find_all("input", type="checkbox")
    assert not last.soup.find("a", href=f"{register}/2027/8")
    assert "Tháng 8/2027 chưa đến" in far.words
    assert not far.soup.find_all("input", type="checkbox")
    assert not far.soup.find("a", href=f"{register}/2027/8/list.pdf")
    assert far.soup.find("a", href=f"{register}/2026/7", string="Mở sổ thu tháng 7/2026")
    browser.get(f"{register}/2027/8/list.pdf", expect=422)


def test_the_list_that_is_closed_first_is_offered_first(browse, kept, today):
    today(date(2026, 8, 10))
    register = f"/dues/cells/{kept.cell.id}"

    page = browse(kept.secretary).get(f"{register}/2026/8")

    assert page.soup.find("a", href=f"{register}/2026/7", string="Chốt tháng 7/2026 trước")
    assert not page.soup.find("a", string="Chốt tháng")


def test_a_quarter_that_is_not_over_is_not_settled_yet(browse, kept):
    page = browse(kept.secretary).get(f"/dues/cells/{kept.cell.id}/quarters/2026/3")

    assert "Chưa hết quý" in page.words
    assert "khi đã chốt danh sách thu đến hết tháng 9/2026" in page.words
    assert not page.soup.find("button", string="Quyết toán quý")


@pytest.mark.parametrize("path", ["2026/13", "1999/1", "quarters/2026/5", "years/1999"])
def test_a_month_that_does_not_exist_is_nowhere(browse, kept, path):
    browse(kept.secretary).get(f"/dues/cells/{kept.cell.id}/{path}", expect=404)


def test_the_debtors_are_listed_with_their_months(browse, kept, today):
    kept.collect(JULY, kept.secretary, on=JULY_10)
    today(date(2026, 8, 3))
    browser = browse(kept.secretary)
    path = f"/dues/cells/{kept.cell.id}/debtors"

    page = browser.get(path)

    assert re.search(r"Tháng 7 1 Không 123\.000 đ", page.words)
    assert "Không có đồng chí nào còn nợ" in browser.get(f"{path}?nam=2025").words
    assert browser.get(f"{path}?nam=khong").words == page.words


def test_who_owes_over_the_end_of_the_year_is_told_as_one_run(browse, kept, today):
    december = Month(2026, 12)
    today(date(2026, 12, 10))
    kept.begin(december)
    kept.collect(december, kept.secretary, on=date(2026, 12, 10))
    kept.collect(december.shift(1), kept.secretary, on=date(2026, 12, 10))
    today(date(2027, 2, 3))

    page = browse(kept.secretary).get(f"/dues/cells/{kept.cell.id}/debtors")

    assert "2 tháng liền" in page.words
    assert "Còn nợ của năm 2026" in page.words


def test_a_quarter_is_settled_and_its_receipt_noted(browse, kept, today):
    today(date(2026, 10, 4))
    kept.collect(JULY, kept.secretary, kept.member, on=JULY_10)
    browser = browse(kept.secretary)
    path = f"/dues/cells/{kept.cell.id}/quarters/2026/3"
    assert "246.000 đ" in browser.get(path).words
    refused = browser.post(path, expect=422)
    assert "Hãy chốt danh sách thu tháng 8/2026" in refused.words or "tháng 7/2026" in refused.words
    kept.close(JULY, JULY.shift(1), JULY.shift(2))

    browser.post(path)
    browser.post(f"{path}/hand-up", {"receipt_number": "12/PT", "handed_on": "02/10/2026"})

    page = browser.get(path)
    assert "172.200 đ" in page.words
    assert "12/PT" in page.words
    assert browser.get(f"/dues/cells/{kept.cell.id}/quarters/2026/4").status == 200


def test_the_papers_are_sent_as_files(browse, kept, address):
    browser = browse(kept.secretary)

    for path in (
        f"{address}/list.pdf",
        f"/dues/cells/{kept.cell.id}/quarters/2026/3/settlement.pdf",
    ):
        assert browser.get(path).answer.mimetype == "application/pdf"


def test_a_member_declares_and_sees_their_own_dues(browse, kept):
    kept.collect(JULY, kept.member, on=JULY_10)
    browser = browse(kept.member)
    assert "12.340.000 đ" in browser.get("/dues/me").words
    form = browser.get("/dues/me/declare")
    assert form.soup.find(id="base")["value"] == "12.340.000"
    assert form.soup.find(id="higher") is None

    browser.post(
        "/dues/me/declare",
        {"group": "pensioner", "base": "8.100.000", "from_month": "2026-08"},
    )

    page = browser.get("/dues/me")
    assert "Hưởng lương hưu" in page.words
    assert "8.100.000 đ" in page.words
    assert "123.000 đ" in page.words
    wrong = browser.post(
        "/dues/me/declare", {"group": "pensioner", "base": "", "from_month": "2026-20"}, expect=422
    )
    assert "Hãy chọn một tháng" in wrong.words
    empty = browser.post(
        "/dues/me/declare", {"group": "pensioner", "base": "", "from_month": "2026-08"}, expect=422
    )
    assert "Hãy ghi số tiền làm căn cứ" in empty.words


def test_an_officer_writes_down_what_was_declared_on_paper(browse, kept):
    browser = browse(kept.secretary)
    path = f"/dues/members/{kept.member.member_id}"

    browser.post(
        f"{path}/declare",
        {
            "group": "insured",
            "base": "20.000.000",
            "from_month": "2026-07",
            "pays_at": "own_cell",
            "higher": "300.000",
            "higher_decision": "7-CV/ĐU",
        },
    )

    assert "300.000 đ, theo 7-CV/ĐU" in browser.get(path).words
    again = browser.get(f"{path}/declare").soup
    assert again.find(id="higher")["value"] == "300.000"


def test_a_relief_is_recorded_and_ended(browse, kept):
    browser = browse(kept.secretary)
    path = f"/dues/members/{kept.member.member_id}"
    refused = browser.post(
        f"{path}/relieve",
        {
            "ground": "hardship",
            "percent": "50",
            "from_month": "2026-07",
            "to_month": "",
            "decision_number": "03-NQ/CB",
            "decided_on": "05/07/2026",
        },
        expect=422,
    )
    assert "phải có thời hạn" in refused.words
    relief = relieve(kept)
    assert "07/2026 đến 09/2026" in browser.get(path).words

    browser.post(f"/dues/reliefs/{relief.id}/end", {"to_month": "2026-08"})

    assert "07/2026 đến 08/2026" in browser.get(path).words


def test_a_new_cell_says_what_to_do_first(browse, make, today):
    today(JULY_10)
    secretary = make.secretary(make.cell())
    cell_id = next(iter(secretary.grants)).organisation_id
    browser = browse(secretary)

    assert "Chọn tháng bắt đầu sổ" in browser.get(f"/dues/cells/{cell_id}/years/2026").words
    assert "Chưa có kê khai" in browser.get("/dues/me").words
    assert "Chưa bắt đầu sổ" in browser.get("/dues/").words
    begun = f"/dues/cells/{cell_id}/begin"
    page = browser.get(f"/dues/cells/{cell_id}/2026/7")
    assert page.soup.find("a", href=begun).text == "Bắt đầu sổ đảng phí"
    assert page.soup.find("input", type="checkbox") is None

    asked = browser.get(begun).soup.find(id="from_month")
    assert [one["value"] for one in asked.find_all("option")][::12] == ["2025-07", "2026-07"]
    assert asked.find("option", selected=True)["value"] == "2026-07"
    browser.post(begun, {"from_month": "2026-06"})

    page = browser.get(f"/dues/cells/{cell_id}/2026/7")
    assert "Chưa chốt tháng nào" in browser.get("/dues/").words
    assert "chưa xác định mức đóng" in page.words
    assert "Sổ bắt đầu từ tháng 6/2026" in page.words
    assert page.soup.find("a", string="‹ Tháng 6/2026")
    first = browser.get(f"/dues/cells/{cell_id}/2026/6")
    assert not first.soup.find("a", string="‹ Tháng 5/2026")
    assert "theo sổ giấy" in browser.get(f"/dues/cells/{cell_id}/2026/5").words
    late = browser.post(begun, {"from_month": "2025-06"}, expect=422)
    assert "Sổ bắt đầu sớm nhất từ tháng 7/2025" in late.words


def test_the_office_ticks_nobody_and_writes_down_what_an_officer_brought(browse, kept, address):
    browser = browse(kept.office)
    page = browser.get(address)
    path = f"{address}/members/{kept.secretary.member_id}"

    assert not page.soup.find_all("input", type="checkbox")
    assert "Chờ cấp ủy chi bộ thu" in page.words
    assert [link["href"] for link in page.soup.select("td.keep a")] == [path]
    browser.post(path, {"entry": "cash", "amount": "123.000", "paid_on": "05/07/2026"})
    assert "123.000 đ, ngày 05/07/2026" in browser.get(address).words


def test_what_another_officer_saved_meanwhile_is_shown_beside_what_was_typed(browse, kept):
    path = f"/dues/members/{kept.member.member_id}/declare"
    browser = browse(kept.secretary)
    opened = browser.get(path).soup.find("input", {"name": "version"})["value"]
    typed = {
        "group": "insured",
        "base": "15.000.000",
        "from_month": "2026-08",
        "pays_at": "own_cell",
        "version": opened,
    }
    kept.declare(kept.member, Declared(DuesGroup.PENSIONER, 7_000_000), JULY.shift(1))

    page = browser.post(path, typed, expect=409)

    assert page.soup.find(id="base")["value"] == "15.000.000"
    assert "Hưởng lương hưu, 7.000.000 đ" in page.words
    seen = page.soup.find("input", {"name": "version"})["value"]
    browser.post(path, {**typed, "version": seen})
    assert "15.000.000 đ" in browser.get(f"/dues/members/{kept.member.member_id}").words


def test_the_record_of_a_member_has_a_door_to_their_dues(browse, kept):
    page = browse(kept.secretary).get(f"/members/{kept.member.member_id}")

    assert page.soup.find("a", href=f"/dues/members/{kept.member.member_id}")


def test_a_relief_nobody_has_is_nowhere(browse, kept):
    browse(kept.secretary).get(f"/dues/reliefs/{uuid4()}/end", expect=404)


def test_a_fixed_group_shows_no_base(browse, kept):
    kept.declare(kept.member, Declared(DuesGroup.STUDENT))

    assert "Học sinh, sinh viên" in browse(kept.member).get("/dues/me").words


def test_a_month_closed_by_mistake_is_opened_again_with_a_reason(browse, kept, address):
    browser = browse(kept.secretary)
    assert "chưa chốt, không cần mở lại" in browser.get(f"{address}/reopen").words
    browser.post(f"{address}/close")
    page = browser.get(address)
    assert page.soup.find("a", href=f"{address}/reopen").text == "Mở lại tháng"
    assert (
        "bắt buộc phải điền" in browser.post(f"{address}/reopen", {"reason": " "}, expect=422).words
    )

    browser.post(f"{address}/reopen", {"reason": "Chốt nhầm tháng"})

    assert "Đang thu" in browser.get(address).words


def test_money_of_a_month_before_the_register_is_refused_and_a_slip_is_taken_out(
    browse, kept, today
):
    kept.record(JULY, kept.member, Entry.CASH, 123_000, JULY_10)
    today(date(2026, 8, 20))
    browser = browse(kept.secretary)
    early = f"/dues/cells/{kept.cell.id}/2020/6"
    path = f"{early}/members/{kept.member.member_id}"
    money = {"entry": "cash", "amount": "123.000", "paid_on": "10/08/2026"}

    refused = browser.post(path, money, expect=422)

    assert "bắt đầu từ tháng 7/2026" in refused.words
    assert refused.soup.find(id="amount")["value"] == "123.000"
    ticks = {"paid": [str(kept.member.member_id)], "paid_on": "10/08/2026", "way": "cash"}
    assert "bắt đầu từ tháng 7/2026" in browser.post(early, ticks, expect=422).words
    slip(kept, Month(2020, 6))
    page = browser.get(early)
    assert "Đã ghi nhầm ở tháng này" in page.words
    assert page.soup.find("a", href=path)
    browser.post(path, {"entry": "unpaid"})
    assert "Đã ghi nhầm" not in browser.get(early).words
    assert "Còn nợ" not in browser.get(f"/dues/members/{kept.member.member_id}?nam=2020").words


def slip(kept, month):
    """Write what an older version let pass: money of a month that the register does not hold."""
    with transaction():
        db.session.add(
            DuesLine(
                organisation_id=kept.cell.id,
                member_id=kept.member.member_id,
                month=month.first_day,
                due=as_json(Reckoned(123_000, Why.BY_RATE)),
                paid=123_000,
                paid_on=JULY_10,
                way=PaymentWay.CASH,
            )
        )


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("8.100,50", "không có dấu phẩy"),
        ("8,100,500", "không có dấu phẩy"),
        ("8.1", "Không đọc được số tiền"),
        ("8.100.50", "Không đọc được số tiền"),
        ("tám triệu", "Không đọc được số tiền"),
        ("1" * 13, "quá lớn"),
        ("-5", "không được âm"),
    ],
)
def test_an_amount_that_can_be_read_in_two_ways_is_refused(browse, kept, typed, words):
    declared = {"group": "pensioner", "base": typed, "from_month": "2026-08"}

    page = browse(kept.member).post("/dues/me/declare", declared, expect=422)

    assert words in page.words
    assert page.soup.find(id="base")["value"] == typed


@pytest.mark.parametrize(
    "typed", ["8.100.500", "8 100 500", "8100500", "8.100.500 đ", "8100500đồng"]
)
def test_an_amount_is_read_as_it_is_written(browse, kept, typed):
    browser = browse(kept.member)

    browser.post("/dues/me/declare", {"group": "pensioner", "base": typed, "from_month": "2026-08"})

    assert "8.100.500 đ" in browser.get("/dues/me").words


@pytest.mark.parametrize(
    ("month", "words"),
    [
        ("99999-01", "Hãy chọn một tháng"),
        ("0000-05", "Hãy chọn một tháng"),
        ("2099-01", "Chỉ ghi trước đến tháng 7/2027"),
        ("2026-06", "không có tháng nào trước tháng 7/2026"),
    ],
)
def test_a_month_nobody_was_offered_is_refused(browse, kept, month, words):
    declared = {"group": "pensioner", "base": "8.100.500", "from_month": month}

    assert words in browse(kept.member).post("/dues/me/declare", declared, expect=422).words
