from collections.abc import Callable
from datetime import time
from io import BytesIO
from typing import Any

import pytest

from partywork.ballots.terms import VoteStatus
from partywork.cells.terms import MembershipStatus
from partywork.core.ids import new_id
from partywork.meetings.service import minutes, record
from partywork.meetings.terms import MeetingStatus, MinutesStatus
from tests.meetings.minuting import (
    MEETS_ON,
    PASSWORD,
    adopted,
    ask,
    closed,
    confirmed,
    count,
    everybody_there,
    give_password,
    inbox,
    item,
    write,
)
from tests.support.browser import Browser
from tests.support.make import Make
from tests.support.meetings import Case, invited_meeting
from tests.support.papers import pdf
from tests.support.queries import count_queries

PAYLOADS = ('<script>alert("x")</script>', '"><img src=x onerror=alert(1)>', "{{ 7*7 }}")


@pytest.fixture(autouse=True)
def evening(today: Callable[..., None]) -> None:
    today(MEETS_ON, time(21, 0))


@pytest.fixture
def case(make: Make) -> Case:
    return everybody_there(make)


@pytest.fixture
def taker(case: Case, browse: Callable[..., Browser]) -> Browser:
    return browse(case.deputy)


@pytest.fixture
def chair(case: Case, browse: Callable[..., Browser]) -> Browser:
    return browse(case.secretary)


def at(case: Case, *rest: object) -> str:
    return "/".join(["/meetings", str(case.id), *map(str, rest)])


def section_fields(case: Case, code: str, **fields: Any) -> dict[str, Any]:
    section = item(case, code)
    return {"version": section.version, "submission_key": str(new_id()), **fields}


def save(browser: Browser, case: Case, code: str, expect: int = 303, **fields: Any) -> Any:
    return browser.post(
        at(case, "items", item(case, code).id, "save"),
        section_fields(case, code, **fields),
        expect=expect,
        page=at(case, "minutes"),
    )


def save_by_script(browser: Browser, case: Case, code: str, **fields: Any) -> Any:
    page = browser.get(at(case, "minutes"))
    token = page.soup.find("input", attrs={"name": "csrf_token"})["value"]
    return browser.client.post(
        at(case, "items", item(case, code).id, "save"),
        data={**section_fields(case, code), "csrf_token": token, **fields},
        headers={"Accept": "application/json"},
    )


def test_the_editor_shows_every_item_and_what_the_system_knows(case: Case, taker: Browser) -> None:
    page = taker.get(at(case, "minutes"))

    assert page.soup.h1.get_text(strip=True) == "Ghi biên bản"
    for one in record.whole(case.secretary, case.id).agenda:
        assert f"{one.code}. {one.title}" in page.words
    assert "Có mặt 3/3" in page.words
    assert len(page.soup.select("form[data-autosave]")) == len(case.read().agenda)
    assert len(page.soup.select(".btn-primary:not(dialog *)")) == 1


def test_a_section_is_saved_without_script(case: Case, taker: Browser) -> None:
    save(taker, case, "B1", notes="Thông tin 03 văn bản.", conclusion="Nhất trí.")

    assert item(case, "B1").notes == "Thông tin 03 văn bản."


def test_the_script_gets_the_time_and_the_new_version(case: Case, taker: Browser) -> None:
    answer = save_by_script(taker, case, "B1", notes="Một.", conclusion="")

    assert answer.status_code == 200
    assert answer.json == {"saved_at": "21:00", "version": item(case, "B1").version}


def test_a_retry_of_the_script_is_answered_as_saved(case: Case, taker: Browser) -> None:
    fields = {**section_fields(case, "B1"), "notes": "Một.", "conclusion": ""}
    first = save_by_script(taker, case, "B1", **fields)

    again = save_by_script(taker, case, "B1", **fields)

    assert (again.status_code, again.json) == (200, first.json)


def test_the_script_is_led_to_both_texts(case: Case, taker: Browser) -> None:
    opened = item(case, "B1").version
    write(case, "B1", "Của bí thư.", actor=case.secretary)

    answer = save_by_script(taker, case, "B1", version=opened, notes="Của thư ký.", conclusion="")

    assert answer.status_code == 409
    page = taker.get(answer.json["conflict_url"])
    for words in ("Bản gốc", "Bản mới nhất", "Của bí thư.", "Của thư ký."):
        assert words in page.words


def test_the_script_is_told_why_a_text_is_refused(case: Case, taker: Browser) -> None:
    answer = save_by_script(taker, case, "B1", notes="TỐI MẬT", conclusion="")

    assert answer.status_code == 422
    assert "Luật 117/2025/QH15" in answer.json["message"]


