"""What each standing of a member allows, how large a cell must be, and how months are counted."""

import calendar
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from partywork.cells.terms import LeavingReason, MembershipStatus

# A row of standing that ended so, or into another standing, is followed by another one.
_STILL_IN_THE_PARTY = (None, LeavingReason.TRANSFERRED, LeavingReason.GUEST_LEFT)


class InRoll(Enum):
    """Whether a member belongs to the base of a vote."""

    ALWAYS = auto()
    IF_PRESENT = auto()
    NEVER = auto()


@dataclass(frozen=True, slots=True)
class Standing:
    """The rights and duties of a member that follow from the status alone."""

    may_attend: bool
    must_attend: bool
    may_vote: bool
    in_roll: InRoll
    in_statistics: bool
    is_official: bool


# Điều lệ Đảng, Điều 3; 24-QĐ/TW 9.3.2 (kept by 294-QĐ/TW); 232-QĐ/TW 6.3.2 for temporary guests.
_STANDINGS = {
    MembershipStatus.PROBATIONARY: Standing(True, True, False, InRoll.NEVER, True, False),
    MembershipStatus.OFFICIAL: Standing(True, True, True, InRoll.ALWAYS, True, True),
    MembershipStatus.EXEMPTED: Standing(True, False, True, InRoll.IF_PRESENT, True, True),
    MembershipStatus.TEMPORARILY_AWAY: Standing(True, False, True, InRoll.IF_PRESENT, True, True),
    MembershipStatus.TEMPORARY_GUEST: Standing(True, False, False, InRoll.NEVER, False, False),
    MembershipStatus.SUSPENDED: Standing(False, False, False, InRoll.NEVER, True, True),
    MembershipStatus.PROSECUTED: Standing(False, False, False, InRoll.NEVER, True, True),
    MembershipStatus.PROBATIONARY_EXEMPTED: Standing(True, False, False, InRoll.NEVER, True, False),
    MembershipStatus.PROBATIONARY_AWAY: Standing(True, False, False, InRoll.NEVER, True, False),
    MembershipStatus.PROBATIONARY_SUSPENDED: Standing(
        False, False, False, InRoll.NEVER, True, False
    ),
    MembershipStatus.PROBATIONARY_PROSECUTED: Standing(
        False, False, False, InRoll.NEVER, True, False
    ),
}


def standing(status: MembershipStatus) -> Standing:
    """Return what the status allows and demands."""
    return _STANDINGS[status]


def may_attend(status: MembershipStatus) -> bool:
    """Suspended and prosecuted members do not take part in Party life."""
    return _STANDINGS[status].may_attend


def offices_rest(statuses: Iterable[MembershipStatus]) -> bool:
    """Say whether somebody with these standings may not exercise any office of the Party.

    Who is suspended, prosecuted or detained takes no part in Party life (296-QĐ/TW, as quoted):
    the office stays theirs until a decision ends it, its rights rest meanwhile.
    """
    return any(not may_attend(status) for status in statuses)


def must_attend(status: MembershipStatus) -> bool:
    """Official and probationary members must come; exempted, away, guests and suspended need not.

    These people are the denominator of the attendance rate.
    """
    return _STANDINGS[status].must_attend


def may_vote(status: MembershipStatus) -> bool:
    """Only official members vote, exempted and temporarily away ones too when they have come.

    Probationary members have every right of Điều 3 of the Điều lệ but voting and election;
    temporary guests vote in their own cell.
    """
    return _STANDINGS[status].may_vote


def counts_in_roll(status: MembershipStatus, present: bool) -> bool:
    """Official members count always, exempted and temporarily away only if present, others never.

    24-QĐ/TW 9.3.2.
    """
    in_roll = _STANDINGS[status].in_roll
    return in_roll is InRoll.ALWAYS or (in_roll is InRoll.IF_PRESENT and present)


def is_in_statistics(status: MembershipStatus) -> bool:
    """Everybody belongs to the numbers of the own cell; a temporary guest to those of another."""
    return _STANDINGS[status].in_statistics


def is_official(status: MembershipStatus) -> bool:
    """Say whether the standing is that of an official member, suspended or away ones included."""
    return _STANDINGS[status].is_official


def is_probationary(status: MembershipStatus) -> bool:
    """Say whether the standing is that of a probationary member, whatever befell them."""
    return is_in_statistics(status) and not is_official(status)


def is_exempted(status: MembershipStatus) -> bool:
    """Say whether the member need not come because the cell exempted or excused them."""
    return status in (MembershipStatus.EXEMPTED, MembershipStatus.PROBATIONARY_EXEMPTED)


def is_away(status: MembershipStatus) -> bool:
    """Say whether the member lives for a time in another cell and is not absent here."""
    return status in (MembershipStatus.TEMPORARILY_AWAY, MembershipStatus.PROBATIONARY_AWAY)


