from datetime import date

import pytest

from partywork.cells.rules.naming import FormerName, check_party_code, former_on, renamed
from partywork.core.errors import RuleBroken

OLD = FormerName(date(2025, 5, 31), "Chi bộ Hội Cầu đường", "CHI BỘ HỘI CẦU ĐƯỜNG")
NEWER = FormerName(date(2026, 3, 31), "Chi bộ Hội Giao thông", "CHI BỘ HỘI GIAO THÔNG")


def test_a_day_has_the_name_that_held_then():
    assert former_on([NEWER, OLD], date(2025, 5, 31)) is OLD
    assert former_on([NEWER, OLD], date(2025, 6, 1)) is NEWER
    assert former_on([NEWER, OLD], date(2026, 4, 1)) is None


def test_a_renaming_ends_the_present_name_with_the_day_before():
    names = renamed(
        [OLD], name="Chi bộ Hội Giao thông", heading_lines="A", effective_on=date(2026, 4, 1)
    )

    assert [one.until for one in names] == [date(2025, 5, 31), date(2026, 3, 31)]
    assert FormerName.read(names[1].kept) == names[1]


def test_a_name_cannot_end_before_it_began():
    with pytest.raises(RuleBroken, match="31/05/2025"):
        renamed([OLD], name="A", heading_lines="", effective_on=date(2025, 6, 1))


@pytest.mark.parametrize("code", ["", "01.002.003.000.011"])
def test_a_party_code_has_five_groups_or_is_left_empty(code):
    check_party_code(code)


@pytest.mark.parametrize(
    "code", ["1.002.003.000.011", "01.002.003.000", "01.002.003.000.0111", "x"]
)
def test_another_code_is_refused(code):
    with pytest.raises(RuleBroken, match="1361-CV/BTCTW") as refused:
        check_party_code(code)
    assert refused.value.field == "party_code"
