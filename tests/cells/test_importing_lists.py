from collections.abc import Sequence
from datetime import date

import pytest

from partywork.cells.rules.importing.cell_names import CellNames
from partywork.cells.rules.importing.columns import (
    Cell,
    Header,
    Sheet,
    find_header,
    is_person_row,
    list_day,
    missing_columns,
)
from partywork.cells.rules.importing.duplicates import Known, mark_duplicates, outcome
from partywork.cells.rules.importing.lists import (
    MemberList,
    check_columns,
    check_marks,
    find_list,
    person_rows,
    read_people,
)
from partywork.cells.rules.importing.messages import Fault, ImportField, Match, Rule, finding
from partywork.cells.rules.importing.rows import ImportedRow, read_fields, read_row
from partywork.cells.terms import RowStatus
from partywork.core.errors import RuleBroken

LIST_DAY = date(2026, 10, 31)
NAMES = CellNames.of(["Chi bộ Văn phòng"])
TITLES = ("STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Số thẻ ĐV", "Chi bộ")
MAPPING = {
    ImportField.FULL_NAME: 1,
    ImportField.BORN_ON: 2,
    ImportField.CITIZEN_ID: 3,
    ImportField.CARD_NUMBER: 4,
    ImportField.CELL: 5,
}
PERSON: dict[ImportField, Cell] = {
    ImportField.FULL_NAME: "Đào Thị Dung",
    ImportField.BORN_ON: "26/02/1987",
    ImportField.SEX: "Nữ",
    ImportField.CITIZEN_ID: "031187295067",
    ImportField.ADMITTED_ON: "09/05/2012",
    ImportField.OFFICIAL_ON: "09/05/2013",
    ImportField.CARD_NUMBER: "52101740",
    ImportField.CELL: "Chi bộ Văn phòng",
    ImportField.STATUS: "Chính thức",
}
OTHER: dict[ImportField, Cell] = {
    ImportField.FULL_NAME: "Vũ Minh Ý",
    ImportField.BORN_ON: "05/04/1977",
    ImportField.CITIZEN_ID: "031077295067",
    ImportField.CARD_NUMBER: "26232107",
}


def person(sheet_row: int = 9, **changes: Cell) -> ImportedRow:
    fields = {field.value: field for field in ImportField}
    cells = PERSON | {fields[name]: cell for name, cell in changes.items()}
    return read_fields(sheet_row, cells, NAMES, LIST_DAY)


def other(sheet_row: int, **changes: Cell) -> ImportedRow:
    return person(sheet_row, **({field.value: cell for field, cell in OTHER.items()} | changes))


def rules(row: ImportedRow) -> list[Rule]:
    return [found.rule for found in row.findings]


def header_of(titles: Sequence[Cell], remembered: dict[str, str] | None = None) -> Header:
    header = find_header([titles], remembered)
    assert header is not None
    return header


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("HỌ TÊN", ImportField.FULL_NAME),
        ("Ngày, tháng, năm sinh", ImportField.BORN_ON),
        ("Số ĐDCN", ImportField.CITIZEN_ID),
        ("SĐT", ImportField.PHONE),
        ("Ngày kết nạp", ImportField.ADMITTED_ON),
        ("Ngày vào Đảng chính thức", ImportField.OFFICIAL_ON),
        ("Số thẻ đảng viên", ImportField.CARD_NUMBER),
        ("Số LL đảng viên", ImportField.FILE_NUMBER),
        ("Chức vụ chi bộ", ImportField.OFFICE),
        ("Chức vụ chính quyền", ImportField.GOVERNMENT_POST),
        ("Trình độ LLCT", ImportField.POLITICAL_THEORY),
        ("Học vị", ImportField.DEGREE),
        ("Học hàm, học vị", ImportField.QUALIFICATION),
        ("Trình độ ngoại ngữ", ImportField.FOREIGN_LANGUAGES),
        ("Trình độ giáo dục phổ thông", ImportField.GENERAL_EDUCATION),
        ("Ngày cấp thẻ đảng", ImportField.CARD_ISSUED_ON),
        ("Ngày tính tuổi Đảng", ImportField.PARTY_AGE_FROM),
        ("Ngày lễ kết nạp", ImportField.CEREMONY_ON),
        ("Họ, tên khai sinh", ImportField.BIRTH_NAME),
        ("Tình trạng sức khỏe", ImportField.HEALTH),
        ("Nơi ở tạm trú", ImportField.TEMPORARY_RESIDENCE),
        ("Chỗ ở", ImportField.RESIDENCE),
        ("Sinh hoạt tại chi bộ", ImportField.CELL),
    ],
)
def test_titles_are_understood_in_many_wordings(title: str, field: ImportField) -> None:
    header = header_of(["Họ và tên đảng viên", "Dân tộc", "Tôn giáo", title])
    expected = 0 if field is ImportField.FULL_NAME else 3
    assert header.mapping[field] == expected


