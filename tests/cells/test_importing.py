import csv
import json
from datetime import date
from pathlib import Path

import pytest

from partywork.cells.engine.reading import read_sheets
from partywork.cells.rules.importing.cell_names import CellNames
from partywork.cells.rules.importing.duplicates import Known, outcome
from partywork.cells.rules.importing.lists import MemberList, find_list, read_people
from partywork.cells.rules.importing.messages import Fault, ImportField, Match, Repair, Rule
from partywork.cells.rules.importing.rows import ImportedRow, read_fields
from partywork.cells.terms import MembershipStatus, OfficeTitle, RowStatus, Sex

DATA = Path(__file__).parent / "data"
TODAY = date(2026, 11, 22)
RULE_OF_DEFECT: dict[str, Rule] = {
    "CCCD stored as number, leading zero lost": Repair.CITIZEN_ID_ZEROS,
    "CCCD with 11 digits": Fault.CITIZEN_ID_LENGTH,
    "admitted before the age of 18": Fault.ADMITTED_TOO_YOUNG,
    "card number of another member": Fault.CARD_OF_ANOTHER,
    "cell name written another way": Repair.CELL_NAME,
    "date as spreadsheet date": Repair.SPREADSHEET_DAY,
    "date with dots or dashes or single digits": Repair.DAY_WRITING,
    "formula in the notes": Repair.FORMULA_TEXT,
    "impossible date": Fault.DAY_IMPOSSIBLE,
    "name in capitals": Repair.CAPITALS,
    "name in decomposed Unicode (NFD)": Repair.UNICODE,
    "name with stray spaces or non-breaking space": Repair.SPACES,
    "official date before admission date": Fault.OFFICIAL_BEFORE_ADMISSION,
    "only the year of birth": Fault.YEAR_ONLY,
    "phone with spaces, dots or +84": Repair.PHONE_WRITING,
    "same person twice, name without marks": Match.SAME_NAME_AND_BIRTH,
    "same person twice, same CCCD": Match.SAME_CITIZEN_ID,
    "script in the notes": Repair.SCRIPT_TEXT,
    "unknown cell": Fault.CELL_UNKNOWN,
    "unknown status": Fault.STATUS_UNKNOWN,
}
STATUS_OF_BLOCKING = {
    "no": RowStatus.READY,
    "yes": RowStatus.ERROR,
    "duplicate": RowStatus.DUPLICATE,
}


def table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


DEFECTS = table("members_20261031_defects.csv")
CELL_NAMES = [row["name"] for row in table("organisations.csv") if row["kind"] == "cell"]


@pytest.fixture(scope="module")
def member_list() -> MemberList:
    content = (DATA / "members_20261031.xlsx").read_bytes()
    return find_list(read_sheets(content), TODAY)


@pytest.fixture(scope="module")
def rows(member_list: MemberList) -> dict[int, ImportedRow]:
    return {row.sheet_row: row for row in read_people(member_list, CELL_NAMES)}


def test_the_list_says_its_day_and_its_columns(member_list: MemberList) -> None:
    assert member_list.day == date(2026, 10, 31)
    assert member_list.header.row_index == 6
    mapping = member_list.header.mapping
    assert list(mapping) == [field for field in ImportField if field in mapping]
    assert list(mapping.values()) == list(range(1, 21))


def test_the_totals_are_those_of_the_list(rows: dict[int, ImportedRow]) -> None:
    assert outcome(rows.values())["totals"] == {
        "rows": 749,
        "ready": 722,
        "error": 21,
        "duplicate": 6,
    }


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: f"row {defect['sheet_row']}")
def test_every_listed_defect_is_handled_by_its_own_rule_alone(
    defect: dict[str, str], rows: dict[int, ImportedRow]
) -> None:
    row = rows[int(defect["sheet_row"])]
    assert row.status is STATUS_OF_BLOCKING[defect["blocking"]]
    assert [found.rule for found in row.findings] == [RULE_OF_DEFECT[defect["defect"]]]


def test_rows_without_a_listed_defect_are_ready_and_nothing_is_said_of_them(
    rows: dict[int, ImportedRow],
) -> None:
    listed = {int(defect["sheet_row"]) for defect in DEFECTS}
    others = [row for number, row in rows.items() if number not in listed]
    assert len(others) == 749 - len(DEFECTS)
    assert {(row.status, row.messages) for row in others} == {(RowStatus.READY, ())}


