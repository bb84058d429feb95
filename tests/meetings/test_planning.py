from datetime import date, time

import pytest

from partywork.audit import service as audit
from partywork.cells.terms import BodyKind, MembershipStatus, OfficeTitle
from partywork.core import clock
from partywork.core.actor import Desk
from partywork.core.db import transaction
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken, Stale
from partywork.core.periods import Month
from partywork.meetings.rules import OnlinePermission, OnlinePerson
from partywork.meetings.service import agenda, changing, meetings, papers, planning, record
from partywork.meetings.service.agenda import Line
from partywork.meetings.terms import MeetingKind, MeetingMode, MeetingStatus
from tests.support.meetings import (
    MEETS_ON,
    cell_case,
    invited_meeting,
    open_meeting,
    plan_of,
    planned_meeting,
    standing_committee,
    told,
)

NOVEMBER = Month(2026, 11)


@pytest.fixture(autouse=True)
def _in_november(today):
    today(date(2026, 11, 2))


def test_a_first_meeting_is_proposed_with_title_chair_and_minutes_taker(make):
    case = cell_case(make)
    body = make.body(case.organisation, BodyKind.CELL)

    proposed = planning.suggest(case.secretary, body.id)

    assert proposed.title == "Sinh hoạt chi bộ thường kỳ tháng 11 năm 2026"
    assert proposed.chair_id == case.secretary.member_id
    assert proposed.minutes_taker_id == case.deputy.member_id
    assert (proposed.held_on, proposed.at, proposed.place) == (None, None, "")


def test_the_next_meeting_takes_hour_place_and_minutes_taker_from_the_last(make):
    case = planned_meeting(make, on=date(2026, 10, 5), at=time(18, 30), place="Hội trường A")

    proposed = planning.suggest(case.secretary, case.meeting.body_id)

    assert proposed.last is case.meeting
    assert (proposed.held_on, proposed.at) == (date(2026, 11, 5), time(18, 30))
    assert proposed.place == "Hội trường A"
    assert proposed.minutes_taker_id == case.deputy.member_id


def test_the_month_after_is_proposed_once_this_month_has_its_meeting(make):
    case = planned_meeting(make)

    proposed = planning.suggest(case.secretary, case.meeting.body_id)

    assert proposed.month == Month(2026, 12)
    assert proposed.held_on == date(2026, 12, 5)


def test_a_proposed_day_is_never_in_the_past(make, today):
    case = planned_meeting(make, on=date(2026, 10, 5))
    today(date(2026, 11, 20))

    proposed = planning.suggest(case.secretary, case.meeting.body_id)

    assert proposed.held_on == date(2026, 11, 20)


def test_a_cell_without_a_deputy_is_proposed_no_minutes_taker(make):
    cell = make.cell()
    secretary = make.secretary(cell)
    make.member(cell)
    body = make.body(cell, BodyKind.CELL)

    proposed = planning.suggest(secretary, body.id)

    assert proposed.chair_id == secretary.member_id
    assert proposed.minutes_taker_id is None


def test_a_cell_without_a_secretary_is_led_by_its_deputy(make):
    cell = make.cell()
    deputy = make.deputy(cell)
    body = make.body(cell, BodyKind.CELL)

    assert planning.suggest(deputy, body.id).chair_id == deputy.member_id


def test_a_new_meeting_has_the_agenda_of_the_provisions(make):
    case = planned_meeting(make)

    codes = [item.code for item in case.read().agenda]

    assert codes[:5] == ["A1", "A2", "A3", "A4", "A5"]
    assert codes[-1] == "C6"
    assert len(codes) == 17


def test_the_standing_committee_meets_with_the_agenda_of_a_body(make):
    organisation, secretary, other = standing_committee(make)
    body = make.body(organisation, BodyKind.STANDING_COMMITTEE)

    proposed = planning.suggest(secretary, body.id)
    meeting = planning.plan(
        secretary,
        body.id,
        kind=proposed.kind,
        month=NOVEMBER,
        facts=plan_of(body, chair=secretary.member_id, taker=other.member_id),
    )

    assert proposed.title == "Hội nghị Ban Thường vụ Đảng ủy tháng 11 năm 2026"
    assert {person.member.id for person in proposed.people} == {
        secretary.member_id,
        other.member_id,
    }
    assert [item.code for item in meetings.whole(secretary, meeting.id).agenda][-2:] == ["C4", "C6"]