def test_a_list_written_with_our_own_titles_is_read_back_column_for_column() -> None:
    header = header_of([field.label for field in ImportField])

    assert list(header.mapping.items()) == [(one, index) for index, one in enumerate(ImportField)]


def test_columns_nobody_asked_for_are_left_alone() -> None:
    header = header_of(["STT", "Họ tên", "Dân tộc", "Tôn giáo", "Ngày cấp CCCD", None])
    assert set(header.mapping) == {
        ImportField.FULL_NAME,
        ImportField.ETHNICITY,
        ImportField.RELIGION,
    }


def test_what_was_remembered_goes_before_the_guess() -> None:
    remembered = {"Bí danh": "full_name", "Họ tên": "", "Tổ": "cell", "Màu": "no such field"}
    header = header_of(["Họ tên", "Bí danh", "Tổ", "Dân tộc", "Màu"], remembered)
    assert header.mapping == {
        ImportField.FULL_NAME: 1,
        ImportField.CELL: 2,
        ImportField.ETHNICITY: 3,
    }


def test_the_fullest_row_of_titles_is_the_header() -> None:
    rows = [["Họ tên", "Dân tộc", "Tôn giáo"], TITLES, TITLES]
    header = find_header(rows)
    assert header is not None
    assert header.row_index == 1
    assert header.titles == TITLES


@pytest.mark.parametrize(
    "rows", [[], [["Họ và tên", "Ngày sinh"]], [["Ngày sinh", "Chi bộ", "Dân tộc"]]]
)
def test_too_few_titles_are_no_header(rows: list[list[Cell]]) -> None:
    assert find_header(rows) is None


def test_missing_columns_are_named() -> None:
    assert missing_columns(MAPPING) == (
        ImportField.SEX,
        ImportField.ADMITTED_ON,
        ImportField.STATUS,
    )
    with pytest.raises(RuleBroken, match="«Giới tính», «Ngày vào Đảng», «Tình trạng»"):
        check_columns(MAPPING)
    check_columns(dict.fromkeys(ImportField, 0))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("DANH SÁCH ĐẢNG VIÊN ĐẾN NGÀY 31/10/2026", LIST_DAY),
        ("(tính đến ngày 31 tháng 10 năm 2026)", LIST_DAY),
        ("đến ngày 31/02/2026", None),
        ("Hà Nội, ngày 31/10/2026", None),
        (None, None),
    ],
)
def test_the_list_may_name_its_day(text: Cell, day: date | None) -> None:
    assert list_day([[None], [text]]) == day


@pytest.mark.parametrize(
    "row",
    [
        [],
        [None, "", "  "],
        ["1. CHI BỘ VĂN PHÒNG", "", ""],
        ["", "2. CHI BỘ VĂN PHÒNG", ""],
        ["", "II - Đảng bộ cơ sở", ""],
        ["", "Cộng: 10 đảng viên", ""],
        ["", "TỔNG CỘNG: 743", ""],
        ["", "Cong: 10", ""],
        ["Tổng số", "10", ""],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
        [1.0, 2.0, 3.0, 4.0],
        TITLES,
    ],
)
def test_headings_totals_blanks_and_repeated_titles_are_not_people(row: Sequence[Cell]) -> None:
    assert not is_person_row(row, MAPPING)


