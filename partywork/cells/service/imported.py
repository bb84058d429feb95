"""Looking at imports: which there are, what was found in each row, who waits to be mended."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from partywork.cells import policy
from partywork.cells.models import ImportRow, MemberImport
from partywork.cells.rules.importing.duplicates import outcome as outcome_of
from partywork.cells.terms import ImportStatus, RowStatus
from partywork.core.actor import Actor
from partywork.core.db import SCOPED, db
from partywork.core.errors import NotVisible, require
from partywork.core.jobs import BackgroundJob, BackgroundStatus

_BEFORE = {RowStatus.IMPORTED: RowStatus.READY, RowStatus.UPDATED: RowStatus.CHANGED}
_OFFICE_ONLY = "Chỉ văn phòng Đảng ủy nhập danh sách đảng viên."


@dataclass(frozen=True, slots=True)
class ImportPage:
    """An import with its rows counted by status and the work that runs for it, if any."""

    batch: MemberImport
    counts: Mapping[RowStatus, int]
    job: BackgroundJob | None

    @property
    def rows(self) -> int:
        """How many people the list names."""
        return sum(self.counts.values())

    @property
    def has_failed(self) -> bool:
        """Say whether the work stopped on the way and may be begun again."""
        return self.job is not None and self.job.status is BackgroundStatus.FAILED


def require_office(actor: Actor) -> None:
    """Refuse everybody but the office that brings lists in."""
    require(policy.may_import(actor), _OFFICE_ONLY)


def get(actor: Actor, import_id: UUID) -> MemberImport:
    """Return an import of the actor's office."""
    require_office(actor)
    found = db.session.scalar(policy.visible_imports(actor).where(MemberImport.id == import_id))
    if found is None:
        raise NotVisible()
    return found


def open_page(actor: Actor, import_id: UUID) -> ImportPage:
    """Return an import with its counts and the progress of its work."""
    batch = get(actor, import_id)
    rows = policy.visible_import_rows(actor).where(ImportRow.batch_id == batch.id)
    return ImportPage(batch, _counts(rows).get(batch.id, {}), job_of(batch))


def job_of(batch: MemberImport) -> BackgroundJob | None:
    """Return the background work that imports the list, if it was ordered."""
    return db.session.scalar(select(BackgroundJob).where(BackgroundJob.id == batch.job_id))


def list_visible(actor: Actor) -> list[ImportPage]:
    """Return the imports of the actor's office, newest first, with their counts."""
    require_office(actor)
    query = policy.visible_imports(actor).order_by(MemberImport.created_at.desc())
    counts = _counts(policy.visible_import_rows(actor))
    return [
        ImportPage(batch, counts.get(batch.id, {}), None) for batch in db.session.scalars(query)
    ]


def _counts(rows: Select[ImportRow]) -> dict[UUID, dict[RowStatus, int]]:
    chosen = rows.subquery()
    counted = (
        select(chosen.c.batch_id, chosen.c.status, func.count())
        .group_by(chosen.c.batch_id, chosen.c.status)
        .execution_options(**{SCOPED: True})
    )
    found: dict[UUID, dict[RowStatus, int]] = {}
    for batch_id, status, count in db.session.execute(counted):
        found.setdefault(batch_id, {})[status] = count
    return found


def rows_of(
    actor: Actor,
    import_id: UUID,
    *,
    status: RowStatus | None = None,
    offset: int = 0,
    limit: int = 50,
) -> list[ImportRow]:
    """Return one page of the rows of an import, in the order of the sheet."""
    query = policy.visible_import_rows(actor).where(ImportRow.batch_id == import_id)
    if status is not None:
        query = query.where(ImportRow.status == status)
    return list(db.session.scalars(query.order_by(ImportRow.sheet_row).offset(offset).limit(limit)))


def waiting(actor: Actor, *, offset: int = 0, limit: int = 50) -> tuple[list[ImportRow], int]:
    """Return one page of the people still in error after their list was imported, and how many."""
    require_office(actor)
    query = (
        policy.visible_import_rows(actor)
        .join(ImportRow.batch)
        .where(ImportRow.status == RowStatus.ERROR, MemberImport.status == ImportStatus.DONE)
    )
    total = sum(counts[RowStatus.ERROR] for counts in _counts(query).values())
    page = query.options(joinedload(ImportRow.batch)).order_by(
        MemberImport.created_at.desc(), ImportRow.sheet_row
    )
    return list(db.session.scalars(page.offset(offset).limit(limit))), total


@dataclass(frozen=True, slots=True)
class _Told:
    sheet_row: int
    status: RowStatus
    messages: list[str]


def outcome(actor: Actor, import_id: UUID) -> dict[str, Any]:
    """Return what an import found, row by row and in total, as it was before it was done."""
    batch = get(actor, import_id)
    query = policy.visible_import_rows(actor).where(ImportRow.batch_id == batch.id)
    return outcome_of(
        _Told(
            row.sheet_row,
            _BEFORE.get(row.status, row.status),
            row.messages or [],
        )
        for row in db.session.scalars(query.order_by(ImportRow.sheet_row))
    )
