"""Reorganisations: who and what moves, what stays with the old cell, who reads it afterwards."""

from datetime import date

import pytest

from partywork.accounts.service.actors import person_of
from partywork.audit.models import AuditEntry
from partywork.cells import policy, queries
from partywork.cells.models import Appointment, MemberEvent, TermOfOffice
from partywork.cells.rules.reorganisation import NewCell, Wanted
from partywork.cells.service import (
    carrying_out,
    cell_page,
    events,
    groups,
    organisations,
    people,
    previewing,
)
from partywork.cells.service import reorganising as service
from partywork.cells.terms import (
    EventKind,
    MembershipStatus,
    OfficeTitle,
    ReorganisationKind,
    ReorganisationStatus,
)
from partywork.core.actor import system
from partywork.core.db import db
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken
from partywork.documents import policy as documents_policy
from partywork.reports import queries as report_queries
from partywork.reports.service import following
from partywork.reports.terms import BoardMark
from tests.support.admissions import awaited
from tests.support.papers import Desk as Drafts

FROM, TODAY = date(2026, 11, 1), date(2026, 11, 22)
LAST = date(2026, 10, 31)
PAPER = service.Paper("130-QĐ/ĐU", "Ban Thường vụ Đảng ủy")


@pytest.fixture(autouse=True)
def day(today):
    today(TODAY)


@pytest.fixture
def desk(make):
    return make.office()


@pytest.fixture
def cell(make):
    return make.cell("Chi bộ Hội Cầu đường")


@pytest.fixture
def other(make):
    return make.cell("Chi bộ Hội Hóa học")


def decided(desk, cell, kind, effective_on=FROM, **facts):
    wanted = Wanted(kind, effective_on=effective_on, decided_on=date(2026, 10, 28), **facts)
    return service.prepare(desk, cell.id, wanted=wanted, paper=PAPER)


def done(desk, cell, kind, **facts):
    prepared = decided(desk, cell, kind, **facts)
    return carrying_out.carry_out(desk, prepared.id, version=prepared.version)


def of_cell(actor, cell, day):
    return {one.member_id for one in queries.memberships_on(actor, cell.id, day)}


def every(kind, *conditions):
    query = db.select(kind).where(*conditions).execution_options(partywork_scoped=True)
    return list(db.session.scalars(query))


def test_a_renamed_cell_is_called_by_the_name_of_the_day(make, desk, cell):
    new = NewCell(name="Chi bộ Hội Giao thông", heading_lines="CHI BỘ HỘI\nGIAO THÔNG")

    done(desk, cell, ReorganisationKind.RENAMED, new=new)

    assert cell.name == "Chi bộ Hội Giao thông"
    assert cell.name_on(LAST) == "Chi bộ Hội Cầu đường"
    assert cell.name_on(FROM) == "Chi bộ Hội Giao thông"
    assert cell.heading_lines_on(LAST) == "CHI BỘ HỘI CẦU ĐƯỜNG"
    assert cell.heading_lines_on(FROM) == "CHI BỘ HỘI\nGIAO THÔNG"
    page = cell_page.open_page(desk, cell.id)
    assert [one.name for one in page.former_names] == ["Chi bộ Hội Cầu đường"]
    assert {one.name for one in db.session.scalars(policy.visible_bodies(desk))} >= {cell.name}


