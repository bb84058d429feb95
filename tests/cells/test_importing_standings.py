"""By which events a list takes people over."""

from datetime import date

import pytest

from partywork.cells.rules.importing.standings import TakenOver, taken_over
from partywork.cells.terms import EventKind
from partywork.cells.terms import MembershipStatus as Status

ADMITTED, OFFICIAL, LIST_DAY = date(2000, 5, 3), date(2001, 5, 3), date(2026, 10, 31)


def from_list(
    status: Status,
    *,
    admitted_on: date = ADMITTED,
    ceremony_on: date | None = None,
    official_on: date | None = None,
) -> tuple[TakenOver, ...]:
    return taken_over(
        status,
        admitted_on=admitted_on,
        ceremony_on=ceremony_on,
        official_on=official_on,
        list_day=LIST_DAY,
    )


def test_probation_runs_from_the_ceremony_or_else_from_the_decision() -> None:
    decided, held = date(2026, 1, 9), date(2026, 1, 30)

    without = from_list(Status.PROBATIONARY, admitted_on=decided)
    with_ceremony = from_list(Status.PROBATIONARY, admitted_on=decided, ceremony_on=held)

    assert without == (TakenOver(EventKind.ENROLLED, decided, Status.PROBATIONARY),)
    assert with_ceremony == (TakenOver(EventKind.ENROLLED, held, Status.PROBATIONARY),)


@pytest.mark.parametrize(("official_on", "since"), [(OFFICIAL, OFFICIAL), (None, LIST_DAY)])
def test_an_official_member_stands_so_from_the_official_day_which_is_not_guessed(
    official_on: date | None, since: date
) -> None:
    found = from_list(Status.OFFICIAL, official_on=official_on)

    assert found == (TakenOver(EventKind.ENROLLED, since, Status.OFFICIAL),)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (Status.EXEMPTED, EventKind.EXEMPTED),
        (Status.SUSPENDED, EventKind.SUSPENDED),
        (Status.TEMPORARILY_AWAY, EventKind.WENT_AWAY),
    ],
)
def test_another_standing_is_known_from_the_list_and_was_official_before(
    status: Status, kind: EventKind
) -> None:
    found = from_list(status, official_on=OFFICIAL)

    assert found == (
        TakenOver(EventKind.ENROLLED, OFFICIAL, Status.OFFICIAL),
        TakenOver(kind, LIST_DAY),
    )


def test_a_probationary_member_who_is_away_was_probationary_before() -> None:
    found = from_list(Status.PROBATIONARY_AWAY, admitted_on=date(2026, 1, 9))

    assert found == (
        TakenOver(EventKind.ENROLLED, date(2026, 1, 9), Status.PROBATIONARY),
        TakenOver(EventKind.WENT_AWAY, LIST_DAY),
    )


@pytest.mark.parametrize(
    ("status", "official_on"),
    [
        (Status.TEMPORARY_GUEST, OFFICIAL),
        (Status.EXEMPTED, None),
        (Status.EXEMPTED, LIST_DAY),
    ],
)
def test_nothing_is_said_of_the_time_before_the_list_where_nothing_is_known(
    status: Status, official_on: date | None
) -> None:
    found = from_list(status, official_on=official_on)

    assert found == (TakenOver(EventKind.ENROLLED, LIST_DAY, status),)
