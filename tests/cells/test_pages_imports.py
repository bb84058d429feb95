import io
from datetime import date

import pytest
from bs4 import BeautifulSoup

from partywork.audit.models import AuditEntry
from partywork.cells.jobs import HANDLERS, discard_lists
from partywork.cells.models import ImportRow, Member, MemberImport
from partywork.cells.service import undoing
from partywork.cells.terms import ImportStatus, RowStatus
from partywork.core.actor import Desk
from partywork.core.db import db
from partywork.core.jobs import run_waiting

HEADER = "Họ và tên,Ngày sinh,Giới tính,Ngày vào Đảng,Ngày chính thức,Chi bộ,Tình trạng,Ghi chú"
PLACE = "Chi bộ Hội Cầu đường"
AN = f"Lê Văn An,05/09/1976,Nam,03/02/2000,03/02/2001,{PLACE},Chính thức,<script>alert(1)</script>"
BINH = f"Trần Thị Bình,1980,Nữ,03/02/2010,03/02/2011,{PLACE},Chính thức,=1+1"
TWIN = AN.replace("Lê Văn An", "le van an")


@pytest.fixture
def office(make, today, browse):
    today(date(2026, 11, 22))
    make.cell(PLACE)
    return browse(make.office())


def upload(browser, *lines: str, header: str = HEADER, **fields: str):
    content = "\n".join((header, *lines)).encode()
    file = (io.BytesIO(content), "danh sách.csv")
    return browser.post("/imports/new", {"file": file, **fields}).location


def one(kind, *conditions):
    query = db.select(kind).where(*conditions)
    return db.session.scalars(query.execution_options(partywork_scoped=True)).one()


def row_named(name: str) -> ImportRow:
    rows = db.session.scalars(db.select(ImportRow).execution_options(partywork_scoped=True))
    return next(row for row in rows if row.cells["full_name"] == name)


def test_the_first_visit_says_what_to_do(office):
    page = office.get("/imports")

    assert "Chưa nhập danh sách nào" in page.words
    assert page.soup.find("a", href="/imports/new")
    assert "Không còn ai chờ bổ sung" in office.get("/imports/waiting").words


def test_a_list_goes_from_upload_to_imported_people(office):
    page = office.get(upload(office, AN, BINH, TWIN))
    assert "Nhập 1 đồng chí đủ điều kiện" in page.words
    assert "Ngày sinh chỉ có năm 1980" in page.words
    assert "Trùng với dòng 2: Lê Văn An" in page.words
    batch = one(MemberImport)

    started = office.post(f"/imports/{batch.id}/start", page=f"/imports/{batch.id}")
    running = office.get(started.location)
    assert running.soup.find(attrs={"data-progress": True})
    run_waiting(HANDLERS)

    assert batch.status is ImportStatus.DONE
    done = office.get(f"/imports/{batch.id}?tinh_trang=imported")
    assert "Lê Văn An" in done.words
    assert "Trần Thị Bình" not in done.words
    assert "1 đồng chí chờ bổ sung" in office.get("/imports").words
    assert "Lê Văn An" in office.get("/members").words
    assert "Đã nhập 1 đồng chí" in office.get("/inbox").words


def test_a_person_is_mended_in_the_form_that_names_each_fault(office):
    location = upload(office, AN, BINH)
    batch = one(MemberImport)
    office.post(f"{location}/start", page=location)
    run_waiting(HANDLERS)
    row = row_named("Trần Thị Bình")
    path = f"/imports/rows/{row.id}"
    form = office.get(path)
    assert "Ngày sinh chỉ có năm 1980" in form.soup.find(id="written_born_on-error").get_text()
    filled = typed_in(form.soup)

    still = office.post(path, {**filled, "written_born_on": "31/02/1980"})
    assert still.location == path
    assert "chưa nhập được" in office.get(path).words
    mended = office.post(path, {**filled, "written_born_on": "28/02/1980"})

    assert mended.location == "/imports/waiting"
    assert row_named("Trần Thị Bình").status is RowStatus.IMPORTED
    assert "Trần Thị Bình" in office.get("/members").words
    assert batch.status is ImportStatus.DONE


