import pytest

from partywork.core.db import db, transaction
from partywork.core.errors import RuleBroken
from partywork.core.ids import new_id
from partywork.core.jobs import enqueue, run_waiting
from partywork.notifications import service
from partywork.notifications.terms import NoticeKind


def tell(actor, title="Báo cáo bị trả lại", path="/account"):
    with transaction():
        service.tell([actor.member_id], NoticeKind.REPORT, title=title, path=path)
    return service.inbox(actor)[0][0]


@pytest.fixture
def person(make):
    return make.plain_member(make.cell())


def test_an_empty_inbox_says_what_will_come(browse, person):
    assert "Chưa có thư nào" in browse(person).get("/inbox").words


def test_looking_at_the_inbox_reads_nothing(browse, person):
    tell(person)
    browser = browse(person)

    assert "Báo cáo bị trả lại" in browser.get("/inbox").words

    assert service.unread(person) == 1


def test_opening_a_notice_marks_it_and_leads_to_its_page(browse, person):
    notice = tell(person)
    browser = browse(person)

    assert browser.post(f"/inbox/{notice.id}/open", page="/inbox").location == "/account"
    assert browser.post(f"/inbox/{notice.id}/open", page="/inbox").location == "/account"

    assert service.unread(person) == 0


@pytest.mark.parametrize("path", [None, "https://evil.example/", "//evil.example"])
def test_a_notice_leads_nowhere_else(browse, person, path):
    notice = tell(person, path=path)

    assert browse(person).post(f"/inbox/{notice.id}/open", page="/inbox").location == "/inbox"


def test_a_link_cannot_mark_a_notice(browse, person):
    notice = tell(person)

    browse(person).get(f"/inbox/{notice.id}/open", expect=405)


def test_a_notice_of_another_person_is_not_found(make, browse, person):
    notice = tell(person)
    other = make.plain_member(make.cell())

    browse(other).post(f"/inbox/{notice.id}/open", page="/inbox", expect=404)
    browse(other).post(f"/inbox/{new_id()}/open", page="/inbox", expect=404)


def test_all_notices_are_marked_at_once(browse, person):
    for number in range(3):
        tell(person, title=f"Thư {number}")

    page = browse(person)
    page.post("/inbox")

    assert service.unread(person) == 0
    assert "Đánh dấu đã đọc tất cả" not in page.get("/inbox").words


def start(actor, next_path=None):
    with transaction():
        return enqueue(
            "test.work",
            title="Nhập danh sách đảng viên",
            payload={},
            user_id=actor.user_id,
            next_path=next_path,
        )


def test_work_in_the_background_shows_how_far_it_is(browse, person):
    job = start(person)
    browser = browse(person)

    page = browser.get(f"/jobs/{job.id}")
    seen = browser.get(f"/jobs/{job.id}", headers={"Accept": "application/json"}).answer.get_json()

    assert page.soup.find("progress") is not None
    assert seen == {
        "done": 0,
        "total": 0,
        "message": "Đang chờ",
        "finished": False,
        "next": None,
    }


def test_finished_work_leads_on(browse, person):
    job = start(person, next_path="/account")
    run_waiting({"test.work": lambda _payload: iter([(1, 2), (2, 2)])})
    browser = browse(person)

    page = browser.get(f"/jobs/{job.id}")
    seen = browser.get(f"/jobs/{job.id}", headers={"Accept": "application/json"}).answer.get_json()

    assert page.soup.find("a", string="Xem kết quả")["href"] == "/account"
    assert (seen["done"], seen["finished"], seen["next"]) == (2, True, "/account")


def test_failed_work_says_why_and_leads_nowhere(browse, person):
    def refuse(_payload):
        raise RuleBroken("Tệp không có cột họ tên.")
        yield

    job = start(person, next_path="/account")
    run_waiting({"test.work": refuse})
    browser = browse(person)

    page = browser.get(f"/jobs/{job.id}")
    seen = browser.get(f"/jobs/{job.id}", headers={"Accept": "application/json"}).answer.get_json()

    assert "Tệp không có cột họ tên." in page.words
    assert "Không thực hiện được" in page.words
    assert (seen["message"], seen["finished"], seen["next"]) == (
        "Tệp không có cột họ tên.",
        True,
        None,
    )


def test_the_work_of_another_person_is_not_found(make, browse, person):
    job = start(person)
    db.session.rollback()

    browse(make.plain_member(make.cell())).get(f"/jobs/{job.id}", expect=404)
    browse(person).get(f"/jobs/{new_id()}", expect=404)


def test_a_gathered_notice_opens_the_list_of_its_lines(make, browse, person):
    for name in ("Một", "Hai"):
        with transaction():
            service.tell(
                [person.member_id],
                NoticeKind.REMINDER,
                title=f"Đồng chí {name}",
                text="Còn 30 ngày.",
                path=f"/members/{name}",
                topic="Thời hạn của đảng viên dự bị",
            )
    browser = browse(person)
    notice = service.inbox(person)[0][0]
    assert "Đồng chí Một; và 1 việc khác" in browser.get("/inbox").words

    where = browser.post(f"/inbox/{notice.id}/open", page="/inbox").location
    page = browser.get(where)

    assert where == f"/inbox/{notice.id}"
    assert page.soup.find("a", string="Đồng chí Hai")["href"] == "/members/Hai"
    assert service.unread(person) == 0
    browse(make.plain_member(make.cell())).get(where, expect=404)


def test_one_notice_alone_leads_on_from_its_page(browse, person):
    notice = tell(person)

    page = browse(person).get(f"/inbox/{notice.id}")

    assert page.soup.find("a", string="Mở")["href"] == "/account"
