from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from partywork.audit import service as audit
from partywork.cells.terms import MembershipStatus
from partywork.core.actor import system
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken, Stale
from partywork.core.periods import Month, Quarter
from partywork.dues.rules.amounts import Declared
from partywork.dues.service import collecting, declaring, following, settling
from partywork.dues.service.sheets import month_sheet, year_sheet
from partywork.dues.terms import DuesGroup, Entry, LineState, PaymentWay, Why
from tests.dues.keeping import JULY, WAGE, Keeping, begin, declare_own, write_down
from tests.pdf.measure import words_of
from tests.support.queries import count_queries

AUGUST, SEPTEMBER, OCTOBER = Month(2026, 8), Month(2026, 9), Month(2026, 10)
THIRD = Quarter(2026, 3)


@pytest.fixture
def kept(make, today):
    today(date(2026, 7, 10))
    return Keeping.begun(make)


def states(kept, month):
    sheet = month_sheet(kept.secretary, kept.cell.id, month)
    return {line.member_id: line.state for line in sheet.lines}


def record(kept, month, person, entry, *money):
    kept.record(month, person, entry, *money)


def test_many_are_ticked_at_once_and_bring_what_they_owe(kept):
    done = kept.collect(JULY, kept.secretary, kept.member, on=date(2026, 7, 5))

    sheet = month_sheet(kept.secretary, kept.cell.id, JULY)
    assert done == 2
    assert [line.paid for line in sheet.lines] == [123_000, 123_000]
    assert (sheet.totals.due, sheet.totals.paid) == (246_000, 246_000)


def test_the_officers_come_first_on_the_list(kept):
    sheet = month_sheet(kept.secretary, kept.cell.id, JULY)

    assert sheet.lines[0].member_id == kept.secretary.member_id


def test_ticking_twice_leaves_the_first_payment_alone(kept):
    kept.collect(JULY, kept.member, on=date(2026, 7, 5))

    again = kept.collect(JULY, kept.member, kept.secretary, on=date(2026, 7, 6))

    sheet = month_sheet(kept.secretary, kept.cell.id, JULY)
    assert again == 1
    assert {line.paid_on.day for line in sheet.lines} == {5, 6}


def test_nobody_ticked_strangers_and_unknown_amounts_are_refused(make, kept):
    stranger = make.plain_member(kept.cell)

    with pytest.raises(RuleBroken, match="đánh dấu"):
        kept.collect(JULY, on=date(2026, 7, 5))
    with pytest.raises(RuleBroken, match="chưa xác định mức"):
        kept.collect(JULY, stranger, on=date(2026, 7, 5))
    with pytest.raises(NotVisible):
        kept.collect(JULY, make.plain_member(make.cell()), on=date(2026, 7, 5))


def test_a_payment_says_how_and_may_be_mended_until_the_month_is_closed(kept):
    record(kept, JULY, kept.member, Entry.PORTAL, 150_000, date(2026, 7, 2))
    assert states(kept, JULY)[kept.member.member_id] is LineState.PAID
    record(kept, JULY, kept.member, Entry.CASH, 100_000, date(2026, 7, 2))
    assert states(kept, JULY)[kept.member.member_id] is LineState.PARTLY_SO_FAR
    record(kept, JULY, kept.member, Entry.UNPAID)
    assert states(kept, JULY)[kept.member.member_id] is LineState.WAITING
    record(kept, JULY, kept.member, Entry.EXCUSED)
    assert states(kept, JULY)[kept.member.member_id] is LineState.EXCUSED

    with pytest.raises(RuleBroken, match="ngày nộp"):
        record(kept, JULY, kept.member, Entry.CASH, 100_000, None)
    with pytest.raises(NotVisible):
        record(kept, JULY, replace(kept.member, member_id=uuid4()), Entry.EXCUSED)


def test_money_out_of_its_month_is_taken_and_marked(kept):
    record(kept, SEPTEMBER, kept.member, Entry.CASH, 123_000, date(2026, 7, 2))

    line = month_sheet(kept.secretary, kept.cell.id, SEPTEMBER).lines[1]
    assert line.out_of_time == "Đóng trước"


