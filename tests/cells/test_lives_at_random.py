"""Lives of random events against what always holds (domain: cells and meetings §2.2)."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from partywork.cells.rules.history import CellDays, Event, History, history_of
from partywork.cells.rules.history.events import RANKS_ON_A_DAY, in_order
from partywork.cells.rules.membership import add_months
from partywork.cells.terms import EventKind, LeavingReason, MembershipStatus
from partywork.core.errors import RuleBroken
from tests.cells.lives import BORN, LIMITS, A, B, happened, life_of
from tests.cells.random_lives import FIRST, attempts, recorded

K = EventKind
_GUEST = MembershipStatus.TEMPORARY_GUEST
_BACK = (K.TRANSFERRED_IN, K.RECONNECTED, K.ADMITTED_AGAIN)
_GONE = (
    K.TRANSFERRED_OUT,
    K.PROBATIONER_STRUCK_OFF,
    K.STRUCK_OFF,
    K.RESIGNED,
    K.EXPELLED,
    K.DIED,
)


def _at_home(life: History) -> list[Any]:
    return [one for one in life.spells if one.status is not _GUEST]


@given(attempts())
def test_nobody_is_in_two_cells_on_a_day_nor_between_two_while_a_member(
    tries: list[Event],
) -> None:
    life = life_of(*recorded(tries))

    for before, after in pairwise(_at_home(life)):
        assert before.ends_on is not None
        assert before.ends_on < after.starts_on
        stays = before.leaving_reason is None or (
            before.leaving_reason is LeavingReason.TRANSFERRED and before.cell != after.cell
        )
        if stays and not _came_back_on(after.starts_on, tries):
            assert after.starts_on == before.ends_on + timedelta(days=1)
    for before, after in pairwise([one for one in life.spells if one.status is _GUEST]):
        assert before.ends_on is not None
        assert before.ends_on < after.starts_on


def _came_back_on(day: date, events: list[Event]) -> bool:
    return any(one.kind in _BACK and one.happened_on == day for one in events)


@given(attempts())
def test_who_is_gone_stays_gone_until_the_day_they_come_back(tries: list[Event]) -> None:
    events = in_order(recorded(tries))
    life = life_of(*events)

    for place, event in enumerate(events):
        if event.kind not in _GONE:
            continue
        back = next(
            (
                one.happened_on
                for one in events[place + 1 :]
                if one.kind in (*_BACK, K.CAME_AS_GUEST)
            ),
            date.max,
        )
        between = [one for one in life.spells if event.happened_on < one.starts_on < back]
        assert between == []
        if event.kind is K.DIED:
            assert back == date.max
            assert all(one.ends_on is not None for one in life.spells)


@given(attempts())
def test_nobody_is_official_before_the_end_of_probation(tries: list[Event]) -> None:
    events = recorded(tries)
    life = life_of(*events)

    if any(one.kind is K.CONFIRMED for one in events) and life.ceremony_on and life.official_on:
        assert life.official_on == add_months(life.ceremony_on, 12)
    if life.admitted_on and life.ceremony_on:
        assert life.admitted_on <= life.ceremony_on


@given(attempts(), some.randoms(use_true_random=False))
def test_the_order_of_writing_down_does_not_matter(tries: list[Event], random: Any) -> None:
    events = recorded(tries)
    ranks_and_days = {(RANKS_ON_A_DAY[one.kind], one.happened_on) for one in events}
    if len(ranks_and_days) < len(events):
        events = events[:1]
    numbers = list(range(len(events)))
    random.shuffle(numbers)
    shuffled = [replace(one, sequence=at) for one, at in zip(events, numbers, strict=True)]
    random.shuffle(shuffled)

    assert life_of(*shuffled) == life_of(*events)


@given(attempts())
def test_voiding_what_was_recorded_last_gives_back_the_life_before(
    tries: list[Event],
) -> None:
    events = recorded(tries)
    last = events[-1]
    voided = happened(K.VOIDED, last.happened_on.isoformat(), corrects=last.key)

    assert life_of(*events, voided) == life_of(*events[:-1])


@given(attempts(), some.integers(0, 3000), some.integers(0, 3000))
def test_no_day_of_a_membership_lies_outside_the_life_of_the_cell(
    tries: list[Event], begun: int, ended: int
) -> None:
    cells = {
        A: CellDays("Chi bộ A", None, FIRST + timedelta(days=ended)),
        B: CellDays("Chi bộ B", FIRST + timedelta(days=begun), None),
    }
    limits = replace(LIMITS, cells=cells)
    kept: list[Event] = []
    for event in tries:
        try:
            history_of([*kept, event], limits, BORN)
        except RuleBroken:
            continue
        kept.append(event)

    for spell in history_of(kept, limits, BORN).spells:
        days = cells.get(spell.cell)
        if days is None:
            continue
        assert days.first is None or spell.starts_on >= days.first
        assert days.last is None or (spell.ends_on is not None and spell.ends_on <= days.last)


@given(
    some.dates(date(1950, 1, 1), date(2000, 1, 1)),
    some.sampled_from((30, 40, 65, 70, 90)),
    some.integers(-40, 40),
    some.integers(-40, 40),
    some.sampled_from((FIRST, date(2095, 1, 1))),
)
def test_a_badge_is_kept_from_its_years_less_the_months_of_illness_on_and_not_before(
    admitted_on: date, years: int, months: int, days: int, listed_on: date
) -> None:
    given_on = add_months(admitted_on, 12 * years + months) + timedelta(days=days)
    listed = happened(
        K.ENROLLED,
        listed_on.isoformat(),
        status=MembershipStatus.OFFICIAL,
        details={"admitted_on": admitted_on.isoformat()},
    )
    badge = happened(K.BADGE_AWARDED, given_on.isoformat(), details={"years": years})
    early = 24 if years >= 70 else 12

    if add_months(given_on, early) >= add_months(admitted_on, 12 * years):
        history_of([listed, badge], LIMITS, date(1930, 1, 1))
        return
    with pytest.raises(RuleBroken, match=f"chưa đủ {years} năm tuổi Đảng"):
        history_of([listed, badge], LIMITS, date(1930, 1, 1))


@given(some.integers(-400, 400), some.sampled_from((K.CARD_ISSUED, K.CARD_EXCHANGED)))
def test_a_card_older_than_the_list_is_kept_from_the_official_day_on_and_not_before(
    days: int, kind: EventKind
) -> None:
    official_on = date(2017, 1, 1)
    listed = happened(
        K.ENROLLED,
        "2019-01-01",
        status=MembershipStatus.OFFICIAL,
        details={"admitted_on": "2015-01-01", "official_on": official_on.isoformat()},
    )
    day = official_on + timedelta(days=days)
    card = happened(kind, day.isoformat(), details={"number": "1"})

    if days >= 0:
        assert life_of(listed, card).card_issued_on == day
        return
    with pytest.raises(RuleBroken, match="trước ngày chính thức 01/01/2017"):
        life_of(listed, card)


@given(attempts())
def test_a_list_takes_over_only_who_is_not_known_yet(tries: list[Event]) -> None:
    events = recorded(tries)
    again = happened(K.ENROLLED, "2030-01-01", status=MembershipStatus.OFFICIAL)

    with pytest.raises(RuleBroken):
        life_of(*events, again)
