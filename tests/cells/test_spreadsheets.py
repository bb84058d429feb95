import io
import zipfile

import openpyxl
import pytest

from partywork.cells.engine.writing import write_sheet
from partywork.core.text import inert

ACTIVE = ["=1+1", "+84 912", "-1+2", "@SUM(A1)", "＝1+1", "\t=1", '=HYPERLINK("x")', "{=1}"]


@pytest.mark.parametrize("text", ACTIVE)
def test_no_cell_of_a_written_sheet_computes(text):
    content = write_sheet("Đảng viên", ["Họ và tên"], [[text], [inert(text)]])

    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet.title == "Đảng viên"
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells] == ["Họ và tên", text, inert(text)]
    assert "<f>" not in _xml_of(content)


def _xml_of(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read("xl/worksheets/sheet1.xml").decode()
