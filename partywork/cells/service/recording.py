"""The pages of events: what may be recorded of a member now, recording it, mending it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from partywork.cells import policy
from partywork.cells.models import Member, MemberEvent, Organisation
from partywork.cells.pages.events import EventLine, counting
from partywork.cells.rules.event_fields import (
    ASKED,
    CHAPTERS,
    ELSEWHERE,
    EventField,
    given_in,
    milestones_in,
)
from partywork.cells.rules.history import FACTS, PAPERS
from partywork.cells.rules.own_pages import check_retold, own_page_of
from partywork.cells.service import ended_offices, events, lives, members
from partywork.cells.service.events import NewEvent
from partywork.cells.service.telling import Told
from partywork.cells.terms import EventKind, MembershipStatus, OrganisationKind, OwnPage
from partywork.core import clock, display
from partywork.core.actor import Actor, system
from partywork.core.db import db
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken, require
from partywork.core.needed import check_needed
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey

# The field of a refusal about what one kind has besides.
_DETAILS = "details"
_NOT_YOURS = (
    "Sự kiện này do tổ chức của văn phòng Đảng ủy ghi; bí thư, phó bí thư chi bộ ghi việc chi bộ "
    "tự quyết định. Không ai ghi sự kiện của chính mình."
)
_STAYS = (EventKind.WENT_AWAY, EventKind.CAME_AS_GUEST)
# How a list names somebody who is away for a time or here for a time.
_AWAY = (
    MembershipStatus.TEMPORARILY_AWAY,
    MembershipStatus.PROBATIONARY_AWAY,
    MembershipStatus.TEMPORARY_GUEST,
)


@dataclass(frozen=True, slots=True)
class Possible:
    """A kind of event the actor may record, and why it cannot be now, if so."""

    kind: EventKind
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be recorded of a member, by chapter.

    `pages` have what is recorded elsewhere from `record_since` on, `retold` what of it may still
    be written down here for an earlier day.
    """

    member: Member
    record_since: date
    chapters: tuple[tuple[str, tuple[Possible, ...]], ...]
    pages: tuple[tuple[OwnPage, tuple[EventKind, ...]], ...]
    retold: tuple[tuple[str, tuple[EventKind, ...]], ...]


@dataclass(frozen=True, slots=True)
class Recording:
    """What the form of an event needs: the member, their cell, what may be chosen.

    `page` is where such an event is recorded from `record_since` on, if not here.
    """

    member: Member
    cell: Organisation
    cells: tuple[tuple[UUID, str], ...]
    milestones: tuple[int, ...]
    page: OwnPage | None
    record_since: date


@dataclass(frozen=True, slots=True)
class Mending:
    """An event to be corrected or voided, with its form's present words."""

    recording: Recording
    event: MemberEvent
    line: EventLine

    @property
    def shown(self) -> dict[str, Any]:
        """What the form shows first."""
        event = self.event
        common = {
            "happened_on": event.happened_on,
            "until_on": event.until_on,
            "document_number": event.document_number,
            "decided_on": event.decided_on,
            "deciding_body": event.deciding_body,
            "other_place": event.other_place,
            "cell_id": str(event.organisation_id),
            "other_organisation_id": str(event.other_organisation_id or ""),
            "has_paper": event.has_paper,
        }
        details = given_in(event.kind, event.details)
        return common | {field.value: str(value or "") for field, value in details.items()}


def for_choosing(actor: Actor, member_id: UUID) -> Choices:
    """Return the kinds of event the actor may record of a member, each with what stands in the way.

    What stands in the way is asked of the rules themselves, as if it happened today.
    """
    member, cell = _member(actor, member_id)
    happened = counting(lives.events_of(member_id, actor.day))
    since = record_since(member)
    was_here = any(one.happened_on < since for one in happened if one.kind not in FACTS)
    untold = FACTS | (PAPERS - {one.kind for one in happened})
    chapters, retold = [], []
    pages: dict[OwnPage, list[EventKind]] = {}
    for chapter, kinds in CHAPTERS.items():
        here, before = [], []
        for kind in kinds:
            if not policy.may_record_event(actor, cell, kind, member_id):
                continue
            page = _page_of(kind, happened)
            if page is None:
                here.append(Possible(kind, _why_not(actor, member, cell, kind)))
            else:
                before += [kind] if was_here or kind in untold else []
                pages.setdefault(page, []).append(kind)
        chapters += [(chapter, tuple(here))] if here else []
        retold += [(chapter, tuple(before))] if before else []
    require(bool(chapters), _NOT_YOURS)
    return Choices(
        member=member,
        record_since=since,
        chapters=tuple(chapters),
        pages=tuple((page, tuple(kinds)) for page, kinds in pages.items()),
        retold=tuple(retold),
    )


def record_since(member: Member) -> date:
    """Return the day from which the record of a member is in the system."""
    return clock.day_of(member.created_at)


def _page_of(kind: EventKind, happened: list[MemberEvent]) -> OwnPage | None:
    stays = [one for one in happened if one.kind in _STAYS or one.status in _AWAY]
    newest = max(stays, key=lambda one: one.happened_on, default=None)
    of_a_list = newest is not None and newest.origin is None
    return own_page_of(kind, ends_a_stay_of_a_list=of_a_list)


def _why_not(actor: Actor, member: Member, cell: Organisation, kind: EventKind) -> str:
    """Say what stands in the way; what the form will ask for does not."""
    new = NewEvent(kind=kind, happened_on=actor.day, cell_id=cell.id)
    refused = events.refusal(actor, member.id, new)
    if refused is None or refused.field == _DETAILS:
        return ""
    return "" if refused.field in {one.value for one in ASKED[kind].fields} else refused.message


