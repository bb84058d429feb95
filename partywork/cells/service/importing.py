"""Importing the people of a list, mending those in error; `preview` and `outcome` for callers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.audit import service as audit
from partywork.cells import policy
from partywork.cells.models import ImportRow, MemberImport
from partywork.cells.rules.importing.duplicates import mark_duplicates
from partywork.cells.rules.importing.messages import ImportField
from partywork.cells.rules.importing.rows import ImportedRow
from partywork.cells.rules.importing.updates import ERASED, SEALED, shown
from partywork.cells.service import imported, lists, updating
from partywork.cells.service.enrolment import Enrolment, enrol, register
from partywork.cells.service.lists import check_ready, refuse_unless, say
from partywork.cells.service.members import note_reading
from partywork.cells.service.organisations import get as organisation_of
from partywork.cells.terms import ImportStatus, RowStatus
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import db, lock_for_update, transaction
from partywork.core.errors import NotVisible, RuleBroken, require
from partywork.core.jobs import enqueue
from partywork.core.state_secrets import refuse_secret
from partywork.notifications import service as notifications
from partywork.notifications.terms import NoticeKind

JOB = "members.import"
preview = lists.preview
outcome = imported.outcome

_TOGETHER = 120
_DESK_ONLY = "Chỉ tổ chức của văn phòng Đảng ủy mở và sửa từng dòng của danh sách."
_TO_DO = (RowStatus.READY, RowStatus.CHANGED)
_DONE = (RowStatus.IMPORTED, RowStatus.UPDATED)


def start(actor: Actor, import_id: UUID, *, version: int) -> MemberImport:
    """Order the import of everybody who is ready, as work that survives a restart.

    Work that stopped on the way may be ordered again; it goes on where it stopped.
    """
    with transaction():
        batch = imported.get(actor, import_id)
        batch.expect_version(version)
        job = imported.job_of(batch)
        has_failed = imported.ImportPage(batch, {}, job).has_failed
        refuse_unless(batch, ImportStatus.RUNNING if has_failed else ImportStatus.PREVIEWED)
        check_ready(batch)
        batch.status = ImportStatus.RUNNING
        batch.job_id = enqueue(
            JOB,
            title=f"Nhập danh sách đảng viên «{batch.file_name}»",
            payload={"import_id": str(batch.id), "asked_by": _text_of(actor.member_id)},
            user_id=actor.user_id,
            next_path=f"/imports/{batch.id}",
        ).id
        path = organisation_of(actor, batch.organisation_id).path
        audit.record(actor, "import.start", batch, organisation_path=path)
    return batch


def _text_of(member_id: UUID | None) -> str | None:
    return str(member_id) if member_id else None


def commit_import(
    actor: Actor, import_id: UUID, *, asked_by: UUID | None = None
) -> Iterator[tuple[int, int]]:
    """Import everybody who is ready, some at a time; begun again, it goes on where it stopped.

    Each person is read and compared with the register once more, so that a list imported twice
    makes nobody twice.
    """
    with transaction():
        batch = imported.get(actor, import_id)
        if batch.status is ImportStatus.DONE:
            return
        refuse_unless(batch, ImportStatus.PREVIEWED, ImportStatus.RUNNING)
        check_ready(batch)
        batch.status = ImportStatus.RUNNING
        mine = policy.visible_import_rows(actor).where(ImportRow.batch_id == import_id)
        chosen = mine.with_only_columns(ImportRow.id, ImportRow.status)
        found = db.session.execute(chosen.order_by(ImportRow.sheet_row))
        statuses = {row.id: row.status for row in found}
    ready = [row_id for row_id, status in statuses.items() if status in _TO_DO]
    done = sum(status in _DONE for status in statuses.values())
    total = done + len(ready)
    for begin in range(0, len(ready), _TOGETHER):
        together = ready[begin : begin + _TOGETHER]
        _import_together(actor, import_id, together)
        done += len(together)
        yield done, total
    _finish(actor, import_id, asked_by)


def _import_together(actor: Actor, import_id: UUID, row_ids: list[UUID]) -> None:
    with transaction():
        batch = imported.get(actor, import_id)
        refuse_unless(batch, ImportStatus.RUNNING)
        query = policy.visible_import_rows(actor).where(
            ImportRow.id.in_(row_ids), ImportRow.status.in_(_TO_DO)
        )
        rows = list(db.session.scalars(query.order_by(ImportRow.sheet_row)))
        _settle(actor, batch, rows)


def _settle(actor: Actor, batch: MemberImport, rows: list[ImportRow]) -> None:
    """Do with each row what it says when read again; say of the others why not.

    One list at a time is compared with the register, so that two at once make nobody twice.
    """
    lock_for_update("register of members")
    organisation = organisation_of(actor, batch.organisation_id)
    enrolment = Enrolment.into(actor, organisation, batch.list_day, batch.offices_from)
    people = mark_duplicates([enrolment.read(row) for row in rows], register(actor))
    enrolled = {}
    for row, person in zip(rows, updating.proposed(actor, people, batch.mode), strict=True):
        said = row.messages
        say(row, person)
        if person.status not in _TO_DO:
            continue
        # What was repaired in the sheet stays told; the kept texts are already repaired.
        if said or person.status is RowStatus.READY:
            row.messages = said
        try:
            if person.status is RowStatus.CHANGED:
                updating.update(actor, row, person)
            else:
                enrolled[row] = enrol(actor, enrolment, person.values).id
        except RuleBroken as refusal:
            row.status = RowStatus.ERROR
            row.messages = [refusal.message]
    db.session.flush()
    for row, member_id in enrolled.items():
        row.status = RowStatus.IMPORTED
        row.member_id = member_id
    db.session.flush()


def _finish(actor: Actor, import_id: UUID, asked_by: UUID | None) -> None:
    with transaction():
        page = imported.open_page(actor, import_id)
        batch = page.batch
        batch.status = ImportStatus.DONE
        batch.imported_at = clock.now()
        batch.content = None
        count = sum(page.counts.get(status, 0) for status in _DONE)
        organisation = organisation_of(actor, batch.organisation_id)
        audit.record(
            actor, "import.finish", batch, organisation_path=organisation.path, people=count
        )
        if asked_by is not None:
            notifications.tell(
                [asked_by],
                NoticeKind.JOB,
                title=_told(page, batch),
                path=f"/imports/{batch.id}",
            )


def _told(page: imported.ImportPage, batch: MemberImport) -> str:
    added, changed = (page.counts.get(status, 0) for status in _DONE)
    done = f"Đã nhập {added} đồng chí" if added or not changed else ""
    updated = f"đã cập nhật hồ sơ của {changed} đồng chí" if changed else ""
    words = ", ".join(filter(None, (done, updated)))
    return f"{words[0].upper()}{words[1:]} từ «{batch.file_name}»"


@dataclass(frozen=True, slots=True)
class Mending:
    """A row that waits, what its texts were read as, and the cells it may name."""

    row: ImportRow
    person: ImportedRow
    cells: tuple[str, ...]

    @property
    def masked(self) -> dict[ImportField, str]:
        """What the page shows of the personal facts the list gives, which stay kept."""
        texts = self.person.texts
        return {field: shown(field, texts[field]) for field in SEALED if texts.get(field)}


def for_mending(actor: Actor, row_id: UUID) -> Mending:
    """Return a row that is not imported, with what stands in its way now.

    A list holds what a record holds, so its rows open for the desk that keeps the records.
    """
    imported.require_office(actor)
    query = policy.visible_import_rows(actor).where(ImportRow.id == row_id)
    row = db.session.scalar(query.options(joinedload(ImportRow.batch)))
    if row is None:
        raise NotVisible()
    organisation = organisation_of(actor, row.organisation_id)
    require(policy.may_mend_rows(actor, organisation), _DESK_ONLY)
    refuse_unless(row.batch, ImportStatus.PREVIEWED, ImportStatus.DONE)
    if row.status in _DONE:
        raise RuleBroken("Đồng chí này đã được nhập vào danh sách đảng viên.")
    enrolment = Enrolment.into(actor, organisation, row.batch.list_day, None)
    marked = mark_duplicates([enrolment.read(row)], register(actor))
    (person,) = updating.proposed(actor, marked, row.batch.mode)
    return Mending(row, person, tuple(enrolment.cells))


def open_row(actor: Actor, row_id: UUID) -> Mending:
    """Return a row for mending and write into the trail that it was opened.

    When the row is somebody of the register, it is a reading of their record, told to them.
    """
    with transaction():
        mending = for_mending(actor, row_id)
        row, known = mending.row, mending.person.known
        if known is None:
            path = organisation_of(actor, row.organisation_id).path
            audit.record(actor, "import.read", row, organisation_path=path)
        else:
            note_reading(actor, known)
    return mending


def mend(
    actor: Actor, row_id: UUID, values: Mapping[str, str], *, version: int | None = None
) -> ImportRow:
    """Keep what the desk writes for a row and read it by the same rules.

    A personal fact left empty stays as the list gave it; a lone dash takes it away.
    In a list already imported the person is imported at once when nothing stands in the way.
    """
    with transaction():
        row = for_mending(actor, row_id).row
        refuse_secret(*values.values())
        if version is not None:
            row.expect_version(version)
        row.cells = {
            **(row.cells or {}),
            **_written(values),
        }
        row.messages = []
        if row.batch.status is ImportStatus.DONE:
            _settle(actor, row.batch, [row])
        else:
            say(row, for_mending(actor, row_id).person)
        path = organisation_of(actor, row.organisation_id).path
        audit.record(actor, "import.mend", row, organisation_path=path, status=row.status)
    return row


def _written(values: Mapping[str, str]) -> dict[str, str]:
    given = {ImportField(name): text.strip() for name, text in values.items()}
    return {
        field.value: "" if field in SEALED and text == ERASED else text
        for field, text in given.items()
        if text or field not in SEALED
    }