def test_a_stale_page_shows_both_texts_and_saves_the_joined_one(case: Case, taker: Browser) -> None:
    opened = item(case, "B6").version
    write(case, "B6", "Của bí thư.", actor=case.secretary)

    page = save(taker, case, "B6", expect=409, version=opened, notes="Của thư ký.")

    assert page.soup.find("textarea", attrs={"name": "notes"}).get_text().strip() == (
        "Của bí thư.\nCủa thư ký."
    )
    version = page.soup.find("input", attrs={"name": "version"})["value"]
    save(taker, case, "B6", version=version, notes="Của bí thư.\nCủa thư ký.", conclusion="")
    assert item(case, "B6").notes == "Của bí thư.\nCủa thư ký."


@pytest.mark.parametrize("payload", PAYLOADS)
def test_texts_stay_inert_on_the_conflict_page(case: Case, taker: Browser, payload: str) -> None:
    base = write(case, "B6", f"gốc {payload}", payload)
    write(case, "B6", f"mới {payload}", payload, actor=case.secretary)

    page = save(
        taker,
        case,
        "B6",
        expect=409,
        version=base.version,
        notes=f"của tôi {payload}",
        conclusion=f"kết {payload}",
    )

    assert page.words.count(payload) >= 4
    assert not [one for one in page.soup.find_all("script") if not one.get("src")]
    assert not page.soup.find_all("img")


def test_texts_stay_inert_in_the_editor_and_in_the_minutes(case: Case, taker: Browser) -> None:
    for code, payload in zip(("B1", "B2", "B3"), PAYLOADS, strict=True):
        write(case, code, payload, payload)
        minutes.add_statement(
            case.deputy, case.id, item(case, code).id, member_id=case.members[0].id, text=payload
        )

    editor = taker.get(at(case, "minutes"))
    closed(case)
    text = taker.get(at(case, "minutes"))

    for page in (editor, text):
        assert not page.soup.find_all("img")
        assert all(payload in page.words for payload in PAYLOADS)


def test_a_refused_text_stays_in_its_section(case: Case, taker: Browser) -> None:
    page = save(taker, case, "B1", expect=422, notes="TỐI MẬT\nvà việc khác")

    assert "Luật 117/2025/QH15" in page.words
    assert "và việc khác" in page.soup.find(id=f"notes-{item(case, 'B1').id}").get_text()


def test_a_text_sent_after_the_adoption_is_given_back(case: Case, taker: Browser) -> None:
    fields = section_fields(case, "B1", notes="Ghi muộn.")
    adopted(case)

    page = save(taker, case, "B1", expect=422, **fields)

    assert "không sửa được nữa" in page.words
    assert "Ghi muộn." in page.words


def test_statements_dues_quality_and_tasks_are_written_on_the_page(
    case: Case, taker: Browser
) -> None:
    member = case.members[0]
    section, editor = item(case, "B6"), at(case, "minutes")
    version = {"version": case.read().version}

    taker.post(
        at(case, "items", section.id, "statements"),
        {"member_id": str(member.id), "text": "Nhất trí.", "submission_key": str(new_id())},
        page=editor,
    )
    taker.post(
        at(case, "dues"),
        {"dues_paid": "2", "dues_note": "Đủ", "submission_key": str(new_id()), **version},
        page=editor,
    )
    version = {"version": case.read().version}
    taker.post(
        at(case, "quality"),
        {"quality_points": "93", "quality_level": "Tốt", "submission_key": str(new_id())} | version,
        page=editor,
    )
    taker.post(
        at(case, "assignments"),
        {
            "lead_id": str(member.id),
            "title": "Tọa đàm",
            "due_on": "25/11/2026",
            "submission_key": str(new_id()),
        },
        page=editor,
    )

    page = taker.get(editor)
    assert f"Đ/c {member.full_name}: Nhất trí." in page.words
    assert f"Đ/c {member.full_name}: Tọa đàm, hạn 25/11/2026" in page.words
    assert (case.read().dues_paid, case.read().quality_points) == (2, 93)


