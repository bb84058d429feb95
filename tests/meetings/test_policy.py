from datetime import time

import pytest

from partywork.cells.policy import in_the_name_of, runs
from partywork.cells.terms import BodyKind, OfficeTitle
from partywork.core import clock
from partywork.core.actor import Desk, system
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible
from partywork.meetings import policy
from partywork.meetings.models import (
    Assignment,
    Delegate,
    Meeting,
    Minutes,
    MinutesRevision,
    Recording,
    Statement,
)
from partywork.meetings.service import attachments, invitations, meetings, planning
from partywork.meetings.terms import DelegateBasis, MeetingStatus
from tests.support.meetings import (
    MEETS_ON,
    cell_case,
    file_meeting,
    invited_meeting,
    open_meeting,
    plan_of,
    planned_meeting,
    standing_committee,
)
from tests.support.papers import pdf


@pytest.fixture(autouse=True)
def _on_the_evening(today):
    today(MEETS_ON, time(20, 0))


def sees(actor, case):
    try:
        return meetings.get(actor, case.id).id == case.id
    except NotVisible:
        return False


def everybody(make, case):
    return {
        "secretary": case.secretary,
        "deputy": case.deputy,
        "member": make.actor(case.members[0]),
        "other secretary": make.secretary(make.cell()),
        "other member": make.plain_member(make.cell()),
        "office": make.office(),
        "committee": make.committee(),
        "inspector": make.inspector(),
        "inspector with case": make.inspector(case_for=case.organisation),
        "administrator": make.administrator(),
    }


def test_a_planned_meeting_is_seen_by_those_who_prepare_it(make):
    case = planned_meeting(make)

    seen = {name for name, actor in everybody(make, case).items() if sees(actor, case)}

    assert seen == {"secretary", "deputy", "inspector with case"}


def test_an_announced_meeting_is_seen_by_its_cell(make):
    case = invited_meeting(make)

    seen = {name for name, actor in everybody(make, case).items() if sees(actor, case)}

    assert seen == {"secretary", "deputy", "member", "inspector with case"}


def test_a_filed_meeting_is_seen_by_the_committees_above(make):
    case = invited_meeting(make)
    file_meeting(case)

    seen = {name for name, actor in everybody(make, case).items() if sees(actor, case)}

    assert seen == {
        "secretary",
        "deputy",
        "member",
        "office",
        "committee",
        "inspector",
        "inspector with case",
    }


def test_a_meeting_of_the_cell_committee_is_not_the_whole_cells(make):
    case = invited_meeting(make, statuses=(), kind_of_body=BodyKind.CELL_COMMITTEE)

    assert sees(case.deputy, case)
    assert not sees(make.plain_member(case.organisation), case)
    assert not policy.is_of_whole_cell(case.read())
    assert policy.is_of_whole_cell(planned_meeting(make).read())


def test_an_invited_inspector_sees_the_meeting_of_the_commission(make):
    organisation = make.organisation()
    inspector = make.inspector()
    body = make.body(organisation, BodyKind.INSPECTION_COMMISSION)
    desk = make.office(Desk.INSPECTION)
    proposed = planning.suggest(desk, body.id)
    meeting = planning.plan(
        desk, body.id, kind=proposed.kind, month=proposed.month, facts=plan_of(body)
    )

    invitations.invite(desk, meeting.id, version=meeting.version)

    assert meetings.get(inspector, meeting.id).id == meeting.id


def test_each_body_is_run_by_those_who_lead_it_and_by_its_desk(make):
    organisation, secretary, other = standing_committee(make)
    head = make.member(make.cell())
    make.appointment(head, organisation, OfficeTitle.INSPECTION_HEAD)
    able = {
        "secretary": secretary,
        "standing": other,
        "plain committee": make.committee(),
        "office": make.office(),
        "inspection desk": make.office(Desk.INSPECTION),
        "inspection head": make.actor(head),
        "inspector": make.inspector(),
        "administrator": make.administrator(),
    }

    def who(kind):
        return {name for name, one in able.items() if runs(one, kind, organisation.id)}

    assert who(BodyKind.STANDING_COMMITTEE) == {"secretary", "office", "inspection desk"}
    assert who(BodyKind.INSPECTION_COMMISSION) == {"inspection desk", "inspection head"}
    assert who(BodyKind.COMMITTEE) == {
        "secretary",
        "standing",
        "plain committee",
        "office",
        "inspection desk",
    }


