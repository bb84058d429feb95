from datetime import date

import pytest

from partywork.admissions import queries
from partywork.admissions.service import files, probation
from partywork.core.actor import system
from tests.meetings.minuting import PASSWORD, give_password
from tests.support.admissions import LISTED, admitted, listed, prepared

DAY = date(2026, 11, 22)
PROSPECT = {
    "full_name": "Phạm Thu Ngân",
    "born_on": "05/05/1995",
    "sex": "female",
    "workplace": "Ban Khoa học",
    "listed_on": "10/01/2025",
    "notice_given_on": "10/01/2025",
    "phone": "0912345678",
    "citizen_id": "001195000123",
    "second_helper_id": "",
}
DECISION = {
    "committee_members": "15",
    "in_favour": "14",
    "number": "21-QĐ/ĐU",
    "decided_on": "20/03/2025",
    "body": "Ban Thường vụ Đảng ủy",
}


@pytest.fixture
def officer(make, cell):
    for _ in range(8):
        make.member(cell)
    return make.secretary(cell)


def test_a_namesake_is_asked_after_and_kept_as_another_person(officer, browse):
    secretary, new = browse(officer), "/admissions/prospects/new"
    first = PROSPECT | {"helper_id": str(officer.member_id)}
    page = secretary.post(new, first).location
    other = first | {"citizen_id": "001195000124"}

    asked = secretary.post(new, other, expect=422)
    assert "đã có người cùng họ tên, ngày sinh" in asked.words
    assert asked.soup.find("input", {"name": "is_namesake", "type": "checkbox"})
    kept = secretary.post(new, other | {"is_namesake": "y"}).location

    assert "xác nhận là người khác trùng họ tên" in secretary.get(kept).words
    assert "xác nhận là người khác" not in secretary.get(page).words


def test_from_the_list_to_the_ceremony_by_pages(make, cell, officer, browse):
    secretary, desk = browse(officer), browse(make.office())
    new = "/admissions/prospects/new"
    wrong = PROSPECT | {"helper_id": str(officer.member_id), "notice_given_on": "11/01/2025"}
    refused = secretary.post(new, wrong, expect=422)
    assert "thông báo mục đích" in refused.words
    assert refused.soup.find("input", {"name": "full_name"})["value"] == "Phạm Thu Ngân"

    page = secretary.post(new, PROSPECT | {"helper_id": str(officer.member_id)}).location
    words = secretary.get(page).words
    assert "•••••••678" in words
    assert "0912345678" not in words
    secretary.post(
        f"{page}/review",
        {"kind": "monthly", "reviewed_on": "01/02/2025", "remark": "Nhiệt tình"},
    )
    assert "Nhiệt tình" in secretary.get(page).words
    give_password(officer)
    asked = {"field": "phone", "reason": "Gọi", "password": PASSWORD}
    refused = secretary.post(f"{page}/contact", {**asked, "password": "sai"}, expect=422)
    assert "0912345678" not in refused.words
    shown = secretary.post(f"{page}/contact", asked, expect=200)
    assert "0912345678" in shown.words
    assert shown.answer.headers["Refresh"] == f"30; url={page}"
    assert shown.soup.select_one("[data-seconds]")["data-seconds"] == "30"
    assert "0912345678" not in str(secretary.get(f"{page}/change").soup)

    file = secretary.post(f"{page}/open").location
    sponsors = [str(one.member_id) for one in queries.official_members(cell.id, DAY)]
    for number, member_id in enumerate(sponsors[:2]):
        secretary.post(
            f"{file}/sponsors",
            {"kind": "member", "member_id": member_id, "together_since": "01/01/2020"},
        )
        assert secretary.get(file).words.count("cùng công tác từ") == number + 1
    assert "Tốt nghiệp trung học cơ sở trở lên" in secretary.get(f"{file}/steps/education").words
    assert "trung học cơ sở" not in secretary.get(f"{file}/steps/awareness").words
    for step in (
        "education",
        "awareness",
        "application",
        "biography",
        "verification",
        "sponsorship",
        "opinions",
    ):
        secretary.post(f"{file}/steps/{step}", {"done_on": "10/02/2025", "kept_at": "Tủ 1"})
    ballot = {"held_on": "05/03/2025", "roll": "9", "present": "9", "against": "1"}
    few = secretary.post(f"{file}/vote", ballot | {"in_favour": "9"}, expect=422)
    assert "nhiều hơn số đảng viên" in few.words
    secretary.post(f"{file}/vote", ballot | {"in_favour": "6"})
    assert "cần ít nhất 6" in secretary.get(file).words
    secretary.post(f"{file}/send", {"sent_on": "10/03/2025"})
    assert "Ghi quyết định kết nạp" in desk.get(file).words
    back = {"ended_on": "11/03/2025", "reason": "Thiếu ý kiến nơi cư trú"}
    desk.post(f"{file}/send-back", back)
    assert "Thiếu ý kiến nơi cư trú" in secretary.get(file).words
    secretary.post(f"{file}/vote", ballot | {"held_on": "12/03/2025", "in_favour": "6"})
    secretary.post(f"{file}/send", {"sent_on": "13/03/2025"})
    desk.post(f"{file}/decide", DECISION)
    secretary.post(f"{file}/ceremony", {"held_on": "01/04/2025", "minutes_number": "01-BB"})

    words = secretary.get(file).words
    assert "Đã tổ chức lễ kết nạp" in words
    assert "01/04/2026" in words
    assert "Phạm Thu Ngân" in secretary.get("/admissions/probation").words
    sheet = secretary.get(f"{file}/checklist.pdf").answer
    assert sheet.mimetype == "application/pdf"


