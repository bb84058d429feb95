import pytest
from hypothesis import given
from hypothesis import strategies as st

from partywork.cells.rules.thresholds import (
    UNSEEN,
    Thresholds,
    crossings,
    look,
    never_seen,
)
from partywork.cells.terms import MembershipStatus as Status

LIMITS = Thresholds(minimum=3, committee=9, organisation=30)


def seen(official, probationary=0, *, has_secretary=True):
    statuses = [Status.OFFICIAL] * official + [Status.PROBATIONARY] * probationary
    return look(statuses, has_secretary=has_secretary, limits=LIMITS)


def titles(before, now):
    return [one.title for one in crossings(before, now, LIMITS)]


def test_t8_the_ninth_official_member_calls_for_electing_a_chi_uy():
    before = seen(8, 3)
    assert not before.may_elect_committee

    (told,) = crossings(before.marks, seen(9, 2), LIMITS)

    assert "bầu chi ủy" in told.title
    assert "Điều 24.4" in told.text


def test_t9_two_official_and_two_probationary_members_cannot_stay_a_cell():
    (told,) = crossings(UNSEEN, seen(2, 2), LIMITS)

    assert "dưới 3" in told.title
    assert "Điều 21.2" in told.text


def test_a_temporary_guest_counts_for_nothing():
    now = look(
        [Status.OFFICIAL] * 2 + [Status.TEMPORARY_GUEST] * 9, has_secretary=True, limits=LIMITS
    )

    assert (now.official, now.members) == (2, 2)


@pytest.mark.parametrize(
    ("before", "after", "up", "down"),
    [
        (seen(2), seen(3), "đã đủ 3", "còn dưới 3"),
        (seen(8), seen(9), "đủ 9", "còn dưới 9"),
        (seen(20, 9), seen(20, 10), "từ 30", "còn dưới 30"),
        (seen(5, has_secretary=False), seen(5), "đã có bí thư", "khuyết bí thư"),
    ],
)
def test_each_threshold_is_told_in_both_directions(before, after, up, down):
    (risen,) = titles(before.marks, after)
    (fallen,) = titles(after.marks, before)

    assert up in risen
    assert down in fallen


@given(st.integers(0, 40), st.integers(0, 10), st.booleans())
def test_the_same_twice_is_nothing(official, probationary, has_secretary):
    now = seen(official, probationary, has_secretary=has_secretary)

    assert crossings(now.marks, now, LIMITS) == ()


def test_a_cell_looked_at_first_is_not_told_to_elect_the_committee_it_has():
    assert titles(never_seen(has_committee=True), seen(12)) == []
    (told,) = titles(never_seen(has_committee=False), seen(12))
    assert "để bầu chi ủy" in told
    (told,) = titles(never_seen(has_committee=True), seen(8))
    assert "còn dưới 9" in told
