from datetime import date, time, timedelta

import pytest

from partywork.audit import service as audit
from partywork.ballots.service import base as bases
from partywork.cells.terms import BodyKind, MembershipStatus, OfficeTitle
from partywork.core import clock
from partywork.core.db import db, transaction
from partywork.core.errors import NotAllowed, RuleBroken, Stale
from partywork.meetings.rules import OnlinePerson
from partywork.meetings.service import (
    changing,
    closing,
    invitations,
    meetings,
    opening,
    papers,
    record,
    roll_call,
)
from partywork.meetings.service.opening import Visitor
from partywork.meetings.service.roll_call import Marking
from partywork.meetings.terms import (
    AttendanceMark,
    InvitationAnswer,
    ListOrder,
    MeetingMode,
    MeetingStatus,
    MinutesStatus,
    Place,
)
from tests.meetings.minuting import adopted
from tests.support.bodies import open_body
from tests.support.meetings import (
    AT,
    MEETS_ON,
    answer,
    begin,
    invited_meeting,
    mark,
    open_meeting,
    plan_of,
    planned_meeting,
)

OFFICIAL = MembershipStatus.OFFICIAL
PROBATIONARY = MembershipStatus.PROBATIONARY
EXEMPTED = MembershipStatus.EXEMPTED
AWAY = MembershipStatus.TEMPORARILY_AWAY
GUEST = MembershipStatus.TEMPORARY_GUEST
SUSPENDED = MembershipStatus.SUSPENDED


@pytest.fixture(autouse=True)
def _on_the_evening(today):
    today(MEETS_ON, time(20, 0))


def line_of(case, member):
    return next(line for line in case.read().attendances if line.member_id == member.id)


def call(case, member, said, **fields):
    meeting = roll_call.for_roll_call(case.secretary, case.id)
    line = next(line for line in meeting.attendances if line.member_id == member.id)
    return roll_call.call_roll(
        case.secretary,
        case.id,
        version=roll_call.roll_version(meeting),
        markings=[Marking(line.id, said, **fields)],
    )


def base_of(case):
    return bases.base_of(roll_call.voters(case.secretary, case.meeting))


def test_opening_confirms_two_people_and_lays_out_a_roll_without_marks(make):
    case = open_meeting(make, statuses=[OFFICIAL, PROBATIONARY, EXEMPTED, SUSPENDED])

    meeting = case.read()

    assert meeting.status is MeetingStatus.OPEN
    assert meeting.opened_at == clock.instant_of(MEETS_ON, AT)
    assert (meeting.chair_id, meeting.minutes_taker_id) == (
        case.secretary.member_id,
        case.deputy.member_id,
    )
    assert len(meeting.attendances) == 6
    assert {line.mark for line in meeting.attendances} == {AttendanceMark.NOT_CALLED}
    assert line_of(case, case.members[2]).status is EXEMPTED


def test_the_roll_keeps_the_office_of_the_day(make):
    case = open_meeting(make)

    offices = {line.member_id: line.office for line in case.read().attendances}

    assert offices[case.secretary.member_id] is OfficeTitle.SECRETARY
    assert offices[case.members[0].id] is None


def test_a_meeting_does_not_begin_in_the_future(make, today):
    today(MEETS_ON, time(18, 30))
    case = invited_meeting(make)

    with pytest.raises(RuleBroken, match="Chưa đến giờ"):
        begin(case)


def test_a_meeting_nobody_was_invited_to_does_not_begin(make):
    case = planned_meeting(make)

    with pytest.raises(RuleBroken, match="không thể chuyển"):
        opening.for_opening(case.secretary, case.id)


@pytest.mark.parametrize("taker", ["the chair", "a stranger", "somebody suspended"])
def test_the_minutes_taker_is_another_member_of_the_body(make, taker):
    case = invited_meeting(make, statuses=[SUSPENDED])
    taker_id = {
        "the chair": case.secretary.member_id,
        "a stranger": make.member(make.cell()).id,
        "somebody suspended": case.members[0].id,
    }[taker]

    with pytest.raises(RuleBroken):
        opening.open_meeting(
            case.secretary,
            case.id,
            version=case.meeting.version,
            chair_id=case.secretary.member_id,
            minutes_taker_id=taker_id,
            at=AT,
        )


@pytest.mark.parametrize(
    ("day", "at", "proposed"),
    [(MEETS_ON, time(19, 7, 30), time(19, 7)), (date(2026, 11, 8), time(9, 0), AT)],
)
def test_the_hour_of_opening_is_now_or_as_planned(make, today, day, at, proposed):
    case = invited_meeting(make)
    today(day, at)

    assert opening.proposed_opening(case.meeting) == proposed