def test_a_merger_moves_everybody_with_their_standing_and_ends_the_cell(make, desk, cell, other):
    official = make.member(cell, office=OfficeTitle.SECRETARY)
    probationary = make.member(cell, status=MembershipStatus.PROBATIONARY)
    preview = previewing.preview(
        desk, decided(desk, cell, ReorganisationKind.MERGED, target=other.id).id
    )
    assert [one.office for one in preview.movers] == ["Bí thư", ""]
    assert (preview.last_day, preview.ends_the_cell) == ("31/10/2026", True)
    assert {one.words for one in preview.estate} >= {"nhiệm vụ đang làm"}

    done(desk, cell, ReorganisationKind.MERGED, target=other.id)

    assert of_cell(desk, cell, LAST) == {official.id, probationary.id}
    assert of_cell(desk, cell, FROM) == set()
    moved = {one.member_id: one.status for one in queries.memberships_on(desk, other.id, FROM)}
    assert moved[official.id] is MembershipStatus.OFFICIAL
    assert moved[probationary.id] is MembershipStatus.PROBATIONARY
    (held,) = every(Appointment, Appointment.organisation_id == cell.id)
    assert (held.ends_on, held.relief_number) == (LAST, "130-QĐ/ĐU")
    events = every(MemberEvent, MemberEvent.kind == EventKind.REORGANISED)
    assert {one.document_number for one in events} == {"130-QĐ/ĐU"}
    assert (cell.dissolved_on, cell.succeeded_by_id) == (LAST, other.id)
    assert {
        one.ends_on for one in every(TermOfOffice, TermOfOffice.organisation_id == cell.id)
    } == {LAST}


def test_several_cells_become_one_new_cell(make, desk, cell, other):
    first, second = make.member(cell), make.member(other)
    new = NewCell(name="Chi bộ Hội Cầu đường, Hóa học")

    founded = done(desk, cell, ReorganisationKind.MERGED, new=new)
    done(desk, other, ReorganisationKind.MERGED, target=founded.id)

    assert of_cell(desk, founded, FROM) == {first.id, second.id}
    assert founded.path.startswith(make.organisation().path)
    assert founded.established_on == FROM
    assert queries.term_on(desk, founded.id, FROM) is not None
    assert {one.organisation_id for one in db.session.scalars(policy.visible_bodies(desk))} >= {
        founded.id
    }


def test_a_split_moves_those_chosen_and_leaves_the_others(make, desk, cell):
    secretary = make.secretary(cell)
    stays, goes = make.member(cell), make.member(cell, office=OfficeTitle.DEPUTY_SECRETARY)
    going = {goes.id, make.member(cell).id, make.member(cell).id}
    group = groups.form(secretary, cell.id, name="Tổ đảng số 1", starts_on=date(2026, 1, 1))
    groups.fill(
        secretary,
        group.id,
        version=group.version,
        on=date(2026, 1, 1),
        members=[stays.id, goes.id],
        leader=stays.id,
    )

    founded = done(
        desk, cell, ReorganisationKind.SPLIT, new=NewCell(name="Chi bộ mới"), people=tuple(going)
    )

    assert of_cell(desk, founded, FROM) == going
    assert of_cell(desk, cell, FROM) == {secretary.member_id, stays.id}
    assert cell.dissolved_on is None
    (one,) = groups.of_cell(desk, cell.id).groups
    assert [place.member_id for place in one.places] == [stays.id]
    officers = {one.member_id for one in queries.appointments_on(desk, cell.id, FROM)}
    assert officers == {secretary.member_id}


def test_a_split_forms_no_cell_of_two_official_members_and_warns_of_who_stays(make, desk, cell):
    official = [make.member(cell).id for _ in range(4)]
    beginner = make.member(cell, status=MembershipStatus.PROBATIONARY).id
    kind, new = ReorganisationKind.SPLIT, NewCell(name="Chi bộ mới")

    with pytest.raises(RuleBroken, match="có 2 chính thức") as refusal:
        decided(desk, cell, kind, new=new, people=(*official[:2], beginner))
    prepared = decided(desk, cell, kind, new=new, people=tuple(official[:3]))

    assert refusal.value.field == "people"
    page = previewing.preview(desk, prepared.id)
    assert (page.staying, page.official_staying) == (2, 1)
    (warning,) = page.warnings
    assert "chỉ còn 1 đảng viên chính thức" in warning


def test_an_empty_cell_is_dissolved_without_a_successor(desk, cell):
    done(desk, cell, ReorganisationKind.DISSOLVED)

    assert cell.dissolved_on == LAST
    assert cell.succeeded_by_id is None
    with pytest.raises(RuleBroken, match="kết thúc"):
        service.for_preparing(desk, cell.id)


