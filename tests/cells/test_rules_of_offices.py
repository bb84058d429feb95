from datetime import date

import pytest

from partywork.cells.rules.offices import (
    Post,
    check_appointment,
    check_hand_over,
    check_holder,
    check_nothing_waits,
    check_office,
    check_second_person,
    last_day_before,
    needs_second_person,
    offices_of,
)
from partywork.cells.terms import MembershipStatus, OfficeTitle, OrganisationKind
from partywork.core.errors import RuleBroken


@pytest.mark.parametrize("status", [MembershipStatus.OFFICIAL, MembershipStatus.EXEMPTED])
def test_a_member_who_may_vote_may_hold_an_office(status):
    check_holder(status)


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (None, "không sinh hoạt"),
        (MembershipStatus.PROBATIONARY, "Dự bị"),
        (MembershipStatus.SUSPENDED, "Đình chỉ"),
        (MembershipStatus.TEMPORARY_GUEST, "Tạm thời đến"),
    ],
)
def test_others_may_not(status, reason):
    with pytest.raises(RuleBroken, match=reason):
        check_holder(status)


def test_each_kind_of_organisation_has_its_own_offices():
    assert OfficeTitle.CELL_COMMITTEE_MEMBER in offices_of(OrganisationKind.CELL)
    assert OfficeTitle.OFFICE_STAFF not in offices_of(OrganisationKind.CELL)
    assert OfficeTitle.OFFICE_STAFF in offices_of(OrganisationKind.COMMITTEE)
    assert OfficeTitle.CELL_COMMITTEE_MEMBER not in offices_of(OrganisationKind.SUB_ORGANISATION)
    assert offices_of(OrganisationKind.UPPER) == ()


def test_an_office_the_organisation_does_not_have_is_refused():
    check_office(OfficeTitle.SECRETARY, OrganisationKind.CELL)
    with pytest.raises(RuleBroken, match="Đảng ủy viên"):
        check_office(OfficeTitle.COMMITTEE_MEMBER, OrganisationKind.CELL)


def test_somebody_phu_trach_only_looks_after_a_vacant_post():
    held = Post(OfficeTitle.SECRETARY, date(2025, 1, 1), None)
    acting = Post(OfficeTitle.ACTING_SECRETARY, date(2025, 1, 1), date(2025, 6, 30))

    check_appointment(OfficeTitle.ACTING_SECRETARY, date(2025, 7, 1), None, [acting])
    with pytest.raises(RuleBroken, match="đã có bí thư"):
        check_appointment(OfficeTitle.ACTING_SECRETARY, date(2025, 7, 1), None, [held])
    with pytest.raises(RuleBroken, match="đã có đồng chí phụ trách"):
        check_appointment(OfficeTitle.SECRETARY, date(2025, 6, 1), None, [acting])


def test_the_old_holder_keeps_an_office_to_the_day_before():
    assert last_day_before(date(2025, 1, 1), date(2026, 3, 1)) == date(2026, 2, 28)
    with pytest.raises(RuleBroken, match="01/01/2025"):
        last_day_before(date(2025, 1, 1), date(2025, 1, 1))


def test_a_hand_over_names_one_who_follows_or_leaves_a_cell_to_somebody_phu_trach():
    cell, committee = OrganisationKind.CELL, OrganisationKind.COMMITTEE
    secretary, deputy = OfficeTitle.SECRETARY, OfficeTitle.DEPUTY_SECRETARY

    check_hand_over(secretary, cell, takes_over=True, has_acting=False)
    check_hand_over(secretary, cell, takes_over=False, has_acting=True)
    check_hand_over(deputy, committee, takes_over=False, has_acting=False)
    with pytest.raises(RuleBroken, match="Chỉ chọn một"):
        check_hand_over(secretary, cell, takes_over=True, has_acting=True)
    for title, kind in ((deputy, cell), (secretary, committee)):
        with pytest.raises(RuleBroken, match="khuyết bí thư"):
            check_hand_over(title, kind, takes_over=False, has_acting=True)


def test_offices_above_the_cells_take_two_people():
    assert not needs_second_person(OrganisationKind.CELL)
    assert needs_second_person(OrganisationKind.COMMITTEE)
    check_second_person(is_proposer=False, is_nominee=False)
    with pytest.raises(RuleBroken, match="đề nghị"):
        check_second_person(is_proposer=True, is_nominee=False)
    with pytest.raises(RuleBroken, match="chính mình"):
        check_second_person(is_proposer=False, is_nominee=True)


def test_one_decision_on_an_office_waits_at_a_time():
    check_nothing_waits(waits=False)
    with pytest.raises(RuleBroken, match="đang chờ xác nhận"):
        check_nothing_waits(waits=True)