@contextmanager
def _at_its_field(kind: EventKind) -> Iterator[None]:
    """Show what is wrong with the details of an event at the first field that asks for them."""
    try:
        yield
    except RuleBroken as refusal:
        asked = next(iter(given_in(kind, {})), None)
        if refusal.field != _DETAILS or asked is None:
            raise
        raise RuleBroken(refusal.message, asked) from refusal


def _member(actor: Actor, member_id: UUID) -> tuple[Member, Organisation]:
    member, cell = members.get(actor, member_id), members.cell_of(actor, member_id)
    if cell is None:
        raise NotAllowed(_NOT_YOURS)
    return member, cell


def for_recording(actor: Actor, member_id: UUID, kind: EventKind) -> Recording:
    """Return what the form of an event needs if the actor may record it."""
    member, cell = _member(actor, member_id)
    require(policy.may_record_event(actor, cell, kind, member_id), _NOT_YOURS)
    return _recording(actor, member, cell, kind)


def _recording(actor: Actor, member: Member, cell: Organisation, kind: EventKind) -> Recording:
    happened = counting(lives.events_of(member.id, actor.day))
    query = policy.visible_cells(actor).where(
        Organisation.kind == OrganisationKind.CELL, Organisation.dissolved_on.is_(None)
    )
    cells = db.session.scalars(query.order_by(Organisation.path))
    milestones = provisions.value(ProvisionKey.BADGE_MILESTONES, actor.day)
    return Recording(
        member=member,
        cell=cell,
        cells=tuple((one.id, one.name) for one in cells),
        milestones=milestones_in(milestones),
        page=_page_of(kind, happened),
        record_since=record_since(member),
    )


def _check_retold(recording: Recording, told: Told) -> None:
    if recording.page is None:
        return
    check_retold(
        told.kind,
        recording.page,
        told.happened_on,
        recording.record_since,
        document_number=told.given.get(EventField.DOCUMENT_NUMBER),
        decided_on=told.given.get(EventField.DECIDED_ON),
        deciding_body=told.given.get(EventField.DECIDING_BODY),
    )


def record(actor: Actor, member_id: UUID, told: Told) -> MemberEvent:
    """Record an event of a member as its form was told."""
    recording = for_recording(actor, member_id, told.kind)
    _check_retold(recording, told)
    cell_id = told.cell_for(member_id, recording.cell.id)
    if EventField.CELL not in ASKED[told.kind].fields:
        _check_cell_of_the_day(actor, member_id, told, cell_id)
    with _at_its_field(told.kind):
        return events.record(actor, member_id, told.event(member_id, cell_id))


def _check_cell_of_the_day(actor: Actor, member_id: UUID, told: Told, cell_id: UUID) -> None:
    """Leave to the officers of a former cell, or the desk, what happened while it was theirs."""
    everybody = policy.visible_cells(system(actor.day))
    cell = db.session.scalars(everybody.where(Organisation.id == cell_id)).one()
    if not policy.may_record_event(actor, cell, told.kind, member_id):
        raise RuleBroken(
            f"Ngày {display.day(told.happened_on)} đồng chí sinh hoạt ở «{cell.name}»; việc của "
            "ngày ấy do cấp ủy chi bộ đó hoặc tổ chức của văn phòng Đảng ủy ghi.",
            "happened_on",
        )


def for_mending(actor: Actor, member_id: UUID, event_id: UUID) -> Mending:
    """Return an event of a member that still counts, if the actor may mend it."""
    member, cell = _member(actor, member_id)
    known = events.of_member(actor, member_id)
    event = next((one for one in known if one.id == event_id), None)
    if event is None:
        raise NotVisible()
    events.for_mending(actor, event_id)
    if event.kind not in ASKED:
        raise RuleBroken("Sự kiện này không sửa từng việc được; hãy hoàn tác việc đã ghi nó.")
    recording = _recording(actor, member, cell, event.kind)
    return Mending(recording, event, EventLine.of(event, known))


def correct(actor: Actor, member_id: UUID, event_id: UUID, told: Told) -> MemberEvent:
    """Put a right event in the place of a wrong one, which stays to be read."""
    mending = for_mending(actor, member_id, event_id)
    wrong = mending.event
    if wrong.origin is None:
        _check_retold(mending.recording, told)
    is_fact = told.kind in FACTS
    cell_id = wrong.organisation_id
    new = told.event(member_id, told.cell_for(member_id, cell_id) if is_fact else cell_id)
    # What other pages keep beside the words of this form, but what had followed from the event.
    followed = (ended_offices.ENDED_OFFICES, ELSEWHERE, lives.FROM_LIST)
    kept = {name: one for name, one in wrong.details.items() if name not in followed}
    with _at_its_field(told.kind):
        return events.correct(actor, event_id, replace(new, details={**kept, **new.details}))


def void(actor: Actor, member_id: UUID, event_id: UUID, reason: str) -> MemberEvent:
    """Let an event that never happened count no more; it stays to be read."""
    for_mending(actor, member_id, event_id)
    check_needed(reason=reason)
    return events.void(actor, event_id, reason)


@dataclass(frozen=True, slots=True)
class Undoing:
    """An event about to be undone where it was recorded."""

    member: Member
    line: EventLine


def for_taking_back(actor: Actor, event_id: UUID, page: OwnPage) -> Undoing:
    """Return an event that still counts and was recorded by that page, if the actor may void it."""
    event = events.for_taking_back(actor, event_id, page)
    member = members.get(system(actor.day), event.member_id)
    return Undoing(member, EventLine.of(event, [event]))
