from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partywork.cells.rules.importing.cell_names import CellNames, read_cell
from partywork.cells.rules.importing.columns import Cell, cell_text
from partywork.cells.rules.importing.days import read_day
from partywork.cells.rules.importing.messages import Fault, ImportField, Repair, Rule
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
from partywork.cells.terms import MembershipStatus, OfficeTitle, Sex
from partywork.core.display import day as on_screen

LIST_DAY = date(2026, 10, 31)
NAMES = CellNames.of(
    [
        "Chi bộ Văn phòng",
        "Chi bộ Hội Hóa học Việt Nam",
        "Chi bộ Hội Hoa học Việt Nam",
        "Chi bộ Hội Khoa học kỹ thuật Đúc - Luyện kim Việt Nam",
        "Chi bộ Liên hiệp hội Khoa học và Kỹ thuật Việt Nam",
    ]
)


def rules(reading: Reading[object]) -> list[Rule]:
    return [found.rule for found in reading.findings]


def day(cell: Cell) -> Reading[date]:
    return read_day(cell, ImportField.BORN_ON, LIST_DAY)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("Láng", "Láng"),
        (12.0, "12"),
        (12.5, "12.5"),
        (7, "7"),
        (True, "True"),
        (date(1951, 1, 10), "10/01/1951"),
        (datetime.fromisoformat("1951-01-10T08:00:00"), "10/01/1951"),
        (time(8, 30), "08:30:00"),
    ],
)
def test_a_cell_is_shown_as_a_person_sees_it(cell: Cell, text: str) -> None:
    assert cell_text(cell) == text


def test_unseen_characters_and_a_lone_dash_are_nothing() -> None:
    assert clean("\ufeffLáng\u200b Hạ", ImportField.RESIDENCE).value == "Láng Hạ"
    dash = clean(" – ", ImportField.RELIGION)
    assert dash.value == ""
    assert rules(dash) == [Repair.SPACES, Repair.DASH]


@pytest.mark.parametrize(
    ("cell", "name", "said"),
    [
        ("Ngô Thu Diệp", "Ngô Thu Diệp", []),
        ("Ngo\u0302 Thu", "Ngô Thu", [Repair.UNICODE]),
        (" Trịnh\u00a0 Quý ", "Trịnh Quý", [Repair.SPACES]),
        ("ĐỖ KHÁNH UYÊN", "Đỗ Khánh Uyên", [Repair.CAPITALS]),
        ("H'HEN NIÊ", "H'Hen Niê", [Repair.CAPITALS]),
        ("nguyễn văn ánh", "Nguyễn Văn Ánh", [Repair.SMALL_LETTERS]),
        ("Ý", "Ý", []),
        ("  ĐỖ  ÁNH", "Đỗ Ánh", [Repair.SPACES, Repair.CAPITALS]),
        ("", None, [Fault.MISSING]),
        (None, None, [Fault.MISSING]),
        ("Nguyễn Văn A1", None, [Fault.NAME_UNREADABLE]),
        ("=1+1", None, [Fault.NAME_UNREADABLE]),
        ("<script>", None, [Fault.NAME_UNREADABLE]),
        ("A" * 101, None, [Fault.TOO_LONG]),
    ],
)
def test_names(cell: Cell, name: str | None, said: list[Rule]) -> None:
    reading = read_name(cell)
    assert reading.value == name
    assert rules(reading) == said


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        ("Hà Nội", "Hà Nội", []),
        ("", None, []),
        (12.0, "12", []),
        ("=1+1", "=1+1", [Repair.FORMULA_TEXT]),
        ("＝1+1", "＝1+1", [Repair.FORMULA_TEXT]),
        ("+cmd|' /C calc'!A0", "+cmd|' /C calc'!A0", [Repair.FORMULA_TEXT]),
        ("- đã nghỉ hưu", "- đã nghỉ hưu", []),
        ("<b>x</b>", "<b>x</b>", [Repair.SCRIPT_TEXT]),
        ("a < b", "a < b", []),
        ("x" * 301, None, [Fault.TOO_LONG]),
    ],
)
def test_free_text_stays_as_written(cell: Cell, value: str | None, said: list[Rule]) -> None:
    reading = read_text(cell, ImportField.RESIDENCE)
    assert reading.value == value
    assert rules(reading) == said


