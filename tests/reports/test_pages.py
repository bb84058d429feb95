from datetime import date

import pytest

from partywork.core.actor import system
from partywork.core.db import transaction
from partywork.core.periods import Month
from partywork.documents import service as documents
from partywork.documents.terms import FileRole
from partywork.reports.service import accept, drafting, open_draft, return_for_more
from partywork.reports.terms import SectionKey
from partywork.resolutions import service as resolutions
from tests.reports.test_service import PASSWORD, sent, set_password
from tests.support.month import CellMonth
from tests.support.papers import pdf
from tests.support.queries import count_queries

NOVEMBER = Month(2026, 11)


@pytest.fixture
def month(make, today):
    today(date(2026, 11, 20))
    found = CellMonth(make)
    set_password(found.secretary)
    return found


def test_a_secretary_writes_and_sends_and_the_office_returns_and_accepts(month, make, browse):
    month.meeting()
    secretary, office = browse(month.secretary), browse(make.office())

    begun = secretary.post("/reports/", {"organisation_id": str(month.cell.id), "month": "2026-11"})
    path = begun.location
    draft = secretary.get(path)
    assert "Vì sao có số này?" in draft.words
    assert "Tư tưởng đảng viên ổn định." in draft.words
    secretary.post(f"{path}sections/proposals", {"text": "Xin kinh phí."})
    secretary.post(f"{path}figures/women", {"note": "thiếu một đồng chí"})
    send_page = secretary.get(f"{path}send")
    assert "Đây không phải là chữ ký số" in send_page.words
    seal = send_page.soup.find("input", attrs={"name": "seal"})["value"]
    secretary.post(f"{path}send", {"password": "sai", "seal": seal}, expect=422)
    secretary.post(f"{path}send", {"password": PASSWORD, "seal": seal})
    assert "Chờ Đảng ủy tiếp nhận" in secretary.get(path).words

    shown = office.get(path)
    assert "Xin kinh phí." in shown.words
    assert "Biên bản" in shown.words
    office.post(f"{path}return", {"proposals": ""}, expect=422)
    office.post(f"{path}return", {"proposals": "Nêu rõ số tiền."})
    returned = secretary.get(path)
    assert "Nêu rõ số tiền." in returned.words
    comment = returned.soup.find("form", action=lambda action: "/comments/" in (action or ""))
    secretary.post(comment["action"])
    seal = secretary.get(f"{path}send").soup.find("input", attrs={"name": "seal"})["value"]
    secretary.post(f"{path}send", {"password": PASSWORD, "seal": seal})

    office.post(f"{path}accept")
    assert "Đã tiếp nhận" in secretary.get(path).words


def test_files_of_a_resolution_that_is_not_issued_are_not_named_to_the_office(month, make, browse):
    meeting, someone = month.meeting(), system(date(2026, 11, 20))
    scan = documents.inspected(someone, "Chưa phát hành.pdf", pdf())
    with transaction():
        resolution = resolutions.draft_from_meeting(
            someone,
            organisation_id=month.cell.id,
            body_id=meeting.body_id,
            meeting_id=meeting.id,
            title="tháng 11",
            opening="",
            closing="",
            parts=[],
            vote=None,
            adopted_on=date(2026, 11, 5),
            recipients="Lưu Chi bộ",
        )
        meeting.resolution_id = resolution.id
        documents.attach(
            someone,
            documents.get(someone, resolution.document_id),
            role=FileRole.SIGNED_COPY,
            file=scan,
        )
    report = sent(month.secretary, open_draft(month.secretary, month.cell.id, NOVEMBER))

    words = browse(make.office()).get(f"/reports/{report.id}/").words

    assert "Chi bộ chưa phát hành nghị quyết" in words
    assert "Chưa phát hành.pdf" not in words


def test_autosave_answers_with_the_time_and_refuses_an_older_text(month, browse):
    report = open_draft(month.secretary, month.cell.id, NOVEMBER)
    browser = browse(month.secretary)
    path = f"/reports/{report.id}/sections/proposals"
    token = browser.get(path).soup.find("input", attrs={"name": "csrf_token"})["value"]

    def save(text, version):
        fields = {"csrf_token": token, "version": version, "text": text}
        return browser.client.post(path, data=fields, headers={"Accept": "application/json"})

    first = save("Một", 1)
    assert first.json["version"] == 2
    assert ":" in first.json["saved_at"]
    assert save("Hai", 1).status_code == 409
    assert save("TUYỆT MẬT", 2).status_code == 422
    assert save("Một", "x").status_code == 422


def test_a_conflict_shows_both_texts(month, browse):
    report = open_draft(month.secretary, month.cell.id, NOVEMBER)
    drafting.save_section(
        month.deputy, report.id, SectionKey.PROPOSALS, version=1, text="Của đồng chí khác"
    )
    path = f"/reports/{report.id}/sections/proposals"

    page = browse(month.secretary).post(path, {"text": "Của tôi", "version": 1}, expect=409)

    assert "Của đồng chí khác" in page.words
    assert "Của tôi" in page.words
    assert page.soup.find("input", attrs={"name": "version"})["value"] == "2"


