from datetime import date, time

import pytest

from partywork.cells.terms import MembershipStatus
from partywork.core import clock
from partywork.core.db import transaction
from partywork.meetings.service import invitations, meetings, visiting
from partywork.meetings.terms import AttendanceMark, InvitationAnswer, MeetingStatus
from tests.meetings.minuting import adopted
from tests.support.meetings import MEETS_ON, answer, invited_meeting, mark, open_meeting
from tests.support.queries import count_queries

OFFICIAL = MembershipStatus.OFFICIAL


@pytest.fixture(autouse=True)
def _on_the_evening(today):
    today(MEETS_ON, time(20, 0))


def rows_of(page, **said):
    """Fields of the roll as the page shows it, with the marks of `said` by member's name."""
    fields = {}
    for item in page.soup.select("ul.roll > li"):
        key = item.select_one("input[name$=attendance_id]")
        prefix = key["name"].removesuffix("attendance_id")
        chosen = item.select_one("input[type=radio][checked]")
        fields[key["name"]] = key["value"]
        fields[f"{prefix}mark"] = chosen["value"]
        for name in ("late_at", "reason"):
            fields[f"{prefix}{name}"] = item.select_one(f"input[name={prefix}{name}]").get(
                "value", ""
            )
        for person, values in said.items():
            if person in item.get_text():
                fields |= {f"{prefix}{name}": value for name, value in values.items()}
    return fields


def open_page(case, reader, **fields):
    return reader.post(
        f"/meetings/{case.id}/open",
        {
            "chair_id": case.secretary.member_id,
            "minutes_taker_id": case.deputy.member_id,
            "opened_at": "19:05",
            **fields,
        },
    )


def test_who_need_not_come_is_not_marked_with_the_rest(make, browse):
    exempted, guest = MembershipStatus.EXEMPTED, MembershipStatus.TEMPORARY_GUEST
    case = open_meeting(make, statuses=[OFFICIAL, exempted, guest, MembershipStatus.SUSPENDED])

    page = browse(case.secretary).get(f"/meetings/{case.id}/roll-call")

    apart = [row.get_text() for row in page.soup.select("ul.roll > li[data-apart]")]
    assert len(apart) == 2
    for one in case.members[1:3]:
        assert any(one.full_name in row for row in apart)
    assert "ai đến thì đánh dấu riêng" in page.words
    exempt = page.soup.select("ul.roll > li:has(input[type=radio][value=exempt])")
    assert [case.members[1].full_name in row.get_text() for row in exempt] == [True]
    name = case.members[0].full_name
    refused = browse(case.secretary).post(
        f"/meetings/{case.id}/roll-call", rows_of(page, **{name: {"mark": "exempt"}}), expect=422
    )
    assert f"Đ/c {name}: Chỉ ghi «Được miễn»" in refused.words
    assert len(refused.soup.select("input[type=radio][value=exempt]")) == 2


def test_opening_proposes_the_expected_people_and_leads_to_the_roll(make, browse):
    case = invited_meeting(make)
    reader = browse(case.secretary)
    page = reader.get(f"/meetings/{case.id}/open")
    chosen = [option["value"] for option in page.soup.select("option[selected]")]

    answer = open_page(
        case, reader, **{"guests-0-full_name": "Phạm Văn Khách", "guests-0-title": "Đảng ủy viên"}
    )
    roll = reader.get(answer.location)

    assert chosen == [str(case.secretary.member_id), str(case.deputy.member_id)]
    assert page.soup.find("input", attrs={"name": "opened_at"})["value"] == "20:00"
    assert "Đại biểu, khách mời (1)" in roll.words
    assert "Còn 3 đồng chí chưa điểm danh" in roll.words
    assert case.read().opened_at == clock.instant_of(MEETS_ON, time(19, 5))


def test_the_pages_of_the_roll_say_that_a_change_takes_back_the_reading(make, browse):
    case = open_meeting(make, present=True)
    reader = browse(case.secretary)
    pages = [f"/meetings/{case.id}/{name}" for name in ("roll-call", "guests")]
    before = ["phải đọc lại trước cuộc họp" in reader.get(page).words for page in pages]
    adopted(case)

    after = ["phải đọc lại trước cuộc họp" in reader.get(page).words for page in pages]

    assert (before, after) == ([False, False], [True, True])
    fields = rows_of(reader.get(pages[0]), **{case.members[0].full_name: {"mark": "unexcused"}})
    for said in ("▲ Biên bản trở lại dự thảo", ""):
        saved = reader.get(reader.post(pages[0], fields).location).words
        assert ("Biên bản trở lại dự thảo" in saved) is bool(said)
        assert said in saved