def count_official(statuses: Collection[MembershipStatus]) -> int:
    """Count the members who are not probationary; only they matter for thresholds of size."""
    return sum(map(is_official, statuses))


@dataclass(frozen=True, slots=True)
class SizeLimits:
    """The thresholds of a cell's size, read from provisions."""

    minimum: int
    committee_minimum: int
    committee_maximum: int
    deputies_maximum: int


@dataclass(frozen=True, slots=True)
class SizeNotice:
    """What the size of a cell calls for; grave when the cell cannot go on as it is."""

    text: str
    is_grave: bool = False


def check_cell_size(
    official: int, *, committee_members: int, deputies: int, limits: SizeLimits
) -> tuple[SizeNotice, ...]:
    """Compare the official members and who is elected to lead them with the thresholds.

    At least 3 official members form a cell and 9 elect a cell committee (Điều lệ Đảng, Điều 21.2
    and 24.4); probationary members do not count. A smaller cell has one phó bí thư at most (Điều
    24.4), one with a committee likewise (29-QĐ/TW 2016, mục 22, as quoted). Nothing is refused:
    people decide what to do.
    """
    notices = []
    if official < limits.minimum:
        notices.append(
            SizeNotice(
                f"Chi bộ có {official} đảng viên chính thức, dưới mức tối thiểu "
                f"{limits.minimum}: không đủ điều kiện duy trì chi bộ, cần báo cáo Đảng ủy.",
                is_grave=True,
            )
        )
    if committee_members == 0 and official >= limits.committee_minimum:
        notices.append(
            SizeNotice(f"Chi bộ có {official} đảng viên chính thức: đủ điều kiện bầu chi ủy.")
        )
    if committee_members > 0 and official < limits.committee_minimum:
        notices.append(
            SizeNotice(
                f"Chi bộ có {official} đảng viên chính thức, dưới {limits.committee_minimum}: "
                "không lập chi ủy, chỉ bầu bí thư và nếu cần một phó bí thư."
            )
        )
    if committee_members > limits.committee_maximum:
        notices.append(
            SizeNotice(
                f"Chi ủy có {committee_members} đồng chí, quá số tối đa {limits.committee_maximum}."
            )
        )
    if deputies > limits.deputies_maximum:
        notices.append(
            SizeNotice(
                f"Chi bộ có {deputies} phó bí thư, quá số tối đa {limits.deputies_maximum}: hãy "
                "xem lại quyết định, ghi thôi giữ chức hoặc thu hồi việc ghi sai."
            )
        )
    return tuple(notices)


def add_months(day: date, months: int) -> date:
    """Return the same day `months` later, or the last day of that month when it has no such day.

    Twelve months from 29/02/2024 end on 28/02/2025.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True)
class Probation:
    """How many months a probation lasts, and how it ends where a month has no such day."""

    months: int
    ends_in_month: bool

    def ends_on(self, begun_on: date) -> date:
        """Return the day from which somebody is official (Điều lệ Đảng, Điều 5).

        The texts do not say how twelve months from 29/02 end: on the last day of the month, or,
        where the office decides so, on the first day of the next one (T12).
        """
        ends_on = add_months(begun_on, self.months)
        has_day = ends_on.day == begun_on.day
        return ends_on if has_day or self.ends_in_month else ends_on + timedelta(days=1)


def full_years(from_day: date, on_day: date) -> int:
    """Return the whole years from one day to another, as Party age is counted; never negative.

    Party age runs from the day of the decision to admit (208-QĐ/TW, as quoted).
    """
    years = on_day.year - from_day.year
    if add_months(from_day, 12 * years) > on_day:
        years -= 1
    return max(years, 0)


def party_age_until(spells: Iterable[tuple[date | None, LeavingReason | None]], day: date) -> date:
    """Return the day to which Party age counts: it ends with the Party life, not with a transfer.

    A spell is the last day of a row of standing, if it ended, and why. Who died or left the Party
    gains no years from then on (208-QĐ/TW, as quoted: years in the Party).
    """
    last_day, reason = max(spells, key=lambda one: one[0] or date.max, default=(None, None))
    if last_day is None or reason in _STILL_IN_THE_PARTY:
        return day
    return min(day, last_day + timedelta(days=1))


def mask(value: str, keep: int = 3) -> str:
    """Hide a personal number but for its last `keep` characters; hide all of a short one."""
    if len(value) <= keep:
        return "•" * len(value)
    return "•" * (len(value) - keep) + value[len(value) - keep :]


def mask_email(value: str) -> str:
    """Hide who an address of mail belongs to, keep its domain; hide all of what has none."""
    _name, at, domain = value.rpartition("@")
    return f"•••@{domain}" if at else "•••"


def mask_address(value: str) -> str:
    """Hide an address but for its last part, the province or city; hide all of a single part."""
    _house, comma, last = value.rpartition(",")
    return f"•••, {last.strip()}" if comma else "•••"
