from datetime import date
from uuid import uuid4

import pytest

from partywork.cells.rules.offices import (
    Post,
    above_the_cells,
    check_appointment,
    check_hand_over,
    check_holder,
    check_nothing_waits,
    check_office,
    check_second_person,
    days_to_check,
    last_day_before,
    needs_second_person,
    offices_of,
    replaced_by,
)
from partywork.cells.terms import MembershipStatus, OfficeTitle, OrganisationKind
from partywork.core.errors import RuleBroken

DAY = date(2026, 11, 20)
CELL, COMMITTEE = OrganisationKind.CELL, OrganisationKind.COMMITTEE


@pytest.mark.parametrize("status", [MembershipStatus.OFFICIAL, MembershipStatus.EXEMPTED])
@pytest.mark.parametrize(
    ("title", "kind"),
    [(OfficeTitle.SECRETARY, CELL), (OfficeTitle.COMMITTEE_MEMBER, COMMITTEE)],
)
def test_a_member_who_may_vote_may_hold_an_office(title, kind, status):
    check_holder(title, kind, DAY, [status])


@pytest.mark.parametrize(
    ("standings", "reason"),
    [
        ([], "ngày 20/11/2026"),
        ([MembershipStatus.PROBATIONARY], "Dự bị"),
        ([MembershipStatus.SUSPENDED], "Đình chỉ"),
        ([MembershipStatus.TEMPORARY_GUEST], "Tạm thời đến"),
    ],
)
@pytest.mark.parametrize(
    ("title", "kind"),
    [(OfficeTitle.DEPUTY_SECRETARY, CELL), (OfficeTitle.COMMITTEE_MEMBER, COMMITTEE)],
)
def test_others_may_not(title, kind, standings, reason):
    with pytest.raises(RuleBroken, match=reason):
        check_holder(title, kind, DAY, standings)


def test_who_is_a_guest_in_one_cell_holds_an_office_by_the_standing_in_the_other():
    both = [MembershipStatus.TEMPORARILY_AWAY, MembershipStatus.TEMPORARY_GUEST]

    check_holder(OfficeTitle.COMMITTEE_MEMBER, COMMITTEE, DAY, both)


@pytest.mark.parametrize("title", [OfficeTitle.OFFICE_STAFF, OfficeTitle.OFFICE_HEAD])
def test_a_desk_of_the_office_takes_no_election_but_belonging(title):
    check_holder(title, COMMITTEE, DAY, [MembershipStatus.PROBATIONARY])
    for status in (MembershipStatus.SUSPENDED, MembershipStatus.TEMPORARY_GUEST):
        with pytest.raises(RuleBroken, match="không giữ chức vụ"):
            check_holder(title, COMMITTEE, DAY, [status])


def test_above_the_cells_somebody_must_still_be_fit_today():
    before, today, later = date(2026, 3, 1), date(2026, 11, 22), date(2026, 12, 1)

    assert days_to_check(CELL, before, today) == (before,)
    assert days_to_check(COMMITTEE, before, today) == (before, today)
    assert days_to_check(COMMITTEE, today, today) == (today,)
    assert days_to_check(COMMITTEE, later, today) == (later,)


def test_each_kind_of_organisation_has_its_own_offices():
    assert OfficeTitle.CELL_COMMITTEE_MEMBER in offices_of(OrganisationKind.CELL)
    assert OfficeTitle.OFFICE_STAFF not in offices_of(OrganisationKind.CELL)
    assert OfficeTitle.OFFICE_STAFF in offices_of(OrganisationKind.COMMITTEE)
    assert OfficeTitle.CELL_COMMITTEE_MEMBER not in offices_of(OrganisationKind.SUB_ORGANISATION)
    assert offices_of(OrganisationKind.UPPER) == ()


@pytest.mark.parametrize(
    ("title", "words"),
    [
        (OfficeTitle.SECRETARY, "Bí thư Đảng ủy"),
        (OfficeTitle.INSPECTION_HEAD, "Chủ nhiệm Ủy ban Kiểm tra Đảng ủy"),
        (OfficeTitle.COMMITTEE_MEMBER, "Đảng ủy viên"),
        (OfficeTitle.OFFICE_HEAD, "Chánh Văn phòng Đảng ủy"),
    ],
)
def test_who_comes_from_above_is_not_taken_for_the_secretary_of_the_cell(title, words):
    assert above_the_cells(title) == words


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

    one, other, third = uuid4(), uuid4(), uuid4()

    check_hand_over(secretary, cell, holder=one, successor=other, acting=None)
    check_hand_over(secretary, cell, holder=one, successor=None, acting=other)
    check_hand_over(deputy, committee, holder=one, successor=None, acting=None)
    with pytest.raises(RuleBroken, match="Chỉ chọn một"):
        check_hand_over(secretary, cell, holder=one, successor=other, acting=third)
    for title, kind in ((deputy, cell), (secretary, committee)):
        with pytest.raises(RuleBroken, match="khuyết bí thư"):
            check_hand_over(title, kind, holder=one, successor=None, acting=other)


def test_nobody_hands_an_office_over_to_oneself():
    held, one = (OfficeTitle.SECRETARY, OrganisationKind.CELL), uuid4()

    with pytest.raises(RuleBroken, match="đồng chí khác") as refused:
        check_hand_over(*held, holder=one, successor=one, acting=None)
    assert refused.value.field == "successor_id"
    with pytest.raises(RuleBroken, match="không phụ trách chính chức vụ đó") as refused:
        check_hand_over(*held, holder=one, successor=None, acting=one)
    assert refused.value.field == "acting_id"


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


def test_a_new_office_of_a_cell_replaces_the_former_one_there():
    given = OfficeTitle.SECRETARY
    assert replaced_by(given, OrganisationKind.CELL) == (
        OfficeTitle.DEPUTY_SECRETARY,
        OfficeTitle.CELL_COMMITTEE_MEMBER,
    )
    assert replaced_by(given, OrganisationKind.COMMITTEE) == ()
    assert replaced_by(OfficeTitle.ACTING_SECRETARY, OrganisationKind.CELL) == ()
