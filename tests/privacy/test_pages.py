from datetime import date

import pytest

from partywork.audit import service as audit
from partywork.audit.models import AuditEntry
from partywork.cells.models import Member
from partywork.core.actor import Desk, system
from partywork.core.db import db, transaction
from partywork.notifications.models import Notice
from partywork.privacy.models import Correction
from tests.meetings.minuting import PASSWORD, give_password

NUMBER, PHONE = "001076012345", "0934567678"


def rows(kind, *conditions):
    db.session.expire_all()
    query = db.select(kind).where(*conditions).execution_options(partywork_scoped=True)
    return list(db.session.scalars(query))


def trail(action: str) -> list[AuditEntry]:
    return rows(AuditEntry, AuditEntry.action == action)


def fresh(member: Member) -> Member:
    db.session.expire_all()
    return member


@pytest.fixture
def cell(make):
    return make.cell()


@pytest.fixture
def member(make, cell):
    person = make.member(cell, name="Lê Thị Hoa")
    with transaction():
        person.citizen_id, person.phone = NUMBER, PHONE
    return person


@pytest.fixture
def desk(make):
    actor = make.office()
    give_password(actor)
    return actor


def test_a_sealed_field_is_shown_once_for_a_reason_and_the_own_password(browse, desk, member):
    path = f"/privacy/members/{member.id}/unmask/citizen_id"
    form = {"reason": "Lập giấy giới thiệu", "password": PASSWORD}

    page = browse(desk).post(path, form, expect=200)

    assert page.soup.select_one(".unmasked").get_text() == NUMBER
    assert PHONE not in page.words
    assert page.answer.headers["Cache-Control"] == "no-store"
    assert page.answer.headers["Refresh"] == f"30; url=/members/{member.id}"
    assert page.soup.select_one(".unmasked")["data-seconds"] == "30"
    (entry,) = trail("member.unmask")
    assert entry.subject_id == member.id
    assert entry.changes == {
        "field": "Số căn cước",
        "reason": "Lập giấy giới thiệu",
        "role": "Văn phòng Đảng ủy",
    }


@pytest.mark.parametrize(
    "form",
    [
        {"reason": "", "password": PASSWORD},
        {"reason": "Lập giấy giới thiệu", "password": "sai"},
        {"reason": " \u00a0\u200b", "password": PASSWORD},
        {"reason": "Lập giấy giới thiệu", "password": ""},
    ],
)
def test_without_reason_or_password_nothing_is_shown(browse, desk, member, form):
    path = f"/privacy/members/{member.id}/unmask/citizen_id"

    page = browse(desk).post(path, form, expect=422)

    assert NUMBER not in page.words
    assert trail("member.unmask") == []


def test_sending_the_same_form_again_shows_nothing(browse, desk, member):
    path = f"/privacy/members/{member.id}/unmask/citizen_id"
    browser = browse(desk)
    key = browser.get(path).soup.find("input", attrs={"name": "submission_key"})["value"]
    form = {"reason": "Lập giấy giới thiệu", "password": PASSWORD, "submission_key": key}
    browser.post(path, form, expect=200)

    answer = browser.post(path, form)

    assert answer.location == f"/members/{member.id}"
    assert len(trail("member.unmask")) == 1


def test_officers_see_how_to_reach_their_people_and_nothing_else(make, browse, cell, member):
    browser = browse(make.secretary(cell))

    browser.get(f"/privacy/members/{member.id}/unmask/phone")
    browser.get(f"/privacy/members/{member.id}/unmask/citizen_id", expect=403)
    browser.get(f"/privacy/members/{member.id}/unmask/religion", expect=403)
    browser.get(f"/privacy/members/{member.id}/unmask/workplace", expect=403)
    browser.get(f"/privacy/members/{member.id}/unmask/x", expect=404)
    browse(make.secretary(make.cell())).get(
        f"/privacy/members/{member.id}/unmask/phone", expect=404
    )
    for reader in (make.committee(), make.inspector(), make.office(Desk.CLERICAL)):
        browse(reader).get(f"/privacy/members/{member.id}/unmask/phone", expect=403)


