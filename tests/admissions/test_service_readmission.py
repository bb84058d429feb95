from dataclasses import replace
from datetime import date

import pytest

from partywork.admissions import queries
from partywork.admissions.rules.readmission import Departure
from partywork.admissions.service import files, probation, readmission, stopping
from partywork.admissions.terms import Leaving, ProcedureKind, ProcedureState, Step
from partywork.cells.models import Member, MemberEvent, Membership
from partywork.cells.policy import visible_events, visible_members, visible_memberships
from partywork.cells.service import events
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import EventKind, JoiningReason, MembershipStatus
from partywork.core.actor import system
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, RuleBroken, Stale
from tests.support.admissions import (
    LISTED,
    celebrated,
    decided,
    listed,
    past_facts,
    prepared,
    sent,
    tick,
    voted,
)

DAY = date(2026, 11, 22)
LEFT_ON = date(2022, 3, 1)
DECIDED, CEREMONY = date(2026, 9, 15), date(2026, 9, 25)
SYSTEM = system(DAY)
STRUCK_OFF = past_facts(LEFT_ON, Leaving.STRUCK_OFF)


@pytest.fixture
def officer(make, cell):
    make.member(cell)
    return make.secretary(cell)


@pytest.fixture
def former(make, cell):
    """Somebody struck off in 2022, whose record stayed."""
    return gone(make.member(cell, admitted_on=date(2010, 3, 1)), cell, EventKind.STRUCK_OFF)


def gone(member, cell, kind, on=LEFT_ON):
    new = NewEvent(kind=kind, happened_on=on, cell_id=cell.id, document_number="12-QĐ/ĐU")
    events.record(SYSTEM, member.id, new)
    return member


def namesake(make, cell):
    """Return a member with the name and the birthday of the prospect."""
    member = make.member(cell, name="Phạm Thu Ngân")
    with transaction():
        member.born_on = date(1995, 5, 5)
    return member


def opened(officer, facts=STRUCK_OFF, **changed):
    return readmission.open_again(officer, listed(officer, **changed).id, facts)


def again(officer, desk, procedure):
    """Walk a readmission to the ceremony."""
    prepared(officer, procedure, LISTED)
    voted(officer, procedure.id, DECIDED)
    sent(officer, procedure.id, DECIDED)
    decided(desk, procedure.id, DECIDED)
    return celebrated(officer, procedure.id, CEREMONY)


def member_of(procedure):
    db.session.expire_all()
    query = visible_members(SYSTEM).where(Member.id == procedure.member_id)
    return db.session.scalars(query).one()


def standings(member_id):
    query = visible_memberships(SYSTEM).where(Membership.member_id == member_id)
    found = db.session.scalars(query.order_by(Membership.starts_on))
    return [(one.status, one.starts_on, one.joining_reason) for one in found]


def happenings(member_id):
    query = visible_events(SYSTEM).where(MemberEvent.member_id == member_id)
    return [one.kind for one in db.session.scalars(query.order_by(MemberEvent.sequence))]


def test_a_readmission_goes_on_with_the_former_record(officer, desk, former):
    procedure = opened(officer, citizen_id=former.citizen_id, phone="0987654321")
    assert (procedure.kind, procedure.member_id) == (ProcedureKind.READMISSION, former.id)

    done = again(officer, desk, procedure)

    member = member_of(done)
    assert member.id == former.id
    assert member.phone == "0987654321"
    assert (member.admitted_on, member.ceremony_on, member.official_on) == (DECIDED, CEREMONY, None)
    assert member.party_age_from == date(2014, 9, 15)
    assert standings(former.id)[-1] == (
        MembershipStatus.PROBATIONARY,
        CEREMONY,
        JoiningReason.RESTORED,
    )
    assert happenings(former.id)[-2:] == [EventKind.STRUCK_OFF, EventKind.ADMITTED_AGAIN]
    assert files.get(officer, done.id).state is ProcedureState.CELEBRATED


def test_the_new_probation_has_its_own_clock_and_file(officer, desk, former):
    done = again(officer, desk, opened(officer, citizen_id=former.citizen_id))

    probation.follow(system(date(2027, 7, 20)))

    found = queries.confirmations_of(SYSTEM, [former.id])[former.id]
    assert (found.kind, found.ceremony_on) == (ProcedureKind.CONFIRMATION, CEREMONY)
    assert found.helper_id == files.get(officer, done.id).helper_id


def test_who_left_another_dang_bo_begins_a_record_with_the_party_age_of_before(officer, desk):
    facts = replace(STRUCK_OFF, admitted_before_on=date(2010, 3, 1))
    procedure = opened(officer, facts)
    assert procedure.member_id is None

    member = member_of(again(officer, desk, procedure))

    assert member.full_name == "Phạm Thu Ngân"
    assert member.party_age_from == date(2014, 9, 15)
    assert happenings(member.id) == [EventKind.ADMITTED_AGAIN]