def test_closing_keeps_what_was_due_whatever_is_declared_later(kept, today):
    kept.collect(JULY, kept.secretary, on=date(2026, 7, 5))
    kept.close(JULY)

    with pytest.raises(RuleBroken, match="đã chốt"):
        kept.declare(kept.member, Declared(DuesGroup.STUDENT))
    kept.declare(kept.member, Declared(DuesGroup.STUDENT), AUGUST)

    today(date(2026, 8, 3))
    july = month_sheet(kept.secretary, kept.cell.id, JULY)
    august = month_sheet(kept.secretary, kept.cell.id, AUGUST)
    assert [line.due.amount for line in july.lines] == [123_000, 123_000]
    assert [line.due.amount for line in august.lines] == [123_000, 5000]
    assert july.is_closed
    assert states(kept, JULY)[kept.member.member_id] is LineState.OWED


def test_a_closed_month_still_takes_what_was_owed_and_keeps_what_was_written(kept, today):
    kept.collect(JULY, kept.secretary, on=date(2026, 7, 5))
    kept.close(JULY)
    today(date(2026, 8, 3))

    kept.collect(JULY, kept.member, on=date(2026, 8, 3))

    assert set(states(kept, JULY).values()) == {LineState.PAID}
    with pytest.raises(RuleBroken, match="đã chốt"):
        record(kept, JULY, kept.secretary, Entry.UNPAID)


def test_a_month_with_unknown_amounts_is_not_closed(make, kept):
    make.plain_member(kept.cell)

    with pytest.raises(RuleBroken, match="Còn 1 đồng chí"):
        kept.close(JULY)


def test_only_secretaries_close_and_only_officers_collect(make, kept):
    office = make.office()

    with pytest.raises(NotAllowed):
        collecting.close_month(office, kept.cell.id, JULY)
    with pytest.raises(NotAllowed):
        collecting.for_collecting(office, kept.cell.id, JULY)
    with pytest.raises(NotVisible):
        collecting.for_collecting(kept.member, kept.cell.id, JULY)


def test_a_quarter_is_what_came_in_during_it_and_adds_up(kept, today):
    kept.collect(JULY, kept.secretary, on=date(2026, 7, 5))
    record(kept, JULY, kept.member, Entry.PORTAL, 123_000, date(2026, 7, 6))
    today(date(2026, 10, 4))
    kept.collect(AUGUST, kept.secretary, kept.member, on=date(2026, 8, 5))
    kept.collect(SEPTEMBER, kept.secretary, on=date(2026, 9, 5))
    kept.collect(SEPTEMBER, kept.member, on=date(2026, 10, 1))
    with pytest.raises(RuleBroken, match="chốt"):
        settling.settle(kept.secretary, kept.cell.id, THIRD)
    kept.close(JULY, AUGUST, SEPTEMBER)

    settled = settling.settle(kept.secretary, kept.cell.id, THIRD)

    assert (settled.collected, settled.by_portal) == (615_000, 123_000)
    assert (settled.passed_up, settled.kept) == (430_500, 184_500)
    with pytest.raises(RuleBroken, match="Đã quyết toán"):
        settling.settle(kept.secretary, kept.cell.id, THIRD)
    with pytest.raises(RuleBroken, match="đã quyết toán"):
        record(kept, OCTOBER, kept.member, Entry.CASH, 123_000, date(2026, 9, 30))


def test_the_receipt_is_noted_after_settling(kept, today):
    today(date(2026, 10, 4))

    def hand_up(day, version=1):
        return settling.hand_up(
            kept.secretary,
            kept.cell.id,
            THIRD,
            version=version,
            receipt_number="12/PT",
            handed_on=day,
        )

    with pytest.raises(RuleBroken, match="quyết toán quý này trước"):
        hand_up(date(2026, 10, 2))
    kept.close(JULY, AUGUST, SEPTEMBER)
    settling.settle(kept.secretary, kept.cell.id, THIRD)
    with pytest.raises(RuleBroken, match="trước quý"):
        hand_up(date(2026, 6, 30))
    with pytest.raises(RuleBroken, match="tương lai"):
        hand_up(date(2026, 10, 5))

    assert hand_up(date(2026, 10, 2)).receipt_number == "12/PT"
    sheet = settling.quarter_sheet(kept.make.committee(), kept.cell.id, THIRD)
    assert sheet.settlement.handed_on == date(2026, 10, 2)


