from datetime import date
from uuid import uuid4

import pytest

from partywork.audit import service as audit
from partywork.core.actor import system
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken, Stale
from partywork.core.periods import Month
from partywork.notifications import service as notifications
from partywork.tasks import service
from partywork.tasks.pages import TaskView
from partywork.tasks.terms import TaskStatus, Timeliness
from tests.tasks.conftest import DAY

SYSTEM = system(DAY)


def report(actor, task, status=TaskStatus.IN_PROGRESS, result="", done_on=None, *, version=None):
    return service.report_on(
        actor,
        task.id,
        version=task.version if version is None else version,
        status=status,
        result=result,
        done_on=done_on,
    )


def titles(actor):
    notices, _ = notifications.inbox(actor)
    return [notice.title for notice in notices]


def test_a_task_is_given_and_its_lead_is_told(give, lead):
    task = give()

    assert task.status is TaskStatus.GIVEN
    assert titles(lead) == ["Nhiệm vụ mới, hạn 20/11/2026"]


def test_a_task_is_given_once_in_the_trail(give):
    task = give()

    entries = [e for e in audit.entries(SYSTEM) if e.action == "task.give"]
    assert [e.subject_id for e in entries] == [task.id]


def test_a_task_due_before_it_is_given_is_refused(give):
    with pytest.raises(RuleBroken, match="Thời hạn"):
        give(due_on=date(2026, 11, 4))


def test_a_task_is_not_given_to_somebody_elsewhere(make, give):
    stranger = make.plain_member(make.cell())

    with pytest.raises(RuleBroken, match="phải thuộc tổ chức"):
        give(lead_id=stranger.member_id)


def test_a_secret_mark_is_refused(give, secretary):
    with pytest.raises(RuleBroken, match="Luật 117/2025/QH15"):
        give(title="TỐI MẬT")
    with pytest.raises(RuleBroken, match="Luật 117/2025/QH15"):
        report(secretary, give(), result="Kết quả\nTUYỆT MẬT")


def test_a_plain_member_gives_no_task(cell, lead):
    with pytest.raises(NotAllowed):
        service.give(
            lead,
            organisation_id=cell.id,
            title="a",
            lead_id=lead.member_id,
            given_on=DAY,
            due_on=DAY,
        )


def test_the_committee_gives_tasks_to_its_officers(make, cell):
    secretary = make.committee_secretary()

    task = service.give(
        secretary,
        organisation_id=make.organisation().id,
        title="Theo dõi",
        lead_id=secretary.member_id,
        given_on=DAY,
        due_on=DAY,
    )

    assert task.lead_id == secretary.member_id


def test_the_lead_reports_and_the_secretary_is_told(give, lead, secretary):
    task = give()

    report(lead, task, TaskStatus.DONE, "Đã nộp", date(2026, 11, 19))

    view = service.get(secretary, task.id)
    assert view.task.status is TaskStatus.DONE
    assert view.timeliness is Timeliness.ON_TIME
    assert titles(secretary) == ["Nhiệm vụ: đã xong"]


def test_a_task_taken_up_again_has_no_day_of_its_end(give, lead):
    task = give()
    report(lead, task, TaskStatus.DONE, "Đã nộp", date(2026, 11, 19))

    again = report(lead, service.get(lead, task.id).task, TaskStatus.IN_PROGRESS, "Làm lại")

    assert again.done_on is None


def test_a_result_may_be_added_without_another_state(give, lead):
    task = report(lead, give(), TaskStatus.IN_PROGRESS, "Một nửa")

    assert report(lead, task, TaskStatus.IN_PROGRESS, "Gần xong").result == "Gần xong"


@pytest.mark.parametrize(
    ("status", "done_on", "reason"),
    [
        (TaskStatus.DONE, date(2026, 11, 23), "tương lai"),
        (TaskStatus.DONE, date(2026, 11, 4), "trước ngày giao"),
        (TaskStatus.DONE, None, "ngày hoàn thành"),
        (TaskStatus.NOT_DONE, None, "lý do"),
    ],
)
def test_a_report_that_cannot_be_is_refused(give, lead, status, done_on, reason):
    with pytest.raises(RuleBroken, match=reason):
        report(lead, give(), status, done_on=done_on)


