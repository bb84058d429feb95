from datetime import date

import pytest

from partywork.cells.service import groups as service
from partywork.cells.terms import GroupPost, MembershipStatus
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken, Stale

FIRST, TODAY = date(2026, 1, 1), date(2026, 11, 22)


@pytest.fixture(autouse=True)
def day(today):
    today(TODAY)


@pytest.fixture
def cell(make):
    return make.cell()


@pytest.fixture
def secretary(make, cell):
    return make.secretary(cell)


@pytest.fixture
def group(secretary, cell):
    return service.form(secretary, cell.id, name="Tổ đảng số 1", starts_on=FIRST)


def filled(secretary, group, on, *members, **leaders):
    keys = [one.id for one in members]
    service.fill(secretary, group.id, version=group.version, on=on, members=keys, **leaders)


def posts(actor, cell):
    (one,) = service.of_cell(actor, cell.id).groups
    return {place.member_id: place.post for place in one.places}


def test_a_group_is_formed_filled_changed_and_ended(make, cell, secretary, group):
    an, binh, cuc = (make.member(cell) for _ in range(3))
    filled(secretary, group, FIRST, an, binh, leader=an.id)

    filled(secretary, group, date(2026, 6, 1), binh, cuc, leader=binh.id, deputy=cuc.id)

    assert posts(secretary, cell) == {binh.id: GroupPost.LEADER, cuc.id: GroupPost.DEPUTY}
    before = service.on_day(secretary, cell.id, date(2026, 5, 31), {an.id, binh.id})
    assert {place.member_id for place in before[0].places} == {an.id, binh.id}
    page = service.of_cell(secretary, cell.id)
    assert an.full_name in page.without
    service.end(secretary, group.id, version=group.version, ends_on=date(2026, 10, 31))
    page = service.of_cell(secretary, cell.id)
    assert (page.groups, [one.name for one in page.ended]) == ((), ["Tổ đảng số 1"])
    with pytest.raises(RuleBroken, match="kết thúc"):
        service.get(secretary, group.id)


def test_filling_twice_on_a_day_keeps_one_place_each(make, cell, secretary, group):
    an, binh = make.member(cell), make.member(cell)
    filled(secretary, group, FIRST, an, leader=an.id)
    filled(secretary, group, FIRST, an, binh, leader=binh.id)

    assert posts(secretary, cell) == {an.id: GroupPost.MEMBER, binh.id: GroupPost.LEADER}


def test_two_people_do_not_fill_a_group_over_each_other(make, cell, secretary, group):
    version = group.version
    filled(secretary, group, FIRST, make.member(cell))

    with pytest.raises(Stale):
        service.fill(secretary, group.id, version=version, on=FIRST, members=[])


def test_people_of_another_group_are_not_offered_and_not_taken(make, cell, secretary, group):
    an = make.member(cell)
    filled(secretary, group, FIRST, an)
    other = service.form(secretary, cell.id, name="Tổ đảng số 2", starts_on=FIRST)

    offered = {one.member_id for one in service.for_filling(secretary, other.id).people}

    assert an.id not in offered
    with pytest.raises(RuleBroken, match="tổ đảng khác"):
        filled(secretary, other, FIRST, an)
    with pytest.raises(RuleBroken, match="tên này"):
        service.form(secretary, cell.id, name="tổ đảng SỐ 2", starts_on=FIRST)


def test_a_guest_belongs_to_no_group(make, cell, secretary, group):
    guest = make.member(cell, status=MembershipStatus.TEMPORARY_GUEST)

    with pytest.raises(RuleBroken, match="đang sinh hoạt"):
        filled(secretary, group, FIRST, guest)


def test_only_the_cells_own_officers_form_and_fill(make, cell, secretary, group):
    for actor in (make.plain_member(cell), make.office(), make.committee()):
        assert service.of_cell(actor, cell.id).groups
        with pytest.raises(NotAllowed):
            service.form(actor, cell.id, name="Tổ đảng số 2", starts_on=FIRST)
        with pytest.raises(NotAllowed):
            service.get(actor, group.id)
    for actor in (make.secretary(make.cell()), make.administrator()):
        with pytest.raises(NotVisible):
            service.of_cell(actor, cell.id)
        with pytest.raises(NotVisible):
            service.get(actor, group.id)


@pytest.mark.parametrize("late", [date(2027, 11, 23), date(2036, 11, 20)])
def test_a_day_more_than_a_year_ahead_is_refused(cell, secretary, group, late):
    for act in (
        lambda: service.form(secretary, cell.id, name="Tổ đảng số 2", starts_on=late),
        lambda: filled(secretary, group, late),
        lambda: service.end(secretary, group.id, version=group.version, ends_on=late),
    ):
        with pytest.raises(RuleBroken, match="quá xa"):
            act()