def test_who_runs_one_body_prepares_meetings_of_its_organisation(make):
    case = planned_meeting(make)

    assert policy.may_prepare_some(case.deputy, case.organisation.id)
    assert not policy.may_prepare_some(make.inspector(), make.organisation().id)


def test_papers_are_listed_for_those_who_read_the_meeting(make):
    case = planned_meeting(make)
    attachments.attach_paper(
        case.secretary, case.id, summary="Đề cương", file_name="a.pdf", content=pdf("Đề cương")
    )

    assert len(db.session.scalars(policy.visible_papers(case.deputy)).all()) == 1
    assert not db.session.scalars(policy.visible_papers(make.secretary(make.cell()))).all()


@pytest.mark.parametrize("kind", [BodyKind.STANDING_COMMITTEE, BodyKind.INSPECTION_COMMISSION])
def test_what_a_narrow_body_prepares_is_not_read_by_the_whole_committee(make, kind):
    organisation, secretary, _ = standing_committee(make)
    head = make.member(make.cell())
    make.appointment(head, organisation, OfficeTitle.INSPECTION_HEAD)
    body = make.body(organisation, kind)
    is_standing = kind is BodyKind.STANDING_COMMITTEE
    leader = secretary if is_standing else make.actor(head)
    proposed = planning.suggest(leader, body.id)

    meeting = planning.plan(
        leader, body.id, kind=proposed.kind, month=proposed.month, facts=plan_of(body)
    )

    def reads(actor):
        found = db.session.scalars(policy.visible(actor).where(Meeting.id == meeting.id))
        return found.first() is not None

    assert reads(leader)
    assert reads(make.office(Desk.INSPECTION))
    assert not reads(make.committee())
    assert reads(make.office()) is is_standing


def test_officers_run_meetings_of_their_own_organisation_only(make):
    case = planned_meeting(make)
    people = everybody(make, case)
    meeting = case.read()

    able = {name for name, actor in people.items() if policy.may_run(actor, meeting)}

    assert able == {"secretary", "deputy"}


def test_the_minutes_taker_writes_and_no_other_plain_member(make):
    case = planned_meeting(make)
    taker, other = make.plain_member(case.organisation), make.plain_member(case.organisation)
    meeting = case.read()
    meeting.expected_minutes_taker_id = taker.member_id

    assert policy.may_write(taker, meeting)
    assert policy.may_write(case.secretary, meeting)
    assert not policy.may_write(other, meeting)


def test_a_chair_without_an_office_leads_while_the_meeting_goes_on(make):
    case = open_meeting(make)
    chair, other = (make.plain_member(case.organisation) for _ in range(2))
    elsewhere = make.cell().id
    meeting = case.read()

    before = policy.may_lead(chair, meeting)
    meeting.chair_id = chair.member_id
    db.session.flush()
    acting = policy.as_leader(chair, meeting)

    assert not before
    assert policy.may_lead(chair, meeting)
    assert (acting.user_id, acting.member_id) == (chair.user_id, chair.member_id)
    assert policy.may_run(acting, meeting)
    assert not policy.may_run(chair, meeting)
    assert not policy.may_lead(other, meeting)
    assert policy.as_leader(other, meeting) is other
    # Of no other organisation, whatever its body.
    assert not any(runs(acting, kind, elsewhere) for kind in BodyKind)
    meeting.status = MeetingStatus.CLOSED
    assert not policy.may_lead(chair, meeting)
    assert policy.as_leader(chair, meeting) is chair


@pytest.mark.parametrize("kind", BodyKind)
def test_whoever_acts_in_the_name_of_a_body_runs_that_body_only(make, kind):
    organisation = make.organisation()
    member = make.plain_member(make.cell())
    officer = make.secretary(organisation)
    narrow = {BodyKind.STANDING_COMMITTEE, BodyKind.INSPECTION_COMMISSION}

    acting = in_the_name_of(member, kind, organisation)

    run = {one for one in BodyKind if runs(acting, one, organisation.id)}
    assert kind in run
    assert not (run & narrow) - {kind}
    if kind not in narrow:
        assert in_the_name_of(officer, kind, organisation) is officer


