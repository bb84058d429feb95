"""A transfer of somebody who died or left the Party goes on reminding nobody."""

from datetime import date

import pytest

from partywork.cells.service import events
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import EventKind
from partywork.core.actor import system
from partywork.transfers import jobs
from partywork.transfers.service import closing, coming, going, reading
from partywork.transfers.service.closing import GONE
from partywork.transfers.terms import TransferState
from tests.transfers.test_service import ARRIVAL, DECISION, LETTER, STAY

DAY = date(2026, 5, 20)


@pytest.fixture(autouse=True)
def _in_may(today):
    today(DAY)


def leaving(make, desk, kind):
    cell = make.cell()
    member = make.member(cell)
    begun = (
        going.send_away(desk, member.id, stay=STAY, letter=LETTER)
        if kind == "away"
        else going.begin_out(
            desk, member.id, to_place="Phường X", effective_on=date(2026, 5, 4), decision=DECISION
        )
    )
    return cell, member, begun


@pytest.mark.parametrize("kind", ["out", "away"])
def test_the_transfer_of_a_dead_member_is_closed_with_the_reason(make, kind):
    desk = make.office()
    cell, member, transfer = leaving(make, desk, kind)
    died = NewEvent(kind=EventKind.DIED, happened_on=date(2026, 5, 19), cell_id=cell.id)
    events.record(desk, member.id, died)

    assert closing.close_of_gone(system(DAY)) == 1

    found = reading.get(desk, transfer.id)
    assert (found.state, found.closed_on, found.reason) == (TransferState.CANCELLED, DAY, GONE)
    assert closing.close_of_gone(system(DAY)) == 0


def test_who_is_still_here_keeps_the_transfer(make):
    desk = make.office()
    _cell, _member, transfer = leaving(make, desk, "out")

    jobs.JOBS[0].run()

    assert reading.get(desk, transfer.id).state is TransferState.STARTED


def test_the_slip_for_somebody_who_came_and_died_is_still_owed(make):
    desk, cell = make.office(), make.cell()
    came = coming.take_in(
        desk,
        ARRIVAL,
        cell_id=cell.id,
        from_place="Đảng bộ phường X",
        received_on=date(2026, 5, 18),
        letter=LETTER,
    )
    died = NewEvent(kind=EventKind.DIED, happened_on=date(2026, 5, 19), cell_id=cell.id)
    events.record(desk, came.member_id, died)

    assert closing.close_of_gone(system(DAY)) == 0