def test_a_task_does_not_go_back_to_given(give, lead):
    task = report(lead, give(), TaskStatus.IN_PROGRESS)

    with pytest.raises(RuleBroken, match="không thể chuyển"):
        report(lead, task, TaskStatus.GIVEN)


def test_two_reports_do_not_overwrite_each_other(give, lead, secretary):
    task = give()
    opened = task.version
    report(lead, task, TaskStatus.IN_PROGRESS, "Của người chủ trì")

    with pytest.raises(Stale):
        report(secretary, task, TaskStatus.NOT_DONE, "Của bí thư", version=opened)


def test_another_member_of_the_cell_reads_but_does_not_report(make, cell, give):
    other = make.plain_member(cell)
    task = give()

    assert service.get(other, task.id).task.id == task.id
    with pytest.raises(NotAllowed):
        report(other, task)


def test_another_cell_sees_no_task(make, give):
    stranger = make.secretary(make.cell())

    with pytest.raises(NotVisible):
        service.get(stranger, give().id)
    with pytest.raises(NotVisible):
        service.for_reporting(stranger, uuid4())


def test_late_is_computed_from_the_day(give, lead):
    open_task, late = give(), give(title="Trễ")
    report(lead, late, TaskStatus.DONE, "Xong", date(2026, 11, 21))
    given_up = report(lead, give(), TaskStatus.NOT_DONE, "Hết kinh phí")
    running = give(due_on=DAY)
    done = report(lead, give(), TaskStatus.DONE, "Xong", date(2026, 11, 20))

    def tag(task):
        return TaskView.of(service.get(lead, task.id).task, DAY).tag

    assert tag(open_task) == ("late", "Quá hạn 2 ngày")
    assert tag(late) == ("ok", "Đã xong, trễ hạn 1 ngày")
    assert tag(given_up) == ("miss", "Không hoàn thành")
    assert tag(running) == ("none", "Mới giao")
    assert tag(done) == ("ok", "Đã xong đúng hạn")


def test_open_tasks_come_first_in_the_list(give, lead, secretary, cell):
    later = give(title="Sau", due_on=date(2026, 12, 1))
    sooner = give(title="Trước", due_on=date(2026, 11, 10))
    finished = report(lead, give(title="Xong"), TaskStatus.DONE, "a", date(2026, 11, 6))

    views, page = service.page_of(
        secretary, organisation_id=cell.id, status=None, is_mine=False, page=1
    )

    assert [view.task.id for view in views] == [sooner.id, later.id, finished.id]
    assert page.total == 3
    assert [t.id for t in service.list_visible(lead, status=TaskStatus.DONE)] == [finished.id]
    assert service.list_visible(lead, organisation_id=uuid4()) == []
    assert service.organisations_with_tasks(secretary) == [cell]


def test_my_tasks_are_those_i_lead(give, lead, secretary):
    mine = give(lead_id=secretary.member_id)
    give()

    views, _ = service.page_of(
        secretary, organisation_id=None, status=TaskStatus.GIVEN, is_mine=True, page=1
    )

    assert [view.task.id for view in views] == [mine.id]


def test_a_month_has_its_own_tasks_and_those_it_inherits(give, lead, secretary, cell):
    def dated(given_on, due_on, done_on=None):
        task = give(given_on=given_on, due_on=due_on)
        if done_on is not None:
            report(lead, task, TaskStatus.DONE, "a", done_on)
        return task

    due = dated(date(2026, 10, 5), date(2026, 10, 20), date(2026, 10, 6))
    inherited = dated(date(2026, 9, 5), date(2026, 12, 1))
    done_here = dated(date(2026, 9, 5), date(2026, 9, 20), date(2026, 10, 2))
    done_later = dated(date(2026, 9, 5), date(2026, 9, 21), date(2026, 11, 2))
    dated(date(2026, 9, 5), date(2026, 9, 22), date(2026, 9, 22))
    dated(date(2026, 11, 5), date(2026, 11, 20))

    found = service.open_or_recent(secretary, cell.id, Month(2026, 10))

    assert {task.id for task in found} == {due.id, inherited.id, done_here.id, done_later.id}