def test_guests_are_written_down_at_the_opening_and_later(make):
    case = invited_meeting(make)
    begin(case, guests=[Visitor("Phạm Văn Khách", "Đảng ủy viên"), Visitor(" ", "")])

    opening.welcome(
        case.deputy,
        case.id,
        version=case.meeting.version,
        guests=[Visitor("Phạm Văn Khách", "Đảng ủy viên"), Visitor("Lê Thị Mời", "")],
    )

    assert {guest.full_name for guest in case.read().guests} == {"Phạm Văn Khách", "Lê Thị Mời"}


def test_late_people_keep_their_hour_and_punctual_ones_do_not(make):
    case = open_meeting(make, statuses=[OFFICIAL, OFFICIAL])
    late, punctual = case.members

    call(case, late, AttendanceMark.PRESENT, late_at=time(19, 20))
    call(case, punctual, AttendanceMark.PRESENT, late_at=time(18, 55))

    assert line_of(case, late).late_at == clock.instant_of(MEETS_ON, time(19, 20))
    assert roll_call.arrival_time(line_of(case, late)) == time(19, 20)
    assert roll_call.arrival_time(line_of(case, punctual)) is None


def test_who_comes_on_the_second_day_is_late_on_that_day(make, today):
    case = open_meeting(make, present=True, statuses=[OFFICIAL, OFFICIAL])
    first, second = case.members
    call(case, first, AttendanceMark.PRESENT, late_at=time(19, 20))
    next_day = MEETS_ON + timedelta(days=1)
    today(next_day, time(20, 0))

    call(case, first, AttendanceMark.PRESENT, late_at=time(19, 20))
    call(case, second, AttendanceMark.PRESENT, late_at=time(0, 10))

    assert line_of(case, first).late_at == clock.instant_of(MEETS_ON, time(19, 20))
    assert line_of(case, second).late_at == clock.instant_of(next_day, time(0, 10))
    page = papers.minutes_page(record.whole(case.secretary, case.id), draft=True)
    told = {row.name: row.note for row in page.attendance_rows}
    assert told[first.full_name] == "đến lúc 19:20, muộn 20 phút"
    assert told[second.full_name] == "đến lúc 00:10 ngày 06/11/2026, muộn 310 phút"


def test_an_hour_still_to_come_is_refused_by_name(make):
    case = open_meeting(make)

    with pytest.raises(RuleBroken, match=f"{case.members[0].full_name}: Giờ đến"):
        call(case, case.members[0], AttendanceMark.PRESENT, late_at=time(20, 30))


def test_an_excused_absence_needs_its_reason(make):
    case = open_meeting(make)

    with pytest.raises(RuleBroken, match=case.members[0].full_name):
        call(case, case.members[0], AttendanceMark.EXCUSED)


def test_nobody_marks_a_suspended_member(make):
    case = open_meeting(make, statuses=[SUSPENDED])

    with pytest.raises(RuleBroken, match="không điểm danh"):
        call(case, case.members[0], AttendanceMark.PRESENT)


def test_only_named_people_join_a_hybrid_meeting_from_elsewhere(make):
    case = invited_meeting(make, statuses=[OFFICIAL, OFFICIAL])
    named, other = case.members
    facts = plan_of(
        make.body(case.organisation, BodyKind.CELL),
        mode=MeetingMode.HYBRID,
        online_people=(OnlinePerson(named.id, "Ở Cần Thơ"),),
    )
    planning_version = case.meeting.version
    case.meeting = _change(case, planning_version, facts)
    begin(case)

    call(case, named, AttendanceMark.PRESENT, place=Place.ONLINE)

    assert line_of(case, named).place is Place.ONLINE
    assert line_of(case, other).place is Place.HALL
    with pytest.raises(RuleBroken, match="nêu tên"):
        call(case, other, AttendanceMark.PRESENT, place=Place.ONLINE)


def _change(case, version, facts):
    return changing.change(case.secretary, case.id, version=version, facts=facts)


def test_nobody_joins_from_elsewhere_where_people_meet_in_person(make):
    case = open_meeting(make)

    with pytest.raises(RuleBroken, match="họp trực tiếp"):
        call(case, case.members[0], AttendanceMark.PRESENT, place=Place.ONLINE)


