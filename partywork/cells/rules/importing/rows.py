"""A row of a member list read as a person, with everything there is to say about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import TypeVar

from partywork.cells.rules.importing.cell_names import CellNames, read_cell
from partywork.cells.rules.importing.columns import Cell, Row, cell_text, pick
from partywork.cells.rules.importing.days import read_day
from partywork.cells.rules.importing.messages import (
    Fault,
    Finding,
    ImportField,
    finding,
    status_of,
)
from partywork.cells.rules.importing.values import (
    Reading,
    clean,
    read_card_number,
    read_citizen_id,
    read_name,
    read_office,
    read_phone,
    read_sex,
    read_status,
    read_text,
)
from partywork.cells.rules.membership import full_years
from partywork.cells.terms import MembershipStatus, OfficeTitle, RowStatus, Sex
from partywork.core.display import day as on_screen
from partywork.core.state_secrets import find_secret_mark
from partywork.core.terms import Term

T = TypeVar("T")

_ADMISSION_AGE = 18


@dataclass(frozen=True, slots=True)
class MemberValues:
    """What the row says of a person; `None` is empty, or refused with a message.

    In a ready row the name, birth date, sex, day of admission, cell and status are there.
    """

    full_name: str | None
    born_on: date | None
    sex: Sex | None
    ethnicity: str | None
    religion: str | None
    native_place: str | None
    residence: str | None
    citizen_id: str | None
    phone: str | None
    admitted_on: date | None
    official_on: date | None
    card_number: str | None
    file_number: str | None
    cell: str | None
    office: OfficeTitle | None
    qualification: str | None
    political_theory: str | None
    occupation: str | None
    status: MembershipStatus | None
    notes: str | None


_NOTHING = MemberValues(**dict.fromkeys((field.name for field in fields(MemberValues)), None))


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """A person of the list: the values read, their texts for mending, and the findings.

    `texts` holds what a form shows: the value as it should be written, or, where nothing could
    be read, what the sheet said. Reading the texts again gives the same values.
    """

    sheet_row: int
    values: MemberValues
    texts: Mapping[ImportField, str]
    findings: tuple[Finding, ...]

    @property
    def status(self) -> RowStatus:
        """Ready, in error, or a person already there."""
        return status_of(self.findings)

    @property
    def messages(self) -> tuple[str, ...]:
        """The sentences people read, in the order of the columns."""
        return tuple(found.text for found in self.findings)


def read_row(
    sheet_row: int,
    cells: Row,
    mapping: Mapping[ImportField, int],
    cell_names: CellNames,
    day: date,
) -> ImportedRow:
    """Read one row of the sheet; `day` is the last day the list can speak of.

    A state-secret mark counts also in a column that is not read.
    """
    if bears_mark(cells):
        return _nothing_of(sheet_row)
    return read_fields(sheet_row, pick(cells, mapping), cell_names, day)


def read_fields(
    sheet_row: int, cells: Mapping[ImportField, Cell], cell_names: CellNames, day: date
) -> ImportedRow:
    """Read a person from cells by field, from a sheet or from the form that mends a row.

    Of a row with a state-secret mark nothing is kept.
    """
    if bears_mark(cells.values()):
        return _nothing_of(sheet_row)
    findings: list[Finding] = []

    def keep(reading: Reading[T]) -> T | None:
        findings.extend(reading.findings)
        return reading.value

    def cell(field: ImportField) -> Cell:
        return cells.get(field)

    def text(field: ImportField) -> str | None:
        return keep(read_text(cell(field), field))

    def a_day(field: ImportField, *, is_required: bool = True) -> date | None:
        return keep(read_day(cell(field), field, day, is_required=is_required))

    values = MemberValues(
        full_name=keep(read_name(cell(ImportField.FULL_NAME))),
        born_on=a_day(ImportField.BORN_ON),
        sex=keep(read_sex(cell(ImportField.SEX))),
        ethnicity=text(ImportField.ETHNICITY),
        religion=text(ImportField.RELIGION),
        native_place=text(ImportField.NATIVE_PLACE),
        residence=text(ImportField.RESIDENCE),
        citizen_id=keep(read_citizen_id(cell(ImportField.CITIZEN_ID))),
        phone=keep(read_phone(cell(ImportField.PHONE))),
        admitted_on=a_day(ImportField.ADMITTED_ON),
        official_on=a_day(ImportField.OFFICIAL_ON, is_required=False),
        card_number=keep(read_card_number(cell(ImportField.CARD_NUMBER))),
        file_number=text(ImportField.FILE_NUMBER),
        cell=keep(read_cell(cell(ImportField.CELL), cell_names)),
        office=keep(read_office(cell(ImportField.OFFICE))),
        qualification=text(ImportField.QUALIFICATION),
        political_theory=text(ImportField.POLITICAL_THEORY),
        occupation=text(ImportField.OCCUPATION),
        status=keep(read_status(cell(ImportField.STATUS))),
        notes=text(ImportField.NOTES),
    )
    return ImportedRow(sheet_row, values, _texts(values, cells), (*findings, *check_person(values)))


def bears_mark(cells: Iterable[Cell]) -> bool:
    """Tell whether one of the cells bears a state-secret mark (Luật 117/2025/QH15, Điều 5)."""
    texts = (cell for cell in cells if isinstance(cell, str))
    return find_secret_mark("\n".join(texts)) is not None


def _nothing_of(sheet_row: int) -> ImportedRow:
    return ImportedRow(sheet_row, _NOTHING, {}, (finding(Fault.STATE_SECRET),))


def check_person(values: MemberValues) -> tuple[Finding, ...]:
    """Compare what the row says of one person with itself.

    A citizen is admitted from the age of 18, in full years on the day (Điều lệ Đảng, Điều 1);
    becomes official after admission; and a probationary member neither is official nor holds
    an office, having no right to stand for election (Điều lệ Đảng, Điều 3 and 5).
    """
    found = []
    born, admitted, official = values.born_on, values.admitted_on, values.official_on
    if born and admitted and full_years(born, admitted) < _ADMISSION_AGE:
        found.append(
            finding(
                Fault.ADMITTED_TOO_YOUNG,
                ImportField.ADMITTED_ON,
                after=on_screen(admitted),
                count=full_years(born, admitted),
            )
        )
    if admitted and official and official < admitted:
        found.append(
            finding(
                Fault.OFFICIAL_BEFORE_ADMISSION,
                ImportField.OFFICIAL_ON,
                after=on_screen(official),
                before=on_screen(admitted),
            )
        )
    if values.status is MembershipStatus.PROBATIONARY:
        found.extend(_check_probationary(values))
    return tuple(found)


def _check_probationary(values: MemberValues) -> list[Finding]:
    found = []
    if values.official_on:
        after = on_screen(values.official_on)
        rule = Fault.PROBATIONARY_WITH_OFFICIAL_DAY
        found.append(finding(rule, ImportField.OFFICIAL_ON, after=after))
    if values.office:
        after = values.office.label
        found.append(finding(Fault.PROBATIONARY_IN_OFFICE, ImportField.OFFICE, after=after))
    return found


def _texts(values: MemberValues, cells: Mapping[ImportField, Cell]) -> dict[ImportField, str]:
    texts = {}
    for field in ImportField:
        value = getattr(values, field)
        if value is None:
            texts[field] = clean(cells.get(field), field).value or ""
        else:
            texts[field] = value.label if isinstance(value, Term) else cell_text(value)
    return texts
