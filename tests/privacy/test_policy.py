import pytest

from partywork.audit.models import AuditEntry
from partywork.audit.policy import visible_about
from partywork.cells.service import events
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import EventKind, RecordField
from partywork.core import clock
from partywork.core.actor import Desk, system
from partywork.core.db import db
from partywork.core.errors import NotVisible
from partywork.privacy import policy
from partywork.privacy.models import Correction
from partywork.privacy.service import corrections


@pytest.fixture
def cell(make):
    return make.cell()


@pytest.fixture
def proposed(make, cell):
    """A member's proposals about a telephone number, an identity number and something else."""
    actor = make.plain_member(cell)
    typed = {RecordField.PHONE: "0987654321", RecordField.CITIZEN_ID: "001076012345", None: "Khác"}
    made = [
        corrections.propose(actor, actor.member_id, field=field, value=value, evidence="Căn cước")
        for field, value in typed.items()
    ]
    return actor, made


def seen(actor) -> set[RecordField | None]:
    found = db.session.scalars(policy.visible_corrections(actor))
    return {one.field for one in found}


EVERYTHING = {RecordField.PHONE, RecordField.CITIZEN_ID, None}


def test_a_proposal_is_seen_by_its_member_the_desk_and_who_keeps_the_field(make, cell, proposed):
    actor, _ = proposed

    assert seen(actor) == seen(make.office()) == seen(system(actor.day)) == EVERYTHING
    assert seen(make.secretary(cell)) == seen(make.deputy(cell)) == {RecordField.PHONE}


def test_nobody_else_sees_a_proposal(make, cell, proposed):
    others = (
        make.plain_member(cell),
        make.secretary(make.cell()),
        make.office(Desk.CLERICAL),
        make.committee_secretary(),
        make.inspector(case_for=cell),
        make.administrator(),
    )

    assert [seen(one) for one in others] == [set()] * len(others)


def decided_by(actor, made: list[Correction], cell) -> list[bool]:
    return [policy.may_decide(actor, one, cell) for one in made]


def test_whoever_may_change_a_field_decides_on_it_and_nobody_on_their_own(make, cell, proposed):
    actor, made = proposed

    assert decided_by(make.office(), made, cell) == [True, True, True]
    assert decided_by(make.secretary(cell), made, cell) == [True, False, False]
    assert decided_by(actor, made, cell) == [False, False, False]
    assert policy.may_withdraw(actor, made[0])
    assert not policy.may_withdraw(make.office(), made[0])


def test_a_proposal_goes_with_its_member_to_another_cell(make, cell, proposed):
    actor, made = proposed
    new_cell = make.cell()
    leader, desk, newcomer = make.secretary(cell), make.office(), make.secretary(new_cell)
    moved = NewEvent(EventKind.MOVED, clock.today(), cell.id, other_organisation_id=new_cell.id)
    events.record(desk, actor.member_id, moved)

    with pytest.raises(NotVisible):
        corrections.refuse(leader, made[0].id, version=made[0].version, reason="Không rõ")
    assert seen(leader) == set()
    assert seen(newcomer) == {RecordField.PHONE}
    for one in (newcomer, desk):
        assert corrections.open_proposal(one, made[0].id).may_decide


def test_proposals_wait_for_the_desk_and_for_leaders_of_cells(make, cell):
    assert policy.may_decide_some(make.office())
    assert policy.may_decide_some(make.deputy(cell))
    assert not policy.may_decide_some(make.office(Desk.CLERICAL))
    assert not policy.may_decide_some(make.plain_member(cell))


def test_somebody_without_a_record_is_told_of_no_reader(make):
    assert list(db.session.scalars(visible_about(make.administrator()))) == []


def test_the_system_may_read_every_entry(make, proposed):
    actor, _ = proposed

    entries: list[AuditEntry] = list(db.session.scalars(visible_about(system(actor.day))))

    assert "correction.propose" in {one.action for one in entries}
