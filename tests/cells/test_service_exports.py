import io
import re
from dataclasses import replace
from datetime import date, time

import pytest
from openpyxl import load_workbook

from partywork.app import BACKGROUND
from partywork.audit.models import AuditEntry
from partywork.cells.models import ExportRequest, Member
from partywork.cells.pages import exporting
from partywork.cells.pages.lists import EVERYBODY, Wanted
from partywork.cells.rules.event_fields import EventField, details_of
from partywork.cells.rules.importing.messages import ImportField
from partywork.cells.rules.importing.papers import PAPER_COLUMNS, PAPER_FIELDS
from partywork.cells.rules.record import SEALED
from partywork.cells.service import events, export_making, export_requests, exports, imported, lists
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import (
    CardKind,
    EventKind,
    ExportFormat,
    ExportStatus,
    ImportMode,
    RecordField,
    RowStatus,
)
from partywork.core.actor import Desk, system
from partywork.core.db import db, transaction
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken, Stale
from partywork.core.jobs import run_waiting
from partywork.core.sealing import Sealed
from partywork.notifications import service as notifications
from tests.architecture.source import ROOT


def trail(action: str) -> list[AuditEntry]:
    query = db.select(AuditEntry).where(AuditEntry.action == action)
    return list(db.session.scalars(query.execution_options(partywork_scoped=True)))


def ask(actor, asked=None, *, is_unmasked=True, kind=ExportFormat.SPREADSHEET):
    return export_requests.ask(
        actor,
        asked or {},
        export_format=kind,
        is_unmasked=is_unmasked,
        reason="Báo cáo cấp trên theo công văn 12",
    )


def approve(actor, request):
    return export_requests.decide(actor, request.id, request.version, is_approved=True, refusal="")


def person(make, cell, **facts):
    member = make.member(cell, name="Lê Văn Ân")
    with transaction():
        member.citizen_id = "001076012345"
        member.phone = "0912345678"
        member.ethnicity = "Tày"
        member.residence = "Số 5, phố Lý Thường Kiệt, Hà Nội"
    return member


def sheet(content: bytes) -> list[dict[str, str]]:
    titles, *rows = load_workbook(io.BytesIO(content))["Đảng viên"].iter_rows(values_only=True)
    return [dict(zip(titles, row, strict=True)) for row in rows]


def test_an_unmasked_list_leaves_with_two_people_once(make):
    cell = make.cell()
    person(make, cell)
    actor, second = make.office(), make.office()
    request = ask(actor, {"chi_bo": str(cell.id), "tim": "an"})

    approve(second, request)
    assert run_waiting(BACKGROUND) == 1
    page = export_requests.show(actor, request.id)
    file = export_making.take(actor, request.id)

    assert page.may_take
    (row,) = sheet(file.content)
    assert row["Số căn cước"] == "001076012345"
    assert row["Dân tộc"] == "Tày"
    with pytest.raises(RuleBroken, match="đề nghị lại"):
        export_making.take(actor, request.id)
    assert [entry.changes["rows"] for entry in trail("export.take")] == [1]
    assert {entry.changes["filter"] for entry in trail("export.approve")} == {"Không lọc thêm"}
    assert notifications.unread(actor) == 1


def test_the_second_person_is_told_and_is_never_who_asked(make):
    cell = make.cell()
    person(make, cell)
    actor, second, head = make.office(), make.office(), make.committee_secretary()
    request = ask(actor)

    assert notifications.unread(second) == notifications.unread(head) == 1
    assert notifications.unread(actor) == 0
    with pytest.raises(NotAllowed):
        approve(actor, request)
    assert not export_requests.show(actor, request.id).may_decide
    assert export_requests.show(head, request.id).may_decide
    for stranger in (make.office(Desk.CLERICAL), make.committee(), make.secretary(cell)):
        with pytest.raises(NotVisible):
            approve(stranger, request)


def test_a_refusal_needs_its_reason_and_ends_the_request(make):
    cell = make.cell()
    person(make, cell)
    actor, second = make.secretary(cell), make.office()
    request = ask(actor)

    def refuse(words, version=None):
        return export_requests.decide(
            second, request.id, version or request.version, is_approved=False, refusal=words
        )

    with pytest.raises(RuleBroken, match="lý do"):
        refuse("")
    with pytest.raises(Stale):
        refuse("Không cần thiết", version=99)
    refuse("Không cần thiết")
    with pytest.raises(RuleBroken, match="đã được trả lời"):
        approve(second, request)

    assert export_requests.show(actor, request.id).request.status is ExportStatus.REFUSED
    assert len(trail("export.refuse")) == 1


