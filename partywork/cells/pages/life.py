"""Everything a record is made of, and what of it the picture of a life shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from partywork.cells.models import (
    Appointment,
    GroupPlace,
    Member,
    MemberEvent,
    Membership,
    Organisation,
)
from partywork.cells.pages.events import EventLine, counting
from partywork.cells.rules.timeline import Happening, Period, Shape, Tone, shape_of, tone_of
from partywork.cells.terms import EventKind, LeavingReason
from partywork.core import display

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a record is made of."""

    member: Member
    memberships: Sequence[Membership]
    appointments: Sequence[Appointment]
    events: Sequence[MemberEvent]
    cell: Organisation | None
    place: GroupPlace | None
    day: date

    @property
    def spells(self) -> tuple[tuple[date | None, LeavingReason | None], ...]:
        """The last day of each standing, if it ended, and why."""
        return tuple((one.ends_on, one.leaving_reason) for one in self.memberships)


_DAYS_OF_THE_REGISTER = (
    (EventKind.ADMISSION_DECIDED, "admitted_on"),
    (EventKind.ADMITTED, "ceremony_on"),
    (EventKind.CONFIRMED, "official_on"),
)


def happenings(facts: Facts) -> Iterable[Happening]:
    """Events that count, days taken over from a list, and offices."""
    events = counting(facts.events)
    kinds = {one.kind for one in events}
    for one in events:
        words = EventLine.words_of(one)
        if one.until_on is not None:
            words = f"{words}, đến hết {display.day(one.until_on)}"
        yield Happening(one.happened_on, words, shape_of(one.kind))
    for kind, name in _DAYS_OF_THE_REGISTER:
        day = getattr(facts.member, name)
        if day is not None and kind not in kinds:
            yield Happening(day, kind.label, Shape.STEP)
    for held in facts.appointments:
        words = f"{held.office.label}, {held.organisation.name_on(held.starts_on)}"
        yield Happening(held.starts_on, words, Shape.OFFICE)


def periods(facts: Facts) -> Iterable[Period]:
    """Yield every standing and every office, with the days between which it lasted."""
    yield from _before_the_register(facts)
    for one in facts.memberships:
        yield Period(one.starts_on, one.ends_on, one.status.label, tone_of(one.status))
    for held in facts.appointments:
        yield Period(held.starts_on, held.ends_on, held.office.label, Tone.OFFICE)


def _before_the_register(facts: Facts) -> Iterable[Period]:
    """Yield what the days of a list tell of the time before somebody was taken over from it."""
    member, first = facts.member, min((one.starts_on for one in facts.memberships), default=None)
    enrolled = any(one.kind is EventKind.ENROLLED for one in counting(facts.events))
    began, official = member.ceremony_on or member.admitted_on, member.official_on
    if not enrolled or first is None or began is None or began >= first:
        return
    confirmed = min(official or first, first)
    yield Period(began, confirmed - _DAY, "Dự bị, theo hồ sơ", Tone.TRIAL)
    if confirmed < first:
        yield Period(confirmed, first - _DAY, "Chính thức, theo hồ sơ", Tone.FULL)
