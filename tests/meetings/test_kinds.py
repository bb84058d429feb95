from datetime import date, time

import pytest

from partywork.ballots.terms import VoteSubject
from partywork.cells.service import groups
from partywork.cells.terms import BodyKind, MembershipStatus
from partywork.core.errors import NotVisible, RuleBroken
from partywork.core.periods import Month
from partywork.meetings.service import (
    changing,
    invitations,
    meetings,
    planning,
    roll_call,
    votes,
)
from partywork.meetings.terms import AttendanceMark, MeetingKind
from tests.support.meetings import MEETS_ON, begin, cell_case, invite, mark, plan_of

NOVEMBER = Month(2026, 11)


@pytest.fixture(autouse=True)
def _in_november(today):
    today(date(2026, 11, 2))


def plan(case, make, kind, *, body=BodyKind.CELL, group_id=None, **facts):
    found = make.body(case.organisation, body)
    leaders = {"chair": case.secretary.member_id, "taker": case.deputy.member_id}
    case.meeting = planning.plan(
        case.secretary,
        found.id,
        kind=kind,
        month=NOVEMBER,
        facts=plan_of(found, kind=kind, **{**leaders, **facts}),
        group_id=group_id,
    )
    return case


def open_now(case, today):
    invite(case)
    today(MEETS_ON, time(19, 30))
    return begin(case)


def test_a_combined_meeting_puts_the_theme_between_work_and_end(make):
    case = cell_case(make, [MembershipStatus.OFFICIAL])
    speaker = case.members[0]

    plan(case, make, MeetingKind.COMBINED, theme="Chuyển đổi số", theme_presenter_id=speaker.id)

    agenda = case.read().agenda
    codes = [item.code for item in agenda]
    theme = next(item for item in agenda if item.code == "T1")
    assert codes.index("B6") < codes.index("T1") < codes.index("T3") < codes.index("C1")
    assert theme.title == "Trình bày chuyên đề: Chuyển đổi số"
    assert theme.presenter_id == speaker.id
    assert sum(item.minutes_planned for item in agenda) == 120


def test_a_changed_theme_is_told_on_the_agenda(make):
    case = cell_case(make, [MembershipStatus.OFFICIAL])
    plan(case, make, MeetingKind.THEMATIC, theme="Chuyển đổi số")
    body = make.body(case.organisation, BodyKind.CELL)

    changing.change(
        case.secretary,
        case.id,
        version=case.meeting.version,
        facts=plan_of(body, kind=MeetingKind.THEMATIC, theme="Học tập suốt đời"),
    )

    assert "Trình bày chuyên đề: Học tập suốt đời" in [one.title for one in case.read().agenda]


def test_a_theme_without_a_name_or_from_an_outsider_is_refused(make):
    case = cell_case(make)
    stranger = make.member(make.cell())

    with pytest.raises(RuleBroken, match="tên chuyên đề"):
        plan(case, make, MeetingKind.THEMATIC)
    with pytest.raises(RuleBroken, match="được mời"):
        plan(case, make, MeetingKind.THEMATIC, theme="Một", theme_presenter_id=stranger.id)


def test_a_quarter_without_a_theme_is_told_until_one_is_planned(make):
    case = cell_case(make)
    body = make.body(case.organisation, BodyKind.CELL)
    before = planning.suggest(case.secretary, body.id).theme_missing

    plan(case, make, MeetingKind.COMBINED, theme="Chuyển đổi số")

    assert "quý 4 năm 2026" in before
    assert planning.suggest(case.secretary, body.id).theme_missing is None


def test_a_combined_meeting_is_the_regular_one_of_its_month(make):
    case = plan(cell_case(make), make, MeetingKind.COMBINED, theme="Chuyển đổi số")
    body = make.body(case.organisation, BodyKind.CELL)

    assert planning.suggest(case.secretary, body.id).month == Month(2026, 12)


def test_officers_confer_among_themselves_and_the_cell_does_not_read_along(make):
    case = cell_case(make, [MembershipStatus.OFFICIAL])
    plan(case, make, MeetingKind.CONFERRING)

    guests = invitations.for_inviting(case.secretary, case.id)
    invitations.invite(case.secretary, case.id, version=case.meeting.version)

    assert {one.member.id for one in guests.invited} == {
        case.secretary.member_id,
        case.deputy.member_id,
    }
    assert meetings.get(case.deputy, case.id).id == case.id
    with pytest.raises(NotVisible):
        meetings.get(make.actor(case.members[0]), case.id)


def test_a_group_of_the_cell_meets_with_its_own_people_only(make):
    case = cell_case(make, [MembershipStatus.OFFICIAL, MembershipStatus.OFFICIAL])
    group = groups.form(
        case.secretary, case.organisation.id, name="Tổ 1", starts_on=date(2026, 11, 1)
    )
    inside = {case.secretary.member_id, case.deputy.member_id, case.members[0].id}
    groups.fill(
        case.secretary, group.id, version=group.version, on=date(2026, 11, 1), members=inside
    )
    body = make.body(case.organisation, BodyKind.CELL)

    proposed = planning.suggest(case.secretary, body.id, kind=MeetingKind.GROUP)
    plan(case, make, MeetingKind.GROUP, group_id=proposed.group_id)

    assert proposed.group_id == group.id
    assert {one.member.id for one in proposed.people} == inside
    invited = invitations.for_inviting(case.secretary, case.id).invited
    assert {one.member.id for one in invited} == inside


def test_a_group_does_not_vote(make, today):
    case = plan(cell_case(make), make, MeetingKind.CONFERRING)
    open_now(case, today)
    item = case.read().agenda[0]

    with pytest.raises(RuleBroken, match="không biểu quyết"):
        votes.prepare(
            case.secretary, case.id, item.id, question="Nhất trí?", subject=VoteSubject.ORDINARY
        )


def test_who_is_excused_from_a_congress_leaves_the_base(make, today):
    case = cell_case(make, [MembershipStatus.OFFICIAL] * 3)
    open_now(plan(case, make, MeetingKind.CONGRESS), today)
    mark(case, AttendanceMark.PRESENT, excused=(case.members[0],))
    item = case.read().agenda[0]

    vote = votes.prepare(
        case.secretary, case.id, item.id, question="Bầu đoàn chủ tịch", subject=VoteSubject.ORDINARY
    )

    view = votes.get(case.secretary, case.id, vote.id)
    assert view.roll == 4
    assert [one.reason for one in view.people if not one.counts] == [
        "Chính thức, vắng có lý do: được trừ, không tính."
    ]
    assert len(roll_call.voters_of(view.meeting)) == 5