def test_a_correction_keeps_both_marks_in_the_trail_but_not_why_somebody_was_away(make):
    case = open_meeting(make)
    person = case.members[0]
    call(case, person, AttendanceMark.UNEXCUSED)

    call(case, person, AttendanceMark.EXCUSED, reason="Đi viện")

    entry = audit.entries(make.inspector(case_for=case.organisation), case.id)[0]
    assert entry.action == "meeting.call_roll"
    assert entry.changes == {str(person.id): ["Vắng không lý do", "Vắng có lý do"]}


def test_why_somebody_stays_away_is_nowhere_readable_in_the_database(make):
    case = open_meeting(make)
    person = case.members[0]
    call(case, person, AttendanceMark.EXCUSED, reason="Đi viện MOTIM")
    with transaction():
        own = next(one for one in case.read().invitations if one.member_id != person.id)
        own.absence_reason = own.online_reason = "Đi viện MOTIM"

    line = next(one for one in case.read().attendances if one.member_id == person.id)
    assert line.reason == own.absence_reason == own.online_reason == "Đi viện MOTIM"
    for table in ("attendances", "invitations", "notices", "audit_entries"):
        rows = db.session.execute(db.text(f"SELECT * FROM {table}")).all()
        assert "MOTIM" not in repr(rows)
        assert b"MOTIM" not in b"".join(
            bytes(cell) for row in rows for cell in row if isinstance(cell, bytes | memoryview)
        )


def test_a_line_saved_again_as_it_is_stays_as_it_is(make):
    case = open_meeting(make)
    call(case, case.members[0], AttendanceMark.EXCUSED, reason="Đi viện")
    before = roll_call.roll_version(case.read())

    call(case, case.members[0], AttendanceMark.EXCUSED, reason="Đi viện")

    assert roll_call.roll_version(case.read()) == before


def test_a_roll_saved_over_a_newer_one_is_stale(make):
    case = open_meeting(make)
    meeting = roll_call.for_roll_call(case.secretary, case.id)
    version = roll_call.roll_version(meeting)
    call(case, case.members[0], AttendanceMark.PRESENT)

    with pytest.raises(Stale):
        roll_call.call_roll(case.deputy, case.id, version=version, markings=[])


def test_a_line_of_another_meeting_is_refused(make):
    case, other = open_meeting(make), open_meeting(make)
    foreign = other.read().attendances[0]
    meeting = roll_call.for_roll_call(case.secretary, case.id)

    with pytest.raises(RuleBroken, match="không thuộc danh sách"):
        roll_call.call_roll(
            case.secretary,
            case.id,
            version=roll_call.roll_version(meeting),
            markings=[Marking(foreign.id, AttendanceMark.PRESENT)],
        )


def test_silence_stays_not_called_and_is_named(make):
    case = open_meeting(make, statuses=[OFFICIAL])
    call(case, case.members[0], AttendanceMark.PRESENT)

    meeting = case.read()

    assert roll_call.counts(meeting).not_called == 2
    assert roll_call.counts(meeting).unexcused == 0
    assert "Còn 2 đồng chí" in roll_call.uncalled(meeting)


def test_an_agreed_absence_is_proposed_and_not_marked(make, today):
    today(date(2026, 11, 2))
    case = invited_meeting(make)
    member = make.actor(case.members[0])
    answer(case, member, InvitationAnswer.ASKS_ABSENCE, "Đi viện")
    invitations.accept_absence(case.secretary, case.id, member.member_id)
    today(MEETS_ON, time(20, 0))
    begin(case)

    meeting = case.read()

    assert roll_call.accepted_reasons(meeting) == {member.member_id: "Đi viện"}
    assert line_of(case, case.members[0]).mark is AttendanceMark.NOT_CALLED


def test_the_roll_is_listed_by_office_or_by_name(make):
    case = open_meeting(make, statuses=[OFFICIAL] * 3)
    meeting = case.read()

    by_office = roll_call.in_order(meeting, ListOrder.OFFICE)
    by_name = roll_call.in_order(meeting, ListOrder.ALPHABET)

    assert [line.office for line in by_office[:2]] == [
        OfficeTitle.SECRETARY,
        OfficeTitle.DEPUTY_SECRETARY,
    ]
    keys = [line.member.name_sort_key for line in by_name]
    assert keys == sorted(keys)


def test_the_minutes_taker_calls_the_roll_also_without_an_office(make):
    case = invited_meeting(make)
    taker = make.actor(case.members[0])
    begin(case, taker=taker)

    assert roll_call.for_roll_call(taker, case.id).id == case.id


