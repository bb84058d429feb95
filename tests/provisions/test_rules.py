from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partywork.core.errors import RuleBroken
from partywork.provisions.rules import (
    add_working_days,
    agenda_of,
    check_basis,
    check_value,
    days_of_rest,
    in_force,
    in_words,
    is_working_day,
    lines_of,
    matrix_of,
    typed_in,
    working_days_between,
    years_to_complete,
)
from partywork.provisions.terms import ProvisionKey, ProvisionKind

NO_HOLIDAYS: frozenset[date] = frozenset()
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
HOLIDAYS = st.frozensets(DAYS, max_size=20)


@dataclass(frozen=True)
class Row:
    valid_from: date
    value: int


ROWS = [Row(date(2026, 7, 26), 3), Row(date(2021, 7, 30), 1), Row(date(2025, 7, 1), 2)]


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2021, 7, 30), 1),
        (date(2025, 6, 30), 1),
        (date(2025, 7, 1), 2),
        (date(2026, 7, 25), 2),
        (date(2026, 11, 22), 3),
    ],
)
def test_the_value_in_force_is_the_latest_that_has_begun(day: date, value: int) -> None:
    found = in_force(ROWS, day)

    assert found is not None
    assert found.value == value


def test_nothing_is_in_force_before_the_first_day() -> None:
    assert in_force(ROWS, date(2020, 1, 1)) is None
    assert in_force([], date(2026, 1, 1)) is None


def test_weekends_and_holidays_are_not_working_days() -> None:
    holidays = frozenset({date(2026, 9, 2)})

    assert is_working_day(date(2026, 9, 4), NO_HOLIDAYS)
    assert not is_working_day(date(2026, 9, 5), NO_HOLIDAYS)
    assert not is_working_day(date(2026, 9, 6), NO_HOLIDAYS)
    assert is_working_day(date(2026, 9, 2), NO_HOLIDAYS)
    assert not is_working_day(date(2026, 9, 2), holidays)


def test_t10_review_is_due_30_working_days_after_the_probation_ends() -> None:
    assert add_working_days(date(2026, 3, 15), 30, NO_HOLIDAYS) == date(2026, 4, 24)


def test_t13_the_ceremony_is_due_30_working_days_after_the_decision() -> None:
    assert add_working_days(date(2026, 10, 1), 30, NO_HOLIDAYS) == date(2026, 11, 12)


def test_t29_a_transfer_is_due_60_working_days_later_and_holidays_are_data() -> None:
    holidays = frozenset({date(2026, 9, 1), date(2026, 9, 2)})

    assert add_working_days(date(2026, 9, 1), 60, holidays) == date(2026, 11, 25)
    with_one_more = holidays | {date(2026, 11, 24)}
    assert add_working_days(date(2026, 9, 1), 60, with_one_more) == date(2026, 11, 26)


def test_a_term_of_no_days_ends_where_it_begins() -> None:
    assert add_working_days(date(2026, 9, 5), 0, NO_HOLIDAYS) == date(2026, 9, 5)


def test_a_negative_term_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="negative"):
        add_working_days(date(2026, 9, 5), -1, NO_HOLIDAYS)


def test_no_working_days_lie_between_a_day_and_itself_or_an_earlier_one() -> None:
    assert working_days_between(date(2026, 9, 4), date(2026, 9, 4), NO_HOLIDAYS) == 0
    assert working_days_between(date(2026, 9, 4), date(2026, 9, 1), NO_HOLIDAYS) == 0


@given(DAYS, st.integers(1, 90), HOLIDAYS)
def test_a_term_ends_on_a_working_day_and_has_as_many_as_asked(
    day: date, count: int, holidays: frozenset[date]
) -> None:
    end = add_working_days(day, count, holidays)

    assert is_working_day(end, holidays)
    assert working_days_between(day, end, holidays) == count


@given(DAYS, st.integers(0, 60), HOLIDAYS, DAYS)
def test_one_more_holiday_never_ends_a_term_earlier(
    day: date, count: int, holidays: frozenset[date], extra: date
) -> None:
    assert add_working_days(day, count, holidays | {extra}) >= add_working_days(
        day, count, holidays
    )


