"""A cell that ends: what becomes of its open work, and who sends its last report."""

from datetime import date, timedelta

import pytest

from partywork.accounts.service.actors import person_of
from partywork.admissions.models import Prospect
from partywork.admissions.policy import visible as visible_prospects
from partywork.audit.models import AuditEntry
from partywork.cells.rules.reorganisation import Wanted
from partywork.cells.service import carrying_out, events, previewing, reorganising
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import EventKind, OfficeTitle, ReorganisationKind
from partywork.core.actor import system
from partywork.core.db import db, transaction
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken
from partywork.core.periods import Month
from partywork.dues import policy as dues_policy
from partywork.meetings.policy import visible as visible_meetings
from partywork.meetings.terms import MeetingStatus
from partywork.notifications import service as notifications
from partywork.reports.models import Report
from partywork.reports.service import (
    drafting,
    following,
    open_draft,
    papers,
    return_for_more,
    sending,
)
from partywork.reports.terms import FigureKey, ReportStatus, SectionKey
from partywork.tasks import policy as tasks_policy
from partywork.tasks import queries as task_queries
from partywork.tasks.models import Task
from partywork.transfers.models import Transfer
from partywork.transfers.policy import visible as visible_transfers
from partywork.transfers.terms import TransferKind, TransferState
from tests.reports.test_service import sent, set_password, values_of
from tests.support.admissions import listed
from tests.support.month import CellMonth

TODAY, FROM, LAST = date(2026, 11, 20), date(2026, 11, 16), date(2026, 11, 15)
NOVEMBER = Month(2026, 11)
PAPER = reorganising.Paper("130-QĐ/ĐU", "Ban Thường vụ Đảng ủy")


@pytest.fixture
def month(make, today):
    today(TODAY)
    return CellMonth(make)


@pytest.fixture
def desk(make, month):
    return make.office()


@pytest.fixture
def heir(make, month):
    return make.cell("Chi bộ Hội Hóa học")


def prepared(desk, cell, target):
    wanted = Wanted(
        ReorganisationKind.MERGED if target else ReorganisationKind.DISSOLVED,
        effective_on=FROM,
        decided_on=date(2026, 11, 10),
        target=target.id if target else None,
    )
    return reorganising.prepare(desk, cell.id, wanted=wanted, paper=PAPER)


def ended(desk, cell, target=None):
    decision = prepared(desk, cell, target)
    carrying_out.carry_out(desk, decision.id, version=decision.version)


def first(kind):
    return db.session.scalars(db.select(kind).execution_options(partywork_scoped=True)).one()


def actions():
    query = db.select(AuditEntry.action).execution_options(partywork_scoped=True)
    return list(db.session.scalars(query))


def leading(make, cell, office=OfficeTitle.SECRETARY):
    """Return who holds an office of a cell, as they are after it took another over."""
    member = make.member(cell, office=office)
    user = make.user(member)
    return lambda: person_of(user, TODAY).actor


def test_the_preview_says_of_each_kind_of_work_what_becomes_of_it(month, desk, heir):
    month.task("Việc quá hạn")
    listed(month.secretary)

    page = previewing.preview(desk, prepared(desk, month.cell, heir).id)

    told = {one.words: one for one in page.estate}
    assert told["nhiệm vụ đang làm"].count == 1
    assert "chi bộ tiếp nhận" in told["nhiệm vụ đang làm"].fate
    # The desk reads prospects of cells, and not their tasks.
    assert told["nhiệm vụ đang làm"].names == ()
    assert told["quần chúng đang theo dõi, giúp đỡ"].names == ("Phạm Thu Ngân",)
    assert len(told) == 9


def test_open_tasks_pass_to_the_successor_as_one_act(make, month, desk, heir):
    secretary = leading(make, heir)
    tasks = [month.task("Việc quá hạn"), month.task("Việc khác")]

    ended(desk, month.cell, heir)

    db.session.expire_all()
    assert {one.organisation_id for one in tasks} == {heir.id}
    assert {one.lead_id for one in tasks} == {month.member.id}
    assert actions().count("task.pass_on") == 1
    assert {one.id for one in db.session.scalars(tasks_policy.visible(secretary()))} == {
        one.id for one in tasks
    }
    found, _page = notifications.inbox(secretary())
    assert f"Tiếp nhận 2 nhiệm vụ của {month.cell.name}" in [one.title for one in found]


def test_a_task_counts_for_whoever_had_it_in_the_month(make, month, desk, heir):
    month.task("Việc quá hạn")
    robot = system(TODAY)

    ended(desk, month.cell, heir)

    def counted(cell, when):
        return len(task_queries.of_month(robot, cell.id, when))

    assert (counted(month.cell, NOVEMBER), counted(heir, NOVEMBER)) == (1, 1)
    assert (counted(month.cell, NOVEMBER.shift(1)), counted(heir, NOVEMBER.shift(1))) == (0, 1)
    assert counted(heir, NOVEMBER.shift(-1)) == 0


def test_meetings_planned_for_later_are_called_off(month, desk, heir):
    later = month.meeting(held_on=date(2026, 12, 5), status=MeetingStatus.INVITED, minutes=None)
    held = month.meeting()

    ended(desk, month.cell, heir)

    statuses = {
        one.id: (one.status, one.cancel_reason)
        for one in db.session.scalars(visible_meetings(system(TODAY)))
    }
    assert statuses[later.id][0] is MeetingStatus.CANCELLED
    assert "130-QĐ/ĐU" in statuses[later.id][1]
    assert statuses[held.id] == (MeetingStatus.CLOSED, None)
    assert actions().count("meeting.call_off") == 1


