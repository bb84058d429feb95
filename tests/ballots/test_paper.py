"""Paper ballots counted by tellers, alone and beside screens: one result."""

from collections.abc import Callable
from datetime import date, time

import pytest

from partywork.ballots import queries
from partywork.ballots.rules.counting import Tally
from partywork.ballots.rules.secrecy import PaperCount
from partywork.ballots.service import ballots, papers, secret
from partywork.ballots.terms import BallotStatus, BallotWay, VoteStatus, VoteSubject
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken
from tests.ballots.boxes import Evening, closed, counted, opened, prepared, vote
from tests.support.make import Make


@pytest.fixture(autouse=True)
def evening_hour(today: Callable[..., None]) -> None:
    today(date(2026, 11, 22), time(19, 30))


def record(evening: Evening, *, valid: int, invalid: int, yes: int) -> None:
    tallies = {one.id: Tally(yes, valid - yes, 0) for one in evening.ballot.votes}
    evening.ballot = papers.record_paper(
        evening.tellers[0],
        evening.id,
        version=queries.ballot_of(evening.secretary, evening.id).version,
        count=PaperCount(valid + invalid, valid + invalid, valid, invalid, tallies),
    )


def test_t33_nine_of_fifteen_do_not_expel_and_eight_warn(make: Make) -> None:
    expelled = opened(make, people=14, way=BallotWay.PAPER, subject=VoteSubject.EXPULSION)
    closed(expelled)
    record(expelled, valid=15, invalid=0, yes=9)
    warned = opened(make, people=14, way=BallotWay.PAPER, subject=VoteSubject.DISCIPLINE)
    closed(warned)
    record(warned, valid=15, invalid=0, yes=8)

    assert (expelled.ballot.votes[0].roll, expelled.ballot.votes[0].needed) == (15, 10)
    assert expelled.ballot.votes[0].status is VoteStatus.FAILED
    assert (warned.ballot.votes[0].roll, warned.ballot.votes[0].needed) == (15, 8)
    assert warned.ballot.votes[0].status is VoteStatus.PASSED


def test_an_invalid_paper_counts_for_nobody(make: Make) -> None:
    evening = opened(make, way=BallotWay.PAPER, questions=("Đồng chí A", "Đồng chí B"), seats=1)
    closed(evening)

    record(evening, valid=6, invalid=1, yes=4)

    assert evening.ballot.status is BallotStatus.COUNTED
    assert [(v.in_favour, v.against) for v in evening.ballot.votes] == [(4, 2), (4, 2)]
    assert (evening.ballot.papers_valid, evening.ballot.papers_invalid) == (6, 1)


def test_paper_and_screen_end_in_one_count(make: Make) -> None:
    evening = opened(make, way=BallotWay.BOTH)
    on_paper = [evening.people[4].member_id, evening.people[5].member_id]
    papers.hand_out_papers(evening.secretary, evening.id, [one for one in on_paper if one])
    for person in evening.people[:4]:
        vote(evening, person, 0)
    closed(evening)

    record(evening, valid=2, invalid=0, yes=1)
    assert evening.ballot.status is BallotStatus.CLOSED
    counted(evening)

    result = queries.ballot_of(evening.secretary, evening.id)
    assert result.status is BallotStatus.COUNTED
    assert (result.votes[0].in_favour, result.votes[0].against) == (5, 1)


def test_who_took_a_paper_does_not_vote_on_a_screen_as_well(make: Make) -> None:
    evening = opened(make, way=BallotWay.BOTH)
    voted, handed = evening.people[0], evening.people[1]
    assert voted.member_id is not None
    assert handed.member_id is not None
    vote(evening, voted, 0)
    papers.hand_out_papers(evening.secretary, evening.id, [handed.member_id])

    with pytest.raises(RuleBroken, match="phiếu giấy"):
        secret.review(handed, evening.id, evening.options(0))
    with pytest.raises(RuleBroken, match="đã bỏ phiếu trên màn hình"):
        papers.hand_out_papers(evening.secretary, evening.id, [voted.member_id])


def test_more_papers_than_voters_without_a_screen_are_refused(make: Make) -> None:
    evening = opened(make, way=BallotWay.BOTH)
    for person in evening.people:
        vote(evening, person, 0)
    closed(evening)

    with pytest.raises(RuleBroken, match="Chỉ có 1 đồng chí"):
        record(evening, valid=2, invalid=0, yes=2)


def test_a_paper_count_is_recorded_once_and_after_closing(make: Make) -> None:
    evening = opened(make, way=BallotWay.PAPER)
    with pytest.raises(RuleBroken, match="kết thúc bỏ phiếu"):
        record(evening, valid=7, invalid=0, yes=7)
    closed(evening)
    record(evening, valid=7, invalid=0, yes=7)

    with pytest.raises(RuleBroken, match="đã được ghi"):
        record(evening, valid=7, invalid=0, yes=0)


def test_a_plain_member_records_no_count_and_hands_out_nothing(make: Make) -> None:
    evening = opened(make, way=BallotWay.PAPER)
    plain = evening.people[5]
    closed(evening)

    with pytest.raises(NotAllowed):
        papers.hand_out_papers(plain, evening.id, [])
    with pytest.raises(NotAllowed):
        papers.record_paper(
            plain,
            evening.id,
            version=evening.ballot.version,
            count=PaperCount(0, 0, 0, 0, {evening.question(): Tally(0, 0, 0)}),
        )


def test_a_ballot_nobody_opened_is_taken_back(make: Make) -> None:
    evening = prepared(make, way=BallotWay.PAPER)
    ballots.withdraw(evening.secretary, evening.id, version=evening.ballot.version)

    with pytest.raises(NotVisible):
        queries.ballot_of(evening.secretary, evening.id)


def test_an_opened_ballot_is_not_taken_back(make: Make) -> None:
    evening = opened(make, way=BallotWay.PAPER)

    with pytest.raises(RuleBroken, match="không sửa được"):
        ballots.withdraw(evening.secretary, evening.id, version=evening.ballot.version)