@given(DAYS, st.integers(0, 400), st.integers(0, 400), HOLIDAYS)
def test_working_days_add_up_over_neighbouring_spans(
    day: date, first: int, second: int, holidays: frozenset[date]
) -> None:
    middle = day + timedelta(days=first)
    end = middle + timedelta(days=second)

    whole = working_days_between(day, end, holidays)

    assert whole == working_days_between(day, middle, holidays) + working_days_between(
        middle, end, holidays
    )


@pytest.mark.parametrize(
    ("key", "kind", "value"),
    [
        (ProvisionKey.CELL_MIN_OFFICIAL, ProvisionKind.INTEGER, 0),
        (ProvisionKey.REPORT_MONTHLY_DUE_DAY, ProvisionKind.INTEGER, 31),
        (ProvisionKey.DUES_STUDENT, ProvisionKind.INTEGER, 5000),
        (ProvisionKey.PRIVACY_NOTICE, ProvisionKind.TEXT, "a" * 6000),
        (ProvisionKey.PRIVACY_PAPERS, ProvisionKind.TEXT, "A01 | Lý lịch\nB01 | Phiếu"),
        (ProvisionKey.DUES_SHARE_UP, ProvisionKind.INTEGER, 100),
        (ProvisionKey.ONLINE_ALLOWED, ProvisionKind.FLAG, False),
        (ProvisionKey.RECIPIENTS_CELL, ProvisionKind.TEXT, "Đảng ủy (để báo cáo);"),
        (ProvisionKey.BADGE_MILESTONES, ProvisionKind.TEXT, "30, 40, 45"),
        (ProvisionKey.MEETING_MIN_MINUTES, ProvisionKind.TEXT, "90"),
        (ProvisionKey.MEETING_MIN_MINUTES, ProvisionKind.TEXT, "90; dưới 10 đảng viên: 60"),
        (
            ProvisionKey.MEETING_MIN_MINUTES,
            ProvisionKind.TEXT,
            "90; dưới 10 đảng viên: 60; dưới 1 đảng viên: 45",
        ),
        (ProvisionKey.BADGE_BATCHES, ProvisionKind.TEXT, "03/02, 19/05"),
        (ProvisionKey.PAPERS_WHOLE_DAY, ProvisionKind.CHOICE, "hours_24"),
        (ProvisionKey.AGENDA_BODY, ProvisionKind.TABLE, [{"code": "A1", "title": "Điểm danh"}]),
        (ProvisionKey.AUTHORITY, ProvisionKind.TABLE, {"cell": {"resolution": True}}),
        (
            ProvisionKey.VOTE_THRESHOLDS,
            ProvisionKind.TABLE,
            {"trust": {"needs": "majority", "basis": "Điều 9.5"}},
        ),
    ],
)
def test_a_value_of_the_right_kind_is_accepted(key, kind, value):
    check_value(key, kind, value)


