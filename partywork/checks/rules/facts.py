"""The plain rows a check looks at, and what it finds."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from partywork.cells.terms import EventKind, MembershipStatus, OfficeTitle, Sex
from partywork.checks.terms import OF_CARDS, CheckKind


@dataclass(frozen=True, slots=True)
class Person:
    """What the checks need of a member; `status` and `cell` are those of today, if any.

    `phone_key` is equal for equal numbers and tells nothing else. `has_left` says that the last
    standing ended for a recorded reason, `keeps_card` that they left the Party and did not give
    the card back, `is_awaited` that the ceremony is still to come,
    `is_taken_over` that a list or papers brought them, `has_later_card` that a card was given here.
    """

    key: UUID
    full_name: str
    folded_name: str
    born_on: date
    sex: Sex
    citizen_id: str | None = None
    phone_key: str | None = None
    card_number: str | None = None
    admitted_on: date | None = None
    ceremony_on: date | None = None
    official_on: date | None = None
    party_age_from: date | None = None
    card_issued_on: date | None = None
    cell: UUID | None = None
    cell_name: str = ""
    status: MembershipStatus | None = None
    has_left: bool = False
    keeps_card: bool = False
    is_awaited: bool = False
    is_taken_over: bool = False
    has_later_card: bool = False
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, perhaps one that works no more."""

    key: UUID
    name: str
    is_dissolved: bool = False


@dataclass(frozen=True, slots=True)
class Office:
    """Who holds which office of which organisation today; `is_of_cell` for offices of cells."""

    member: UUID
    title: OfficeTitle
    organisation: UUID
    organisation_name: str
    is_of_cell: bool


@dataclass(frozen=True, slots=True)
class Happening:
    """An event of a member."""

    member: UUID
    kind: EventKind
    happened_on: date


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake: of which kind, about whom or which cell, in words.

    `organisation` is where an office is to be mended, if not in the cell; `is_proved` that what
    papers prove of somebody taken over tells it, no later event; `other` whose record seems the
    same person's, in `other_cell`.
    """

    kind: CheckKind
    words: str
    member: UUID | None = None
    name: str = ""
    cell: UUID | None = None
    cell_name: str = ""
    organisation: UUID | None = None
    is_proved: bool = False
    other: UUID | None = None
    other_cell: UUID | None = None


def about(person: Person, kind: CheckKind, words: str, organisation: UUID | None = None) -> Finding:
    """Return a finding about a member."""
    is_of_card = kind in OF_CARDS
    return Finding(
        kind,
        words,
        person.key,
        person.full_name,
        person.cell,
        person.cell_name,
        organisation,
        is_proved=person.is_taken_over and not (is_of_card and person.has_later_card),
    )
