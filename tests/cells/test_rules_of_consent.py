"""The number 30 for organisations, and what takes the consent of the committee above."""

import pytest

from partywork.cells.rules.consent import case_of, crossing, words_of
from partywork.cells.terms import ConsentCase as Case
from partywork.cells.terms import OrganisationKind as Kind

BASIS = "Điều lệ Đảng, Điều 21"


@pytest.mark.parametrize(
    ("kind", "members", "under_upper", "expected"),
    [
        (Kind.COMMITTEE, 29, True, Case.SMALL_ORGANISATION),
        (Kind.COMMITTEE, 30, True, None),
        (Kind.CELL, 29, True, None),
        (Kind.CELL, 30, True, Case.LARGE_CELL),
        (Kind.CELL, 300, False, None),
        (Kind.SUB_ORGANISATION, 300, False, Case.SUB_ORGANISATION),
        (Kind.UPPER, 5, False, None),
    ],
)
def test_thirty_members_part_a_dang_bo_from_a_chi_bo_co_so(kind, members, under_upper, expected):
    assert case_of(kind, members, lies_under_upper=under_upper, limit=30) is expected


@pytest.mark.parametrize("case", list(Case))
def test_each_case_is_told_when_it_begins_and_when_it_ends(case):
    begun = crossing(None, case, 30, 30, BASIS)
    over = crossing(case, None, 31, 30, BASIS)

    assert "đồng ý bằng văn bản (Điều lệ Đảng, Điều 21)" in begun.text
    assert words_of(case, 30, 30, BASIS) in begun.text
    assert "không còn thuộc trường hợp" in over.text
    assert begun.title != over.title


def test_the_same_twice_is_nothing():
    assert crossing(None, None, 5, 30, BASIS) is None
    assert crossing(Case.LARGE_CELL, Case.LARGE_CELL, 31, 30, BASIS) is None
