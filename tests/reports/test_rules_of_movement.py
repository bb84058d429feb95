from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from partywork.cells.rules.membership import is_in_statistics
from partywork.cells.terms import JoiningReason, LeavingReason, MembershipStatus
from partywork.reports.rules.movement import StandingRow, movement
from partywork.reports.rules.periods import Period

NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
EVE = date(2026, 10, 31)
OFFICIAL = MembershipStatus.OFFICIAL
PROBATIONARY = MembershipStatus.PROBATIONARY


def row(
    status: MembershipStatus = OFFICIAL,
    starts_on: date = date(2020, 1, 1),
    ends_on: date | None = None,
    *,
    who: UUID | None = None,
    admitted_on: date | None = None,
    reason: LeavingReason | None = None,
) -> StandingRow:
    return StandingRow(who or uuid4(), status, starts_on, ends_on, admitted_on, reason)


def test_who_was_there_all_the_time_neither_came_nor_left() -> None:
    found = movement([row()], NOVEMBER)

    assert (len(found.at_start), len(found.at_end), found.joined, found.left) == (1, 1, (), ())


def test_a_change_of_standing_without_a_gap_is_no_movement() -> None:
    who = uuid4()
    rows = [
        row(OFFICIAL, date(2026, 11, 11), who=who),
        row(PROBATIONARY, date(2025, 11, 11), date(2026, 11, 10), who=who),
    ]

    found = movement(rows, NOVEMBER)

    assert (found.joined, found.left) == ((), ())
    assert [one.status for one in found.at_start] == [PROBATIONARY]
    assert [one.status for one in found.at_end] == [OFFICIAL]


def test_a_new_probationary_member_was_admitted() -> None:
    new = row(PROBATIONARY, date(2026, 11, 20), admitted_on=date(2026, 11, 3))

    found = movement([new], NOVEMBER)

    assert found.joined == ((new, JoiningReason.ADMITTED),)


def test_a_probationary_member_admitted_long_ago_or_on_an_unknown_day_came_by_transfer() -> None:
    long_ago = row(PROBATIONARY, date(2026, 11, 20), admitted_on=date(2026, 2, 3))
    unknown = row(PROBATIONARY, date(2026, 11, 20))

    found = movement([long_ago, unknown], NOVEMBER)

    assert {reason for _, reason in found.joined} == {JoiningReason.TRANSFERRED}


def test_a_recorded_reason_of_joining_counts_whatever_the_days_say() -> None:
    told = row(PROBATIONARY, date(2026, 11, 20), admitted_on=date(2026, 11, 3))
    told = told._replace(joining_reason=JoiningReason.TRANSFERRED)

    found = movement([told], NOVEMBER)

    assert found.joined == ((told, JoiningReason.TRANSFERRED),)


def test_who_comes_back_to_the_cell_was_restored() -> None:
    who = uuid4()
    rows = [
        row(ends_on=date(2026, 3, 1), who=who, reason=LeavingReason.STRUCK_OFF),
        row(starts_on=date(2026, 11, 5), who=who),
    ]

    found = movement(rows, NOVEMBER)

    assert [reason for _, reason in found.joined] == [JoiningReason.RESTORED]


def test_who_left_with_the_eve_of_the_period_leaves_in_it_and_with_its_last_day_after_it() -> None:
    on_the_eve = row(ends_on=EVE, reason=LeavingReason.DIED)
    on_the_last_day = row(ends_on=NOVEMBER.ends_on, reason=LeavingReason.DIED)

    found = movement([on_the_eve, on_the_last_day], NOVEMBER)

    assert found.left == ((on_the_eve, LeavingReason.DIED),)
    assert found.at_end == (on_the_last_day,)


def test_leaving_without_a_recorded_reason_counts_as_a_transfer() -> None:
    found = movement([row(ends_on=date(2026, 11, 9))], NOVEMBER)

    assert [reason for _, reason in found.left] == [LeavingReason.TRANSFERRED]


def test_a_temporary_guest_is_listed_and_moves_nobody() -> None:
    guest = row(MembershipStatus.TEMPORARY_GUEST, date(2026, 11, 5))

    found = movement([guest], NOVEMBER)

    assert (found.at_end, found.joined, found.left) == ((guest,), (), ())


DAYS = st.lists(st.integers(min_value=-60, max_value=60), min_size=1, max_size=6, unique=True).map(
    sorted
)


@given(st.lists(st.tuples(DAYS, st.sampled_from(list(MembershipStatus))), max_size=8))
def test_the_identity_holds_for_any_days(people: list[tuple[list[int], MembershipStatus]]) -> None:
    rows = []
    for days, status in people:
        who = uuid4()
        edges = [NOVEMBER.starts_on + timedelta(days=day) for day in days]
        rows += [
            row(status, start, end - timedelta(days=1 + number % 2), who=who)
            for number, (start, end) in enumerate(pairwise(edges))
            if end - timedelta(days=1 + number % 2) >= start
        ]
        rows.append(row(status, edges[-1], who=who))

    found = movement(rows, NOVEMBER)

    at_start = sum(is_in_statistics(one.status) for one in found.at_start)
    at_end = sum(is_in_statistics(one.status) for one in found.at_end)
    assert at_end == at_start + len(found.joined) - len(found.left)
