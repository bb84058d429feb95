import pytest

from partywork.cells.terms import BodyKind, OfficeTitle
from partywork.core.errors import RuleBroken
from partywork.documents.rules import authority_line, full_key, office_line


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (BodyKind.CELL, "T/M CHI BỘ"),
        (BodyKind.CELL_COMMITTEE, "T/M CHI BỘ"),
        (BodyKind.COMMITTEE, "T/M ĐẢNG ỦY"),
        (BodyKind.STANDING_COMMITTEE, "T/M BAN THƯỜNG VỤ"),
        (BodyKind.INSPECTION_COMMISSION, "T/M ỦY BAN KIỂM TRA"),
    ],
)
def test_each_body_signs_in_its_own_name(body, line):
    assert authority_line(body, "T/M chi bộ") == line


def test_a_cell_may_sign_as_chi_uy_where_the_office_says_so():
    assert authority_line(BodyKind.CELL, "T/M CHI ỦY") == "T/M CHI ỦY"


def test_a_form_no_cap_uy_may_use_is_refused():
    with pytest.raises(RuleBroken):
        authority_line(BodyKind.CELL, "K/T BÍ THƯ")


@pytest.mark.parametrize(
    ("office", "line"),
    [
        (OfficeTitle.SECRETARY, "BÍ THƯ"),
        (OfficeTitle.DEPUTY_SECRETARY, "PHÓ BÍ THƯ"),
        (OfficeTitle.INSPECTION_HEAD, "CHỦ NHIỆM"),
        (OfficeTitle.INSPECTION_DEPUTY, "PHÓ CHỦ NHIỆM"),
        (OfficeTitle.CELL_COMMITTEE_MEMBER, ""),
    ],
)
def test_the_office_stands_without_the_name_of_the_body(office, line):
    assert office_line(office) == line


def test_a_symbol_shown_to_people_names_its_organisation_and_its_term():
    assert (
        full_key("05-NQ/CB", "Chi bộ X", "2025-2027") == "05-NQ/CB (Chi bộ X, nhiệm kỳ 2025-2027)"
    )
