from datetime import date

import pytest

from partywork.cells.rules import terms_of_office as rules
from partywork.core.errors import RuleBroken

TERM = rules.Term(date(2025, 3, 27), date(2030, 3, 26))
OPEN = rules.Term(date(2025, 3, 27), None)


def test_a_term_is_called_by_its_years():
    assert rules.name_of_term(*TERM) == "2025-2030"
    assert rules.name_of_term(*OPEN) == "từ năm 2025"


def test_a_new_term_follows_the_others():
    rules.check_term(date(2030, 3, 27), date(2035, 3, 26), [TERM])
    rules.check_term(date(2030, 3, 27), None, [OPEN])
    assert rules.day_before(date(2030, 3, 27)) == date(2030, 3, 26)
    with pytest.raises(RuleBroken, match="26/03/2030"):
        rules.check_term(date(2030, 3, 26), None, [TERM])
    with pytest.raises(RuleBroken, match="sau ngày đó"):
        rules.check_term(date(2025, 3, 27), None, [OPEN])
    with pytest.raises(RuleBroken, match="sau ngày bắt đầu"):
        rules.check_term(date(2030, 3, 27), date(2030, 3, 27), [])


def test_a_paper_lengthens_a_term():
    rules.check_new_end(TERM, date(2030, 9, 26))
    rules.check_new_end(OPEN, date(2030, 3, 26))
    with pytest.raises(RuleBroken, match="ngày khác"):
        rules.check_new_end(TERM, date(2030, 3, 26))
    with pytest.raises(RuleBroken, match="27/03/2025"):
        rules.check_new_end(OPEN, date(2025, 3, 27))


def test_a_congress_comes_six_months_early_at_most():
    rules.check_new_end(TERM, date(2029, 9, 26))
    with pytest.raises(RuleBroken, match="không quá 6 tháng so với ngày 26/03/2030") as refused:
        rules.check_new_end(TERM, date(2029, 9, 25))
    assert refused.value.field == "ends_on"


def test_an_end_that_no_term_can_have_is_a_slip_of_the_pen():
    rules.check_term(date(2025, 3, 27), date(2035, 3, 27), [])
    for refused in (
        lambda: rules.check_term(date(2025, 3, 27), date(2099, 3, 26), []),
        lambda: rules.check_new_end(TERM, date(2035, 3, 28)),
    ):
        with pytest.raises(RuleBroken, match="quá xa") as error:
            refused()
        assert error.value.field == "ends_on"


def test_people_are_reminded_six_months_before_the_end():
    assert not rules.is_near_its_end(date(2030, 3, 26), date(2029, 9, 25), 6)
    assert rules.is_near_its_end(date(2030, 3, 26), date(2029, 9, 26), 6)


def test_offices_end_by_a_decision_and_a_decision_ends_offices():
    assert rules.check_leaving(set(), None) is None
    assert rules.check_leaving({"one"}, "31-QĐ/ĐU") == "31-QĐ/ĐU"
    with pytest.raises(RuleBroken, match="số và ngày quyết định") as without:
        rules.check_leaving({"one"}, None)
    with pytest.raises(RuleBroken, match="chọn những đồng chí") as nobody:
        rules.check_leaving(set(), "31-QĐ/ĐU")
    assert (without.value.field, nobody.value.field) == ("decision_number", "leaving")
