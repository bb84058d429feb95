"""The decisions to admit and to recognise as official, brought by a list and taken out again."""

from datetime import date

import pytest

from partywork.audit import service as audit
from partywork.cells.models import Member, MemberEvent
from partywork.cells.pages.events import EventLine, counting
from partywork.cells.pages.lists import EVERYBODY
from partywork.cells.rules.event_fields import EventField
from partywork.cells.rules.importing.messages import ImportField
from partywork.cells.service import (
    events,
    exports,
    imported,
    importing,
    lives,
    recording,
    undoing,
)
from partywork.cells.service.events import NewEvent
from partywork.cells.service.telling import Told
from partywork.cells.terms import EventKind, ExportFormat, ImportMode, RowStatus, Sex
from partywork.core.actor import Desk, system
from partywork.core.db import db, transaction
from partywork.core.errors import RuleBroken
from partywork.core.ids import new_id
from partywork.core.text import fold, name_sort_key
from tests.support.queries import count_queries

K = EventKind
TODAY = date(2026, 11, 22)
COLUMNS = (
    ImportField.FULL_NAME,
    ImportField.BORN_ON,
    ImportField.SEX,
    ImportField.ADMITTED_ON,
    ImportField.ADMISSION_NUMBER,
    ImportField.ADMISSION_SIGNED_ON,
    ImportField.ADMISSION_BODY,
    ImportField.ADMISSION_CELL,
    ImportField.CEREMONY_ON,
    ImportField.OFFICIAL_ON,
    ImportField.CONFIRMATION_NUMBER,
    ImportField.CONFIRMATION_SIGNED_ON,
    ImportField.CONFIRMATION_BODY,
    ImportField.CONFIRMATION_CELL,
    ImportField.OCCUPATION,
    ImportField.CELL,
    ImportField.STATUS,
)
ADMISSION = {
    "admission_number": "12-QĐ/ĐU",
    "admission_signed_on": "01/03/1990",
    "admission_body": "Đảng ủy Viện Hóa học",
    "admission_cell": "Chi bộ Phòng 3",
}
CONFIRMATION = {
    "confirmation_number": "45-QĐ/ĐU",
    "confirmation_signed_on": "20/03/1991",
    "confirmation_body": "Đảng ủy Viện Hóa học",
    "confirmation_cell": "Chi bộ Phòng 4",
}
AN = {
    "full_name": "Lê Văn An",
    "born_on": "05/09/1966",
    "sex": "Nam",
    "admitted_on": "02/03/1990",
    "ceremony_on": "02/03/1990",
    "official_on": "02/03/1991",
    "cell": "Chi bộ Hội Cầu đường",
    "status": "Chính thức",
}
BINH = AN | {"full_name": "Trần Thị Bình", "sex": "Nữ", "official_on": "", "status": "Dự bị"}


@pytest.fixture
def cell(make, today):
    today(TODAY)
    return make.cell("Chi bộ Hội Cầu đường")


@pytest.fixture
def office(make, cell):
    return make.office(Desk.ORGANISATION)


def upload(actor, *people, mode=ImportMode.ADD):
    lines = [",".join(field.label for field in COLUMNS)]
    lines += [",".join(one.get(field.value, "") for field in COLUMNS) for one in people]
    content = "\n".join(lines).encode()
    return importing.preview(actor, file_name="a.csv", content=content, mode=mode)


def run(actor, batch):
    for _progress in importing.commit_import(actor, batch.id):
        pass
    return imported.rows_of(actor, batch.id)


def every(kind):
    return list(db.session.scalars(db.select(kind).execution_options(partywork_scoped=True)))


def member_named(name):
    (found,) = [one for one in every(Member) if one.full_name == name]
    return found


def life_of(member):
    return counting(events.of_member(system(TODAY), member.id))


def decisions_of(member):
    return {
        one.kind: (
            one.happened_on,
            one.document_number,
            one.decided_on,
            one.deciding_body,
            EventLine.of(one, [one]).place,
        )
        for one in life_of(member)
        if one.kind in (K.ADMISSION_DECIDED, K.CONFIRMED)
    }


BOTH_DECISIONS = {
    K.ADMISSION_DECIDED: (
        date(1990, 3, 2),
        "12-QĐ/ĐU",
        date(1990, 3, 1),
        "Đảng ủy Viện Hóa học",
        "Chi bộ Phòng 3",
    ),
    K.CONFIRMED: (
        date(1991, 3, 2),
        "45-QĐ/ĐU",
        date(1991, 3, 20),
        "Đảng ủy Viện Hóa học",
        "Chi bộ Phòng 4",
    ),
}


