from collections.abc import Callable
from datetime import time

import pytest

from partywork.ballots.rules.counting import Tally
from partywork.ballots.terms import VoteStatus, VoteSubject
from partywork.cells.terms import BodyKind, MembershipStatus
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken, Stale
from partywork.meetings.service import record, votes
from partywork.meetings.terms import AttendanceMark
from tests.meetings.minuting import MEETS_ON, ask, count, everybody_there, item
from tests.support.bodies import open_body
from tests.support.make import Make
from tests.support.meetings import Case, mark, open_meeting

Status = MembershipStatus


@pytest.fixture(autouse=True)
def evening(today: Callable[..., None]) -> None:
    today(MEETS_ON, time(21, 0))


def cell_of_t1(make: Make, *, exempted_comes: bool = False) -> Case:
    """14 official members, one exempted, one away, two probationary; one of the 12 is ill."""
    case = open_meeting(
        make,
        statuses=[
            *[Status.OFFICIAL] * 10,
            Status.EXEMPTED,
            Status.TEMPORARILY_AWAY,
            *[Status.PROBATIONARY] * 2,
        ],
    )
    exempted, away = case.members[10], case.members[11]
    absent = {"not_called": (away,), "excused": (case.members[0],)}
    if not exempted_comes:
        absent["exempt"] = (exempted,)
    mark(case, AttendanceMark.PRESENT, **absent)
    return case


def test_t1_seven_in_favour_of_a_roll_of_twelve_pass(make: Make) -> None:
    case = cell_of_t1(make)
    vote = ask(case)

    before = votes.get(case.secretary, case.id, vote.id)
    closed = count(case, vote, 7, 3, 1)

    assert (before.roll, before.needed, before.eligible_present) == (12, 7, 11)
    assert (closed.roll, closed.needed, closed.eligible_present) == (12, 7, 11)
    assert closed.status is VoteStatus.PASSED


def test_t2_six_in_favour_fail_although_more_than_half_of_those_present(make: Make) -> None:
    case = cell_of_t1(make)

    closed = count(case, ask(case), 6, 5, 0)

    assert closed.status is VoteStatus.FAILED


def test_t3_the_exempted_member_who_comes_counts_and_votes(make: Make) -> None:
    case = cell_of_t1(make, exempted_comes=True)

    closed = count(case, ask(case), 7, 4, 1)

    assert (closed.roll, closed.needed, closed.eligible_present) == (13, 7, 12)
    assert closed.status is VoteStatus.PASSED


def test_t4_probationary_members_are_shown_as_not_counting(make: Make) -> None:
    case = cell_of_t1(make)

    view = votes.get(case.secretary, case.id, ask(case).id)

    probationary = [one for one in view.people if one.status == "Dự bị"]
    assert len(probationary) == 2
    assert not any(one.counts or one.may_vote for one in probationary)
    assert probationary[0].reason == "Dự bị: không tính, không biểu quyết."


def test_the_base_stays_as_it_was_when_the_vote_opened(make: Make) -> None:
    case = cell_of_t1(make)
    vote = votes.open_vote(case.secretary, case.id, ask(case).id)

    mark(case, AttendanceMark.PRESENT)
    view = votes.get(case.secretary, case.id, vote.id)

    assert (view.roll, view.needed, view.eligible_present) == (12, 7, 11)
    assert len(view.people) == 16
    assert len(view.eligible) == 11
    assert sum(one.counts for one in view.people) == 12


def test_the_reasons_behind_an_open_vote_are_those_of_its_opening(make: Make) -> None:
    case = cell_of_t1(make)
    vote = ask(case)
    before = votes.get(case.secretary, case.id, vote.id)

    votes.open_vote(case.secretary, case.id, vote.id)
    after = votes.get(case.secretary, case.id, vote.id)

    assert sorted((one.name, one.reason) for one in before.people) == sorted(
        (one.name, one.reason) for one in after.people
    )


def test_a_vote_is_never_opened_twice(make: Make) -> None:
    case = everybody_there(make)
    vote = ask(case)
    count(case, vote, 3, 0, 0)

    with pytest.raises(RuleBroken, match="không mở lại"):
        votes.open_vote(case.secretary, case.id, vote.id)


def test_a_failed_vote_stays_failed(make: Make) -> None:
    case = everybody_there(make)
    failed = count(case, ask(case), 0, 3, 0)

    with pytest.raises(RuleBroken, match="không ghi được kết quả"):
        votes.close_vote(
            case.secretary,
            case.id,
            failed.id,
            version=failed.version,
            tally=Tally(3, 0, 0),
            reserved=[],
        )
    with pytest.raises(RuleBroken, match="không bỏ được"):
        votes.withdraw(case.secretary, case.id, failed.id)
    assert votes.get(case.secretary, case.id, failed.id).vote.status is VoteStatus.FAILED


def test_the_count_must_add_up_to_those_present_who_may_vote(make: Make) -> None:
    case = everybody_there(make)
    vote = ask(case)

    with pytest.raises(RuleBroken, match="được 4, nhưng có 3"):
        count(case, vote, 4, 0, 0)


