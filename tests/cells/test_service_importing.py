from datetime import date
from pathlib import Path
from threading import Barrier, Thread

import pytest

from partywork.audit.models import AuditEntry
from partywork.cells.jobs import HANDLERS
from partywork.cells.models import (
    Appointment,
    ColumnMemory,
    ImportRow,
    Member,
    MemberImport,
    Membership,
)
from partywork.cells.rules.importing.messages import ImportField
from partywork.cells.service import imported, importing, lists, organisations, undoing
from partywork.cells.terms import ImportStatus, MembershipStatus, OfficeTitle, RowStatus
from partywork.core import clock
from partywork.core.actor import Desk, system
from partywork.core.db import db, release, transaction
from partywork.core.errors import Busy, NotAllowed, NotVisible, RuleBroken, Stale
from partywork.core.jobs import run_waiting
from partywork.notifications.models import Notice

DATA = Path(__file__).parent / "data"
WORKBOOK = (DATA / "members_20261031.xlsx").read_bytes()
LIST_DAY = date(2026, 10, 31)
HEADER = "Họ và tên,Ngày sinh,Giới tính,Ngày vào Đảng,Ngày chính thức,Chi bộ,Chức vụ,Tình trạng"


@pytest.fixture
def robot(app, today):
    today(date(2026, 11, 22))
    return system(clock.today())


@pytest.fixture
def tree(robot):
    organisations.import_organisations(robot, (DATA / "organisations.csv").read_text("utf-8"))


@pytest.fixture
def office(make, today):
    today(date(2026, 11, 22))
    make.cell("Chi bộ Hội Cầu đường")
    return make.office(Desk.ORGANISATION)


def every(kind):
    return list(db.session.scalars(db.select(kind).execution_options(partywork_scoped=True)))


def csv(*lines: str, header: str = HEADER) -> bytes:
    return "\n".join((header, *lines)).encode()


def upload(actor, *lines: str, header: str = HEADER) -> MemberImport:
    return importing.preview(actor, file_name="danh sách.csv", content=csv(*lines, header=header))


def run(actor, batch) -> None:
    for _progress in importing.commit_import(actor, batch.id):
        pass


def row_of(actor, batch, number: int) -> ImportRow:
    (found,) = [row for row in imported.rows_of(actor, batch.id) if row.sheet_row == number]
    return found


AN = "Lê Văn An,05/09/1976,Nam,03/02/2000,03/02/2001,Chi bộ Hội Cầu đường,Bí thư,Chính thức"
BINH = "Trần Thị Bình,1980,Nữ,03/02/2010,03/02/2011,Chi bộ Hội Cầu đường,,Chính thức"
CHI = "Vũ Kim Chi,01/02/1950,Nữ,03/02/1980,03/02/1981,Chi bộ Hội Cầu đường,,Miễn SH"


def test_the_real_list_is_previewed_imported_found_again_and_undone(robot, tree):
    steps = []
    batch = importing.preview(
        robot,
        file_name="members_20261031.xlsx",
        content=WORKBOOK,
        on_progress=lambda done, total: steps.append((done, total)),
    )
    assert steps[-1] == (749, 749)
    assert batch.list_day == LIST_DAY
    assert importing.outcome(robot, batch.id)["totals"] == {
        "rows": 749,
        "ready": 722,
        "error": 21,
        "duplicate": 6,
    }
    assert every(Member) == []

    progress = list(importing.commit_import(robot, batch.id))

    assert progress[-1] == (722, 722)
    assert len(every(Member)) == 722
    assert batch.status is ImportStatus.DONE
    assert batch.content is None
    assert len([one for one in every(Membership) if one.ends_on is None]) == 722
    held = every(Appointment)
    assert {one.starts_on for one in held} == {LIST_DAY}
    assert {one.decision_number for one in held} == {None}
    assert len([one for one in held if one.office is OfficeTitle.SECRETARY]) == 56
    assert importing.outcome(robot, batch.id)["totals"]["ready"] == 722
    assert list(importing.commit_import(robot, batch.id)) == []

    again = importing.preview(robot, file_name="again.xlsx", content=WORKBOOK)
    totals = importing.outcome(robot, again.id)["totals"]
    assert totals["ready"] == 0
    assert totals["duplicate"] >= 722

    undoing.undo(robot, batch.id)

    assert every(Member) == []
    assert every(Membership) == []
    assert every(Appointment) == []
    assert batch.status is ImportStatus.UNDONE
    with pytest.raises(RuleBroken, match="Đã hoàn tác"):
        undoing.undo(robot, batch.id)


