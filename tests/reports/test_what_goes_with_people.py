"""A cell that is divided: what is under way about single people goes where they go."""

from datetime import date

import pytest

from partywork.admissions.models import Procedure
from partywork.admissions.policy import visible_procedures
from partywork.admissions.terms import ProcedureKind
from partywork.audit.models import AuditEntry
from partywork.cells.rules.reorganisation import NewCell, Wanted
from partywork.cells.service import carrying_out, previewing, reorganising
from partywork.cells.terms import MembershipStatus, ReorganisationKind
from partywork.core.actor import system
from partywork.core.db import db, transaction
from partywork.core.periods import Month
from partywork.dues import policy as dues_policy
from partywork.dues.models import DuesLine
from partywork.tasks.models import TaskHandOver
from partywork.tasks.policy import visible as visible_tasks
from partywork.tasks.queries import of_month
from partywork.transfers.models import Transfer
from partywork.transfers.policy import visible as visible_transfers
from partywork.transfers.terms import TransferKind, TransferState
from tests.support.admissions import listed
from tests.support.month import CellMonth

TODAY, FROM, LAST = date(2026, 11, 20), date(2026, 11, 16), date(2026, 11, 15)
PAPER = reorganising.Paper("131-QĐ/ĐU", "Ban Thường vụ Đảng ủy")


@pytest.fixture
def month(make, today):
    today(TODAY)
    return CellMonth(make)


@pytest.fixture
def desk(make, month):
    return make.office()


@pytest.fixture
def going(make, month):
    """Two people who leave the cell, one of them probationary, with work under way."""
    member, probationer = month.member, month.probationary
    month.task("Việc của người đi", lead=member)
    listed(month.secretary, helper_id=member.id)
    with transaction():
        for person, helper in ((probationer, member), (make.member(month.cell), member)):
            db.session.add(
                Procedure(
                    organisation_id=month.cell.id,
                    kind=ProcedureKind.CONFIRMATION,
                    member_id=person.id,
                    helper_id=helper.id,
                    opened_on=date(2026, 10, 1),
                )
            )
            db.session.add(
                Transfer(
                    organisation_id=month.cell.id,
                    other_place="Đảng bộ phường Một",
                    member_id=person.id,
                    kind=TransferKind.AWAY,
                    state=TransferState.STARTED,
                    effective_on=LAST,
                )
            )
            db.session.add(
                DuesLine(organisation_id=month.cell.id, member_id=person.id, month=date(2026, 9, 1))
            )
    month.task("Việc của người ở lại", lead=month.deputy_member)
    return member, probationer


def divided(make, desk, cell, people):
    """Prepare a division for these people and three others, who form a cell with them."""
    people = [*people, *(make.member(cell) for _ in range(3))]
    wanted = Wanted(
        ReorganisationKind.SPLIT,
        effective_on=FROM,
        decided_on=date(2026, 11, 10),
        new=NewCell(name="Chi bộ trẻ"),
        people=tuple(one.id for one in people),
    )
    return reorganising.prepare(desk, cell.id, wanted=wanted, paper=PAPER)


def places(query, name="member_id"):
    """Return in which cell each piece of work is, by whom it is about."""
    return {getattr(one, name): one.organisation_id for one in db.session.scalars(query)}


def test_the_preview_names_the_work_about_those_who_leave(make, month, desk, going):
    page = previewing.preview(desk, divided(make, desk, month.cell, going).id)

    told = {one.words: (one.count, one.names) for one in page.estate}
    _member, probationer = going
    assert told == {
        # The desk does not read the tasks of cells by name.
        "nhiệm vụ đang làm": (1, ()),
        "quần chúng đang theo dõi, giúp đỡ": (1, ("Phạm Thu Ngân",)),
        "hồ sơ kết nạp, chuyển chính thức đang làm": (1, (probationer.full_name,)),
        "hồ sơ chuyển sinh hoạt đang làm": (1, (probationer.full_name,)),
        "khoản đảng phí chưa nộp": (1, ("tháng 9 năm 2026",)),
    }


def test_who_stays_alone_with_the_work_leaves_nothing_to_name(make, month, desk, going):
    page = previewing.preview(desk, divided(make, desk, month.cell, [make.member(month.cell)]).id)

    assert {one.count for one in page.estate} == {0}


def test_after_the_split_each_piece_of_work_is_where_its_person_is(make, month, desk, going):
    member, probationer = going
    decision = divided(make, desk, month.cell, going)

    founded = carrying_out.carry_out(desk, decision.id, version=decision.version)

    db.session.expire_all()
    robot, here = system(TODAY), month.cell.id
    tasks = places(visible_tasks(robot), "lead_id")
    assert tasks == {member.id: founded.id, month.deputy_member.id: here}
    for query in (visible_procedures(robot), visible_transfers(robot)):
        found = places(query)
        assert found.pop(probationer.id) == founded.id
        assert set(found.values()) == {here}
    # What was owed before is collected in the book of the old cell.
    assert set(places(dues_policy.visible_lines(robot)).values()) == {here}
    assert probationer.id in places(dues_policy.visible_lines(month.secretary))
    taken = db.select(AuditEntry.action).execution_options(partywork_scoped=True)
    actions = list(db.session.scalars(taken))
    for action in ("task.pass_on", "procedure.pass_on", "transfer.pass_on"):
        assert actions.count(action) == 1


def test_a_split_without_work_under_way_writes_no_hand_over(make, month, desk):
    member = make.member(month.cell, status=MembershipStatus.OFFICIAL)
    decision = divided(make, desk, month.cell, [member])

    carrying_out.carry_out(desk, decision.id, version=decision.version)

    taken = db.select(AuditEntry.action).execution_options(partywork_scoped=True)
    assert not [one for one in db.session.scalars(taken) if one.endswith(".pass_on")]


def test_a_task_that_came_back_counts_for_whoever_had_it_in_each_month(make, month):
    elsewhere, task = make.cell(), month.task()
    moves = (
        (month.cell, elsewhere, LAST),
        (elsewhere, month.cell, date(2027, 1, 31)),
        (month.cell, elsewhere, date(2027, 3, 15)),
    )
    with transaction():
        task.organisation_id = elsewhere.id
        for left, entered, until_on in moves:
            db.session.add(
                TaskHandOver(
                    organisation_id=left.id,
                    task_id=task.id,
                    successor_id=entered.id,
                    until_on=until_on,
                    decision_number="1",
                )
            )

    def has(cell):
        months = [Month(2026, 11).shift(number) for number in range(7)]
        return [len(of_month(system(TODAY), cell.id, one)) for one in months]

    # November 2026 to May 2027: gone on 16/11, back on 01/02, gone again on 16/03.
    assert has(month.cell) == [1, 0, 0, 1, 1, 0, 0]
    assert has(elsewhere) == [1, 1, 1, 0, 1, 1, 1]
