"""The agenda of a meeting: adding, naming, ordering and removing items in one save."""

from collections import deque
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import joinedload, selectinload

from partywork.audit import service as audit
from partywork.cells.queries import PersonOnDay
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.errors import RuleBroken
from partywork.documents import service as documents
from partywork.live import service as live
from partywork.meetings import rules
from partywork.meetings.models import AgendaItem, Meeting
from partywork.meetings.service import meetings, people

# The place asked for, the row of the page, the item.
_Placed = tuple[int, int, AgendaItem]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the agenda as people wrote it; without an id it is a new item."""

    item_id: UUID | None
    position: int
    title: str
    presenter_id: UUID | None = None
    minutes_planned: int | None = None
    is_removed: bool = False


def for_agenda(actor: Actor, meeting_id: UUID) -> tuple[Meeting, list[PersonOnDay]]:
    """Return a meeting whose agenda is still open, and who may present an item."""
    meeting = meetings.for_running(
        actor,
        meeting_id,
        selectinload(Meeting.agenda).options(
            joinedload(AgendaItem.presenter), selectinload(AgendaItem.statements)
        ),
        selectinload(Meeting.papers),
    )
    rules.check_agenda_open(meeting.status)
    day = clock.day_of(meeting.starts_at)
    return meeting, people.invited_people(actor, people.Circle.of(meeting), day)


def save_agenda(actor: Actor, meeting_id: UUID, *, version: int, lines: list[Line]) -> Meeting:
    """Save the whole agenda; only items about which nothing is written yet can be removed."""
    with transaction():
        meeting, present = for_agenda(actor, meeting_id)
        meeting.expect_version(version)
        documents.refuse_secret(actor, *(line.title for line in lines))
        able = {person.member.id for person in present}
        items = {item.id: item for item in meeting.agenda}
        before = [item.title for item in meeting.agenda]
        moved: list[_Placed] = []
        resting: list[_Placed] = []
        for order, line in enumerate(lines):
            if line.presenter_id is not None and line.presenter_id not in able:
                raise RuleBroken("Người trình bày phải là người được mời họp.")
            item = items.pop(line.item_id, None) if line.item_id is not None else None
            if line.is_removed or (item is None and not line.title):
                if item is not None:
                    _remove(meeting, item)
                continue
            if not line.title:
                raise RuleBroken("Mục chương trình phải có tên. Muốn bỏ mục, hãy chọn «Bỏ».")
            is_resting = item is not None and item.position == line.position
            if item is None:
                item = AgendaItem(
                    organisation_id=meeting.organisation_id, meeting_id=meeting.id, code=""
                )
                db.session.add(item)
            item.title = line.title
            item.presenter_id = line.presenter_id
            item.minutes_planned = line.minutes_planned
            (resting if is_resting else moved).append((line.position, order, item))
        resting += [(item.position, len(lines), item) for item in items.values()]
        if not moved + resting:
            raise RuleBroken("Chương trình phải có ít nhất một mục.")
        ordered = _ordered(moved, resting)
        for position, item in enumerate(ordered, start=1):
            item.position = position
        meetings.changed(meeting)
        audit.record(
            actor,
            "meeting.set_agenda",
            meeting,
            organisation_path=meeting.organisation.path,
            items=[len(before), len(ordered)],
        )
        live.publish(meeting_id, "agenda")
    return meeting


def _ordered(moved: list[_Placed], resting: list[_Placed]) -> list[AgendaItem]:
    """Put what is moved or new at the very place it was given; the others close up around it."""
    coming, staying = (deque(sorted(one, key=lambda it: it[:2])) for one in (moved, resting))
    ordered: list[AgendaItem] = []
    while coming or staying:
        is_due = coming and (not staying or coming[0][0] <= len(ordered) + 1)
        ordered.append((coming if is_due else staying).popleft()[-1])
    return ordered


def _remove(meeting: Meeting, item: AgendaItem) -> None:
    """Take an item off that nothing is written about; its papers stay with the whole meeting."""
    if item.notes or item.conclusion or item.statements or item.vote_id is not None:
        raise RuleBroken(f"Mục «{item.title}» đã có nội dung biên bản nên không bỏ được.")
    for paper in meeting.papers:
        if paper.item_id == item.id:
            paper.item_id = None
    db.session.flush()
    db.session.delete(item)
