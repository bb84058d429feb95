"""The one text that people confirm, and the PDF of it in the archive."""

import hashlib
from collections.abc import Iterator
from dataclasses import asdict
from functools import partial
from uuid import UUID

from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import canonical_json, db, transaction
from partywork.core.errors import NotVisible, RuleBroken
from partywork.documents import service as documents
from partywork.documents.models import Document, DocumentFile
from partywork.documents.policy import visible_files
from partywork.documents.rules import issuer_of
from partywork.documents.terms import DocumentKind, FileRole
from partywork.meetings import policy, rules
from partywork.meetings.models import Meeting, Minutes
from partywork.meetings.service import record
from partywork.meetings.service.papers.filling import (
    addendum_page,
    is_congress,
    minutes_page,
    summary_of,
)
from partywork.meetings.terms import MinutesStatus
from partywork.pdf.renderer import render

TEMPLATE = "pdf/minutes.html"
_CONFIRMED = (MinutesStatus.CONFIRMED, MinutesStatus.FILED)


def canonical_text(meeting: Meeting) -> str:
    """Return the one text that both people confirm: every fact of the minutes, in fixed order.

    Recommendations, and answers by name, stand in it only where there are any: minutes of before
    these came have no word of them.
    """
    facts = asdict(minutes_page(meeting, draft=False))
    if not facts["recommendations"]:
        del facts["recommendations"]
    for part in facts["parts"]:
        for item in part["items"]:
            if item["vote"] is not None and not item["vote"]["by_name"]:
                del item["vote"]["by_name"]
    return canonical_json(facts)


def digest_of(text: str) -> str:
    """Return the SHA-256 of a confirmed text."""
    return hashlib.sha256(text.encode()).hexdigest()


def file_name_of(meeting: Meeting) -> str:
    """Return the name people get: «Biên bản sinh hoạt … ngày 05-11-2026.pdf»."""
    held_on = clock.day_of(meeting.opened_at or meeting.starts_at)
    return f"Biên bản {summary_of(meeting)} ngày {held_on:%d-%m-%Y}.pdf"


def begin_paper(actor: Actor, meeting: Meeting) -> Document:
    """Return the paper of confirmed minutes in the archive, begun in the running transaction."""
    minutes = _confirmed_minutes(meeting)
    if minutes.document is None:
        minutes.document = documents.draft(
            actor,
            organisation_id=meeting.organisation_id,
            kind=DocumentKind.MINUTES,
            summary=summary_of(meeting),
            access=rules.paper_access(meeting.kind, meeting.body.kind),
            issuer=issuer_of(meeting.body.kind, is_congress=is_congress(meeting)),
        )
        documents.publish_to(minutes.document, [line.member_id for line in meeting.attendances])
    return minutes.document


def _confirmed_minutes(meeting: Meeting) -> Minutes:
    minutes = meeting.minutes
    if minutes is None or minutes.text_hash is None or minutes.status not in _CONFIRMED:
        raise RuleBroken("Biên bản chưa được xác nhận nên chưa lưu được.")
    return minutes


def kept_paper(meeting: Meeting) -> DocumentFile | None:
    """Return the PDF of confirmed minutes, once it is laid out."""
    minutes = meeting.minutes
    if minutes is None or minutes.document is None:
        return None
    return documents.rendered(minutes.document)


def lay_out(actor: Actor, meeting_id: UUID) -> None:
    """Keep the PDF of confirmed minutes in the archive, once; no lock is held while it is drawn."""
    meeting = record.whole(actor, meeting_id)
    _confirmed_minutes(meeting)
    if kept_paper(meeting) is not None:
        return
    content = render(TEMPLATE, minutes_page(meeting, draft=False))
    with transaction():
        record.queue_writers(meeting_id)
        meeting = record.whole(actor, meeting_id)
        if kept_paper(meeting) is None:
            document = begin_paper(actor, meeting)
            documents.store_rendered(
                actor, document, content=content, file_name=file_name_of(meeting)
            )


def open_minutes(actor: Actor, meeting_id: UUID) -> tuple[str, bytes]:
    """Return the minutes as a PDF with its name: the stored one, or the draft of this moment."""
    meeting = record.whole(actor, meeting_id)
    kept = kept_paper(meeting)
    if kept is not None:
        opened, content = documents.open_file(actor, kept.id)
        return opened.file_name, content
    status = record.minutes_status(meeting)
    if status is MinutesStatus.DRAFT and not policy.may_write(actor, meeting):
        raise NotVisible()
    if status in _CONFIRMED:
        raise RuleBroken("Bản trình bày đang được tạo. Hãy mở lại sau ít phút.")
    page = minutes_page(meeting, draft=True)
    return f"Dự thảo {file_name_of(meeting)}", render(TEMPLATE, page)


def open_addendum(actor: Actor, meeting_id: UUID, addendum_id: UUID) -> tuple[str, bytes]:
    """Return the paper of a correction, to be printed and signed by hand."""
    meeting = record.whole(actor, meeting_id)
    for addendum in meeting.minutes.addenda if meeting.minutes is not None else []:
        if addendum.id == addendum_id:
            content = render("pdf/addendum.html", addendum_page(meeting, addendum))
            return f"Biên bản bổ sung {file_name_of(meeting).removeprefix('Biên bản ')}", content
    raise NotVisible()


def lay_out_missing(actor: Actor) -> Iterator[tuple[int, int]]:
    """Store the paper of confirmed minutes that have none, newest first; yield (done, total)."""
    laid_out = (
        visible_files(actor)
        .where(
            DocumentFile.document_id == Minutes.document_id, DocumentFile.role == FileRole.RENDERED
        )
        .with_only_columns(DocumentFile.id)
        .exists()
    )
    query = (
        policy.visible_minutes(actor)
        .where(Minutes.text_hash.is_not(None), Minutes.status.in_(_CONFIRMED), ~laid_out)
        .order_by(Minutes.created_at.desc(), Minutes.id.desc())
        .with_only_columns(Minutes.meeting_id)
    )
    waiting = list(db.session.scalars(query))
    yield from documents.lay_out_each(waiting, partial(lay_out, actor))
