from datetime import date

import pytest

from partywork.core.errors import RuleBroken
from partywork.core.periods import Month, Quarter
from partywork.dues.service import following, settling
from partywork.dues.service.sheets import month_sheet
from partywork.dues.terms import Entry, LineState
from tests.dues.keeping import JULY, Keeping

AUGUST, SEPTEMBER = Month(2026, 8), Month(2026, 9)
THIRD, FOURTH = Quarter(2026, 3), Quarter(2026, 4)


@pytest.fixture
def kept(make, today):
    today(date(2026, 7, 10))
    kept = Keeping.begun(make)
    kept.collect(JULY, kept.secretary, on=date(2026, 7, 5))
    kept.record(JULY, kept.member, Entry.CASH, 60_000, date(2026, 7, 6))
    return kept


def line_of(kept, month=JULY):
    sheet = month_sheet(kept.secretary, kept.cell.id, month)
    return next(one for one in sheet.lines if one.member_id == kept.member.member_id)


def test_what_was_missing_of_a_closed_month_is_added_to_what_came(kept, today):
    kept.close(JULY)
    today(date(2026, 8, 10))
    assert line_of(kept).state is LineState.PARTLY

    kept.record(JULY, kept.member, Entry.PORTAL, 63_000, date(2026, 8, 10))

    line = line_of(kept)
    assert (line.paid, line.paid_on, line.state) == (123_000, date(2026, 8, 10), LineState.PAID)
    people = [kept.member.member_id]
    assert following.unpaid_months(people, date(2026, 7, 1), date(2026, 8, 10)) == []
    with pytest.raises(RuleBroken, match="đã chốt"):
        kept.record(JULY, kept.member, Entry.CASH, 1_000, date(2026, 8, 10))


def test_each_piece_is_settled_with_the_quarter_in_which_it_came(kept, today):
    today(date(2026, 10, 2))
    kept.collect(AUGUST, kept.secretary, kept.member, on=date(2026, 8, 5))
    kept.collect(SEPTEMBER, kept.secretary, kept.member, on=date(2026, 9, 5))
    kept.close(JULY, AUGUST, SEPTEMBER)
    settled = settling.settle(kept.secretary, kept.cell.id, THIRD)

    kept.record(JULY, kept.member, Entry.PORTAL, 20_000, date(2026, 10, 1))
    kept.record(JULY, kept.member, Entry.CASH, 43_000, date(2026, 10, 2))

    assert settled.collected == 5 * 123_000 + 60_000
    sheet = settling.quarter_sheet(kept.secretary, kept.cell.id, FOURTH)
    assert (sheet.shares.collected, sheet.by_portal) == (63_000, 20_000)
    assert line_of(kept).state is LineState.PAID


def test_the_rest_does_not_come_before_the_first_money(kept, today):
    kept.close(JULY)
    today(date(2026, 8, 10))

    with pytest.raises(RuleBroken, match="Lần trước đã nộp ngày 06/07/2026") as refused:
        kept.record(JULY, kept.member, Entry.CASH, 63_000, date(2026, 7, 5))

    assert refused.value.field == "paid_on"


def test_what_came_of_a_closed_month_is_not_taken_out(kept, today):
    kept.close(JULY)
    today(date(2026, 8, 10))

    with pytest.raises(RuleBroken, match="đã chốt"):
        kept.record(JULY, kept.member, Entry.UNPAID)
    with pytest.raises(RuleBroken, match="đã chốt"):
        kept.record(JULY, kept.member, Entry.EXCUSED)


def test_an_open_month_is_mended_as_one_sum(kept):
    kept.record(JULY, kept.member, Entry.CASH, 123_000, date(2026, 7, 7))

    assert line_of(kept).paid == 123_000


def test_the_page_asks_for_what_is_missing(kept, today, browse):
    kept.close(JULY)
    today(date(2026, 8, 10))
    page = f"/dues/cells/{kept.cell.id}/2026/7/members/{kept.member.member_id}"
    secretary = browse(kept.secretary)

    shown = secretary.get(page)
    assert "đã đóng 60.000 đ , còn thiếu 63.000 đ" in shown.words
    assert shown.soup.find(id="amount")["value"] in {"63000", "63.000"}
    secretary.post(page, {"entry": "cash", "amount": "63.000", "paid_on": "10/08/2026"})

    assert line_of(kept).paid == 123_000
