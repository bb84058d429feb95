"""Where a member stands while their events are followed one by one, and the standings behind."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import Enum, auto
from typing import Any
from uuid import UUID

from partywork.cells.rules.history.events import Event
from partywork.cells.terms import (
    CardKind,
    EventKind,
    JoiningReason,
    LeavingReason,
    MembershipStatus,
)
from partywork.core.errors import RuleBroken

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Spell:
    """A standing in one cell, both days included; an open end means until now."""

    cell: UUID
    status: MembershipStatus
    starts_on: date
    ends_on: date | None
    joining_reason: JoiningReason | None = None
    leaving_reason: LeavingReason | None = None
    document_number: str | None = None


class Stage(Enum):
    """Where a person is on the way through the Party, seen from this Đảng bộ."""

    UNKNOWN = auto()
    DECIDED = auto()
    MEMBER = auto()
    LEFT = auto()
    DEAD = auto()


class Leave(Enum):
    """Why a member need not come to the own cell."""

    EXEMPTED = auto()
    EXCUSED = auto()
    AWAY = auto()


# Dự bị and chính thức stay apart whatever befalls a member (Điều lệ Đảng, Điều 5).
_PROBATIONARY_AS = {
    MembershipStatus.OFFICIAL: MembershipStatus.PROBATIONARY,
    MembershipStatus.EXEMPTED: MembershipStatus.PROBATIONARY_EXEMPTED,
    MembershipStatus.TEMPORARILY_AWAY: MembershipStatus.PROBATIONARY_AWAY,
    MembershipStatus.SUSPENDED: MembershipStatus.PROBATIONARY_SUSPENDED,
    MembershipStatus.PROSECUTED: MembershipStatus.PROBATIONARY_PROSECUTED,
}


@dataclass(frozen=True, slots=True)
class Given:
    """A badge or a card, with the days of the Party that were known when it was given.

    One older than what brought the member here is `is_older`: its days are those that become
    known first.
    """

    event: Event
    is_older: bool
    party_age_from: date | None
    official_on: date | None


@dataclass(slots=True)
class Life:
    """What is known after the events followed so far.

    `first_party_age_from` and `first_official_on` are the days that became known first, and
    `came_probationary` tells how a member stood on the first day here. `listed_on` is the day from
    which a list counts the person. `former` is the standing
    from which a member turned to the present one, nothing where they came to us with it.
    `papers` wait for what brings the person here, `misplaced` are facts recorded before in a cell
    that was not theirs, each with the right one, `contradicting` events cannot stand in theirs.
    """

    is_taken_over: bool
    is_readmitted: bool = False
    newest: UUID | None = None
    in_party_since: date | None = None
    is_known: bool = False
    stage: Stage = Stage.UNKNOWN
    cell: UUID | None = None
    is_official: bool = False
    listed_on: date | None = None
    leave: Leave | None = None
    excused_until: date | None = None
    is_suspended: bool = False
    is_prosecuted: bool = False
    left_on: date | None = None
    left_by: EventKind | None = None

    spells: list[Spell] = field(default_factory=list)
    home: Spell | None = None
    former: Spell | None = None
    guest: Spell | None = None

    admitted_on: date | None = None
    ceremony_on: date | None = None
    official_on: date | None = None
    party_age_from: date | None = None
    card_number: str | None = None
    card_issued_on: date | None = None
    card_kind: CardKind | None = None
    holds_card: bool = False
    badges: set[int] = field(default_factory=set)
    given: list[Given] = field(default_factory=list)
    complaints: list[tuple[Event, RuleBroken]] = field(default_factory=list)
    papers: list[Event] = field(default_factory=list)
    misplaced: list[tuple[Event, UUID]] = field(default_factory=list)
    contradicting: list[Event] = field(default_factory=list)
    first_party_age_from: date | None = None
    first_official_on: date | None = None
    came_probationary: bool = False
    disciplines: int = 0
    readmissions: int = 0
    full_name: str | None = None

    @property
    def status(self) -> MembershipStatus:
        """The standing that follows; what weighs more covers what weighs less."""
        if self.is_prosecuted:
            status = MembershipStatus.PROSECUTED
        elif self.is_suspended:
            status = MembershipStatus.SUSPENDED
        elif self.leave is Leave.AWAY:
            status = MembershipStatus.TEMPORARILY_AWAY
        elif self.leave is not None:
            status = MembershipStatus.EXEMPTED
        else:
            status = MembershipStatus.OFFICIAL
        return status if self.is_official else _PROBATIONARY_AS[status]

    @contextmanager
    def noting(self, event: Event) -> Iterator[None]:
        """Note instead of refusing at once: what stood before the rule was asked goes on."""
        try:
            yield
        except RuleBroken as refusal:
            self.complaints.append((event, refusal))

    @property
    def is_only_guest(self) -> bool:
        """Say whether the person belongs to a cell elsewhere and is a guest in one of ours."""
        return self.guest is not None and self.stage is not Stage.MEMBER

    def set_standing(self, status: MembershipStatus) -> None:
        """Take over a standing as a list or the papers of another Đảng bộ name it."""
        self.is_official = status not in _PROBATIONARY_AS.values()
        by_official = {one: official for official, one in _PROBATIONARY_AS.items()}
        match by_official.get(status, status):
            case MembershipStatus.EXEMPTED:
                self.leave = Leave.EXEMPTED
            case MembershipStatus.TEMPORARILY_AWAY:
                self.leave = Leave.AWAY
            case MembershipStatus.SUSPENDED:
                self.is_suspended = True
            case MembershipStatus.PROSECUTED:
                self.is_prosecuted = True

    def begin(self, event: Event, reason: JoiningReason | None) -> None:
        """Let the person belong to the cell of the event from its day on."""
        self.stage = Stage.MEMBER
        self.cell = event.cell
        self.former = None
        self.home = Spell(
            event.cell,
            self.status,
            event.happened_on,
            None,
            joining_reason=reason,
            document_number=event.document_number,
        )

    def turn(self, day: date, document_number: str | None = None) -> None:
        """Let the present standing in the present cell count from a day on.

        Of several turns on one day only what is true at its end counts: whoever was here the day
        before comes from where they were then, whoever was not comes for the reason of that day.
        """
        home = self.home
        if home is None or self.cell is None:
            return
        if home.status is self.status and home.cell == self.cell:
            return
        before = home if home.starts_on < day else self._reopened()
        has_moved = before is not None and before.cell != self.cell
        if before is None:
            reason = home.joining_reason
        elif before.status is self.status and not has_moved:
            self.home = before
            return
        else:
            reason = JoiningReason.TRANSFERRED if has_moved else None
            leaving = LeavingReason.TRANSFERRED if has_moved else None
            self.spells.append(replace(before, ends_on=day - _DAY, leaving_reason=leaving))
        self.former = before
        self.home = Spell(
            self.cell,
            self.status,
            day,
            None,
            joining_reason=reason,
            document_number=document_number,
        )

    def _reopened(self) -> Spell | None:
        """Take back the turn by which the present standing began, and return the one before it."""
        before, self.former = self.former, None
        if before is not None:
            was = (before.cell, before.status, before.starts_on)
            self.spells = [
                one for one in self.spells if (one.cell, one.status, one.starts_on) != was
            ]
        return before

    def welcome(self, cell: UUID, event: Event) -> None:
        """Let the person be a temporary guest of a cell from the day of the event on."""
        self.guest = Spell(
            cell,
            MembershipStatus.TEMPORARY_GUEST,
            event.happened_on,
            None,
            document_number=event.document_number,
        )

    def see_off(self, day: date, reason: LeavingReason = LeavingReason.GUEST_LEFT) -> None:
        """End the temporary stay in one of our cells, if there is one, with the day before."""
        if self.guest is not None and self.guest.starts_on < day:
            self.spells.append(replace(self.guest, ends_on=day - _DAY, leaving_reason=reason))
        self.guest = None

    def end(self, event: Event, reason: LeavingReason) -> None:
        """End the life here: the last day is the one before, but never before the first.

        Who leaves the Party gives the card back; it goes along to another Đảng bộ.
        """
        self.see_off(event.happened_on, reason if self.home is None else LeavingReason.GUEST_LEFT)
        if self.home is not None:
            last = max(event.happened_on - _DAY, self.home.starts_on)
            self.spells.append(replace(self.home, ends_on=last, leaving_reason=reason))
        self.home = None
        self.left_on = event.happened_on
        self.left_by = event.kind
        self.leave = None
        self.excused_until = None
        self.is_suspended = self.is_prosecuted = False
        self.holds_card = self.holds_card and reason is LeavingReason.TRANSFERRED

    def keep_given(self, event: Event) -> None:
        """Keep a badge or a card, to be held against the days of the Party when all are known.

        Of a former time in the Party before a readmission elsewhere no record here tells the days.
        """
        if self.is_known or not self.is_readmitted:
            days = (self.party_age_from, self.official_on)
            self.given.append(Given(event, not self.is_known, *days))

    def note_first_days(self) -> None:
        """Keep what became known first: Party age may begin later after a gap."""
        if not self.is_known:
            self.came_probationary = self.home is not None and not self.is_official
        self.first_party_age_from = self.first_party_age_from or self.party_age_from
        self.first_official_on = self.first_official_on or self.official_on
        self.is_known = True

    def reach(self, day: date) -> None:
        """Let a leave that was given until a day end by itself before `day`."""
        until = self.excused_until
        if until is not None and until < day:
            self.leave = None
            self.excused_until = None
            self.turn(until + _DAY)

    def all_spells(self) -> tuple[Spell, ...]:
        """Return every standing so far, oldest first, the open ones with an open end."""
        present = [one for one in (self.home, self.guest) if one is not None]
        return tuple(sorted([*self.spells, *present], key=lambda one: (one.starts_on, one.cell)))


def day_in(details: Mapping[str, Any], name: str) -> date | None:
    """Return a day kept in the details of an event, if it is there."""
    text = details.get(name)
    return date.fromisoformat(text) if text else None
