from datetime import date, time

import pytest

from partywork.audit import service as audit
from partywork.cells.terms import BodyKind, MembershipStatus, OfficeTitle
from partywork.core.db import db
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken
from partywork.documents import service as documents
from partywork.documents.terms import AccessClass
from partywork.meetings.rules import OnlinePerson
from partywork.meetings.service import attachments, invitations, meetings, people
from partywork.meetings.terms import InvitationAnswer, MeetingMode, MeetingStatus
from tests.support.meetings import (
    MEETS_ON,
    answer,
    cell_case,
    invited_meeting,
    open_meeting,
    planned_meeting,
    prepare,
    told,
)
from tests.support.papers import PNG


@pytest.fixture(autouse=True)
def _in_november(today):
    today(date(2026, 11, 2))


def attach(case):
    paper = attachments.attach_paper(
        case.secretary,
        case.id,
        summary="Dự thảo nghị quyết tháng 11",
        file_name="Dự thảo nghị quyết.png",
        content=PNG,
    )
    db.session.expire_all()
    return paper


def test_the_invitation_reaches_the_inbox_of_everybody_who_takes_part(make):
    statuses = [
        MembershipStatus.OFFICIAL,
        MembershipStatus.PROBATIONARY,
        MembershipStatus.EXEMPTED,
        MembershipStatus.TEMPORARY_GUEST,
        MembershipStatus.SUSPENDED,
    ]
    case = invited_meeting(make, statuses=statuses)

    paths_of = {
        status: [one.path for one in told(make.actor(member))]
        for status, member in zip(statuses, case.members, strict=True)
    }

    assert case.meeting.status is MeetingStatus.INVITED
    assert paths_of.pop(MembershipStatus.SUSPENDED) == []
    assert all(paths == [f"/meetings/{case.id}/invitation"] for paths in paths_of.values())


def test_those_left_out_are_shown_with_their_status(make):
    case = planned_meeting(make, statuses=[MembershipStatus.SUSPENDED])

    guests = invitations.for_inviting(case.secretary, case.id)

    assert [person.member.id for person in guests.left_out] == [case.members[0].id]


def test_a_person_named_as_joining_from_elsewhere_gets_one_invitation(make):
    case = cell_case(make, [MembershipStatus.OFFICIAL])
    person = case.members[0]
    afar = OnlinePerson(person.id, "Công tác xa")
    prepare(make, case, mode=MeetingMode.HYBRID, online_people=(afar,))

    invitations.invite(case.secretary, case.id, version=case.meeting.version)

    own = [one for one in case.read().invitations if one.member_id == person.id]
    assert [one.online_reason for one in own] == ["Công tác xa"]
    assert own[0].sent_at is not None


def test_people_are_invited_once(make):
    case = invited_meeting(make)

    with pytest.raises(RuleBroken, match="Đã mời họp"):
        invitations.invite(case.secretary, case.id, version=case.meeting.version)


def test_what_is_missing_is_said_before_inviting(make, today):
    case = planned_meeting(make, chair=None, taker=None)
    today(MEETS_ON, time(20, 0))

    warnings = " ".join(invitations.for_inviting(case.secretary, case.id).warnings)

    assert "Giờ họp đã qua" in warnings
    assert "tài liệu" in warnings
    assert "nay đã muộn" in warnings


def test_a_meeting_ready_in_time_has_no_warning(make):
    case = planned_meeting(make)
    attach(case)

    assert invitations.for_inviting(case.secretary, case.id).warnings == ()


def test_the_text_to_copy_names_time_place_and_address_only(make):
    case = planned_meeting(make)

    text = invitations.text_to_copy(case.meeting, "https://x.vn/meetings/1/invitation")

    assert text == (
        "Mời họp 19 giờ 00, thứ năm ngày 05/11/2026, tại Phòng họp tầng 3. "
        "Xem giấy mời: https://x.vn/meetings/1/invitation"
    )


def test_papers_are_published_to_the_cell_when_people_are_invited(make):
    case = planned_meeting(make)
    attach(case)
    assert case.read().papers[0].document.published_at is None

    invitations.invite(case.secretary, case.id, version=case.meeting.version)

    assert case.read().papers[0].document.published_at is not None
    member = make.actor(case.members[0])
    file = invitations.own_invitation(member, case.id).meeting.papers[0].document.files[0]
    assert documents.open_file(member, file.id)[1] == PNG


def test_papers_of_the_cell_committee_are_not_for_the_whole_cell(make):
    case = planned_meeting(make, statuses=(), kind_of_body=BodyKind.CELL_COMMITTEE)

    attach(case)

    assert case.read().papers[0].document.access is AccessClass.RESTRICTED


def test_a_paper_added_after_inviting_is_told(make):
    case = invited_meeting(make)
    member = make.actor(case.members[0])

    attach(case)

    assert "Thêm tài liệu" in told(member)[0].title
    assert case.read().papers[0].document.published_at is not None


def test_a_paper_not_yet_sent_can_be_taken_off(make):
    case = planned_meeting(make)
    paper = attach(case)

    attachments.remove_paper(case.secretary, case.id, paper.id)

    assert case.read().papers == []


def test_a_sent_paper_stays(make):
    case = invited_meeting(make)
    paper = attach(case)

    with pytest.raises(RuleBroken, match="đã gửi"):
        attachments.remove_paper(case.secretary, case.id, paper.id)


def test_a_paper_of_another_meeting_is_not_found(make):
    case, other = planned_meeting(make), planned_meeting(make)
    paper = attach(other)

    with pytest.raises(NotVisible):
        attachments.remove_paper(case.secretary, case.id, paper.id)