def test_lines_are_taken_out_on_the_page(case: Case, taker: Browser) -> None:
    said = minutes.add_statement(
        case.deputy, case.id, item(case, "B6").id, member_id=case.members[0].id, text="Nhất trí."
    )
    given = minutes.assign(
        case.deputy, case.id, lead_id=case.members[0].id, title="Tọa đàm", due_on=MEETS_ON
    )

    for path in (("statements", said.id), ("assignments", given.id)):
        taker.post(
            at(case, *path, "remove"),
            {"submission_key": str(new_id())},
            page=at(case, "minutes"),
        )

    words = taker.get(at(case, "minutes")).words
    assert "Nhất trí." not in words
    assert "Tọa đàm" not in words


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("dues", {"dues_paid": "nhiều"}),
        ("quality", {"quality_points": "101"}),
        ("assignments", {"lead_id": "x", "title": "", "due_on": "32/13/2026"}),
    ],
)
def test_nonsense_is_refused_in_vietnamese(
    case: Case, taker: Browser, path: str, fields: dict[str, str]
) -> None:
    page = taker.post(
        at(case, path),
        {"version": case.read().version, "submission_key": str(new_id()), **fields},
        expect=422,
        page=at(case, "minutes"),
    )

    assert "Chưa lưu được, cần sửa lại" in page.words


def test_a_vote_is_walked_on_its_page(case: Case, chair: Browser) -> None:
    section = item(case, "C4")
    question = chair.get(at(case, "items", section.id, "vote"))
    assert "Thông qua nghị quyết sinh hoạt chi bộ thường kỳ tháng 11 năm 2026" in question.words
    asked = chair.post(
        at(case, "items", section.id, "vote"),
        {"question": "Thông qua nghị quyết", "subject": "resolution"},
    )

    before = chair.get(asked.location)
    assert "Tổng số đảng viên tính biểu quyết: 3 ; cần ít nhất 2 tán thành" in before.words
    assert "Vì sao có số này?" in before.words
    assert "Chính thức, có mặt: tính và được biểu quyết." in before.words
    chair.post(f"{asked.location}/open", page=asked.location)
    opened = chair.get(asked.location)
    assert opened.soup.find(id="in_favour").get("value") in (None, "")
    filled = chair.get(f"{asked.location}?tat-ca=1")
    assert filled.soup.find(id="in_favour")["value"] == "3"
    chair.post(
        f"{asked.location}/close",
        {
            "in_favour": "2",
            "against": "0",
            "other_opinion": "1",
            "reserved-0-member_id": str(case.members[0].id),
            "reserved-0-text": "Cần thêm kinh phí.",
        },
        page=asked.location,
    )

    result = chair.get(asked.location)
    assert "Tán thành 2/3 (66,7%)" in result.words
    assert f"Ý kiến bảo lưu của đồng chí {case.members[0].full_name}" in result.words
    assert item(case, "C4").vote.status is VoteStatus.PASSED


def test_a_count_that_does_not_add_up_keeps_what_was_typed(case: Case, chair: Browser) -> None:
    vote = ask(case)
    chair.post(at(case, "votes", vote.id, "open"), page=at(case, "votes", vote.id))

    page = chair.post(
        at(case, "votes", vote.id, "close"),
        {"in_favour": "5", "against": "0", "other_opinion": "0"},
        expect=422,
        page=at(case, "votes", vote.id),
    )

    assert "Hãy đếm lại" in page.words
    assert page.soup.find(id="in_favour")["value"] == "5"


def test_a_question_can_be_taken_back_on_its_page(case: Case, chair: Browser) -> None:
    vote = ask(case)

    chair.post(at(case, "votes", vote.id, "withdraw"), page=at(case, "votes", vote.id))

    chair.get(at(case, "votes", vote.id), expect=404)


def test_a_plain_member_sees_a_vote_without_buttons(
    make: Make, case: Case, browse: Callable[..., Browser]
) -> None:
    vote = ask(case)

    page = browse(make.actor(case.members[0])).get(at(case, "votes", vote.id))

    assert "Chờ người chủ trì bắt đầu biểu quyết." in page.words
    assert not page.soup.select("main form")


def test_the_way_from_reading_out_to_filing_up(
    make: Make, case: Case, taker: Browser, chair: Browser
) -> None:
    count(case, ask(case), 3, 0, 0)
    give_password(case.deputy)
    give_password(case.secretary)

    taker.post(at(case, "minutes", "read-out"))
    last = chair.get(at(case, "close"))
    assert "Lập dự thảo nghị quyết" in last.words
    assert last.soup.find(id="ended_on")["value"] == "05/11/2026"
    chair.post(at(case, "close"), {"ended_on": "05/11/2026", "ended_at": "20:50"})
    assert case.read().status is MeetingStatus.CLOSED
    page = taker.get(at(case, "minutes", "confirm"))
    assert "Đây không phải là chữ ký số." in page.words
    assert (
        "Sau khi xác nhận, biên bản không sửa được; muốn đính chính phải lập biên bản bổ sung."
        in page.words
    )
    taker.post(at(case, "minutes", "confirm"), {"password": PASSWORD})
    chair.post(at(case, "minutes", "confirm"), {"password": PASSWORD})
    taker.post(
        at(case, "minutes", "signed-copy"),
        {"file": (pdf_stream(), "bản ký.pdf")},
    )
    taker.post(at(case, "minutes", "addenda"), {"text": "Đính chính: 04 văn bản."})
    chair.post(at(case, "posted"), {"posted_on": "05/11/2026"})
    chair.post(at(case, "file-up"))

    meeting = record.whole(case.secretary, case.id)
    assert meeting.minutes.status is MinutesStatus.FILED
    assert meeting.status is MeetingStatus.FILED
    words = chair.get(at(case, "minutes")).words
    for told in ("Đính chính: 04 văn bản.", "bản ký.pdf", "✓ 05/11/2026", "Đã có bản ký"):
        assert told in words
    paper = chair.client.get(at(case, "minutes.pdf"))
    assert paper.mimetype == "application/pdf"
    assert paper.data.startswith(b"%PDF-")
    assert inbox(case.deputy)


