"""A whole member list: its titles, its day, its people."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from partywork.cells.rules.importing.cell_names import CellNames
from partywork.cells.rules.importing.columns import (
    Header,
    Row,
    Sheet,
    find_header,
    is_person_row,
    list_day,
    missing_columns,
)
from partywork.cells.rules.importing.duplicates import Known, mark_duplicates
from partywork.cells.rules.importing.messages import ImportField
from partywork.cells.rules.importing.rows import ImportedRow, read_row
from partywork.cells.terms import ImportMode
from partywork.core.errors import RuleBroken
from partywork.core.state_secrets import refuse_secret


@dataclass(frozen=True, slots=True)
class MemberList:
    """What a workbook was understood to be: the sheet, its titles and its day."""

    sheet: Sheet
    header: Header
    day: date


def find_list(
    sheets: Sequence[Sheet], today: date, remembered: Mapping[str, str] | None = None
) -> MemberList:
    """Return the first sheet that is a member list, with the day it was drawn up for.

    A list that names no day, or one still to come, is taken as of `today`.
    """
    for sheet in sheets:
        header = find_header(sheet.rows, remembered)
        if header:
            day = list_day(sheet.rows[: header.row_index])
            return MemberList(sheet, header, min(day or today, today))
    raise RuleBroken(
        "Không tìm thấy dòng tiêu đề cột trong tệp. Bảng cần có các cột như «Họ và tên», "
        "«Ngày sinh», «Chi bộ»."
    )


def check_columns(mapping: Mapping[ImportField, int], mode: ImportMode = ImportMode.ADD) -> None:
    """Refuse a list in which a column is missing without which no row can be ready."""
    missing = missing_columns(mapping, mode)
    if missing:
        named = ", ".join(f"«{field.label}»" for field in missing)
        raise RuleBroken(f"Bảng thiếu cột {named}; hãy chỉ ra cột này hoặc thêm vào bảng.")


def person_rows(
    rows: Sequence[Row], header_index: int, mapping: Mapping[ImportField, int]
) -> list[tuple[int, Row]]:
    """Return the rows that are people, each with its number in the sheet (the first is 1)."""
    return [
        (index + 1, row)
        for index, row in enumerate(rows)
        if index > header_index and is_person_row(row, mapping)
    ]


def check_marks(
    sheets: Sequence[Sheet], member_list: MemberList, mode: ImportMode = ImportMode.ADD
) -> None:
    """Refuse a workbook that bears a state-secret mark anywhere but in the row of a person.

    While a needed column is not found, nobody knows which rows are people.
    """
    mapping, people = member_list.header.mapping, set[int]()
    if not missing_columns(mapping, mode):
        rows, header_index = member_list.sheet.rows, member_list.header.row_index
        people = {number for number, _ in person_rows(rows, header_index, mapping)}
    for sheet in sheets:
        is_list = sheet is member_list.sheet
        for number, row in enumerate(sheet.rows, start=1):
            if not (is_list and number in people):
                refuse_secret(*(cell for cell in row if isinstance(cell, str)))


def read_people(
    member_list: MemberList, cell_names: Iterable[str], known: Iterable[Known] = ()
) -> tuple[ImportedRow, ...]:
    """Read every person of the list and mark those already there."""
    names = CellNames.of(cell_names)
    mapping = member_list.header.mapping
    people = person_rows(member_list.sheet.rows, member_list.header.row_index, mapping)
    return mark_duplicates(
        (read_row(number, row, mapping, names, member_list.day) for number, row in people), known
    )
