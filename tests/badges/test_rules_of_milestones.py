from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partywork.badges.rules.milestones import (
    Lead,
    Life,
    Prospect,
    Terms,
    batch_for,
    batches_of,
    check_batch,
    check_ground,
    check_not_held,
    coming_batches,
    early_months,
    leads_of,
    milestone_day,
    prospects_of,
)
from partywork.badges.terms import Ground
from partywork.cells.rules.discipline import Discipline
from partywork.cells.rules.event_fields import milestones_in
from partywork.cells.terms import DisciplineForm
from partywork.core.errors import RuleBroken

TERMS = Terms(
    milestones=milestones_in("30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90"),
    batches=batches_of("03/02, 19/05, 02/09, 07/11"),
    early=12,
    senior_years=70,
    early_senior=24,
    posthumous=12,
    after_discipline={
        DisciplineForm.REPRIMAND: 6,
        DisciplineForm.WARNING: 9,
        DisciplineForm.REMOVAL_FROM_OFFICE: 12,
    },
)
TODAY = date(2026, 10, 1)
BATCHES = coming_batches(TODAY, TERMS.batches)
WARNED = Discipline(DisciplineForm.WARNING, date(2026, 5, 10))


def prospects(party_age_from, batches=BATCHES, **facts):
    return prospects_of(Life(party_age_from, **facts), TERMS, batches)


def test_the_coming_two_years_have_eight_batches():
    assert BATCHES[0] == date(2026, 11, 7)
    assert BATCHES[-1] == date(2028, 9, 2)
    assert len(BATCHES) == 8


@pytest.mark.parametrize(
    ("party_age_from", "batch_on"),
    [(date(1996, 10, 20), date(2026, 11, 7)), (date(1996, 11, 8), date(2027, 2, 3))],
)
def test_t14_thirty_years_belong_to_the_next_batch(party_age_from, batch_on):
    (found,) = prospects(party_age_from)

    assert found == Prospect(30, milestone_day(party_age_from, 30), batch_on)
    assert not found.is_held


def test_t15_there_is_no_badge_at_thirty_five():
    batches = coming_batches(date(2031, 9, 1), TERMS.batches)

    assert prospects(date(1996, 10, 20), batches, awarded=frozenset({30})) == ()
    assert min(years for years in TERMS.milestones if years > 30) == 40


def test_a_badge_already_given_is_not_listed():
    assert prospects(date(1996, 10, 20), awarded=frozenset({30})) == ()
    assert prospects(date(1996, 10, 20), awarded=frozenset({40})) == ()


def test_only_the_last_milestone_that_was_passed_by_is_told():
    reached_on = date(2025, 3, 1)

    assert prospects(date(1980, 3, 1)) == (Prospect(45, reached_on, None),)
    assert prospects(date(1980, 3, 1), awarded=frozenset({45})) == ()


def test_a_milestone_passed_by_and_one_to_come_are_both_told():
    found = prospects(date(1987, 3, 1))

    assert [(one.years, one.batch_on) for one in found] == [(30, None), (40, date(2027, 5, 19))]


def test_t17_a_warning_holds_the_badge_to_the_batch_after_nine_months():
    (found,) = prospects(date(1996, 9, 2), disciplines=(WARNED,))

    assert found.batch_on == date(2027, 5, 19)
    assert found.held_until == date(2027, 2, 10)
    assert found.needs_recognition
    assert found.is_held


def test_a_discipline_whose_progress_was_recognised_in_time_holds_nothing():
    recognised = Discipline(DisciplineForm.REPRIMAND, date(2025, 1, 5), date(2025, 8, 1))

    (found,) = prospects(date(1996, 10, 20), disciplines=(recognised,))

    assert found.batch_on == date(2026, 11, 7)
    assert not found.is_held


def test_a_badge_held_long_ago_waits_for_the_recognition():
    unrecognised = Discipline(DisciplineForm.REPRIMAND, date(2016, 1, 5))
    recognised = Discipline(DisciplineForm.REPRIMAND, date(2016, 1, 5), date(2017, 1, 5))

    (waiting,) = prospects(date(1986, 2, 3), disciplines=(unrecognised,), awarded=frozenset())[:1]
    (missed, *_) = prospects(date(1986, 2, 3), disciplines=(recognised,))

    assert waiting.batch_on == BATCHES[0]
    assert waiting.needs_recognition
    assert missed.batch_on is None


def test_a_badge_held_beyond_the_coming_batches_is_not_listed():
    late = Discipline(DisciplineForm.REMOVAL_FROM_OFFICE, date(2028, 8, 1))

    assert prospects(date(1998, 8, 20), disciplines=(late,)) == ()


def test_who_died_within_twelve_months_of_the_milestone_is_honoured():
    (found,) = prospects(date(1997, 6, 1), died_on=date(2026, 9, 10))

    assert found.ground is Ground.POSTHUMOUS
    assert found.batch_on == date(2026, 11, 7)
    assert prospects(date(1998, 6, 1), died_on=date(2026, 9, 10)) == ()
    assert prospects(date(1985, 6, 1), died_on=date(2026, 9, 10)) == ()