@pytest.mark.parametrize(
    ("key", "kind", "value"),
    [
        (ProvisionKey.CELL_MIN_OFFICIAL, ProvisionKind.INTEGER, -1),
        (ProvisionKey.CELL_MIN_OFFICIAL, ProvisionKind.INTEGER, 1001),
        (ProvisionKey.CELL_MIN_OFFICIAL, ProvisionKind.INTEGER, "ba"),
        (ProvisionKey.REPORT_MONTHLY_DUE_DAY, ProvisionKind.INTEGER, 0),
        (ProvisionKey.REPORT_MONTHLY_DUE_DAY, ProvisionKind.INTEGER, 32),
        (ProvisionKey.DUES_STUDENT, ProvisionKind.INTEGER, 10_000_001),
        (ProvisionKey.DUES_SHARE_UP, ProvisionKind.INTEGER, 101),
        (ProvisionKey.PRIVACY_PAPERS, ProvisionKind.TEXT, "Lý lịch"),
        (ProvisionKey.PRIVACY_PURPOSES, ProvisionKind.TEXT, "Nhóm | Mục đích | Căn cứ"),
        (ProvisionKey.ONLINE_ALLOWED, ProvisionKind.FLAG, "có"),
        (ProvisionKey.RECIPIENTS_CELL, ProvisionKind.TEXT, "  "),
        (ProvisionKey.RECIPIENTS_CELL, ProvisionKind.TEXT, "a" * 2001),
        (ProvisionKey.BADGE_MILESTONES, ProvisionKind.TEXT, "ba mươi"),
        (ProvisionKey.MEETING_MIN_MINUTES, ProvisionKind.TEXT, "90, 60"),
        (ProvisionKey.MEETING_MIN_MINUTES, ProvisionKind.TEXT, "0"),
        (ProvisionKey.MEETING_MIN_MINUTES, ProvisionKind.TEXT, "90; dưới 0 đảng viên: 60"),
        (ProvisionKey.MEETING_MIN_MINUTES, ProvisionKind.TEXT, "90; dưới 10 đảng viên: 0"),
        (
            ProvisionKey.MEETING_COMBINED_MINUTES,
            ProvisionKind.TEXT,
            "120; dưới 10 đảng viên: 80; dưới 5 đảng viên: 60; dưới 10 đảng viên: 70",
        ),
        (ProvisionKey.BADGE_BATCHES, ProvisionKind.TEXT, "29/02"),
        (ProvisionKey.PAPERS_WHOLE_DAY, ProvisionKind.CHOICE, "sometimes"),
        (ProvisionKey.AGENDA_BODY, ProvisionKind.TABLE, []),
        (ProvisionKey.VOTE_THRESHOLDS, ProvisionKind.TABLE, {}),
        (
            ProvisionKey.VOTE_THRESHOLDS,
            ProvisionKind.TABLE,
            {"trust": {"needs": "all", "basis": "Điều 1"}},
        ),
        (
            ProvisionKey.VOTE_THRESHOLDS,
            ProvisionKind.TABLE,
            {"trust": {"needs": "majority", "basis": " "}},
        ),
    ],
)
def test_a_value_that_nothing_could_work_with_is_refused(key, kind, value):
    with pytest.raises(RuleBroken) as refusal:
        check_value(key, kind, value)

    assert refusal.value.field == "value"


def test_an_agenda_is_one_item_a_line():
    typed = "A1 | Tuyên bố  lý do\n\n  B10|Thảo luận | tiếp  \r\n"

    assert agenda_of(typed) == [
        {"code": "A1", "title": "Tuyên bố lý do"},
        {"code": "B10", "title": "Thảo luận | tiếp"},
    ]


def test_an_item_may_say_how_many_minutes_are_planned():
    assert agenda_of("T1 | Trình bày chuyên đề | 15") == [
        {"code": "T1", "title": "Trình bày chuyên đề", "minutes": 15}
    ]


@pytest.mark.parametrize(
    "typed", ["Tuyên bố lý do", "A1 |", "D1 | Điểm danh", "A1 | Điểm danh\nA1 | Cử thư ký"]
)
def test_a_line_that_is_no_item_is_named(typed):
    with pytest.raises(RuleBroken, match="Dòng"):
        agenda_of(typed)


@given(
    st.lists(
        st.tuples(st.sampled_from("ABCT"), st.integers(1, 99)), unique=True, min_size=1, max_size=12
    ),
    st.integers(0, 999),
)
def test_an_agenda_survives_being_written_and_read(codes, minutes):
    planned = {"minutes": minutes} if minutes else {}
    agenda = [
        {"code": f"{part}{number}", "title": "Điểm danh", **planned} for part, number in codes
    ]

    assert agenda_of(lines_of(agenda)) == agenda


def test_a_matrix_allows_exactly_what_was_ticked():
    shape = {"cell": {"resolution": True, "minutes": True}, "committee": {"resolution": False}}

    assert matrix_of(shape, ["cell.minutes", "committee.resolution", "cell.nonsense"]) == {
        "cell": {"resolution": False, "minutes": True},
        "committee": {"resolution": True},
    }


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        (ProvisionKey.ONLINE_ALLOWED, True, "có"),
        (ProvisionKey.ONLINE_ALLOWED, False, "không"),
        (ProvisionKey.CELL_MIN_OFFICIAL, 3, "3"),
        (ProvisionKey.PAPERS_WHOLE_DAY, "calendar_day", "Theo ngày lịch"),
        (ProvisionKey.AGENDA_BODY, [{"code": "A1", "title": "Điểm danh"}], "A1 | Điểm danh"),
        (ProvisionKey.AUTHORITY, {"cell": {"minutes": True, "guidance": False}}, "1 ô được phép"),
        (
            ProvisionKey.VOTE_THRESHOLDS,
            {"trust": {"needs": "majority"}, "expulsion": {"needs": "two_thirds"}},
            "1 loại nội dung cần từ hai phần ba, 1 loại cần quá nửa",
        ),
    ],
)
def test_a_value_reads_in_words(key, value, words):
    assert in_words(key, value) == words


