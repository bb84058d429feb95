"""Reading a list of members: what it would come to, and which of its columns means what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import select

from partywork.audit import service as audit
from partywork.cells import policy
from partywork.cells.engine.reading import read_sheets
from partywork.cells.models import ColumnMemory, ImportRow, MemberImport, Organisation
from partywork.cells.rules.importing.columns import header_key, missing_columns
from partywork.cells.rules.importing.duplicates import mark_duplicates
from partywork.cells.rules.importing.lists import (
    MemberList,
    check_columns,
    check_marks,
    find_list,
    person_rows,
)
from partywork.cells.rules.importing.messages import Fault, ImportField
from partywork.cells.rules.importing.rows import ImportedRow, held_to, read_row
from partywork.cells.service import imported, updating
from partywork.cells.service.enrolment import Enrolment, register
from partywork.cells.service.organisations import get as organisation_of
from partywork.cells.terms import ImportMode, ImportStatus, OrganisationKind
from partywork.core.actor import Actor, Role
from partywork.core.db import db, transaction
from partywork.core.errors import RuleBroken
from partywork.core.state_secrets import refuse_secret
from partywork.core.text import tidy

OnProgress = Callable[[int, int], None]

_LONGEST_FILE_NAME = 200


def examine(
    actor: Actor, content: bytes, on_progress: OnProgress | None = None
) -> tuple[ImportedRow, ...]:
    """Say what a list would come to, and write nothing."""
    imported.require_office(actor)
    member_list = read_list(actor, content)
    check_columns(member_list.header.mapping)
    return _read_people(actor, office_of(actor), member_list, on_progress)


def preview(
    actor: Actor,
    *,
    file_name: str,
    content: bytes,
    offices_from: date | None = None,
    mode: ImportMode = ImportMode.ADD,
    on_progress: OnProgress | None = None,
) -> MemberImport:
    """Read an uploaded list and keep what was found in each row; nobody is imported yet.

    A list in which a needed column was not recognised is kept without rows until the office has
    pointed the column out.
    """
    with transaction():
        imported.require_office(actor)
        refuse_secret(file_name.rpartition(".")[0])
        organisation = office_of(actor)
        updating.require_desk(actor, organisation, mode)
        member_list = read_list(actor, content, mode)
        batch = MemberImport(
            organisation_id=organisation.id,
            file_name=tidy(file_name)[:_LONGEST_FILE_NAME],
            mode=mode,
            list_day=member_list.day,
            offices_from=offices_from,
            content=content,
        )
        db.session.add(batch)
        _keep_rows(actor, batch, organisation, member_list, on_progress)
        audit.record(
            actor,
            "import.preview",
            batch,
            organisation_path=organisation.path,
            file=batch.file_name,
            mode=mode,
        )
    return batch


def missing(batch: MemberImport) -> tuple[ImportField, ...]:
    """Return the needed columns that nobody has pointed out yet."""
    return missing_columns(_mapping_of(batch), batch.mode)


def check_ready(batch: MemberImport) -> None:
    """Refuse a list in which a needed column is missing."""
    check_columns(_mapping_of(batch), batch.mode)


def _mapping_of(batch: MemberImport) -> dict[ImportField, int]:
    return {ImportField(field): column for field, column in batch.mapping.items()}


def office_of(actor: Actor) -> Organisation:
    """Return the Đảng bộ for which the actor imports; jobs and commands act for the topmost."""
    if not actor.is_system:
        return organisation_of(actor, min(actor.organisations_as(Role.OFFICE)))
    query = policy.visible_organisations(actor).where(
        Organisation.kind == OrganisationKind.COMMITTEE
    )
    found = db.session.scalar(query.order_by(Organisation.path).limit(1))
    if found is None:
        raise RuleBroken("Chưa có Đảng bộ nào. Hãy nhập danh sách tổ chức trước.")
    return found


def read_list(actor: Actor, content: bytes, mode: ImportMode = ImportMode.ADD) -> MemberList:
    """Read a file as a member list, its columns as they were pointed out before."""
    remembered = {one.folded_header: one.field for one in db.session.scalars(select(ColumnMemory))}
    sheets = read_sheets(content)
    member_list = find_list(sheets, actor.day, remembered)
    check_marks(sheets, member_list, mode)
    return member_list


def _read_people(
    actor: Actor,
    organisation: Organisation,
    member_list: MemberList,
    on_progress: OnProgress | None,
) -> tuple[ImportedRow, ...]:
    enrolment = Enrolment.into(actor, organisation, member_list.day, None)
    header = member_list.header
    people = person_rows(member_list.sheet.rows, header.row_index, header.mapping)
    found = []
    for done, (number, row) in enumerate(people, start=1):
        read = read_row(number, row, header.mapping, enrolment.names, member_list.day)
        found.append(held_to(read, enrolment.limits))
        if on_progress is not None:
            on_progress(done, len(people))
    return mark_duplicates(found, register(actor))


def _keep_rows(
    actor: Actor,
    batch: MemberImport,
    organisation: Organisation,
    member_list: MemberList,
    on_progress: OnProgress | None = None,
) -> None:
    mapping = member_list.header.mapping
    batch.mapping = {field.value: column for field, column in mapping.items()}
    db.session.flush()
    if missing_columns(mapping, batch.mode):
        return
    people = _read_people(actor, organisation, member_list, on_progress)
    for person in updating.proposed(actor, people, batch.mode):
        if any(found.rule is Fault.STATE_SECRET for found in person.findings):
            # The file itself holds what must not be kept.
            batch.content = None
        row = ImportRow(
            organisation_id=batch.organisation_id, batch_id=batch.id, sheet_row=person.sheet_row
        )
        say(row, person)
        db.session.add(row)
    db.session.flush()


def say(row: ImportRow, person: ImportedRow) -> None:
    """Keep what a reading found in the row."""
    row.status = person.status
    row.messages = list(person.messages)
    row.cells = {field.value: text for field, text in person.texts.items()}


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of an uploaded list and what each was taken for."""

    batch: MemberImport
    titles: tuple[str, ...]
    fields: tuple[ImportField | None, ...]


