"""A row of a member list read as a person, with everything there is to say about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TypeVar
from uuid import UUID

from partywork.cells.rules.history import Limits
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
from partywork.cells.rules.importing.papers import check_papers
from partywork.cells.rules.importing.person import (
    MemberValues,
    check_person,
    check_probation,
)
from partywork.cells.rules.importing.values import (
    Reading,
    clean,
    read_birth_name,
    read_card_kind,
    read_card_number,
    read_citizen_id,
    read_email,
    read_name,
    read_office,
    read_phone,
    read_sex,
    read_status,
    read_text,
)
from partywork.cells.terms import RowStatus
from partywork.core.state_secrets import find_secret_mark
from partywork.core.terms import Term

T = TypeVar("T")

_NOTHING = MemberValues(**dict.fromkeys((field.name for field in fields(MemberValues)), None))


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """A person of the list: the values read, their texts for mending, and the findings.

    `texts` holds what a form shows: the value as it should be written, or, where nothing could
    be read, what the sheet said. Reading the texts again gives the same values. `known` is who of
    the register the person is.
    """

    sheet_row: int
    values: MemberValues
    texts: Mapping[ImportField, str]
    findings: tuple[Finding, ...]
    known: UUID | None = None

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

    def a_day(field: ImportField, *, is_required: bool = False) -> date | None:
        return keep(read_day(cell(field), field, day, is_required=is_required))

    values = MemberValues(
        full_name=keep(read_name(cell(ImportField.FULL_NAME))),
        birth_name=keep(read_birth_name(cell(ImportField.BIRTH_NAME))),
        alias=text(ImportField.ALIAS),
        born_on=a_day(ImportField.BORN_ON, is_required=True),
        sex=keep(read_sex(cell(ImportField.SEX))),
        ethnicity=text(ImportField.ETHNICITY),
        religion=text(ImportField.RELIGION),
        birth_place=text(ImportField.BIRTH_PLACE),
        native_place=text(ImportField.NATIVE_PLACE),
        residence=text(ImportField.RESIDENCE),
        temporary_residence=text(ImportField.TEMPORARY_RESIDENCE),
        family_background=text(ImportField.FAMILY_BACKGROUND),
        citizen_id=keep(read_citizen_id(cell(ImportField.CITIZEN_ID))),
        phone=keep(read_phone(cell(ImportField.PHONE))),
        email=keep(read_email(cell(ImportField.EMAIL))),
        health=text(ImportField.HEALTH),
        admitted_on=a_day(ImportField.ADMITTED_ON, is_required=True),
        admission_number=text(ImportField.ADMISSION_NUMBER),
        admission_signed_on=a_day(ImportField.ADMISSION_SIGNED_ON),
        admission_body=text(ImportField.ADMISSION_BODY),
        admission_cell=text(ImportField.ADMISSION_CELL),
        ceremony_on=a_day(ImportField.CEREMONY_ON),
        official_on=a_day(ImportField.OFFICIAL_ON),
        confirmation_number=text(ImportField.CONFIRMATION_NUMBER),
        confirmation_signed_on=a_day(ImportField.CONFIRMATION_SIGNED_ON),
        confirmation_body=text(ImportField.CONFIRMATION_BODY),
        confirmation_cell=text(ImportField.CONFIRMATION_CELL),
        party_age_from=a_day(ImportField.PARTY_AGE_FROM),
        sponsors=text(ImportField.SPONSORS),
        card_number=keep(read_card_number(cell(ImportField.CARD_NUMBER))),
        card_issued_on=a_day(ImportField.CARD_ISSUED_ON),
        card_kind=keep(read_card_kind(cell(ImportField.CARD_KIND))),
        file_number=text(ImportField.FILE_NUMBER),
        register_number=text(ImportField.REGISTER_NUMBER),
        cell=keep(read_cell(cell(ImportField.CELL), cell_names)),
        office=keep(read_office(cell(ImportField.OFFICE))),
        general_education=text(ImportField.GENERAL_EDUCATION),
        qualification=text(ImportField.QUALIFICATION),
        academic_title=text(ImportField.ACADEMIC_TITLE),
        degree=text(ImportField.DEGREE),
        political_theory=text(ImportField.POLITICAL_THEORY),
        foreign_languages=text(ImportField.FOREIGN_LANGUAGES),
        computer_skills=text(ImportField.COMPUTER_SKILLS),
        occupation=text(ImportField.OCCUPATION),
        workplace=text(ImportField.WORKPLACE),
        government_post=text(ImportField.GOVERNMENT_POST),
        association_post=text(ImportField.ASSOCIATION_POST),
        salary_grade=text(ImportField.SALARY_GRADE),
        retired_on=a_day(ImportField.RETIRED_ON),
        status=keep(read_status(cell(ImportField.STATUS))),
        notes=text(ImportField.NOTES),
    )
    findings += check_person(values)
    found = (*findings, *check_papers(values, findings))
    return ImportedRow(sheet_row, values, _texts(values, cells), found)


def held_to(row: ImportedRow, limits: Limits) -> ImportedRow:
    """Return a row with what the provisions of its days say against it."""
    found = check_probation(row.values, limits)
    return replace(row, findings=(*row.findings, *found)) if found else row


def bears_mark(cells: Iterable[Cell]) -> bool:
    """Tell whether one of the cells bears a state-secret mark (Luật 117/2025/QH15, Điều 5)."""
    texts = (cell for cell in cells if isinstance(cell, str))
    return find_secret_mark("\n".join(texts)) is not None


def _nothing_of(sheet_row: int) -> ImportedRow:
    return ImportedRow(sheet_row, _NOTHING, {}, (finding(Fault.STATE_SECRET),))


def _texts(values: MemberValues, cells: Mapping[ImportField, Cell]) -> dict[ImportField, str]:
    texts = {}
    for field in ImportField:
        value = getattr(values, field)
        if value is None:
            texts[field] = clean(cells.get(field), field).value or ""
        else:
            texts[field] = value.label if isinstance(value, Term) else cell_text(value)
    return texts
