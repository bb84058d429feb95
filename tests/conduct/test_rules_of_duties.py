from datetime import date

import pytest

from partywork.conduct.rules.duties import check_residence, check_signed, check_year
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
    check_residence(date(2024, 1, 5), date(2026, 10, 5), date(2026, 10, 20), "Tốt", TODAY)
    check_residence(None, None, None, "", TODAY)


@pytest.mark.parametrize(
    ("asked_on", "received_on", "remark", "words"),
    [
        (date(2026, 11, 6), None, "", "tương lai"),
        (date(2026, 10, 5), date(2026, 10, 4), "", "trước ngày đề nghị"),
        (date(2026, 10, 5), None, "Tốt", "ngày nhận"),
    ],
)
def test_days_out_of_order_are_refused(asked_on, received_on, remark, words):
    with pytest.raises(RuleBroken, match=words):
        check_residence(None, asked_on, received_on, remark, TODAY)


@pytest.mark.parametrize("day", [date(2025, 12, 1), date(2026, 1, 15), TODAY])
def test_a_commitment_is_signed_for_its_year(day):
    check_signed(day, 2026, TODAY)


@pytest.mark.parametrize(
    ("day", "words"), [(date(2026, 11, 6), "tương lai"), (date(2025, 11, 30), "năm 2026")]
)
def test_a_commitment_of_another_time_is_refused(day, words):
    with pytest.raises(RuleBroken, match=words):
        check_signed(day, 2026, TODAY)
