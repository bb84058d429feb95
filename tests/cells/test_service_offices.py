"""Handing offices over, the second person above the cells, and the watch over cells and terms."""

from dataclasses import replace
from datetime import date

import pytest

from partywork.accounts.service.actors import person_of
from partywork.audit.models import AuditEntry
from partywork.cells import queries
from partywork.cells.jobs import watch
from partywork.cells.models import Nomination
from partywork.cells.service import (
    appointments,
    handing_over,
    nominations,
    relieving,
    terms_of_office,
)
from partywork.cells.service.proposing import Decision
from partywork.cells.terms import (
    BodyKind,
    DecisionKind,
    MembershipStatus,
    NominationKind,
    NominationStatus,
    OfficeTitle,
)
from partywork.core.actor import Role
from partywork.core.db import db, transaction
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken
from partywork.notifications.models import Notice

TODAY = date(2026, 11, 22)
DECISION = Decision("131-QĐ/ĐU", date(2026, 11, 20), DecisionKind.RECOGNISED)


@pytest.fixture(autouse=True)
def day(today):
    today(TODAY)


@pytest.fixture
def desk(make):
    return make.office()


@pytest.fixture
def cell(make):
    return make.cell()


def held_on(actor, cell, on):
    return {(one.member_id, one.office) for one in queries.appointments_on(actor, cell.id, on)}


def hand_over(desk, held, **facts):
    facts = {"starts_on": TODAY, "decision": DECISION, **facts}
    return handing_over.hand_over(desk, held.id, version=held.version, **facts)


def relieve(desk, held, ends_on=date(2026, 11, 21)):
    return relieving.relieve(
        desk, held.id, version=held.version, ends_on=ends_on, decision=DECISION
    )


def entries(*actions):
    query = db.select(AuditEntry).where(AuditEntry.action.in_(actions))
    return list(db.session.scalars(query.execution_options(partywork_scoped=True)))


def test_one_action_moves_an_office(make, desk, cell):
    old, new = make.member(cell), make.member(cell)
    held = make.appointment(old, cell, OfficeTitle.SECRETARY)

    hand_over(desk, held, successor_id=new.id)

    assert held_on(desk, cell, TODAY) == {(new.id, OfficeTitle.SECRETARY)}
    assert held_on(desk, cell, date(2026, 11, 21)) == {(old.id, OfficeTitle.SECRETARY)}
    assert held.relief_number == "131-QĐ/ĐU"
    (given,) = queries.appointments_on(desk, cell.id, TODAY)
    assert given.decision_kind is DecisionKind.RECOGNISED
    query = db.select(AuditEntry).where(AuditEntry.action == "appointment.hand_over")
    (entry,) = db.session.scalars(query.execution_options(partywork_scoped=True))
    assert entry.changes["office"] == "Bí thư"


def test_a_post_stands_vacant_with_somebody_phu_trach_until_a_bi_thu_comes(make, desk, cell):
    old, deputy, new = (make.member(cell) for _ in range(3))
    held = make.appointment(old, cell, OfficeTitle.SECRETARY)
    make.appointment(deputy, cell, OfficeTitle.DEPUTY_SECRETARY)

    hand_over(desk, held, acting_id=deputy.id, starts_on=date(2026, 11, 1))
    assert queries.offices_on(desk, cell.id, TODAY)[deputy.id] is OfficeTitle.ACTING_SECRETARY
    appointments.appoint(
        desk,
        organisation_id=cell.id,
        member_id=new.id,
        office=OfficeTitle.SECRETARY,
        starts_on=TODAY,
        decision=DECISION,
    )

    assert held_on(desk, cell, TODAY) == {
        (new.id, OfficeTitle.SECRETARY),
        (deputy.id, OfficeTitle.DEPUTY_SECRETARY),
    }


def test_a_hand_over_that_fails_changes_nothing(make, desk, cell):
    held = make.appointment(make.member(cell), cell, OfficeTitle.SECRETARY)
    unfit = make.member(cell, status=MembershipStatus.PROBATIONARY)

    with pytest.raises(RuleBroken, match="không giữ chức vụ"):
        hand_over(desk, held, successor_id=unfit.id)

    db.session.refresh(held)
    assert held.ends_on is None


def test_nobody_writes_down_an_office_of_their_own(make, desk, cell):
    leader = make.member(cell)
    held = make.appointment(leader, cell, OfficeTitle.SECRETARY)
    home = make.actor(make.member(cell))
    both = replace(desk, member_id=home.member_id)

    with pytest.raises(NotAllowed, match="cho chính mình"):
        hand_over(both, held, successor_id=both.member_id)
    with pytest.raises(NotAllowed, match="cho chính mình"):
        appointments.appoint(
            both,
            organisation_id=cell.id,
            member_id=both.member_id,
            office=OfficeTitle.DEPUTY_SECRETARY,
            starts_on=TODAY,
            decision=DECISION,
        )

    assert held_on(desk, cell, TODAY) == {(leader.id, OfficeTitle.SECRETARY)}


