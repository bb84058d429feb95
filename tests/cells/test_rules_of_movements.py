from datetime import date, timedelta
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from partywork.cells.rules.movements import Movement, PartyDays, Stay, movements
from partywork.cells.terms import JoiningReason, LeavingReason, MembershipStatus

CELL = uuid4()
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


def stay(
    starts_on: date, ends_on: date | None = None, *, member: UUID | None = None, **facts: object
) -> Stay:
    given: dict[str, object] = {"cell": CELL, "status": MembershipStatus.OFFICIAL, **facts}
    return Stay(member or uuid4(), starts_on=starts_on, ends_on=ends_on, **given)  # type: ignore[arg-type]  # facts vary


def moved(*stays: Stay, official: bool = True) -> Movement:
    since = date(2001, 1, 1) if official else None
    found = movements(stays, {one.member: PartyDays(None, since) for one in stays}, FIRST, LAST)
    return found[CELL]


LONG_AGO = date(2010, 1, 1)


def test_everybody_who_comes_and_leaves_is_counted_by_reason() -> None:
    movement = moved(
        stay(LONG_AGO),
        stay(LONG_AGO, date(2026, 11, 9), leaving=LeavingReason.TRANSFERRED),
        stay(LONG_AGO, date(2026, 10, 31), leaving=LeavingReason.DIED),
        stay(LONG_AGO, date(2026, 11, 20), leaving=LeavingReason.STRUCK_OFF),
        stay(LONG_AGO, LAST, leaving=LeavingReason.DIED),
        stay(FIRST, joining=JoiningReason.TRANSFERRED),
        stay(date(2026, 11, 5), joining=JoiningReason.ADMITTED),
        stay(date(2026, 11, 6), joining=JoiningReason.RESTORED),
        stay(date(2026, 11, 7)),
        stay(date(2026, 11, 8), status=MembershipStatus.TEMPORARY_GUEST),
    )
    assert movement == Movement(
        start=5,
        admitted=1,
        transferred_in=1,
        restored=1,
        taken_over=1,
        transferred_out=1,
        died=1,
        removed_for=(LeavingReason.STRUCK_OFF,),
        end=6,
        official=6,
    )
    assert (movement.joined, movement.left, movement.gap) == (4, 3, 0)
    assert movement.agrees


def test_before_the_present_time_in_the_party_the_standing_of_then_speaks() -> None:
    struck_off = stay(LONG_AGO, date(2026, 11, 20), leaving=LeavingReason.STRUCK_OFF)
    staying = stay(LONG_AGO)
    again = PartyDays(date(2030, 3, 1), date(2031, 3, 1))
    days = {struck_off.member: again, staying.member: again}

    october = movements((struck_off, staying), days, date(2026, 10, 1), date(2026, 10, 31))[CELL]

    assert (october.end, october.official, october.probationary) == (2, 2, 0)
    assert october.agrees


def test_another_standing_in_the_same_cell_is_neither_coming_nor_leaving() -> None:
    member = uuid4()
    movement = moved(
        stay(LONG_AGO, date(2026, 11, 9), member=member),
        stay(date(2026, 11, 10), member=member, status=MembershipStatus.EXEMPTED),
    )
    assert movement == Movement(start=1, end=1, official=1)


def test_who_comes_or_leaves_without_a_reason_makes_a_gap() -> None:
    back, gone = uuid4(), uuid4()
    movement = moved(
        stay(LONG_AGO, date(2026, 1, 1), member=back, leaving=LeavingReason.TRANSFERRED),
        stay(date(2026, 11, 3), member=back),
        stay(LONG_AGO, date(2026, 11, 3), member=gone),
    )
    assert (movement.unexplained_in, movement.unexplained_out) == ((back,), (gone,))
    assert not movement.agrees
    assert not Movement(start=1, end=2, official=2).agrees


def test_official_and_probationary_must_make_the_whole() -> None:
    assert not moved(stay(LONG_AGO), official=False).agrees
    young = moved(stay(LONG_AGO, status=MembershipStatus.PROBATIONARY), official=False)
    assert (young.probationary, young.agrees) == (1, True)


_CELLS = [uuid4() for _ in range(3)]
_SPANS = st.lists(
    st.tuples(st.sampled_from(_CELLS), st.integers(0, 60), st.integers(0, 30)),
    min_size=1,
    max_size=5,
)


def _life(spans: list[tuple[UUID, int, int]]) -> list[Stay]:
    """One member moving from cell to cell, with a reason each time, perhaps away in between."""
    member, begins, life = uuid4(), date(2026, 10, 1), []
    for cell, gap, length in spans:
        starts_on = begins + timedelta(days=gap)
        ends_on = starts_on + timedelta(days=length)
        life.append(
            stay(
                starts_on,
                ends_on,
                member=member,
                cell=cell,
                joining=JoiningReason.TRANSFERRED,
                leaving=LeavingReason.TRANSFERRED,
            )
        )
        begins = ends_on + timedelta(days=1)
    return life


@given(st.lists(_SPANS, min_size=1, max_size=8))
def test_the_end_is_the_start_and_what_came_less_what_left_for_every_life(
    lives: list[list[tuple[UUID, int, int]]],
) -> None:
    stays = [one for spans in lives for one in _life(spans)]
    since = dict.fromkeys((one.member for one in stays), PartyDays(None, date(2001, 1, 1)))
    found = movements(stays, since, FIRST, LAST)

    for movement in found.values():
        assert movement.agrees
    total = sum(found.values(), Movement())
    assert total.end == len({one.member for one in stays if one.holds_on(LAST)})