def exported(actor):
    return exports.export(actor, EVERYBODY, ExportFormat.CSV).content


def test_people_come_with_the_decisions_of_a_list_which_leave_with_them(office):
    batch = upload(office, AN | ADMISSION | CONFIRMATION, BINH | ADMISSION)
    assert [row.status for row in imported.rows_of(office, batch.id)] == [RowStatus.READY] * 2

    run(office, batch)

    an, binh = member_named("Lê Văn An"), member_named("Trần Thị Bình")
    brought = {an.id, binh.id}
    assert decisions_of(an) == BOTH_DECISIONS
    assert list(decisions_of(binh)) == [K.ADMISSION_DECIDED]
    assert (an.admitted_on, an.official_on, an.party_age_from) == (
        date(1990, 3, 2),
        date(1991, 3, 2),
        date(1990, 3, 2),
    )
    assert binh.official_on is None

    undoing.undo(office, batch.id)

    assert brought.isdisjoint(one.member_id for one in every(MemberEvent))


def admitted_here(cell):
    """Return somebody whom the cell admitted and recognised as official itself."""
    name, paper = "Vũ Kim Chi", {"document_number": "7-QĐ/ĐU", "deciding_body": "Đảng ủy"}
    days = {
        K.ADMISSION_DECIDED: date(2024, 3, 1),
        K.ADMITTED: date(2024, 3, 15),
        K.CONFIRMED: date(2025, 3, 15),
    }
    member = Member(
        id=new_id(),
        full_name=name,
        folded_name=fold(name),
        name_sort_key=name_sort_key(name),
        born_on=date(1990, 5, 6),
        sex=Sex.FEMALE,
    )
    told = [NewEvent(kind, day, cell.id, decided_on=day, **paper) for kind, day in days.items()]
    with transaction():
        events.begin(system(TODAY), member, told, lives.limits())
    return member


def test_an_export_is_read_back_by_the_import_without_change(office, cell):
    run(office, upload(office, AN | ADMISSION | CONFIRMATION, BINH | ADMISSION))
    admitted_here(cell)
    content = exported(office)
    assert "7-QĐ/ĐU,15/03/2025,Đảng ủy,Chi bộ Hội Cầu đường".encode() in content
    assert "12-QĐ/ĐU,01/03/1990,Đảng ủy Viện Hóa học,Chi bộ Phòng 3".encode() in content

    batch = importing.preview(office, file_name="b.csv", content=content, mode=ImportMode.BOTH)

    rows = imported.rows_of(office, batch.id)
    assert {row.status for row in rows} == {RowStatus.DUPLICATE}
    assert {len(row.messages) for row in rows} == {1}


def test_decisions_are_written_down_in_known_lives_and_voided_by_undoing(office):
    run(office, upload(office, AN))
    an = member_named("Lê Văn An")
    batch = upload(
        office,
        AN | ADMISSION | CONFIRMATION | {"occupation": "Kỹ sư"},
        mode=ImportMode.UPDATE,
    )
    (row,) = imported.rows_of(office, batch.id)
    assert row.status is RowStatus.CHANGED
    assert "Số quyết định kết nạp: chưa có → 12-QĐ/ĐU" in row.messages
    assert decisions_of(an) == {}

    (row,) = run(office, batch)

    assert row.status is RowStatus.UPDATED
    assert decisions_of(an) == BOTH_DECISIONS
    assert an.occupation == "Kỹ sư"
    trail = [one.action for one in audit.entries(system(TODAY), limit=50)]
    assert trail.count("member.record_event") == 2
    again = upload(office, AN | ADMISSION | CONFIRMATION, mode=ImportMode.UPDATE)
    assert imported.rows_of(office, again.id)[0].status is RowStatus.DUPLICATE

    undoing.undo(office, batch.id)

    assert decisions_of(an) == {}
    assert an.occupation is None
    voided = [one for one in events.of_member(office, an.id) if one.kind is K.VOIDED]
    assert {one.note for one in voided} == {"Hoàn tác danh sách «a.csv»"}
    assert [row.status for row in imported.rows_of(office, batch.id)] == [RowStatus.CHANGED]


