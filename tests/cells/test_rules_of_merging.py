"""What goes over, what is told once and what has to wait when two records are made one."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partywork.cells.rules.history import Event
from partywork.cells.rules.merging import (
    Tenure,
    cell_to_tell,
    check_office_moves,
    is_told,
    joined,
    refused,
    same_office,
    told_again,
)
from partywork.cells.terms import EventKind, OfficeTitle
from partywork.core.errors import RuleBroken

TODAY = date(2026, 11, 22)
CELL, OTHER = uuid4(), uuid4()
DAYS = st.dates(date(2000, 1, 1), date(2030, 1, 1))


def tenure(first: date, last: date | None, **changed: object) -> Tenure:
    held = Tenure(uuid4(), OfficeTitle.SECRETARY, CELL, first, last)
    return replace(held, **changed)  # type: ignore[arg-type]


def event(kind: EventKind, day: date, **changed: object) -> Event:
    return replace(Event(uuid4(), 1, kind, day, CELL), **changed)  # type: ignore[arg-type]


def test_an_office_of_both_is_the_same_one_where_place_and_days_meet() -> None:
    kept = tenure(date(2025, 1, 1), date(2025, 12, 31))

    assert same_office(tenure(date(2025, 12, 31), None), [kept]) == kept
    assert same_office(tenure(date(2026, 1, 1), None), [kept]) is None
    assert same_office(tenure(date(2024, 1, 1), date(2024, 12, 31)), [kept]) is None
    assert same_office(tenure(date(2025, 2, 1), None, place=OTHER), [kept]) is None
    deputy = tenure(date(2025, 2, 1), None, office=OfficeTitle.DEPUTY_SECRETARY)
    assert same_office(deputy, [kept]) is None


@given(DAYS, DAYS | st.none(), DAYS, DAYS | st.none())
def test_one_office_of_both_lasts_from_the_first_day_to_the_last(
    first: date, last: date | None, other: date, other_last: date | None
) -> None:
    kept, gone = tenure(first, last), tenure(other, other_last)

    whole = joined(kept, gone)

    assert whole.key == kept.key
    assert whole.starts_on == min(first, other)
    assert whole.last == max(kept.last, gone.last)
    assert (whole.ends_on is None) == (last is None or other_last is None)


def test_an_office_above_the_cells_does_not_change_records_by_one_persons_word() -> None:
    above = tenure(date(2025, 1, 1), None, is_above=True)

    check_office_moves(replace(above, is_above=False), None, TODAY)
    check_office_moves(replace(above, ends_on=date(2026, 11, 21)), None, TODAY)
    check_office_moves(above, tenure(date(2026, 1, 1), None), TODAY)
    for same in (None, tenure(date(2025, 1, 1), date(2026, 12, 31))):
        with pytest.raises(RuleBroken, match="hai người xác nhận") as refusal:
            check_office_moves(above, same, TODAY)
        assert refusal.value.field == "verdict"


def test_the_kept_life_tells_an_event_of_equal_kind_and_day() -> None:
    died = event(EventKind.DIED, TODAY)
    praised = event(EventKind.COMMENDED, TODAY, document_number="1 - QĐ", details={"form": "a"})

    assert is_told(died, [event(EventKind.DIED, TODAY, document_number="9")])
    assert not is_told(died, [event(EventKind.DIED, date(2026, 1, 1)), praised])
    assert is_told(praised, [replace(praised, document_number="1-qđ")])
    assert not is_told(praised, [replace(praised, document_number="2-QĐ")])
    assert not is_told(praised, [replace(praised, details={"form": "b"})])


def test_how_the_double_was_listed_is_not_told_again() -> None:
    listed, card = event(EventKind.ENROLLED, TODAY), event(EventKind.CARD_ISSUED, TODAY)
    moved = event(EventKind.MOVED, TODAY)

    assert told_again([listed, card, moved], [replace(moved, key=uuid4())]) == [card]


def test_a_fact_is_told_where_the_person_stood() -> None:
    praised, moved = event(EventKind.COMMENDED, TODAY), event(EventKind.MOVED, TODAY)

    assert cell_to_tell(praised, [OTHER]) == OTHER
    assert cell_to_tell(praised, [OTHER, CELL]) == CELL
    assert cell_to_tell(praised, []) == CELL
    assert cell_to_tell(moved, [OTHER]) == CELL


def test_a_refusal_names_the_event_the_rule_and_the_way_out() -> None:
    told = refused(EventKind.MOVED, TODAY, RuleBroken("Không sinh hoạt ở chi bộ này.", "x"))

    for words in ("ngày 22/11/2026", "Không sinh hoạt ở chi bộ này.", "hủy sự kiện ấy trước"):
        assert words in told.message
    assert told.field == "verdict"