def for_columns(actor: Actor, import_id: UUID) -> Columns:
    """Return the columns of a list that is not imported yet."""
    batch, member_list = _still_open(actor, import_id)
    taken = {column: field for field, column in _mapping_of(batch).items()}
    titles = member_list.header.titles
    return Columns(batch, titles, tuple(taken.get(index) for index in range(len(titles))))


def _still_open(actor: Actor, import_id: UUID) -> tuple[MemberImport, MemberList]:
    batch = imported.get(actor, import_id)
    refuse_unless(batch, ImportStatus.PREVIEWED)
    if batch.content is None:
        raise RuleBroken(
            "Tệp có dòng mang dấu chỉ độ mật nên không được giữ lại. Hãy bỏ dòng ấy rồi "
            "chọn lại tệp."
        )
    return batch, read_list(actor, batch.content, batch.mode)


def refuse_unless(batch: MemberImport, *allowed: ImportStatus) -> None:
    """Refuse what cannot be done to an import where it stands now."""
    if batch.status not in allowed:
        raise RuleBroken(f"Danh sách này ở trạng thái «{batch.status.label}».")


def choose_columns(
    actor: Actor, import_id: UUID, *, version: int, chosen: Mapping[ImportField, int]
) -> MemberImport:
    """Take the columns as the office points them out, remember them, and read the list again."""
    with transaction():
        batch, member_list = _still_open(actor, import_id)
        batch.expect_version(version)
        check_columns(chosen, batch.mode)
        header = replace(member_list.header, mapping=dict(chosen))
        remember(header.titles, chosen)
        query = policy.visible_import_rows(actor).where(ImportRow.batch_id == batch.id)
        for row in db.session.scalars(query):
            db.session.delete(row)
        db.session.flush()
        organisation = organisation_of(actor, batch.organisation_id)
        _keep_rows(actor, batch, organisation, replace(member_list, header=header))
        audit.record(actor, "import.columns", batch, organisation_path=organisation.path)
    return batch


def remember(titles: tuple[str, ...], chosen: Mapping[ImportField, int]) -> None:
    """Keep what the column titles of a list mean for the next one."""
    meant = {column: field.value for field, column in chosen.items()}
    known = {one.folded_header: one for one in db.session.scalars(select(ColumnMemory))}
    for index, title in enumerate(titles):
        key = header_key(title)
        if not key:
            continue
        if key not in known:
            known[key] = ColumnMemory(folded_header=key)
            db.session.add(known[key])
        known[key].field = meant.get(index, "")