def test_an_office_above_the_cells_waits_for_a_second_person(make, desk):
    organisation, nominee = make.organisation(), make.member(make.cell())
    second, secretary = make.office(), make.committee_secretary()

    given = appointments.appoint(
        desk,
        organisation_id=organisation.id,
        member_id=nominee.id,
        office=OfficeTitle.INSPECTION_MEMBER,
        starts_on=TODAY,
        decision=DECISION,
    )

    assert given is None
    (waiting,) = nominations.waiting(secretary)
    told = set(
        db.session.scalars(db.select(Notice.recipient_id).execution_options(partywork_scoped=True))
    )
    assert told == {second.member_id, secretary.member_id}
    with pytest.raises(RuleBroken, match="đề nghị"):
        nominations.confirm(desk, waiting.id, version=waiting.version)
    assert nominee.id not in {key for key, _office in held_on(desk, organisation, TODAY)}
    held = nominations.confirm(second, waiting.id, version=waiting.version)
    assert (held.member_id, held.starts_on) == (nominee.id, TODAY)
    with pytest.raises(RuleBroken, match="đã xác nhận"):
        nominations.confirm(secretary, waiting.id, version=waiting.version)


def test_nobody_confirms_an_office_of_their_own(make, desk):
    second = make.office()
    appointments.appoint(
        desk,
        organisation_id=make.organisation().id,
        member_id=second.member_id,
        office=OfficeTitle.COMMITTEE_MEMBER,
        starts_on=TODAY,
        decision=DECISION,
    )
    (waiting,) = nominations.waiting(second)

    with pytest.raises(RuleBroken, match="chính mình"):
        nominations.confirm(second, waiting.id, version=waiting.version)


def test_an_office_above_the_cells_is_handed_over_when_confirmed(make, desk):
    organisation = make.organisation()
    old, new = make.member(make.cell()), make.member(make.cell())
    held = make.appointment(old, organisation, OfficeTitle.INSPECTION_HEAD)
    hand_over(desk, held, successor_id=new.id)
    assert (old.id, OfficeTitle.INSPECTION_HEAD) in held_on(desk, organisation, TODAY)

    second = make.office()
    (waiting,) = nominations.waiting(second)
    nominations.confirm(second, waiting.id, version=waiting.version)

    offices = held_on(desk, organisation, TODAY)
    assert (new.id, OfficeTitle.INSPECTION_HEAD) in offices
    assert (old.id, OfficeTitle.INSPECTION_HEAD) not in offices


@pytest.mark.parametrize("kind", [NominationKind.RELIEVED, NominationKind.VACATED])
def test_an_office_above_the_cells_ends_when_a_second_person_has_confirmed_it(make, desk, kind):
    organisation, holder = make.organisation(), make.member(make.cell())
    held = make.appointment(holder, organisation, OfficeTitle.INSPECTION_HEAD)
    account = make.user(holder)
    second = make.office()

    if kind is NominationKind.VACATED:
        hand_over(desk, held)
    else:
        relieve(desk, held)

    assert (holder.id, OfficeTitle.INSPECTION_HEAD) in held_on(desk, organisation, TODAY)
    assert person_of(account, TODAY).actor.has(Role.INSPECTOR)
    with pytest.raises(RuleBroken, match="chờ xác nhận"):
        relieve(second, held)
    (waiting,) = nominations.waiting(second)
    assert (waiting.kind, waiting.member_id, waiting.starts_on) == (kind, holder.id, TODAY)
    with pytest.raises(RuleBroken, match="đề nghị"):
        nominations.confirm(desk, waiting.id, version=waiting.version)
    nominations.confirm(second, waiting.id, version=waiting.version)

    assert (held.ends_on, held.relief_number) == (date(2026, 11, 21), "131-QĐ/ĐU")
    assert not person_of(account, TODAY).actor.has(Role.INSPECTOR)
    assert [one.action for one in entries("appointment.relieve", "appointment.hand_over")] == []
    assert len(entries("appointment.propose", "appointment.confirm")) == 2


def test_an_ending_above_the_cells_that_is_refused_leaves_the_office(make, desk):
    held = make.appointment(
        make.member(make.cell()), make.organisation(), OfficeTitle.COMMITTEE_MEMBER
    )
    second = make.office()
    relieve(desk, held)
    (waiting,) = nominations.waiting(second)

    nominations.refuse(second, waiting.id, version=waiting.version, reason="Chưa có quyết định")

    assert held.ends_on is None
    relieve(desk, held)


def test_an_office_of_a_cell_ends_with_one_person(make, desk, cell):
    held = make.appointment(make.member(cell), cell, OfficeTitle.DEPUTY_SECRETARY)

    relieve(desk, held)

    assert held.ends_on == date(2026, 11, 21)
    assert nominations.waiting(make.office()) == []


