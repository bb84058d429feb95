from typing import Any
from uuid import UUID

import pytest

from partywork.ballots.rules.counting import Voter, check_reserving, why_counted
from partywork.cells.terms import MembershipStatus as Status
from partywork.core.errors import RuleBroken

VOTER = UUID(int=1)


@pytest.mark.parametrize(
    ("voter", "words"),
    [
        (Voter("a", Status.OFFICIAL, True), "Chính thức, có mặt: tính và được biểu quyết."),
        (Voter("a", Status.OFFICIAL, False), "Chính thức, không có mặt: vẫn tính vào tổng số."),
        (
            Voter("a", Status.EXEMPTED, True),
            "Được miễn sinh hoạt nhưng có mặt: tính và được biểu quyết.",
        ),
        (Voter("a", Status.EXEMPTED, False), "Được miễn sinh hoạt, không có mặt: không tính."),
        (Voter("a", Status.PROBATIONARY, True), "Dự bị: không tính, không biểu quyết."),
        (
            Voter("a", Status.TEMPORARY_GUEST, True),
            "Tạm thời đến sinh hoạt: không tính, không biểu quyết.",
        ),
    ],
)
def test_the_page_says_why_a_person_counts_or_not(voter: Voter, words: str) -> None:
    assert why_counted(voter) == words


def test_an_excused_absence_is_deducted_only_where_the_office_decided_so() -> None:
    ill = Voter("a", Status.OFFICIAL, present=False, excused=True)

    assert why_counted(ill) == "Chính thức, không có mặt: vẫn tính vào tổng số."
    assert why_counted(ill, excused_deducted=True) == (
        "Chính thức, vắng có lý do: được trừ, không tính."
    )


def test_who_joins_from_afar_counts_and_may_be_kept_from_a_vote() -> None:
    afar = Voter("a", Status.OFFICIAL, present=True, is_online=True)

    assert "không biểu quyết việc này" in why_counted(afar, from_afar=False)
    assert "tính và được biểu quyết" in why_counted(afar, from_afar=True)


def test_who_voted_reserves_an_opinion_once_the_result_is_known() -> None:
    check_reserving(VOTER, "Cần khảo sát thêm.", voted={VOTER}, reserved=(), is_decided=True)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"is_decided": False}, "khi đã có kết quả"),
        ({"voted": ()}, "được biểu quyết nội dung này"),
        ({"reserved": (VOTER,)}, "đã ghi ý kiến bảo lưu"),
        ({"text": ""}, "Hãy ghi ý kiến bảo lưu"),
    ],
)
def test_an_opinion_is_not_reserved_early_by_others_twice_or_without_words(
    changes: dict[str, Any], words: str
) -> None:
    facts = {"text": "Cần khảo sát thêm.", "voted": {VOTER}, "reserved": (), "is_decided": True}

    with pytest.raises(RuleBroken, match=words):
        check_reserving(VOTER, **facts | changes)
