"""Who came to a cell and who left it in a period."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from partywork.cells.rules.membership import is_in_statistics
from partywork.cells.terms import JoiningReason, LeavingReason, MembershipStatus
from partywork.reports.rules.periods import Period


class StandingRow(NamedTuple):
    """A member's standing in the cell between two days, both included."""

    member_id: UUID
    status: MembershipStatus
    starts_on: date
    ends_on: date | None
    admitted_on: date | None
    leaving_reason: LeavingReason | None
    joining_reason: JoiningReason | None = None


@dataclass(frozen=True, slots=True)
class Movement:
    """Who was in the cell when a period began and ended, who came and who left between."""

    at_start: tuple[StandingRow, ...]
    at_end: tuple[StandingRow, ...]
    joined: tuple[tuple[StandingRow, JoiningReason], ...]
    left: tuple[tuple[StandingRow, LeavingReason], ...]


# The ceremony follows the decision to admit within a month of working days (208-QĐ/TW).
_CEREMONY = timedelta(days=45)


def movement(rows: Iterable[StandingRow], period: Period) -> Movement:
    """Follow the members of a cell through a period.

    Somebody leaves with the end of the last day and comes with the beginning of the first, so
    that «cuối kỳ = đầu kỳ + tăng − giảm» holds for any days. A change of standing without a gap
    is neither. A temporary guest counts among nobody who comes or leaves. Who leaves without a
    recorded reason is counted as transferred.
    """
    people = sorted(rows, key=lambda row: row.starts_on)
    eve = period.starts_on - timedelta(days=1)
    joined, left = [], []
    for stays in _stays([row for row in people if is_in_statistics(row.status)]):
        for place, (first, last) in enumerate(stays):
            if period.starts_on <= first.starts_on <= period.ends_on:
                joined.append((first, _joining_reason(first, is_back=place > 0)))
            if last.ends_on is not None and eve <= last.ends_on < period.ends_on:
                left.append((last, last.leaving_reason or LeavingReason.TRANSFERRED))
    return Movement(
        at_start=tuple(row for row in people if _holds(row, eve)),
        at_end=tuple(row for row in people if _holds(row, period.ends_on)),
        joined=tuple(joined),
        left=tuple(left),
    )


def _holds(row: StandingRow, day: date) -> bool:
    return row.starts_on <= day and (row.ends_on is None or row.ends_on >= day)


def _stays(rows: list[StandingRow]) -> list[list[tuple[StandingRow, StandingRow]]]:
    """Join the rows of each member that follow each other into (first, last) of a stay."""
    by_member: dict[UUID, list[tuple[StandingRow, StandingRow]]] = {}
    for row in rows:
        stays = by_member.setdefault(row.member_id, [])
        ended_on = stays[-1][1].ends_on if stays else None
        if ended_on is not None and row.starts_on == ended_on + timedelta(days=1):
            stays[-1] = (stays[-1][0], row)
        else:
            stays.append((row, row))
    return list(by_member.values())


def _joining_reason(first: StandingRow, *, is_back: bool) -> JoiningReason:
    """Return why somebody came; a list that took them over does not say, and days must tell."""
    if first.joining_reason is not None:
        return first.joining_reason
    if is_back:
        return JoiningReason.RESTORED
    if first.status is MembershipStatus.PROBATIONARY and first.admitted_on is not None:
        since = first.starts_on - first.admitted_on
        if timedelta() <= since <= _CEREMONY:
            return JoiningReason.ADMITTED
    return JoiningReason.TRANSFERRED