@pytest.mark.parametrize(
    "row",
    [
        [1.0, "Đào Thị Dung"],
        ["", "Tống Văn Công", None, None, None, "Chi bộ Văn phòng"],
        ["", "", "26/02/1987"],
        ["", "Cộng: 10", "26/02/1987"],
        ["", "", "", "031187295067"],
        ["", "", "", "", "52101740"],
    ],
)
def test_a_row_that_names_a_person_in_any_way_is_kept(row: Sequence[Cell]) -> None:
    assert is_person_row(row, MAPPING)


def test_rows_are_numbered_as_in_the_sheet() -> None:
    rows: list[Sequence[Cell]] = [
        TITLES,
        ["1. CHI BỘ VĂN PHÒNG"],
        [1.0, "Đào Thị Dung"],
        [2.0, "Vũ Minh Ý"],
    ]
    assert [number for number, _ in person_rows(rows, 0, MAPPING)] == [3, 4]


def test_the_first_sheet_that_is_a_list_is_taken() -> None:
    sheets = [Sheet("Ghi chú", (("abc",),)), Sheet("DS", (("đến ngày 01/10/2026",), TITLES))]
    found = find_list(sheets, LIST_DAY)
    assert (found.sheet.name, found.header.row_index, found.day) == ("DS", 1, date(2026, 10, 1))


@pytest.mark.parametrize("above", [("đến ngày 01/12/2026",), ("",)])
def test_a_list_without_a_day_or_of_a_day_to_come_is_read_as_of_today(
    above: tuple[Cell, ...],
) -> None:
    assert find_list([Sheet("DS", (above, TITLES))], LIST_DAY).day == LIST_DAY


def test_a_workbook_without_a_list_is_refused_in_words() -> None:
    with pytest.raises(RuleBroken, match="Không tìm thấy dòng tiêu đề cột"):
        find_list([Sheet("Ghi chú", (("abc",),))], LIST_DAY)


def test_a_short_row_has_empty_cells() -> None:
    row = read_row(3, [1.0, "Đào Thị Dung"], MAPPING, NAMES, LIST_DAY)
    assert row.status is RowStatus.ERROR
    assert row.messages == (
        "Thiếu ngày sinh",
        "Thiếu giới tính",
        "Thiếu ngày vào Đảng",
        "Thiếu chi bộ",
        "Thiếu tình trạng",
    )


def test_optional_values_stay_optional() -> None:
    row = person(citizen_id="", card_number=None, official_on="", phone="")
    assert row.status is RowStatus.READY
    assert row.values.phone is None
    assert row.texts[ImportField.PHONE] == ""


def test_texts_for_mending_show_the_value_or_what_the_sheet_said() -> None:
    row = person(born_on=date(1987, 2, 26), status="Đang xem xét ", office="bí thư")
    assert row.texts[ImportField.BORN_ON] == "26/02/1987"
    assert row.texts[ImportField.STATUS] == "Đang xem xét"
    assert row.texts[ImportField.OFFICE] == "Bí thư"


@pytest.mark.parametrize(
    ("admitted_on", "said"),
    [("25/02/2005", [Fault.ADMITTED_TOO_YOUNG]), ("26/02/2005", [])],
)
def test_admission_needs_eighteen_full_years_on_the_day(admitted_on: str, said: list[Rule]) -> None:
    assert rules(person(admitted_on=admitted_on)) == said


def test_nobody_is_official_before_admission() -> None:
    assert rules(person(official_on="08/05/2012")) == [Fault.OFFICIAL_BEFORE_ADMISSION]
    assert rules(person(official_on="09/05/2012")) == []