def test_an_examination_writes_nothing(robot, tree):
    people = lists.examine(robot, WORKBOOK)

    assert len(people) == 749
    assert every(MemberImport) == []


def test_standings_begin_on_the_days_the_list_proves(office):
    batch = upload(office, AN, CHI)
    run(office, batch)

    chi = row_of(office, batch, 3).member_id
    spells = sorted(
        (one.starts_on, one.ends_on, one.status)
        for one in every(Membership)
        if one.member_id == chi
    )
    assert spells[0] == (
        date(1981, 2, 3),
        clock.today().replace(day=21),
        MembershipStatus.OFFICIAL,
    )
    assert spells[1][0] == clock.today()
    assert spells[1][2] is MembershipStatus.EXEMPTED


def test_offices_may_begin_earlier_than_the_list(office):
    batch = importing.preview(
        office, file_name="a.csv", content=csv(AN), offices_from=date(2025, 3, 27)
    )
    run(office, batch)

    an = row_of(office, batch, 2).member_id
    (held,) = [one for one in every(Appointment) if one.member_id == an]
    assert held.starts_on == date(2025, 3, 27)


def test_a_row_that_no_rule_of_the_party_allows_is_in_error_and_stays_out(office):
    batch = upload(
        office,
        AN.replace("Chính thức", "Đình chỉ sinh hoạt"),
        CHI.replace("03/02/1981", "03/02/1980"),
        CHI.replace("Vũ Kim Chi", "Vũ Kim Yến").replace(
            "Chi bộ Hội Cầu đường,,Miễn SH",
            "Chi bộ Hội Cầu đường,Phó bí thư,Tạm thời đến sinh hoạt",
        ),
    )

    said = [row.messages for row in imported.rows_of(office, batch.id)]
    assert [row.status for row in imported.rows_of(office, batch.id)] == [RowStatus.ERROR] * 3
    assert "«Đình chỉ sinh hoạt đảng» không giữ chức vụ Đảng «Bí thư»" in str(said[0])
    assert "sớm nhất là ngày 03/02/1981" in str(said[1])
    assert "«Tạm thời đến sinh hoạt» không giữ chức vụ Đảng «Phó bí thư»" in str(said[2])


def test_an_official_member_without_the_day_is_taken_with_a_warning(office):
    batch = upload(office, AN.replace("03/02/2001", ""))
    (row,) = imported.rows_of(office, batch.id)
    assert row.status is RowStatus.READY
    assert "chưa có ngày chính thức" in str(row.messages)

    run(office, batch)

    (an,) = [one for one in every(Member) if one.full_name == "Lê Văn An"]
    begun = [one.starts_on for one in every(Membership) if one.member_id == an.id]
    assert begun == [batch.list_day]


def test_a_second_secretary_waits_as_an_error_and_is_not_half_imported(office):
    other = AN.replace("Lê Văn An", "Đỗ Thị Yến").replace("1976", "1977")
    batch = upload(office, AN, other)
    before = len(every(Member))

    run(office, batch)

    refused = row_of(office, batch, 3)
    assert refused.status is RowStatus.ERROR
    assert "đã có bí thư" in refused.messages[0]
    assert len(every(Member)) == before + 1