def unpaid(kept, first=date(2026, 1, 1)):
    people = [kept.secretary.member_id, kept.member.member_id]
    return following.unpaid_months(people, first, date(2026, 10, 20))


def test_unpaid_months_are_over_followed_and_without_good_reason(kept, today):
    kept.collect(JULY, kept.secretary, kept.member, on=date(2026, 7, 5))
    today(date(2026, 10, 20))
    kept.collect(AUGUST, kept.secretary, on=date(2026, 8, 5))
    kept.collect(SEPTEMBER, kept.secretary, on=date(2026, 9, 5))
    record(kept, AUGUST, kept.member, Entry.EXCUSED)

    assert unpaid(kept) == [(kept.member.member_id, SEPTEMBER.first_day)]
    assert unpaid(kept, date(2026, 10, 1)) == []


def test_nothing_is_owed_before_a_register_is_begun(make, today):
    today(date(2026, 7, 10))
    kept = Keeping.formed(make)
    today(date(2026, 10, 20))

    assert unpaid(kept) == []
    assert year_sheet(kept.secretary, kept.cell.id, 2026).rows == ()


def test_a_month_is_paid_once_also_by_who_moves_to_another_cell(make, kept, today):
    other = make.cell()
    new = make.secretary(other)
    kept.collect(AUGUST, kept.member, on=date(2026, 7, 10))
    kept.move(kept.member, other, date(2026, 8, 1))
    today(date(2026, 8, 20))

    line = next(
        one
        for one in month_sheet(replace(new, day=date(2026, 8, 20)), other.id, AUGUST).lines
        if one.member_id == kept.member.member_id
    )

    assert (line.due.why, line.state) == (Why.PAID_BEFORE, LineState.ELSEWHERE)
    here = month_sheet(kept.secretary, kept.cell.id, AUGUST)
    assert kept.member.member_id in {one.member_id for one in here.lines}


def _other_cell(make):
    cell = make.cell()
    secretary = make.secretary(cell)
    begin(secretary, cell, JULY)
    return cell, secretary


def _line(actor, cell, month, person):
    lines = month_sheet(actor, cell.id, month).lines
    return next(one for one in lines if one.member_id == person.member_id)


def test_both_cells_close_the_month_of_who_paid_and_moved(make, kept, today):
    other, new = _other_cell(make)
    kept.collect(AUGUST, kept.member, on=date(2026, 7, 10))
    kept.move(kept.member, other, date(2026, 8, 1))
    declare_own(new, WAGE, JULY)
    today(date(2026, 9, 10))
    here, there = (replace(one, day=date(2026, 9, 10)) for one in (kept.secretary, new))
    collecting.close_month(here, kept.cell.id, JULY)
    collecting.close_month(here, kept.cell.id, AUGUST)
    collecting.close_month(there, other.id, JULY)
    collecting.close_month(there, other.id, AUGUST)

    assert _line(here, kept.cell, AUGUST, kept.member).paid == 123_000
    assert _line(there, other, AUGUST, kept.member).due.why is Why.PAID_BEFORE


def test_a_month_paid_in_one_cell_is_not_paid_in_another_again(make, kept, today):
    other, new = _other_cell(make)
    kept.collect(AUGUST, kept.member, on=date(2026, 7, 10))
    kept.move(kept.member, other, date(2026, 8, 1))
    today(date(2026, 8, 20))
    there = replace(new, day=date(2026, 8, 20))

    with pytest.raises(RuleBroken, match="ở chi bộ khác"):
        collecting.record_one(
            there,
            other.id,
            AUGUST,
            kept.member.member_id,
            entry=Entry.CASH,
            amount=123_000,
            paid_on=date(2026, 8, 20),
        )