def test_opening_with_one_person_for_both_posts_is_refused(make, browse):
    case = invited_meeting(make)

    page = browse(case.secretary).post(
        f"/meetings/{case.id}/open",
        {
            "chair_id": case.secretary.member_id,
            "minutes_taker_id": case.secretary.member_id,
            "opened_at": "19:00",
        },
        expect=422,
    )

    assert "hai đồng chí khác nhau" in page.words


def test_garbage_at_the_opening_is_answered_in_vietnamese(make, browse):
    case = invited_meeting(make)

    browse(case.secretary).post(
        f"/meetings/{case.id}/open",
        {"chair_id": "x", "minutes_taker_id": "", "opened_at": "25:99", "version": "x"},
        expect=422,
    )


def test_a_meeting_is_opened_once(make, browse):
    case = open_meeting(make)

    browse(case.secretary).get(f"/meetings/{case.id}/open", expect=422)


def test_the_roll_is_called_in_one_save_and_shows_the_base(make, browse):
    case = open_meeting(make, statuses=[OFFICIAL] * 3 + [MembershipStatus.PROBATIONARY])
    late, ill, away = case.members[0], case.members[1], case.members[2]
    reader = browse(case.deputy)
    page = reader.get(f"/meetings/{case.id}/roll-call")
    fields = rows_of(
        page,
        **{
            late.full_name: {"mark": "present", "late_at": "19:20"},
            ill.full_name: {"mark": "excused", "reason": "Ốm"},
            away.full_name: {"mark": "unexcused"},
            case.secretary.name: {"mark": "present"},
            case.deputy.name: {"mark": "present"},
            case.members[3].full_name: {"mark": "present"},
        },
    )

    answer = reader.post(f"/meetings/{case.id}/roll-call", fields)
    saved = reader.get(answer.location)

    assert "Tổng số đảng viên tính biểu quyết: 5 ; cần ít nhất 3 tán thành" in saved.words
    assert "Có mặt và được biểu quyết: 3" in saved.words
    assert "dưới hai phần ba" in saved.words
    assert "Dự bị: không tính, không biểu quyết" in saved.words
    assert "chưa điểm danh" not in saved.soup.select_one("main").get_text().replace(
        "Chưa điểm danh", ""
    )
    shown = reader.get(f"/meetings/{case.id}/").words
    assert "đến muộn lúc 19:20" in shown
    assert "Ốm" in shown
    seen_by_all = browse(make.actor(case.members[3])).get(f"/meetings/{case.id}/").words
    assert "đến muộn lúc 19:20" in seen_by_all
    assert "Ốm" not in seen_by_all


def test_the_page_offers_to_mark_the_rest_and_marks_nobody_itself(make, browse):
    case = open_meeting(make, statuses=[MembershipStatus.EXEMPTED])

    page = browse(case.secretary).get(f"/meetings/{case.id}/roll-call")

    button = page.soup.select_one("[data-mark-rest]")
    assert (button["data-mark-rest"], button["data-unset"]) == ("present", "not_called")
    checked = {field["value"] for field in page.soup.select("ul.roll input[checked]")}
    assert checked == {"not_called"}


def test_suspended_members_are_named_and_have_no_choice(make, browse):
    case = open_meeting(make, statuses=[MembershipStatus.SUSPENDED])

    page = browse(case.secretary).get(f"/meetings/{case.id}/roll-call")

    assert "Không điểm danh:" in page.words
    assert len(page.soup.select("ul.roll > li")) == 2


def test_an_agreed_reason_stands_ready_and_waits_for_the_mark(make, browse, today):
    today(date(2026, 11, 2))
    case = invited_meeting(make)
    member = make.actor(case.members[0])
    answer(case, member, InvitationAnswer.ASKS_ABSENCE, "Đi viện")
    invitations.accept_absence(case.secretary, case.id, member.member_id)
    today(MEETS_ON, time(20, 0))
    reader = browse(case.secretary)
    open_page(case, reader)

    page = reader.get(f"/meetings/{case.id}/roll-call")

    row = next(
        item
        for item in page.soup.select("ul.roll > li")
        if case.members[0].full_name in item.get_text()
    )
    assert row.select_one("input[name$=reason]")["value"] == "Đi viện"
    assert row.select_one("input[checked]")["value"] == "not_called"


def test_the_order_of_the_list_is_in_the_address(make, browse):
    case = open_meeting(make, statuses=[OFFICIAL] * 4)
    reader = browse(case.secretary)

    def names(order):
        page = reader.get(f"/meetings/{case.id}/roll-call?xep={order}")
        return [person.get_text() for person in page.soup.select("ul.roll .person")]

    by_office, by_name = names("office"), names("alphabet")

    assert "Bí thư" in by_office[0]
    assert "Phó bí thư" in by_office[1]
    assert sorted(by_office) == sorted(by_name)
    assert by_office != by_name