def test_a_person_in_error_waits_and_is_imported_when_mended(office):
    batch = upload(office, AN, BINH)
    run(office, batch)
    waiting, total = imported.waiting(office)
    assert total == 1
    (row,) = waiting
    assert row.messages == ["Ngày sinh chỉ có năm 1980; cần đủ ngày, tháng, năm theo hồ sơ"]

    still = importing.mend(office, row.id, {"born_on": "31/02/1980"}, version=row.version)
    assert still.status is RowStatus.ERROR
    assert "không có trong lịch" in still.messages[0]
    mended = importing.mend(office, row.id, {"born_on": "28/02/1980"}, version=still.version)

    assert mended.status is RowStatus.IMPORTED
    assert mended.messages == []
    assert imported.waiting(office) == ([], 0)
    member = next(one for one in every(Member) if one.id == mended.member_id)
    assert (member.full_name, member.born_on) == ("Trần Thị Bình", date(1980, 2, 28))
    with pytest.raises(RuleBroken, match="đã được nhập"):
        importing.for_mending(office, row.id)


def test_two_people_mending_one_row_do_not_overwrite_each_other(office):
    batch = upload(office, BINH)
    row = row_of(office, batch, 2)
    opened = row.version
    importing.mend(office, row.id, {"born_on": "28/02/1980"}, version=opened)

    with pytest.raises(Stale):
        importing.mend(office, row.id, {"born_on": "01/01/1980"}, version=opened)


def test_mending_before_the_import_makes_the_row_ready_only(office):
    batch = upload(office, BINH)
    before = len(every(Member))

    row = importing.mend(office, row_of(office, batch, 2).id, {"born_on": "28/02/1980"})

    assert row.status is RowStatus.READY
    assert len(every(Member)) == before


def test_a_personal_fact_left_empty_stays_and_a_dash_takes_it_away(office):
    header = f"{HEADER},Số căn cước,Tôn giáo,Nơi thường trú"
    facts = ',001180000123,Phật giáo,"Số 5, Hà Nội"'
    batch = importing.preview(
        office, file_name="danh sách.csv", content=csv(f"{BINH}{facts}", header=header)
    )
    row = row_of(office, batch, 2)
    assert importing.for_mending(office, row.id).masked == {
        ImportField.CITIZEN_ID: "•••••••••123",
        ImportField.RELIGION: "•••",
        ImportField.RESIDENCE: "•••, Hà Nội",
    }

    texts = {"born_on": "1981", "citizen_id": "", "religion": " - ", "residence": "Huế"}
    mended = importing.mend(office, row.id, texts)

    kept = {name: mended.cells[name] for name in texts}
    assert kept == {**texts, "citizen_id": "001180000123", "religion": ""}


def test_rows_are_opened_by_the_organisation_desk_alone_which_stands_in_the_trail(office, make):
    batch = upload(office, AN, BINH)
    row = row_of(office, batch, 3)
    for desk in set(Desk) - {Desk.ORGANISATION}:
        other = make.office(desk)
        assert imported.open_page(other, batch.id).rows == 2
        for use in (importing.open_row, importing.for_mending):
            with pytest.raises(NotAllowed, match="Chỉ tổ chức"):
                use(other, row.id)
        with pytest.raises(NotAllowed, match="Chỉ tổ chức"):
            importing.mend(other, row.id, {"born_on": "28/02/1980"})

    importing.open_row(office, row.id)

    (entry,) = (one for one in every(AuditEntry) if one.action == "import.read")
    assert (entry.actor_id, entry.subject_id, entry.changes) == (office.user_id, row.id, {})


def test_opening_a_row_of_somebody_of_the_register_is_a_reading_of_their_record(office):
    run(office, upload(office, AN))
    (known,) = (one for one in every(Member) if one.full_name == "Lê Văn An")
    again = upload(office, AN)

    importing.open_row(office, row_of(office, again, 2).id)

    readings = [one for one in every(AuditEntry) if one.action in ("member.read", "import.read")]
    assert [(one.action, one.subject_id) for one in readings] == [("member.read", known.id)]


def test_a_mended_row_may_turn_out_to_be_somebody_already_there(office):
    batch = upload(office, AN, BINH)
    run(office, batch)
    row = row_of(office, batch, 3)

    mended = importing.mend(office, row.id, {"full_name": "le van an", "born_on": "05/09/1976"})

    assert mended.status is RowStatus.DUPLICATE
    assert any("danh sách đảng viên" in message for message in mended.messages)