def test_a_sponsor_and_a_paper_are_taken_off_by_buttons(officer, browse):
    procedure = files.open_admission(officer, listed(officer).id)
    sponsor = prepared(officer, procedure, LISTED).sponsors[0].id
    browser, file = browse(officer), f"/admissions/files/{procedure.id}"

    browser.post(f"{file}/sponsors/{sponsor}/remove", page=file)
    browser.post(f"{file}/steps/application/remove", page=f"{file}/steps/application")

    words = browser.get(file).words
    assert words.count("cùng công tác từ") == 1
    assert "Cần đủ giấy tờ trước khi họp xét" in words
    browser.get(f"{file}/steps/card", expect=404)
    browser.get(f"{file}/steps/nonsense", expect=404)


def test_giving_up_and_stopping_by_pages(officer, browse):
    prospect = listed(officer)
    procedure = files.open_admission(officer, prospect.id)
    browser, page = browse(officer), f"/admissions/prospects/{prospect.id}"

    browser.post(
        f"/admissions/files/{procedure.id}/stop", {"ended_on": "01/11/2026", "reason": "Chưa đủ"}
    )
    assert "Chưa đủ" in browser.get(f"/admissions/files/{procedure.id}").words
    browser.post(f"{page}/drop", {"ended_on": "02/11/2026", "reason": "Chuyển công tác"})

    words = browser.get(page).words
    assert "Chuyển công tác" in words
    assert "Không lưu thông tin riêng" in words
    assert "Chưa theo dõi quần chúng ưu tú nào" in browser.get("/admissions/").words


def test_a_class_from_the_list_to_the_certificate_by_pages(make, cell, officer, browse):
    prospect = listed(officer)
    browser = browse(officer)
    facts = {
        "organisation_id": str(cell.id),
        "kind": "awareness",
        "host": "Trung tâm bồi dưỡng chính trị",
        "starts_on": "01/02/2025",
    }
    chosen = browser.post("/admissions/classes/new", facts).location
    page = browser.post(chosen, {"people": str(prospect.id)}).location
    browser.post(f"{page}/change", facts | {"letter_number": "05-CV/CB", "letter_on": "20/01/2025"})
    links = [one["href"] for one in browser.get(page).soup.find_all("a", href=True)]
    (address,) = [one for one in links if one.endswith("/certificate")]
    browser.post(address, {"certificate_number": "77/GCN", "certified_on": "10/02/2025"})

    words = browser.get(page).words
    assert "77/GCN ngày 10/02/2025" in words
    assert "05-CV/CB ngày 20/01/2025" in words
    assert browser.get(f"{page}/letter.pdf").answer.mimetype == "application/pdf"
    assert "Trung tâm" in browser.get("/admissions/classes").words
    assert "Không còn ai để chọn" in browser.get(chosen).words


def test_the_file_of_a_confirmation_and_its_member(make, officer, browse, today):
    desk = make.office()
    done = admitted(officer, desk, date(2025, 3, 1), date(2025, 3, 15))
    probation.follow(system(DAY))
    browser = browse(officer)

    words = browser.get(f"/admissions/members/{done.member_id}").words
    file = queries.confirmations_of(system(DAY), [done.member_id])[done.member_id]

    assert "Chuyển đảng chính thức" in words
    shown = browser.get(f"/admissions/files/{file.id}").words
    assert "Quá hạn" in shown
    helper = queries.official_members(file.organisation_id, DAY)[0]
    here = f"/admissions/files/{file.id}"
    browser.post(f"{here}/helper", {"helper_id": str(helper.member_id)})
    assert helper.member.full_name in browser.get(here).words
    prepared(officer, file, date(2026, 2, 1))
    browser.post(
        f"/admissions/files/{file.id}/vote",
        {
            "held_on": "20/03/2026",
            "roll": "9",
            "present": "9",
            "in_favour": "1",
            "against": "8",
        },
    )
    browser.post(f"/admissions/files/{file.id}/send", {"sent_on": "21/03/2026"})
    other = browse(desk)
    other.post(f"/admissions/files/{file.id}/strike-off", DECISION | {"decided_on": "01/04/2026"})
    assert "Xóa tên đảng viên dự bị" in other.get(f"/admissions/files/{file.id}").words


def test_a_readmission_by_pages_from_the_list_to_the_conditions(officer, browse):
    prospect = listed(officer, citizen_id="")
    browser, page = browse(officer), f"/admissions/prospects/{prospect.id}"
    assert "Lập hồ sơ kết nạp lại" in browser.get(page).words
    typed = {
        "left_on": "01/03/2022",
        "leaving": "resigned",
        "leaving_decision": "12-QĐ/ĐU",
        "times_before": "0",
        "is_not_excluded": "1",
    }

    shown = browser.get(f"{page}/open-again")
    assert "Gây mất đoàn kết nội bộ nghiêm trọng" in shown.words
    refused = browser.post(f"{page}/open-again", typed, expect=422)
    assert "đặc biệt khó khăn: hãy ghi văn bản xác nhận" in refused.words
    assert refused.soup.find("input", {"name": "leaving_decision"})["value"] == "12-QĐ/ĐU"
    file = browser.post(f"{page}/open-again", typed | {"leaving": "expelled"}).location
    words = browser.get(file).words
    assert "Kết nạp lại vào Đảng" in words
    assert "Bị khai trừ" in words
    assert "Chi bộ xét từ ngày 01/03/2025" in words

    mended = browser.get(f"{file}/past")
    assert mended.soup.find("input", {"name": "left_on"})["value"] == "01/03/2022"
    assert mended.soup.find("input", {"name": "is_not_excluded"}).get("checked") is None
    browser.post(f"{file}/past", typed | {"leaving": "struck_off"})

    assert "Bị xóa tên" in browser.get(file).words
    assert browser.get(f"{file}/checklist.pdf").answer.mimetype == "application/pdf"
