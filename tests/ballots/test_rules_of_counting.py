from typing import Any
from uuid import UUID

import pytest

from partywork.ballots.rules.counting import (
    Voter,
    check_congress,
    check_reserving,
    roll_size,
    why_counted,
)
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


def at_congress(status: Status = Status.OFFICIAL, **facts: bool) -> Voter:
    return Voter("a", status, **{"present": True, "at_congress": True, **facts})


@pytest.mark.parametrize(
    ("present", "excused", "outside", "words"),
    [
        (7, 5, [], "7/12 đồng chí chính thức"),
        (8, 4, [], None),
        (7, 3, [Status.EXEMPTED, Status.TEMPORARILY_AWAY, Status.SUSPENDED], None),
        (0, 0, [], None),
    ],
)
def test_a_congress_of_less_than_two_thirds_is_warned_of_also_when_the_rest_is_excused(
    present: int, excused: int, outside: list[Status], words: str | None
) -> None:
    people = [
        *[at_congress()] * present,
        *[at_congress(present=False, excused=True)] * excused,
        *[at_congress(Status.PROBATIONARY)] * 3,
        *[at_congress(status, present=False) for status in outside],
    ]

    found = check_congress(people)

    assert roll_size(people) == present
    assert (words in found) if words and found else found is words


def test_an_ordinary_meeting_is_no_congress() -> None:
    people = [Voter("a", Status.OFFICIAL, present=False, excused=True)] * 3

    assert check_congress(people) is None


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
        ({"voted": ()}, "đã biểu quyết nội dung này"),
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