def test_notes_may_be_longer_than_other_texts() -> None:
    assert read_text("x" * 2000, ImportField.NOTES).value == "x" * 2000
    assert rules(read_text("x" * 2001, ImportField.NOTES)) == [Fault.TOO_LONG]


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        ("074054235431", "074054235431", []),
        (None, None, []),
        (123456789012.0, "123456789012", []),
        (74054235431, "074054235431", [Repair.CITIZEN_ID_ZEROS]),
        ("074 054.235-431", "074054235431", [Repair.CITIZEN_ID_WRITING]),
        ("'074054235431", "074054235431", [Repair.CITIZEN_ID_WRITING]),
        ("05616025362", None, [Fault.CITIZEN_ID_LENGTH]),
        (12345678.0, None, [Fault.CITIZEN_ID_LENGTH]),
        (12345678901.5, None, [Fault.CITIZEN_ID_UNREADABLE]),
        (-74054235431.0, None, [Fault.CITIZEN_ID_UNREADABLE]),
        ("07405423543X", None, [Fault.CITIZEN_ID_UNREADABLE]),
        (True, None, [Fault.CITIZEN_ID_UNREADABLE]),
    ],
)
def test_identity_numbers(cell: Cell, value: str | None, said: list[Rule]) -> None:
    reading = read_citizen_id(cell)
    assert reading.value == value
    assert rules(reading) == said


@given(st.integers(10**8, 10**11 - 1))
def test_a_stored_number_gets_its_zeros_back_and_the_same_digits_as_text_do_not(
    number: int,
) -> None:
    assert read_citizen_id(float(number)).value == f"{number:012d}"
    assert rules(read_citizen_id(str(number))) == [Fault.CITIZEN_ID_LENGTH]


@given(st.from_regex(r"[0-9]{12}", fullmatch=True))
def test_twelve_digits_written_as_text_are_kept(digits: str) -> None:
    assert read_citizen_id(digits) == Reading(digits)


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        ("0396275386", "0396275386", []),
        ("", None, []),
        ("+84 307 692.234", "0307692234", [Repair.PHONE_WRITING]),
        ("+84 (0)307692234", "0307692234", [Repair.PHONE_WRITING]),
        ("0084307692234", "0307692234", [Repair.PHONE_WRITING]),
        ("84307692234", "0307692234", [Repair.PHONE_WRITING]),
        ("0975000084", "0975000084", []),
        (307692234.0, "0307692234", [Repair.PHONE_WRITING]),
        (84307692234.0, "0307692234", [Repair.PHONE_WRITING]),
        ("024 3943 2206", "02439432206", [Repair.PHONE_WRITING]),
        ("307692234", None, [Fault.PHONE_IMPOSSIBLE]),
        ("0196275386", None, [Fault.PHONE_IMPOSSIBLE]),
        ("0396275386; 0396275387", None, [Fault.PHONE_IMPOSSIBLE]),
        (30769223.4, None, [Fault.PHONE_IMPOSSIBLE]),
    ],
)
def test_phones(cell: Cell, value: str | None, said: list[Rule]) -> None:
    reading = read_phone(cell)
    assert reading.value == value
    assert rules(reading) == said


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        ("93524993", "93524993", []),
        (None, None, []),
        (93524993.0, "93524993", []),
        ("93.524 993", "93524993", [Repair.CARD_WRITING]),
        ("đang đổi", None, [Fault.CARD_UNREADABLE]),
        ("123456789012345", "123456789012345", []),
        ("ABC12345", "ABC12345", []),
        ("abc 12345", "ABC12345", [Repair.CARD_WRITING]),
        ("12", None, [Fault.CARD_UNREADABLE]),
        ("1" * 21, None, [Fault.CARD_UNREADABLE]),
        ("12-345-678", None, [Fault.CARD_UNREADABLE]),
    ],
)
def test_card_numbers(cell: Cell, value: str | None, said: list[Rule]) -> None:
    reading = read_card_number(cell)
    assert reading.value == value
    assert rules(reading) == said


def test_sex_is_read_and_never_concluded() -> None:
    assert read_sex("NỮ").value is Sex.FEMALE
    assert read_sex("Nam").value is Sex.MALE
    assert rules(read_sex("x")) == [Fault.SEX_UNKNOWN]
    assert rules(read_sex(None)) == [Fault.MISSING]


@pytest.mark.parametrize(
    ("cell", "office", "said"),
    [
        ("Bí thư", OfficeTitle.SECRETARY, []),
        ("Phó Bí thư Chi bộ", OfficeTitle.DEPUTY_SECRETARY, []),
        ("Đảng viên", None, []),
        ("", None, []),
        ("Trưởng thôn", None, [Fault.OFFICE_UNKNOWN]),
    ],
)
def test_offices(cell: Cell, office: OfficeTitle | None, said: list[Rule]) -> None:
    reading = read_office(cell)
    assert reading.value == office
    assert rules(reading) == said


