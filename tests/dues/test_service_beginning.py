from datetime import date

import pytest

from partywork.audit import service as audit
from partywork.core.actor import system
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken, Stale
from partywork.core.periods import Month, Quarter
from partywork.dues.service import beginning, collecting, following, settling
from partywork.dues.service.sheets import month_sheet, year_sheet
from partywork.dues.terms import Entry, LineState
from tests.dues.keeping import JULY, Keeping

AUGUST, SEPTEMBER = Month(2026, 8), Month(2026, 9)
JULY_10 = date(2026, 7, 10)


@pytest.fixture
def kept(make, today):
    today(JULY_10)
    return Keeping.begun(make)


def reopen(kept, month, reason="Chốt nhầm"):
    beginning.reopen_month(kept.secretary, kept.cell.id, month, reason=reason)


def unpaid(kept, day):
    people = [kept.secretary.member_id, kept.member.member_id]
    return following.unpaid_months(people, date(2025, 1, 1), day)


def test_a_receipt_for_an_old_month_makes_nobody_a_debtor(kept, today):
    today(date(2026, 7, 20))

    with pytest.raises(RuleBroken, match="bắt đầu từ tháng 7/2026"):
        kept.record(Month(2020, 6), kept.member, Entry.CASH, 123_000, date(2026, 7, 20))
    with pytest.raises(RuleBroken, match="bắt đầu từ tháng 7/2026"):
        kept.collect(Month(2025, 6), kept.member, on=date(2026, 7, 20))
    with pytest.raises(RuleBroken, match="bắt đầu từ tháng 7/2026"):
        kept.record(Month(2025, 6), kept.member, Entry.EXCUSED)

    assert unpaid(kept, date(2026, 7, 20)) == []
    assert year_sheet(kept.secretary, kept.cell.id, 2025).rows == ()


def test_without_a_beginning_nothing_is_written_closed_or_settled(make, today):
    today(JULY_10)
    kept = Keeping.formed(make)

    for act in (
        lambda: kept.record(JULY, kept.member, Entry.CASH, 123_000, JULY_10),
        lambda: kept.collect(JULY, kept.member, on=JULY_10),
        lambda: kept.close(JULY),
        lambda: settling.settle(kept.secretary, kept.cell.id, Quarter(2026, 2)),
    ):
        with pytest.raises(RuleBroken, match="chưa bắt đầu sổ đảng phí"):
            act()


def test_the_beginning_is_put_right_until_something_rests_on_it(kept, today):
    today(date(2026, 9, 10))
    kept.begin(AUGUST)
    assert {day for _one, day in unpaid(kept, date(2026, 9, 10))} == {AUGUST.first_day}
    kept.record(AUGUST, kept.member, Entry.EXCUSED)

    with pytest.raises(RuleBroken, match="đã ghi đảng phí của tháng 8/2026"):
        kept.begin(SEPTEMBER)
    kept.record(AUGUST, kept.member, Entry.UNPAID)
    kept.record(SEPTEMBER, kept.member, Entry.CASH, 123_000, date(2026, 8, 31))
    with pytest.raises(RuleBroken, match="tiền nộp ngày 31/08/2026"):
        kept.begin(SEPTEMBER)
    kept.begin(JULY)
    kept.close(JULY)
    with pytest.raises(RuleBroken, match="đã chốt"):
        kept.begin(JULY)


def test_the_beginning_is_told_in_the_trail_and_two_people_do_not_overwrite_it(make, kept):
    seen = beginning.for_beginning(kept.secretary, kept.cell.id).version

    def begin(version):
        beginning.begin(kept.secretary, kept.cell.id, version=version, from_month=Month(2026, 6))

    begin(seen)
    with pytest.raises(Stale):
        begin(seen)
    found = [one for one in audit.entries(system(JULY_10)) if one.action == "dues.begin"]
    assert [one.changes["month"] for one in found] == ["tháng 6/2026", "tháng 7/2026"]


def test_only_the_secretaries_of_the_cell_begin_and_open_again(make, kept):
    for other in (make.office(), make.committee()):
        with pytest.raises((NotAllowed, NotVisible)):
            beginning.for_beginning(other, kept.cell.id)
        with pytest.raises((NotAllowed, NotVisible)):
            beginning.for_reopening(other, kept.cell.id, JULY)
    with pytest.raises(NotVisible):
        beginning.for_beginning(kept.member, kept.cell.id)


def test_an_opened_month_is_reckoned_again_and_keeps_its_payments(make, kept):
    kept.collect(JULY, kept.member, on=JULY_10)
    kept.close(JULY)
    late = make.plain_member(kept.cell)

    reopen(kept, JULY)

    sheet = month_sheet(kept.secretary, kept.cell.id, JULY)
    states = {line.member_id: line.state for line in sheet.lines}
    assert sheet.closing is None
    assert states == {
        kept.member.member_id: LineState.PAID,
        kept.secretary.member_id: LineState.WAITING,
        late.member_id: LineState.UNKNOWN,
    }
    kept.declare(late)
    kept.close(JULY)
    assert len(month_sheet(kept.secretary, kept.cell.id, JULY).lines) == 3
    found = [one for one in audit.entries(system(JULY_10)) if one.action == "dues.reopen"]
    assert [one.changes["reason"] for one in found] == ["Chốt nhầm"]


def test_months_are_opened_backwards_and_not_of_a_settled_quarter(kept, today):
    today(date(2026, 11, 5))
    kept.close(JULY, AUGUST, SEPTEMBER)
    with pytest.raises(RuleBroken, match="Hãy mở lại tháng 9/2026 trước"):
        reopen(kept, JULY)
    settling.settle(kept.secretary, kept.cell.id, Quarter(2026, 3))
    with pytest.raises(RuleBroken, match="quý 3 năm 2026 đã quyết toán"):
        reopen(kept, SEPTEMBER)
    with pytest.raises(RuleBroken, match="bắt đầu từ ngày 01/07/2026"):
        kept.record(Month(2026, 11), kept.member, Entry.CASH, 123_000, date(1916, 11, 20))
    with pytest.raises(RuleBroken, match="Hãy chốt tháng 10/2026 trước"):
        collecting.close_month(kept.secretary, kept.cell.id, Month(2026, 11))