def test_personal_facts_of_a_row_are_masked_and_other_desks_see_no_link(office, make, browse):
    header = f"{HEADER},Số căn cước,Tôn giáo"
    location = upload(office, f"{BINH},001180000123,Phật giáo", header=header)
    path = f"/imports/rows/{row_named('Trần Thị Bình').id}"

    page = office.get(path)

    assert "001180000123" not in str(page.soup)
    assert "Phật giáo" not in str(page.soup)
    assert "Trong danh sách ghi •••••••••123. Để trống thì giữ nguyên" in page.words
    assert page.soup.find(id="written_religion")["value"] == ""
    office.post(path, typed_in(page.soup))
    assert row_named("Trần Thị Bình").cells["citizen_id"] == "001180000123"
    assert office.get(location).soup.find("a", href=path)
    clerk = browse(make.office(Desk.CLERICAL))
    assert not clerk.get(location).soup.find("a", href=path)
    assert "Tổ chức của văn phòng Đảng ủy mở và sửa" in clerk.get("/imports/waiting").words
    clerk.get(path, expect=403)


def typed_in(soup: BeautifulSoup) -> dict[str, str]:
    """Return what the form's fields hold, the hidden ones left to the browser."""
    held = {}
    for field in soup.find("main").find_all(["input", "textarea", "select"]):
        if field.get("type") == "hidden" or not field.get("name"):
            continue
        if field.name == "select":
            chosen = field.find("option", selected=True)
            held[field["name"]] = chosen["value"] if chosen else ""
        else:
            held[field["name"]] = field.get("value", field.get_text())
    return held


def test_garbage_in_the_mending_form_is_refused_in_vietnamese(office):
    upload(office, BINH)
    row = row_named("Trần Thị Bình")

    page = office.post(
        f"/imports/rows/{row.id}", {"written_sex": "x", "written_cell": "x"}, expect=422
    )

    assert "Hãy chọn một mục trong danh sách" in page.words


def test_unknown_columns_are_pointed_out_on_a_page(office):
    strange = HEADER.replace("Ngày sinh", "Cột D")
    location = upload(office, AN, header=strange)
    assert location.endswith("/columns")
    page = office.get(location)
    assert "Chưa nhận ra cột: Ngày sinh" in page.words
    filled = typed_in(page.soup)

    twice = office.post(location, {**filled, "column_1": "full_name"}, expect=422)
    assert "Đã có cột khác" in twice.words
    office.post(location, filled, expect=422)
    office.post(location, {**filled, "column_1": "born_on"})

    assert "Nhập 1 đồng chí" in office.get(location.removesuffix("/columns")).words
    assert not upload(office, AN, header=strange).endswith("/columns")


def test_a_finished_import_is_undone_after_one_question(office):
    location = upload(office, AN)
    office.post(f"{location}/start", page=location)
    run_waiting(HANDLERS)

    question = office.get(f"{location}/undo")
    assert "1 đồng chí đã nhập" in question.words
    office.post(f"{location}/undo")

    assert "Đã hoàn tác" in office.get(location).words
    assert "Lê Văn An" not in office.get("/members").words
    office.get(f"{location}/undo", expect=422)


def test_a_list_that_brought_nobody_is_thrown_away_whole(office):
    location = upload(office, AN, BINH)
    office.post(f"{location}/start", page=location)
    run_waiting(HANDLERS)
    office.get(f"{location}/discard", expect=422)
    office.post(f"{location}/undo")
    looked_at = upload(office, AN)

    assert "không còn đồng chí nào trong sổ" in office.get(f"{looked_at}/discard").words
    stale = office.post(f"{looked_at}/discard", {"version": "0"}, expect=409)
    assert stale.soup.find("h1").text.strip() == "Xóa danh sách đã tải lên"
    for one_of_them in (location, looked_at):
        assert office.post(f"{one_of_them}/discard").location == "/imports"
        office.get(one_of_them, expect=404)

    for kind in (MemberImport, ImportRow):
        query = db.select(kind).execution_options(partywork_scoped=True)
        assert db.session.scalars(query).all() == []
    discarded = db.select(AuditEntry).where(AuditEntry.action == "import.discard")
    entries = db.session.scalars(discarded.execution_options(partywork_scoped=True)).all()
    assert [entry.changes for entry in entries] == [{"file": "danh sách.csv"}] * 2


