from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partywork.cells.rules.membership import (
    SizeLimits,
    add_months,
    check_cell_size,
    count_official,
    counts_in_roll,
    full_years,
    is_away,
    is_exempted,
    is_in_statistics,
    is_probationary,
    mask,
    may_attend,
    may_vote,
    must_attend,
    offices_rest,
    party_age_until,
    standing,
)
from partywork.cells.rules.offices import Post, check_appointment, office_rank
from partywork.cells.terms import LeavingReason
from partywork.cells.terms import MembershipStatus as Status
from partywork.cells.terms import OfficeTitle as Title
from partywork.core.errors import RuleBroken

LIMITS = SizeLimits(minimum=3, committee_minimum=9, committee_maximum=7, deputies_maximum=1)
DAYS = st.dates(date(1930, 1, 1), date(2100, 12, 31))


# Standings


def test_the_rights_of_an_office_rest_with_the_standing_of_any_cell() -> None:
    assert offices_rest([Status.OFFICIAL, Status.SUSPENDED])
    assert offices_rest([Status.PROBATIONARY_PROSECUTED])
    assert not offices_rest([Status.EXEMPTED, Status.TEMPORARILY_AWAY, Status.TEMPORARY_GUEST])
    assert not offices_rest([])


@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_a_standing_and_the_questions_agree_with_it(status: Status) -> None:
    facts = standing(status)

    assert may_attend(status) == facts.may_attend
    assert must_attend(status) == facts.must_attend
    assert may_vote(status) == facts.may_vote
    assert is_in_statistics(status) == facts.in_statistics


@pytest.mark.parametrize("status", list(Status))
def test_who_may_vote_is_exactly_who_counts_in_the_roll_when_present(status: Status) -> None:
    assert may_vote(status) == counts_in_roll(status, present=True)


def test_only_official_members_vote_also_exempted_and_away_ones() -> None:
    assert {status for status in Status if may_vote(status)} == {
        Status.OFFICIAL,
        Status.EXEMPTED,
        Status.TEMPORARILY_AWAY,
    }


def test_an_absent_exempted_or_away_member_is_not_in_the_roll() -> None:
    assert {status for status in Status if counts_in_roll(status, present=False)} == {
        Status.OFFICIAL
    }


def test_only_official_and_probationary_members_must_attend() -> None:
    assert {status for status in Status if must_attend(status)} == {
        Status.OFFICIAL,
        Status.PROBATIONARY,
    }


def test_suspended_and_prosecuted_members_may_not_attend() -> None:
    assert {status for status in Status if not may_attend(status)} == {
        Status.SUSPENDED,
        Status.PROSECUTED,
        Status.PROBATIONARY_SUSPENDED,
        Status.PROBATIONARY_PROSECUTED,
    }


def test_a_temporary_guest_is_not_in_the_numbers_of_the_cell() -> None:
    assert [status for status in Status if not is_in_statistics(status)] == [Status.TEMPORARY_GUEST]


def test_probationary_members_and_guests_are_not_counted_as_official() -> None:
    people = [Status.OFFICIAL, Status.EXEMPTED, Status.PROBATIONARY, Status.TEMPORARY_GUEST]

    assert count_official(people) == 2


# Size


def test_t8_eight_official_members_elect_no_cell_committee() -> None:
    people = [Status.OFFICIAL] * 8 + [Status.PROBATIONARY] * 3

    notices = check_cell_size(
        count_official(people), committee_members=0, deputies=1, limits=LIMITS
    )

    assert notices == ()


def test_t8_the_ninth_official_member_calls_for_a_cell_committee() -> None:
    [notice] = check_cell_size(9, committee_members=0, deputies=1, limits=LIMITS)

    assert "bầu chi ủy" in notice.text
    assert not notice.is_grave


def test_t9_two_official_members_cannot_stay_a_cell() -> None:
    people = [Status.OFFICIAL] * 2 + [Status.PROBATIONARY] * 2

    [notice] = check_cell_size(
        count_official(people), committee_members=0, deputies=1, limits=LIMITS
    )

    assert "dưới mức tối thiểu 3" in notice.text
    assert notice.is_grave


def test_a_committee_that_fell_below_its_threshold_is_noticed() -> None:
    [notice] = check_cell_size(8, committee_members=3, deputies=1, limits=LIMITS)

    assert "dưới 9" in notice.text


def test_a_committee_above_its_largest_size_is_noticed() -> None:
    [notice] = check_cell_size(40, committee_members=8, deputies=1, limits=LIMITS)

    assert "quá số tối đa 7" in notice.text


def test_a_cell_within_all_limits_has_no_notice() -> None:
    assert check_cell_size(12, committee_members=3, deputies=1, limits=LIMITS) == ()


@pytest.mark.parametrize(("official", "committee"), [(5, 0), (12, 5)])
def test_more_than_one_deputy_in_a_cell_is_noticed(official, committee):
    [notice] = check_cell_size(official, committee_members=committee, deputies=3, limits=LIMITS)

    assert "3 phó bí thư, quá số tối đa 1" in notice.text
    assert not notice.is_grave


# Months and years


def test_t10_twelve_months_of_probation_end_on_the_same_day_of_the_next_year() -> None:
    assert add_months(date(2025, 3, 15), 12) == date(2026, 3, 15)


def test_t12_a_leap_day_ends_on_the_last_day_of_february() -> None:
    assert add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)


def test_t14_party_age_is_reached_on_the_day_itself() -> None:
    assert full_years(date(1996, 10, 20), date(2026, 10, 19)) == 29
    assert full_years(date(1996, 10, 20), date(2026, 10, 20)) == 30
    assert full_years(date(1996, 11, 8), date(2026, 11, 7)) == 29