def test_members_are_told_who_looked_in_which_office_at_what_and_why(
    make, browse, cell, desk, member
):
    actor, secretary = make.actor(member), make.secretary(cell)
    browse(secretary).get(f"/members/{member.id}")
    browse(desk).post(
        f"/privacy/members/{member.id}/unmask/citizen_id",
        {"reason": "Lập giấy giới thiệu", "password": PASSWORD},
        expect=200,
    )

    page = browse(actor).get(f"/privacy/members/{member.id}/readers")

    rows = [
        [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])[1:]]
        for row in page.soup.find("tbody").find_all("tr")
    ]
    assert rows == [
        [
            desk.name,
            "Cán bộ Văn phòng Đảng ủy, tổ chức, Đảng bộ Liên hiệp các Hội Thử nghiệm",
            "Xem đầy đủ một mục được che",
            "Số căn cước",
            "Lập giấy giới thiệu",
        ],
        [secretary.name, f"Bí thư, {cell.name}", "Mở hồ sơ đảng viên", "", ""],
    ]
    browse(desk).get(f"/privacy/members/{member.id}/readers", expect=404)
    own = browse(desk).get(f"/privacy/members/{desk.member_id}/readers")
    assert "Chưa có ai xem" in own.words


def test_members_are_told_of_lists_taken_out_of_their_cell_and_not_of_others(
    make, browse, cell, member
):
    other = make.cell()
    for taken_from in (cell, other):
        browse(make.secretary(taken_from)).post(
            "/members/export", {"dang": "csv"}, expect=200, page="/members"
        )

    page = browse(make.actor(member)).get(f"/privacy/members/{member.id}/readers")

    assert page.words.count("Xuất danh sách đảng viên") == 1


def test_jobs_and_the_administrator_are_told_of_by_their_function(make, browse, cell, member):
    for actor in (system(date(2026, 11, 5)), make.administrator()):
        with transaction():
            audit.record(actor, "member.export", organisation_path=cell.path, rows=7, format="CSV")

    page = browse(make.actor(member)).get(f"/privacy/members/{member.id}/readers")

    rows = [row.get_text(" ", strip=True) for row in page.soup.find("tbody").find_all("tr")]
    assert "Quản trị hệ thống Xuất danh sách đảng viên 7 dòng, CSV" in rows[0]
    assert "Hệ thống Việc tự động Xuất danh sách đảng viên 7 dòng, CSV" in rows[1]
    assert "Người quản trị" not in page.words


def test_members_are_told_when_sealed_fields_of_their_cell_are_counted(make, browse, cell, member):
    data = {"topic": "ethnicity", "chi_bo": str(cell.id), "reason": "Lập biểu thống kê năm"}
    browse(make.office()).post("/members/sensitive", data, expect=200)

    page = browse(make.actor(member)).get(f"/privacy/members/{member.id}/readers")

    assert page.words.count("Thống kê dân tộc, tôn giáo, kỷ luật") == 1


def proposal(browse, actor, **form) -> str:
    """Propose as the member does; return the address of the proposal."""
    path = f"/privacy/members/{actor.member_id}/corrections/new"
    typed = {"field": "phone", "value": "0987654321", "evidence": "Sim mang tên tôi"} | form
    return browse(actor).post(path, typed).location


def test_a_proposal_is_seen_masked_opened_accepted_and_the_member_is_told(
    make, browse, desk, member
):
    actor = make.actor(member)
    path = proposal(browse, actor)
    browser = browse(desk)

    masked = browser.get(path)
    opened = browser.post(f"{path}/reveal", {"password": PASSWORD}, expect=200, page=path)
    version = opened.soup.find("input", attrs={"name": "version"})["value"]
    browser.post(f"{path}/accept", {"answer": "Đã đối chiếu", "version": version}, page=path)

    assert "0987654321" not in masked.words
    assert "•••••••321" in masked.words
    assert not masked.soup.find("input", id="answer")
    assert "0987654321" in opened.words
    assert PHONE in opened.words
    assert fresh(member).phone == "0987654321"
    (entry,) = trail("correction.accept")
    assert entry.changes == {"field": "Số điện thoại", "changed": ""}
    assert rows(Notice, Notice.recipient_id == desk.member_id)
    assert "Đã sửa theo đề nghị" in rows(Notice, Notice.recipient_id == member.id)[0].title
    assert "Đã đối chiếu" in browse(actor).get(path).words


def test_a_plain_field_shows_old_and_new_at_once(make, browse, desk, member):
    path = proposal(browse, make.actor(member), field="workplace", value="Viện Toán học")
    browser = browse(desk)

    page = browser.get(path)
    browser.post(f"{path}/accept", {"answer": ""}, page=path)

    assert [one.get_text() for one in page.soup.select(".versus .unmasked")] == [
        "Chưa có",
        "Viện Toán học",
    ]
    assert fresh(member).workplace == "Viện Toán học"
    assert "«Viện Toán học»" in trail("correction.accept")[0].changes["changed"]
    browser.post(f"{path}/refuse", {"reason": "Muộn", "version": "2"}, expect=422, page=path)


