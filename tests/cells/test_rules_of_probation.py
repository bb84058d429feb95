"""Nobody who is written down as official was so before the months of probation were over."""

from dataclasses import replace
from datetime import date

import pytest

from partywork.cells.rules.history import Number
from partywork.cells.rules.history.probation import earliest_official
from partywork.cells.terms import EventKind, MembershipStatus
from partywork.core.errors import RuleBroken
from tests.cells.lives import LIMITS, SINCE, B, enrolled, happened, life_of

_TOO_EARLY = {
    "admitted_on": "2010-01-02",
    "ceremony_on": "2010-01-15",
    "official_on": "2011-01-14",
}


@pytest.mark.parametrize(
    ("admitted_on", "ceremony_on", "first"),
    [
        (date(2010, 1, 2), date(2010, 1, 15), date(2011, 1, 15)),
        (date(2010, 1, 2), None, date(2011, 1, 2)),
        (None, date(2024, 2, 29), date(2025, 2, 28)),
        (None, None, None),
    ],
)
def test_probation_runs_from_the_ceremony_or_from_the_decision_where_that_is_all_one_knows(
    admitted_on: date | None, ceremony_on: date | None, first: date | None
) -> None:
    assert earliest_official(admitted_on, ceremony_on, LIMITS) == first


def test_other_months_of_older_days_are_a_provision_of_their_time() -> None:
    limits = replace(LIMITS, probation_months=(Number(SINCE, 12), Number(date(1960, 9, 10), 9)))

    assert earliest_official(None, date(1970, 1, 15), limits) == date(1970, 10, 15)
    assert earliest_official(None, date(2025, 2, 1), limits) == date(2026, 2, 1)


@pytest.mark.parametrize(
    "arrival",
    [
        enrolled("2020-01-01", details=_TOO_EARLY),
        happened(EventKind.TRANSFERRED_IN, "2020-01-01", details=_TOO_EARLY),
        happened(
            EventKind.CAME_AS_GUEST, "2020-01-01", until_on=date(2020, 6, 1), details=_TOO_EARLY
        ),
    ],
    ids=lambda one: one.kind.value,
)
def test_neither_a_list_nor_another_party_organisation_brings_somebody_official_too_early(
    arrival,
) -> None:
    in_time = {**_TOO_EARLY, "official_on": "2011-01-15"}

    with pytest.raises(RuleBroken, match=r"hết thời gian dự bị \(15/01/2011\)"):
        life_of(arrival)
    life = life_of(replace(arrival, details=in_time))
    assert life.official_on == date(2011, 1, 15)
    assert life.spells[0].status is not MembershipStatus.PROBATIONARY


def test_papers_of_older_rules_are_believed() -> None:
    limits = replace(LIMITS, probation_checked_from=(Number(SINCE, 1977),))

    assert earliest_official(date(1967, 2, 3), None, limits) is None
    assert earliest_official(date(1977, 2, 3), None, limits) == date(1978, 2, 3)


def test_what_was_taken_over_before_the_rule_does_not_bar_what_comes_after() -> None:
    enrolment = enrolled(details=_TOO_EARLY)
    praise = happened(EventKind.COMMENDED, "2021-01-01", details={"form": "Giấy khen"})

    kept = life_of(enrolment, praise, newest=praise.key)

    assert kept.official_on == date(2011, 1, 14)
    with pytest.raises(RuleBroken, match="dự bị"):
        life_of(enrolment, newest=enrolment.key)


def test_what_made_a_life_possible_at_all_is_held_against_every_rule() -> None:
    moved = happened(EventKind.MOVED, "2021-01-01", other_cell=B)
    enrolment = enrolled(details=_TOO_EARLY)

    with pytest.raises(RuleBroken, match="dự bị"):
        life_of(enrolment, moved, newest=enrolment.key)


def test_a_correction_that_makes_another_fact_wrong_is_refused() -> None:
    proved = {**_TOO_EARLY, "official_on": "2011-01-15"}
    enrolment = enrolled(details=proved)
    card = happened(
        EventKind.CARD_ISSUED, "2012-01-15", details={"number": "00000001", "kind": "old"}
    )
    later = enrolled(details={**proved, "official_on": "2013-01-15"}, corrects=enrolment.key)

    with pytest.raises(RuleBroken, match="Trái với sự kiện đã ghi"):
        life_of(enrolment, card, later, newest=later.key)