def test_the_period_is_changed_and_checked(month, browse):
    report = open_draft(month.secretary, month.cell.id, NOVEMBER)
    path = f"/reports/{report.id}/period"

    browse(month.secretary).post(path, {"period_from": "26/10/2026", "period_to": "25/11/2026"})
    wrong = {"period_from": "26/11/2026", "period_to": "25/11/2026"}
    page = browse(month.secretary).post(path, wrong, expect=422)

    assert "ngày cuối không được trước ngày đầu" in page.words


def test_hidden_and_absent_reports_are_the_same(month, make, browse):
    report = open_draft(month.secretary, month.cell.id, NOVEMBER)
    absent = "/reports/00000000-0000-7000-8000-000000000000/"

    for actor in (make.secretary(make.cell()), make.office(), make.administrator()):
        hidden = browse(actor).get(f"/reports/{report.id}/", expect=404)
        assert hidden.words == browse(actor).get(absent, expect=404).words


def test_names_that_are_no_section_or_figure_are_not_found(month, browse):
    report = open_draft(month.secretary, month.cell.id, NOVEMBER)
    browser = browse(month.secretary)

    browser.get(f"/reports/{report.id}/sections/nothing", expect=404)
    browser.get(f"/reports/{report.id}/figures/nothing", expect=404)
    browser.post("/reports/", {"organisation_id": "x", "month": "2026-11"}, expect=404)
    browser.post("/reports/", {"organisation_id": str(month.cell.id), "month": "x"}, expect=404)
    browser.post("/reports/", {"month": "2026-11"}, expect=422)


def test_empty_sections_are_filled_by_a_button(month, browse):
    report = open_draft(month.secretary, month.cell.id, NOVEMBER)
    browser, path = browse(month.secretary), f"/reports/{report.id}/"

    browser.post(f"{path}refill", page=path)
    assert "Chưa có nội dung mới để điền" in browser.get(path).words
    month.meeting()
    browser.post(f"{path}refill", page=path)

    assert "Tư tưởng đảng viên ổn định." in browser.get(path).words


def test_the_draft_can_be_printed(month, browse):
    report = open_draft(month.secretary, month.cell.id, NOVEMBER)

    seen = browse(month.secretary).get(f"/reports/{report.id}/draft.pdf")

    assert seen.answer.data.startswith(b"%PDF")


def test_an_inspector_with_a_case_reads_the_draft_and_changes_nothing(month, make, browse):
    report = open_draft(month.secretary, month.cell.id, NOVEMBER)
    inspector = browse(make.inspector(case_for=month.cell))

    page = inspector.get(f"/reports/{report.id}/")
    assert "Gửi báo cáo lên Đảng ủy" not in page.words
    inspector.get(f"/reports/{report.id}/send", expect=403)
    inspector.get(f"/reports/{report.id}/draft.pdf", expect=403)


def test_each_role_has_its_list(month, make, browse):
    open_draft(month.secretary, month.cell.id, NOVEMBER)

    assert "Soạn báo cáo tháng 10/2026" in browse(month.secretary).get("/reports/").words
    assert "Không có báo cáo nào đang chờ" in browse(make.office()).get("/reports/").words
    assert "không phụ trách" in browse(make.plain_member(month.cell)).get("/reports/").words


def test_the_board_is_read_from_above_and_reminds(month, make, browse):
    office = browse(make.office())

    page = office.get("/reports/board?nam=2026")
    assert month.cell.name in page.words
    assert "Nhắc" in page.words
    office.post("/reports/board", {"month": "2026-11"})
    assert "Nhắc" not in browse(make.committee()).get("/reports/board").words
    browse(make.committee()).post("/reports/board", {"month": "2026-11"}, expect=403)
    browse(month.secretary).get("/reports/board", expect=403)
    office.get("/reports/board?nam=1&thang=99")


def test_the_board_asks_as_often_for_two_cells_as_for_twenty(month, make, browse):
    office = browse(make.office())
    office.get("/reports/board")
    with count_queries() as few:
        office.get("/reports/board")
    for _ in range(20):
        make.cell()

    with count_queries() as many:
        office.get("/reports/board")

    assert len(many) == len(few)


def test_a_draft_asks_as_often_for_four_members_as_for_thirty(month, make, browse):
    month.meeting()
    report = open_draft(month.secretary, month.cell.id, NOVEMBER)
    browser, path = browse(month.secretary), f"/reports/{report.id}/"
    month.task()
    browser.get(path)
    with count_queries() as few:
        browser.get(path)
    for number in range(26):
        month.task(f"Việc {number}", lead=make.member(month.cell))

    with count_queries() as many:
        browser.get(path)

    assert len(many) == len(few)


def test_what_was_sent_is_read_by_the_committee(month, make, browse):
    office = make.office()
    report = sent(month.secretary, open_draft(month.secretary, month.cell.id, NOVEMBER))
    return_for_more(office, report.id, version=report.version, comments={None: "Bổ sung số liệu."})
    committee = browse(make.committee())

    page = committee.get(f"/reports/{report.id}/")

    assert "chờ chi bộ bổ sung" in page.words
    assert "Tiếp nhận" not in page.soup.main.get_text()
    report = sent(month.secretary, drafting.get(month.secretary, report.id))
    accept(office, report.id, version=report.version)
    assert "Đã tiếp nhận" in committee.get(f"/reports/{report.id}/").words
