"""The numbers of members against lives of random events, several of them on one day."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import reduce
from operator import add
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as some

from partywork.cells.rules.history import Event, History
from partywork.cells.rules.movements import Movement, PartyDays, Stay, movements
from partywork.cells.terms import EventKind, JoiningReason, LeavingReason, MembershipStatus
from tests.cells.lives import A, B, C, admitted_in_2025, enrolled, happened, life_of
from tests.cells.lives import told as standings
from tests.cells.random_lives import FIRST, attempts, recorded

K = EventKind
DAY = date(2026, 11, 5)
MONTH = (date(2026, 11, 1), date(2026, 11, 30))


def stays_of(life: History, member: UUID) -> list[Stay]:
    return [
        Stay(
            member,
            one.cell,
            one.status,
            one.starts_on,
            one.ends_on,
            one.joining_reason,
            one.leaving_reason,
        )
        for one in life.spells
    ]


def moved(lives: Iterable[History], first: date, last: date) -> dict[UUID, Movement]:
    stays, days = [], {}
    for life in lives:
        member = uuid4()
        stays += stays_of(life, member)
        days[member] = PartyDays(life.admitted_on, life.official_on)
    return movements(stays, days, first, last)


def test_t30_a_move_on_the_day_of_the_list_brings_nobody_from_nowhere() -> None:
    life = life_of(enrolled("2026-11-05"), happened(K.MOVED, "2026-11-05", other_cell=B))

    found = moved([life], *MONTH)

    assert found[B] == Movement(taken_over=1, end=1, official=0, unexplained_in=())
    assert A not in found


def test_a_ceremony_and_a_move_on_one_day_are_one_admission_into_the_new_cell() -> None:
    events = [*admitted_in_2025(), happened(K.MOVED, "2025-03-15", other_cell=B)]

    found = moved([life_of(*events)], date(2025, 3, 1), date(2025, 3, 31))

    assert found == {B: Movement(admitted=1, end=1, probationary=1)}


def test_becoming_official_and_moving_on_one_day_leaves_the_old_cell_for_a_reason() -> None:
    events = [
        *admitted_in_2025(),
        happened(K.CONFIRMED, "2026-03-15"),
        happened(K.MOVED, "2026-03-15", other_cell=B),
    ]
    life = life_of(*events)

    found = moved([life], date(2026, 3, 1), date(2026, 3, 31))

    assert standings(life) == [
        ("A", "probationary", "2025-03-15", "2026-03-14"),
        ("B", "official", "2026-03-15", ""),
    ]
    assert life.spells[0].leaving_reason is LeavingReason.TRANSFERRED
    assert found[A] == Movement(start=1, transferred_out=1)
    assert found[B] == Movement(transferred_in=1, end=1, official=1)


def test_who_goes_and_comes_back_on_one_day_never_went() -> None:
    events = [
        enrolled("2020-01-01"),
        happened(K.MOVED, "2026-11-05", other_cell=B),
        happened(K.MOVED, "2026-11-05", cell=B, other_cell=A),
    ]
    assert standings(life_of(*events)) == [("A", "official", "2020-01-01", "")]

    on = [*events, happened(K.MOVED, "2026-11-05", cell=A, other_cell=C)]

    assert [one[0] for one in standings(life_of(*on))] == ["A", "C"]
    assert life_of(*on).spells[1].joining_reason is JoiningReason.TRANSFERRED


def test_who_was_struck_off_and_readmitted_was_official_in_the_first_time() -> None:
    proved = {"admitted_on": "2010-01-01", "official_on": "2011-01-01"}
    life = life_of(
        enrolled("2020-01-01", details=proved),
        happened(K.STRUCK_OFF, "2027-01-10"),
        happened(K.ADMITTED_AGAIN, "2030-03-01", decided_on=date(2030, 2, 15)),
        happened(K.CONFIRMED, "2031-03-01"),
    )

    before = moved([life], *MONTH)[A]
    anew = moved([life], date(2030, 4, 1), date(2030, 4, 30))[A]
    after = moved([life], date(2031, 4, 1), date(2031, 4, 30))[A]

    assert (before.end, before.official, before.probationary) == (1, 1, 0)
    assert (anew.end, anew.official, anew.probationary) == (1, 0, 1)
    assert (after.end, after.official, after.probationary) == (1, 1, 0)
    assert all(one.agrees for one in (before, anew, after))


def _net(life: History, first: date, last: date) -> int:
    """Return by how much somebody adds to the members of the Đảng bộ between two days."""
    return _belongs(life, last) - _belongs(life, first - timedelta(days=1))


def _belongs(life: History, day: date) -> bool:
    return any(
        one.status is not MembershipStatus.TEMPORARY_GUEST
        and one.starts_on <= day
        and (one.ends_on is None or one.ends_on >= day)
        for one in life.spells
    )


def _crossings(events: list[Event]) -> int:
    return sum(one.kind in (K.TRANSFERRED_IN, K.TRANSFERRED_OUT, K.RECONNECTED) for one in events)


@given(
    some.lists(attempts(), min_size=1, max_size=2), some.integers(0, 3000), some.integers(0, 400)
)
def test_t30_every_cell_and_the_whole_keep_their_identities_for_every_life(
    tries: list[list[Event]], begins: int, length: int
) -> None:
    told = [recorded(one) for one in tries]
    lives = [life_of(*events) for events in told]
    first = FIRST + timedelta(days=begins)
    last = first + timedelta(days=length)

    found = moved(lives, first, last)

    for movement in found.values():
        assert movement.gap == 0
        assert movement.unexplained_in == movement.unexplained_out == ()
        if all(events[0].kind is K.ADMISSION_DECIDED for events in told):
            assert movement.agrees
    whole = reduce(add, found.values(), Movement())
    assert whole.joined - whole.left == sum(_net(life, first, last) for life in lives)
    if not any(map(_crossings, told)):
        assert whole.transferred_in == whole.transferred_out