def test_only_chair_and_minutes_taker_confirm(make):
    case = open_meeting(make)

    assert policy.may_confirm(case.secretary, case.meeting)
    assert policy.may_confirm(case.deputy, case.meeting)
    assert not policy.may_confirm(make.actor(case.members[0]), case.meeting)
    assert not policy.may_confirm(make.administrator(), case.meeting)


def test_a_person_answers_only_the_own_invitation(make):
    case = invited_meeting(make)
    member = make.actor(case.members[0])
    own = invitations.own_invitation(member, case.id)

    assert policy.may_answer(member, own)
    assert not policy.may_answer(case.secretary, own)


def test_the_lists_follow_the_same_rule(make):
    case, other = invited_meeting(make), planned_meeting(make)
    member = make.actor(case.members[0])

    found = meetings.list_visible(member, year=2026)

    assert [meeting.id for meeting in found.meetings] == [case.id]
    assert found.total == 1
    assert meetings.list_visible(other.secretary, year=2026, month=11).total == 1
    assert meetings.list_visible(other.secretary, year=2026, month=10).total == 0
    assert meetings.list_visible(make.administrator(), year=2026).total == 0


def test_a_place_in_the_list_is_where_one_has_a_role(make):
    case = cell_case(make)

    assert [one.id for one in meetings.places(case.secretary)] == [case.organisation.id]
    assert meetings.places(make.administrator()) == []
    assert meetings.oversees(make.office())
    assert not meetings.oversees(case.secretary)


PARTS = (
    policy.visible,
    policy.visible_agenda,
    policy.visible_delegates,
    policy.visible_invitations,
    policy.visible_attendances,
    policy.visible_minutes,
    policy.visible_assignments,
    policy.visible_statements,
    policy.visible_revisions,
    policy.visible_recordings,
)


def write_down(case):
    """Put one of everything that minutes are made of into a meeting."""
    meeting = case.read()
    item, owner = meeting.agenda[0], {"organisation_id": meeting.organisation_id}
    with transaction():
        db.session.add_all(
            [
                Minutes(meeting_id=meeting.id, **owner),
                Delegate(
                    meeting_id=meeting.id,
                    member_id=case.members[0].id,
                    basis=DelegateBasis.ELECTED,
                    **owner,
                ),
                Assignment(
                    meeting_id=meeting.id,
                    lead_id=case.members[0].id,
                    title="Viết báo cáo",
                    due_on=MEETS_ON,
                    **owner,
                ),
                Recording(
                    meeting_id=meeting.id,
                    words="Ghi để làm biên bản",
                    began_at=clock.now(),
                    **owner,
                ),
                Statement(item_id=item.id, member_id=case.members[0].id, text="Đồng ý", **owner),
                MinutesRevision(
                    item_id=item.id,
                    author_name="Bí thư",
                    notes="",
                    conclusion="",
                    base_version=1,
                    **owner,
                ),
            ]
        )


@pytest.mark.parametrize("visible", PARTS)
def test_jobs_and_officers_read_every_part_and_strangers_none(make, visible):
    case = open_meeting(make)
    write_down(case)

    assert list(db.session.scalars(visible(system(MEETS_ON))))
    assert list(db.session.scalars(visible(case.secretary)))
    for stranger in (make.secretary(make.cell()), make.office(), make.administrator()):
        assert not list(db.session.scalars(visible(stranger)))


def test_earlier_texts_are_for_officers_and_the_minutes_taker(make):
    case = open_meeting(make, taker=None)
    write_down(case)
    taker = make.plain_member(case.organisation)
    with transaction():
        meetings.get(case.secretary, case.id).minutes_taker_id = taker.member_id

    def revisions(actor):
        return list(db.session.scalars(policy.visible_revisions(actor)))

    assert revisions(taker)
    assert not revisions(make.plain_member(case.organisation))


def test_the_names_behind_the_attendance_are_for_officers_and_those_above(make):
    case = planned_meeting(make)
    people = everybody(make, case).items()

    follows = {name for name, one in people if policy.may_follow_attendance(one)}
    named = {name for name, one in people if policy.may_see_statistics(one, case.organisation)}

    above = {"office", "committee", "inspector", "inspector with case"}
    assert named == {"secretary", "deputy"} | above
    assert follows == named | {"other secretary"}
