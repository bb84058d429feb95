from datetime import date
from pathlib import Path

import pytest

from partywork.cells.rules.organisation_list import COLUMNS, read_organisations
from partywork.cells.terms import OrganisationKind
from partywork.core.errors import RuleBroken

DATA = Path(__file__).parent / "data"
GOOD = {
    "code": "CB01",
    "kind": "cell",
    "name": "Chi bộ Văn phòng",
    "heading_lines": "CHI BỘ|VĂN PHÒNG",
    "heading_lines_as_superior": "",
    "symbol_code": "CB",
    "place": "Hà Nội",
    "parent_code": "DU",
    "term_from": "2025-03-27",
    "term_to": "2030-03-27",
    "last_numbers": "NQ=19;BC=18",
}


def lines(*rows: dict[str, str]) -> str:
    body = "\n".join(",".join(row[column] for column in COLUMNS) for row in rows)
    return ",".join(COLUMNS) + "\n" + body + "\n"


def refusal(text: str, present: dict[str, str | None] | None = None) -> str:
    with pytest.raises(RuleBroken) as refused:
        read_organisations(text, {"DU": None} if present is None else present)
    return refused.value.message


def test_the_real_list_is_read_whole():
    found = read_organisations((DATA / "organisations.csv").read_text("utf-8"), {})

    assert len(found) == 58
    assert found[1].last_numbers == {"NQ": 14, "QĐ": 126, "KH": 22, "BC": 61, "TB": 35, "CV": 208}
    assert found[1].heading_lines == "ĐẢNG ỦY LIÊN HIỆP CÁC HỘI\nKH&KT VIỆT NAM"
    assert found[0].parent_code is None
    assert found[0].term_from is None


def test_a_line_is_read_as_written():
    (found,) = read_organisations("\ufeff" + lines(GOOD), {"DU": None})

    assert found.kind is OrganisationKind.CELL
    assert found.heading_lines == "CHI BỘ\nVĂN PHÒNG"
    assert (found.term_from, found.term_to) == (date(2025, 3, 27), date(2030, 3, 27))
    assert found.last_numbers == {"NQ": 19, "BC": 18}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"code": ""}, "Dòng 2: mã «»"),
        ({"code": "CB/01"}, "phải gồm chữ và số"),
        ({"kind": "club"}, "không hiểu loại"),
        ({"name": ""}, "thiếu tên"),
        ({"term_from": "27/03/2025"}, "không đúng"),
        ({"term_from": "2025-02-30"}, "không đúng"),
        ({"term_to": "2024-01-01"}, "kết thúc trước"),
        ({"term_from": "", "last_numbers": ""}, "kết thúc trước"),
        ({"term_from": "", "term_to": ""}, "không có ngày bắt đầu"),
        ({"last_numbers": "NQ:19"}, "NQ=14"),
        ({"parent_code": ""}, "phải thuộc"),
        ({"parent_code": "XX"}, "«XX»"),
        ({"parent_code": "CB01"}, "chính mình"),
    ],
)
def test_a_wrong_line_is_refused_with_its_reason(changes, reason):
    assert reason in refusal(lines({**GOOD, **changes}))


def test_every_wrong_line_is_told_at_once():
    message = refusal(lines({**GOOD, "kind": "club"}, GOOD, GOOD))

    assert [line.split(":")[0] for line in message.split("\n")] == ["Dòng 2", "Dòng 4"]


def test_a_loop_through_the_tree_is_refused():
    assert "chính mình" in refusal(lines({**GOOD, "parent_code": "DU"}), {"DU": "CB01"})


def test_a_file_without_the_columns_is_refused():
    assert "Tệp thiếu cột: code" in refusal("a,b\n1,2\n")


def test_an_empty_file_is_refused():
    assert "Tệp thiếu cột" in refusal("")


def test_a_broken_file_is_refused():
    assert "CSV" in refusal(lines(GOOD) + '"never closed')