def test_a_dissolved_cell_leaves_the_lists_of_today_and_stays_in_reports_of_its_time(
    make, desk, cell, other
):
    make.member(cell)

    done(desk, cell, ReorganisationKind.DISSOLVED, target=other.id)

    assert cell not in people.cells_to_choose(desk)
    assert cell.id not in {line.organisation.id for line in organisations.cell_lines(desk)}
    rows = {row.organisation_id: row for row in following.board(desk, 2026).rows}
    marks = [square.mark for square in rows[cell.id].squares]
    assert marks[10:] == [BoardMark.ABSENT, BoardMark.ABSENT]
    assert BoardMark.ABSENT not in marks[:10]
    assert cell.id not in {row.organisation_id for row in following.board(desk, 2027).rows}
    october = report_queries.memberships_until(system(TODAY), cell.id, LAST)
    assert len(october) == 1


def test_the_officers_of_the_successor_read_what_a_dissolved_cell_left(make, desk, cell, other):
    make.member(cell)
    stranger = make.secretary(make.cell())
    heir = make.user(make.member(other, office=OfficeTitle.SECRETARY))
    plain = make.plain_member(other)
    draft = Drafts(make, cell).drafted()
    assert draft.document_id not in papers_of(person_of(heir, TODAY).actor)

    middle = done(desk, cell, ReorganisationKind.MERGED, new=NewCell(name="Chi bộ giữa"))
    done(desk, middle, ReorganisationKind.MERGED, effective_on=TODAY, target=other.id)

    reader = person_of(heir, TODAY).actor
    assert draft.document_id in papers_of(reader)
    assert cell_page.open_page(reader, cell.id).successor is middle
    assert not policy.may_run_cell(reader, cell.id)
    for actor in (stranger, plain):
        assert draft.document_id not in papers_of(actor)
        with pytest.raises(NotVisible):
            cell_page.open_page(actor, cell.id)


def papers_of(actor):
    return {one.id for one in db.session.scalars(documents_policy.visible(actor))}


def test_who_cannot_move_keeps_the_whole_decision_from_being_carried_out(make, desk, cell, other):
    make.member(cell)
    exempted = make.member(cell, name="Lê Văn Ân")
    prepared = decided(desk, cell, ReorganisationKind.MERGED, target=other.id)
    new = events.NewEvent(EventKind.EXEMPTED, date(2026, 11, 10), cell.id, document_number="05-NQ")
    events.record(desk, exempted.id, new)

    with pytest.raises(RuleBroken, match="Lê Văn Ân"):
        carrying_out.carry_out(desk, prepared.id, version=prepared.version)

    assert len(of_cell(desk, cell, TODAY)) == 2
    db.session.refresh(cell)
    assert cell.dissolved_on is None


def test_nobody_is_left_behind_in_a_cell_that_ended(make, desk, cell, other):
    make.member(cell, since=date(2026, 11, 10))

    with pytest.raises(RuleBroken, match="sau ngày có hiệu lực"):
        decided(desk, cell, ReorganisationKind.MERGED, target=other.id)


def test_who_waits_for_the_ceremony_goes_along_from_cell_to_cell(make, desk, cell, other):
    third, later = make.cell("Chi bộ Hội Luật gia"), date(2026, 11, 20)
    person, _event = awaited(desk, cell.id, date(2026, 10, 20))
    with pytest.raises(RuleBroken, match="1 người đã có quyết định kết nạp"):
        decided(desk, cell, ReorganisationKind.DISSOLVED)
    prepared = decided(desk, cell, ReorganisationKind.MERGED, target=other.id)
    (shown,) = previewing.preview(desk, prepared.id).movers
    assert (shown.full_name, shown.status) == (person.full_name, "Chờ lễ kết nạp")
    carrying_out.carry_out(desk, prepared.id, version=prepared.version)

    with pytest.raises(RuleBroken, match="1 người đã có quyết định kết nạp"):
        decided(desk, other, ReorganisationKind.DISSOLVED, effective_on=later)
    prepared = decided(desk, other, ReorganisationKind.MERGED, later, target=third.id)
    carrying_out.carry_out(desk, prepared.id, version=prepared.version)
    events.record(desk, person.id, events.NewEvent(EventKind.ADMITTED, TODAY, third.id))

    assert of_cell(desk, third, TODAY) == {person.id}


