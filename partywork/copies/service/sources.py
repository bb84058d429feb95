"""The papers that are copied, taken apart: their parts, their day, what they say of themselves."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy.orm import joinedload, selectinload

from partywork.cells.models import Body, Organisation
from partywork.copies import rules
from partywork.copies.pages import Fragment
from partywork.core import clock, display
from partywork.core.actor import Actor
from partywork.core.db import db
from partywork.core.errors import NotVisible
from partywork.core.numerals import roman
from partywork.documents import service as documents
from partywork.documents.models import Document, DocumentFile
from partywork.documents.terms import DocumentKind, Issuer
from partywork.meetings.models import Meeting, Minutes
from partywork.meetings.policy import visible_minutes
from partywork.resolutions.models import Resolution
from partywork.resolutions.policy import visible as visible_resolutions
from partywork.resolutions.terms import Part

_PARTS = {part.value for part in Part}
# Whose papers are called by the name of the body, not by that of the organisation.
_BY_BODY = (Issuer.STANDING_COMMITTEE, Issuer.INSPECTION_COMMISSION)


@dataclass(frozen=True, slots=True)
class Source:
    """A paper that may be copied: `said` is its name in a sentence, `paper` its kept file."""

    document: Document
    body: Body
    day: date
    said: str
    opening: str
    fragments: tuple[Fragment, ...]
    paper: DocumentFile


def of(actor: Actor, document_id: UUID) -> Source:
    """Return a paper as it may be copied, or refuse what is no paper of record yet."""
    document = documents.get(
        actor,
        document_id,
        joinedload(Document.organisation).joinedload(Organisation.parent),
        selectinload(Document.clauses),
    )
    paper = documents.rendered(document)
    rules.check_source(document.kind, is_final=paper is not None)
    if paper is None:
        raise NotVisible()
    if document.kind is DocumentKind.MINUTES:
        return _minutes(actor, document, paper)
    return _resolution(actor, document, paper)


def _minutes(actor: Actor, document: Document, paper: DocumentFile) -> Source:
    query = visible_minutes(actor).where(Minutes.document_id == document.id)
    found = db.session.scalar(query.options(joinedload(Minutes.meeting).joinedload(Meeting.body)))
    if found is None or found.confirmed_text is None:
        raise NotVisible()
    facts = json.loads(found.confirmed_text)
    day = clock.day_of(datetime.fromisoformat(facts["starts_at"]))
    return Source(
        document=document,
        body=found.meeting.body,
        day=day,
        said=f"Biên bản {facts['summary']}, ngày {display.day(day)}",
        opening=_opening(facts, day),
        fragments=tuple(_items(facts)),
        paper=paper,
    )


def _opening(facts: dict[str, Any], day: date) -> str:
    chair, taker = facts["chair"]["name"], facts["minutes_taker"]["name"]
    there = facts["present_official"] + facts["present_probationary"]
    return (
        f"Ngày {display.day(day)}, tại {facts['place']}, đã họp {facts['summary']}; "
        f"có mặt {display.count(there)}/{display.count(facts['members'])} đồng chí. "
        f"Chủ trì: đồng chí {chair}. Thư ký: đồng chí {taker}."
    )


def _items(facts: dict[str, Any]) -> Iterator[Fragment]:
    items = [item for part in facts["parts"] for item in part["items"]]
    for number, item in enumerate(items, start=1):
        said = (f"- Đồng chí {one['name']}: {one['text']}" for one in item["remarks"])
        concluded = (f"Kết luận: {one}" for one in item["conclusions"])
        voted = [_voted(item["vote"])] if item["vote"] else []
        lines = (*item["paragraphs"], *said, *concluded, *voted)
        yield Fragment(number, item["title"], tuple(lines))


def _voted(vote: dict[str, Any]) -> str:
    return (
        f"Biểu quyết {vote['question']} ({vote['method']}): tổng số tính biểu quyết "
        f"{_figure(vote['roll'])}; tán thành {_figure(vote['in_favour'])}, "
        f"không tán thành {_figure(vote['against'])}, "
        f"ý kiến khác {_figure(vote['other_opinion'])}; "
        f"đạt tỷ lệ {display.percent(vote['in_favour'], vote['roll'])}. {vote['outcome']}"
    )


def _figure(value: int) -> str:
    """As minutes write it: «không tán thành không» would be hard to read."""
    return display.count(value) if value else "0"


def _resolution(actor: Actor, document: Document, paper: DocumentFile) -> Source:
    query = visible_resolutions(actor).where(Resolution.document_id == document.id)
    found = db.session.scalar(query.options(joinedload(Resolution.body)))
    if found is None or document.issued_on is None:
        raise NotVisible()
    kind = document.kind.label
    said = f"{kind} số {document.symbol}, ngày {display.day(document.issued_on)}"
    # Many a trích yếu begins with «về» already.
    about = document.summary.removeprefix("về ")
    issuer = found.body.name if document.issuer in _BY_BODY else document.organisation_name
    return Source(
        document=document,
        body=found.body,
        day=document.issued_on,
        said=f"{said} của {issuer} về {about}",
        opening="",
        fragments=tuple(_clauses(document)),
        paper=paper,
    )


def _clauses(document: Document) -> Iterator[Fragment]:
    grouped = groupby(document.clauses, key=lambda one: one.part)
    for number, (part, clauses) in enumerate(grouped, start=1):
        if part not in _PARTS:
            article = list(clauses)
            yield Fragment(article[0].position, part, tuple(one.text for one in article))
            continue
        heading = f"{roman(number)}- {Part(part).label}"
        for place, clause in enumerate(clauses, start=1):
            yield Fragment(clause.position, f"{heading}, mục {place}", (clause.text,))