def test_the_bodies_of_an_officer_are_those_of_the_own_organisation(make):
    case = cell_case(make)
    make.cell()

    kinds = [body.kind for body in planning.bodies(case.secretary)]

    assert kinds == [BodyKind.CELL, BodyKind.CELL_COMMITTEE]
    assert planning.bodies(make.plain_member(case.organisation)) == []


def test_the_inspection_commission_is_led_by_its_head(make):
    organisation = make.organisation()
    head = make.member(make.cell())
    make.appointment(head, organisation, OfficeTitle.INSPECTION_HEAD)
    deputy = make.member(make.cell())
    make.appointment(deputy, organisation, OfficeTitle.INSPECTION_DEPUTY)
    body = make.body(organisation, BodyKind.INSPECTION_COMMISSION)

    proposed = planning.suggest(make.office(Desk.INSPECTION), body.id)

    assert (proposed.chair_id, proposed.minutes_taker_id) == (head.id, deputy.id)


@pytest.mark.parametrize("who", ["plain_member", "other_secretary", "office", "administrator"])
def test_nobody_else_prepares_a_meeting_of_a_cell(make, who):
    case = cell_case(make)
    body = make.body(case.organisation, BodyKind.CELL)
    actor = {
        "plain_member": lambda: make.plain_member(case.organisation),
        "other_secretary": lambda: make.secretary(make.cell()),
        "office": make.office,
        "administrator": make.administrator,
    }[who]()

    with pytest.raises(NotVisible):
        planning.plan(actor, body.id, kind=MeetingKind.REGULAR, month=NOVEMBER, facts=plan_of(body))


def test_a_committee_holds_no_regular_cell_meeting(make):
    organisation, secretary, _ = standing_committee(make)
    body = make.body(organisation, BodyKind.STANDING_COMMITTEE)

    with pytest.raises(RuleBroken, match="không có loại"):
        planning.plan(
            secretary,
            body.id,
            kind=MeetingKind.REGULAR,
            month=NOVEMBER,
            facts=plan_of(body, kind=MeetingKind.CONFERENCE),
        )


def test_one_person_cannot_chair_and_take_minutes(make):
    case = cell_case(make)
    body = make.body(case.organisation, BodyKind.CELL)
    one = case.secretary.member_id
    facts = plan_of(body, chair=one, taker=one)

    with pytest.raises(RuleBroken, match="hai đồng chí khác nhau"):
        planning.plan(
            case.secretary, body.id, kind=MeetingKind.REGULAR, month=NOVEMBER, facts=facts
        )


@pytest.mark.parametrize("status", [MembershipStatus.TEMPORARY_GUEST, MembershipStatus.SUSPENDED])
def test_a_guest_or_a_suspended_member_leads_nothing(make, status):
    case = cell_case(make, [status])
    body = make.body(case.organisation, BodyKind.CELL)
    facts = plan_of(body, chair=case.secretary.member_id, taker=case.members[0].id)

    with pytest.raises(RuleBroken, match="Người ghi biên bản phải là thành viên"):
        planning.plan(
            case.secretary, body.id, kind=MeetingKind.REGULAR, month=NOVEMBER, facts=facts
        )


def test_a_person_of_another_cell_does_not_chair(make):
    case = cell_case(make)
    body = make.body(case.organisation, BodyKind.CELL)
    stranger = make.member(make.cell())

    with pytest.raises(RuleBroken, match="Người chủ trì phải là thành viên"):
        planning.plan(
            case.secretary,
            body.id,
            kind=MeetingKind.REGULAR,
            month=NOVEMBER,
            facts=plan_of(body, chair=stranger.id),
        )


def test_a_hybrid_meeting_names_who_joins_from_elsewhere_and_why(make):
    case = planned_meeting(make)
    person = case.members[0]
    facts = plan_of(
        make.body(case.organisation, BodyKind.CELL),
        mode=MeetingMode.HYBRID,
        link="https://hop.example.vn/cb",
        online_people=(OnlinePerson(person.id, "Công tác tại Đà Nẵng"),),
    )

    changing.change(case.secretary, case.id, version=case.meeting.version, facts=facts)

    named = [one for one in case.read().invitations if one.online_reason]
    assert [(one.member_id, one.sent_at) for one in named] == [(person.id, None)]