def test_a_refusal_needs_a_reason_and_leaves_the_record(make, browse, desk, member):
    actor = make.actor(member)
    path = proposal(browse, actor, field="workplace", value="Viện Toán học")
    browser = browse(desk)

    browser.post(f"{path}/refuse", {"reason": ""}, expect=422, page=path)
    browser.post(f"{path}/refuse", {"reason": "Chưa có giấy tờ"}, page=path)

    assert fresh(member).workplace is None
    assert "Chưa có giấy tờ" in browse(actor).get(path).words


def test_something_that_follows_from_events_is_answered_after_they_are_mended(
    make, browse, desk, member
):
    path = proposal(browse, make.actor(member), field="other", value="Chính thức từ 02/04/1991")

    page = browse(desk).get(path)
    browse(desk).post(f"{path}/accept", {"answer": "Đã đính chính"}, page=path)

    assert "đính chính sự kiện trong hồ sơ" in page.words
    assert rows(Correction)[0].answer == "Đã đính chính"


@pytest.mark.parametrize(
    ("form", "where"),
    [
        ({"field": "phone", "value": "12"}, "value-error"),
        ({"field": "phone", "value": "0934 567 678"}, "value-error"),
        ({"field": "workplace", "value": "-"}, "value-error"),
        ({"field": "born_on", "value": "05/09/2090"}, "value-error"),
        ({"field": "retired_on", "value": "05/09/1900"}, "value-error"),
        ({"field": ""}, "field-error"),
        ({"evidence": ""}, "evidence-error"),
    ],
)
def test_a_proposal_that_could_not_be_saved_is_refused_at_once(make, browse, member, form, where):
    actor = make.actor(member)
    typed = {"field": "phone", "value": "0987654321", "evidence": "Sim"} | form

    page = browse(actor).post(f"/privacy/members/{member.id}/corrections/new", typed, expect=422)

    assert page.soup.find(id=where)
    assert rows(Correction) == []


def test_one_proposal_waits_per_field_and_can_be_taken_back(make, browse, member):
    actor = make.actor(member)
    path = proposal(browse, actor)
    again = f"/privacy/members/{member.id}/corrections/new"
    typed = {"field": "phone", "value": "0987654322", "evidence": "Sim"}

    browse(actor).post(again, typed, expect=422)
    browse(actor).post(f"{path}/withdraw", page=path)
    browse(actor).post(again, typed)

    assert sorted(one.status.value for one in rows(Correction)) == ["waiting", "withdrawn"]


def test_what_changed_since_it_was_seen_is_not_taken_back(make, browse, member):
    actor = make.actor(member)
    path = proposal(browse, actor)
    with transaction():
        rows(Correction)[0].evidence = "Sim mới"

    page = browse(actor).post(f"{path}/withdraw", {"version": "1"}, expect=409, page=path)

    assert "người khác" in page.soup.main.get_text()
    assert rows(Correction)[0].status.value == "waiting"


def test_nobody_decides_or_withdraws_for_another_and_strangers_see_nothing(
    make, browse, cell, desk, member
):
    own = proposal(browse, desk)
    of_member = proposal(browse, make.actor(member), field="citizen_id", value="001176012346")

    browse(desk).post(f"{own}/accept", {"version": "1"}, expect=403, page=own)
    browse(desk).post(f"{of_member}/withdraw", {"version": "1"}, expect=403, page=of_member)
    browse(make.plain_member(cell)).get(of_member, expect=404)
    browse(make.secretary(cell)).get(of_member, expect=404)
    browse(desk).get(f"/privacy/members/{member.id}/corrections/new", expect=404)


def test_waiting_proposals_come_first_in_the_list(make, browse, desk, member):
    actor = make.actor(member)
    first = proposal(browse, actor)
    browse(actor).post(f"{first}/withdraw", page=first)
    proposal(browse, actor, field="workplace", value="Viện Toán học")

    page = browse(desk).get("/privacy/corrections")

    assert page.words.index("Đơn vị công tác") < page.words.index("Số điện thoại")
    assert "Chưa có đề nghị nào" in browse(make.inspector()).get("/privacy/corrections").words