def test_who_was_decided_on_after_the_day_keeps_the_cell_from_ending_before_it(
    make, desk, cell, other
):
    awaited(desk, cell.id, date(2026, 11, 10))

    with pytest.raises(RuleBroken, match="sau ngày có hiệu lực"):
        decided(desk, cell, ReorganisationKind.MERGED, target=other.id)


def test_a_decision_to_admit_that_was_voided_keeps_no_cell_from_ending(make, desk, cell):
    _person, event = awaited(desk, cell.id, date(2026, 10, 20))
    events.void(desk, event.id, "Ghi nhầm người")

    done(desk, cell, ReorganisationKind.DISSOLVED)

    assert cell.dissolved_on == LAST


def test_a_prepared_decision_can_be_dropped_and_is_then_over(make, desk, cell, other):
    prepared = decided(desk, cell, ReorganisationKind.MERGED, target=other.id)

    service.drop(desk, prepared.id, version=prepared.version)

    assert prepared.status is ReorganisationStatus.DROPPED
    with pytest.raises(RuleBroken, match="đã bỏ"):
        carrying_out.carry_out(desk, prepared.id, version=prepared.version)
    actions = [one.action for one in every(AuditEntry)]
    assert actions.count("reorganisation.prepare") == 1
    assert "reorganisation.drop" in actions


def test_nobody_goes_to_a_cell_that_ended(make, desk, cell, other):
    member = make.member(other)
    done(desk, cell, ReorganisationKind.DISSOLVED)
    new = events.NewEvent(
        EventKind.MOVED, TODAY, other.id, other_organisation_id=cell.id, document_number="1-GT"
    )

    with pytest.raises(RuleBroken, match="31/10/2026"):
        events.record(desk, member.id, new)


def test_what_moved_with_a_merger_cannot_be_taken_back_for_one_member(make, desk, cell, other):
    member = make.member(cell)
    done(desk, cell, ReorganisationKind.MERGED, target=other.id)
    moved, *_ = every(MemberEvent, MemberEvent.kind == EventKind.REORGANISED)

    with pytest.raises(RuleBroken, match="quyết định mới"):
        events.void(desk, moved.id, "Ghi nhầm")

    assert of_cell(desk, cell, TODAY) == set()
    assert of_cell(desk, other, TODAY) == {member.id}


def test_nobody_comes_back_into_a_cell_that_ended_when_a_departure_is_voided(
    make, desk, cell, other
):
    member = make.member(cell)
    left = events.NewEvent(
        EventKind.MOVED,
        date(2026, 10, 20),
        cell.id,
        other_organisation_id=other.id,
        document_number="7-GT",
    )
    moved = events.record(desk, member.id, left)
    done(desk, cell, ReorganisationKind.DISSOLVED)

    with pytest.raises(RuleBroken, match="31/10/2026"):
        events.void(desk, moved.id, "Ghi nhầm")


def test_only_the_organisation_desk_reorganises_and_only_cells(make, desk, cell):
    for actor in (make.secretary(cell), make.committee(), make.administrator()):
        with pytest.raises(NotAllowed):
            service.for_preparing(actor, cell.id)
    with pytest.raises(RuleBroken, match="chi bộ"):
        service.for_preparing(desk, make.organisation().id)
    prepared = decided(desk, cell, ReorganisationKind.RENAMED, new=NewCell(name="Chi bộ A"))
    with pytest.raises(NotVisible):
        service.get(make.secretary(cell), prepared.id)
