"""The files of a paper: uploaded or laid out, kept by their digest, opened by who may."""

import logging
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.audit import service as audit
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, RuleBroken
from partywork.documents import engine, policy, rules, store
from partywork.documents.models import Document, DocumentFile
from partywork.documents.service.numbers import organisation_of
from partywork.documents.service.words import refuse_secret
from partywork.documents.terms import AccessClass, FileRole
from partywork.pdf.renderer import LayoutFailed

_log = logging.getLogger(__name__)


def attach(
    actor: Actor, document: Document, *, role: FileRole, file_name: str, content: bytes
) -> DocumentFile:
    """Keep an uploaded file with a paper.

    Its kind is decided by name and bytes together; name and text layer must not bear a
    state-secret mark (a scan has no text layer, so the form asks the person). Nothing of a
    refused file is kept.
    """
    with transaction():
        name, media_type = inspected(actor, file_name, content)
        return _keep(document, role, name, content, media_type=media_type, added_by=actor.name)


def inspected(actor: Actor, file_name: str, content: bytes) -> tuple[str, str]:
    """Return the safe name and the kind of an upload, or refuse it as every file is refused."""
    name = rules.safe_file_name(file_name)
    media_type = rules.check_file(name, content, len(content))
    refuse_secret(actor, *name.rpartition(".")[::2], _text_of(content, media_type))
    return name, media_type


def _text_of(content: bytes, media_type: str) -> str:
    try:
        return engine.text_of(content, media_type)
    except engine.Unreadable as unreadable:
        raise RuleBroken(
            "Không mở được tệp: tệp bị hỏng hoặc có mật khẩu. Hãy kiểm tra rồi gửi lại.", "file"
        ) from unreadable


def store_rendered(
    actor: Actor, document: Document, *, content: bytes, file_name: str
) -> DocumentFile:
    """Keep the PDF that the system itself laid out."""
    with transaction():
        name = rules.safe_file_name(file_name)
        return _keep(
            document,
            FileRole.RENDERED,
            name,
            content,
            media_type=engine.PDF,
            added_by=actor.name,
        )


def try_to_lay_out(lay_out: Callable[[], None]) -> None:
    """Lay out a paper whose act is already kept; a failure is logged and left to the timed job."""
    try:
        lay_out()
    except (LayoutFailed, OSError):
        _log.exception("a paper could not be laid out now")


def lay_out_each(
    waiting: Sequence[UUID], lay_out: Callable[[UUID], None]
) -> Iterator[tuple[int, int]]:
    """Lay out each waiting paper, one failure stopping no other; yield (done, total)."""
    for done, record_id in enumerate(waiting, start=1):
        try_to_lay_out(partial(lay_out, record_id))
        yield done, len(waiting)


def rendered(document: Document) -> DocumentFile | None:
    """Return the newest PDF that the system laid out for a paper whose files are loaded."""
    kept = [one for one in document.files if one.role is FileRole.RENDERED]
    return kept[-1] if kept else None


def _keep(
    document: Document,
    role: FileRole,
    name: str,
    content: bytes,
    *,
    media_type: str,
    added_by: str,
) -> DocumentFile:
    kept = DocumentFile(
        organisation_id=document.organisation_id,
        document=document,
        role=role,
        sha256=store.write(content),
        size=len(content),
        media_type=media_type,
        file_name=name,
        added_by=added_by,
    )
    db.session.add(kept)
    db.session.flush()
    return kept


def open_file(actor: Actor, file_id: UUID) -> tuple[DocumentFile, bytes]:
    """Return a file the actor may read, its bytes checked against their digest.

    Opening a paper with limited access is an act of its own and leaves an entry in the trail.
    """
    query = policy.visible_files(actor).where(DocumentFile.id == file_id)
    found = db.session.scalar(query.options(joinedload(DocumentFile.document)))
    if found is None:
        raise NotVisible()
    content = store.read(found.sha256)
    if found.document.access is AccessClass.RESTRICTED:
        with transaction():
            organisation = organisation_of(actor, found.organisation_id)
            audit.record(actor, "document.open", found, organisation_path=organisation.path)
    return found, content
