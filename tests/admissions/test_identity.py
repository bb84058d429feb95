"""The register finds out whether a candidate is a member, is listed, or vouches for themselves."""

from datetime import date

import pytest

from partywork.admissions.service import files, prospects
from partywork.cells.service import events
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import EventKind, Sex
from partywork.core.actor import system
from partywork.core.db import transaction
from partywork.core.errors import RuleBroken
from tests.support.admissions import (
    LISTED,
    celebrated,
    decided,
    facts_of,
    listed,
    prepared,
    sent,
    sponsored,
    voted,
)

DAY = date(2026, 11, 22)
NAME, BORN = "Phạm Thu Ngân", date(1995, 5, 5)


@pytest.fixture
def officer(make, cell):
    for _ in range(3):
        make.member(cell)
    return make.secretary(cell)


@pytest.fixture
def twin(make, cell):
    """An official member with the name and the birthday of the prospect."""
    member = make.member(cell, name=NAME)
    with transaction():
        member.born_on = BORN
    return member


def change(officer, prospect, **changed):
    version = prospects.get(officer, prospect.id).version
    facts = facts_of(officer.member_id, **changed)
    return prospects.change(officer, prospect.id, version=version, facts=facts)


def left(member, cell, kind=EventKind.STRUCK_OFF):
    new = NewEvent(
        kind=kind, happened_on=date(2022, 3, 1), cell_id=cell.id, document_number="12-QĐ/ĐU"
    )
    events.record(system(DAY), member.id, new)


def test_an_official_member_is_neither_listed_nor_their_own_helper(officer, twin):
    with pytest.raises(RuleBroken, match="chính người được xét") as refused:
        listed(officer, helper_id=twin.id, citizen_id="")
    assert refused.value.field == "helper_id"
    with pytest.raises(RuleBroken, match="chính người được xét") as refused:
        listed(officer, second_helper_id=twin.id)
    assert refused.value.field == "second_helper_id"
    for number in ("", "001195000123"):
        with pytest.raises(RuleBroken, match="cùng họ tên, ngày sinh"):
            listed(officer, citizen_id=number)
    with pytest.raises(RuleBroken, match="không được kết nạp lần nữa"):
        listed(officer, citizen_id=twin.citizen_id, full_name="Lê An", is_namesake=True)


def test_a_namesake_with_another_number_is_looked_after_when_an_officer_says_so(officer, twin):
    prospect = listed(officer, is_namesake=True, helper_id=twin.id)
    procedure = files.open_admission(officer, prospect.id)
    sponsored(officer, procedure.id, twin.id)

    with pytest.raises(RuleBroken, match="Nếu là người khác"):
        change(officer, prospect, is_namesake=False)
    with transaction():
        twin.citizen_id = None
    with pytest.raises(RuleBroken, match="chưa có số căn cước"):
        change(officer, prospect, is_namesake=True)


def test_a_namesake_of_the_other_sex_with_another_number_is_somebody_else(make, cell, officer):
    member = make.member(cell, name=NAME)
    with transaction():
        member.born_on, member.sex = BORN, Sex.MALE

    assert not listed(officer).is_namesake


def test_whoever_becomes_a_member_meanwhile_goes_no_further(make, cell, officer, desk):
    procedure = files.open_admission(officer, listed(officer).id)
    prepared(officer, procedure, LISTED)
    member = make.member(cell, name=NAME)
    with transaction():
        member.born_on = BORN

    with pytest.raises(RuleBroken, match="chính người được xét"):
        sponsored(officer, procedure.id, member.id)
    with pytest.raises(RuleBroken, match="cùng họ tên"):
        voted(officer, procedure.id, DAY)
    with transaction():
        member.born_on = date(1970, 1, 1)
    voted(officer, procedure.id, DAY)
    with transaction():
        member.born_on = BORN
    with pytest.raises(RuleBroken, match="cùng họ tên"):
        sent(officer, procedure.id, DAY)


def test_nobody_is_on_two_lists_of_the_whole_organisation(make, officer):
    listed(officer)
    elsewhere = make.secretary(make.cell())

    with pytest.raises(RuleBroken, match="quần chúng ưu tú của Đảng bộ"):
        listed(elsewhere, full_name="Lê An")
    with pytest.raises(RuleBroken, match="đã có người cùng họ tên"):
        listed(elsewhere, citizen_id="001195000124")
    assert listed(elsewhere, citizen_id="001195000124", is_namesake=True)


def test_a_former_member_is_listed_but_not_admitted_for_the_first_time(cell, officer, twin):
    left(twin, cell)

    prospect = listed(officer, citizen_id=twin.citizen_id)

    with pytest.raises(RuleBroken, match="phải lập hồ sơ kết nạp lại"):
        files.open_admission(officer, prospect.id)


def test_the_dead_are_no_candidates(cell, officer, twin):
    left(twin, cell, EventKind.DIED)

    with pytest.raises(RuleBroken, match="cùng họ tên, ngày sinh"):
        listed(officer)


def test_the_number_is_there_before_the_file_goes_up(officer, desk):
    prospect = listed(officer, citizen_id="")
    procedure = files.open_admission(officer, prospect.id)
    prepared(officer, procedure, LISTED)
    voted(officer, procedure.id, DAY)

    with pytest.raises(RuleBroken, match="Chưa ghi số căn cước"):
        sent(officer, procedure.id, DAY)
    change(officer, prospect)
    sent(officer, procedure.id, DAY)
    with transaction():
        prospects.get(officer, prospect.id).citizen_id = None
    with pytest.raises(RuleBroken, match="Chưa ghi số căn cước"):
        decided(desk, procedure.id, DAY)
    change(officer, prospect)
    decided(desk, procedure.id, DAY)
    assert celebrated(officer, procedure.id, DAY).member_id is not None
