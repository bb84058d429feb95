"""Which columns a list has and which of its rows are people."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from partywork.cells.rules.importing.messages import ImportField
from partywork.cells.terms import ImportMode
from partywork.core.display import day as day_on_screen
from partywork.core.text import fold, tidy

Cell = str | int | float | bool | date | datetime | time | timedelta | None
Row = Sequence[Cell]

REQUIRED = (
    ImportField.FULL_NAME,
    ImportField.BORN_ON,
    ImportField.SEX,
    ImportField.ADMITTED_ON,
    ImportField.CELL,
    ImportField.STATUS,
)
_IDENTIFYING = (
    ImportField.FULL_NAME,
    ImportField.BORN_ON,
    ImportField.CITIZEN_ID,
    ImportField.CARD_NUMBER,
)
_FIELDS = {field.value: field for field in ImportField}
_ROWS_SEARCHED = 60
_FEWEST_COLUMNS = 3
# How lists name what belongs to the decisions to admit and to recognise as official.
_NUMBER, _SIGNED = ("so quyet dinh", "so qd"), ("ngay ky quyet dinh", "ngay ky qd")
_BODY = ("co quan quyet dinh", "co quan qd")
_ADMITTED = ("ket nap",)
_CONFIRMED = ("cong nhan chinh thuc", "cong nhan dang vien chinh thuc", "chinh thuc")
# A header is tried against these from the top, so the narrower wording stands first; `None`
# is a column that is known and not wanted.
_HEADER_WORDS: tuple[tuple[ImportField | None, tuple[str, ...]], ...] = (
    (None, ("da che",)),
    *(
        (field, tuple(f"{one} {what}" for one in words for what in decision))
        for field, words, decision in (
            (ImportField.CONFIRMATION_NUMBER, _NUMBER, _CONFIRMED),
            (ImportField.CONFIRMATION_SIGNED_ON, _SIGNED, _CONFIRMED),
            (ImportField.CONFIRMATION_BODY, _BODY, _CONFIRMED),
            (ImportField.CONFIRMATION_CELL, ("chi bo",), _CONFIRMED),
            (ImportField.ADMISSION_NUMBER, _NUMBER, _ADMITTED),
            (ImportField.ADMISSION_SIGNED_ON, _SIGNED, _ADMITTED),
            (ImportField.ADMISSION_BODY, _BODY, _ADMITTED),
            (ImportField.ADMISSION_CELL, ("chi bo",), _ADMITTED),
        )
    ),
    (ImportField.CARD_ISSUED_ON, ("ngay cap the", "cap the ngay", "ngay phat the")),
    (None, ("ngay cap", "noi cap", "ngay het han", "so quyet dinh", "so qd")),
    (
        ImportField.OFFICIAL_ON,
        ("ngay chinh thuc", "vao dang chinh thuc", "cong nhan chinh thuc", "chinh thuc ngay"),
    ),
    (ImportField.PARTY_AGE_FROM, ("tinh tuoi dang", "tuoi dang tinh tu", "tuoi dang tu")),
    (None, ("tuoi dang", "tuoi doi", "noi ket nap")),
    (ImportField.SPONSORS, ("gioi thieu",)),
    (ImportField.CEREMONY_ON, ("le ket nap",)),
    (ImportField.ADMITTED_ON, ("vao dang", "ket nap", "ngay du bi")),
    (ImportField.POLITICAL_THEORY, ("llct", "ly luan")),
    (ImportField.CITIZEN_ID, ("cccd", "can cuoc", "ddcn", "dinh danh", "cmnd")),
    (ImportField.CARD_KIND, ("loai the",)),
    (ImportField.CARD_NUMBER, ("so the", "the dang", "the dv", "so tdv")),
    (
        ImportField.REGISTER_NUMBER,
        ("so dang vien", "thu tu trong so", "stt trong so", "so dang ky"),
    ),
    (ImportField.FILE_NUMBER, ("ly lich", "so ll", "so ho so", "so hs")),
    (ImportField.PHONE, ("dien thoai", "sdt", "dtdd", "so dt", "di dong")),
    (ImportField.EMAIL, ("email", "e mail", "thu dien tu")),
    (ImportField.BIRTH_NAME, ("ten khai sinh",)),
    (ImportField.ALIAS, ("bi danh", "ten goi khac", "ten khac")),
    (ImportField.BORN_ON, ("ngay sinh", "nam sinh", "sinh ngay")),
    (ImportField.FULL_NAME, ("ho va ten", "ho ten", "ten dang vien")),
    (ImportField.SEX, ("gioi tinh", "nam nu")),
    (ImportField.ETHNICITY, ("dan toc",)),
    (ImportField.RELIGION, ("ton giao",)),
    (ImportField.BIRTH_PLACE, ("noi sinh",)),
    (ImportField.NATIVE_PLACE, ("que quan", "nguyen quan")),
    (ImportField.FAMILY_BACKGROUND, ("thanh phan", "xuat than")),
    (ImportField.RESIDENCE, ("thuong tru",)),
    (ImportField.TEMPORARY_RESIDENCE, ("tam tru",)),
    (ImportField.RESIDENCE, ("cu tru", "noi o", "cho o", "dia chi")),
    (ImportField.HEALTH, ("suc khoe",)),
    (ImportField.RETIRED_ON, ("nghi huu", "nghi che do")),
    (
        ImportField.WORKPLACE,
        ("don vi cong tac", "noi cong tac", "co quan cong tac", "noi lam viec", "co quan don vi"),
    ),
    (ImportField.GOVERNMENT_POST, ("chuc vu chinh quyen", "chuc vu chuyen mon")),
    (ImportField.ASSOCIATION_POST, ("chuc vu doan the", "chuc vu hoi", "chuc vu trong hoi")),
    (ImportField.SALARY_GRADE, ("ngach", "bac luong", "he so luong")),
    (ImportField.OCCUPATION, ("nghe nghiep", "cong viec", "chuc danh")),
    (ImportField.OFFICE, ("chuc vu",)),
    (ImportField.FOREIGN_LANGUAGES, ("ngoai ngu",)),
    (ImportField.COMPUTER_SKILLS, ("tin hoc",)),
    (ImportField.GENERAL_EDUCATION, ("pho thong", "gdpt", "hoc van", "van hoa")),
    (ImportField.QUALIFICATION, ("trinh do", "chuyen mon", "hoc ham hoc vi")),
    (ImportField.ACADEMIC_TITLE, ("hoc ham",)),
    (ImportField.DEGREE, ("hoc vi",)),
    (ImportField.STATUS, ("tinh trang", "trang thai")),
    (ImportField.NOTES, ("ghi chu",)),
    (ImportField.CELL, ("chi bo",)),
)
_NOT_WORDS = re.compile(r"\W+")
_LIST_DAY = re.compile(
    r"\bden ngay (\d{1,2})(?:\s*[./-]\s*| thang )(\d{1,2})"
    r"(?:\s*[./-]\s*| nam )(\d{4})\b"
)
_TOTAL = re.compile(r"^(?:tổng\s+cộng|tổng\s+số|cộng)\b", re.IGNORECASE)
_BARE_TOTAL = re.compile(r"^(?:tong )?(?:cong|so)\b[^:]{0,20}:")
_HEADING = re.compile(r"^(?:(?:\d{1,3}|[ivxl]+)\s*[.)/-]?\s*)?(?:chi bo|cb|dang bo|dang uy)\b")
_COLUMN_NUMBER = re.compile(r"^\(?\d{1,2}\)?$")


@dataclass(frozen=True, slots=True)
class Header:
    """The row of column titles and what each column was taken for."""

    row_index: int
    titles: tuple[str, ...]
    mapping: Mapping[ImportField, int]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook as plain cells, from its first row on."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]


def cell_text(cell: Cell) -> str:
    """Return what a person sees in the cell; a whole number without «.0»."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return day_on_screen(cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def header_key(title: str) -> str:
    """Return the form under which a column title is compared and remembered."""
    return _NOT_WORDS.sub(" ", fold(title)).strip()


