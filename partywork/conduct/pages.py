"""Commendations, discipline and registers as lists, pages and papers show them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from partywork.cells.models import MemberEvent, Membership
from partywork.cells.terms import (
    CommendationForm,
    CommendationLevel,
    DisciplineForm,
    EventKind,
    OwnPage,
)
from partywork.conduct.models import ResidenceDuty, YearlyCommitment
from partywork.conduct.terms import DecidedBy, PromptReason
from partywork.core import display
from partywork.core.terms import Term
from partywork.documents.pages import Heading


def _label(kind: type[Term], value: object) -> str:
    """Return the words of a detail; what was entered elsewhere in other words stays as it is."""
    return kind(str(value)).label if value in set(kind) else str(value or "")


@dataclass(frozen=True, slots=True)
class Entry:
    """A commendation, a discipline or a suspension as the registers tell it: never the case.

    `is_of_this_book` says that it was recorded here, not written down afterwards elsewhere.
    """

    event_id: UUID
    member_id: UUID
    full_name: str
    cell: str
    kind: EventKind
    words: str
    happened_on: date
    number: str
    decided_on: date | None
    body: str
    kept_at: str
    decided_by: str
    vote: str
    is_of_this_book: bool

    @classmethod
    def of(cls, event: MemberEvent) -> "Entry":
        """Read an event whose member and cell are loaded."""
        return cls(
            event_id=event.id,
            member_id=event.member_id,
            full_name=event.member.full_name,
            cell=event.organisation.name_on(event.happened_on),
            kind=event.kind,
            words=_words_of(event),
            happened_on=event.happened_on,
            number=event.document_number or "",
            decided_on=event.decided_on,
            body=event.deciding_body or "",
            kept_at=str(event.details.get("kept_at", "")),
            decided_by=_label(DecidedBy, event.details.get("decided_by")),
            vote=_vote_of(event),
            is_of_this_book=event.origin is OwnPage.CONDUCT,
        )


def _words_of(event: MemberEvent) -> str:
    details = event.details
    if event.kind is EventKind.DISCIPLINED:
        return _label(DisciplineForm, details.get("form"))
    if event.kind is EventKind.COMMENDED:
        words = (
            _label(CommendationForm, details.get("form")),
            _label(CommendationLevel, details.get("level")),
        )
        return ", ".join(word for word in words if word)
    return event.kind.label


def _vote_of(event: MemberEvent) -> str:
    details = event.details
    if "roll" not in details:
        return ""
    held_on = display.day(date.fromisoformat(details["voted_on"]))
    return f"{details['in_favour']}/{details['roll']} tán thành, ngày {held_on}"


@dataclass(frozen=True, slots=True)
class ResidenceLine:
    """One member in the register of residence duty of a year."""

    member_id: UUID
    full_name: str
    cell: str
    duty: ResidenceDuty | None

    @classmethod
    def of(cls, standing: Membership, duty: ResidenceDuty | None) -> "ResidenceLine":
        """Join a member of a cell with what the year's register says."""
        return cls(standing.member_id, standing.member.full_name, standing.organisation.name, duty)

    @property
    def tag(self) -> tuple[str, str]:
        """The kind of tag and its words."""
        if self.duty is None or (self.duty.asked_on is None and self.duty.received_on is None):
            return "none", "Chưa đề nghị nhận xét"
        if self.duty.received_on is None:
            return "late", "Chờ phiếu nhận xét"
        return "ok", "Đã có nhận xét"


@dataclass(frozen=True, slots=True)
class CommitmentLine:
    """One member in the register of commitments of a year."""

    member_id: UUID
    full_name: str
    commitment: YearlyCommitment | None

    @classmethod
    def of(cls, standing: Membership, commitment: YearlyCommitment | None) -> "CommitmentLine":
        """Join a member of a cell with the commitment of the year."""
        return cls(standing.member_id, standing.member.full_name, commitment)


@dataclass(frozen=True, slots=True)
class PromptLine:
    """A member the cell is asked to consider, why, and the months behind it."""

    member_id: UUID
    full_name: str
    name_sort_key: str
    cell: str
    reason: PromptReason
    months: str


@dataclass(frozen=True, slots=True)
class ResidenceForm:
    """A phiếu nhận xét for one member, to be filled in by hand at the place of residence."""

    full_name: str
    born_on: date
    cell: str


@dataclass(frozen=True, slots=True)
class ResidenceFormsPage:
    """The forms of a cell for a year, one member a sheet."""

    heading: Heading
    year: int
    people: tuple[ResidenceForm, ...]