def test_a_plain_member_calls_nobody(make):
    case = open_meeting(make)

    with pytest.raises(NotAllowed):
        roll_call.for_roll_call(make.actor(case.members[0]), case.id)


def test_a_roll_put_right_after_the_reading_lets_the_minutes_be_heard_anew(make):
    case = open_meeting(make, present=True)
    adopted(case)

    mark(case, AttendanceMark.PRESENT)
    unchanged = record.minutes_status(record.whole(case.secretary, case.id))
    mark(case, AttendanceMark.PRESENT, excused=(case.members[0],))

    meeting = record.whole(case.secretary, case.id)
    assert unchanged is MinutesStatus.ADOPTED
    assert record.minutes_status(meeting) is MinutesStatus.DRAFT
    assert meeting.minutes.read_out_at is None
    assert closing.for_closing(case.secretary, case.id).blockers == [
        "Biên bản chưa được đọc và thông qua tại cuộc họp."
    ]
    entry = audit.entries(make.inspector(case_for=case.organisation), case.id)[0]
    assert entry.changes["minutes"] == ["Đã đọc và thông qua", "Đang soạn thảo"]
    assert record.minutes_status(adopted(case)) is MinutesStatus.ADOPTED


def test_other_guests_after_the_reading_let_the_minutes_be_heard_anew(make):
    case = open_meeting(make, present=True)
    guest = Visitor("Lê Văn Khách", "Chủ tịch Hội")
    statuses = []
    for guests in ([guest], [guest], []):
        if not statuses or statuses[-1] is MinutesStatus.DRAFT:
            adopted(case)
        version = meetings.get(case.secretary, case.id).version
        opening.welcome(case.secretary, case.id, version=version, guests=guests)
        statuses.append(record.minutes_status(record.whole(case.secretary, case.id)))

    assert statuses == [MinutesStatus.DRAFT, MinutesStatus.ADOPTED, MinutesStatus.DRAFT]


def test_the_roll_is_not_called_before_the_meeting_opens(make):
    case = invited_meeting(make)

    with pytest.raises(RuleBroken, match="không điểm danh được"):
        roll_call.for_roll_call(case.secretary, case.id)


def test_case_t1_base_of_twelve_with_probationary_members_outside(make):
    # 14 official (1 exempt absent, 1 away absent; secretary and deputy among them), 2 probationary.
    case = open_meeting(make, statuses=[OFFICIAL] * 10 + [EXEMPTED, AWAY] + [PROBATIONARY] * 2)
    exempted, away = case.members[10:12]
    mark(
        case,
        AttendanceMark.PRESENT,
        exempt=(exempted,),
        not_called=(away,),
        excused=(case.members[0],),
    )

    base = base_of(case)

    assert (base.roll, base.needed, base.eligible_present) == (12, 7, 11)
    counts = roll_call.counts(case.read())
    assert (counts.official_present, counts.probationary_present) == (11, 2)


def test_case_t3_an_exempted_member_who_comes_counts(make):
    case = open_meeting(make, statuses=[OFFICIAL] * 10 + [EXEMPTED, AWAY] + [PROBATIONARY] * 2)
    mark(
        case,
        AttendanceMark.PRESENT,
        not_called=(case.members[11],),
        excused=(case.members[0],),
    )

    base = base_of(case)

    assert (base.roll, base.needed, base.eligible_present) == (13, 7, 12)


def test_case_t4_guests_probationary_and_suspended_are_never_in_the_base(make):
    case = open_meeting(make, present=True, statuses=[PROBATIONARY, GUEST, SUSPENDED])

    base = base_of(case)

    assert (base.roll, base.eligible_present) == (2, 2)


def test_few_present_are_warned_about(make):
    case = open_meeting(make, statuses=[OFFICIAL] * 3)
    mark(case, AttendanceMark.NOT_CALLED, present=tuple(case.members))
    assert "dưới hai phần ba" in base_of(case).warning

    first, *others = case.members
    mark(case, AttendanceMark.NOT_CALLED, present=(first,), unexcused=tuple(others))

    assert "không quá nửa" in base_of(case).refusal


def test_the_standing_committee_counts_its_own_members(make):
    case = open_body(make, BodyKind.STANDING_COMMITTEE)

    voters = roll_call.voters(case.secretary, case.read())
    assert {voter.member_id for voter in voters} == {one.id for one in case.members}
    assert bases.base_of(voters).roll == 2
