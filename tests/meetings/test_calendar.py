"""The calendar of the cells below, who attends from above, and what people are told of it."""

from datetime import date, time, timedelta

import pytest

from partywork.cells.models import Member
from partywork.cells.policy import visible_members
from partywork.cells.terms import OfficeTitle
from partywork.core.actor import system
from partywork.core.db import db, transaction
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken
from partywork.core.periods import Month
from partywork.meetings.service import calendar, changing, invitations, meetings, opening, visiting
from partywork.notifications import service as notifications
from tests.support.mail import catching, posting
from tests.support.meetings import begin, invited_meeting, planned_meeting, told
from tests.support.queries import count_queries

MONTH = Month(2026, 11)


@pytest.fixture(autouse=True)
def before(today):
    today(date(2026, 11, 2))


@pytest.fixture
def committee_member(make):
    return person_of_committee(make)


def person_of_committee(make):
    member = make.member(make.cell())
    make.appointment(member, make.organisation(), OfficeTitle.COMMITTEE_MEMBER)
    return make.actor(member)


def entries(actor, month=MONTH):
    return [one for _day, found in calendar.of_month(actor, month).days for one in found]


def test_the_calendar_shows_announced_meetings_and_the_cells_that_are_silent(make):
    office = make.office()
    case = invited_meeting(make)
    planned = planned_meeting(make)

    found = calendar.of_month(office, MONTH)

    assert [one.meeting_id for one in entries(office)] == [case.id]
    assert planned.organisation.name in found.silent
    assert case.organisation.name not in found.silent
    assert entries(office, Month(2026, 12)) == []


def test_only_those_above_see_it(make):
    case = invited_meeting(make)

    with pytest.raises(NotAllowed):
        calendar.of_month(case.secretary, MONTH)


def test_the_office_asks_somebody_to_attend_and_both_sides_are_told(make, committee_member):
    office, case = make.office(), invited_meeting(make)

    visiting.assign(office, case.id, committee_member.member_id)

    [entry] = entries(office)
    assert [one.name for one in entry.visitors] == [committee_member.name]
    assert told(committee_member)[0].title.startswith("Phân công dự")
    assert committee_member.name in told(case.secretary)[0].text
    assert meetings.get(committee_member, case.id)
    with pytest.raises(RuleBroken):
        visiting.assign(office, case.id, committee_member.member_id)


def test_a_committee_member_offers_to_come_and_takes_it_back(make, committee_member):
    case = invited_meeting(make)

    visiting.join(committee_member, case.id)
    assert entries(committee_member)[0].may_leave == committee_member.member_id
    visiting.release(committee_member, case.id, committee_member.member_id)

    assert entries(committee_member)[0].visitors == ()
    assert entries(committee_member)[0].may_join
    with pytest.raises(NotVisible):
        visiting.release(committee_member, case.id, committee_member.member_id)


def test_nobody_sends_others_but_the_office_and_nobody_but_the_committee_is_sent(
    make, committee_member
):
    office, case = make.office(), invited_meeting(make)
    other = person_of_committee(make)

    with pytest.raises(NotAllowed):
        visiting.assign(committee_member, case.id, other.member_id)
    with pytest.raises(NotAllowed):
        visiting.join(office, case.id)
    with pytest.raises(RuleBroken):
        visiting.assign(office, case.id, case.deputy.member_id)
    with pytest.raises(NotVisible):
        visiting.assign(case.secretary, case.id, other.member_id)


def test_the_office_takes_somebody_off_again(make, committee_member):
    office, case = make.office(), invited_meeting(make)
    visiting.assign(office, case.id, committee_member.member_id)

    visiting.release(office, case.id, committee_member.member_id)

    assert visiting.for_assigning(office, case.id).visitors == []
    assert told(committee_member)[0].title.startswith("Thôi phân công dự")


def test_one_person_in_two_places_at_once_is_pointed_out(make, committee_member):
    office = make.office()
    for at in (time(19), time(20)):
        visiting.assign(office, invited_meeting(make, at=at).id, committee_member.member_id)
    visiting.assign(office, invited_meeting(make, at=time(8)).id, committee_member.member_id)

    assert calendar.of_month(office, MONTH).has_doubles
    doubles = [one.visitors[0].is_double for one in entries(office)]
    assert doubles == [False, True, True]