def test_a_hybrid_meeting_cannot_name_a_stranger(make):
    case = planned_meeting(make)
    stranger = make.member(make.cell())
    facts = plan_of(
        make.body(case.organisation, BodyKind.CELL),
        mode=MeetingMode.HYBRID,
        online_people=(OnlinePerson(stranger.id, "Ở xa"),),
    )

    with pytest.raises(RuleBroken, match="phải là người được mời"):
        changing.change(case.secretary, case.id, version=case.meeting.version, facts=facts)


def test_an_online_meeting_keeps_its_permission(make):
    permission = OnlinePermission("Đảng ủy", date(2026, 10, 30), "15-CV/ĐU", "Đảng viên ở xa")
    case = planned_meeting(
        make, mode=MeetingMode.ONLINE, link="https://hop.example.vn/x", permission=permission
    )

    assert case.meeting.permission_by == "Đảng ủy"
    assert case.meeting.permission_on == date(2026, 10, 30)
    assert case.meeting.permission_document == "15-CV/ĐU"
    assert case.meeting.permission_reason == "Đảng viên ở xa"


def test_the_minutes_name_the_paper_that_allowed_an_online_meeting(make, today):
    permission = OnlinePermission("Đảng ủy", date(2026, 10, 30), "15-CV/ĐU", "Đảng viên ở xa.")
    today(MEETS_ON, time(20, 0))
    case = open_meeting(
        make, mode=MeetingMode.ONLINE, link="https://hop.example.vn/x", permission=permission
    )

    page = papers.minutes_page(record.whole(case.secretary, case.id), draft=True)

    assert page.mode == (
        "họp trực tuyến theo văn bản 15-CV/ĐU ngày 30/10/2026, Đảng ủy đồng ý, "
        "lý do: đảng viên ở xa"
    )


def test_an_online_meeting_without_permission_is_refused(make):
    with pytest.raises(RuleBroken, match="Họp trực tuyến phải ghi"):
        planned_meeting(make, mode=MeetingMode.ONLINE)


def test_a_link_that_is_no_secure_address_is_refused(make):
    with pytest.raises(RuleBroken, match="https"):
        planned_meeting(make, link="javascript:alert(1)")


def test_state_secret_marks_are_refused_in_the_words_of_a_plan(make):
    with pytest.raises(RuleBroken, match="độ mật"):
        planned_meeting(make, title="TỐI MẬT")


def test_what_was_planned_is_in_the_trail(make):
    case = planned_meeting(make)

    entry = audit.entries(make.inspector(case_for=case.organisation), case.id)[0]

    assert entry.action == "meeting.plan"
    assert entry.organisation_path == case.organisation.path


def test_a_change_of_another_persons_version_is_stale(make):
    case = planned_meeting(make)
    facts = plan_of(make.body(case.organisation, BodyKind.CELL), title="Tên khác")

    with pytest.raises(Stale):
        changing.change(case.deputy, case.id, version=case.meeting.version - 1, facts=facts)


def test_moving_tells_everybody_invited_and_asks_them_again(make):
    case = invited_meeting(make)
    member = make.actor(case.members[0])
    before = len(told(member))

    changing.move(
        case.secretary,
        case.id,
        version=case.meeting.version,
        starts_at=clock.instant_of(date(2026, 11, 6), time(19, 0)),
        place="Phòng họp tầng 5",
    )

    notices = told(member)
    assert len(notices) == before + 1
    assert "Đổi thời gian" in notices[0].title
    assert "06/11/2026" in notices[0].text
    assert notices[0].path == f"/meetings/{case.id}/invitation"


def test_moving_nowhere_is_refused(make):
    case = invited_meeting(make)

    with pytest.raises(RuleBroken, match="vẫn như cũ"):
        changing.move(
            case.secretary,
            case.id,
            version=case.meeting.version,
            starts_at=case.meeting.starts_at,
            place=case.meeting.place,
        )


def test_a_change_that_moves_nothing_tells_nobody(make):
    case = invited_meeting(make)
    member = make.actor(case.members[0])
    before = len(told(member))
    facts = plan_of(make.body(case.organisation, BodyKind.CELL), chair=case.deputy.member_id)

    changing.change(case.secretary, case.id, version=case.meeting.version, facts=facts)

    assert len(told(member)) == before


