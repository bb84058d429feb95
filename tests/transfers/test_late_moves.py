"""A move between our cells that is written down late."""

from datetime import date

import pytest

from partywork.cells.models import MemberEvent
from partywork.cells.pages.events import counting
from partywork.cells.policy import visible_events
from partywork.cells.service import events
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import EventKind
from partywork.core.actor import system
from partywork.core.db import db
from partywork.core.errors import RuleBroken
from partywork.notifications import service as notifications
from partywork.transfers.service import going
from partywork.transfers.service.typed import Paper

TODAY, FROM = date(2026, 11, 22), date(2026, 11, 1)
SYSTEM = system(TODAY)
DECISION = Paper("12-QĐ/ĐU", date(2026, 10, 28), "Đảng ủy")


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


def recorded(member, kind, day, cell, **facts):
    new = NewEvent(kind, day, cell.id, decided_on=day, **facts)
    return events.record(SYSTEM, member.id, new)


def move(desk, member, other):
    return going.move(desk, member.id, to_cell=other.id, effective_on=FROM, decision=DECISION)


def test_what_only_names_the_cell_goes_along_and_the_cells_are_told(make, member, cell, other):
    praised = {"form": "certificate_of_merit", "level": "committee"}
    recorded(member, EventKind.COMMENDED, date(2026, 11, 10), cell, details=praised)
    heir = make.secretary(other)

    move(make.office(), member, other)

    query = visible_events(SYSTEM).where(MemberEvent.member_id == member.id)
    known = counting(list(db.session.scalars(query)))
    (fact,) = [one for one in known if one.kind is EventKind.COMMENDED]
    assert fact.organisation_id == other.id
    told, _ = notifications.inbox(heir)
    assert any("nay tính về chi bộ mới" in (one.text or "") for one in told)


def test_what_contradicts_the_move_is_named_with_where_to_mend_it(make, member, cell, other):
    for kind, day in ((EventKind.EXEMPTED, 12), (EventKind.RESUMED, 14)):
        recorded(member, kind, date(2026, 11, day), cell)

    with pytest.raises(RuleBroken) as refused:
        move(make.office(), member, other)

    for words in ("ngày 12/11/2026 (hồ sơ, «Sửa»", "ngày 14/11/2026 (hồ sơ, «Sửa»"):
        assert words in refused.value.message