def test_who_was_assigned_stays_the_same_person_when_the_meeting_welcomes_its_guests(
    make, committee_member, today
):
    office, case = make.office(), invited_meeting(make)
    visitor = visiting.assign(office, case.id, committee_member.member_id)
    today(date(2026, 11, 5), time(19, 30))
    begin(case, guests=[opening.Visitor(committee_member.name, "Đảng ủy viên")])
    listed = [opening.Visitor(committee_member.name, ""), opening.Visitor("Lê Khách", "")]
    opening.welcome(case.secretary, case.id, version=case.read().version, guests=listed)

    assert {(one.full_name, one.member_id) for one in case.read().guests} == {
        (committee_member.name, visitor.member_id),
        ("Lê Khách", None),
    }
    with pytest.raises(RuleBroken):
        visiting.release(office, case.id, committee_member.member_id)
    opening.welcome(case.secretary, case.id, version=case.read().version, guests=[])
    assert [(one.full_name, one.is_present) for one in case.read().guests] == [
        (committee_member.name, True)
    ]


def test_inviting_moving_and_calling_off_reach_everybody_by_mail_with_one_calendar_entry(
    make, app, committee_member
):
    with catching() as catcher, posting(app, catcher.server):
        case = planned_meeting(make)
        for member_id in (case.members[0].id, committee_member.member_id):
            give_address(member_id)
        case.meeting = invitations.invite(case.secretary, case.id, version=case.meeting.version)
        visiting.assign(make.office(), case.id, committee_member.member_id)
        changing.move(
            case.secretary,
            case.id,
            version=case.read().version,
            starts_at=case.meeting.starts_at + timedelta(days=1),
            place="Phòng 5",
        )
        changing.cancel(
            case.secretary, case.id, version=case.read().version, reason="Trùng hội nghị"
        )
        notifications.send_due()

    calendars = [next(mail.iter_attachments()).get_content() for mail in catcher.caught]
    said = [
        (line_of(text, "METHOD"), line_of(text, "SEQUENCE"), line_of(text, "DTSTART"))
        for text in calendars
    ]
    assert sorted(set(said)) == [
        ("CANCEL", "2", "20261106T120000Z"),
        ("REQUEST", "0", "20261105T120000Z"),
        ("REQUEST", "1", "20261106T120000Z"),
    ]
    assert len(said) == 6
    assert {line_of(text, "UID") for text in calendars} == {f"{case.id}@partywork"}
    assert case.organisation.name not in "".join(mail.as_string() for mail in catcher.caught)


def give_address(member_id):
    with transaction():
        query = visible_members(system(MONTH.first_day)).where(Member.id == member_id)
        db.session.scalars(query).one().email = f"{member_id}@example.org"


def line_of(text, name):
    return next(line.partition(":")[2] for line in text.splitlines() if line.startswith(f"{name}:"))


def test_ones_own_invitation_is_a_calendar_file_that_names_nobody(make, browse):
    case = invited_meeting(make)
    mine = make.actor(case.members[0])

    answer = browse(mine).client.get(f"/meetings/{case.id}/invitation.ics")
    text = answer.get_data(as_text=True)

    assert answer.mimetype == "text/calendar"
    assert "METHOD:PUBLISH" in text
    assert "ATTENDEE" not in text
    assert case.meeting.title not in text


def test_the_pages_of_the_calendar_assign_and_release(make, browse, committee_member):
    case = invited_meeting(make)
    office = browse(make.office())
    address = f"/meetings/{case.id}/visitors"

    page = office.get("/meetings/calendar?thang=2026-11")
    assert case.organisation.name in page.words
    office.post(address, {"member_id": str(committee_member.member_id)})
    assert committee_member.name in office.get(address).words
    office.post(f"{address}/{committee_member.member_id}/remove", page=address)
    assert "Chưa phân công ai" in office.get(address).words

    reader = browse(committee_member)
    reader.post(f"{address}/me", page="/meetings/calendar?thang=2026-11")
    assert "Tôi không dự nữa" in reader.get("/meetings/calendar?thang=2026-11").words


def test_a_month_of_many_meetings_takes_no_more_queries_than_one(make, committee_member):
    office = make.office()
    visiting.assign(office, invited_meeting(make).id, committee_member.member_id)
    with count_queries() as few:
        calendar.of_month(office, MONTH)
    for _ in range(3):
        visiting.assign(office, invited_meeting(make).id, committee_member.member_id)
    with count_queries() as many:
        calendar.of_month(office, MONTH)

    assert len(many) == len(few)