DEATH, EVENING = date(2026, 10, 9), date(2026, 11, 23)


@pytest.mark.parametrize(
    ("spells", "until"),
    [
        ([], EVENING),
        ([(None, None)], EVENING),
        ([(date(2026, 10, 8), LeavingReason.DIED)], DEATH),
        ([(date(2026, 10, 8), LeavingReason.EXPELLED), (None, None)], EVENING),
        ([(date(2026, 10, 8), LeavingReason.TRANSFERRED)], EVENING),
        ([(date(2026, 12, 31), LeavingReason.RESIGNED)], EVENING),
    ],
)
def test_party_age_ends_with_the_party_life_and_not_with_a_transfer(spells, until):
    assert party_age_until(spells, EVENING) == until


def test_years_from_a_leap_day_are_full_on_the_last_day_of_february() -> None:
    assert full_years(date(2024, 2, 29), date(2025, 2, 27)) == 0
    assert full_years(date(2024, 2, 29), date(2025, 2, 28)) == 1


def test_years_before_the_first_day_are_none() -> None:
    assert full_years(date(2026, 1, 1), date(2020, 1, 1)) == 0


@given(DAYS, st.integers(-240, 240))
def test_adding_months_keeps_the_day_or_falls_on_the_last_of_the_month(
    day: date, months: int
) -> None:
    moved = add_months(day, months)

    assert (moved.year - day.year) * 12 + moved.month - day.month == months
    is_last_day = (moved + timedelta(days=1)).day == 1
    assert moved.day == day.day or (moved.day < day.day and is_last_day)


@given(DAYS, DAYS)
def test_full_years_are_the_most_that_fit(one: date, other: date) -> None:
    start, end = sorted((one, other))

    years = full_years(start, end)

    assert add_months(start, 12 * years) <= end < add_months(start, 12 * (years + 1))


# Personal numbers


def test_a_personal_number_shows_its_last_three_figures_only() -> None:
    assert mask("001085012123") == "•••••••••123"


@given(st.text(max_size=20), st.integers(0, 6))
def test_a_masked_value_keeps_its_length_and_shows_no_more_than_allowed(
    value: str, keep: int
) -> None:
    hidden = mask(value, keep)

    assert len(hidden) == len(value)
    assert hidden.startswith("•" * min(len(value), max(len(value) - keep, 1)))


# Offices


def test_an_office_cannot_end_before_it_begins() -> None:
    with pytest.raises(RuleBroken, match="không được trước") as refusal:
        check_appointment(Title.DEPUTY_SECRETARY, date(2026, 5, 2), date(2026, 5, 1), [])

    assert refusal.value.field == "ends_on"


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (date(2026, 1, 1), None),
        (date(2024, 1, 1), None),
        (date(2024, 1, 1), date(2025, 6, 2)),
        (date(2025, 8, 1), date(2025, 9, 1)),
        (date(2025, 6, 1), date(2027, 1, 1)),
    ],
)
def test_a_second_secretary_at_the_same_time_is_refused(
    starts_on: date, ends_on: date | None
) -> None:
    in_office = [Post(Title.SECRETARY, date(2025, 6, 1), date(2027, 1, 1))]

    with pytest.raises(RuleBroken, match="đã có bí thư từ ngày 01/06/2025"):
        check_appointment(Title.SECRETARY, starts_on, ends_on, in_office)


def test_a_secretary_without_an_end_blocks_every_later_one() -> None:
    in_office = [Post(Title.SECRETARY, date(2025, 6, 1), None)]

    with pytest.raises(RuleBroken, match="đã có bí thư"):
        check_appointment(Title.SECRETARY, date(2030, 1, 1), None, in_office)


def test_an_office_is_handed_over_within_a_day() -> None:
    before = Post(Title.SECRETARY, date(2020, 6, 1), date(2025, 6, 1))
    after = Post(Title.SECRETARY, date(2027, 1, 1), None)

    check_appointment(Title.SECRETARY, date(2025, 6, 1), date(2027, 1, 1), [before, after])


def test_other_offices_may_be_held_by_several_and_do_not_block_the_secretary() -> None:
    others = [
        Post(Title.DEPUTY_SECRETARY, date(2025, 6, 1), None),
        Post(Title.CELL_COMMITTEE_MEMBER, date(2025, 6, 1), None),
    ]

    check_appointment(Title.CELL_COMMITTEE_MEMBER, date(2025, 6, 1), None, others)
    check_appointment(Title.SECRETARY, date(2025, 6, 1), None, others)


def test_people_are_listed_by_office_with_members_without_office_last() -> None:
    people = [None, Title.CELL_COMMITTEE_MEMBER, Title.OFFICE_STAFF, Title.SECRETARY]
    people.append(Title.DEPUTY_SECRETARY)

    assert sorted(people, key=office_rank) == [
        Title.SECRETARY,
        Title.DEPUTY_SECRETARY,
        Title.CELL_COMMITTEE_MEMBER,
        None,
        Title.OFFICE_STAFF,
    ]


def test_probation_exemption_and_absence_are_told_apart_whatever_else_befell_a_member() -> None:
    probationary = [one for one in Status if is_probationary(one)]
    exempted = [one for one in Status if is_exempted(one)]
    away = [one for one in Status if is_away(one)]

    assert {one.value.split("_")[0] for one in probationary} == {"probationary"}
    assert [one.value for one in exempted] == ["exempted", "probationary_exempted"]
    assert [one.value for one in away] == ["temporarily_away", "probationary_away"]