def test_a_probationary_member_is_neither_official_nor_in_office() -> None:
    row = person(status="Dự bị", office="Phó bí thư", card_number="")
    assert rules(row) == [Fault.PROBATIONARY_WITH_OFFICIAL_DAY, Fault.PROBATIONARY_IN_OFFICE]
    assert person(status="Dự bị", official_on="", card_number="").status is RowStatus.READY


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, [Match.SAME_CITIZEN_ID]),
        ({"full_name": "Dao Thi Dung"}, [Match.SAME_CITIZEN_ID]),
        ({"born_on": "27/02/1987"}, [Match.SAME_CITIZEN_ID]),
        ({"full_name": "Dao Thi Dung", "citizen_id": ""}, [Match.SAME_NAME_AND_BIRTH]),
        ({"citizen_id": "", "born_on": "27/02/1987"}, [Match.SAME_CARD]),
        ({"citizen_id": "", "full_name": "Vũ Ý", "born_on": "01/01/1980"}, [Fault.CARD_OF_ANOTHER]),
        ({"full_name": "Vũ Ý", "born_on": "01/01/1980"}, [Fault.CITIZEN_ID_OF_ANOTHER]),
    ],
)
def test_the_later_row_says_what_it_shares_with_the_earlier(
    changes: dict[str, Cell], said: list[Rule]
) -> None:
    first, second = mark_duplicates([person(9), person(10, **changes)])
    assert first.status is RowStatus.READY
    assert rules(second) == said


def test_a_name_in_decomposed_letters_is_the_same_person() -> None:
    decomposed = "Đa\u0300o Thi\u0323 Dung"
    _, second = mark_duplicates([person(9), person(10, full_name=decomposed, citizen_id="")])
    assert second.status is RowStatus.DUPLICATE


def test_different_people_are_left_alone() -> None:
    marked = mark_duplicates([person(9), other(10)])
    assert [row.status for row in marked] == [RowStatus.READY, RowStatus.READY]


def test_a_row_in_error_takes_nobodys_place() -> None:
    marked = mark_duplicates([person(9, sex=""), person(10)])
    assert [row.status for row in marked] == [RowStatus.ERROR, RowStatus.READY]


def test_a_row_in_error_that_is_a_known_person_is_a_duplicate() -> None:
    _, second = mark_duplicates([person(9), person(10, born_on="1987", sex="")])
    assert second.status is RowStatus.DUPLICATE


def test_people_in_the_register_are_known_by_whatever_it_holds() -> None:
    known = [
        Known("Đào Thị Dung", date(1987, 2, 26), None, None),
        Known("Vũ Minh Ý", None, None, "26232107"),
        Known(None, None, None, None),
    ]
    marked = mark_duplicates([person(9), other(10)], known)
    assert [rules(row) for row in marked] == [[Match.SAME_NAME_AND_BIRTH], [Match.SAME_CARD]]
    assert "danh sách đảng viên" in marked[0].messages[0]


DUNG = Known("Đào Thị Dung", date(1987, 2, 26), "007087000001", "26000001")
TWIN = Known("Đào Thị Dung", date(1987, 2, 26), None, "26000002", where="dòng 4")
LAN = Known("Vũ Thị Lan", date(1987, 2, 26), "007087000003", "26000003")


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        # One mark names one person, the other another.
        ({"citizen_id": "007087000001", "card_number": "26000003"}, Fault.SEVERAL_PEOPLE),
        ({"citizen_id": "007087000003"}, Fault.SEVERAL_PEOPLE),
        ({"citizen_id": "", "card_number": "26000003"}, Fault.SEVERAL_PEOPLE),
        # Two of one name and birth are told apart by a number only.
        ({"citizen_id": "", "card_number": ""}, Fault.SEVERAL_PEOPLE),
        ({"citizen_id": "", "card_number": "26000002"}, Match.SAME_NAME_AND_BIRTH),
        ({"citizen_id": "007087000001", "card_number": ""}, Match.SAME_CITIZEN_ID),
    ],
)
def test_a_row_that_fits_two_people_is_an_error_and_nobody(
    cells: dict[str, Cell], said: Rule
) -> None:
    (row,) = mark_duplicates([person(9, **{"card_number": "", **cells})], [DUNG, TWIN, LAN])
    assert rules(row) == [said]
    if said is Fault.SEVERAL_PEOPLE:
        assert (row.status, row.known) == (RowStatus.ERROR, None)
        assert "hãy ghi số căn cước, số thẻ của đúng một người" in row.messages[-1]


