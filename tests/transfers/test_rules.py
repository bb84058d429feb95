"""Clocks of a transfer, its papers, the bounds of a temporary stay."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from partywork.cells.terms import EventKind
from partywork.core.errors import RuleBroken
from partywork.provisions.rules import is_working_day
from partywork.transfers.rules import arrivals, clocks, steps
from partywork.transfers.rules.clocks import Going, Limits
from partywork.transfers.terms import TransferKind, TransferState

HOLIDAYS = frozenset({date(2026, 9, 1), date(2026, 9, 2)})
LIMITS = Limits(
    days=60,
    letter_days=30,
    reminder_days=30,
    before_deadline=7,
    before_end=30,
    shortest_stay=3,
    longest_stay=12,
    longest_study=24,
    holidays=HOLIDAYS,
)
D = date(2026, 9, 1)
OUT = Going(TransferKind.OUT, TransferState.STARTED, D)


def test_t29_sixty_working_days_run_from_the_effective_day_over_the_table_of_holidays() -> None:
    with_culture_day = replace(LIMITS, holidays=HOLIDAYS | {date(2026, 11, 24)})

    assert clocks.deadline(D, LIMITS) == date(2026, 11, 25)
    assert clocks.deadline(D, with_culture_day) == date(2026, 11, 26)


@given(some.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_a_deadline_is_a_working_day_after_the_beginning(day: date) -> None:
    for last in (clocks.deadline(day, LIMITS), clocks.letter_deadline(day, LIMITS)):
        assert last > day
        assert is_working_day(last, HOLIDAYS)


def test_a_letter_is_late_from_the_day_after_its_thirtieth_working_day() -> None:
    letter_on = date(2026, 10, 1)
    last = clocks.letter_deadline(letter_on, LIMITS)

    assert last == date(2026, 11, 12)
    assert clocks.missed_letter(letter_on, last, LIMITS) is None
    assert clocks.missed_letter(letter_on, last + timedelta(days=1), LIMITS) == last
    assert clocks.missed_letter(None, last, LIMITS) is None
    assert clocks.missed_letter(letter_on, None, LIMITS) is None


@pytest.mark.parametrize(
    ("kind", "state", "number", "owed"),
    [
        (TransferKind.IN, TransferState.RECEIVED, None, True),
        (TransferKind.IN, TransferState.COMPLETED, "03-PB", False),
        (TransferKind.GUEST, TransferState.RUNNING, None, False),
        (TransferKind.GUEST, TransferState.COMPLETED, None, True),
        (TransferKind.GUEST, TransferState.COMPLETED, "03-PB", False),
        (TransferKind.AWAY, TransferState.COMPLETED, None, False),
    ],
)
def test_a_return_slip_is_owed_for_who_came_and_for_a_guest_whose_stay_is_over(
    kind: TransferKind, state: TransferState, number: str | None, *, owed: bool
) -> None:
    assert steps.owes_slip(kind, state, number) is owed
    if owed:
        steps.check_slip_owed(kind, state, number)
    else:
        with pytest.raises(RuleBroken, match="không có phiếu báo đang chờ gửi"):
            steps.check_slip_owed(kind, state, number)


def test_the_next_last_day_is_the_one_of_the_step_under_way() -> None:
    letter_on = date(2026, 10, 1)
    issued = replace(OUT, state=TransferState.LETTER_ISSUED, letter_on=letter_on)
    received = replace(OUT, kind=TransferKind.IN, state=TransferState.RECEIVED)
    running = Going(TransferKind.AWAY, TransferState.RUNNING, D, until_on=date(2027, 1, 1))

    assert clocks.due_on(OUT, LIMITS) == date(2026, 11, 25)
    assert clocks.due_on(issued, LIMITS) == clocks.letter_deadline(letter_on, LIMITS)
    assert clocks.due_on(replace(issued, letter_on=None), LIMITS) is not None
    assert clocks.due_on(received, LIMITS) == clocks.letter_deadline(D, LIMITS)
    assert clocks.due_on(running, LIMITS) == date(2027, 1, 1)
    assert clocks.due_on(replace(OUT, state=TransferState.COMPLETED), LIMITS) is None


@pytest.mark.parametrize(
    ("today", "codes"),
    [
        (date(2026, 9, 30), []),
        (date(2026, 10, 1), ["reminder"]),
        (date(2026, 11, 18), ["near 2026-11-25"]),
        (date(2026, 11, 26), ["late 2026-11-25"]),
    ],
)
def test_a_procedure_is_asked_after_at_30_days_before_its_deadline_and_after(
    today: date, codes: list[str]
) -> None:
    assert [one.code for one in clocks.alerts(OUT, LIMITS, today)] == codes


@pytest.mark.parametrize(
    ("today", "codes"),
    [
        (date(2026, 12, 1), []),
        (date(2026, 12, 2), ["end 2027-01-01"]),
        (date(2027, 1, 2), ["over 2027-01-01"]),
    ],
)
def test_a_temporary_stay_is_asked_after_30_days_before_its_end_and_when_it_is_over(
    today: date, codes: list[str]
) -> None:
    running = Going(TransferKind.GUEST, TransferState.RUNNING, D, until_on=date(2027, 1, 1))

    assert [one.code for one in clocks.alerts(running, LIMITS, today)] == codes


def test_nothing_is_asked_of_a_closed_transfer() -> None:
    assert clocks.alerts(replace(OUT, state=TransferState.RETURNED), LIMITS, date(2030, 1, 1)) == ()


@pytest.mark.parametrize(
    ("until_on", "is_study"),
    [
        (date(2026, 11, 30), False),
        (date(2027, 8, 30), False),
        (date(2028, 8, 31), True),
    ],
)
def test_a_stay_of_three_months_to_under_a_year_or_study_to_two_years_is_right(
    until_on: date, is_study: bool
) -> None:
    steps.check_stay(D, until_on, is_study=is_study, limits=LIMITS)


@pytest.mark.parametrize(
    ("until_on", "is_study", "words"),
    [
        (date(2026, 11, 29), False, "3 tháng trở lên"),
        (date(2027, 8, 31), False, "dưới 12 tháng"),
        (date(2028, 9, 1), True, "không quá 24 tháng"),
    ],
)
def test_a_shorter_or_longer_stay_is_refused(until_on: date, is_study: bool, words: str) -> None:
    with pytest.raises(RuleBroken, match=words):
        steps.check_stay(D, until_on, is_study=is_study, limits=LIMITS)


def test_an_extension_extends() -> None:
    steps.check_extension(D, D + timedelta(days=1))
    with pytest.raises(RuleBroken, match="01/09/2026"):
        steps.check_extension(D, D)


def test_a_letter_needs_paid_dues_and_the_self_review() -> None:
    def check(dues_paid_to: date | None = D, *, has_self_review: bool = True) -> None:
        steps.check_letter(
            letter_on=date(2026, 9, 15), dues_paid_to=dues_paid_to, has_self_review=has_self_review
        )

    check()
    check(date(2026, 6, 30))
    with pytest.raises(RuleBroken, match="hết tháng nào"):
        check(None)
    with pytest.raises(RuleBroken, match="còn nợ từ 3 tháng"):
        check(date(2026, 5, 31))
    with pytest.raises(RuleBroken, match="tự kiểm điểm"):
        check(has_self_review=False)


def test_a_step_follows_the_one_before_and_fits_the_state() -> None:
    steps.check_not_before(D, D, "ngày cấp", "day")
    steps.check_state(TransferState.STARTED, TransferState.STARTED)
    with pytest.raises(RuleBroken, match="ngày cấp"):
        steps.check_not_before(D, D + timedelta(days=1), "ngày cấp", "day")
    with pytest.raises(RuleBroken, match="đã hoàn thành"):
        steps.check_state(TransferState.COMPLETED, TransferState.STARTED)


TODAY = date(2026, 11, 5)


def test_nothing_is_done_on_a_day_to_come() -> None:
    steps.check_happened(None, TODAY, "slip_on")
    steps.check_happened(TODAY, TODAY, "slip_on")
    with pytest.raises(RuleBroken, match="tương lai") as refused:
        steps.check_happened(date(2026, 11, 6), TODAY, "slip_on")
    assert refused.value.field == "slip_on"


@pytest.mark.parametrize(
    ("effective_on", "decided_on", "words", "field"),
    [
        (date(2026, 11, 1), date(2026, 11, 6), "tương lai", "decided_on"),
        (date(2026, 11, 1), date(2026, 11, 2), "ngày quyết định", "effective_on"),
        (date(1, 1, 1), None, "ngày vào Đảng", "effective_on"),
        (date(3000, 1, 1), None, "quá xa", "effective_on"),
        (date(2027, 11, 6), None, "quá xa", "effective_on"),
    ],
)
def test_a_transfer_takes_effect_after_its_decision_within_a_life_and_soon(
    effective_on: date, decided_on: date | None, words: str, field: str
) -> None:
    with pytest.raises(RuleBroken, match=words) as refused:
        steps.check_effective(
            effective_on, decided_on=decided_on, admitted_on=date(2010, 3, 2), today=TODAY
        )

    assert refused.value.field == field
    steps.check_effective(
        date(2027, 11, 5), decided_on=TODAY, admitted_on=date(2010, 3, 2), today=TODAY
    )
    steps.check_effective(TODAY, decided_on=None, admitted_on=None, today=TODAY)


def test_a_letter_is_neither_older_than_the_membership_nor_much_older_than_the_stay() -> None:
    starts_on, admitted_on = date(2026, 11, 1), date(2026, 1, 15)
    steps.check_letter_day(None, starts_on, admitted_on)
    steps.check_letter_day(admitted_on, starts_on, admitted_on)
    steps.check_letter_day(date(2025, 11, 1), starts_on, None)

    for letter_on, since, words in (
        (date(2026, 1, 14), admitted_on, "ngày vào Đảng"),
        (date(2025, 10, 31), None, "quá 12 tháng"),
        (date(1990, 1, 1), None, "quá 12 tháng"),
    ):
        with pytest.raises(RuleBroken, match=words) as refused:
            steps.check_letter_day(letter_on, starts_on, since)
        assert refused.value.field == "letter_on"


def test_dues_are_paid_for_months_of_a_party_life() -> None:
    steps.check_paid_to(date(2026, 10, 31), date(2010, 3, 2), TODAY)
    steps.check_paid_to(date(2026, 10, 31), None, TODAY)
    for paid_to, words in ((date(2010, 2, 28), "trước khi vào Đảng"), (date(2027, 12, 31), "xa")):
        with pytest.raises(RuleBroken, match=words) as refused:
            steps.check_paid_to(paid_to, date(2010, 3, 2), TODAY)
        assert refused.value.field == "dues_paid_to"


PAPERS = arrivals.Papers(
    born_on=date(1985, 4, 3),
    admitted_on=date(2010, 3, 2),
    ceremony_on=date(2010, 3, 15),
    official_on=date(2011, 3, 15),
    party_age_from=date(2010, 3, 2),
)


def check_papers(papers: arrivals.Papers, letter_on: date | None, came_on: date) -> None:
    arrivals.check_papers(papers, letter_on, came_on, youngest=18, first_official=date(2011, 3, 15))


@pytest.mark.parametrize(
    ("changed", "letter_on", "field"),
    [
        ({"admitted_on": date(2003, 4, 2)}, None, "admitted_on"),
        ({"ceremony_on": date(2010, 3, 1)}, None, "ceremony_on"),
        ({"official_on": date(2010, 3, 14)}, None, "official_on"),
        ({"official_on": date(2011, 3, 14)}, None, "official_on"),
        ({"ceremony_on": None, "official_on": date(2010, 3, 1)}, None, "official_on"),
        ({"party_age_from": date(2010, 3, 1)}, None, "party_age_from"),
        ({}, date(2010, 3, 1), "letter_on"),
        ({"official_on": date(2026, 11, 2)}, None, "official_on"),
    ],
)
def test_the_papers_of_somebody_who_comes_follow_each_other(
    changed: dict[str, date | None], letter_on: date | None, field: str
) -> None:
    came_on = date(2026, 11, 1)
    check_papers(PAPERS, came_on, came_on)
    check_papers(replace(PAPERS, admitted_on=None), None, came_on)

    with pytest.raises(RuleBroken) as refused:
        check_papers(replace(PAPERS, **changed), letter_on, came_on)

    assert refused.value.field == field


def test_what_is_undone_leads_to_the_step_before_or_stops_the_transfer() -> None:
    assert steps.state_before(EventKind.TRANSFERRED_OUT) is TransferState.LETTER_ISSUED
    assert steps.state_before(EventKind.TEMPORARY_ENDED) is TransferState.RUNNING
    for kind in (EventKind.MOVED, EventKind.TRANSFERRED_IN, EventKind.WENT_AWAY):
        assert steps.state_before(kind) is TransferState.CANCELLED


@pytest.mark.parametrize(
    ("kind", "state", "number", "owes"),
    [
        (TransferKind.GUEST, TransferState.COMPLETED, None, True),
        (TransferKind.GUEST, TransferState.COMPLETED, "7-PB/ĐU", False),
        (TransferKind.GUEST, TransferState.STARTED, None, False),
        (TransferKind.IN, TransferState.RECEIVED, None, True),
        (TransferKind.IN, TransferState.COMPLETED, None, False),
    ],
)
def test_who_took_somebody_in_owes_a_slip(kind, state, number, owes):
    assert steps.owes_slip(kind, state, number) is owes


def test_a_slip_is_known_by_number_and_day():
    steps.check_dated(None, None)
    steps.check_dated("7-PB/ĐU", D)
    with pytest.raises(RuleBroken, match="ngày của giấy"):
        steps.check_dated("7-PB/ĐU", None)