CLOSED = {"trust": {"open": False, "hall_open": False}}
OPENED = {"trust": {"open": True, "hall_open": False}}


@pytest.mark.parametrize(
    ("key", "before", "after"),
    [
        (ProvisionKey.VOTE_CHANNELS, CLOSED, OPENED),
        (ProvisionKey.VOTE_CHANNELS, None, OPENED),
        (ProvisionKey.ONLINE_ALLOWED, False, True),
    ],
)
def test_who_opens_what_was_closed_names_the_text_and_who_decided(key, before, after):
    check_basis(key, before, after, text="Quyết định 12-QĐ/ĐU, 01/12/2026", note="Ban Thường vụ")
    with pytest.raises(RuleBroken) as nameless:
        check_basis(key, before, after, text=" ", note="Ban Thường vụ")
    with pytest.raises(RuleBroken) as undecided:
        check_basis(key, before, after, text="Quyết định 12-QĐ/ĐU", note="")

    assert (nameless.value.field, undecided.value.field) == ("article", "note")


@pytest.mark.parametrize(
    ("key", "before", "after"),
    [
        (ProvisionKey.VOTE_CHANNELS, OPENED, CLOSED),
        (ProvisionKey.VOTE_CHANNELS, OPENED, OPENED),
        (ProvisionKey.ONLINE_ALLOWED, True, False),
        (ProvisionKey.AUTHORITY, CLOSED, OPENED),
    ],
)
def test_closing_something_needs_no_ground(key, before, after):
    check_basis(key, before, after, text="", note="")


def test_every_word_somebody_may_have_typed_is_found():
    assert typed_in({"trust": {"needs": "majority", "basis": "Điều 9"}}) == ["majority", "Điều 9"]
    assert typed_in([{"code": "A1", "title": "Điểm danh"}]) == ["A1", "Điểm danh"]
    assert typed_in("Điều 1") == ["Điều 1"]
    assert typed_in({"cell": {"minutes": True}}) == typed_in(3) == []


NOW = date(2026, 11, 22)
TET = frozenset(date(2027, 2, day) for day in range(4, 11))


def test_a_rest_of_several_days_is_written_down_in_one_go_without_those_known():
    found = days_of_rest(date(2027, 2, 4), date(2027, 2, 12), TET, NOW)

    assert found == [date(2027, 2, 11), date(2027, 2, 12)]
    assert days_of_rest(date(2027, 4, 30), None, TET, NOW) == [date(2027, 4, 30)]


@pytest.mark.parametrize(
    ("first", "last", "field", "words"),
    [
        (date(2027, 2, 4), date(2027, 2, 3), "last_on", "trước ngày đầu"),
        (date(2027, 2, 1), date(2027, 2, 16), "last_on", "không quá 15 ngày"),
        (date(1999, 4, 30), None, "first_on", "từ năm 2000 đến năm 2028"),
        (date(2028, 12, 31), date(2029, 1, 1), "last_on", "từ năm 2000 đến năm 2028"),
        (date(2027, 2, 4), date(2027, 2, 10), "first_on", "đã có những ngày này"),
    ],
)
def test_days_that_cannot_be_a_rest_are_refused(first, last, field, words):
    with pytest.raises(RuleBroken, match=words) as refusal:
        days_of_rest(first, last, TET, NOW)

    assert refusal.value.field == field


def test_a_year_with_too_few_holidays_is_named_the_next_one_from_december_on():
    whole = frozenset(date(2026, 5, day) for day in range(1, 12))

    assert years_to_complete(whole, 11, date(2026, 11, 30)) == []
    assert years_to_complete(whole, 11, date(2026, 12, 1)) == [2027]
    assert years_to_complete(whole, 11, date(2027, 1, 1)) == [2027]


def test_sixty_working_days_over_tet_end_later_once_tet_is_in_the_table():
    days = days_of_rest(date(2027, 2, 4), date(2027, 2, 10), NO_HOLIDAYS, NOW)

    assert add_working_days(date(2026, 12, 15), 60, NO_HOLIDAYS) == date(2027, 3, 9)
    assert add_working_days(date(2026, 12, 15), 60, frozenset(days)) == date(2027, 3, 16)
