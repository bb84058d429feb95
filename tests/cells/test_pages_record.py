import re
from datetime import date

import pytest

from partywork.audit.models import AuditEntry
from partywork.cells.models import Member
from partywork.cells.service import events, groups
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import EventKind, MembershipStatus, OfficeTitle, Sex
from partywork.core.actor import Desk, system
from partywork.core.db import db, transaction
from partywork.core.text import fold, name_sort_key

NUMBER, PHONE = "001076012345", "0934567678"


def trail(action: str) -> list[AuditEntry]:
    query = db.select(AuditEntry).where(AuditEntry.action == action)
    return list(db.session.scalars(query.execution_options(partywork_scoped=True)))


def fresh(member: Member) -> Member:
    db.session.expire_all()
    return member


@pytest.fixture
def person(make):
    """A member with something in every sealed field."""
    cell = make.cell("Chi bộ Hội Cầu đường")
    member = make.member(cell, name="Lê Thị Hoa")
    with transaction():
        member.citizen_id, member.phone = NUMBER, PHONE
        member.email = "hoa@thuhoi.vn"
        member.residence = "Số 5, phố Huế, Hà Nội"
        member.ethnicity, member.religion, member.health = "Tày", "Phật giáo", "Loại hai"
        member.workplace = "Viện Cơ học"
    return member, cell


def test_the_record_has_its_groups_and_masks_what_is_sealed(make, browse, person):
    member, _ = person

    page = browse(make.office()).get(f"/members/{member.id}")

    headings = [one.get_text() for one in page.soup.select(".groups h2")]
    assert headings == [
        "Sinh hoạt",
        "Giấy tờ đảng",
        "Vào Đảng",
        "Chính thức",
        "Tuổi Đảng",
        "Định danh",
        "Liên hệ, nơi ở",
        "Nguồn gốc",
        "Nghề nghiệp",
        "Trình độ",
        "Theo dõi",
    ]
    for hidden in (NUMBER, PHONE, "hoa@", "phố Huế", "Tày", "Phật giáo", "Loại hai"):
        assert hidden not in page.words
    assert "•••••••678" in page.words
    assert "Viện Cơ học" in page.words
    assert page.answer.headers["Cache-Control"] == "no-store"


def test_the_life_is_drawn_with_its_table_behind(make, browse, person):
    member, cell = person
    make.appointment(member, cell, OfficeTitle.SECRETARY)

    page = browse(make.office()).get(f"/members/{member.id}")

    picture = page.soup.select_one("svg[role=img]")
    assert "Lê Thị Hoa" in picture.title.get_text()
    drawn = picture.get_text(" ")
    assert "02/03/1990" in drawn
    assert "Bí thư" in drawn
    assert "Chính thức, 01/01/2020 đến nay" in drawn
    assert "Dự bị, theo hồ sơ, 02/03/1990 đến 01/03/1991" in drawn
    assert "Chính thức, theo hồ sơ, 02/03/1991 đến 31/12/2019" in drawn
    assert not page.soup.select("[style]")
    assert "Ghi vào sổ theo danh sách" in page.soup.select_one(".life table").get_text()


def test_the_record_tells_the_group_and_the_code_of_the_present_cell(make, browse, person):
    member, cell = person
    secretary, new_cell = make.secretary(cell), make.cell()
    group = groups.form(secretary, cell.id, name="Tổ đảng số 2", starts_on=date(2026, 1, 1))
    groups.fill(
        secretary,
        group.id,
        version=group.version,
        on=date(2026, 1, 1),
        members=[member.id],
        leader=member.id,
    )
    with transaction():
        cell.party_code = "01.002.003.000.011"
    desk = browse(make.office())

    before = desk.get(f"/members/{member.id}").words

    assert "Tổ đảng Tổ đảng số 2, tổ trưởng" in before
    assert "Mã tổ chức đảng 01.002.003.000.011" in before
    moved = NewEvent(
        kind=EventKind.MOVED,
        happened_on=date(2026, 3, 2),
        cell_id=cell.id,
        other_organisation_id=new_cell.id,
    )
    with transaction():
        events.apply(system(moved.happened_on), member.id, moved)
    after = desk.get(f"/members/{member.id}").words
    assert "Tổ đảng số 2" not in after
    assert "01.002.003.000.011" not in after


