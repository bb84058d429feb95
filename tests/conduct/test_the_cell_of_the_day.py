"""What somebody earned or incurred is entered in the cell of its day, whatever the cell is now."""

from datetime import date

import pytest

from partywork.cells.service import events
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import CommendationForm, CommendationLevel, DisciplineForm, EventKind
from partywork.conduct import queries
from partywork.conduct.models import DisciplineReminder
from partywork.conduct.rules.discipline import Vote
from partywork.conduct.service import disciplining
from partywork.conduct.service import records as service
from partywork.conduct.service.records import Paper
from partywork.conduct.terms import DecidedBy
from partywork.core.actor import Desk, system
from partywork.core.db import db, transaction
from partywork.core.errors import RuleBroken

TODAY, FROM, EARLIER = date(2026, 11, 22), date(2026, 11, 1), date(2026, 10, 25)
SYSTEM = system(TODAY)
PAPER = Paper("03-QĐ/ĐU", EARLIER, "Ban Thường vụ", EARLIER)


@pytest.fixture
def cell(make, today):
    today(TODAY)
    return make.cell()


@pytest.fixture
def other(make, cell):
    return make.cell()


@pytest.fixture
def member(make, cell):
    return make.member(cell)


@pytest.fixture
def move(member, cell, other):
    def moved():
        new = NewEvent(EventKind.MOVED, FROM, cell.id, other_organisation_id=other.id)
        return events.record(SYSTEM, member.id, new)

    return moved


def warn(desk, member, *, vote=None, decided_by=DecidedBy.UPPER):
    return disciplining.discipline(
        desk,
        member.id,
        form=DisciplineForm.WARNING,
        decided_by=decided_by,
        paper=PAPER,
        vote=vote,
    )


def test_after_a_move_an_earlier_entry_is_of_the_former_cell(make, member, cell, move):
    move()
    desk = make.office(Desk.INSPECTION)

    warned = warn(desk, member)
    praised = service.commend(
        make.office(Desk.ORGANISATION),
        member.id,
        form=CommendationForm.CERTIFICATE_OF_MERIT,
        level=CommendationLevel.COMMITTEE,
        paper=PAPER,
    )

    assert warned.organisation_id == praised.organisation_id == cell.id


def test_the_vote_of_the_former_cell_is_held_against_its_own_list(make, member, cell, other, move):
    for _ in range(2):
        make.member(cell)
    for _ in range(4):
        make.member(other)
    move()
    desk = make.office(Desk.INSPECTION)

    with pytest.raises(RuleBroken):
        warn(desk, member, vote=Vote(EARLIER, 5, 5), decided_by=DecidedBy.CELL)
    entry = warn(desk, member, vote=Vote(EARLIER, 3, 3), decided_by=DecidedBy.CELL)

    assert entry.organisation_id == cell.id


def test_who_was_reminded_of_a_discipline_is_not_reminded_again_after_a_late_move(
    make, member, cell, other, move
):
    paper = Paper("03-QĐ/ĐU", date(2026, 11, 5), "Ban Thường vụ", date(2026, 11, 5))
    desk = make.office(Desk.INSPECTION)
    told = disciplining.discipline(
        desk,
        member.id,
        form=DisciplineForm.WARNING,
        decided_by=DecidedBy.UPPER,
        paper=paper,
        vote=None,
    )
    with transaction():
        db.session.add(DisciplineReminder(event_id=told.id))

    move()

    (now,) = queries.disciplined(SYSTEM)
    assert (now.organisation_id, now.corrects_id) == (other.id, told.id)
    assert now.id in queries.reminded_of()
