"""By which events a person of a list comes into the register, standing as the list says."""

from datetime import date
from typing import NamedTuple

from partywork.cells.rules.membership import is_official
from partywork.cells.terms import EventKind, MembershipStatus


class TakenOver(NamedTuple):
    """An event a list proves; only the first, from the list itself, names a standing."""

    kind: EventKind
    happened_on: date
    status: MembershipStatus | None = None


_SINCE_THE_LIST = {
    MembershipStatus.EXEMPTED: EventKind.EXEMPTED,
    MembershipStatus.TEMPORARILY_AWAY: EventKind.WENT_AWAY,
    MembershipStatus.SUSPENDED: EventKind.SUSPENDED,
    MembershipStatus.PROSECUTED: EventKind.PROSECUTED,
    MembershipStatus.PROBATIONARY_EXEMPTED: EventKind.EXEMPTED,
    MembershipStatus.PROBATIONARY_AWAY: EventKind.WENT_AWAY,
    MembershipStatus.PROBATIONARY_SUSPENDED: EventKind.SUSPENDED,
    MembershipStatus.PROBATIONARY_PROSECUTED: EventKind.PROSECUTED,
}


def taken_over(
    status: MembershipStatus,
    *,
    admitted_on: date,
    ceremony_on: date | None,
    official_on: date | None,
    list_day: date,
) -> tuple[TakenOver, ...]:
    """Return the events a list proves, oldest first.

    Dự bị runs from the ceremony (Điều lệ Đảng, Điều 5) or, if the list does not give it, from
    the decision to admit; chính thức from its own day. Any other standing is known only from the
    day of the list; before it the member was what they are beneath it. A day the list does not
    give is not guessed: the standing begins on the day of the list.
    """
    if status is MembershipStatus.TEMPORARY_GUEST:
        return (TakenOver(EventKind.ENROLLED, list_day, status),)
    since = official_on if is_official(status) else ceremony_on or admitted_on
    plain = MembershipStatus.OFFICIAL if is_official(status) else MembershipStatus.PROBATIONARY
    if status is plain:
        return (TakenOver(EventKind.ENROLLED, since or list_day, status),)
    if since is None or since >= list_day:
        return (TakenOver(EventKind.ENROLLED, list_day, status),)
    return (
        TakenOver(EventKind.ENROLLED, since, plain),
        TakenOver(_SINCE_THE_LIST[status], list_day),
    )