def test_a_member_answers_that_they_come(make):
    case = invited_meeting(make)
    member = make.actor(case.members[0])

    own = answer(case, member, InvitationAnswer.COMING)

    assert own.answer is InvitationAnswer.COMING
    assert own.answered_at is not None


def test_a_request_to_stay_away_tells_the_chair_and_is_agreed_to(make):
    case = invited_meeting(make)
    member = make.actor(case.members[0])

    answer(case, member, InvitationAnswer.ASKS_ABSENCE, "Đi viện")
    notice = told(case.secretary)[0]
    invitations.accept_absence(case.secretary, case.id, member.member_id)

    own = next(one for one in case.read().invitations if one.member_id == member.member_id)
    assert "xin vắng" in notice.text
    assert "Đi viện" not in notice.title + notice.text
    assert own.absence_accepted_by == case.secretary.name
    assert "Đã đồng ý" in told(member)[0].title


def test_without_a_chair_a_request_to_stay_away_reaches_who_leads_the_cell(make):
    case = invited_meeting(make, chair=None)
    member = make.actor(case.members[0])

    answer(case, member, InvitationAnswer.ASKS_ABSENCE, "Đi viện")

    assert ["xin vắng" in told(one)[0].text for one in (case.secretary, case.deputy)] == [
        True,
        True,
    ]
    assert "xin vắng" not in told(member)[0].text


def test_a_request_of_the_chair_reaches_the_others_who_lead(make):
    case = invited_meeting(make)
    before = len(told(case.secretary))

    answer(case, case.secretary, InvitationAnswer.ASKS_ABSENCE, "Đi viện")

    assert told(case.deputy)[0].text.startswith(f"Đ/c {case.secretary.name} xin vắng.")
    assert len(told(case.secretary)) == before


def test_requests_in_the_inspection_commission_are_for_its_own_leaders(make):
    organisation, secretary = make.organisation(), make.committee_secretary()
    head, deputy = make.member(make.cell()), make.member(make.cell())
    make.appointment(head, organisation, OfficeTitle.INSPECTION_HEAD)
    make.appointment(deputy, organisation, OfficeTitle.INSPECTION_DEPUTY)
    commission = make.body(organisation, BodyKind.INSPECTION_COMMISSION)
    committee = make.body(organisation, BodyKind.STANDING_COMMITTEE)

    led = [people.leaders(body, date(2026, 11, 2)) for body in (commission, committee)]

    assert led == [[head.id, deputy.id], [secretary.member_id]]


def test_agreeing_twice_tells_once(make):
    case = invited_meeting(make)
    member = make.actor(case.members[0])
    answer(case, member, InvitationAnswer.ASKS_ABSENCE, "Đi viện")
    invitations.accept_absence(case.secretary, case.id, member.member_id)
    before = len(told(member))

    own = invitations.accept_absence(case.deputy, case.id, member.member_id)

    assert len(told(member)) == before
    assert own.absence_accepted_by == case.secretary.name
    assert [
        entry.action for entry in audit.entries(make.inspector(case_for=case.organisation), own.id)
    ] == ["invitation.accept_absence", "invitation.answer"]


def test_an_absence_nobody_asked_for_is_not_agreed_to(make):
    case = invited_meeting(make)

    with pytest.raises(RuleBroken, match="không xin vắng"):
        invitations.accept_absence(case.secretary, case.id, case.members[0].id)


def test_a_changed_answer_needs_a_new_consent(make):
    case = invited_meeting(make)
    member = make.actor(case.members[0])
    answer(case, member, InvitationAnswer.ASKS_ABSENCE, "Đi viện")
    invitations.accept_absence(case.secretary, case.id, member.member_id)

    own = answer(case, member, InvitationAnswer.COMING)

    assert (own.absence_accepted_at, own.absence_reason) == (None, None)


def test_staying_away_needs_a_reason(make):
    case = invited_meeting(make)

    with pytest.raises(RuleBroken, match="lý do"):
        answer(case, make.actor(case.members[0]), InvitationAnswer.ASKS_ABSENCE)


def test_an_answer_after_the_meeting_began_is_refused(make, today):
    today(MEETS_ON, time(20, 0))
    case = open_meeting(make)

    with pytest.raises(RuleBroken, match="không trả lời được"):
        answer(case, make.actor(case.members[0]), InvitationAnswer.COMING)


def test_who_was_not_invited_finds_no_invitation(make):
    case = invited_meeting(make)
    newcomer = make.plain_member(case.organisation)

    with pytest.raises(NotVisible):
        invitations.own_invitation(newcomer, case.id)


def test_a_planned_meeting_is_hidden_from_its_members(make):
    case = planned_meeting(make)

    with pytest.raises(NotVisible):
        meetings.get(make.actor(case.members[0]), case.id)


def test_a_plain_member_invites_nobody(make):
    case = invited_meeting(make)
    member = make.actor(case.members[0])

    with pytest.raises(NotAllowed):
        invitations.invite(member, case.id, version=case.meeting.version)


def test_accepting_and_answering_are_in_the_trail(make):
    case = invited_meeting(make)
    member = make.actor(case.members[0])
    own = answer(case, member, InvitationAnswer.ASKS_ABSENCE, "Đi viện")
    invitations.accept_absence(case.secretary, case.id, member.member_id)

    entries = audit.entries(make.inspector(case_for=case.organisation), own.id)

    assert [entry.action for entry in entries] == [
        "invitation.accept_absence",
        "invitation.answer",
    ]