def test_an_import_is_not_undone_once_something_rests_on_its_people(office, make):
    batch = upload(office, AN, CHI)
    run(office, batch)
    an = next(one for one in every(Member) if one.full_name == "Lê Văn An")
    make.user(an)

    with pytest.raises(RuleBroken, match=r"tài khoản \(1 đồng chí\)"):
        undoing.undo(office, batch.id)

    assert batch.status is ImportStatus.DONE


def test_an_import_is_not_undone_once_a_record_was_changed(office):
    batch = upload(office, AN)
    run(office, batch)
    an = next(one for one in every(Member) if one.full_name == "Lê Văn An")
    with transaction():
        an.occupation = "Kỹ sư"
        held = next(one for one in every(Appointment) if one.member_id == an.id)
        held.decision_number = "12-QĐ/ĐU"
        place = next(one for one in every(Membership) if one.member_id == an.id)
        place.document_number = "3"

    with pytest.raises(RuleBroken, match="thay đổi trong hồ sơ, thay đổi về sinh hoạt đảng, quyết"):
        undoing.undo(office, batch.id)


def test_columns_are_pointed_out_once_and_remembered(office):
    strange = HEADER.replace("Ngày sinh", "Cột D").replace("Giới tính", "Cột E")
    batch = upload(office, AN, header=strange)
    assert lists.missing(batch) == (ImportField.BORN_ON, ImportField.SEX)
    assert imported.rows_of(office, batch.id) == []
    with pytest.raises(RuleBroken, match="thiếu cột"):
        importing.start(office, batch.id, version=batch.version)
    columns = lists.for_columns(office, batch.id)
    assert columns.titles[1] == "Cột D"
    assert columns.fields[:3] == (ImportField.FULL_NAME, None, None)

    chosen = {field: index for index, field in enumerate(columns.fields) if field}
    chosen |= {ImportField.BORN_ON: 1, ImportField.SEX: 2}
    lists.choose_columns(office, batch.id, version=batch.version, chosen=chosen)

    assert row_of(office, batch, 2).status is RowStatus.READY
    again = upload(office, AN, header=strange)
    assert lists.missing(again) == ()
    assert {one.folded_header: one.field for one in every(ColumnMemory)}["cot d"] == "born_on"


def test_choosing_columns_again_replaces_what_was_found(office):
    batch = upload(office, AN + ",", BINH + ",", header=HEADER + ",")
    columns = lists.for_columns(office, batch.id)
    assert columns.titles[-1] == ""
    chosen = {field: index for index, field in enumerate(columns.fields) if field}

    lists.choose_columns(office, batch.id, version=batch.version, chosen=chosen)

    assert [row.sheet_row for row in imported.rows_of(office, batch.id)] == [2, 3]
    run(office, batch)
    with pytest.raises(RuleBroken, match="Đã nhập"):
        lists.for_columns(office, batch.id)


def test_two_lists_at_once_bring_nobody_twice(office, database):
    batches = [upload(office, AN.replace(",Bí thư,", ",,"), CHI).id for _ in range(2)]
    start, failures = Barrier(2), []
    release()

    def begin(import_id):
        with database.app.app_context():
            start.wait()
            try:
                for _progress in importing.commit_import(office, import_id):
                    pass
            except Busy:
                failures.append(import_id)
            finally:
                db.session.remove()

    threads = [Thread(target=begin, args=(one,)) for one in batches]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    db.session.expire_all()
    names = [one.full_name for one in every(Member)]
    assert sorted(names).count("Lê Văn An") == sorted(names).count("Vũ Kim Chi") == 1
    assert failures == []


def test_the_import_runs_in_the_background_and_tells_who_asked(office):
    batch = upload(office, AN, BINH)
    importing.start(office, batch.id, version=batch.version)
    assert batch.status is ImportStatus.RUNNING
    with pytest.raises(RuleBroken, match="Đang nhập"):
        importing.start(office, batch.id, version=batch.version)

    assert run_waiting(HANDLERS) == 1

    page = imported.open_page(office, batch.id)
    assert page.batch.status is ImportStatus.DONE
    assert page.counts == {RowStatus.IMPORTED: 1, RowStatus.ERROR: 1}
    (notice,) = every(Notice)
    assert notice.recipient_id == office.member_id
    assert notice.title == "Đã nhập 1 đồng chí từ «danh sách.csv»"


