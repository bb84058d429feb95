"""Since when an imported person stands where the list says."""

from datetime import date, timedelta
from typing import NamedTuple

from partywork.cells.terms import MembershipStatus


class Spell(NamedTuple):
    """A standing in one cell from a day to a day, or until further notice."""

    status: MembershipStatus
    starts_on: date
    ends_on: date | None


_OF_ANOTHER_CELL = MembershipStatus.TEMPORARY_GUEST


def spells(
    status: MembershipStatus, *, admitted_on: date, official_on: date | None, list_day: date
) -> tuple[Spell, ...]:
    """Return the standings a list proves, oldest first.

    Dự bị runs from admission (Điều lệ Đảng, Điều 5: the day of the decision), chính thức from
    its own day. Any other standing is known only from the day of the list; before it the member
    was official. A day the list does not give is not guessed: the standing begins on the day of
    the list.
    """
    if status is MembershipStatus.PROBATIONARY:
        return (Spell(status, admitted_on, None),)
    if status is MembershipStatus.OFFICIAL:
        return (Spell(status, official_on or list_day, None),)
    known = Spell(status, list_day, None)
    if official_on is None or official_on >= list_day or status is _OF_ANOTHER_CELL:
        return (known,)
    before = list_day - timedelta(days=1)
    return (Spell(MembershipStatus.OFFICIAL, official_on, before), known)