def test_two_people_closing_one_vote_do_not_overwrite_each_other(make: Make) -> None:
    case = everybody_there(make)
    opened = votes.open_vote(case.secretary, case.id, ask(case).id)

    with pytest.raises(Stale):
        votes.close_vote(
            case.secretary,
            case.id,
            opened.id,
            version=opened.version - 1,
            tally=Tally(3, 0, 0),
            reserved=[],
        )


def test_a_reserved_opinion_is_kept_with_its_name(make: Make) -> None:
    case = everybody_there(make)
    dissenter = case.members[0]

    closed = count(case, ask(case), 2, 0, 1, reserved=[(dissenter.id, "Cần thêm kinh phí.")])

    kept = votes.get(case.secretary, case.id, closed.id).vote.reserved_opinions
    assert [(one.member.full_name, one.text) for one in kept] == [
        (dissenter.full_name, "Cần thêm kinh phí.")
    ]


def test_who_did_not_vote_reserves_no_opinion(make: Make) -> None:
    case = everybody_there(make, statuses=[Status.OFFICIAL, Status.PROBATIONARY])

    with pytest.raises(RuleBroken, match="đã biểu quyết"):
        count(case, ask(case), 3, 0, 0, reserved=[(case.members[1].id, "Không đồng ý.")])


def test_a_state_secret_mark_is_refused_in_questions_and_opinions(make: Make) -> None:
    case = everybody_there(make)

    with pytest.raises(RuleBroken, match="Luật 117"):
        votes.prepare(
            case.secretary,
            case.id,
            item(case, "C4").id,
            question="TỐI MẬT",
            subject=VoteSubject.ORDINARY,
        )
    with pytest.raises(RuleBroken, match="Luật 117"):
        count(case, ask(case), 3, 0, 0, reserved=[(case.members[0].id, "TỐI MẬT")])


def test_a_vote_nobody_could_win_does_not_open_and_says_why(make: Make) -> None:
    case = open_meeting(make, statuses=[Status.OFFICIAL] * 3)
    first, *others = case.members
    mark(case, AttendanceMark.NOT_CALLED, present=(first,), excused=tuple(others))
    vote = ask(case)

    view = votes.get(case.secretary, case.id, vote.id)

    assert view.refusal is not None
    with pytest.raises(RuleBroken, match="không quá nửa"):
        votes.open_vote(case.secretary, case.id, vote.id)


def test_a_prepared_question_can_be_taken_back(make: Make) -> None:
    case = everybody_there(make)
    vote = ask(case)

    votes.withdraw(case.secretary, case.id, vote.id)

    assert item(case, "C4").vote is None
    with pytest.raises(NotVisible):
        votes.get(case.secretary, case.id, vote.id)


def test_a_second_question_on_an_item_stands_on_an_item_of_its_own(make: Make) -> None:
    case = everybody_there(make)
    count(case, ask(case), 0, 3, 0)

    ask(case)

    agenda = record.whole(case.secretary, case.id).agenda
    places = [one.position for one in agenda]
    assert places == sorted(set(places))
    behind = agenda[[one.code for one in agenda].index("C4") + 1]
    assert (behind.code, behind.vote.status) == ("", VoteStatus.PREPARED)


def test_two_thirds_are_needed_to_admit(make: Make) -> None:
    case = open_meeting(make, present=True, statuses=[Status.OFFICIAL] * 8)
    vote = ask(case, VoteSubject.ADMISSION)

    closed = count(case, vote, 6, 4, 0)

    assert (closed.roll, closed.needed, closed.status) == (10, 7, VoteStatus.FAILED)


def test_a_plain_member_does_not_run_votes_but_sees_them(make: Make) -> None:
    case = everybody_there(make)
    vote = ask(case)
    member = make.actor(case.members[0])

    assert votes.get(member, case.id, vote.id).vote.id == vote.id
    assert not votes.may_run_now(member, record.whole(member, case.id))
    with pytest.raises(NotAllowed):
        votes.open_vote(member, case.id, vote.id)
    with pytest.raises(NotAllowed):
        votes.for_asking(member, case.id, item(case, "B6").id)


def test_a_vote_of_another_meeting_is_not_found(make: Make) -> None:
    case, other = everybody_there(make), everybody_there(make)
    vote = ask(other)

    with pytest.raises(NotVisible):
        votes.get(case.secretary, case.id, vote.id)
    with pytest.raises(NotVisible):
        votes.get(case.secretary, other.id, vote.id)


def test_an_empty_question_is_refused(make: Make) -> None:
    case = everybody_there(make)

    with pytest.raises(RuleBroken, match="nội dung biểu quyết"):
        votes.prepare(
            case.secretary,
            case.id,
            item(case, "C4").id,
            question=" ",
            subject=VoteSubject.ORDINARY,
        )


def test_the_standing_committee_votes_among_its_own_members(make: Make) -> None:
    case = open_body(make, BodyKind.STANDING_COMMITTEE)

    closed = count(case, ask(case), 2, 0, 0)

    assert (closed.roll, closed.needed, closed.status) == (2, 2, VoteStatus.PASSED)