def test_no_meeting_this_month_is_recorded_with_its_reason_and_told(make):
    case = invited_meeting(make)

    cancelled = changing.cancel(
        case.secretary, case.id, version=case.meeting.version, reason="Bão số 12"
    )

    assert cancelled.status is MeetingStatus.CANCELLED
    assert cancelled.cancel_reason == "Bão số 12"
    assert "Không họp" in told(make.actor(case.members[0]))[0].title


def test_no_meeting_this_month_is_told_before_anybody_was_invited(make):
    case = planned_meeting(make)
    office = make.office()
    suspended = make.member(case.organisation, status=MembershipStatus.SUSPENDED)

    changing.cancel(case.secretary, case.id, version=case.meeting.version, reason="Bão số 12")

    [notice] = told(make.actor(case.members[0]))
    assert (notice.title, notice.text) == (f"Không họp: {case.meeting.title}", "Lý do: Bão số 12")
    assert notice.path == f"/meetings/{case.id}/"
    above = told(office)[0]
    assert above.text == f"{case.organisation.name}. Lý do: Bão số 12"
    assert above.path == "/meetings/calendar"
    assert told(make.actor(suspended)) == []


def test_moving_is_told_before_anybody_was_invited(make):
    case = planned_meeting(make)
    office = make.office()
    facts = {"starts_at": clock.instant_of(date(2026, 11, 6), time(19, 0)), "place": "Tầng 5"}

    changing.move(case.secretary, case.id, version=case.meeting.version, **facts)

    notices = [told(person)[0] for person in (make.actor(case.members[0]), office)]
    assert all("Đổi thời gian" in one.title and "06/11/2026" in one.text for one in notices)
    assert [one.path for one in notices] == [None, "/meetings/calendar"]


def _as_planned(make, case, **facts):
    body = make.body(case.organisation, BodyKind.CELL)
    return plan_of(body, chair=case.secretary.member_id, taker=case.deputy.member_id, **facts)


@pytest.mark.parametrize("what", [{"place": "Tầng 5"}, {"at": time(19, 30)}])
def test_editing_the_time_or_place_is_told_before_anybody_was_invited(make, what):
    case = planned_meeting(make)
    office, member = make.office(), make.actor(case.members[0])
    facts = _as_planned(make, case, **what)

    changing.change(case.secretary, case.id, version=case.meeting.version, facts=facts)

    for person in (member, office):
        assert [one.title for one in told(person)] == [
            f"Đổi thời gian, địa điểm: {case.meeting.title}"
        ]


def test_editing_anything_else_of_a_planned_meeting_tells_nobody(make):
    case = planned_meeting(make)
    office, member = make.office(), make.actor(case.members[0])
    facts = _as_planned(make, case, link="https://hop.example.vn/x", title="Tên khác")

    changing.change(case.secretary, case.id, version=case.meeting.version, facts=facts)

    assert [told(person) for person in (member, office)] == [[], []]


def test_a_meeting_that_is_not_of_the_month_is_no_news_for_the_office(make):
    case = planned_meeting(make)
    office = make.office()
    extra = planning.plan(
        case.secretary,
        case.meeting.body_id,
        kind=MeetingKind.CONFERRING,
        month=NOVEMBER,
        facts=plan_of(
            make.body(case.organisation, BodyKind.CELL),
            chair=case.secretary.member_id,
            taker=case.deputy.member_id,
        ),
    )

    changing.cancel(case.secretary, extra.id, version=extra.version, reason="Hoãn")

    assert told(office) == []
    assert told(make.actor(case.members[0])) == []
    assert told(case.deputy)[0].path is None


def test_no_meeting_without_a_reason_is_refused(make):
    case = planned_meeting(make)

    with pytest.raises(RuleBroken, match="lý do"):
        changing.cancel(case.secretary, case.id, version=case.meeting.version, reason=" ")


def test_an_open_meeting_is_no_longer_prepared(make, today):
    today(MEETS_ON, time(20, 0))
    case = open_meeting(make)

    with pytest.raises(RuleBroken, match="phần chuẩn bị"):
        changing.for_editing(case.secretary, case.id)


def test_a_plain_member_changes_nothing(make):
    case = invited_meeting(make)
    facts = plan_of(make.body(case.organisation, BodyKind.CELL))

    with pytest.raises(NotAllowed):
        changing.change(
            make.actor(case.members[0]), case.id, version=case.meeting.version, facts=facts
        )


