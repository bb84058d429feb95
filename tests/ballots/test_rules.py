from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partywork.ballots.rules.counting import (
    Tally,
    Voter,
    basis_of,
    check_may_open,
    check_tally,
    eligible_present,
    needed,
    passed,
    roll_size,
    threshold_for,
    why_counted,
)
from partywork.ballots.terms import VoteSubject
from partywork.cells.terms import MembershipStatus as Status
from partywork.core.errors import RuleBroken
from partywork.provisions.terms import Threshold

TABLE = {
    "admission": {"needs": "two_thirds", "basis": "24-QĐ/TW"},
    "expulsion": {"needs": "two_thirds", "basis": "69-QĐ/TW, Điều 15"},
    "ordinary": {"needs": "majority", "basis": "Điều lệ Đảng, Điều 9.5"},
}

VOTERS = st.lists(
    st.builds(
        Voter,
        member_id=st.just("someone"),
        status=st.sampled_from(list(Status)),
        present=st.booleans(),
        excused=st.booleans(),
    ),
    max_size=60,
)


def people(count: int, status: Status, *, present: bool, excused: bool = False) -> list[Voter]:
    return [Voter(f"{status}-{n}", status, present, excused) for n in range(count)]


def cell_of_t1(*, exempted_comes: bool = False) -> list[Voter]:
    """14 official members, one exempted and one away; one of the other 12 does not come."""
    return [
        *people(11, Status.OFFICIAL, present=True),
        *people(1, Status.OFFICIAL, present=False, excused=True),
        *people(1, Status.EXEMPTED, present=exempted_comes),
        *people(1, Status.TEMPORARILY_AWAY, present=False),
        *people(2, Status.PROBATIONARY, present=True),
    ]


def test_t1_seven_of_a_roll_of_twelve_pass_a_resolution() -> None:
    voters = cell_of_t1()

    roll = roll_size(voters)

    assert roll == 12
    assert eligible_present(voters) == 11
    assert needed(roll, Threshold.MAJORITY) == 7
    assert passed(Tally(7, 3, 1), roll, Threshold.MAJORITY)


def test_t2_six_of_eleven_present_do_not_pass_it() -> None:
    roll = roll_size(cell_of_t1())

    assert not passed(Tally(6, 5, 0), roll, Threshold.MAJORITY)


def test_t3_an_exempted_member_who_comes_counts_and_votes() -> None:
    voters = cell_of_t1(exempted_comes=True)

    roll = roll_size(voters)

    assert roll == 13
    assert eligible_present(voters) == 12
    assert needed(roll, Threshold.MAJORITY) == 7
    assert passed(Tally(7, 5, 0), roll, Threshold.MAJORITY)


def test_t4_a_probationary_member_present_neither_votes_nor_counts() -> None:
    probationary = people(2, Status.PROBATIONARY, present=True)

    assert eligible_present(probationary) == 0
    assert roll_size(probationary) == 0


def test_t5_six_of_ten_do_not_admit_a_member() -> None:
    threshold = threshold_for(TABLE, VoteSubject.ADMISSION)

    assert needed(10, threshold) == 7
    assert not passed(Tally(6, 4, 0), 10, threshold)


def test_t6_five_votes_of_eleven_are_too_few_even_when_the_excused_are_deducted() -> None:
    voters = [
        *people(10, Status.OFFICIAL, present=True),
        *people(1, Status.OFFICIAL, present=False, excused=True),
    ]

    assert roll_size(voters) == 11
    assert roll_size(voters, excused_deducted=True) == 10
    for roll in (10, 11):
        assert needed(roll, Threshold.MAJORITY) == 6
        assert not passed(Tally(5, 5, 0), roll, Threshold.MAJORITY)


@pytest.mark.parametrize(
    ("roll", "majority", "two_thirds"), [(9, 5, 6), (13, 7, 9), (21, 11, 14), (12, 7, 8), (1, 1, 1)]
)
def test_t7_exact_numbers_needed(roll: int, majority: int, two_thirds: int) -> None:
    assert needed(roll, Threshold.MAJORITY) == majority
    assert needed(roll, Threshold.TWO_THIRDS) == two_thirds


def test_t31_a_temporary_guest_is_neither_voter_nor_counted() -> None:
    guests = people(3, Status.TEMPORARY_GUEST, present=True)

    assert roll_size(guests) == eligible_present(guests) == 0


def test_t32_suspended_and_prosecuted_members_are_not_in_the_roll() -> None:
    barred = [
        *people(1, Status.SUSPENDED, present=False),
        *people(1, Status.PROSECUTED, present=False),
    ]

    assert roll_size(barred) == 0


def test_t33_a_proposal_to_expel_needs_two_thirds_and_a_warning_a_majority() -> None:
    assert not passed(Tally(9, 6, 0), 15, threshold_for(TABLE, VoteSubject.EXPULSION))
    assert passed(Tally(8, 7, 0), 15, threshold_for(TABLE, VoteSubject.ORDINARY))


