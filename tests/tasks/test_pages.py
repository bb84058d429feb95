from uuid import uuid4

import pytest

from partywork.resolutions import service as resolutions
from partywork.tasks import service
from partywork.tasks.terms import TaskStatus
from tests.support.papers import Desk
from tests.support.queries import count_queries


def test_the_list_shows_days_late_in_words(give, lead, browse):
    give()

    page = browse(lead).get("/tasks/")

    assert "Nhiệm vụ được giao" in page.soup.h1.get_text()
    assert "Quá hạn 2 ngày" in page.words
    assert "20/11/2026" in page.words


def test_the_list_is_filtered(give, lead, secretary, cell, browse):
    give(title="Của đảng viên")
    give(title="Của bí thư", lead_id=secretary.member_id)
    browser = browse(secretary)

    mine = browser.get("/tasks/?cua-toi=1").words
    done = browser.get("/tasks/?tinh-trang=done").words
    here = browser.get(f"/tasks/?to-chuc={cell.id}&tinh-trang=lạ").words

    assert "Của bí thư" in mine
    assert "Của đảng viên" not in mine
    assert "Không có nhiệm vụ nào" in done
    assert "Của đảng viên" in here


def test_the_lead_reports_that_a_task_is_done(give, lead, browse):
    task = give()
    browser = browse(lead)

    browser.post(
        f"/tasks/{task.id}/report",
        {"outcome": "done", "done_on": "19/11/2026", "result": "Đã nộp văn phòng"},
    )

    page = browser.get(f"/tasks/{task.id}/")
    assert "Đã xong đúng hạn" in page.words
    assert "Đã nộp văn phòng" in page.words
    assert service.get(lead, task.id).task.status is TaskStatus.DONE


def test_the_form_shows_what_was_reported_before(give, lead, browse):
    task = give()
    browser = browse(lead)
    browser.post(f"/tasks/{task.id}/report", {"outcome": "in_progress", "result": "Một nửa"})

    form = browser.get(f"/tasks/{task.id}/report").soup

    assert "Một nửa" in form.find("textarea", attrs={"name": "result"}).text
    assert form.find("option", selected=True)["value"] == "in_progress"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"outcome": "done"}, "Hãy ghi ngày hoàn thành."),
        ({"outcome": "not_done"}, "Hãy ghi lý do không hoàn thành."),
        ({"outcome": "lạ"}, "Hãy chọn một mục trong danh sách."),
        ({"outcome": "done", "done_on": "hôm qua"}, "Ngày không đúng."),
        ({"outcome": "done", "done_on": "01/12/2026"}, "tương lai"),
        ({"outcome": "in_progress", "result": "TỐI MẬT"}, "Luật 117/2025/QH15"),
    ],
)
def test_a_wrong_report_is_answered_at_once_and_keeps_the_text(give, lead, browse, fields, words):
    task = give()

    page = browse(lead).post(f"/tasks/{task.id}/report", {"result": "", **fields}, expect=422)

    assert words in page.words


def test_a_newer_report_is_not_overwritten(give, lead, browse):
    task = give()

    page = browse(lead).post(
        f"/tasks/{task.id}/report", {"outcome": "in_progress", "version": "9"}, expect=409
    )

    assert "vừa được người khác sửa" in page.words


def test_a_task_shows_the_clause_it_comes_from_once_it_is_issued(make, cell, give, lead, browse):
    desk = Desk(make, cell)
    resolution = desk.issued()
    clause = resolutions.get(desk.actor, resolution.id).document.clauses[-1]
    task = give(clause_id=clause.id)

    page = browse(lead).get(f"/tasks/{task.id}/")

    assert clause.text in page.words
    assert "01-NQ/CB (Chi bộ Văn phòng, nhiệm kỳ 2025-2030)" in page.words


def test_another_member_reads_without_the_button(make, cell, give, browse):
    task = give()
    browser = browse(make.plain_member(cell))

    page = browser.get(f"/tasks/{task.id}/")

    assert "Báo cáo kết quả" not in page.words
    browser.get(f"/tasks/{task.id}/report", expect=403)


def test_another_cell_gets_the_same_answer_as_for_nonsense(make, give, browse):
    task = give()
    browser = browse(make.secretary(make.cell()))

    hidden = browser.get(f"/tasks/{task.id}/", expect=404).words
    absent = browser.get(f"/tasks/{uuid4()}/", expect=404).words

    assert hidden == absent
    browser.get(f"/tasks/{task.id}/report", expect=404)


def test_the_list_asks_the_same_number_of_questions_for_two_and_for_many(give, lead, browse):
    for _ in range(2):
        give()
    browser = browse(lead)
    with count_queries() as few:
        browser.get("/tasks/")
    for _ in range(60):
        give()
    with count_queries() as many:
        page = browser.get("/tasks/")

    assert len(many) == len(few)
    assert "Trang 1/2" in page.words
    assert "Chuẩn bị báo cáo" in browser.get("/tasks/?trang=2").words
