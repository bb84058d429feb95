from datetime import date

import pytest

from partywork.badges.service import nominations, reminding
from partywork.badges.terms import Ground
from partywork.cells.service import events
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import EventKind
from partywork.core.actor import Desk
from partywork.core.db import db
from partywork.core.errors import NotAllowed, RuleBroken
from partywork.notifications.models import Notice

BATCH = date(2027, 2, 3)


@pytest.fixture
def cell(make, today):
    today(date(2026, 11, 5))
    return make.cell()


def notices():
    query = db.select(Notice).execution_options(partywork_scoped=True)
    return [(one.recipient_id, one.title) for one in db.session.scalars(query)]


def test_each_step_is_told_once_to_the_cell_and_the_desk(make, cell, today):
    make.member(cell, admitted_on=date(1996, 12, 1))
    secretary, desk = make.secretary(cell), make.office(Desk.ORGANISATION)
    other = make.secretary(make.cell())

    reminding.remind()
    reminding.remind()

    told = [recipient for recipient, title in notices() if "03/02/2027" in title]
    assert sorted(told) == sorted([secretary.member_id, desk.member_id])
    assert other.member_id not in told
    assert any("lập danh sách dự kiến" in title for _, title in notices())
    today(date(2026, 11, 20))
    reminding.remind()
    assert len([one for one in notices() if "03/02/2027" in one[1]]) == 4


def test_nobody_is_told_of_an_empty_batch(make, cell):
    make.secretary(cell)

    reminding.remind()

    assert [title for _, title in notices() if "03/02/2027" in title] == []


def test_somebody_who_died_is_honoured_posthumously(make, cell):
    desk = make.office(Desk.ORGANISATION)
    member = make.member(cell, admitted_on=date(1997, 6, 1))
    events.record(
        desk,
        member.id,
        NewEvent(kind=EventKind.DIED, happened_on=date(2026, 10, 20), cell_id=cell.id),
    )

    with pytest.raises(RuleBroken, match="Truy tặng"):
        nominations.nominate(desk, member.id, 30, ground=Ground.DUE, batch_on=BATCH, asked_on=None)
    opened = nominations.nominate(
        desk, member.id, 30, ground=Ground.POSTHUMOUS, batch_on=BATCH, asked_on=None
    )

    assert opened.ground is Ground.POSTHUMOUS


def test_t16_an_early_nomination_is_made_within_twelve_months(make, cell):
    secretary = make.secretary(cell)
    member = make.member(cell, admitted_on=date(1997, 9, 1))

    opened = nominations.nominate(
        secretary,
        member.id,
        30,
        ground=Ground.EARLY,
        batch_on=BATCH,
        asked_on=date(2026, 11, 1),
    )

    assert opened.batch_on == BATCH
    with pytest.raises(RuleBroken, match="Đã có hồ sơ"):
        nominations.nominate(
            secretary,
            member.id,
            30,
            ground=Ground.EARLY,
            batch_on=BATCH,
            asked_on=date(2026, 11, 1),
        )
    with pytest.raises(NotAllowed):
        nominations.for_deciding(secretary, opened.id)