def test_a_nomination_is_refused_with_a_reason(make, desk):
    nominee = make.member(make.cell())
    appointments.appoint(
        desk,
        organisation_id=make.organisation().id,
        member_id=nominee.id,
        office=OfficeTitle.COMMITTEE_MEMBER,
        starts_on=TODAY,
        decision=DECISION,
    )
    secretary = make.committee_secretary()
    (waiting,) = nominations.waiting(secretary)

    with pytest.raises(RuleBroken, match="lý do"):
        nominations.refuse(secretary, waiting.id, version=waiting.version, reason="")
    nominations.refuse(secretary, waiting.id, version=waiting.version, reason="Chưa có chuẩn y")

    found = db.session.scalars(db.select(Nomination).execution_options(partywork_scoped=True)).one()
    assert found.status is NominationStatus.REFUSED
    assert nominations.waiting(secretary) == []
    for actor in (make.committee(), make.administrator(), make.inspector()):
        with pytest.raises(NotAllowed):
            nominations.waiting(actor)
        with pytest.raises(NotVisible):
            nominations.get(actor, waiting.id)


def notices():
    """Return every line that people were told, gathered or not."""
    query = db.select(Notice).execution_options(partywork_scoped=True)
    return sorted(
        (line["title"], one.recipient_id)
        for one in db.session.scalars(query)
        for line in one.lines or [{"title": one.title}]
    )


def test_each_crossing_is_told_once_to_the_officers_and_the_desk(make, desk, cell):
    secretary = make.secretary(cell)
    for _ in range(7):
        make.member(cell)
    watch()
    about = [one for one in notices() if cell.name in one[0]]
    assert about == []

    ninth = make.member(cell)
    watch()
    watch()

    told = [one for one in notices() if cell.name in one[0]]
    assert {person for _title, person in told} == {secretary.member_id, desk.member_id}
    assert len(told) == 2
    assert "đủ 9" in told[0][0]
    assert ninth is not None


def test_a_vacant_post_and_a_cell_too_small_are_told(make, desk, cell):
    make.member(cell)

    watch()

    told = [title for title, person in notices() if person == desk.member_id and cell.name in title]
    assert len(told) == 2
    assert any("khuyết bí thư" in title for title in told)
    assert any("dưới 3" in title for title in told)


def test_the_end_of_a_term_is_told_once_for_each_end(make, desk, cell):
    secretary = make.secretary(cell)
    term = queries.term_on(desk, cell.id, TODAY)
    with transaction():
        term.ends_on = date(2027, 4, 30)

    watch()
    watch()
    assert [one for one in notices() if "Nhiệm kỳ" in one[0] or "nhiệm kỳ" in one[0]] == sorted(
        (f"{cell.name}: nhiệm kỳ 2025-2030 sắp hết", person)
        for person in (secretary.member_id, desk.member_id)
    )
    terms_of_office.extend(
        desk,
        term.id,
        version=term.version,
        ends_on=date(2027, 5, 15),
        number="45-KL/ĐU",
        decided_on=TODAY,
        deciding_body="Ban Thường vụ Đảng ủy",
    )
    watch()

    assert len([one for one in notices() if "nhiệm kỳ" in one[0]]) == 4


def test_a_congress_is_held_early_by_a_paper_of_consent(desk, cell):
    term = queries.term_on(desk, cell.id, TODAY)
    with transaction():
        term.ends_on = date(2027, 4, 30)

    def open_next():
        return terms_of_office.open_term(
            desk, cell.id, starts_on=date(2026, 11, 10), ends_on=date(2031, 11, 9)
        )

    with pytest.raises(RuleBroken, match="Đại hội sớm thì ghi văn bản đồng ý"):
        open_next()
    terms_of_office.extend(
        desk,
        term.id,
        version=term.version,
        ends_on=date(2026, 11, 9),
        number="45-CV/ĐU",
        decided_on=date(2026, 10, 1),
        deciding_body="Ban Thường vụ Đảng ủy",
    )

    assert open_next().starts_on == date(2026, 11, 10)


def test_bodies_are_shown_through_their_terms(make, desk, cell):
    first, second = make.member(cell), make.member(cell)
    held = make.appointment(first, cell, OfficeTitle.SECRETARY)
    terms_of_office.open_term(desk, cell.id, starts_on=date(2026, 6, 1), ends_on=None)
    hand_over(desk, held, successor_id=second.id, starts_on=date(2026, 6, 1))

    page = terms_of_office.open_page(desk, cell.id)

    assert [one.is_present for one in page.terms] == [True, False]
    present, former = (
        next(part for part in one.bodies if part.body.kind is BodyKind.CELL_COMMITTEE)
        for one in page.terms
    )
    assert [one.member_id for one in present.members] == [second.id]
    assert [one.member_id for one in former.members] == [first.id]
    assert page.terms[1].term.ends_on == date(2026, 5, 31)


def test_terms_are_written_by_the_organisation_desk(make, cell):
    secretary = make.secretary(cell)

    with pytest.raises(NotAllowed):
        terms_of_office.for_opening(secretary, cell.id)
    with pytest.raises(NotAllowed):
        terms_of_office.for_extending(secretary, queries.term_on(secretary, cell.id, TODAY).id)
    with pytest.raises(NotVisible):
        terms_of_office.for_extending(secretary, cell.id)
    with pytest.raises(NotVisible):
        terms_of_office.open_page(make.administrator(), cell.id)