def test_t16_illness_allows_twelve_months_early_and_seventy_years_allow_twenty_four():
    reached_on = date(2026, 9, 1)

    check_ground(Ground.EARLY, 30, reached_on, TERMS, asked_on=date(2025, 10, 15), died_on=None)
    check_ground(Ground.EARLY, 70, reached_on, TERMS, asked_on=date(2024, 9, 1), died_on=None)
    check_ground(Ground.DUE, 30, reached_on, TERMS, asked_on=None, died_on=None)
    check_ground(Ground.POSTHUMOUS, 30, reached_on, TERMS, asked_on=None, died_on=date(2025, 9, 1))
    assert early_months(65, TERMS) == 12
    assert early_months(70, TERMS) == 24


@pytest.mark.parametrize(
    ("ground", "years", "asked_on", "died_on", "words"),
    [
        (Ground.EARLY, 30, date(2025, 8, 31), None, "không quá 12 tháng"),
        (Ground.EARLY, 70, date(2024, 8, 31), None, "không quá 24 tháng"),
        (Ground.EARLY, 30, None, None, "ngày đề nghị"),
        (Ground.EARLY, 30, date(2026, 9, 1), None, "Đủ tuổi Đảng"),
        (Ground.DUE, 30, date(2026, 1, 1), None, "xét tặng sớm"),
        (Ground.DUE, 30, None, date(2026, 1, 1), "Truy tặng"),
        (Ground.POSTHUMOUS, 30, None, None, "Chưa ghi sự kiện từ trần"),
        (Ground.POSTHUMOUS, 30, None, date(2025, 8, 31), "không quá 12 tháng"),
    ],
)
def test_a_ground_that_does_not_fit_is_refused(ground, years, asked_on, died_on, words):
    with pytest.raises(RuleBroken, match=words):
        check_ground(ground, years, date(2026, 9, 1), TERMS, asked_on=asked_on, died_on=died_on)


@pytest.mark.parametrize(
    ("batch_on", "ground", "asked_on", "words"),
    [
        (date(2026, 11, 8), Ground.DUE, None, "theo các đợt: 3/2, 19/5, 2/9, 7/11"),
        (date(2026, 5, 19), Ground.DUE, None, "chưa đủ tuổi Đảng"),
        (date(2026, 2, 3), Ground.EARLY, date(2026, 3, 1), "trước ngày đề nghị"),
    ],
)
def test_a_batch_that_does_not_fit_is_refused(batch_on, ground, asked_on, words):
    with pytest.raises(RuleBroken, match=words):
        check_batch(batch_on, ground, date(2026, 9, 1), TERMS, asked_on)


def test_a_fitting_batch_is_accepted():
    check_batch(date(2026, 9, 2), Ground.DUE, date(2026, 9, 1), TERMS, None)
    check_batch(date(2026, 5, 19), Ground.EARLY, date(2026, 9, 1), TERMS, date(2026, 3, 1))


def test_a_nomination_is_refused_while_a_discipline_holds_it():
    recognised = Discipline(DisciplineForm.WARNING, date(2026, 5, 10), date(2027, 2, 12))

    with pytest.raises(RuleBroken, match="10/02/2027"):
        check_not_held([WARNED], TERMS, date(2026, 9, 2))
    with pytest.raises(RuleBroken, match="chưa công nhận tiến bộ"):
        check_not_held([WARNED], TERMS, date(2027, 5, 19))
    check_not_held([recognised], TERMS, date(2027, 5, 19))


def test_the_steps_before_a_batch_have_their_days():
    steps = list(leads_of(date(2027, 2, 3), {"Lập danh sách": 90, "Trình Đảng ủy": 45}))

    assert steps == [
        Lead("Lập danh sách", date(2026, 11, 5)),
        Lead("Trình Đảng ủy", date(2026, 12, 20)),
    ]
    assert steps[0].days_late(date(2026, 11, 5)) == 0
    assert steps[0].days_late(date(2026, 11, 8)) == 3


DAYS = st.dates(date(1930, 1, 1), date(2026, 12, 31))


@given(party_age_from=DAYS, today=st.dates(date(2025, 1, 1), date(2035, 12, 31)))
def test_a_badge_is_never_early_nor_a_whole_year_late(party_age_from, today):
    batches = coming_batches(today, TERMS.batches)

    for found in prospects(party_age_from, batches):
        if found.batch_on is None:
            assert found.reached_on < today
        else:
            assert found.reached_on <= found.batch_on
            assert found.batch_on - found.reached_on < timedelta(days=120)
            assert found.batch_on in batches


@given(day=DAYS)
def test_every_day_has_a_batch_within_four_months(day):
    assert timedelta(0) <= batch_for(day, TERMS.batches) - day < timedelta(days=120)
