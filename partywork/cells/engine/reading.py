"""Turns the bytes of a spreadsheet from outside into plain cells."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from partywork.cells.engine.measure import (
    MOST_COLUMNS,
    MOST_ROWS,
    NOT_A_SPREADSHEET,
    TOO_BIG,
    TOO_WIDE,
    inspect,
)
from partywork.cells.rules.importing.columns import Cell, Sheet
from partywork.core.errors import RuleBroken

MOST_BYTES = 25 * 1024 * 1024
MOST_SHEETS = 200
# Twice what one sheet may reach: a sheet is unpacked to its full rectangle, however empty.
MOST_CELLS = 2 * MOST_ROWS * MOST_COLUMNS
MOST_IN_A_LINE = 1_000_000
_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_DELIMITERS = ",;\t"


def read_sheets(content: bytes) -> tuple[Sheet, ...]:
    """Return the visible sheets of a .xlsx file, or the one sheet of a .csv file.

    Rows are counted from the top of the sheet, so that the first is row 1. Raises `RuleBroken`
    for anything else, for a file beyond the limits and for one that brings programs.
    """
    if len(content) > MOST_BYTES:
        raise RuleBroken(f"Tệp quá lớn; tối đa {MOST_BYTES // 1024 // 1024} MB.")
    if content.startswith(_OLD_OFFICE):
        raise RuleBroken(
            "Tệp có mật khẩu hoặc là Excel kiểu cũ (.xls). Hãy bỏ mật khẩu, lưu thành .xlsx "
            "rồi chọn lại."
        )
    return _read_workbook(content) if content.startswith(_ZIP) else (_read_csv(content),)


def _read_workbook(content: bytes) -> tuple[Sheet, ...]:
    inspect(content)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            return tuple(_within_measure(_sheets_of(workbook)))
    except CalamineError as refusal:
        raise RuleBroken(NOT_A_SPREADSHEET) from refusal


def _sheets_of(workbook: CalamineWorkbook) -> Iterator[Sheet]:
    for meta in workbook.sheets_metadata:
        if meta.typ == SheetTypeEnum.WorkSheet and meta.visible == SheetVisibleEnum.Visible:
            yield Sheet(meta.name, _cells_of(workbook, meta.name))


def _within_measure(sheets: Iterable[Sheet]) -> Iterator[Sheet]:
    """Yield sheets one after another and stop where all together become too much.

    Many sheets may point at one part of the file, so the parts alone do not tell.
    """
    cells = 0
    for number, sheet in enumerate(sheets, start=1):
        cells += sum(map(len, sheet.rows))
        if number > MOST_SHEETS or cells > MOST_CELLS:
            raise RuleBroken(TOO_BIG)
        yield sheet


def _cells_of(workbook: CalamineWorkbook, name: str) -> tuple[tuple[Cell, ...], ...]:
    rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return tuple(tuple(row) for row in rows)


def _read_csv(content: bytes) -> Sheet:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as refusal:
        raise RuleBroken(f"{NOT_A_SPREADSHEET} Tệp .csv phải lưu theo bảng mã UTF-8.") from refusal
    if "\0" in text or not text.strip():
        raise RuleBroken(NOT_A_SPREADSHEET)
    tried = [rows for mark in _DELIMITERS if (rows := _parted(text, mark))]
    if not tried:
        raise RuleBroken(NOT_A_SPREADSHEET)
    rows = max(tried, key=_evenness)
    if len(rows) > MOST_ROWS or max(map(len, rows)) > MOST_COLUMNS:
        raise RuleBroken(TOO_WIDE)
    return Sheet("", tuple(tuple(row) for row in rows))


def _parted(text: str, mark: str) -> list[list[str]]:
    """Return the rows of a text parted by a mark, at most one too many; none if it is not so."""
    try:
        return list(islice(csv.reader(_lines(text), delimiter=mark), MOST_ROWS + 1))
    except csv.Error:
        return []


def _lines(text: str) -> Iterator[str]:
    for line in io.StringIO(text, newline=""):
        if len(line) > MOST_IN_A_LINE:
            raise RuleBroken(TOO_WIDE)
        yield line


def _evenness(rows: list[list[str]]) -> tuple[int, int]:
    """Say how well a mark parts a text: how many rows have the same number of columns, how many.

    Addresses are full of commas, so the most frequent mark is not always the right one.
    """
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max(((count, width) for width, count in widths.items()), default=(0, 0))
