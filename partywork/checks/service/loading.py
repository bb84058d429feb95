"""Loading another list to be compared, pointing out its columns, deleting it when all is done."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from partywork.audit import service as audit
from partywork.cells.models import Organisation
from partywork.cells.policy import visible_organisations
from partywork.cells.policy.scope import desk_paths
from partywork.cells.rules.importing.columns import missing_columns
from partywork.cells.rules.importing.duplicates import mark_duplicates
from partywork.cells.rules.importing.lists import MemberList, check_columns, person_rows
from partywork.cells.rules.importing.messages import Fault, ImportField
from partywork.cells.rules.importing.rows import ImportedRow, read_row
from partywork.cells.service import lists
from partywork.cells.service.enrolment import Enrolment, register
from partywork.cells.service.organisations import get as organisation_of
from partywork.cells.terms import ImportMode
from partywork.checks import policy
from partywork.checks.models import DifferenceList, DifferenceRow
from partywork.checks.terms import DifferenceStatus
from partywork.core.actor import Actor, Desk
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, RuleBroken, require
from partywork.core.state_secrets import refuse_secret
from partywork.core.text import name_sort_key, tidy

_MODE = ImportMode.UPDATE
_LONGEST_FILE_NAME = 200
_DESK_ONLY = "Chỉ tổ chức của văn phòng Đảng ủy đối chiếu danh sách."


def require_desk(actor: Actor) -> None:
    """Refuse everybody but the desk that keeps the register."""
    require(policy.may_compare(actor), _DESK_ONLY)


def get(actor: Actor, list_id: UUID) -> DifferenceList:
    """Return a compared list of the actor's office."""
    require_desk(actor)
    found = db.session.scalar(policy.visible(actor).where(DifferenceList.id == list_id))
    if found is None:
        raise NotVisible()
    return found


def list_visible(actor: Actor) -> list[DifferenceList]:
    """Return the lists that are being compared, newest first."""
    require_desk(actor)
    query = policy.visible(actor).order_by(DifferenceList.created_at.desc())
    return list(db.session.scalars(query))


def load(actor: Actor, *, file_name: str, source: str, content: bytes) -> DifferenceList:
    """Read another list and keep its people, sealed, beside ours; nothing of ours changes."""
    with transaction():
        require_desk(actor)
        refuse_secret(source, file_name.rpartition(".")[0])
        organisation = _place_of(actor)
        member_list = lists.read_list(actor, content, _MODE)
        compared = DifferenceList(
            organisation_id=organisation.id,
            file_name=tidy(file_name)[:_LONGEST_FILE_NAME],
            source=tidy(source),
            list_day=member_list.day,
            content=content,
        )
        db.session.add(compared)
        db.session.flush()
        _keep_rows(actor, compared, member_list)
        audit.record(
            actor,
            "difference.load",
            compared,
            organisation_path=organisation.path,
            file=compared.file_name,
        )
    return compared


def _place_of(actor: Actor) -> Organisation:
    """Return the organisation whose register the actor's desk keeps: the topmost of several."""
    if actor.is_system:
        return lists.office_of(actor)
    top = min(desk_paths(actor, Desk.ORGANISATION), key=len)
    query = visible_organisations(actor).where(Organisation.path == top)
    return db.session.scalars(query).one()


def missing(compared: DifferenceList) -> tuple[ImportField, ...]:
    """Return the needed columns that nobody has pointed out yet."""
    return missing_columns(_mapping_of(compared), _MODE)


def _mapping_of(compared: DifferenceList) -> dict[ImportField, int]:
    return {ImportField(field): column for field, column in compared.mapping.items()}


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a compared list and what each was taken for."""

    compared: DifferenceList
    titles: tuple[str, ...]
    fields: tuple[ImportField | None, ...]


def for_columns(actor: Actor, list_id: UUID) -> Columns:
    """Return the columns of a list and what each was taken for."""
    compared = get(actor, list_id)
    titles = _read_again(actor, compared).header.titles
    taken = {column: field for field, column in _mapping_of(compared).items()}
    return Columns(compared, titles, tuple(taken.get(index) for index in range(len(titles))))


def _read_again(actor: Actor, compared: DifferenceList) -> MemberList:
    if compared.content is None:
        raise RuleBroken(
            "Tệp có dòng mang dấu chỉ độ mật nên không được giữ lại. Hãy bỏ dòng ấy rồi "
            "chọn lại tệp."
        )
    return lists.read_list(actor, compared.content, _MODE)


def choose_columns(
    actor: Actor, list_id: UUID, *, version: int, chosen: Mapping[ImportField, int]
) -> DifferenceList:
    """Take the columns as they are pointed out, remember them, and read the list again."""
    with transaction():
        compared = get(actor, list_id)
        compared.expect_version(version)
        check_columns(chosen, _MODE)
        member_list = _read_again(actor, compared)
        header = replace(member_list.header, mapping=dict(chosen))
        lists.remember(header.titles, chosen)
        query = policy.visible_rows(actor).where(DifferenceRow.list_id == compared.id)
        for row in db.session.scalars(query):
            db.session.delete(row)
        db.session.flush()
        _keep_rows(actor, compared, replace(member_list, header=header))
        organisation = organisation_of(actor, compared.organisation_id)
        audit.record(actor, "difference.columns", compared, organisation_path=organisation.path)
    return compared


def _keep_rows(actor: Actor, compared: DifferenceList, member_list: MemberList) -> None:
    header = member_list.header
    compared.mapping = {field.value: column for field, column in header.mapping.items()}
    if missing(compared):
        compared.status = DifferenceStatus.COLUMNS
        return
    compared.status = DifferenceStatus.OPEN
    organisation = organisation_of(actor, compared.organisation_id)
    names = Enrolment.into(actor, organisation, member_list.day, None).names
    people = person_rows(member_list.sheet.rows, header.row_index, header.mapping)
    read = [read_row(number, row, header.mapping, names, member_list.day) for number, row in people]
    for person in mark_duplicates(read, register(actor)):
        if any(found.rule is Fault.STATE_SECRET for found in person.findings):
            # The file itself holds what must not be kept.
            compared.content = None
        db.session.add(_row_of(compared, person))
    db.session.flush()


def _row_of(compared: DifferenceList, person: ImportedRow) -> DifferenceRow:
    row = DifferenceRow(
        organisation_id=compared.organisation_id,
        list_id=compared.id,
        sheet_row=person.sheet_row,
        name_sort_key=name_sort_key(person.texts.get(ImportField.FULL_NAME, "")),
        member_id=person.known,
    )
    row.theirs = {field.value: text for field, text in person.texts.items() if text}
    row.messages = [
        found.text
        for found in person.findings
        if isinstance(found.rule, Fault) and found.rule is not Fault.MISSING
    ]
    return row


def delete(actor: Actor, list_id: UUID, *, version: int) -> None:
    """Delete a compared list with everything that was loaded and decided; records stay."""
    with transaction():
        compared = get(actor, list_id)
        compared.expect_version(version)
        organisation = organisation_of(actor, compared.organisation_id)
        audit.record(
            actor,
            "difference.delete",
            compared,
            organisation_path=organisation.path,
            file=compared.file_name,
        )
        query = policy.visible_rows(actor).where(DifferenceRow.list_id == compared.id)
        for row in db.session.scalars(query):
            db.session.delete(row)
        db.session.flush()
        db.session.delete(compared)
