"""The sections of the minutes: saved one by one, and what happens when two people write one."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select
from sqlalchemy.orm import joinedload

from partywork.audit import service as audit
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible
from partywork.core.text import nfc
from partywork.documents.service import refuse_secret
from partywork.live import service as live
from partywork.meetings import policy, rules
from partywork.meetings.models import AgendaItem, Meeting, MinutesRevision
from partywork.meetings.service import record


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a section's text: when it was kept, as which version.

    `conflict_id` names the kept text when somebody else had saved the section meanwhile.
    """

    saved_at: datetime
    version: int
    conflict_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Texts:
    """The notes and the conclusion of one section."""

    notes: str
    conclusion: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two texts of one section, the one they started from, and a proposal to join them."""

    meeting: Meeting
    item: AgendaItem
    author_name: str
    base: Texts
    mine: Texts
    newest: Texts
    merged: Texts


def save_section(
    actor: Actor,
    meeting_id: UUID,
    item_id: UUID,
    *,
    version: int,
    key: UUID,
    notes: str,
    conclusion: str,
) -> Saved:
    """Keep the text of one section; nobody's words are lost.

    An unchanged text and a repeated sending are answered as saved. A text written over an older
    version than the one in force is kept beside it and leads to the page that shows both.
    """
    texts = Texts(_clean(notes), _clean(conclusion))
    refuse_secret(actor, texts.notes, texts.conclusion)
    with transaction():
        record.queue_writers(meeting_id)
        item = _section(actor, meeting_id, item_id)
        record.check_writing(actor, item.meeting)
        repeated = _same_sending(actor, item, key, version, texts)
        if repeated is not None:
            return _answer(repeated, item)
        current = Texts(item.notes, item.conclusion)
        if texts == current:
            return Saved(clock.now(), item.version)
        is_conflict = item.version != version and current != _text_at(actor, item, version)
        if not is_conflict:
            item.notes, item.conclusion = texts.notes, texts.conclusion
            db.session.flush()
        revision = MinutesRevision(
            organisation_id=item.organisation_id,
            item_id=item.id,
            author_name=actor.name,
            notes=texts.notes,
            conclusion=texts.conclusion,
            base_version=version,
            saved_version=None if is_conflict else item.version,
            key=key,
            is_conflict=is_conflict,
            created_at=clock.now(),
        )
        db.session.add(revision)
        db.session.flush()
        audit.record(
            actor,
            "minutes.conflict" if is_conflict else "minutes.save",
            revision,
            organisation_path=item.meeting.organisation.path,
            section=item.code or item.position,
        )
        live.publish(meeting_id, "minutes")
    return _answer(revision, item)


def write_on(actor: Actor, item: AgendaItem, words: str) -> None:
    """Put a paragraph beneath the notes of a section, inside the running use case.

    Kept as a text of the section like any other: who writes on starts from it.
    """
    before = item.version
    item.notes = "\n".join(filter(None, (item.notes, words)))
    db.session.flush()
    db.session.add(
        MinutesRevision(
            organisation_id=item.organisation_id,
            item_id=item.id,
            author_name=actor.name,
            notes=item.notes,
            conclusion=item.conclusion,
            base_version=before,
            saved_version=item.version,
        )
    )


def _clean(text: str) -> str:
    lines = (line.rstrip() for line in nfc(text).replace("\r\n", "\n").split("\n"))
    return "\n".join(lines).strip()


def _section(actor: Actor, meeting_id: UUID, item_id: UUID) -> AgendaItem:
    found = db.session.scalar(
        policy.visible_agenda(actor)
        .where(AgendaItem.id == item_id, AgendaItem.meeting_id == meeting_id)
        .options(
            joinedload(AgendaItem.meeting).options(
                joinedload(Meeting.minutes),
                joinedload(Meeting.organisation),
                joinedload(Meeting.body),
            )
        )
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotVisible()
    return found


def _revisions(actor: Actor, item: AgendaItem) -> Select[MinutesRevision]:
    return policy.visible_revisions(actor).where(MinutesRevision.item_id == item.id)


def _same_sending(
    actor: Actor, item: AgendaItem, key: UUID, version: int, texts: Texts
) -> MinutesRevision | None:
    """Return what a form already brought, when its answer was lost on the way."""
    query = _revisions(actor, item).where(
        MinutesRevision.key == key, MinutesRevision.base_version == version
    )
    for revision in db.session.scalars(query):
        if Texts(revision.notes, revision.conclusion) == texts:
            return revision
    return None


def _answer(revision: MinutesRevision, item: AgendaItem) -> Saved:
    if revision.saved_version is None:
        return Saved(revision.created_at, item.version, revision.id)
    return Saved(revision.created_at, revision.saved_version)


def _text_at(actor: Actor, item: AgendaItem, version: int) -> Texts:
    """Return what a section said at a version; nothing before its first saving.

    The version also moves when a vote or a title is attached, so the text may be older than it.
    """
    found = db.session.scalar(
        _revisions(actor, item)
        .where(MinutesRevision.saved_version <= version)
        .order_by(MinutesRevision.saved_version.desc())
        .limit(1)
    )
    return Texts(found.notes, found.conclusion) if found is not None else Texts("", "")


def conflict(actor: Actor, meeting_id: UUID, item_id: UUID, revision_id: UUID) -> Conflict:
    """Return the three texts of a section that two people wrote at once."""
    item = _section(actor, meeting_id, item_id)
    record.check_writing(actor, item.meeting)
    lost = db.session.scalar(
        _revisions(actor, item).where(
            MinutesRevision.id == revision_id, MinutesRevision.is_conflict.is_(True)
        )
    )
    if lost is None:
        raise NotVisible()
    base = _text_at(actor, item, lost.base_version)
    mine = Texts(lost.notes, lost.conclusion)
    newest = Texts(item.notes, item.conclusion)
    return Conflict(
        meeting=item.meeting,
        item=item,
        author_name=lost.author_name,
        base=base,
        mine=mine,
        newest=newest,
        merged=Texts(
            rules.merge_paragraphs(base.notes, mine.notes, newest.notes),
            rules.merge_paragraphs(base.conclusion, mine.conclusion, newest.conclusion),
        ),
    )
