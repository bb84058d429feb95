"""Whether the numbers of members between two days agree: end = start + in − out, two parts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from partywork.cells.rules.membership import is_in_statistics, is_official
from partywork.cells.terms import JoiningReason, LeavingReason, MembershipStatus

_DAY = timedelta(days=1)
_OTHERWISE = (None, LeavingReason.TRANSFERRED, LeavingReason.DIED)


@dataclass(frozen=True, slots=True)
class Stay:
    """A standing of a member in a cell, both days included, with why it began and ended."""

    member: UUID
    cell: UUID
    status: MembershipStatus
    starts_on: date
    ends_on: date | None = None
    joining: JoiningReason | None = None
    leaving: LeavingReason | None = None

    def holds_on(self, day: date) -> bool:
        """Say whether the member stood so on a day."""
        return self.starts_on <= day and (self.ends_on is None or self.ends_on >= day)


@dataclass(frozen=True, slots=True)
class PartyDays:
    """The days a record shows of the present time of a member in the Party.

    A readmission begins a new time with a new probation (24-QĐ/TW 3.5 as quoted): of the days
    before it this record tells nothing any more, and the standings of that time speak.
    """

    admitted_on: date | None = None
    official_on: date | None = None

    def tell_of(self, day: date) -> bool:
        """Say whether these days are those of the time in the Party to which a day belongs."""
        return self.admitted_on is None or self.admitted_on <= day


@dataclass(frozen=True, slots=True)
class Movement:
    """The members of one cell, or of many, from day to day; `official` and the rest are of the end.

    `taken_over` came in with a list, `unexplained_in` and `unexplained_out` for no recorded
    reason. Official members are counted by their official day, probationary ones by their
    standing, so that somebody whose day and standing disagree is in neither.
    """

    start: int = 0
    admitted: int = 0
    transferred_in: int = 0
    restored: int = 0
    taken_over: int = 0
    transferred_out: int = 0
    died: int = 0
    removed_for: tuple[LeavingReason, ...] = ()
    end: int = 0
    official: int = 0
    probationary: int = 0
    unexplained_in: tuple[UUID, ...] = ()
    unexplained_out: tuple[UUID, ...] = ()

    @property
    def removed(self) -> int:
        """Who left the Party otherwise than by death."""
        return len(self.removed_for)

    @property
    def joined(self) -> int:
        """Everybody who came in for a recorded reason."""
        return self.admitted + self.transferred_in + self.restored + self.taken_over

    @property
    def left(self) -> int:
        """Everybody who left for a recorded reason."""
        return self.transferred_out + self.died + self.removed

    @property
    def gap(self) -> int:
        """What the end has beyond start + in − out; 0 when the numbers agree."""
        return self.end - (self.start + self.joined - self.left)

    @property
    def agrees(self) -> bool:
        """Say whether everybody who came or left has a reason and both parts make the whole."""
        is_explained = not (self.unexplained_in or self.unexplained_out)
        return is_explained and self.gap == 0 and self.official + self.probationary == self.end

    def __add__(self, other: "Movement") -> "Movement":
        """Return the movement of two groups of cells together."""
        return Movement(
            *(getattr(self, name) + getattr(other, name) for name in Movement.__dataclass_fields__)
        )


def movements(
    stays: Iterable[Stay], party_days: Mapping[UUID, PartyDays], first: date, last: date
) -> dict[UUID, Movement]:
    """Return the movement of each cell from the first to the last of these days.

    Temporary guests belong to the numbers of their own cell. Who stays in the cell with another
    standing neither comes nor leaves; a leaving counts on the day after the last one there.
    `party_days` has the official day of each member, by which the official ones are counted.
    """
    own = [stay for stay in stays if is_in_statistics(stay.status)]
    of_member: defaultdict[UUID, list[Stay]] = defaultdict(list)
    of_cell: defaultdict[UUID, list[Stay]] = defaultdict(list)
    for stay in own:
        of_member[stay.member].append(stay)
        of_cell[stay.cell].append(stay)
    return {
        cell: _movement(here, of_member, party_days, first, last) for cell, here in of_cell.items()
    }


def _movement(
    here: list[Stay],
    of_member: dict[UUID, list[Stay]],
    party_days: Mapping[UUID, PartyDays],
    first: date,
    last: date,
) -> Movement:
    present = [stay for stay in here if stay.holds_on(last)]
    joins = list(_joins(here, first, last))
    leaves = [stay.leaving for stay in _leaves(here, first, last)]
    taken_over = [one for one in joins if one.joining is None and _is_first(one, of_member)]
    reasons = [stay.joining for stay in joins]
    official = [one for one in present if _is_official(one, party_days, last)]
    return Movement(
        start=sum(stay.holds_on(first - _DAY) for stay in here),
        admitted=reasons.count(JoiningReason.ADMITTED),
        transferred_in=reasons.count(JoiningReason.TRANSFERRED),
        restored=reasons.count(JoiningReason.RESTORED),
        taken_over=len(taken_over),
        transferred_out=leaves.count(LeavingReason.TRANSFERRED),
        died=leaves.count(LeavingReason.DIED),
        removed_for=tuple(reason for reason in leaves if reason not in _OTHERWISE),
        end=len(present),
        official=len(official),
        probationary=sum(
            not is_official(one.status) and not _is_official(one, party_days, last)
            for one in present
        ),
        unexplained_in=tuple(
            one.member for one in joins if one.joining is None and one not in taken_over
        ),
        unexplained_out=tuple(
            one.member for one in _leaves(here, first, last) if one.leaving is None
        ),
    )


def _joins(here: list[Stay], first: date, last: date) -> Iterator[Stay]:
    for stay in here:
        if first <= stay.starts_on <= last and not _is_there(here, stay, stay.starts_on - _DAY):
            yield stay


def _leaves(here: list[Stay], first: date, last: date) -> Iterator[Stay]:
    for stay in here:
        gone_on = stay.ends_on + _DAY if stay.ends_on else None
        if gone_on and first <= gone_on <= last and not _is_there(here, stay, gone_on):
            yield stay


def _is_there(here: list[Stay], stay: Stay, day: date) -> bool:
    return any(one.member == stay.member and one.holds_on(day) for one in here)


def _is_first(stay: Stay, of_member: dict[UUID, list[Stay]]) -> bool:
    return all(one.starts_on >= stay.starts_on for one in of_member[stay.member])


def _is_official(stay: Stay, party_days: Mapping[UUID, PartyDays], day: date) -> bool:
    days = party_days.get(stay.member, PartyDays())
    if not days.tell_of(day):
        return is_official(stay.status)
    return days.official_on is not None and days.official_on <= day