def test_who_left_after_a_transfer_goes_on_with_the_record_here(make, cell, officer, desk):
    known = gone(
        make.member(cell, admitted_on=date(2010, 3, 1)),
        cell,
        EventKind.TRANSFERRED_OUT,
        date(2020, 1, 1),
    )

    done = again(officer, desk, opened(officer, citizen_id=known.citizen_id))

    assert member_of(done).party_age_from == date(2014, 9, 15)


def test_a_former_record_is_found_by_name_and_birthday_too(make, cell, officer):
    known = gone(namesake(make, cell), cell, EventKind.STRUCK_OFF)
    with transaction():
        known.citizen_id = None
    namesake(make, cell)

    assert opened(officer, is_namesake=True).member_id == known.id


def test_two_former_records_of_one_name_ask_for_the_number(make, cell, officer):
    for _ in range(2):
        gone(namesake(make, cell), cell, EventKind.STRUCK_OFF)

    with pytest.raises(RuleBroken, match="ghi số căn cước"):
        opened(officer, citizen_id="")


def test_a_member_is_not_admitted_again(make, cell, officer):
    known = make.member(cell)

    with pytest.raises(RuleBroken, match="không được kết nạp lần nữa"):
        opened(officer, citizen_id=known.citizen_id)


def test_what_is_typed_agrees_with_the_former_record(officer, former):
    with pytest.raises(RuleBroken, match="không khớp"):
        opened(
            officer, past_facts(date(2022, 3, 2), Leaving.STRUCK_OFF), citizen_id=former.citizen_id
        )


def test_nobody_is_admitted_again_twice(officer, desk, cell, former):
    again(officer, desk, opened(officer, citizen_id=former.citizen_id))
    gone(former, cell, EventKind.PROBATIONER_STRUCK_OFF, date(2026, 11, 1))
    facts = past_facts(date(2026, 11, 1), Leaving.PROBATIONER_STRUCK_OFF)

    with pytest.raises(RuleBroken, match="đã ghi 1 lần kết nạp lại"):
        opened(officer, facts, citizen_id=former.citizen_id)


def test_the_cell_waits_thirty_six_months(officer):
    procedure = opened(officer, past_facts(date(2024, 1, 10), Leaving.STRUCK_OFF))
    prepared(officer, procedure, LISTED)

    with pytest.raises(RuleBroken, match="chi bộ xét từ ngày 10/01/2027"):
        voted(officer, procedure.id, DECIDED)


def test_without_the_consent_above_nothing_is_decided(officer, desk):
    procedure = opened(officer)
    prepared(officer, procedure, LISTED)
    voted(officer, procedure.id, DECIDED)
    sent(officer, procedure.id, DECIDED)
    tick(desk, procedure.id, Step.UPPER_CONSENT, date(2026, 10, 1))

    with pytest.raises(RuleBroken, match="Cấp ủy cấp trên đồng ý"):
        decided(desk, procedure.id, DECIDED)


def test_the_conditions_are_put_right_until_the_cell_has_agreed(officer, former):
    procedure = opened(officer, past_facts(date(2021, 1, 1), Leaving.EXPELLED))
    version = files.get(officer, procedure.id).version
    with pytest.raises(Stale):
        readmission.change(officer, procedure.id, version=0, facts=STRUCK_OFF)

    readmission.change(officer, procedure.id, version=version, facts=STRUCK_OFF)

    _, page = files.show(officer, procedure.id)
    assert ("Hình thức", "Bị xóa tên") in page.past
    assert ("Chi bộ xét từ ngày", "01/03/2025") in page.past
    prepared(officer, procedure, LISTED)
    voted(officer, procedure.id, DECIDED)
    with pytest.raises(RuleBroken, match="không sửa điều kiện"):
        readmission.for_changing(officer, procedure.id)
    admission = files.open_admission(
        officer, listed(officer, full_name="Lê An", citizen_id="001195000124").id
    )
    with pytest.raises(NotVisible):
        readmission.for_changing(officer, admission.id)


def test_who_only_helps_is_not_told_how_somebody_left(make, cell, officer):
    helper = make.plain_member(cell)
    procedure = opened(officer, helper_id=helper.member_id)

    _, seen = files.show(helper, procedure.id)

    assert seen.past == ()
    assert files.show(officer, procedure.id)[1].past != ()


def test_a_readmission_may_stop_as_an_admission(officer):
    procedure = opened(officer)
    version = files.get(officer, procedure.id).version

    stopping.stop(officer, procedure.id, version=version, stopped_on=DAY, reason="Chưa đủ")

    assert files.get(officer, procedure.id).state is ProcedureState.STOPPED


def test_a_departure_with_a_secret_is_refused(officer):
    facts = replace(
        STRUCK_OFF, departure=Departure(LEFT_ON, Leaving.RESIGNED, exception_paper="TỐI MẬT")
    )

    with pytest.raises(RuleBroken, match="độ mật"):
        opened(officer, facts)