def test_members_see_their_own_record_masked_until_they_ask(make, browse):
    cell = make.cell()
    member = make.member(cell)
    with transaction():
        member.phone, member.citizen_id = PHONE, NUMBER
    browser = browse(make.actor(member))

    masked = browser.get("/members/me")
    shown = browser.get("/members/me?hien=phone")

    assert PHONE not in masked.words
    assert masked.soup.select('a[href="/members/me?hien=phone"]')
    assert PHONE in shown.words
    assert NUMBER not in shown.words
    assert trail("member.unmask") == trail("member.read") == []
    browser.get("/members/me?hien=x")


def test_the_organisation_desk_edits_any_group_and_the_trail_tells_no_sealed_value(
    make, browse, person
):
    member, cell = person
    browser = browse(make.office())
    path = f"/members/{member.id}/edit/contact"

    shown = browser.get(path)
    browser.post(path, {"phone": "0987 654 321", "email": "", "residence": "-"})

    assert PHONE not in shown.answer.get_data(as_text=True)
    assert fresh(member).phone == "0987654321"
    assert member.email == "hoa@thuhoi.vn"
    assert member.residence is None
    (entry,) = trail("member.update")
    assert entry.changes == {"fields": "Số điện thoại; Nơi thường trú", "changed": ""}
    assert entry.organisation_path == cell.path


def test_plain_changes_are_told_with_old_and_new(make, browse, person):
    member, _ = person

    browse(make.office()).post(
        f"/members/{member.id}/edit/work", {"workplace": "Viện Hóa học", "retired_on": "01/10/2036"}
    )

    (entry,) = trail("member.update")
    assert "Đơn vị công tác: «Viện Cơ học» → «Viện Hóa học»" in entry.changes["changed"]
    assert "Nghỉ hưu từ ngày: trống → 01/10/2036" in entry.changes["changed"]


def test_a_save_without_a_change_leaves_no_trace(make, browse, person):
    member, _ = person

    browse(make.office()).post(f"/members/{member.id}/edit/work", {"workplace": "Viện Cơ học"})

    assert trail("member.update") == []


def test_a_corrected_name_is_found_and_sorted_by_its_new_spelling(make, browse, person):
    member, _ = person
    form = {"full_name": "Lê Thị Hòa", "sex": "female", "born_on": "05/09/1970"}

    browse(make.office()).post(f"/members/{member.id}/edit/identity", form)

    assert fresh(member).folded_name == "le thi hoa"
    assert (member.full_name, member.born_on.year) == ("Lê Thị Hòa", 1970)