def pdf_stream() -> Any:
    return BytesIO(pdf("Biên bản"))


def test_a_wrong_password_is_said_at_its_field(case: Case, taker: Browser) -> None:
    closed(case)
    give_password(case.deputy)

    page = taker.post(at(case, "minutes", "confirm"), {"password": "khác"}, expect=422)

    assert "Mật khẩu không đúng." in page.words


def test_the_signed_copy_needs_a_file(case: Case, taker: Browser) -> None:
    closed(case)
    confirmed(case)

    page = taker.post(at(case, "minutes", "signed-copy"), {}, expect=422)

    assert "Hãy chọn tệp." in page.words


def test_the_end_waits_for_the_minutes_and_says_so(case: Case, chair: Browser) -> None:
    page = chair.get(at(case, "close"))

    assert "Biên bản chưa được đọc và thông qua tại cuộc họp." in page.words
    assert not page.soup.find("input", attrs={"name": "ended_at"})


def test_a_member_reads_adopted_minutes_but_not_the_draft(
    make: Make, case: Case, browse: Callable[..., Browser]
) -> None:
    member = browse(make.actor(case.members[0]))
    write(case, "B1", "Thông tin 03 văn bản.")

    draft = member.get(at(case, "minutes"))
    adopted(case)
    text = member.get(at(case, "minutes"))

    assert "Thông tin 03 văn bản." not in draft.words
    assert "Thông tin 03 văn bản." in text.words


def test_strangers_find_nothing(make: Make, case: Case, browse: Callable[..., Browser]) -> None:
    vote = ask(case)
    paths = [
        at(case, "minutes"),
        at(case, "minutes.pdf"),
        at(case, "minutes", "read-out"),
        at(case, "minutes", "confirm"),
        at(case, "minutes", "signed-copy"),
        at(case, "minutes", "addenda"),
        at(case, "close"),
        at(case, "posted"),
        at(case, "file-up"),
        at(case, "votes", vote.id),
        at(case, "items", item(case, "C4").id, "vote"),
        at(case, "items", item(case, "C4").id, "conflicts", new_id()),
    ]
    for actor in (make.secretary(make.cell()), make.office(), make.administrator()):
        browser = browse(actor)
        for path in paths:
            browser.get(path, expect=404)


def test_a_meeting_that_has_not_begun_has_an_empty_page(
    make: Make, browse: Callable[..., Browser]
) -> None:
    case = invited_meeting(make)

    page = browse(case.secretary).get(at(case, "minutes"))

    assert "Cuộc họp chưa khai mạc." in page.words


def test_the_meeting_page_leads_to_the_next_step(
    make: Make, case: Case, chair: Browser, taker: Browser
) -> None:
    assert "Ghi biên bản" in chair.get(at(case, "")).words
    count(case, ask(case), 3, 0, 0)
    adopted(case)
    assert "Kết thúc cuộc họp" in chair.get(at(case, "")).words
    closed_meeting = record.whole(case.secretary, case.id)
    assert closed_meeting.status is MeetingStatus.OPEN


def test_the_number_of_queries_of_the_editor_does_not_grow_with_its_lines(
    make: Make, browse: Callable[..., Browser]
) -> None:
    small = everybody_there(make)
    large = everybody_there(make, statuses=[MembershipStatus.OFFICIAL] * 12)
    for case, times in ((small, 2), (large, 20)):
        for number in range(times):
            minutes.add_statement(
                case.deputy,
                case.id,
                item(case, "B6").id,
                member_id=case.members[0].id,
                text=f"Ý kiến {number}",
            )

    counts = []
    for case in (small, large):
        browser = browse(case.deputy)
        browser.get(at(case, "minutes"))
        with count_queries() as queries:
            browser.get(at(case, "minutes"))
        counts.append(len(queries))

    assert counts[0] == counts[1]
