"""Badges and cards as lists and pages show them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from partywork.badges.models import BadgeNomination
from partywork.badges.rules.milestones import Lead, Prospect
from partywork.badges.rules.nominations import missing_papers
from partywork.badges.terms import CardAct, CardState, Ground, NominationStatus
from partywork.cells.models import Member, Organisation
from partywork.cells.terms import CardKind
from partywork.core import display

_TAGS = {
    NominationStatus.PROPOSED: "now",
    NominationStatus.SUBMITTED: "now",
    NominationStatus.AWARDED: "ok",
    NominationStatus.POSTPONED: "back",
}


def tag_of(nomination: BadgeNomination) -> tuple[str, str]:
    """The kind of tag and its words: how far the nomination is."""
    return _TAGS[nomination.status], nomination.status.label


@dataclass(frozen=True, slots=True)
class Line:
    """One member with one badge: computed («dự kiến») or already a nomination."""

    member_id: UUID
    full_name: str
    name_sort_key: str
    born_on: date
    cell_id: UUID
    cell: str
    party_age_from: date | None
    years: int
    reached_on: date
    ground: Ground
    batch_on: date | None
    tag: tuple[str, str]
    is_held: bool = False
    nomination_id: UUID | None = None
    status: NominationStatus | None = None
    is_ready: bool = False
    note: str = ""

    @classmethod
    def of(
        cls,
        member: Member,
        cell: Organisation,
        prospect: Prospect,
        nomination: BadgeNomination | None = None,
        *,
        note: str = "",
    ) -> "Line":
        """Take what is computed for a member of a cell, their nomination, and what to know."""
        return cls(
            member_id=member.id,
            full_name=member.full_name,
            name_sort_key=member.name_sort_key,
            born_on=member.born_on,
            cell_id=cell.id,
            cell=cell.name_at(nomination.awarded_on if nomination else None),
            party_age_from=member.party_age_from,
            years=prospect.years,
            reached_on=prospect.reached_on,
            ground=nomination.ground if nomination else prospect.ground,
            batch_on=nomination.batch_on if nomination else prospect.batch_on,
            tag=tag_of(nomination) if nomination else _tag_of_prospect(prospect),
            is_held=nomination is None and prospect.is_held,
            nomination_id=nomination.id if nomination else None,
            status=nomination.status if nomination else None,
            is_ready=nomination is not None
            and nomination.status is NominationStatus.PROPOSED
            and not missing_papers(nomination.ground, nomination.papers),
            note=note,
        )


def _tag_of_prospect(prospect: Prospect) -> tuple[str, str]:
    if prospect.needs_recognition:
        return "late", "Chờ công nhận tiến bộ"
    if prospect.held_until is not None:
        return "late", f"Xét lại từ {display.day(prospect.held_until)}"
    return "none", "Dự kiến"


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch with its people, by years and name, and the steps before it."""

    on: date
    lines: tuple[Line, ...]
    leads: tuple[Lead, ...]

    @property
    def by_years(self) -> tuple[tuple[int, int], ...]:
        """How many badges of how many years, most years first."""
        years = [line.years for line in self.lines]
        return tuple((one, years.count(one)) for one in sorted(set(years), reverse=True))

    def count(self, *statuses: NominationStatus | None) -> int:
        """How many stand at one of these states; `None` is «dự kiến»."""
        return sum(line.status in statuses for line in self.lines)

    @property
    def has_ready(self) -> bool:
        """Whether a tờ trình could be written: somebody proposed has every paper."""
        return any(line.is_ready for line in self.lines)

    def next_lead(self, today: date) -> Lead | None:
        """The step whose day comes next, today's included; none after the last."""
        return next((one for one in self.leads if one.due_on >= today), None)


@dataclass(frozen=True, slots=True)
class Overview:
    """The batches of the coming two years, and milestones passed without a badge on record.

    `past` are the batches before them that had nominations, the last one first.
    """

    batches: tuple[Batch, ...]
    past: tuple[Batch, ...]
    backlog: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class CardLine:
    """The card of an official member, how it stands, what may be recorded next."""

    member_id: UUID
    full_name: str
    cell: str
    number: str | None
    kind: CardKind | None
    issued_on: date | None
    state: CardState
    acts: tuple[CardAct, ...]

    @property
    def tag(self) -> tuple[str, str]:
        """The kind of tag and its words."""
        kinds = {CardState.NEW: "ok", CardState.LOST: "miss", CardState.MISSING: "miss"}
        return kinds.get(self.state, "late"), self.state.label