def test_members_are_told_of_a_meeting_that_was_only_planned(month, desk, heir):
    planned = month.meeting(held_on=date(2026, 12, 5), status=MeetingStatus.PLANNED, minutes=None)
    with transaction():
        planned.invited_at = None

    ended(desk, month.cell, heir)

    found, _page = notifications.inbox(month.secretary)
    assert f"Không họp: {planned.title}" in [one.title for one in found]


def test_prospects_and_transfers_go_on_with_the_successor(make, month, desk, heir):
    secretary = leading(make, heir)
    listed(month.secretary)
    with transaction():
        for place in (make.cell(), heir):
            db.session.add(
                Transfer(
                    organisation_id=month.cell.id,
                    other_organisation_id=place.id,
                    member_id=month.member.id,
                    kind=TransferKind.WITHIN,
                    state=TransferState.STARTED,
                    effective_on=LAST,
                )
            )

    ended(desk, month.cell, heir)

    assert first(Prospect).organisation_id == heir.id
    assert len(list(db.session.scalars(visible_prospects(secretary())))) == 1
    # Who was on the way to the successor has arrived: the desk stops that transfer.
    found = db.session.scalars(visible_transfers(desk))
    assert sorted(one.organisation_id == heir.id for one in found) == [False, True]
    assert {"procedure.pass_on", "transfer.pass_on"} <= set(actions())


def test_the_successor_sends_the_last_report_under_the_old_name(make, month, desk, heir):
    secretary, member = leading(make, heir), leading(make, heir, OfficeTitle.CELL_COMMITTEE_MEMBER)
    stranger = make.secretary(make.cell())
    month.meeting()
    month.task("Việc quá hạn")
    ended(desk, month.cell, heir)
    actor = secretary()
    set_password(actor)
    assert month.cell in drafting.own_cells(actor)
    with pytest.raises(NotAllowed):
        open_draft(stranger, month.cell.id, NOVEMBER)
    with pytest.raises(RuleBroken, match="15/11/2026"):
        open_draft(actor, month.cell.id, NOVEMBER.shift(1))

    report = open_draft(member(), month.cell.id, NOVEMBER)

    assert (report.period_from, report.period_to) == (NOVEMBER.first_day, LAST)
    with pytest.raises(RuleBroken, match="15/11/2026"):
        drafting.set_period(
            actor, report.id, version=report.version, period_from=LAST, period_to=TODAY
        )
    with pytest.raises(NotAllowed):
        sending.for_sending(member(), report.id)
    values = values_of(actor, report)
    assert values[FigureKey.MEMBERS_AT_END] == "4"
    assert values[FigureKey.TASKS] == "1"
    filed = sent(actor, report)
    assert filed.organisation_name == month.cell.name
    assert filed.sent_by_office == "Bí thư Chi bộ Hội Hóa học, thay mặt chi bộ cũ"
    signature = papers.page_as_sent(drafting.get(actor, report.id)).signature
    assert signature.authority == "THAY MẶT CHI BỘ CŨ"
    assert signature.office == "BÍ THƯ CHI BỘ HỘI HÓA HỌC"
    db.session.expire_all()
    back = return_for_more(
        desk,
        report.id,
        version=drafting.get(desk, report.id).version,
        comments={SectionKey.IDEOLOGY: "Bổ sung"},
    )
    assert back.status is ReportStatus.RETURNED
    found, _page = notifications.inbox(actor)
    assert any("trả lại" in one.title for one in found)


def test_the_office_sends_the_last_report_of_a_cell_none_followed(make, today, desk):
    today(TODAY)
    alone = make.cell("Chi bộ Hội Cầu đường")
    lead = make.member(alone, office=OfficeTitle.SECRETARY)
    with transaction():
        db.session.add(
            Task(
                organisation_id=alone.id,
                title="Bàn giao hồ sơ",
                lead_id=lead.id,
                given_on=date(2026, 11, 2),
                due_on=date(2026, 11, 30),
            )
        )
    left(desk, lead, alone, make.cell())
    other_office = make.committee()

    ended(desk, alone)

    db.session.expire_all()
    assert first(Task).organisation_id == make.organisation().id
    set_password(desk)
    report = open_draft(desk, alone.id, NOVEMBER)
    assert values_of(desk, report)[FigureKey.TASKS] == "1"
    assert alone in drafting.own_cells(desk)
    with pytest.raises(NotVisible):
        drafting.get(other_office, report.id)
    filed = sent(desk, report)
    assert filed.sent_by_office == "Cán bộ Văn phòng Đảng ủy, thay mặt chi bộ cũ"
    assert following.board(desk, 2026).accepted == 0
    assert first(Report).status is ReportStatus.SENT


def left(desk, member, cell, to):
    from_day = LAST - timedelta(days=2)
    new = NewEvent(
        EventKind.MOVED,
        from_day,
        cell.id,
        other_organisation_id=to.id,
        document_number="7-GT",
    )
    events.record(desk, member.id, new)


def test_the_successor_settles_the_last_dues_of_the_old_cell(make, month, desk, heir):
    secretary, member = leading(make, heir), leading(make, heir, OfficeTitle.CELL_COMMITTEE_MEMBER)
    assert not dues_policy.may_close(secretary(), month.cell.id)

    ended(desk, month.cell, heir)

    assert dues_policy.may_close(secretary(), month.cell.id)
    assert dues_policy.may_collect(member(), month.cell.id)
    assert not dues_policy.may_close(member(), month.cell.id)
    assert not dues_policy.may_collect(make.secretary(make.cell()), month.cell.id)
    query = dues_policy.visible_registers(secretary())
    assert month.cell.id in {one.id for one in db.session.scalars(query)}
