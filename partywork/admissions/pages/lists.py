"""The pipeline of prospects, the list of probations and the page of one prospect."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from partywork.admissions.models import Procedure, Prospect
from partywork.admissions.rules.clocks import ProbationClock, missing_reviews
from partywork.admissions.terms import (
    OPEN_STAGES,
    ContactField,
    ProcedureState,
    ProspectStage,
    VoteOutcome,
)
from partywork.cells.rules.membership import mask, mask_address
from partywork.core.display import day as on_screen


@dataclass(frozen=True, slots=True)
class ProspectCard:
    """A prospect in a column of the pipeline."""

    prospect_id: UUID
    full_name: str
    cell: str
    helpers: str
    listed_on: date
    needs_review: bool

    @classmethod
    def of(
        cls, prospect: Prospect, last_review: date | None, today: date, months: int
    ) -> "ProspectCard":
        """Take what a card shows; organisation and helpers are loaded."""
        return cls(
            prospect_id=prospect.id,
            full_name=prospect.full_name,
            cell=prospect.organisation.name_at(prospect.closed_on),
            helpers=helpers_of(prospect),
            listed_on=prospect.listed_on,
            needs_review=missing_reviews(last_review, prospect.listed_on, today, months),
        )


def helpers_of(prospect: Prospect) -> str:
    """Return the names of those who help, joined."""
    people = (prospect.helper, prospect.second_helper)
    return ", ".join(one.full_name for one in people if one is not None)


@dataclass(frozen=True, slots=True)
class Column:
    """One stage of the pipeline with who stands in it."""

    stage: ProspectStage
    cards: tuple[ProspectCard, ...]


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The pipeline in its columns, and how many were admitted or dropped this year."""

    columns: tuple[Column, ...]
    admitted: int
    dropped: int

    @property
    def total(self) -> int:
        """Everybody in the columns."""
        return sum(len(column.cards) for column in self.columns)


def pipeline_of(
    cards: Iterable[tuple[ProspectStage, ProspectCard]], *, admitted: int, dropped: int
) -> Pipeline:
    """Put the cards into their columns, in the order of the way."""
    found: dict[ProspectStage, list[ProspectCard]] = {stage: [] for stage in OPEN_STAGES}
    for stage, card in cards:
        found[stage].append(card)
    columns = tuple(Column(stage, tuple(held)) for stage, held in found.items())
    return Pipeline(columns, admitted, dropped)


def contacts_of(prospect: Prospect) -> tuple[tuple[ContactField, str], ...]:
    """Return the sealed fields masked, those that are there."""
    masked = {
        ContactField.PHONE: mask(prospect.phone or ""),
        ContactField.EMAIL: mask(prospect.email or "", 0),
        ContactField.RESIDENCE: mask_address(prospect.residence) if prospect.residence else "",
        ContactField.CITIZEN_ID: mask(prospect.citizen_id or ""),
    }
    return tuple((field, shown) for field, shown in masked.items() if shown)


@dataclass(frozen=True, slots=True)
class ProbationLine:
    """A probationary member in the list, with their days and how far the file is."""

    member_id: UUID
    full_name: str
    cell: str
    clock: ProbationClock | None
    procedure_id: UUID | None
    state: ProcedureState | None
    is_late_meeting: bool
    may_mend: bool
    today: date

    @property
    def days_left(self) -> int:
        """Days until T; negative afterwards."""
        return (self.clock.official_on - self.today).days if self.clock else 0

    @property
    def tag(self) -> tuple[str, str]:
        """The kind of tag and its words."""
        if self.clock is None:
            return "late", "Thiếu ngày kết nạp"
        if self.state is not None and self.state is not ProcedureState.PREPARING:
            return "now", self.state.label
        if self.today > self.clock.review_until:
            late = (self.today - self.clock.review_until).days
            return "miss", f"Quá hạn xét {late} ngày"
        if self.days_left <= 0:
            return "late", f"Xét trước {on_screen(self.clock.review_until)}"
        return ("now" if self.procedure_id else "none"), f"Còn {self.days_left} ngày"


def last_vote_is_late(procedure: Procedure) -> bool:
    """Tell whether the cell agreed only after its time; votes are loaded."""
    return any(one.is_late for one in procedure.votes if one.outcome is not VoteOutcome.BELOW)