def test_two_who_call_at_once_see_where_they_differ(make, browse):
    case = open_meeting(make)
    person = case.members[0]
    reader = browse(case.secretary)
    stale = reader.get(f"/meetings/{case.id}/roll-call")
    fields = rows_of(stale, **{person.full_name: {"mark": "unexcused"}})
    fields["version"] = stale.soup.find("input", attrs={"name": "version"})["value"]
    mark(case, AttendanceMark.PRESENT)

    page = reader.post(f"/meetings/{case.id}/roll-call", fields, expect=409)

    assert "Đồng chí khác vừa điểm danh" in page.words
    assert "Đang ghi: Có mặt" in page.words
    again = rows_of(page)
    assert "unexcused" in again.values()


def test_a_missing_reason_keeps_the_rest_of_the_roll(make, browse):
    case = open_meeting(make)
    reader = browse(case.secretary)
    page = reader.get(f"/meetings/{case.id}/roll-call")
    fields = rows_of(
        page,
        **{
            case.members[0].full_name: {"mark": "excused"},
            case.deputy.name: {"mark": "present"},
        },
    )

    refused = reader.post(f"/meetings/{case.id}/roll-call", fields, expect=422)

    assert "Hãy ghi lý do vắng" in refused.words
    assert "present" in rows_of(refused).values()


def test_garbage_in_the_roll_is_answered_in_vietnamese(make, browse):
    case = open_meeting(make)

    browse(case.secretary).post(
        f"/meetings/{case.id}/roll-call",
        {
            "rows-0-attendance_id": "x",
            "rows-0-mark": "asleep",
            "rows-0-place": "moon",
            "rows-0-late_at": "soon",
        },
        expect=422,
    )


def test_guests_are_added_and_removed_while_the_meeting_is_open(make, browse):
    case = open_meeting(make)
    reader = browse(case.deputy)
    address = f"/meetings/{case.id}/guests"

    reader.post(address, {"guests-0-full_name": "Lê Thị Mời", "guests-0-title": "Hội Tin học"})
    with_guest = reader.get(f"/meetings/{case.id}/").words
    reader.post(address, {"guests-0-full_name": ""})

    assert "Lê Thị Mời" in with_guest
    assert case.read().guests == []


def test_who_of_the_committee_above_came_is_ticked_with_the_roll(make, browse):
    visitor, case = make.committee(), invited_meeting(make)
    visiting.assign(make.office(), case.id, visitor.member_id)
    reader = browse(case.secretary)
    open_page(case, reader)
    address = f"/meetings/{case.id}/roll-call"

    def save(**ticked):
        page = reader.get(address)
        box = page.soup.select_one("input[name=visitors-0-is_present]")
        key = page.soup.select_one("input[name=visitors-0-guest_id]")["value"]
        said = {"visitors-0-guest_id": key, **ticked}
        reader.post(address, {"version": version_of(page), **rows_of(page), **said})
        return box.has_attr("checked"), case.read().guests[0].is_present

    assert "chưa ghi có mặt" in reader.get(f"/meetings/{case.id}/").words
    assert save(**{"visitors-0-is_present": "y"}) == (False, True)
    assert save() == (True, False)
    assert visitor.name not in reader.get(f"/meetings/{case.id}/guests").words


def version_of(page):
    return page.soup.select_one("input[name=version]")["value"]


def test_the_roll_of_a_closed_meeting_is_not_changed(make, browse):
    case = open_meeting(make)
    meeting = meetings.get(case.secretary, case.id)
    close(meeting)

    page = browse(case.secretary).get(f"/meetings/{case.id}/roll-call", expect=422)

    assert "không điểm danh được" in page.words


def close(meeting):
    with transaction():
        meeting.status = MeetingStatus.CLOSED


def test_the_roll_asks_as_often_for_many_people_as_for_few(make, browse):
    few_people, many_people = open_meeting(make), open_meeting(make, statuses=[OFFICIAL] * 30)
    reader, other = browse(few_people.secretary), browse(many_people.secretary)
    reader.get(f"/meetings/{few_people.id}/roll-call")
    with count_queries() as few:
        reader.get(f"/meetings/{few_people.id}/roll-call")
    other.get(f"/meetings/{many_people.id}/roll-call")

    with count_queries() as many:
        other.get(f"/meetings/{many_people.id}/roll-call")

    assert len(many) == len(few)