@pytest.mark.parametrize(
    ("cell", "status", "said"),
    [
        ("Chính thức", MembershipStatus.OFFICIAL, []),
        ("DỰ BỊ", MembershipStatus.PROBATIONARY, []),
        ("Miễn SH", MembershipStatus.EXEMPTED, []),
        ("Đình chỉ sinh hoạt đảng", MembershipStatus.SUSPENDED, []),
        ("Đang xem xét", None, [Fault.STATUS_UNKNOWN]),
        ("", None, [Fault.MISSING]),
    ],
)
def test_statuses(cell: Cell, status: MembershipStatus | None, said: list[Rule]) -> None:
    reading = read_status(cell)
    assert reading.value == status
    assert rules(reading) == said


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        ("19/07/1954", date(1954, 7, 19), []),
        ("9.7.1954", date(1954, 7, 9), [Repair.DAY_WRITING]),
        ("9 - 07 - 1954", date(1954, 7, 9), [Repair.DAY_WRITING]),
        ("1954-07-09", date(1954, 7, 9), [Repair.DAY_WRITING]),
        ("Ngày 9 tháng 7 năm 1954", date(1954, 7, 9), [Repair.DAY_WRITING]),
        (date(1954, 7, 9), date(1954, 7, 9), [Repair.SPREADSHEET_DAY]),
        (datetime.fromisoformat("1954-07-09T10:00:00"), date(1954, 7, 9), [Repair.SPREADSHEET_DAY]),
        ("", None, []),
        ("1988", None, [Fault.YEAR_ONLY]),
        ("năm 1988", None, [Fault.YEAR_ONLY]),
        (1988.0, None, [Fault.YEAR_ONLY]),
        ("07/1988", None, [Fault.DAY_INCOMPLETE]),
        ("19/07/54", None, [Fault.DAY_INCOMPLETE]),
        (18638.0, None, [Fault.DAY_UNREADABLE]),
        ("không nhớ", None, [Fault.DAY_UNREADABLE]),
        ("31/02/2023", None, [Fault.DAY_IMPOSSIBLE]),
        ("07/19/1954", None, [Fault.DAY_IMPOSSIBLE]),
        ("01/01/1899", None, [Fault.DAY_TOO_OLD]),
        ("01/11/2026", None, [Fault.DAY_IN_FUTURE]),
        (date(2030, 1, 1), None, [Fault.DAY_IN_FUTURE]),
    ],
)
def test_days(cell: Cell, value: date | None, said: list[Rule]) -> None:
    reading = day(cell)
    assert reading.value == value
    assert rules(reading) == said


def test_a_required_day_must_be_there() -> None:
    reading = read_day(" ", ImportField.ADMITTED_ON, LIST_DAY, is_required=True)
    assert [found.text for found in reading.findings] == ["Thiếu ngày vào Đảng"]


@given(st.dates(date(1900, 1, 1), LIST_DAY), st.sampled_from("./- "))
def test_a_day_is_read_however_it_is_parted(value: date, mark: str) -> None:
    assert day(on_screen(value)) == Reading(value)
    assert day(f"{value.day}{mark}{value.month}{mark}{value.year}").value == value
    assert day(value).value == value


@given(st.text(max_size=12))
def test_no_text_breaks_the_reading_of_days_names_and_numbers(text: str) -> None:
    for reading in (day(text), read_name(text), read_citizen_id(text), read_phone(text)):
        assert reading.value is None or reading.value


@given(st.integers(1900, 2026))
def test_a_year_alone_is_never_a_day(year: int) -> None:
    assert rules(day(str(year))) == [Fault.YEAR_ONLY]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("CB Văn phòng", "Chi bộ Văn phòng"),
        ("văn phòng", "Chi bộ Văn phòng"),
        ("chi bo van phong", "Chi bộ Văn phòng"),
        ("CB Hội Hoá học VN", "Chi bộ Hội Hóa học Việt Nam"),
        (
            "CB Hội KHKT Đúc – Luyện kim VN",
            "Chi bộ Hội Khoa học kỹ thuật Đúc - Luyện kim Việt Nam",
        ),
        ("CB Liên hiệp hội KH&KT VN", "Chi bộ Liên hiệp hội Khoa học và Kỹ thuật Việt Nam"),
    ],
)
def test_a_cell_named_another_way_is_found_and_the_row_says_so(written: str, name: str) -> None:
    reading = read_cell(written, NAMES)
    assert reading.value == name
    assert [found.text for found in reading.findings] == [f"Đã hiểu «{written}» là «{name}»"]


def test_an_official_cell_name_needs_no_word() -> None:
    assert read_cell("Chi bộ Văn phòng", NAMES) == Reading("Chi bộ Văn phòng")


def test_a_cell_that_could_be_two_is_an_error_naming_both() -> None:
    reading = read_cell("CB Hoi Hoa hoc VN", NAMES)
    assert reading.value is None
    assert rules(reading) == [Fault.CELL_AMBIGUOUS]
    assert "Chi bộ Hội Hoa học Việt Nam; Chi bộ Hội Hóa học Việt Nam" in reading.findings[0].text


def test_an_unknown_or_missing_cell_is_an_error() -> None:
    assert rules(read_cell("Chi bộ Hội Thiên văn Việt Nam", NAMES)) == [Fault.CELL_UNKNOWN]
    assert rules(read_cell("", NAMES)) == [Fault.MISSING]
