"""The files of a paper: uploaded or laid out, kept by their digest, opened by who may."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.audit import service as audit
from partywork.core.actor import Actor
from partywork.core.db import db, release, transaction
from partywork.core.errors import NotVisible, RuleBroken
from partywork.documents import engine, policy, rules, store
from partywork.documents.models import Document, DocumentFile
from partywork.documents.service.numbers import organisation_of
from partywork.documents.service.words import refuse_secret
from partywork.documents.terms import AccessClass, FileRole
from partywork.pdf.renderer import LayoutFailed

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Upload:
    """A sent file that may be kept: its safe name, its kind, its bytes."""

    name: str
    media_type: str
    content: bytes


def inspected(actor: Actor, file_name: str, content: bytes) -> Upload:
    """Return a sent file as it may be kept, or refuse it as every file is refused.

    Its kind is decided by name and bytes together; name and text layer must not bear a
    state-secret mark (a scan has no text layer, so the form asks the person). A hostile file is
    read for as long as a minute: that is done before the use case begins, while nobody waits for
    the database.
    """
    release()
    name = rules.safe_file_name(file_name)
    media_type = rules.check_file(name, content, len(content))
    refuse_secret(actor, *name.rpartition(".")[::2], _text_of(content, media_type))
    return Upload(name, media_type, content)


def attach(actor: Actor, document: Document, *, role: FileRole, file: Upload) -> DocumentFile:
    """Keep an inspected file with a paper."""
    with transaction():
        return _keep(document, role, file, added_by=actor.name)


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
        file = Upload(rules.safe_file_name(file_name), engine.PDF, content)
        return _keep(document, FileRole.RENDERED, file, added_by=actor.name)


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


def _keep(document: Document, role: FileRole, file: Upload, *, added_by: str) -> DocumentFile:
    kept = DocumentFile(
        organisation_id=document.organisation_id,
        document=document,
        role=role,
        sha256=store.write(file.content),
        size=len(file.content),
        media_type=file.media_type,
        file_name=file.name,
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
