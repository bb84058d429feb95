import io
import tracemalloc
import zipfile
from datetime import date

import openpyxl
import pytest

from partywork.cells.engine import measure, reading
from partywork.cells.engine.reading import read_sheets
from partywork.core.errors import RuleBroken

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"
LINKS = "xl/_rels/workbook.xml.rels"


def workbook_bytes() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "DS"
    sheet["B2"] = "Đào Thị Dung"
    sheet["C2"] = date(1987, 2, 26)
    sheet["D2"] = 7073975940
    hidden = book.create_sheet("Ẩn")
    hidden.sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def repacked(
    changes: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED, *, twice: bool = False
) -> bytes:
    """Return the workbook with parts put in place of its own, or added."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook_bytes())) as source,
        zipfile.ZipFile(stream, "w", compression) as target,
    ):
        parts = {name: source.read(name) for name in source.namelist()} | changes
        for name, content in parts.items():
            target.writestr(name, content)
        if twice:
            target.writestr(SHEET.upper(), parts[SHEET])
    return stream.getvalue()


def sheet_xml(rows: str) -> bytes:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def message(content: bytes) -> str:
    with pytest.raises(RuleBroken) as refusal:
        read_sheets(content)
    return refusal.value.message


def test_visible_sheets_are_read_from_their_first_row_with_the_kinds_of_their_cells() -> None:
    (sheet,) = read_sheets(workbook_bytes())
    assert sheet.name == "DS"
    assert sheet.rows[0] == ("", "", "", "")
    assert sheet.rows[1] == ("", "Đào Thị Dung", date(1987, 2, 26), 7073975940.0)


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_csv_file_is_one_sheet_of_texts(mark: str) -> None:
    text = f"\ufeffHọ tên{mark}Ngày sinh\r\nĐào Thị Dung{mark}26/02/1987\r\n"
    (sheet,) = read_sheets(text.encode())
    assert sheet.rows == (("Họ tên", "Ngày sinh"), ("Đào Thị Dung", "26/02/1987"))


@pytest.mark.parametrize("mark", [";", "\t"])
def test_commas_inside_addresses_do_not_part_a_file_of_another_mark(mark: str) -> None:
    person = mark.join(["Đào Thị Dung", "26/02/1987", "Số 5, ngõ 3, tổ 2, Láng, Đống Đa, Hà Nội"])
    text = f"Đảng bộ X, năm 2026\nHọ tên{mark}Ngày sinh{mark}Nơi ở\n" + f"{person}\n" * 20
    (sheet,) = read_sheets(text.encode())
    assert sheet.rows[2] == tuple(person.split(mark))
    assert [len(row) for row in sheet.rows] == [1] + [3] * 21


def test_a_file_of_nothing_but_line_breaks_is_refused_after_as_many_as_may_be() -> None:
    tracemalloc.start()
    words = message(b"a" + b"\n" * 5_000_000)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "tối đa 20000 dòng" in words
    assert most < 40_000_000


def test_one_endless_line_is_refused_before_it_is_parted() -> None:
    assert "tối đa 20000 dòng và 200 cột" in message(b"," * 1_000_001)


def test_a_file_that_parts_nowhere_is_one_column() -> None:
    (sheet,) = read_sheets("Họ tên\nĐào Thị Dung\n".encode())
    assert sheet.rows == (("Họ tên",), ("Đào Thị Dung",))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"   ",
        b"a\0b",
        b'"' + b"x" * 200_000,
        b"PK\x03\x04 not a package",
        workbook_bytes()[:3000],
        repacked({}, twice=True),
        repacked({}, zipfile.ZIP_LZMA),
        repacked({"../outside.xml": b"<a/>"}),
        repacked({SHEET: b"<worksheet"}),
        repacked({SHEET: b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        repacked({SHEET: sheet_xml('<row r="1"><c r="1A"/></row>')}),
        repacked({SHEET: sheet_xml('<row r="x"/>')}),
        repacked({LINKS: b'<Relationships><Relationship Target="sheet.png"/></Relationships>'}),
        repacked({SHEET: sheet_xml('<row><c r="A1" t="s"><v>9</v></c></row>')}),
        repacked({"xl/workbook.xml": b"<a><b></a>"}),
    ],
)
def test_what_is_no_spreadsheet_is_refused_in_words(content: bytes) -> None:
    assert message(content).startswith("Không đọc được tệp.")


def test_a_package_without_a_workbook_is_no_spreadsheet() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("word/document.xml", "<a/>")
    assert message(stream.getvalue()).startswith("Không đọc được tệp.")


def test_csv_in_another_encoding_is_refused_with_the_reason() -> None:
    assert "UTF-8" in message("Họ tên".encode("utf-16-le") + b"\xff\xfe")


def test_old_and_locked_files_are_refused_with_what_to_do() -> None:
    assert "lưu thành .xlsx" in message(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


@pytest.mark.parametrize(
    "name", ["xl/vbaProject.bin", "xl/activeX/activeX1.xml", "xl/embeddings/oleObject1.bin"]
)
def test_a_file_that_brings_programs_is_refused(name: str) -> None:
    assert "macro" in message(repacked({name: b"x"}))


def test_a_file_beyond_the_size_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_BYTES", 1024 * 1024)
    assert message(b"x" * (1024 * 1024 + 1)) == "Tệp quá lớn; tối đa 1 MB."


def test_a_zip_bomb_is_refused_by_its_ratio() -> None:
    assert "quá lớn khi mở ra" in message(repacked({"xl/media/a.bin": b"0" * 5_000_000}))


def test_what_unpacks_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "MOST_UNPACKED", 20_000)
    assert "quá lớn khi mở ra" in message(repacked({"xl/media/a.bin": bytes(range(256)) * 80}))


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "MOST_PARTS", 5)
    assert "quá lớn khi mở ra" in message(workbook_bytes())


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1048576"><c r="A1048576"><v>1</v></c></row>',
        '<row r="1"><c r="XFD1"><v>1</v></c></row>',
        '<row><c r="A999999"><v>1</v></c></row>',
        '<row r="19999"/><row/><row/>',
    ],
)
def test_cells_at_far_corners_are_refused_before_they_fill_the_memory(rows: str) -> None:
    assert "tối đa 20000 dòng và 200 cột" in message(repacked({SHEET: sheet_xml(rows)}))


def test_cells_that_repeat_one_long_text_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "MOST_TEXT", 10_000)
    cells = "".join(f'<c r="A{row}" t="s"><v>0</v></c>' for row in range(1, 12))
    texts = f'<sst xmlns="{MAIN}"><si><t>{"x" * 1000}</t></si></sst>'.encode()
    rows = sheet_xml(f"<row>{cells}</row>")
    assert "quá lớn khi mở ra" in message(repacked({SHEET: rows, "xl/sharedStrings.xml": texts}))
    assert "quá lớn khi mở ra" in message(repacked({"xl/a.xml": texts, "xl/b.xml": rows}))


def test_cells_without_a_reference_are_read_in_order() -> None:
    rows = sheet_xml('<row><c t="inlineStr"><is><t>A</t></is></c></row>')
    (sheet,) = read_sheets(repacked({SHEET: rows}))
    assert sheet.rows == (("A",),)


def test_a_csv_table_beyond_the_limits_is_refused() -> None:
    assert "200 cột" in message(b"," * 300)
    assert "20000 dòng" in message(b"a,b\n" * 20_001)


def _of_sheets(number: int) -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0]["C2"] = "x"
    for _ in range(number - 1):
        book.create_sheet()["C2"] = "x"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_all_sheets_together_are_measured_by_their_rectangles(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading, "MOST_CELLS", 3 * 6)
    assert len(read_sheets(_of_sheets(3))) == 3
    assert "quá lớn khi mở ra" in message(_of_sheets(4))


def test_too_many_sheets_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_SHEETS", 3)
    assert "quá lớn khi mở ra" in message(_of_sheets(4))