def test_the_outcome_counts_every_status() -> None:
    rows = mark_duplicates([person(9), person(10), person(11, cell="")])
    assert outcome((*rows[:2], other(12, cell=""))) == {
        "rows": [
            {"sheet_row": 9, "status": "ready", "messages": []},
            {
                "sheet_row": 10,
                "status": "duplicate",
                "messages": ["Trùng với dòng 9: Đào Thị Dung (cùng số căn cước)"],
            },
            {"sheet_row": 12, "status": "error", "messages": ["Thiếu chi bộ"]},
        ],
        "totals": {"rows": 3, "ready": 1, "error": 1, "duplicate": 1},
    }


def test_a_whole_list_is_read_from_its_titles_down() -> None:
    member_list = find_list([Sheet("DS", (TITLES, (1.0, "Đào Thị Dung")))], LIST_DAY)
    (row,) = read_people(member_list, ["Chi bộ Văn phòng"])
    assert row.sheet_row == 2


def test_a_long_word_of_the_sheet_is_quoted_in_short() -> None:
    said = finding(Fault.CELL_UNKNOWN, ImportField.CELL, before="x" * 200)
    assert said.text == f"Không có chi bộ «{'x' * 59}…» trong Đảng bộ"


def test_a_finding_may_belong_to_no_field() -> None:
    assert finding(Fault.ADMITTED_TOO_YOUNG, after="01/01/2000", count=17).field is None


SECRET = ("1", "Đào Thị Dung", "26/02/1987", "", "", "MẬT")


def test_a_row_with_a_state_secret_mark_is_an_error_that_repeats_nothing():
    found = read_row(9, SECRET, MAPPING, NAMES, LIST_DAY)

    assert found.status is RowStatus.ERROR
    assert [one.rule for one in found.findings] == [Fault.STATE_SECRET]
    assert not found.texts
    assert found.values.full_name is None
    assert "Dung" not in found.messages[0]


def test_a_mark_counts_in_a_column_that_is_not_read_and_in_the_form_that_mends():
    unread = read_row(9, ("1", "Vũ Minh Ý", "", "", "", "", "TỐI MẬT"), MAPPING, NAMES, LIST_DAY)

    assert [one.rule for one in unread.findings] == [Fault.STATE_SECRET]
    assert [one.rule for one in person(notes="(MẬT)").findings] == [Fault.STATE_SECRET]


@pytest.mark.parametrize(
    ("titles", "rows", "others"),
    [
        pytest.param(TITLES, [("MẬT",)], [], id="above the list"),
        pytest.param(TITLES, [], [Sheet("Khác", (("Độ mật: Tối mật",),))], id="another sheet"),
        pytest.param(TITLES[:2], [], [], id="people cannot be told yet"),
    ],
)
def test_a_workbook_marked_outside_the_rows_of_people_is_refused(titles, rows, others):
    sheet = Sheet("Danh sách", (*rows, titles, SECRET))
    is_whole = titles == TITLES
    mapping = dict.fromkeys(ImportField, 0) | MAPPING if is_whole else {ImportField.FULL_NAME: 1}
    member_list = MemberList(sheet, Header(len(rows), titles, mapping), LIST_DAY)

    with pytest.raises(RuleBroken, match="Luật 117"):
        check_marks([sheet, *others], member_list)


def test_a_workbook_is_read_when_only_people_bear_marks():
    mapping = dict.fromkeys(ImportField, 0) | MAPPING
    sheet = Sheet("", (TITLES, SECRET))

    check_marks([sheet], MemberList(sheet, Header(0, TITLES, mapping), LIST_DAY))