def test_work_killed_on_the_way_goes_on_without_doubling_anybody(office):
    plain = AN.replace("Bí thư", "")
    days = [f"{day:02d}/{month:02d}/1970" for month in range(1, 6) for day in range(1, 26)]
    lines = [plain.replace("05/09/1976", day) for day in days]
    batch = upload(office, *lines)
    before = len(every(Member))
    work = importing.commit_import(office, batch.id)
    assert next(work) == (120, 125)
    work.close()

    assert list(importing.commit_import(office, batch.id)) == [(125, 125)]
    assert len(every(Member)) == before + 125


def test_an_import_taken_back_is_not_taken_up_again(office):
    batch = upload(office, AN)
    run(office, batch)
    undoing.undo(office, batch.id, version=batch.version)

    with pytest.raises(RuleBroken, match="Đã hoàn tác"):
        run(office, batch)


def test_failed_work_may_be_ordered_again(office):
    batch = upload(office, AN)
    importing.start(office, batch.id, version=batch.version)

    def breaks(payload):
        raise RuleBroken("Máy chủ tạm ngừng.")
        yield

    run_waiting({importing.JOB: breaks})
    assert imported.open_page(office, batch.id).has_failed

    importing.start(office, batch.id, version=batch.version)
    run_waiting(HANDLERS)

    assert imported.open_page(office, batch.id).batch.status is ImportStatus.DONE


def test_nothing_of_a_row_with_a_state_secret_mark_is_kept(office):
    batch = upload(office, AN, BINH.replace("Bình", "Bình|TỐI MẬT"))

    kept = row_of(office, batch, 3)
    assert (kept.status, kept.cells) == (RowStatus.ERROR, {})
    assert "độ mật" in kept.messages[0]
    assert "Bình" not in kept.messages[0]
    assert row_of(office, batch, 2).status is RowStatus.READY
    assert batch.content is None
    with pytest.raises(RuleBroken, match="không được giữ lại"):
        lists.for_columns(office, batch.id)


def test_a_list_marked_as_a_state_secret_is_refused_whole(office):
    with pytest.raises(RuleBroken, match="Luật 117"):
        upload(office, AN, header=f"MẬT\n{HEADER}")
    with pytest.raises(RuleBroken, match="Luật 117"):
        importing.preview(office, file_name="(MẬT).csv", content=csv(AN))
    assert every(MemberImport) == []


def test_a_mark_typed_while_mending_is_refused(office):
    batch = upload(office, BINH)

    with pytest.raises(RuleBroken, match="Luật 117"):
        importing.mend(office, row_of(office, batch, 2).id, {"notes": "TUYỆT MẬT"})
    assert row_of(office, batch, 2).cells["full_name"] == "Trần Thị Bình"


def test_nobody_but_the_office_sees_imports(office, make):
    batch = upload(office, AN)

    for actor in (make.committee(), make.inspector(), make.secretary(make.cell())):
        with pytest.raises(NotAllowed):
            imported.get(actor, batch.id)
        with pytest.raises(NotAllowed):
            imported.list_visible(actor)
    with pytest.raises(NotVisible):
        imported.get(office, office.user_id)
    with pytest.raises(NotVisible):
        importing.for_mending(office, office.user_id)
    assert [page.batch.id for page in imported.list_visible(office)] == [batch.id]
    assert imported.list_visible(office)[0].rows == 1


def test_a_list_waits_for_the_tree(robot):
    with pytest.raises(RuleBroken, match="danh sách tổ chức"):
        importing.preview(robot, file_name="a.csv", content=csv(AN))


def test_the_trail_of_an_import_names_no_person(office):
    batch = upload(office, AN, BINH)
    run(office, batch)
    importing.mend(office, row_of(office, batch, 3).id, {"born_on": "28/02/1980"})

    words = str([entry.changes for entry in every(AuditEntry)])
    assert "An" not in words
    assert "1980" not in words