@pytest.mark.parametrize("subject", list(VoteSubject))
@pytest.mark.parametrize("needs", list(Threshold))
def test_the_table_says_how_many_must_agree_and_by_which_text(
    subject: VoteSubject, needs: Threshold
) -> None:
    table = {subject.value: {"needs": needs.value, "basis": "Quy định 1"}}

    assert threshold_for(table, subject) is needs
    assert basis_of(table, subject) == "Quy định 1"


def test_what_the_table_does_not_name_takes_a_majority() -> None:
    assert threshold_for({}, VoteSubject.TRUST) is Threshold.MAJORITY
    assert basis_of({}, VoteSubject.TRUST) == "Điều lệ Đảng, Điều 9.5"


@pytest.mark.parametrize("roll", [0, 12])
def test_a_vote_cannot_open_without_anybody_who_may_vote(roll: int) -> None:
    with pytest.raises(RuleBroken, match="điểm danh"):
        check_may_open(roll, 0, block_without_majority=False, warn_under_two_thirds=False)


def test_a_vote_that_nobody_could_win_is_blocked_when_the_office_says_so() -> None:
    with pytest.raises(RuleBroken, match="không quá nửa tổng số 12"):
        check_may_open(12, 6, block_without_majority=True, warn_under_two_thirds=True)

    assert check_may_open(12, 6, block_without_majority=False, warn_under_two_thirds=False) is None


def test_under_two_thirds_present_gives_a_warning_and_no_more() -> None:
    warning = check_may_open(12, 7, block_without_majority=True, warn_under_two_thirds=True)

    assert warning is not None
    assert "dưới hai phần ba tổng số 12" in warning


def test_two_thirds_present_open_without_a_warning() -> None:
    assert check_may_open(12, 8, block_without_majority=True, warn_under_two_thirds=True) is None
    assert check_may_open(12, 7, block_without_majority=True, warn_under_two_thirds=False) is None


def test_a_tally_must_add_up_to_the_voters_present_and_the_message_says_both() -> None:
    with pytest.raises(RuleBroken) as refusal:
        check_tally(Tally(7, 2, 1), 11)

    assert "được 10" in refusal.value.message
    assert "có 11" in refusal.value.message


@pytest.mark.parametrize("tally", [Tally(-1, 6, 6), Tally(6, -1, 6), Tally(6, 6, -1)])
def test_negative_counts_are_refused(tally: Tally) -> None:
    with pytest.raises(RuleBroken, match="số âm"):
        check_tally(tally, 11)


def test_a_tally_that_adds_up_is_accepted() -> None:
    check_tally(Tally(7, 3, 1), 11)


@given(st.integers(1, 10_000))
def test_a_majority_is_the_smallest_number_above_one_half(roll: int) -> None:
    majority = needed(roll, Threshold.MAJORITY)

    assert Fraction(majority, roll) > Fraction(1, 2) >= Fraction(majority - 1, roll)


@given(st.integers(1, 10_000))
def test_two_thirds_are_the_smallest_number_that_reaches_them(roll: int) -> None:
    two_thirds = needed(roll, Threshold.TWO_THIRDS)

    assert Fraction(two_thirds, roll) >= Fraction(2, 3) > Fraction(two_thirds - 1, roll)


@given(VOTERS)
def test_whoever_may_vote_is_in_the_roll(voters: list[Voter]) -> None:
    assert eligible_present(voters) <= roll_size(voters, excused_deducted=True)
    assert roll_size(voters, excused_deducted=True) <= roll_size(voters) <= len(voters)


@given(VOTERS)
def test_the_roll_adds_up_over_any_split_of_the_list(voters: list[Voter]) -> None:
    half = len(voters) // 2

    assert roll_size(voters) == roll_size(voters[:half]) + roll_size(voters[half:])


@pytest.mark.parametrize(
    ("voter", "words"),
    [
        (Voter("a", Status.OFFICIAL, present=True), "có mặt: tính và được biểu quyết"),
        (Voter("a", Status.OFFICIAL, present=False), "vẫn tính vào tổng số"),
        (Voter("a", Status.EXEMPTED, present=True), "nhưng có mặt: tính và được biểu quyết"),
        (Voter("a", Status.TEMPORARILY_AWAY, present=False), "không có mặt: không tính"),
        (Voter("a", Status.PROBATIONARY, present=True), "không tính, không biểu quyết"),
        (Voter("a", Status.TEMPORARY_GUEST, present=True), "không tính, không biểu quyết"),
    ],
)
def test_everybody_can_read_why_they_count_or_not(voter: Voter, words: str) -> None:
    assert words in why_counted(voter)


def test_an_excused_absence_is_explained_by_the_decision_of_the_office() -> None:
    voter = Voter("a", Status.OFFICIAL, present=False, excused=True)

    assert "vẫn tính" in why_counted(voter)
    assert "được trừ, không tính" in why_counted(voter, excused_deducted=True)


@given(VOTERS, st.booleans())
def test_the_words_agree_with_the_roll_and_with_the_right_to_vote(
    voters: list[Voter], excused_deducted: bool
) -> None:
    for voter in voters:
        words = why_counted(voter, excused_deducted=excused_deducted)

        counted = roll_size([voter], excused_deducted=excused_deducted) == 1
        assert counted == ("không tính" not in words)
        assert (eligible_present([voter]) == 1) == ("được biểu quyết" in words)
