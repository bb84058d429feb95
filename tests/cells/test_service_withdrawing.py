"""Wrong entries on offices are taken back; who holds an office is looked at everywhere."""

from dataclasses import replace
from datetime import date

import pytest

from partywork.accounts.service.actors import person_of
from partywork.audit.models import AuditEntry
from partywork.cells import queries
from partywork.cells.models import OfficeWithdrawal
from partywork.cells.service import (
    appointments,
    events,
    handing_over,
    nominations,
    office_register,
    relieving,
    terms_of_office,
    withdrawing,
)
from partywork.cells.service.events import NewEvent
from partywork.cells.service.proposing import Decision
from partywork.cells.terms import (
    DecisionKind,
    EventKind,
    MembershipStatus,
    NominationKind,
    OfficeTitle,
)
from partywork.core.actor import Role
from partywork.core.db import db
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken

TODAY = date(2026, 11, 22)
DECISION = Decision("131-QĐ/ĐU", date(2026, 11, 20), DecisionKind.RECOGNISED)
PAPER = Decision("140-QĐ/ĐU", date(2026, 11, 21))
REASON = "Ghi nhầm năm"
SECRETARY, DEPUTY = OfficeTitle.SECRETARY, OfficeTitle.DEPUTY_SECRETARY


@pytest.fixture(autouse=True)
def day(today):
    today(TODAY)


@pytest.fixture
def desk(make):
    return make.office()


@pytest.fixture
def cell(make):
    return make.cell()


def held_on(cell, actor, on=TODAY):
    return {(one.member_id, one.office) for one in queries.appointments_on(actor, cell.id, on)}


def appoint(desk, organisation, member, office, starts_on=TODAY):
    return appointments.appoint(
        desk,
        organisation_id=organisation.id,
        member_id=member.id,
        office=office,
        starts_on=starts_on,
        decision=DECISION,
    )


def hand_over(desk, held, **facts):
    facts = {"starts_on": TODAY, "decision": DECISION, **facts}
    return handing_over.hand_over(desk, held.id, version=held.version, **facts)


def relieve(desk, held, ends_on=date(2026, 11, 21)):
    return relieving.relieve(
        desk, held.id, version=held.version, ends_on=ends_on, decision=DECISION
    )


def withdraw(desk, held, **facts):
    facts = {"reason": REASON, "paper": PAPER, **facts}
    return withdrawing.withdraw(desk, held.id, version=held.version, **facts)


def confirm(second):
    (waiting,) = nominations.waiting(second)
    return nominations.confirm(second, waiting.id, version=waiting.version)


def every(kind):
    return list(db.session.scalars(db.select(kind).execution_options(partywork_scoped=True)))


def test_an_appointment_of_the_wrong_person_is_withdrawn_with_its_rights(make, desk, cell):
    wrong, right = make.member(cell), make.member(cell)
    account = make.user(wrong)
    held = appoint(desk, cell, wrong, SECRETARY)
    assert person_of(account, TODAY).actor.has(Role.CELL_OFFICER)

    withdraw(desk, held)

    assert not person_of(account, TODAY).actor.has(Role.CELL_OFFICER)
    assert held_on(cell, desk) == set()
    (kept,) = every(OfficeWithdrawal)
    assert (kept.kind, kept.starts_on, kept.ended_on) == (NominationKind.GIVEN, TODAY, None)
    assert (kept.decision_number, kept.paper_number) == ("131-QĐ/ĐU", "140-QĐ/ĐU")
    assert (kept.reason, kept.proposed_by, kept.confirmed_by) == (REASON, desk.name, None)
    (entry,) = [one for one in every(AuditEntry) if one.action == "appointment.withdraw"]
    assert entry.changes["kind"] == "Phân công giữ chức vụ"
    assert REASON not in str(entry.changes)
    appoint(desk, cell, right, SECRETARY)
    assert held_on(cell, desk) == {(right.id, SECRETARY)}


def test_a_hand_over_is_withdrawn_as_one_from_either_side(make, desk, cell):
    old, new = make.member(cell), make.member(cell)
    account = make.user(old)
    held = make.appointment(old, cell, SECRETARY)
    for side in (0, 1):
        hand_over(desk, held, successor_id=new.id)
        (given,) = queries.appointments_on(desk, cell.id, TODAY)
        assert not person_of(account, TODAY).actor.has(Role.CELL_OFFICER)

        withdraw(desk, (held, given)[side])

        assert held_on(cell, desk) == {(old.id, SECRETARY)}
        assert (held.ends_on, held.relief_number, held.relief_decided_on) == (None, None, None)
        assert person_of(account, TODAY).actor.has(Role.CELL_OFFICER)
    assert [one.kind for one in every(OfficeWithdrawal)] == [NominationKind.HANDED_OVER] * 2
    assert {one.ended_on for one in every(OfficeWithdrawal)} == {date(2026, 11, 21)}


