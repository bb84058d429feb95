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


def test_open_dossiers_follow_their_members_to_another_cell(make, cell):
    there = make.cell("Chi bộ Hội Hóa học")
    desk, secretary = make.office(Desk.ORGANISATION), make.secretary(there)
    opened = []
    for day in (1, 2):
        member = make.member(cell, admitted_on=date(1996, 12, day))
        opened.append(
            nominations.nominate(
                desk, member.id, 30, ground=Ground.DUE, batch_on=BATCH, asked_on=None
            ).id
        )
        events.record(
            desk,
            member.id,
            NewEvent(
                kind=EventKind.MOVED,
                happened_on=date(2026, 11, 1),
                cell_id=cell.id,
                other_organisation_id=there.id,
            ),
        )

    reminding.follow_moves()
    reminding.follow_moves()

    owners = {nominations.for_proposing(secretary, one).organisation_id for one in opened}
    assert owners == {there.id}


def test_a_batch_gone_by_stays_on_the_list_until_its_awards_are_entered(make, cell, today, browse):
    desk = make.office(Desk.ORGANISATION)
    member = make.member(cell, admitted_on=date(1996, 10, 20))
    nominations.nominate(
        desk, member.id, 30, ground=Ground.DUE, batch_on=date(2026, 11, 7), asked_on=None
    )
    today(date(2026, 11, 9))

    page = browse(desk).get("/badges/").words

    assert "Các đợt đã qua" in page
    assert "07/11/2026 1 1 Huy hiệu 30 năm 0 1" in page