def mend_number(office, member):
    """Correct the number of the decision that admitted somebody, as «Ghi sự kiện» does."""
    (decision,) = [one for one in life_of(member) if one.kind is K.ADMISSION_DECIDED]
    given = {
        EventField.DOCUMENT_NUMBER: "13-QĐ/ĐU",
        EventField.DECIDED_ON: date(1990, 3, 1),
        EventField.DECIDING_BODY: "Đảng ủy",
    }
    told = Told(K.ADMISSION_DECIDED, date(1990, 3, 2), has_paper=True, note=None, given=given)
    recording.correct(office, member.id, decision.id, told)


def test_a_decision_mended_since_stands_in_the_way_of_undoing(office):
    run(office, upload(office, AN))
    an = member_named("Lê Văn An")
    batch = upload(office, AN | ADMISSION, mode=ImportMode.UPDATE)
    run(office, batch)
    mend_number(office, an)

    with pytest.raises(RuleBroken, match="quyết định đã ghi của đồng chí Lê Văn An: Sự kiện này"):
        undoing.undo(office, batch.id)

    assert decisions_of(an)[K.ADMISSION_DECIDED][1] == "13-QĐ/ĐU"


def test_a_decision_of_a_list_corrected_since_stands_in_the_way_of_undoing_the_list(office):
    batch = upload(office, AN | ADMISSION)
    run(office, batch)
    an = member_named("Lê Văn An")
    mend_number(office, an)

    with pytest.raises(RuleBroken, match="sự kiện ghi sau khi nhập"):
        undoing.undo(office, batch.id)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (
            {"admitted_on": "01/03/1990"},
            "Ngày vào Đảng: Hồ sơ đã ghi ngày quyết định kết nạp là ngày 02/03/1990",
        ),
        (
            {"official_on": "03/03/1991"},
            "Ngày chính thức: Đồng chí đã là đảng viên chính thức",
        ),
        (
            {"confirmation_signed_on": "22/11/2026"},
            "Ngày chính thức: Hồ sơ của đồng chí có trong hệ thống từ ngày 22/11/2026",
        ),
        ({"admission_body": ""}, "Quyết định thiếu cơ quan quyết định kết nạp"),
    ],
)
def test_what_ghi_su_kien_refuses_the_preview_refuses_at_its_column(office, changed, words):
    run(office, upload(office, AN))
    row = AN | ADMISSION | CONFIRMATION | {"occupation": "Kỹ sư"} | changed
    batch = upload(office, row, mode=ImportMode.UPDATE)

    (found,) = imported.rows_of(office, batch.id)
    assert found.status is RowStatus.ERROR
    assert any(words in message for message in found.messages)

    run(office, batch)

    an = member_named("Lê Văn An")
    assert decisions_of(an) == {}
    assert an.occupation is None


def test_a_row_that_was_mended_writes_its_decision_down(office):
    run(office, upload(office, AN))
    batch = upload(office, AN | ADMISSION | {"admission_body": ""}, mode=ImportMode.UPDATE)
    (row,) = imported.rows_of(office, batch.id)

    importing.mend(office, row.id, {"admission_body": "Đảng ủy Viện Hóa học"})
    run(office, batch)

    decided = decisions_of(member_named("Lê Văn An"))
    assert decided == {K.ADMISSION_DECIDED: BOTH_DECISIONS[K.ADMISSION_DECIDED]}


def test_ghi_su_kien_writes_down_a_decision_of_the_day_from_which_a_list_counts(office):
    run(office, upload(office, AN))
    an = member_named("Lê Văn An")
    given = {
        EventField.DOCUMENT_NUMBER: "45-QĐ/ĐU",
        EventField.DECIDED_ON: date(1991, 3, 20),
        EventField.DECIDING_BODY: "Đảng ủy Viện Hóa học",
        EventField.CELL_THEN: "Chi bộ Phòng 4",
    }
    told = Told(K.CONFIRMED, date(1991, 3, 2), has_paper=True, note=None, given=given)

    recording.record(office, an.id, told)

    assert decisions_of(an) == {K.CONFIRMED: BOTH_DECISIONS[K.CONFIRMED]}
    assert b"45-Q\xc4\x90/\xc4\x90U,20/03/1991" in exported(office)


def test_lives_are_asked_in_the_same_few_statements_however_many_rows_there_are(office):
    people = [AN | {"full_name": f"Lê Văn {name}"} for name in ("An", "Ba", "Chi", "Du", "Em")]
    run(office, upload(office, *people))
    told = [one | ADMISSION | CONFIRMATION for one in people]

    with count_queries() as of_one:
        upload(office, told[0], mode=ImportMode.UPDATE)
    with count_queries() as of_all:
        upload(office, *told, mode=ImportMode.UPDATE)

    assert len(of_all) <= len(of_one)