def test_the_secretary_of_a_cell_gets_how_to_reach_people_and_no_more(make):
    cell, elsewhere = make.cell(), make.cell()
    person(make, cell)
    make.member(elsewhere, name="Vũ Người Khác")
    actor = make.secretary(cell)
    request = ask(actor)

    approve(make.office(), request)
    run_waiting(BACKGROUND)
    rows = sheet(export_making.take(actor, request.id).content)

    assert "Vũ Người Khác" not in {row["Họ và tên"] for row in rows}
    row = next(row for row in rows if row["Họ và tên"] == "Lê Văn Ân")
    assert row["Số điện thoại"] == "0912345678"
    assert row["Nơi thường trú"] == "Số 5, phố Lý Thường Kiệt, Hà Nội"
    assert row["Số căn cước (đã che)"] == "•••••••••345"
    assert row["Dân tộc (đã che)"] == "•••"


def test_others_may_ask_for_masked_lists_only(make):
    cell = make.cell()
    person(make, cell)
    for actor in (make.office(Desk.CLERICAL), make.inspector(), make.committee()):
        with pytest.raises(RuleBroken) as refusal:
            ask(actor)
        assert refusal.value.field == "is_unmasked"
    assert ask(make.inspector(), is_unmasked=False).rows > 0
    with pytest.raises(NotAllowed):
        ask(make.plain_member(cell))
    with pytest.raises(RuleBroken, match="không có đồng chí nào"):
        ask(make.office(), {"tim": "khong co ai"})
    stranger = make.secretary(make.cell())
    with pytest.raises(RuleBroken, match="không có đồng chí nào"):
        ask(stranger, {"chi_bo": str(cell.id)})
    with pytest.raises(NotVisible):
        exports.export(stranger, Wanted(organisation_id=cell.id), ExportFormat.CSV)


def test_more_people_than_one_may_take_alone_need_a_second_even_masked(make):
    cell = make.cell()
    for _number in range(50):
        make.member(cell)
    actor = make.secretary(cell)

    with pytest.raises(RuleBroken, match="người thứ hai"):
        exports.export(actor, EVERYBODY, ExportFormat.CSV)
    request = ask(actor, is_unmasked=False, kind=ExportFormat.CSV)
    approve(make.committee_secretary(), request)
    list(export_making.prepare(request.id))
    again = list(export_making.prepare(request.id))
    file = export_making.take(actor, request.id)

    assert again == []
    assert file.content.decode("utf-8-sig").count("\r\n") == 52
    assert len(trail("member.export")) == 0


def test_lists_of_one_day_are_added_up_and_the_next_day_begins_anew(make, today):
    today(date(2026, 11, 5))
    cell = make.cell()
    for _number in range(39):
        make.member(cell)
    actor, other = make.secretary(cell), make.deputy(cell)
    for _list in range(2):
        exports.export(actor, EVERYBODY, ExportFormat.CSV)

    with pytest.raises(RuleBroken, match="đã tải hôm nay"):
        exports.export(actor, EVERYBODY, ExportFormat.REGISTER)
    exports.export(other, EVERYBODY, ExportFormat.CSV)
    today(date(2026, 11, 6))
    exports.export(actor, EVERYBODY, ExportFormat.CSV)

    assert [entry.changes["rows"] for entry in trail("member.export")] == [41] * 4


def test_a_file_nobody_took_in_time_is_emptied(make, today):
    today(date(2026, 11, 5))
    cell = make.cell()
    person(make, cell)
    actor = make.secretary(cell)
    request = ask(actor)
    waiting = ask(actor)
    approve(make.office(), request)
    run_waiting(BACKGROUND)

    today(date(2026, 11, 6), time(9, 1))
    with pytest.raises(RuleBroken, match="quá hạn"):
        export_making.take(actor, request.id)
    export_making.expire()

    found = export_requests.show(actor, request.id).request
    assert (found.status, found.content_sealed) == (ExportStatus.EXPIRED, None)
    assert export_requests.show(actor, waiting.id).request.status is ExportStatus.ASKED


def test_who_lost_an_office_since_asking_does_not_get_the_file(make):
    cell = make.cell()
    person(make, cell)
    actor = make.secretary(cell)
    request = ask(actor)
    approve(make.office(), request)
    run_waiting(BACKGROUND)

    with pytest.raises(NotAllowed, match="còn giữ nhiệm vụ"):
        export_making.take(replace(actor, grants=actor.grants[:0]), request.id)


def test_the_file_and_the_name_asked_for_are_sealed_in_the_database(make):
    cell = make.cell()
    person(make, cell)
    actor = make.office()
    request = ask(actor, {"tim": "an le"}, kind=ExportFormat.CSV)
    approve(make.office(), request)
    run_waiting(BACKGROUND)

    row = db.session.execute(
        db.select(ExportRequest.__table__).where(ExportRequest.__table__.c.id == request.id)
    ).one()
    assert b"an le" not in row.asked_sealed
    assert "Lê Văn Ân".encode() not in row.content_sealed


def test_every_column_of_the_import_is_there_and_explained():
    assert set(exporting.MEANINGS) == set(ImportField)
    assert exporting.titles(SEALED) == tuple(field.label for field in ImportField)


