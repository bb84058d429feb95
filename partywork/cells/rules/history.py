"""The life of a member as a sequence of events, and everything that follows from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from partywork.cells.terms import (
    CardKind,
    EventKind,
    JoiningReason,
    LeavingReason,
    MembershipStatus,
)


@dataclass(frozen=True, slots=True)
class Event:
    """What history needs of a recorded event; `sequence` is the order of recording."""

    key: UUID
    sequence: int
    kind: EventKind
    happened_on: date
    cell: UUID
    until_on: date | None = None
    decided_on: date | None = None
    document_number: str | None = None
    status: MembershipStatus | None = None
    other_cell: UUID | None = None
    corrects: UUID | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


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


@dataclass(frozen=True, slots=True)
class History:
    """What follows from the events of one member.

    `party_age_from` is the day Party age counts from, gaps already added.
    """

    spells: tuple[Spell, ...]
    admitted_on: date | None = None
    ceremony_on: date | None = None
    official_on: date | None = None
    party_age_from: date | None = None
    card_number: str | None = None
    card_issued_on: date | None = None
    card_kind: CardKind | None = None


def history_of(events: Iterable[Event], probation_months: int) -> History:
    """Follow a life from its first event; raises `RuleBroken` at the first impossible step."""
    raise NotImplementedError
