"""What a file recorded by mistake is undone with its event; the file stands where it stood."""

from datetime import date

import pytest

from partywork.admissions import queries
from partywork.admissions.service import decisions, files, probation, undoing
from partywork.admissions.terms import ProcedureState, ProspectStage
from partywork.audit import service as audit
from partywork.cells.models import Member, Membership
from partywork.cells.policy import visible_members, visible_memberships
from partywork.cells.service import origins
from partywork.cells.terms import MembershipStatus
from partywork.core.actor import system
from partywork.core.db import db
from partywork.core.errors import NotAllowed, RuleBroken
from tests.support.admissions import (
    LISTED,
    celebrated,
    decided,
    decision,
    listed,
    prepared,
    sent,
    voted,
)

DAY = date(2026, 11, 22)
DECIDED, CEREMONY = date(2025, 3, 1), date(2025, 3, 15)
SYSTEM = system(DAY)


@pytest.fixture
def officer(make, cell):
    make.member(cell)
    return make.secretary(cell)


@pytest.fixture
def procedure(officer, desk):
    made = files.open_admission(officer, listed(officer).id)
    prepared(officer, made, LISTED)
    voted(officer, made.id, DECIDED)
    sent(officer, made.id, DECIDED)
    return decided(desk, made.id, DECIDED)


def undo(desk, procedure, reason="Ghi nhầm"):
    return undoing.undo(desk, origins.to_undo(desk, procedure.id), reason)


def member_of(procedure):
    query = visible_members(SYSTEM).where(Member.id == procedure.member_id)
    return db.session.scalars(query).one()


def standings(member_id):
    db.session.expire_all()
    query = visible_memberships(SYSTEM).where(Membership.member_id == member_id)
    found = db.session.scalars(query.order_by(Membership.starts_on))
    return [(one.status, one.starts_on) for one in found]


def test_a_decision_to_admit_gives_back_what_it_took_and_may_be_recorded_anew(
    officer, desk, procedure
):
    made = procedure.member_id
    with pytest.raises(NotAllowed):
        undoing.undo(officer, origins.to_undo(desk, procedure.id), "Ghi nhầm")
    assert origins.to_undo(officer, procedure.id) is None

    undone = undo(desk, procedure)

    assert undone.state is ProcedureState.SENT_UP
    assert (undone.decision_number, undone.decided_on, undone.deciding_body) == (None,) * 3
    prospect = undone.prospect
    assert (prospect.stage, prospect.closed_on) == (ProspectStage.PROPOSED, None)
    assert prospect.phone == "0912345678"
    assert prospect.born_on is not None
    assert member_of(undone).phone is None
    assert origins.to_undo(desk, procedure.id) is None
    again = decided(desk, procedure.id, DECIDED)
    assert again.member_id == made
    assert member_of(again).phone == "0912345678"
    celebrated(officer, procedure.id, CEREMONY)
    assert standings(made) == [(MembershipStatus.PROBATIONARY, CEREMONY)]


def test_a_ceremony_is_undone_with_the_file_of_the_probation_it_began(officer, desk, procedure):
    celebrated(officer, procedure.id, CEREMONY)
    probation.follow(SYSTEM)
    (opened,) = queries.confirmations_of(SYSTEM, [procedure.member_id]).values()
    assert opened.state is ProcedureState.PREPARING

    undone = undo(desk, procedure, "Nhầm ngày")

    assert undone.state is ProcedureState.DECIDED
    assert (undone.ceremony_on, undone.prospect.stage) == (None, ProspectStage.DECIDED)
    assert opened.state is ProcedureState.STOPPED
    assert standings(procedure.member_id) == []
    actions = [one.action for one in audit.entries(SYSTEM, limit=50)]
    assert actions.count("procedure.undo") == 1
    celebrated(officer, procedure.id, CEREMONY)
    probation.follow(SYSTEM)
    newest = queries.confirmations_of(SYSTEM, [procedure.member_id])[procedure.member_id]
    assert newest.state is ProcedureState.PREPARING
    assert newest.id != opened.id


def test_a_confirmation_and_a_striking_off_wait_for_their_decision_again(officer, desk, procedure):
    celebrated(officer, procedure.id, CEREMONY)
    probation.follow(SYSTEM)
    (opened,) = queries.confirmations_of(SYSTEM, [procedure.member_id]).values()
    prepared(officer, files.get(officer, opened.id), date(2026, 2, 10))
    voted(officer, opened.id, date(2026, 3, 20))
    sent(officer, opened.id, date(2026, 3, 20))
    decided(desk, opened.id, date(2026, 4, 10))
    assert standings(procedure.member_id)[-1][0] is MembershipStatus.OFFICIAL
    with pytest.raises(RuleBroken, match="Công nhận đảng viên chính thức"):
        undo(desk, procedure)

    undone = undo(desk, opened)

    assert undone.state is ProcedureState.SENT_UP
    assert standings(procedure.member_id) == [(MembershipStatus.PROBATIONARY, CEREMONY)]
    with pytest.raises(RuleBroken, match="không đề nghị xóa tên"):
        decisions.strike_off(
            desk, opened.id, version=undone.version, decision=decision(date(2026, 4, 10))
        )
    with pytest.raises(RuleBroken, match="Đã gửi"):
        undo(desk, procedure)
