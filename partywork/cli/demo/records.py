"""Making records as they were made on their day, and the invented files that belong to them."""

import zipfile
from datetime import date, datetime, time
from io import BytesIO
from random import Random
from typing import Any, TypeVar
from xml.sax.saxutils import escape

from partywork.core import clock
from partywork.core.db import Base, db
from partywork.core.ids import new_id
from partywork.core.text import fold
from partywork.documents import store
from partywork.documents.engine import PDF
from partywork.documents.models import Document, DocumentFile
from partywork.documents.terms import DocumentStatus, FileRole

Kind = TypeVar("Kind", bound=Base)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


def new(kind: type[Kind], at: datetime, /, **fields: Any) -> Kind:
    """Add a record as if it had been made at that moment."""
    record = kind(id=new_id(), created_at=at, **fields)
    db.session.add(record)
    return record


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """Return the instant of a wall-clock time of that day."""
    return clock.instant_of(day, time(hour, minute))


def keep_file(
    document: Document,
    at: datetime,
    *,
    role: FileRole,
    name: str,
    content: bytes,
    media_type: str = PDF,
    added_by: str = "",
) -> DocumentFile:
    """Keep bytes with a paper."""
    return new(
        DocumentFile,
        at,
        organisation_id=document.organisation_id,
        document=document,
        role=role,
        sha256=store.write(content),
        size=len(content),
        media_type=media_type,
        file_name=name,
        added_by=added_by,
    )


def searchable(document: Document, *texts: str) -> None:
    """Let look-ups find the paper by its kind, symbol, summary and text."""
    parts = (document.kind.label, document.symbol or "", document.summary, *texts)
    document.folded_text = fold(" ".join(parts))


def open_to_readers(document: Document, at: datetime, *, committee: bool) -> None:
    """Publish a paper to its readers and, if asked, to the committees above."""
    document.published_at = document.published_at or at
    if committee:
        document.filed_at = document.filed_at or at
    document.status = DocumentStatus.AVAILABLE


def text_file(paragraphs: list[str]) -> bytes:
    """Return a small text document; the same words always give the same bytes."""
    body = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(one)}</w:t></w:r></w:p>' for one in paragraphs
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{DOCX}.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_RELATION}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_WORDS}"><w:body>{body}</w:body></w:document>',
    }
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
            archive.writestr(zipfile.ZipInfo(name), head + text)
    return kept.getvalue()


def signed_sheet(chance: Random) -> bytes:
    """Return a one-page PDF that stands for a scan: grey lines of text and a scribble below."""
    strokes = ["0.6 G 1 w"]
    for line in range(28):
        end = 510 if line % 7 else chance.randint(250, 480)
        strokes.append(f"85 {740 - line * 17} m {end} {740 - line * 17} l S")
    strokes.append("0.1 0.2 0.6 RG 1.6 w 360 190 m")
    for _ in range(7):
        points = " ".join(
            f"{chance.randint(350, 500)} {chance.randint(160, 225)}" for _ in range(3)
        )
        strokes.append(f"{points} c")
    return _pdf("\n".join((*strokes, "S")))


def _pdf(drawing: str) -> bytes:
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>",
        f"<< /Length {len(drawing)} >>\nstream\n{drawing}\nendstream",
    )
    body, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{one}\nendobj\n".encode()
    rows = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{rows}trailer << /Size {size} /Root 1 0 R >>\n"
    return body + f"{end}startxref\n{len(body)}\n%%EOF\n".encode()
