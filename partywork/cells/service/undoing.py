"""Taking a whole import back while nothing rests on its people; throwing a list away."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Select, distinct, func, select

from partywork.audit import service as audit
from partywork.cells import policy
from partywork.cells.models import (
    Appointment,
    ImportRow,
    Member,
    MemberEvent,
    MemberImport,
    Membership,
    OfficeWithdrawal,
)
from partywork.cells.service import imported, updating
from partywork.cells.service.lists import refuse_unless
from partywork.cells.service.lives import FROM_LIST
from partywork.cells.service.organisations import get as organisation_of
from partywork.cells.terms import ImportStatus, RowStatus
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import SCOPED, Base, db, transaction
from partywork.core.errors import RuleBroken
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey

_OWN = (
    Appointment.__tablename__,
    ImportRow.__tablename__,
    MemberEvent.__tablename__,
    Membership.__tablename__,
)
_OTHER = "hồ sơ khác"
_UNUSED = (ImportStatus.PREVIEWED, ImportStatus.UNDONE)
_LAST_USED = (MemberImport.undone_at, MemberImport.imported_at, MemberImport.created_at)
_words: dict[str, str] = {}


def name_dependents(words: Mapping[str, str]) -> None:
    """Learn from the application how people call the tables that may point at a member."""
    _words.update(words)


def undo(actor: Actor, import_id: UUID, *, version: int | None = None) -> MemberImport:
    """Remove everybody an import brought and put back the records it changed, in one action.

    Refused, with what stands in the way, once anything points at one of the people it brought or
    one of the records was changed since.
    """
    with transaction():
        batch = imported.get(actor, import_id)
        if version is not None:
            batch.expect_version(version)
        refuse_unless(batch, ImportStatus.DONE)
        brought = (
            policy.visible_import_rows(actor)
            .where(ImportRow.batch_id == batch.id, ImportRow.status == RowStatus.IMPORTED)
            .with_only_columns(ImportRow.member_id)
        )
        in_the_way = [*dependents(brought), *_changed(actor, brought)]
        if in_the_way:
            raise RuleBroken(
                "Không hoàn tác được vì các đồng chí trong danh sách đã có "
                f"{', '.join(dict.fromkeys(in_the_way))}."
            )
        people = _remove(actor, batch, brought) + _put_back(actor, batch)
        batch.status, batch.undone_at = ImportStatus.UNDONE, clock.now()
        path = organisation_of(actor, batch.organisation_id).path
        audit.record(actor, "import.undo", batch, organisation_path=path, people=people)
    return batch


def discard(actor: Actor, import_id: UUID, *, version: int) -> None:
    """Throw away a list nobody of which is in the register: its file and every row of it.

    What was only looked at, or taken back, holds personal facts for no purpose any more (Luật
    91/2025/QH15 on personal data, as quoted); the trail keeps that the list was there.
    """
    with transaction():
        batch = imported.get(actor, import_id)
        batch.expect_version(version)
        refuse_unless(batch, *_UNUSED)
        _throw_away(actor, batch)


def discard_forgotten(actor: Actor) -> None:
    """Throw away the lists that were looked at, or taken back, so long ago that nobody needs them.

    How long is a provision of the house: no text names a time for a list that was not used. Of a
    list that was taken back the days run from then.
    """
    days = provisions.value(ProvisionKey.PREVIEW_DAYS, actor.day)
    begins = clock.now() - timedelta(days=days)
    forgotten = policy.visible_imports(actor).where(
        MemberImport.status.in_(_UNUSED),
        func.coalesce(*_LAST_USED) < begins,
    )
    with transaction():
        for batch in db.session.scalars(forgotten).all():
            _throw_away(actor, batch)


def _throw_away(actor: Actor, batch: MemberImport) -> None:
    path = organisation_of(actor, batch.organisation_id).path
    audit.record(actor, "import.discard", batch, organisation_path=path, file=batch.file_name)
    rows = policy.visible_import_rows(actor).where(ImportRow.batch_id == batch.id)
    for row in db.session.scalars(rows):
        db.session.delete(row)
    db.session.flush()
    db.session.delete(batch)


def dependents(brought: Select[UUID | None]) -> Iterator[str]:
    """Name what points at one of the people, whichever package owns it, with how many people."""
    for table in Base.metadata.sorted_tables:
        if table.name in _OWN:
            continue
        for column in table.columns:
            if any(key.column is Member.__table__.c.id for key in column.foreign_keys):
                counted = select(func.count(distinct(column))).where(column.in_(brought))
                count = db.session.scalar(counted.execution_options(**{SCOPED: True}))
                if count:
                    yield f"{_words.get(table.name, _OTHER)} ({count} đồng chí)"


def _changed(actor: Actor, brought: Select[UUID | None]) -> Iterator[str]:
    if db.session.scalar(
        policy.visible_members(actor).where(Member.id.in_(brought), Member.version > 1).limit(1)
    ):
        yield "thay đổi trong hồ sơ"
    if db.session.scalar(
        policy.visible_memberships(actor)
        .where(Membership.member_id.in_(brought), Membership.version > 1)
        .limit(1)
    ):
        yield "thay đổi về sinh hoạt đảng"
    events = policy.visible_events(actor).where(MemberEvent.member_id.in_(brought))
    if not all(one.details.get(FROM_LIST) for one in db.session.scalars(events)):
        yield "sự kiện ghi sau khi nhập"
    decided = policy.visible_appointments(actor).where(
        Appointment.member_id.in_(brought),
        (Appointment.version > 1) | Appointment.decision_number.is_not(None),
    )
    withdrawn = (
        policy.visible_withdrawals(actor)
        .join(OfficeWithdrawal.appointment)
        .where(Appointment.member_id.in_(brought))
    )
    if db.session.scalar(decided.limit(1)) or db.session.scalar(withdrawn.limit(1)):
        yield "quyết định về chức vụ"


def _remove(actor: Actor, batch: MemberImport, brought: Select[UUID | None]) -> int:
    appointments = policy.visible_appointments(actor).where(Appointment.member_id.in_(brought))
    memberships = policy.visible_memberships(actor).where(Membership.member_id.in_(brought))
    events = policy.visible_events(actor).where(MemberEvent.member_id.in_(brought))
    members = list(db.session.scalars(policy.visible_members(actor).where(Member.id.in_(brought))))
    for record in (
        *db.session.scalars(appointments),
        *db.session.scalars(memberships),
        *db.session.scalars(events),
    ):
        db.session.delete(record)
    rows = policy.visible_import_rows(actor).where(ImportRow.batch_id == batch.id)
    for row in db.session.scalars(rows.where(ImportRow.status == RowStatus.IMPORTED)):
        row.member_id = None
        row.status = RowStatus.READY
    db.session.flush()
    for member in members:
        db.session.delete(member)
    db.session.flush()
    return len(members)


def _put_back(actor: Actor, batch: MemberImport) -> int:
    rows = policy.visible_import_rows(actor).where(
        ImportRow.batch_id == batch.id, ImportRow.status == RowStatus.UPDATED
    )
    reason = f"Hoàn tác danh sách «{batch.file_name}»"
    return updating.put_back(actor, db.session.scalars(rows), reason)
