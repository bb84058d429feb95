"""How the events of a life read in a list: what happened, by which decision, who wrote it down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from partywork.cells.models import MemberEvent
from partywork.cells.rules.event_fields import ASKED, ELSEWHERE, details_in_words
from partywork.cells.terms import OWN_PAGES, EventKind, OwnPage


def counting(events: Sequence[MemberEvent]) -> list[MemberEvent]:
    """Return the events that still count: corrected, voided and voiding ones left out."""
    mended = {one.corrects_id for one in events}
    return [one for one in events if one.id not in mended and one.kind is not EventKind.VOIDED]


def cell_named(event: MemberEvent) -> str:
    """Return the name of the cell of an event then; of a paper of elsewhere, the one it names."""
    if event.details.get(ELSEWHERE):
        return str(event.details.get("cell_then", ""))
    return event.organisation.name_on(event.happened_on)


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event in the list; what was mended is struck through and stays.

    `origin` is the page that recorded it and alone undoes it; `is_retold` says that it was written
    down afterwards, past the page it has now.
    """

    event_id: UUID
    words: str
    happened_on: date
    until_on: date | None
    place: str
    decision: str
    has_paper: bool
    recorded_by: str
    recorded_at: datetime
    is_struck: bool
    is_correction: bool
    may_be_mended: bool
    origin: OwnPage | None
    is_retold: bool
    note: str = ""

    @classmethod
    def of(
        cls, event: MemberEvent, events: Sequence[MemberEvent], *, with_note: bool = False
    ) -> "EventLine":
        """Take what the list shows of an event among all of its member."""
        is_struck = any(one.corrects_id == event.id for one in events)
        return cls(
            event_id=event.id,
            words=cls.words_of(event),
            happened_on=event.happened_on,
            until_on=event.until_on,
            place=cell_named(event),
            decision=_decision(event),
            has_paper=event.has_paper,
            recorded_by=event.recorded_by,
            recorded_at=event.created_at,
            is_struck=is_struck,
            is_correction=event.corrects_id is not None,
            may_be_mended=not is_struck and event.kind in ASKED,
            origin=event.origin,
            is_retold=event.kind in OWN_PAGES and event.origin is None,
            note=(event.note or "") if with_note else "",
        )

    @staticmethod
    def words_of(event: MemberEvent) -> str:
        """Return what happened with its details, and where to or from where."""
        words = event.kind.label
        details = details_in_words(event.kind, event.details)
        other = event.other_organisation
        place = event.other_place if other is None else other.name_on(event.happened_on)
        return ": ".join(part for part in (words, details or place) if part)


def _decision(event: MemberEvent) -> str:
    day = f"ngày {event.decided_on:%d/%m/%Y}" if event.decided_on else ""
    parts = (event.document_number or "", day, event.deciding_body or "")
    return ", ".join(part for part in parts if part)