def test_the_guide_and_the_page_of_lists_tell_of_every_column_in_its_order(make, browse):
    guide = (ROOT / "docs/huong-dan/cot-danh-sach.md").read_text("utf-8")
    rows = [line.strip("| ").split(" | ") for line in guide.splitlines() if line.startswith("| ")]
    page = browse(make.office()).get("/members/exports").soup
    shown = [[cell.text for cell in row.select("th, td")] for row in page.select("tbody tr")]

    told = [[field.label, *exporting.MEANINGS[field]] for field in ImportField]
    elsewhere = [list(row) for row in exporting.ELSEWHERE]

    assert shown == told + elsewhere
    numbered = [[str(number), *row] for number, row in enumerate(told, start=1)]
    assert [row for row in rows if row[0] not in ("STT", "Thông tin", "---")] == [
        *numbered,
        *elsewhere,
    ]


def test_every_field_of_a_record_is_a_column_of_lists_and_no_column_is_without_a_field():
    mapped = {column.key for column in db.inspect(Member).columns}
    sealed = {one.name for one in Sealed.fields if one.owner is Member}
    hidden = {f"{name}_{part}" for name in sealed for part in ("sealed", "digest")}
    technical = {"id", "created_at", "version", "folded_name", "name_sort_key", "voided_on"}

    facts = (mapped | sealed) - hidden - technical

    of_the_standing = {"cell", "office", "status"}
    columns = {field.value for field in ImportField if field not in PAPER_FIELDS}
    assert facts == columns - of_the_standing
    assert {field.value for field in RecordField} <= facts
    labels = {field.value: field.label for field in ImportField}
    assert all(labels[field.value] == field.label for field in RecordField)


def test_what_is_no_column_is_an_event_or_said_to_be_elsewhere():
    named = {
        words
        for _fact, kept_as, _entered in exporting.ELSEWHERE
        if "sự kiện" in kept_as.lower()
        for words in re.findall("«(.+?)»", kept_as)
    }

    # Taking somebody over from a list and voiding a mistake are no facts of a life.
    others = {EventKind.ENROLLED, EventKind.VOIDED, *PAPER_COLUMNS}
    assert named == {kind.label for kind in EventKind if kind not in others}


def test_an_unmasked_list_is_read_back_by_the_import_as_the_same_people(make):
    cell = make.cell("Chi bộ Hội Cầu đường")
    person(make, cell)
    actor = make.office()
    request = ask(actor, {"chi_bo": str(cell.id)})
    approve(make.office(), request)
    run_waiting(BACKGROUND)
    content = export_making.take(actor, request.id).content

    batch = lists.preview(
        actor, file_name="danh sách.xlsx", content=content, mode=ImportMode.UPDATE
    )

    assert set(batch.mapping) == {field.value for field in ImportField}
    (row,) = imported.rows_of(actor, batch.id)
    assert (row.status, row.messages) == (
        RowStatus.DUPLICATE,
        ["Đã có trong sổ: Lê Văn Ân"],
    )


@pytest.mark.parametrize("number", ["123456789012345", "ABC12345", "1" * 20])
def test_every_card_that_may_be_given_leaves_in_a_list_and_is_read_back(make, number):
    cell = make.cell("Chi bộ Hội Cầu đường")
    member = person(make, cell)
    given = NewEvent(
        EventKind.CARD_EXCHANGED,
        date(2026, 5, 19),
        cell.id,
        document_number="12-QĐ/ĐU",
        decided_on=date(2026, 5, 10),
        deciding_body="Đảng ủy",
        details=details_of(
            EventKind.CARD_EXCHANGED,
            {EventField.CARD_NUMBER: number, EventField.CARD_KIND: CardKind.NEW.value},
        ),
    )
    with transaction():
        events.apply(system(date(2026, 5, 19)), member.id, given)
    actor = make.office()
    content = exports.export(actor, EVERYBODY, ExportFormat.CSV).content
    assert number in content.decode("utf-8-sig")

    batch = lists.preview(actor, file_name="danh sách.csv", content=content, mode=ImportMode.UPDATE)

    rows = {row.messages[0]: row for row in imported.rows_of(actor, batch.id)}
    row = rows["Đã có trong sổ: Lê Văn Ân"]
    assert (row.status, row.messages[1:]) == (RowStatus.DUPLICATE, [])
    assert row.cells["card_number"] == number


def test_masked_columns_are_left_out_when_the_list_is_read_again(make):
    cell = make.cell("Chi bộ Hội Cầu đường")
    person(make, cell)
    actor = make.office()
    content = exports.export(actor, EVERYBODY, ExportFormat.CSV).content

    batch = lists.preview(actor, file_name="danh sách.csv", content=content, mode=ImportMode.BOTH)

    assert set(batch.mapping) == {field.value for field in ImportField} - set(SEALED)
    rows = imported.rows_of(actor, batch.id)
    assert {row.status for row in rows} == {RowStatus.DUPLICATE}