def find_header(rows: Sequence[Row], remembered: Mapping[str, str] | None = None) -> Header | None:
    """Find the row of titles among the first rows and guess the columns by their words.

    `remembered` (title → field, an empty field for «not wanted») goes before the guess. The
    row must name the person and at least two more columns; the fullest row wins.
    """
    known = {header_key(title): field for title, field in (remembered or {}).items()}
    headers = [
        Header(index, tuple(cell_text(cell) for cell in row), _columns_of(row, known))
        for index, row in enumerate(rows[:_ROWS_SEARCHED])
    ]
    named = [header for header in headers if ImportField.FULL_NAME in header.mapping]
    best = max(named, key=lambda header: len(header.mapping), default=None)
    return best if best and len(best.mapping) >= _FEWEST_COLUMNS else None


def missing_columns(
    mapping: Mapping[ImportField, int], mode: ImportMode = ImportMode.ADD
) -> tuple[ImportField, ...]:
    """Return the columns without which no row can be ready.

    To find somebody in the register a name and one of birth date, identity number and card are
    enough.
    """
    if mode.adds:
        return tuple(field for field in REQUIRED if field not in mapping)
    missing = () if ImportField.FULL_NAME in mapping else (ImportField.FULL_NAME,)
    is_found = any(field in mapping for field in _IDENTIFYING[1:])
    return missing if is_found else (*missing, ImportField.BORN_ON)