def test_who_becomes_bi_thu_is_pho_bi_thu_no_more_until_that_is_withdrawn(make, desk, cell):
    old, new = make.member(cell), make.member(cell)
    held = make.appointment(old, cell, SECRETARY)
    deputy = make.appointment(new, cell, OfficeTitle.DEPUTY_SECRETARY)

    hand_over(desk, held, successor_id=new.id)

    assert held_on(cell, desk) == {(new.id, SECRETARY)}
    assert (deputy.ends_on, deputy.relief_number) == (date(2026, 11, 21), DECISION.number)

    withdraw(desk, held)

    assert held_on(cell, desk) == {(old.id, SECRETARY), (new.id, OfficeTitle.DEPUTY_SECRETARY)}


def test_a_wrong_last_day_is_withdrawn_and_written_again(make, desk, cell):
    held = make.appointment(make.member(cell), cell, DEPUTY)
    relieve(desk, held, ends_on=date(2027, 11, 22))
    with pytest.raises(RuleBroken, match="đã được ghi"):
        relieve(desk, held)

    withdraw(desk, held)
    relieve(desk, held)

    assert held.ends_on == date(2026, 11, 21)
    (kept,) = every(OfficeWithdrawal)
    assert (kept.kind, kept.ended_on) == (NominationKind.RELIEVED, date(2027, 11, 22))


def test_a_bi_thu_withdrawn_gives_the_cell_back_to_who_was_phu_trach(make, desk, cell):
    old, acting, new = (make.member(cell) for _ in range(3))
    held = make.appointment(old, cell, SECRETARY)
    hand_over(desk, held, acting_id=acting.id, starts_on=date(2026, 11, 1))
    given = appoint(desk, cell, new, SECRETARY)
    with pytest.raises(RuleBroken, match="thu hồi việc đó trước"):
        withdraw(desk, held)

    withdraw(desk, given)
    assert held_on(cell, desk) == {(acting.id, OfficeTitle.ACTING_SECRETARY)}
    withdraw(desk, held)

    assert held_on(cell, desk) == {(old.id, SECRETARY)}


def test_an_office_is_not_given_back_where_it_is_taken_or_its_holder_is_gone(make, desk, cell):
    old, new = make.member(cell), make.member(cell)
    held = make.appointment(old, cell, SECRETARY)
    relieve(desk, held)
    other = appoint(desk, cell, new, SECRETARY)

    with pytest.raises(RuleBroken, match="đã có bí thư"):
        withdraw(desk, held)
    withdraw(desk, other)
    gone = NewEvent(EventKind.TRANSFERRED_OUT, TODAY, cell.id, other_place="Đảng bộ phường X")
    events.record(desk, old.id, gone)
    with pytest.raises(RuleBroken, match="không sinh hoạt"):
        withdraw(desk, held)

    db.session.refresh(held)
    assert held.ends_on == date(2026, 11, 21)


def test_a_withdrawal_takes_a_reason_a_paper_and_somebody_else(make, desk, cell):
    held = appoint(desk, cell, make.member(cell), DEPUTY)

    with pytest.raises(RuleBroken, match="vì sao"):
        withdraw(desk, held, reason=" ")
    with pytest.raises(RuleBroken, match="căn cứ"):
        withdraw(desk, held, paper=replace(PAPER, number=""))
    with pytest.raises(RuleBroken, match="chính mình"):
        withdraw(replace(desk, member_id=held.member_id), held)
    with pytest.raises(NotAllowed):
        withdraw(make.secretary(cell), held)
    for actor in (make.secretary(make.cell()), make.administrator()):
        with pytest.raises((NotAllowed, NotVisible)):
            withdraw(actor, held)
    assert every(OfficeWithdrawal) == []


def test_above_the_cells_a_withdrawal_waits_for_a_second_person(make, desk):
    organisation = make.organisation()
    old, new = make.member(make.cell()), make.member(make.cell())
    account = make.user(old)
    second = make.office()
    held = make.appointment(old, organisation, OfficeTitle.INSPECTION_HEAD)
    hand_over(desk, held, successor_id=new.id)
    given = confirm(second)

    withdraw(desk, held)

    assert (new.id, OfficeTitle.INSPECTION_HEAD) in held_on(organisation, desk)
    (waiting,) = nominations.waiting(second)
    shown = nominations.get(second, waiting.id)
    assert (shown.kind, shown.grounds) == (NominationKind.WITHDRAWN, REASON)
    assert (shown.member_id, shown.restores.id) == (new.id, old.id)
    with pytest.raises(RuleBroken, match="chờ xác nhận"):
        relieve(second, given, ends_on=TODAY)
    with pytest.raises(RuleBroken, match="đề nghị"):
        nominations.confirm(desk, waiting.id, version=waiting.version)
    own = replace(second, member_id=old.id)
    with pytest.raises(RuleBroken, match="chính mình"):
        nominations.confirm(own, waiting.id, version=waiting.version)
    confirm(second)

    offices = held_on(organisation, desk)
    assert (old.id, OfficeTitle.INSPECTION_HEAD) in offices
    assert (new.id, OfficeTitle.INSPECTION_HEAD) not in offices
    assert person_of(account, TODAY).actor.has(Role.INSPECTOR)
    (kept,) = every(OfficeWithdrawal)
    assert (kept.proposed_by, kept.confirmed_by) == (desk.name, second.name)


