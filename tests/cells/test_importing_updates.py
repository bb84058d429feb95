from datetime import date
from uuid import uuid4

import pytest

from partywork.cells.rules.importing.cell_names import CellNames
from partywork.cells.rules.importing.columns import missing_columns
from partywork.cells.rules.importing.duplicates import Known, mark_duplicates
from partywork.cells.rules.importing.messages import Fault, ImportField, Match, Update
from partywork.cells.rules.importing.rows import ImportedRow, read_fields
from partywork.cells.rules.importing.updates import (
    DERIVED,
    PLAIN,
    SEALED,
    changes,
    kept,
    propose,
    restored,
    shown,
)
from partywork.cells.terms import ImportMode, MembershipStatus, RowStatus, Sex
from partywork.core.text import inert

TODAY = date(2026, 11, 22)
AN = uuid4()
NAMES = CellNames.of(["Chi bộ Hội Cầu đường"])
RECORDED = {
    ImportField.FULL_NAME: "Lê Văn An",
    ImportField.BORN_ON: date(1976, 9, 5),
    ImportField.SEX: Sex.MALE,
    ImportField.PHONE: "0912345678",
    ImportField.RESIDENCE: "12 Bà Triệu, Hà Nội",
    ImportField.RELIGION: "Không",
    ImportField.OCCUPATION: "Kỹ sư",
    ImportField.OFFICIAL_ON: date(2001, 2, 3),
    ImportField.CELL: "Chi bộ Hội Cầu đường",
    ImportField.STATUS: MembershipStatus.OFFICIAL,
}
KNOWN = Known("Lê Văn An", date(1976, 9, 5), None, None, key=AN)


def read(**texts: str) -> ImportedRow:
    given = {ImportField(name): text for name, text in texts.items()}
    row = read_fields(2, {ImportField.FULL_NAME: "Lê Văn An", **given}, NAMES, TODAY)
    (marked,) = mark_duplicates([row], [KNOWN])
    return marked


def of_an(**texts: str) -> ImportedRow:
    return read(**{"born_on": "05/09/1976", **texts})


def updated(row: ImportedRow, mode: ImportMode = ImportMode.UPDATE) -> ImportedRow:
    return propose(row, mode, RECORDED if row.known else None)


def test_every_field_is_either_changed_by_a_list_or_only_pointed_out() -> None:
    assert set(PLAIN) | set(DERIVED) == set(ImportField)
    assert not set(PLAIN) & set(DERIVED)
    assert set(PLAIN) >= SEALED
    assert {ImportField.OFFICIAL_ON, ImportField.STATUS, ImportField.CELL} <= set(DERIVED)


def test_a_known_person_is_changed_where_the_list_says_otherwise_and_nowhere_else() -> None:
    row = updated(of_an(occupation="Giảng viên", sex="Nam", workplace="", phone="0987654321"))

    assert row.known == AN
    assert row.status is RowStatus.CHANGED
    assert changes(row.values, RECORDED) == {
        ImportField.PHONE: "0987654321",
        ImportField.OCCUPATION: "Giảng viên",
    }
    assert row.messages == (
        "Đã có trong sổ: Lê Văn An",
        "Số điện thoại: •••••••678 → •••••••321",
        "Nghề nghiệp: Kỹ sư → Giảng viên",
    )


def test_what_follows_from_events_is_pointed_out_and_not_overwritten() -> None:
    row = updated(of_an(official_on="05/02/2001", status="Miễn SH"))

    assert row.status is RowStatus.DUPLICATE
    assert changes(row.values, RECORDED) == {}
    assert row.messages[1] == (
        "Lệch so với sổ, không ghi đè: ngày chính thức trong sổ là 03/02/2001, danh sách ghi "
        "05/02/2001. Xử lý bằng sự kiện hoặc đính chính"
    )
    assert [found.rule for found in row.findings[1:]] == [Update.DEVIATION, Update.DEVIATION]


@pytest.mark.parametrize("name", ["LÊ VĂN AN", "le van an", "Lê Văn An"])
def test_a_name_without_marks_or_in_capitals_is_the_same_name(name: str) -> None:
    assert Update.DEVIATION not in {one.rule for one in updated(of_an(full_name=name)).findings}


def test_another_name_under_the_same_identity_number_is_pointed_out() -> None:
    row = read_fields(
        2,
        {ImportField.FULL_NAME: "Lê Văn Ân", ImportField.CITIZEN_ID: "001076000001"},
        NAMES,
        TODAY,
    )
    known = Known("Lê Văn An", date(1976, 9, 5), "001076000001", None, key=AN)
    (marked,) = mark_duplicates([row], [known])

    said = {one.field: one.rule for one in updated(marked).findings[1:]}
    assert said == {
        ImportField.FULL_NAME: Update.DEVIATION,
        ImportField.CITIZEN_ID: Update.CHANGE,
    }


