"""Extracts and copies of a cell's papers, and its bound minutes of the year."""

from random import Random
from uuid import UUID

from partywork.cli.demo.lives.stage import SECOND, Stage
from partywork.cli.demo.records import signed_sheet
from partywork.cli.demo.story import JOURNEY_CELL
from partywork.copies.models import Copy
from partywork.copies.service import books, issuing, sources, writing
from partywork.copies.service.writing import Wanted
from partywork.copies.terms import CopyKind
from partywork.core.actor import Actor
from partywork.core.db import db
from partywork.documents import policy as documents_policy
from partywork.documents.models import Document, DocumentFile
from partywork.documents.terms import DocumentKind, FileRole

_RECIPIENTS = {
    CopyKind.EXTRACT: "Các đồng chí được giao nhiệm vụ;\nLưu Chi bộ.",
    CopyKind.CERTIFIED: "Đảng viên Chi bộ;\nLưu Chi bộ.",
    CopyKind.RELAYED: "Các chi bộ trực thuộc;\nLưu Văn phòng Đảng ủy.",
}


def tell(stage: Stage) -> None:
    """Issue an extract, begin a certified copy and a relayed paper, bind the year's minutes."""
    chair, first = stage.secretary(JOURNEY_CELL), stage.act(SECOND)
    minutes = _newest(chair, stage.cells[JOURNEY_CELL], DocumentKind.MINUTES)
    resolution = _newest(chair, stage.cells[JOURNEY_CELL], DocumentKind.RESOLUTION)
    if minutes is None or resolution is None:
        return
    _issue(stage, chair, _write(chair, minutes, CopyKind.EXTRACT))
    _write(chair, resolution, CopyKind.CERTIFIED)
    decision = _newest(first, stage.cells["DU"], DocumentKind.DECISION)
    if decision is not None:
        _write(first, decision, CopyKind.RELAYED)
    for _done in books.bind(minutes.organisation_id, minutes.created_at.year):
        pass


def _newest(actor: Actor, organisation_id: UUID, kind: DocumentKind) -> Document | None:
    query = (
        documents_policy.visible(actor)
        .join(DocumentFile, DocumentFile.document_id == Document.id)
        .where(
            Document.organisation_id == organisation_id,
            Document.kind == kind,
            DocumentFile.role == FileRole.RENDERED,
        )
        .order_by(Document.created_at.desc(), Document.id)
    )
    return db.session.scalar(query.limit(1))


def _write(actor: Actor, document: Document, kind: CopyKind) -> Copy:
    parts = sources.of(actor, document.id).fragments
    chosen = (parts[-2].number,) if kind is CopyKind.EXTRACT else ()
    signer = writing.for_beginning(actor, document.id).signers[0]
    wanted = Wanted(kind, chosen, signer.member_id, _RECIPIENTS[kind])
    return writing.write(actor, document.id, wanted)


def _issue(stage: Stage, actor: Actor, copy: Copy) -> None:
    issuing.issue(
        actor,
        copy.id,
        version=copy.version,
        signed_on=stage.today,
        file_name="Bản ký trích sao.pdf",
        content=signed_sheet(Random("extract")),  # noqa: S311  (a drawing)
    )