def test_the_end_of_an_office_above_the_cells_is_given_back_when_confirmed(make, desk):
    held = make.appointment(
        make.member(make.cell()), make.organisation(), OfficeTitle.COMMITTEE_MEMBER
    )
    second = make.office()
    relieve(desk, held)
    confirm(second)

    withdraw(desk, held)
    (waiting,) = nominations.waiting(second)
    assert nominations.get(second, waiting.id).restores.id == held.member_id
    confirm(second)

    assert held.ends_on is None


def test_what_changed_meanwhile_is_not_withdrawn(make, desk):
    cell = make.cell()
    holder = make.member(cell)
    held = make.appointment(holder, make.organisation(), OfficeTitle.COMMITTEE_MEMBER)
    second = make.office()
    withdraw(desk, held)
    gone = NewEvent(EventKind.TRANSFERRED_OUT, TODAY, cell.id, other_place="Đảng bộ phường X")
    events.record(desk, holder.id, gone)

    with pytest.raises(RuleBroken, match="đã có thay đổi"):
        confirm(second)

    assert every(OfficeWithdrawal) == []


def test_the_register_keeps_offices_to_come_and_what_was_withdrawn(make, desk, cell):
    member = make.member(cell)
    appoint(desk, cell, member, DEPUTY, starts_on=date(2027, 1, 1))
    withdraw(desk, appoint(desk, cell, make.member(cell), OfficeTitle.CELL_COMMITTEE_MEMBER))

    register = office_register.open_register(desk, cell.id)
    own = office_register.open_register(make.secretary(cell), cell.id)

    assert [one.held.member_id for one in register.lines] == [member.id]
    assert register.lines[0].may_withdraw
    assert len(register.withdrawn) == 1
    assert own.withdrawn == ()
    assert not any(one.may_withdraw for one in own.lines)
    with pytest.raises(NotVisible):
        office_register.open_register(make.secretary(make.cell()), cell.id)


@pytest.mark.parametrize("late", [date(2027, 11, 23), date(2090, 1, 1)])
def test_days_out_of_reach_are_refused(make, desk, cell, late):
    held = make.appointment(make.member(cell), cell, SECRETARY)
    new = make.member(cell)

    for act in (
        lambda: appoint(desk, cell, new, DEPUTY, starts_on=late),
        lambda: hand_over(desk, held, successor_id=new.id, starts_on=late),
        lambda: relieve(desk, held, ends_on=late),
        lambda: terms_of_office.open_term(desk, cell.id, starts_on=late, ends_on=None),
    ):
        with pytest.raises(RuleBroken, match="quá xa"):
            act()


def test_an_office_is_not_handed_over_to_who_hands_it_over(make, desk, cell):
    old = make.member(cell)
    held = make.appointment(old, cell, SECRETARY)

    for who in ("successor_id", "acting_id"):
        with pytest.raises(RuleBroken, match="đồng chí khác"):
            hand_over(desk, held, **{who: old.id})

    db.session.refresh(held)
    assert held.ends_on is None


@pytest.mark.parametrize(
    "status",
    [
        MembershipStatus.PROBATIONARY,
        MembershipStatus.SUSPENDED,
        MembershipStatus.TEMPORARY_GUEST,
    ],
)
def test_who_may_not_be_elected_gets_no_office_above_the_cells(make, desk, status):
    organisation, member = make.organisation(), make.member(make.cell(), status=status)
    held = make.appointment(make.member(make.cell()), organisation, OfficeTitle.COMMITTEE_MEMBER)

    with pytest.raises(RuleBroken, match="không giữ chức vụ"):
        appoint(desk, organisation, member, OfficeTitle.COMMITTEE_MEMBER)
    with pytest.raises(RuleBroken, match="không giữ chức vụ"):
        hand_over(desk, held, successor_id=member.id)

    assert nominations.waiting(make.office()) == []


@pytest.mark.parametrize("starts_on", [date(2026, 11, 1), TODAY])
@pytest.mark.parametrize("kind", [EventKind.TRANSFERRED_OUT, EventKind.DIED])
def test_who_left_or_died_meanwhile_is_not_confirmed(make, desk, today, kind, starts_on):
    cell, organisation = make.cell(), make.organisation()
    member, second = make.member(cell), make.office()
    appoint(desk, organisation, member, OfficeTitle.COMMITTEE_MEMBER, starts_on)
    today(date(2026, 11, 24))
    place = {} if kind is EventKind.DIED else {"other_place": "Đảng bộ phường X"}
    events.record(desk, member.id, NewEvent(kind, date(2026, 11, 23), cell.id, **place))
    later = replace(second, day=date(2026, 11, 24))

    with pytest.raises(RuleBroken, match="không sinh hoạt ở Đảng bộ vào ngày 24/11/2026"):
        confirm(later)

    assert (member.id, OfficeTitle.COMMITTEE_MEMBER) not in held_on(
        organisation, desk, date(2026, 11, 24)
    )