def test_a_fault_in_the_row_of_a_known_person_waits_to_be_mended() -> None:
    row = updated(of_an(phone="09", occupation="Giảng viên"))

    assert row.status is RowStatus.ERROR


def test_somebody_unknown_is_left_alone_unless_the_list_may_add() -> None:
    row = read(born_on="01/01/1970")

    assert updated(row).status is RowStatus.UNKNOWN
    assert updated(row, ImportMode.BOTH) is row
    assert updated(row, ImportMode.ADD) is row
    assert updated(read(born_on="1970")).status is RowStatus.ERROR


def test_two_rows_about_one_person_change_the_record_once() -> None:
    rows = [
        read_fields(number, {ImportField.FULL_NAME: "Lê Văn An", **birth}, NAMES, TODAY)
        for number, birth in enumerate(
            [{ImportField.BORN_ON: "05/09/1976"}, {ImportField.BORN_ON: "5.9.1976"}], start=2
        )
    ]
    first, second = (updated(row) for row in mark_duplicates(rows, [KNOWN]))

    assert first.known == AN
    assert second.status is RowStatus.DUPLICATE
    assert second.findings[-1].rule is Match.SAME_RECORD
    assert second.messages[-1] == "Trùng với dòng 2: Lê Văn An (cùng một đồng chí trong sổ)"


OTHERS = RECORDED | {
    ImportField.CITIZEN_ID: "001076000001",
    ImportField.CARD_NUMBER: "26000001",
}


@pytest.mark.parametrize(
    ("numbers", "is_doubtful"),
    [
        ({"citizen_id": "001076000002"}, True),
        ({"citizen_id": "001076000002", "card_number": "26000009"}, True),
        ({"citizen_id": "001076000002", "card_number": "26000001"}, False),
        ({"citizen_id": "001076000001"}, False),
        ({}, False),
    ],
)
def test_another_identity_number_under_the_same_name_and_birth_is_not_written_over(
    numbers: dict[str, str], is_doubtful: bool
) -> None:
    row = propose(of_an(occupation="Giảng viên", **numbers), ImportMode.UPDATE, OTHERS)

    said = {one.rule for one in row.findings}
    assert (Fault.CITIZEN_ID_DIFFERS in said) is is_doubtful
    assert row.status is (RowStatus.ERROR if is_doubtful else RowStatus.CHANGED)


def test_what_our_own_lists_write_so_that_nothing_computes_or_shows_is_no_change() -> None:
    notes = "- Sinh hoạt tại tổ 2\n- Nghỉ hưu 2020"
    before = RECORDED | {ImportField.NOTES: notes, ImportField.ALIAS: "=Tư"}
    texts = {"notes": inert(notes), "alias": inert("=Tư")}
    masked = {"residence": "•••, Hà Nội", "phone": "•••••••678", "religion": "•••"}

    row = propose(of_an(**texts, **masked), ImportMode.UPDATE, before)

    assert changes(row.values, before) == {}
    assert row.status is RowStatus.DUPLICATE
    assert "Đã bỏ qua nơi thường trú vì tệp chỉ có phần đã che" in row.messages
    assert changes(of_an(notes="- Sinh hoạt tại tổ 3").values, before) == {
        ImportField.NOTES: "- Sinh hoạt tại tổ 3"
    }


def test_sealed_facts_are_masked_and_missing_ones_said_in_words() -> None:
    assert shown(ImportField.RESIDENCE, "12 Bà Triệu, Hà Nội") == "•••, Hà Nội"
    assert shown(ImportField.RELIGION, "Phật giáo") == "•••"
    assert shown(ImportField.CITIZEN_ID, None) == ""
    assert shown(ImportField.SEX, Sex.MALE) == "Nam"
    row = updated(of_an(email="an@hoicauduong.vn"))
    assert row.messages[1] == "Thư điện tử: chưa có → •••"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (ImportField.BORN_ON, date(1976, 9, 5)),
        (ImportField.SEX, Sex.FEMALE),
        (ImportField.PHONE, "0912345678"),
        (ImportField.RETIRED_ON, None),
    ],
)
def test_what_was_there_before_comes_back_as_it_was(field: ImportField, value: object) -> None:
    assert restored(field, kept(value)) == value


def test_to_find_somebody_a_name_and_one_more_column_are_enough() -> None:
    name, born, card = ImportField.FULL_NAME, ImportField.BORN_ON, ImportField.CARD_NUMBER

    assert missing_columns({name: 0, card: 1}, ImportMode.UPDATE) == ()
    assert missing_columns({name: 0}, ImportMode.UPDATE) == (born,)
    assert missing_columns({card: 0}, ImportMode.UPDATE) == (name,)
    assert ImportField.STATUS in missing_columns({name: 0, card: 1}, ImportMode.BOTH)
