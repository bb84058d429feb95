"""Nobody belongs to a cell before it was founded or after it ended."""

from dataclasses import replace
from datetime import date

import pytest

from partywork.cells.rules.history import CellDays, check_mended_alone, history_of
from partywork.cells.terms import EventKind as K
from partywork.core.errors import RuleBroken
from tests.cells.lives import BORN, LIMITS, A, B, C, enrolled, happened

LAST, FIRST = date(2026, 4, 30), date(2026, 5, 1)
MERGED = happened(K.REORGANISED, "2026-05-01", other_cell=C)
CELLS = {A: CellDays("Chi bộ A", None, LAST), C: CellDays("Chi bộ C", FIRST, None)}


def followed(*events):
    return history_of(events, replace(LIMITS, cells=CELLS), BORN)


def test_a_merger_ends_the_stay_with_the_last_day_of_the_cell() -> None:
    life = followed(enrolled(), MERGED)

    assert [(one.cell, one.ends_on) for one in life.spells] == [(A, LAST), (C, None)]
    elsewhere = replace(enrolled(), cell=B)
    assert [one.cell for one in followed(elsewhere).spells] == [B]


def test_nobody_stays_in_a_cell_that_ended() -> None:
    with pytest.raises(RuleBroken, match="kết thúc hoạt động ngày 30/04/2026"):
        followed(enrolled())
    with pytest.raises(RuleBroken, match="kết thúc hoạt động ngày 30/04/2026"):
        followed(enrolled(), happened(K.MOVED, "2026-05-02", other_cell=C))


def test_nobody_comes_before_a_cell_was_founded() -> None:
    with pytest.raises(RuleBroken, match="thành lập ngày 01/05/2026"):
        followed(enrolled(), happened(K.MOVED, "2026-04-30", other_cell=C))


def test_what_a_decision_did_to_a_whole_cell_is_not_mended_for_one_alone() -> None:
    with pytest.raises(RuleBroken, match="quyết định mới"):
        check_mended_alone(K.REORGANISED)
    check_mended_alone(K.MOVED)
