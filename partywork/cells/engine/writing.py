"""Writes lists as spreadsheets in which nothing computes."""

import csv
import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell as WrittenCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet


def write_sheet(name: str, titles: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a .xlsx file of one sheet in which every cell is text and nothing computes."""
    return write_book([(name, titles, rows)])


def write_book(sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[str]]]]) -> bytes:
    """Return a .xlsx file of several sheets: name, titles and rows of each; nothing computes."""
    workbook = Workbook(write_only=True)
    for name, titles, rows in sheets:
        sheet = workbook.create_sheet(name)
        sheet.freeze_panes = "A2"
        for index, title in enumerate(titles):
            sheet.column_dimensions[get_column_letter(index + 1)].width = max(14, len(title) + 4)
        for row in (titles, *rows):
            sheet.append([_text_cell(sheet, text) for text in row])
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def write_csv(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a .csv file in UTF-8 with a mark by which Excel knows it."""
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([titles, *rows])
    return stream.getvalue().encode("utf-8-sig")


def _text_cell(sheet: WriteOnlyWorksheet, text: str) -> WrittenCell:
    cell = WriteOnlyCell(sheet, text)
    # The library takes a text that begins with an equals sign for a formula.
    cell.data_type = "s"
    return cell