def test_what_was_taken_back_in_one_cell_is_paid_in_the_next(make, kept, today):
    other, new = _other_cell(make)
    kept.collect(AUGUST, kept.member, on=date(2026, 7, 10))
    kept.record(AUGUST, kept.member, Entry.UNPAID)
    kept.move(kept.member, other, date(2026, 8, 1))
    today(date(2026, 8, 20))
    there = replace(new, day=date(2026, 8, 20))

    done = collecting.collect(
        there,
        other.id,
        AUGUST,
        member_ids=[kept.member.member_id],
        paid_on=date(2026, 8, 20),
        way=PaymentWay.CASH,
    )

    assert done == 1
    assert _line(there, other, AUGUST, kept.member).paid == 123_000


def test_guests_pay_where_the_letter_says(make, kept):
    guest = make.plain_member(kept.cell)
    assert kept.secretary.member_id is not None
    visitor = make.member(kept.cell, status=MembershipStatus.TEMPORARY_GUEST)

    found = {
        line.member_id: line.state for line in month_sheet(kept.secretary, kept.cell.id, JULY).lines
    }

    assert found[visitor.id] is LineState.ELSEWHERE
    assert found[guest.member_id] is LineState.UNKNOWN


def test_the_figures_of_a_report_come_from_the_register(kept, today):
    kept.collect(JULY, kept.secretary, kept.member, on=date(2026, 7, 5))
    today(date(2026, 9, 20))
    kept.collect(AUGUST, kept.secretary, on=date(2026, 8, 5))
    kept.collect(SEPTEMBER, kept.secretary, on=date(2026, 9, 5))

    figures = following.figures(kept.cell.id, SEPTEMBER, SEPTEMBER.first_day, SEPTEMBER.last_day)

    assert (figures.due, figures.collected) == (246_000, 123_000)
    assert (figures.debtors, figures.months_owed, figures.owed) == (1, 1, 123_000)
    assert figures.passed_up == 0
    other = kept.make.cell()
    assert following.figures(other.id, SEPTEMBER, SEPTEMBER.first_day, SEPTEMBER.last_day) is None


def test_the_trail_tells_acts_and_no_amount(kept):
    kept.collect(JULY, kept.member, on=date(2026, 7, 5))
    record(kept, JULY, kept.member, Entry.CASH, 123_000, date(2026, 7, 6))

    found = [one for one in audit.entries(system(date(2026, 7, 10))) if "dues" in one.action]

    acts = {"dues.begin", "dues.declare", "dues.collect", "dues.record"}
    assert {one.action for one in found} == acts
    assert "123" not in str([one.changes for one in found])
    assert all(one.organisation_path == kept.cell.path for one in found)


def test_the_list_to_sign_is_a_paper_with_the_total_in_words(kept):
    name, content = collecting.list_to_sign(kept.secretary, kept.cell.id, JULY)

    assert name.startswith("Danh sách thu đảng phí 2026-07")
    assert "Ký nộp" in words_of(content)


def test_the_sheet_of_a_quarter_is_a_paper(kept):
    name, content = settling.settlement_paper(kept.secretary, kept.cell.id, THIRD)

    assert name.startswith("Thu nộp đảng phí quý 3-2026")
    assert "Dự thảo" in words_of(content)


def test_the_sheet_of_a_settled_quarter_bears_the_day_of_its_settlement(kept, today):
    today(date(2026, 10, 4))
    kept.close(JULY, AUGUST, SEPTEMBER)
    settling.settle(kept.secretary, kept.cell.id, THIRD)
    today(date(2026, 12, 1))

    words = words_of(settling.settlement_paper(kept.secretary, kept.cell.id, THIRD)[1])

    assert "ngày 04 tháng 10 năm 2026" in words
    assert "Dự thảo" not in words


def test_a_year_is_asked_as_often_for_twenty_people_as_for_two(make, kept, today):
    kept.collect(JULY, kept.secretary, kept.member, on=date(2026, 7, 5))
    today(date(2026, 10, 20))

    def asked():
        with count_queries() as sent:
            year_sheet(kept.secretary, kept.cell.id, 2026)
        return len(sent)

    few = asked()
    for _ in range(18):
        kept.declare(make.plain_member(kept.cell), WAGE, AUGUST)

    assert asked() == few