def list_day(rows_above_header: Sequence[Row]) -> date | None:
    """Return the day for which the list says it was drawn up, if it says so and the day exists."""
    for row in rows_above_header:
        for cell in row:
            found = _LIST_DAY.search(fold(cell_text(cell)))
            if found:
                day, month, year = (int(part) for part in found.groups())
                try:
                    return date(year, month, day)
                except ValueError:
                    return None
    return None


def is_person_row(row: Row, mapping: Mapping[ImportField, int]) -> bool:
    """Tell a person from blank rows, section headings, sub-totals and repeated column titles.

    A row with a birth date or an identity number is always a person, so that nobody is lost
    for having an odd name.
    """
    given = {field: tidy(cell_text(_at(row, mapping.get(field)))) for field in _IDENTIFYING}
    if not any(given.values()):
        return False
    texts = [text for text in (tidy(cell_text(cell)) for cell in row) if text]
    if all(_COLUMN_NUMBER.match(text) for text in texts):
        return False
    if all(_field_of(header_key(text), {}) for text in given.values() if text):
        return False
    if any(given[field] for field in _IDENTIFYING[1:]):
        return True
    name = given[ImportField.FULL_NAME]
    return not (_is_total(texts[0]) or _is_total(name) or _HEADING.match(fold(name)))


def pick(row: Row, mapping: Mapping[ImportField, int]) -> dict[ImportField, Cell]:
    """Return the cells of a row by field; a short row has empty cells."""
    return {field: _at(row, column) for field, column in mapping.items()}


def _at(row: Row, column: int | None) -> Cell:
    return row[column] if column is not None and column < len(row) else None


def _is_total(text: str) -> bool:
    return bool(_TOTAL.match(text) or _BARE_TOTAL.match(fold(text)))


def _columns_of(row: Row, remembered: Mapping[str, str]) -> dict[ImportField, int]:
    columns: dict[ImportField, int] = {}
    for index, cell in enumerate(row):
        field = _field_of(header_key(cell_text(cell)), remembered)
        if field:
            columns.setdefault(field, index)
    return columns


def _field_of(key: str, remembered: Mapping[str, str]) -> ImportField | None:
    if key in remembered:
        return _FIELDS.get(remembered[key])
    for field, phrases in _HEADER_WORDS:
        if any(f" {phrase} " in f" {key} " for phrase in phrases):
            return field
    return None
