from datetime import date, time
from io import BytesIO

import pytest

from partywork.core.errors import RuleBroken
from partywork.core.ids import new_id
from partywork.meetings.service import agenda, attachments, meetings
from partywork.meetings.service.agenda import Line
from partywork.rooms.service import leading, reading
from tests.support.meetings import invited_meeting, open_meeting, planned_meeting, told
from tests.support.papers import pdf


@pytest.fixture(autouse=True)
def _in_november(today):
    today(date(2026, 11, 5), time(19, 30))


def attach(case, summary, **facts):
    return attachments.attach_paper(
        case.secretary,
        case.id,
        summary=summary,
        file_name="van-ban.pdf",
        content=pdf(summary),
        **facts,
    )


def items_of(case):
    return case.read().agenda


def test_a_paper_may_belong_to_an_item(make):
    case = planned_meeting(make)
    item = items_of(case)[5]

    attach(case, "Báo cáo tháng", item_id=item.id)

    (paper,) = case.read().newest_papers
    assert paper.item.title == item.title
    with pytest.raises(RuleBroken, match="không có mục"):
        attach(case, "Báo cáo khác", item_id=new_id())


def test_a_new_version_takes_the_place_and_the_earlier_ones_stay_readable(make):
    case = invited_meeting(make)
    item = items_of(case)[5]
    first = attach(case, "Dự thảo nghị quyết", item_id=item.id)
    second = attach(case, "Dự thảo nghị quyết", replaces_id=first.id)
    third = attach(case, "Dự thảo nghị quyết", replaces_id=second.id)

    meeting = case.read()

    (newest,) = meeting.newest_papers
    assert (newest.id, newest.number, newest.item_id) == (third.id, 3, item.id)
    assert [one.number for one in meeting.earlier_versions(newest)] == [2, 1]
    assert told(case.deputy)[0].title.startswith("Bản mới của tài liệu")


def test_a_version_is_replaced_once(make):
    case = planned_meeting(make)
    first = attach(case, "Dự thảo")
    attach(case, "Dự thảo", replaces_id=first.id)

    with pytest.raises(RuleBroken, match="bản mới hơn"):
        attach(case, "Dự thảo", replaces_id=first.id)
    with pytest.raises(RuleBroken, match="bản mới hơn"):
        attachments.remove_paper(case.secretary, case.id, first.id)


def test_papers_of_a_removed_item_stay_with_the_meeting(make):
    case = planned_meeting(make)
    meeting = case.read()
    item = meeting.agenda[5]
    attach(case, "Báo cáo", item_id=item.id)

    agenda.save_agenda(
        case.secretary,
        case.id,
        version=case.read().version,
        lines=[Line(item.id, item.position, item.title, is_removed=True)],
    )

    (paper,) = meetings.whole(case.secretary, case.id).newest_papers
    assert paper.item is None


def test_the_room_shows_the_papers_of_the_present_item_first(make):
    case = open_meeting(make)
    later, now = items_of(case)[7], items_of(case)[5]
    attach(case, "Cho cả cuộc họp")
    attach(case, "Cho mục sau", item_id=later.id)
    attach(case, "Cho mục này", item_id=now.id)

    leading.go_to(case.secretary, case.id, now.id)

    shown = [one.document.summary for one in reading.show(case.deputy, case.id).papers]
    assert shown[0] == "Cho mục này"
    assert set(shown) == {"Cho cả cuộc họp", "Cho mục sau", "Cho mục này"}


def test_a_paper_is_uploaded_for_an_item_and_replaced_on_its_page(make, browse):
    case = planned_meeting(make)
    item = items_of(case)[5]
    first = attach(case, "Dự thảo nghị quyết", item_id=item.id)
    browser = browse(case.secretary)
    page = browser.get(f"/meetings/{case.id}/papers")

    browser.post(
        f"/meetings/{case.id}/papers",
        {
            "summary": "Dự thảo nghị quyết, có sửa",
            "replaces_id": str(first.id),
            "is_harmless": "y",
            "submission_key": str(new_id()),
            "file": (BytesIO(pdf("Mới")), "ban-2.pdf"),
        },
    )

    assert item.title in page.words
    words = browser.get(f"/meetings/{case.id}/").words
    assert "Dự thảo nghị quyết, có sửa (bản 2)" in words
    assert "Bản trước" in words
