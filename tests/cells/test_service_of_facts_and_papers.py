"""Facts in the cell of their day when a move is written down late; papers of before the list."""

from datetime import date

import pytest

from partywork.audit import service as audit
from partywork.cells.models import Member, MemberEvent
from partywork.cells.pages.events import EventLine, counting
from partywork.cells.policy import visible_events, visible_members
from partywork.cells.rules.event_fields import EventField
from partywork.cells.rules.reorganisation import Wanted
from partywork.cells.service import carrying_out, events, previewing, recording, reorganising
from partywork.cells.service.events import NewEvent
from partywork.cells.service.telling import Told
from partywork.cells.terms import EventKind, ReorganisationKind
from partywork.core.actor import system
from partywork.core.db import db
from partywork.core.errors import RuleBroken

TODAY = date(2026, 11, 22)
FROM, PRAISED_ON = date(2026, 11, 1), date(2026, 11, 10)
SYSTEM = system(TODAY)
PAPER = {
    EventField.DOCUMENT_NUMBER: "12-QĐ/ĐU",
    EventField.DECIDED_ON: date(2026, 10, 20),
    EventField.DECIDING_BODY: "Đảng ủy",
}


@pytest.fixture
def cell(make, today):
    today(TODAY)
    return make.cell()


@pytest.fixture
def other(make):
    return make.cell()


@pytest.fixture
def member(make, cell):
    return make.member(cell)


@pytest.fixture
def desk(make, cell):
    return make.office()


def recorded(member, kind, on, cell, **facts):
    given = {"document_number": "12-QĐ/ĐU", "decided_on": on, "deciding_body": "Đảng ủy"} | facts
    return events.record(SYSTEM, member.id, NewEvent(kind, on, cell.id, **given))


def praised(member, cell):
    details = {"form": "merit", "level": "committee"}
    return recorded(member, EventKind.COMMENDED, PRAISED_ON, cell, details=details)


def cells_of(member, kind):
    query = visible_events(SYSTEM).where(MemberEvent.member_id == member.id)
    known = list(db.session.scalars(query.order_by(MemberEvent.sequence)))
    return [one.organisation_id for one in counting(known) if one.kind is kind]


def follows():
    return [one for one in audit.entries(SYSTEM, limit=50) if one.action == "member.follow_move"]


def test_a_move_written_down_late_takes_a_commendation_along_and_voiding_gives_it_back(
    member, cell, other
):
    praised(member, cell)

    moved = recorded(
        member, EventKind.MOVED, FROM, cell, other_organisation_id=other.id, decided_on=FROM
    )

    assert cells_of(member, EventKind.COMMENDED) == [other.id]
    (entry,) = follows()
    assert entry.organisation_path == other.path
    shown = events.of_member(SYSTEM, member.id)
    lines = [EventLine.of(one, shown) for one in shown if one.kind is EventKind.COMMENDED]
    assert [(one.is_struck, one.place) for one in lines] == [(True, cell.name), (False, other.name)]

    events.void(SYSTEM, moved.id, "Ghi nhầm")

    assert cells_of(member, EventKind.COMMENDED) == [cell.id]


def test_a_merger_written_down_late_tells_what_goes_along_and_what_is_in_its_way(
    make, desk, member, cell, other
):
    fellow = make.member(cell)
    praised(member, cell)
    excused = recorded(member, EventKind.EXEMPTED, date(2026, 11, 12), cell)
    away = recorded(fellow, EventKind.EXEMPTED, date(2026, 11, 13), cell)
    wanted = Wanted(
        ReorganisationKind.MERGED,
        effective_on=FROM,
        decided_on=date(2026, 10, 28),
        target=other.id,
    )
    paper = reorganising.Paper("130-QĐ/ĐU", "Ban Thường vụ Đảng ủy")
    prepared = reorganising.prepare(desk, cell.id, wanted=wanted, paper=paper)

    preview = previewing.preview(desk, prepared.id)

    assert [(one.full_name, one.happened_on) for one in preview.going_along] == [
        (member.full_name, "10/11/2026")
    ]
    assert {one.full_name for one in preview.in_the_way} == {member.full_name, fellow.full_name}
    with pytest.raises(RuleBroken) as refused:
        carrying_out.carry_out(desk, prepared.id, version=prepared.version)
    for person, day in ((member, "12/11/2026"), (fellow, "13/11/2026")):
        assert f"Đ/c {person.full_name}:" in refused.value.message
        assert day in refused.value.message
    for one in (excused, away):
        events.void(SYSTEM, one.id, "Ghi lại ở chi bộ mới")

    carrying_out.carry_out(desk, prepared.id, version=prepared.version)

    assert cells_of(member, EventKind.COMMENDED) == [other.id]
    assert len(follows()) == 1


def told(kind, on, **given):
    return Told(kind, on, has_paper=True, note=None, given=PAPER | given)


def test_the_page_of_events_writes_a_fact_into_the_cell_of_its_day(make, desk, member, cell, other):
    recorded(member, EventKind.MOVED, FROM, cell, other_organisation_id=other.id)
    award = {EventField.AWARD: "merit", EventField.LEVEL: "committee"}
    earlier = date(2019, 10, 25)

    event = recording.record(desk, member.id, told(EventKind.EXEMPTED, date(2026, 10, 25)))

    assert event.organisation_id == cell.id
    old = recording.record(desk, member.id, told(EventKind.COMMENDED, earlier, **award))
    assert old.organisation_id == other.id
    with pytest.raises(RuleBroken, match="việc của ngày ấy do cấp ủy chi bộ đó"):
        recording.record(
            make.secretary(other),
            member.id,
            told(EventKind.RESUMED, date(2026, 10, 28)),
        )


def papers(kind, on, **given):
    decided = {EventField.DECIDED_ON: on, EventField.CELL_THEN: "Chi bộ Viện Hóa học"}
    return told(kind, on, **(decided | given))


def test_the_papers_of_somebody_from_a_list_are_written_down_with_the_cell_then(desk, member, cell):
    choices = recording.for_choosing(desk, member.id)
    offered = {kind for _, kinds in choices.retold for kind in kinds}
    assert offered >= {EventKind.ADMISSION_DECIDED, EventKind.ADMITTED, EventKind.CONFIRMED}

    recording.record(desk, member.id, papers(EventKind.ADMISSION_DECIDED, date(1990, 3, 2)))
    recording.record(desk, member.id, papers(EventKind.ADMITTED, date(1990, 3, 2)))
    recording.record(desk, member.id, papers(EventKind.CONFIRMED, date(1991, 3, 2)))

    query = visible_members(SYSTEM).where(Member.id == member.id)
    kept = db.session.scalars(query).one()
    assert (kept.admitted_on, kept.ceremony_on) == (date(1990, 3, 2),) * 2
    assert kept.official_on == date(1991, 3, 2)
    shown = events.of_member(SYSTEM, member.id)
    places = {one.kind: EventLine.of(one, shown).place for one in shown}
    assert places[EventKind.ADMITTED] == places[EventKind.CONFIRMED] == "Chi bộ Viện Hóa học"
    assert places[EventKind.ENROLLED] == cell.name
    with pytest.raises(RuleBroken, match="ngày quyết định kết nạp là ngày 02/03/1990"):
        recording.record(desk, member.id, papers(EventKind.ADMISSION_DECIDED, date(1990, 3, 3)))
