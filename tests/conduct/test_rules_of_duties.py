from datetime import date

import pytest

from partywork.conduct.rules.duties import ResidenceDays, check_residence, check_signed, check_year
from partywork.core.errors import RuleBroken

TODAY = date(2026, 11, 5)


@pytest.mark.parametrize("year", [2000, 2026, 2027])
def test_a_year_of_a_register(year):
    check_year(year, TODAY)


@pytest.mark.parametrize("year", [1999, 2028])
def test_a_year_without_register_is_refused(year):
    with pytest.raises(RuleBroken, match="2027"):
        check_year(year, TODAY)


def test_a_remark_is_asked_received_and_noted():
    asked_on, received_on = date(2026, 10, 5), date(2026, 10, 20)

    check_residence(2026, ResidenceDays(date(2024, 1, 5), asked_on, received_on), "Tốt", TODAY)
    check_residence(2026, ResidenceDays(asked_on, asked_on, asked_on), "Tốt", TODAY)
    check_residence(2025, ResidenceDays(None, date(2025, 12, 31), date(2026, 3, 31)), "Tốt", TODAY)
    check_residence(2027, ResidenceDays(date(2026, 11, 5), None, None), "", TODAY)
    check_residence(2026, ResidenceDays(None, None, None), "", TODAY)


@pytest.mark.parametrize(
    ("days", "remark", "words", "field"),
    [
        ((None, date(2026, 11, 6), None), "", "tương lai", "asked_on"),
        ((None, date(2026, 10, 5), date(2026, 10, 4)), "", "trước ngày đề nghị", "received_on"),
        ((None, date(2026, 10, 5), None), "Tốt", "ngày nhận", "received_on"),
        ((None, date(1900, 1, 1), None), "", "không thuộc năm 2026", "asked_on"),
        ((None, date(2025, 12, 31), None), "", "không thuộc năm 2026", "asked_on"),
        ((None, None, date(1901, 1, 1)), "", "từ 01/01/2026 đến 31/03/2027", "received_on"),
        ((None, None, date(2025, 12, 31)), "", "từ 01/01/2026 đến 31/03/2027", "received_on"),
        ((date(1999, 12, 31), None, None), "", "từ năm 2000", "introduced_on"),
        ((date(2026, 10, 6), date(2026, 10, 5), None), "", "giới thiệu", "introduced_on"),
        ((date(2026, 10, 6), None, date(2026, 10, 5)), "", "giới thiệu", "introduced_on"),
    ],
)
def test_days_out_of_order_or_of_another_year_are_refused(days, remark, words, field):
    with pytest.raises(RuleBroken, match=words) as refused:
        check_residence(2026, ResidenceDays(*days), remark, TODAY)

    assert refused.value.field == field


def test_a_remark_that_comes_after_march_is_not_of_the_year_before():
    with pytest.raises(RuleBroken, match="31/03/2026"):
        check_residence(2025, ResidenceDays(None, date(2025, 10, 1), date(2026, 4, 1)), "", TODAY)


@pytest.mark.parametrize("day", [date(2025, 12, 1), date(2026, 1, 15), TODAY])
def test_a_commitment_is_signed_for_its_year(day):
    check_signed(day, 2026, TODAY)


@pytest.mark.parametrize(
    ("day", "words"), [(date(2026, 11, 6), "tương lai"), (date(2025, 11, 30), "năm 2026")]
)
def test_a_commitment_of_another_time_is_refused(day, words):
    with pytest.raises(RuleBroken, match=words):
        check_signed(day, 2026, TODAY)