def test_the_first_of_a_pair_stays_ready_and_is_named_by_the_second(
    rows: dict[int, ImportedRow],
) -> None:
    assert rows[302].status is RowStatus.READY
    assert rows[303].messages == ("Trùng với dòng 302: Nguyễn Thùy Bích (cùng số căn cước)",)
    assert rows[32].status is RowStatus.READY
    assert rows[33].messages == ("Trùng với dòng 32: Vũ Minh Ý (cùng họ tên và ngày sinh)",)
    assert rows[810].messages == (
        "Số thẻ đảng viên đã có ở dòng 27, của người khác: Nguyễn Tiến Tuấn",
    )


def test_messages_are_sentences_people_understand(rows: dict[int, ImportedRow]) -> None:
    assert {number: rows[number].messages[0] for number in (21, 22, 50, 56, 78, 90, 104, 178)} == {
        21: "Đã viết lại số điện thoại thành dãy số liền, bắt đầu bằng 0",
        22: "Đã đọc ngày sinh 21.11.1976 thành 21/11/1976",
        50: "Đã thêm số 0 đầu của số căn cước bị bảng tính làm mất",
        56: "Đã đọc ngày sinh kiểu bảng tính thành 10/01/1951",
        78: "Đã bỏ khoảng trắng thừa trong họ và tên",
        90: "Đã hiểu «CB Ban Hợp tác quốc tế» là «Chi bộ Ban Hợp tác quốc tế»",
        104: "Ghi chú có mã lệnh, giữ nguyên dạng chữ",
        178: "Ngày vào Đảng «31/02/2023» không có trong lịch",
    }


def test_repaired_values_are_what_the_messages_say(rows: dict[int, ImportedRow]) -> None:
    assert rows[21].values.phone == "0307692234"
    assert rows[22].values.born_on == date(1976, 11, 21)
    assert rows[41].values.full_name == "Ngô Thu Diệp"
    assert rows[43].values.full_name == "Đỗ Khánh Uyên"
    assert rows[48].values.notes == '=HYPERLINK("http://example.invalid","Xem")'
    assert rows[50].values.citizen_id == "007073975940"
    assert rows[56].values.born_on == date(1951, 1, 10)
    assert rows[78].values.full_name == "Trịnh Hữu Quý"
    assert rows[447].values.cell == "Chi bộ Hội Khoa học kỹ thuật Hàn Việt Nam"
    assert rows[329].values.born_on is None


def test_a_plain_row_is_read_as_it_stands(rows: dict[int, ImportedRow]) -> None:
    values = rows[9].values
    assert values.full_name == "Đoàn Bá Tuấn"
    assert values.sex is Sex.MALE
    assert values.office is OfficeTitle.SECRETARY
    assert values.status is MembershipStatus.OFFICIAL
    assert values.cell == "Chi bộ Văn phòng"
    assert values.notes is None


def test_reading_the_texts_of_a_row_again_gives_the_same_values(
    rows: dict[int, ImportedRow],
) -> None:
    names = CellNames.of(CELL_NAMES)
    for row in rows.values():
        again = read_fields(row.sheet_row, row.texts, names, date(2026, 10, 31))
        assert again.values == row.values


def test_the_same_list_a_second_time_brings_nobody_new(
    member_list: MemberList, rows: dict[int, ImportedRow]
) -> None:
    known = [
        Known(
            row.values.full_name,
            row.values.born_on,
            row.values.citizen_id,
            row.values.card_number,
        )
        for row in rows.values()
        if row.status is RowStatus.READY
    ]
    again = read_people(member_list, CELL_NAMES, known)
    assert outcome(again)["totals"] == {"rows": 749, "ready": 0, "error": 21, "duplicate": 728}
    assert again[0].messages == ("Trùng với danh sách đảng viên: Đoàn Bá Tuấn (cùng số căn cước)",)


def test_the_outcome_has_the_shape_of_the_report(rows: dict[int, ImportedRow]) -> None:
    written = json.loads(json.dumps(outcome(rows.values())))
    assert list(written) == ["rows", "totals"]
    assert written["rows"][0] == {"sheet_row": 9, "status": "ready", "messages": []}
    assert written["rows"][-1]["sheet_row"] == 874
