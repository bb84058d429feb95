"""The decisions to admit and to recognise as official as columns of a list: the rules alone."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from partywork.cells.rules.event_fields import EventField
from partywork.cells.rules.importing.cell_names import CellNames
from partywork.cells.rules.importing.columns import find_header
from partywork.cells.rules.importing.duplicates import Known, mark_duplicates
from partywork.cells.rules.importing.messages import Fault, ImportField, Rule, Update
from partywork.cells.rules.importing.papers import (
    PAPER_COLUMNS,
    PAPER_FIELDS,
    Paper,
    papers_of,
)
from partywork.cells.rules.importing.rows import ImportedRow, read_fields
from partywork.cells.rules.importing.updates import propose
from partywork.cells.terms import EventKind, ImportMode, MembershipStatus, RowStatus
from partywork.core.errors import RuleBroken

F = ImportField
LIST_DAY = date(2026, 10, 31)
ADMISSION = {
    "admission_number": "12-QĐ/ĐU",
    "admission_signed_on": "01/02/2000",
    "admission_body": "Đảng ủy Viện Hóa học",
    "admission_cell": "Chi bộ Phòng 3",
}
CONFIRMATION = {
    "confirmation_number": "45-QĐ/ĐU",
    "confirmation_signed_on": "20/03/2001",
    "confirmation_body": "Đảng ủy Viện Hóa học",
}
SOUND = {
    "full_name": "Lê Văn An",
    "born_on": "05/09/1976",
    "sex": "Nam",
    "admitted_on": "03/02/2000",
    "official_on": "03/02/2001",
    "cell": "Chi bộ Hội Cầu đường",
    "status": "Chính thức",
}
RECORDED = {
    F.FULL_NAME: "Lê Văn An",
    F.BORN_ON: date(1976, 9, 5),
    F.ADMITTED_ON: date(2000, 2, 3),
    F.OFFICIAL_ON: date(2001, 2, 3),
    F.STATUS: MembershipStatus.OFFICIAL,
}
ON_RECORD = {
    F.ADMISSION_NUMBER: "12-QĐ/ĐU",
    F.ADMISSION_SIGNED_ON: date(2000, 2, 1),
    F.ADMISSION_BODY: "Đảng ủy Viện Hóa học",
    F.ADMISSION_CELL: None,
}
AN = uuid4()


def read(**texts: str) -> ImportedRow:
    given = {ImportField(name): text for name, text in texts.items()}
    return read_fields(2, given, CellNames.of(["Chi bộ Hội Cầu đường"]), LIST_DAY)


def listed(**texts: str) -> ImportedRow:
    return read(**(SOUND | texts))


def said(row: ImportedRow) -> list[tuple[Rule, ImportField | None]]:
    return [(one.rule, one.field) for one in row.findings]


def updated(recorded: dict[ImportField, Any] | None = None, **texts: str) -> ImportedRow:
    row = read(full_name="Lê Văn An", born_on="05/09/1976", **texts)
    known = Known("Lê Văn An", date(1976, 9, 5), None, None, key=AN)
    (marked,) = mark_duplicates([row], [known])
    return propose(marked, ImportMode.UPDATE, RECORDED | (recorded or {}))


@pytest.mark.parametrize(
    ("title", "field"),
    [
        *((one.label, one) for one in ImportField if one in PAPER_FIELDS),
        ("Số QĐ kết nạp", F.ADMISSION_NUMBER),
        ("Ngày ký QĐ kết nạp", F.ADMISSION_SIGNED_ON),
        ("Số QĐ chính thức", F.CONFIRMATION_NUMBER),
        ("Cơ quan QĐ công nhận đảng viên chính thức", F.CONFIRMATION_BODY),
        ("Ngày kết nạp", F.ADMITTED_ON),
        ("Ngày công nhận chính thức", F.OFFICIAL_ON),
        ("Số quyết định", None),
    ],
)
def test_the_titles_of_the_columns_are_recognised(title: str, field: ImportField | None) -> None:
    header = find_header([["Họ và tên", "Ngày sinh", "Giới tính", title]])

    assert header is not None
    assert {one for one, column in header.mapping.items() if column == 3} == (
        {field} if field else set()
    )


def test_the_decisions_of_somebody_new_count_from_the_days_of_the_list() -> None:
    row = listed(**ADMISSION, **CONFIRMATION)

    assert row.status is RowStatus.READY
    assert row.messages == ()
    admission, confirmation = (paper for _columns, paper in papers_of(row.values))
    assert admission == Paper(
        EventKind.ADMISSION_DECIDED,
        date(2000, 2, 3),
        "12-QĐ/ĐU",
        date(2000, 2, 1),
        "Đảng ủy Viện Hóa học",
        "Chi bộ Phòng 3",
    )
    assert (confirmation.kind, confirmation.happened_on) == (
        EventKind.CONFIRMED,
        date(2001, 2, 3),
    )
    assert confirmation.given == {
        EventField.DOCUMENT_NUMBER: "45-QĐ/ĐU",
        EventField.DECIDED_ON: date(2001, 3, 20),
        EventField.DECIDING_BODY: "Đảng ủy Viện Hóa học",
        EventField.CELL_THEN: None,
    }
    assert list(papers_of(listed().values)) == []


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        (ADMISSION | {"admission_number": "-"}, (Fault.PAPER_INCOMPLETE, F.ADMISSION_NUMBER)),
        (ADMISSION | {"admission_signed_on": ""}, (Fault.PAPER_INCOMPLETE, F.ADMISSION_SIGNED_ON)),
        (ADMISSION | {"admission_body": ""}, (Fault.PAPER_INCOMPLETE, F.ADMISSION_BODY)),
        (ADMISSION | {"admission_signed_on": "2000"}, (Fault.YEAR_ONLY, F.ADMISSION_SIGNED_ON)),
        (
            ADMISSION | {"admission_signed_on": "01/11/2026"},
            (Fault.DAY_IN_FUTURE, F.ADMISSION_SIGNED_ON),
        ),
        (
            ADMISSION | {"admission_signed_on": "05/09/1976"},
            (Fault.PAPER_BEFORE_BIRTH, F.ADMISSION_SIGNED_ON),
        ),
        (ADMISSION | {"admission_body": "Đ" * 301}, (Fault.TOO_LONG, F.ADMISSION_BODY)),
        (CONFIRMATION | {"official_on": ""}, (Fault.PAPER_WITHOUT_DAY, F.OFFICIAL_ON)),
        (CONFIRMATION | {"official_on": "2001"}, (Fault.YEAR_ONLY, F.OFFICIAL_ON)),
        (
            CONFIRMATION | {"official_on": "", "status": "Dự bị"},
            (Fault.PAPER_WITHOUT_DAY, F.OFFICIAL_ON),
        ),
        (
            CONFIRMATION | {"status": "Dự bị"},
            (Fault.PROBATIONARY_WITH_OFFICIAL_DAY, F.OFFICIAL_ON),
        ),
    ],
)
def test_a_decision_that_is_not_whole_is_refused_at_its_column(
    changed: dict[str, str], found: tuple[Rule, ImportField]
) -> None:
    row = listed(**changed)

    assert [one for one in said(row) if isinstance(one[0], Fault)] == [found]
    assert row.status is RowStatus.ERROR


def test_a_refusal_names_what_is_missing() -> None:
    row = listed(**(ADMISSION | {"admission_number": "", "admission_body": ""}))
    assert row.messages == (
        "Quyết định thiếu số quyết định kết nạp",
        "Quyết định thiếu cơ quan quyết định kết nạp",
    )


def test_a_decision_that_is_not_on_record_is_written_down_on_the_day_on_record() -> None:
    row = updated(**ADMISSION)

    assert row.status is RowStatus.CHANGED
    assert row.messages == (
        "Đã có trong sổ: Lê Văn An",
        "Số quyết định kết nạp: chưa có → 12-QĐ/ĐU",
        "Ngày ký quyết định kết nạp: chưa có → 01/02/2000",
        "Cơ quan quyết định kết nạp: chưa có → Đảng ủy Viện Hóa học",
        "Chi bộ kết nạp: chưa có → Chi bộ Phòng 3",
    )
    ((columns, paper),) = papers_of(row.values, RECORDED)
    assert columns is PAPER_COLUMNS[EventKind.ADMISSION_DECIDED]
    assert paper.happened_on == date(2000, 2, 3)


def test_a_day_the_record_does_not_know_is_completed_by_the_decision() -> None:
    row = updated({F.OFFICIAL_ON: None}, official_on="03/02/2001", **CONFIRMATION)

    assert row.status is RowStatus.CHANGED
    assert "Ngày chính thức: chưa có → 03/02/2001" in row.messages
    missing = updated({F.OFFICIAL_ON: None}, **CONFIRMATION)
    assert missing.messages[1] == "Có quyết định nhưng thiếu ngày chính thức"
    alone = updated({F.OFFICIAL_ON: None}, official_on="03/02/2001")
    assert alone.findings[1].rule is Update.DEVIATION


def test_a_decision_on_record_is_never_overwritten() -> None:
    assert updated(ON_RECORD, **(ADMISSION | {"admission_cell": ""})).status is RowStatus.DUPLICATE
    assert updated(ON_RECORD, admission_number="12-QĐ/ĐU").status is RowStatus.DUPLICATE

    row = updated(ON_RECORD, **(ADMISSION | {"admission_number": "13-QĐ/ĐU"}))

    assert row.status is RowStatus.DUPLICATE
    assert said(row)[1:] == [
        (Update.DEVIATION, F.ADMISSION_NUMBER),
        (Update.DEVIATION, F.ADMISSION_CELL),
    ]


def test_part_of_a_decision_that_is_not_on_record_is_refused() -> None:
    row = updated(admission_number="12-QĐ/ĐU", admission_cell="Chi bộ Phòng 3")

    assert row.status is RowStatus.ERROR
    assert said(row)[1:3] == [
        (Fault.PAPER_INCOMPLETE, F.ADMISSION_SIGNED_ON),
        (Fault.PAPER_INCOMPLETE, F.ADMISSION_BODY),
    ]


def test_a_list_makes_nobody_official_and_writes_nothing_down_of_somebody_elsewhere() -> None:
    new = {F.STATUS: MembershipStatus.PROBATIONARY, F.OFFICIAL_ON: None}
    row = updated(new, official_on="03/02/2001", **CONFIRMATION)
    assert row.status is RowStatus.ERROR
    (message,) = (one.text for one in row.findings if one.rule is Fault.PAPER_REFUSED)
    assert message.startswith("Số quyết định công nhận chính thức: Hồ sơ ghi đồng chí là đảng viên")
    assert updated(new, **ADMISSION).status is RowStatus.CHANGED

    gone = updated({F.STATUS: None}, **ADMISSION)
    assert (Fault.PAPER_REFUSED, F.ADMISSION_NUMBER) in said(gone)


@pytest.mark.parametrize(
    ("field", "column"),
    [
        (EventField.DOCUMENT_NUMBER, F.CONFIRMATION_NUMBER),
        (EventField.DECIDED_ON, F.CONFIRMATION_SIGNED_ON),
        (EventField.DECIDING_BODY, F.CONFIRMATION_BODY),
        ("happened_on", F.OFFICIAL_ON),
        ("kind", F.OFFICIAL_ON),
    ],
)
def test_what_refuses_the_event_is_told_at_the_column_of_it(
    field: str, column: ImportField
) -> None:
    columns = PAPER_COLUMNS[EventKind.CONFIRMED]
    assert columns.field_of(RuleBroken("Không được.", field)) is column