def test_a_list_only_looked_at_is_thrown_away_when_its_days_are_over(office, today):
    imported = upload(office, AN, BINH)
    office.post(f"{imported}/start", page=imported)
    run_waiting(HANDLERS)
    upload(office, AN.replace("Lê", "Đỗ"))
    forgotten = one(ImportRow, ImportRow.status == RowStatus.READY).batch_id
    today(date(2026, 12, 20))
    discard_lists()
    assert one(MemberImport, MemberImport.id == forgotten)

    today(date(2026, 12, 23))
    discard_lists()
    discard_lists()

    assert row_named("Trần Thị Bình").batch_id == one(MemberImport).id
    query = db.select(AuditEntry).where(AuditEntry.action == "import.discard")
    (entry,) = db.session.scalars(query.execution_options(partywork_scoped=True))
    assert (entry.changes, entry.actor_id) == ({"file": "danh sách.csv"}, None)


def test_a_list_taken_back_is_thrown_away_when_its_days_are_over(office, make, today):
    imported = upload(office, AN, BINH)
    office.post(f"{imported}/start", page=imported)
    run_waiting(HANDLERS)
    today(date(2027, 1, 10))
    undoing.undo(make.office(), one(MemberImport).id)
    today(date(2027, 2, 9))
    discard_lists()
    assert one(MemberImport).status is ImportStatus.UNDONE

    today(date(2027, 2, 10))
    discard_lists()

    for kind in (MemberImport, ImportRow):
        query = db.select(kind).execution_options(partywork_scoped=True)
        assert db.session.scalars(query).all() == []


def test_phones_and_addresses_of_mail_are_never_quoted_in_full(office):
    line = f"Đỗ Thị Sen,05/09/1980,Nữ,03/02/2000,03/02/2001,{PLACE},Chính thức"
    header = HEADER.replace("Ghi chú", "Điện thoại,Email")

    page = office.get(
        upload(
            office,
            f"{line},0396.275,sen.do@hoi",
            f"{line.replace('Sen', 'Lan')},+84 307 692.234,lan.do@hoi.vn",
            header=header,
        )
    )

    assert "Số điện thoại «•••••275» không đúng" in page.words
    assert "Thư điện tử «•••@hoi» không đúng" in page.words
    assert "Đã viết lại số điện thoại thành dãy số liền" in page.words
    for secret in ("0396", "sen.do", "307 692", "0307692234", "lan.do"):
        assert secret not in page.words


def test_undoing_is_refused_with_what_stands_in_the_way(office, make):
    location = upload(office, AN)
    office.post(f"{location}/start", page=location)
    run_waiting(HANDLERS)
    make.user(one(Member, Member.full_name == "Lê Văn An"))

    page = office.post(f"{location}/undo", expect=422)

    assert "đã có tài khoản" in page.words


def test_a_form_sent_twice_starts_one_import(office):
    location = upload(office, AN)
    batch = one(MemberImport)
    fields = {"submission_key": "01a20261-1256-7e93-8cc9-ebb59e3ed2c8", "version": batch.version}

    first = office.post(f"{location}/start", fields, page=location)
    again = office.post(f"{location}/start", fields, page=location)

    assert first.location == again.location
    assert run_waiting(HANDLERS) == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "Không đọc được tệp"),
        (b"a,b\n1,2\n", "Không tìm thấy dòng tiêu đề"),
        (b"PK\x03\x04nonsense", "Không đọc được tệp"),
    ],
)
def test_a_file_that_is_no_list_is_refused_at_its_field(content, reason, office):
    file = (io.BytesIO(content), "x.csv")

    page = office.post("/imports/new", {"file": file}, expect=422)

    assert reason in page.words


def test_the_file_and_a_readable_day_are_asked_for(office):
    assert "Hãy chọn tệp" in office.post("/imports/new", {}, expect=422).words
    file = (io.BytesIO(f"{HEADER}\n{AN}".encode()), "x.csv")
    page = office.post("/imports/new", {"file": file, "offices_from": "hôm qua"}, expect=422)
    assert "Ngày không đúng" in page.words


def test_imports_are_nobody_elses(office, make, browse):
    location = upload(office, BINH)
    row = row_named("Trần Thị Bình")
    paths = ("/imports", "/imports/new", "/imports/waiting", location, f"/imports/rows/{row.id}")

    for actor in (make.committee(), make.inspector(), make.secretary(make.cell())):
        browser = browse(actor)
        for path in (*paths, *(f"{location}/{one}" for one in ("columns", "undo", "discard"))):
            browser.get(path, expect=403)
    office.get(f"/imports/{row.id}", expect=404)
    office.get(f"/imports/rows/{row.batch_id}", expect=404)