@pytest.mark.parametrize(
    "wrong",
    [
        ("contact", {"phone": "12"}, "Số điện thoại"),
        ("contact", {"email": "hoa"}, "Thư điện tử"),
        ("identity", {"full_name": "", "sex": "female", "born_on": "05/09/1976"}, "bắt buộc"),
        (
            "identity",
            {"full_name": "Lê Thị Hoa", "sex": "female", "born_on": "05/09/1980"},
            "18 tuổi",
        ),
        ("work", {"workplace": "TUYỆT MẬT"}, "độ mật"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_kept(make, browse, person, wrong):
    (member, _), (group, form, words) = person, wrong

    page = browse(make.office()).post(f"/members/{member.id}/edit/{group}", form, expect=422)

    assert words in page.words
    typed = {one.get("value") for one in page.soup.select("input")}
    assert set(form.values()) - {"", "female"} <= typed
    assert trail("member.update") == []


def test_an_identity_number_of_somebody_else_is_refused_without_naming_them(make, browse, person):
    member, cell = person
    other = make.member(cell, name="Trần Văn Khác")
    form = {
        "full_name": "Trần Văn Khác",
        "sex": "male",
        "born_on": "05/09/1970",
        "citizen_id": NUMBER,
    }

    page = browse(make.office()).post(f"/members/{other.id}/edit/identity", form, expect=422)

    assert "hồ sơ của một đồng chí khác" in page.words
    assert "Lê Thị Hoa" not in page.words
    assert fresh(member).citizen_id == NUMBER


def test_a_number_that_does_not_fit_sex_or_year_is_pointed_out_to_who_may_mend_it(
    make, browse, person
):
    member, cell = person

    assert "không khớp giới tính" in browse(make.office()).get(f"/members/{member.id}").words
    assert "không khớp" not in browse(make.secretary(cell)).get(f"/members/{member.id}").words


def test_a_page_opened_before_another_save_does_not_overwrite_it(make, browse, person):
    member, _ = person
    browser = browse(make.office())
    path = f"/members/{member.id}/edit/work"
    old = browser.get(path).soup.find("input", attrs={"name": "version"})["value"]
    browser.post(path, {"workplace": "Viện Toán học"})

    page = browser.post(path, {"workplace": "Viện Vật lý", "version": old}, expect=409)

    assert "Viện Vật lý" in {one.get("value") for one in page.soup.select("input")}
    assert fresh(member).workplace == "Viện Toán học"


def test_officers_keep_contacts_work_and_schooling_of_their_own_cell_only(make, browse, person):
    member, cell = person
    browser = browse(make.secretary(cell))

    for group in ("contact", "work", "education"):
        browser.get(f"/members/{member.id}/edit/{group}")
    for group in ("identity", "origin", "papers", "remarks"):
        browser.get(f"/members/{member.id}/edit/{group}", expect=403)
    browser.get(f"/members/{member.id}/edit/x", expect=404)
    elsewhere = browse(make.secretary(make.cell()))
    elsewhere.get(f"/members/{member.id}/edit/work", expect=404)


def test_nobody_changes_their_own_record(make, browse):
    cell = make.cell()
    for actor in (make.secretary(cell), make.office(), make.plain_member(cell)):
        page = browse(actor).get(f"/members/{actor.member_id}")

        assert not page.soup.find_all("a", href=re.compile("/edit/|/events/new"))
        browse(actor).get(f"/members/{actor.member_id}/edit/work", expect=403)


def test_readers_from_above_see_the_record_and_change_nothing(make, browse, person):
    member, _ = person
    for actor in (make.office(Desk.CLERICAL), make.committee(), make.inspector()):
        page = browse(actor).get(f"/members/{member.id}")

        assert not page.soup.find_all("a", href=re.compile("/edit/|/unmask/|/events/new"))


def test_somebody_who_left_is_shown_with_the_cell_they_left(make, browse):
    cell = make.cell("Chi bộ Hội Hóa học")
    member = make.member(cell, status=MembershipStatus.SUSPENDED)

    page = browse(make.office()).get(f"/members/{member.id}")

    assert "Đình chỉ sinh hoạt đảng, Chi bộ Hội Hóa học" in page.words


def facts_on(page) -> dict[str, str]:
    """Return what the groups of a record say; of two facts of one name, the last."""
    return {
        one.find("dt").get_text(strip=True): one.find("dd").get_text(" ", strip=True)
        for one in page.soup.select(".groups .facts > div")
    }


def newcomer() -> Member:
    """Somebody just added to the register, of whom nothing is recorded yet."""
    name = "Đỗ Thị Mới"
    with transaction():
        member = Member(
            full_name=name,
            folded_name=fold(name),
            name_sort_key=name_sort_key(name),
            born_on=date(1990, 1, 1),
            sex=Sex.FEMALE,
        )
        db.session.add(member)
    return member


def test_a_life_from_its_decision_on_fills_the_groups_of_the_four_days(make, browse, today):
    today(date(2026, 11, 5))
    office, cell = make.office(), make.cell("Chi bộ Hội Hóa học")
    member = newcomer()

    def happen(kind: EventKind, day: date, number: str = "") -> None:
        events.record(
            office,
            member.id,
            NewEvent(
                kind,
                day,
                cell.id,
                document_number=number or None,
                decided_on=day if number else None,
                deciding_body="Đảng ủy" if number else None,
            ),
        )

    happen(EventKind.ADMISSION_DECIDED, date(2015, 3, 1), "01-QĐ/ĐU")
    browser = browse(office)
    waiting = browser.get(f"/members/{member.id}")
    happen(EventKind.ADMITTED, date(2015, 3, 15))
    happen(EventKind.CONFIRMED, date(2016, 3, 15), "02-QĐ/ĐU")
    happen(EventKind.STRUCK_OFF, date(2018, 5, 1), "03-QĐ/ĐU")
    gone = browser.get(f"/members/{member.id}")
    before = facts_on(gone)
    happen(EventKind.ADMITTED_AGAIN, date(2022, 6, 1), "04-QĐ/ĐU")
    page = browser.get(f"/members/{member.id}")

    assert "01-QĐ/ĐU" in waiting.words
    assert waiting.soup.find("a", string="Ghi sự kiện")
    assert "Không còn sinh hoạt, trước ở Chi bộ Hội Hóa học" in gone.words
    assert before["Ngày tổ chức lễ kết nạp"] == "15/03/2015"
    assert before["Chi bộ kết nạp"] == "Chi bộ Hội Hóa học"
    assert before["Ngày công nhận chính thức"] == "15/03/2016"
    assert before["Số quyết định"] == "02-QĐ/ĐU"
    after = facts_on(page)
    assert after["Kết nạp lại"] == after["Về chi bộ từ ngày"] == "01/06/2022"
    assert after["Thời gian không tính tuổi Đảng"].endswith("ngày")
