import pytest

from partywork.cells.rules.offices import check_holder, check_office, offices_of
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
