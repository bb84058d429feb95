from datetime import date

import pytest

from partywork.cells.rules.proved import (
    ProvedCard,
    ProvedDays,
    check_days,
    check_official_day,
    enrolled_on,
)
from partywork.cells.terms import MembershipStatus
from partywork.core.errors import RuleBroken

DECIDED, CEREMONY, OFFICIAL = date(2026, 3, 1), date(2026, 3, 15), date(2027, 3, 15)
LIST_DAY, TODAY, BORN_ON = date(2026, 11, 1), date(2026, 11, 22), date(1990, 5, 5)
PROBATIONARY, FULL = MembershipStatus.PROBATIONARY, MembershipStatus.OFFICIAL


def test_days_are_read_from_an_event_and_kept_again():
    details = {"admitted_on": "2026-03-01", "ceremony_on": None, "card_number": "123456"}

    days = ProvedDays.of(details)

    assert days == ProvedDays(admitted_on=DECIDED)
    assert days.details == {"admitted_on": "2026-03-01"}


@pytest.mark.parametrize(
    ("happened_on", "status", "before", "after", "begins_on"),
    [
        (DECIDED, PROBATIONARY, ProvedDays(DECIDED), ProvedDays(DECIDED, CEREMONY), CEREMONY),
        (LIST_DAY, PROBATIONARY, ProvedDays(DECIDED), ProvedDays(DECIDED, CEREMONY), LIST_DAY),
        (CEREMONY, PROBATIONARY, ProvedDays(None, CEREMONY), ProvedDays(), CEREMONY),
        (OFFICIAL, FULL, ProvedDays(official_on=OFFICIAL), ProvedDays(official_on=TODAY), TODAY),
        (LIST_DAY, FULL, ProvedDays(), ProvedDays(official_on=OFFICIAL), LIST_DAY),
        (LIST_DAY, None, ProvedDays(), ProvedDays(official_on=OFFICIAL), LIST_DAY),
    ],
)
def test_an_enrolment_goes_with_the_day_from_which_it_began(
    happened_on, status, before, after, begins_on
):
    assert enrolled_on(happened_on, status, before, after) == begins_on


def test_no_day_lies_before_the_birth_or_ahead():
    check_days(ProvedDays(DECIDED, CEREMONY), BORN_ON, TODAY)

    with pytest.raises(RuleBroken, match="không sau ngày sinh") as early:
        check_days(ProvedDays(ceremony_on=BORN_ON), BORN_ON, TODAY)
    with pytest.raises(RuleBroken, match="tương lai"):
        check_days(ProvedDays(party_age_from=date(2026, 11, 23)), BORN_ON, TODAY)
    assert early.value.field == "ceremony_on"


def test_who_came_on_probation_has_no_official_day():
    check_official_day(ProvedDays(official_on=OFFICIAL), FULL)
    check_official_day(ProvedDays(official_on=OFFICIAL), None)
    check_official_day(ProvedDays(DECIDED), PROBATIONARY)

    with pytest.raises(RuleBroken, match="khi còn dự bị"):
        check_official_day(ProvedDays(official_on=OFFICIAL), PROBATIONARY)


def test_a_card_is_read_from_an_event_and_kept_again():
    details = {"card_number": "00000001", "card_issued_on": "2026-03-01"}

    card = ProvedCard.of(details)

    assert card == ProvedCard("00000001", DECIDED)
    assert card.details == details
    assert ProvedCard.of({}).details == {}
