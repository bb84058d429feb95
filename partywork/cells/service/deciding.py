"""Which votes of meetings decided on cells: they are kept by a package above this one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from partywork.cells.models import Organisation
from partywork.core.actor import Actor


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something was decided, in words; the page of that vote for who may see it."""

    words: str
    path: str


class Point(Protocol):
    """Writes that a decision on a cell, made on a day, was taken by a vote, if there was one."""

    def __call__(
        self,
        actor: Actor,
        cell: Organisation,
        vote_id: UUID | None,
        *,
        about: UUID,
        decided_on: date,
    ) -> None:
        """Refuse a vote that could not have decided."""


@dataclass(frozen=True, slots=True)
class MeetingVotes:
    """What the application knows of votes: which may decide on a cell, which decided on what.

    `offered` are those of the committees above a cell, each in words.
    """

    offered: Callable[[Actor, Organisation], list[tuple[UUID, str]]]
    point: Point
    forget: Callable[[UUID], None]
    origins: Callable[[Actor, Sequence[UUID]], Mapping[UUID, Origin]]


_known: list[MeetingVotes] = []


def name_votes(votes: MeetingVotes) -> None:
    """Learn from the application where votes of meetings are kept."""
    _known[:] = [votes]


def meeting_votes() -> MeetingVotes:
    """Return what the application knows of votes of meetings."""
    return _known[0]