def test_the_list_of_cells_says_how_far_each_has_come(make, kept):
    kept.collect(JULY, kept.member, on=date(2026, 7, 5))
    kept.close(JULY)

    own = following.cells(kept.secretary)
    of_all = {line.cell.id: line for line in following.cells(make.inspector())}

    assert [(line.have_paid, line.closed, line.may_open) for line in own] == [(1, JULY, True)]
    assert of_all[kept.cell.id].have_paid == 1
    assert not of_all[kept.cell.id].may_open
    with pytest.raises(NotAllowed):
        following.cells(kept.member)


def test_a_member_declares_but_leaves_what_rests_on_paper(kept):
    higher = replace(WAGE, higher=200_000)
    write_down(
        kept.secretary,
        kept.member.member_id,
        higher,
        JULY,
        higher_decision="7-CV/ĐU",
    )

    seen = declaring.for_declaring_own(kept.member)
    pension = Declared(DuesGroup.PENSIONER, 8_000_000)
    own = declaring.declare_own(
        kept.member, version=seen.version, declared=pension, from_month=JULY
    )

    assert (own.group, own.base, own.higher) == (DuesGroup.PENSIONER, 8_000_000, 200_000)
    assert own.is_own
    with pytest.raises(NotVisible):
        declaring.for_declaring_own(replace(kept.member, member_id=None))
    with pytest.raises(Stale):
        declaring.declare_own(
            kept.member, version=seen.version, declared=WAGE, from_month=SEPTEMBER
        )


def test_payments_through_the_portal_are_told_apart(kept):
    collecting.collect(
        kept.secretary,
        kept.cell.id,
        JULY,
        member_ids=[kept.member.member_id],
        paid_on=date(2026, 7, 3),
        way=PaymentWay.PORTAL,
    )

    sheet = settling.quarter_sheet(kept.secretary, kept.cell.id, THIRD)
    assert (sheet.by_portal, sheet.in_cash) == (123_000, 0)


@pytest.mark.parametrize("entry", list(Entry))
def test_nobody_writes_down_what_concerns_their_own_dues(kept, entry):
    own = kept.secretary.member_id

    with pytest.raises(NotAllowed, match="không ai tự ghi"):
        collecting.record_one(
            kept.secretary,
            kept.cell.id,
            JULY,
            own,
            entry=entry,
            amount=123_000,
            paid_on=date(2026, 7, 5),
        )
    with pytest.raises(RuleBroken, match="Không ai tự ghi đảng phí của mình"):
        collecting.collect(
            kept.secretary,
            kept.cell.id,
            JULY,
            member_ids=[own, kept.member.member_id],
            paid_on=date(2026, 7, 5),
            way=PaymentWay.PORTAL,
        )
    with pytest.raises(NotAllowed, match="đồng chí khác"):
        write_down(kept.secretary, own, WAGE, JULY)

    assert set(states(kept, JULY).values()) == {LineState.WAITING}


def test_another_officer_or_the_office_writes_down_what_an_officer_brought(make, kept):
    deputy = make.deputy(kept.cell)
    write_down(deputy, kept.secretary.member_id, WAGE, SEPTEMBER)
    write_down(kept.office, deputy.member_id, WAGE, JULY)

    done = collecting.collect(
        deputy,
        kept.cell.id,
        JULY,
        member_ids=[kept.secretary.member_id],
        paid_on=date(2026, 7, 5),
        way=PaymentWay.CASH,
    )

    assert done == 1
    with pytest.raises(NotAllowed):
        collecting.for_recording(kept.office, kept.cell.id, JULY, kept.member.member_id)


def test_a_good_reason_is_no_unpaid_month(kept, today):
    record(kept, JULY, kept.member, Entry.EXCUSED)

    assert states(kept, JULY)[kept.member.member_id] is LineState.EXCUSED
    today(date(2026, 10, 20))
    missed = unpaid(kept)
    assert (kept.secretary.member_id, JULY.first_day) in missed
    assert (kept.member.member_id, JULY.first_day) not in missed