def test_the_agenda_is_added_to_named_ordered_and_cut_in_one_save(make):
    case = planned_meeting(make)
    items = case.read().agenda
    lines = [Line(item.id, item.position, item.title) for item in items]
    lines[0] = Line(items[0].id, 1, "Khai mạc", case.secretary.member_id)
    lines[1] = Line(items[1].id, 2, items[1].title, is_removed=True)
    lines.append(Line(None, 2, "Thông báo kết luận của Đảng ủy"))
    lines.append(Line(None, 99, ""))

    agenda.save_agenda(case.secretary, case.id, version=case.meeting.version, lines=lines)

    after = case.read().agenda
    assert [item.title for item in after[:2]] == ["Khai mạc", "Thông báo kết luận của Đảng ủy"]
    assert after[0].presenter.id == case.secretary.member_id
    assert [item.position for item in after] == list(range(1, 18))


@pytest.mark.parametrize(("old", "new"), [(12, 2), (2, 12), (1, 16), (16, 1), (5, 4), (4, 5)])
def test_an_item_is_moved_to_the_very_place_it_is_given(make, old, new):
    case = planned_meeting(make)
    items = case.read().agenda
    lines = [Line(item.id, item.position, item.title) for item in items]
    lines[old - 1] = Line(items[old - 1].id, new, items[old - 1].title)
    expected = [item.id for item in items]
    expected.insert(new - 1, expected.pop(old - 1))

    agenda.save_agenda(case.secretary, case.id, version=case.meeting.version, lines=lines)

    assert [item.id for item in case.read().agenda] == expected


def test_new_and_moved_items_come_to_their_places_and_the_others_close_up(make):
    case = planned_meeting(make)
    items = case.read().agenda
    titles = [item.title for item in items]
    lines = [Line(item.id, item.position, item.title) for item in items]
    lines[5] = Line(items[5].id, 2, titles[5])
    lines += [Line(None, 3, "Thông báo"), Line(None, 3, "Kết luận"), Line(None, 99, "Cuối")]

    agenda.save_agenda(case.secretary, case.id, version=case.meeting.version, lines=lines)

    assert [item.title for item in case.read().agenda] == [
        *(titles[0], titles[5], "Thông báo", "Kết luận"),
        *titles[1:5],
        *titles[6:],
        "Cuối",
    ]


def test_an_agenda_saved_over_a_newer_one_is_stale(make):
    case = planned_meeting(make)
    lines = [Line(item.id, item.position, item.title) for item in case.read().agenda]
    version = case.meeting.version
    agenda.save_agenda(case.secretary, case.id, version=version, lines=lines)

    with pytest.raises(Stale):
        agenda.save_agenda(case.deputy, case.id, version=version, lines=lines)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (Line(None, 1, "MẬT"), "độ mật"),
        (Line(None, 1, "Mục", presenter_id="nobody"), "Người trình bày"),
    ],
)
def test_a_line_of_the_agenda_is_refused(make, line, reason):
    case = planned_meeting(make)

    with pytest.raises(RuleBroken, match=reason):
        agenda.save_agenda(case.secretary, case.id, version=case.meeting.version, lines=[line])


def test_an_item_cannot_lose_its_name(make):
    case = planned_meeting(make)
    first = case.read().agenda[0]

    with pytest.raises(RuleBroken, match="phải có tên"):
        agenda.save_agenda(
            case.secretary, case.id, version=case.meeting.version, lines=[Line(first.id, 1, "")]
        )


def test_an_agenda_is_never_empty(make):
    case = planned_meeting(make)
    lines = [Line(item.id, 1, item.title, is_removed=True) for item in case.read().agenda]

    with pytest.raises(RuleBroken, match="ít nhất một mục"):
        agenda.save_agenda(case.secretary, case.id, version=case.meeting.version, lines=lines)


def test_an_item_with_minutes_is_not_removed(make):
    case = planned_meeting(make)
    item = case.read().agenda[0]
    with transaction():
        item.notes = "Đã ghi"
    lines = [Line(item.id, 1, item.title, is_removed=True)]

    with pytest.raises(RuleBroken, match="đã có nội dung"):
        agenda.save_agenda(case.secretary, case.id, version=case.meeting.version, lines=lines)
