"""Paper ballots counted by tellers, alone and beside screens: one result."""

from collections.abc import Callable
from datetime import date, time

import pytest

from partywork.ballots import queries
from partywork.ballots.models import Ballot
from partywork.ballots.rules.counting import Tally
from partywork.ballots.rules.secrecy import PaperCount
from partywork.ballots.service import ballots, papers, reading, secret
from partywork.ballots.terms import BallotStatus, BallotWay, VoteStatus, VoteSubject
from partywork.core.actor import Actor
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken
from tests.ballots.boxes import Evening, closed, counted, opened, prepared, vote, voter
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


def test_an_invalid_paper_counts_for_nobody_and_a_valid_one_for_as_many_as_there_are_seats(
    make: Make,
) -> None:
    evening = opened(make, way=BallotWay.PAPER, questions=("Đồng chí A", "Đồng chí B"), seats=1)
    closed(evening)

    with pytest.raises(RuleBroken, match="được 8, nhưng 6 phiếu hợp lệ"):
        record(evening, valid=6, invalid=1, yes=4)
    record(evening, valid=6, invalid=1, yes=3)

    assert evening.ballot.status is BallotStatus.COUNTED
    assert [(v.in_favour, v.against) for v in evening.ballot.votes] == [(3, 3), (3, 3)]
    assert (evening.ballot.papers_valid, evening.ballot.papers_invalid) == (6, 1)


def on_both(make: Make, *, papers_for: int, screens: int) -> Evening:
    """Return a closed box: some were handed a paper, some cast «tán thành» on a screen."""
    evening = opened(make, people=12, way=BallotWay.BOTH)
    handed = [one.member_id for one in evening.people[12 - papers_for :]]
    papers.hand_out_papers(evening.secretary, evening.id, [one for one in handed if one])
    for person in evening.people[:screens]:
        vote(evening, person, 0)
    closed(evening)
    return evening


def stored(evening: Evening) -> Ballot:
    return queries.ballot_of(evening.secretary, evening.id)


def test_paper_and_screen_end_in_one_count_of_which_no_part_was_ever_kept(make: Make) -> None:
    evening = on_both(make, papers_for=5, screens=6)
    with pytest.raises(RuleBroken, match="kiểm phiếu giấy trước"):
        counted(evening)

    record(evening, valid=5, invalid=0, yes=4)
    waiting = stored(evening)
    assert (waiting.status, waiting.answers) == (BallotStatus.CLOSED, None)
    assert waiting.papers_sealed is not None
    counted(evening)

    result = stored(evening)
    assert result.status is BallotStatus.COUNTED
    assert (result.votes[0].in_favour, result.votes[0].against) == (10, 1)
    assert result.answers == {str(evening.question()): [0] * 10 + [1]}
    assert (result.papers_sealed, result.wraps) == (None, None)
    assert result.papers_issued == 5


@pytest.mark.parametrize("papers_for", [1, 4])
def test_beside_screens_a_few_papers_are_not_counted_until_more_take_one(
    make: Make, papers_for: int
) -> None:
    with pytest.raises(RuleBroken, match=f"Mới phát {papers_for} phiếu giấy, dưới 5"):
        on_both(make, papers_for=papers_for, screens=5)

    evening = opened(make, people=12, way=BallotWay.BOTH)
    handed = [one.member_id for one in evening.people if one.member_id]
    papers.hand_out_papers(evening.secretary, evening.id, handed[:papers_for])
    assert reading.show(evening.secretary, evening.id).has_few_papers
    papers.hand_out_papers(evening.secretary, evening.id, handed[papers_for:5])
    assert not reading.show(evening.secretary, evening.id).has_few_papers
    assert closed(evening).status is BallotStatus.CLOSED


def test_beside_screens_no_paper_goes_out_that_could_never_be_counted(make: Make) -> None:
    evening = opened(make, people=9, way=BallotWay.BOTH)
    *screens, last = evening.people[:6]
    for person in screens:
        vote(evening, person, 0)
    waiting = [one.member_id for one in (last, *evening.people[6:], evening.secretary)]
    handed = [one for one in waiting if one]

    papers.hand_out_papers(evening.secretary, evening.id, handed[:1])
    assert reading.show(evening.secretary, evening.id).papers_out == 1
    fewer = opened(make, people=9, way=BallotWay.BOTH)
    for person in fewer.people[:6]:
        vote(fewer, person, 0)
    others = [one.member_id for one in fewer.people[6:] if one.member_id]
    with pytest.raises(RuleBroken, match="chỉ còn 1 đồng chí chưa bỏ phiếu"):
        papers.hand_out_papers(fewer.secretary, fewer.id, others)
    assert reading.show(fewer.secretary, fewer.id).papers_out == 0
    assert closed(fewer).status is BallotStatus.CLOSED


def test_the_count_of_papers_is_read_nowhere_before_two_tellers_open_the_box(
    make: Make,
) -> None:
    told = []
    for yes in (0, 5):
        evening = on_both(make, papers_for=5, screens=5)
        record(evening, valid=5, invalid=0, yes=yes)
        ballot = stored(evening)
        told.append(
            {
                column.key: getattr(ballot, column.key)
                for column in Ballot.__table__.columns
                if column.key.startswith("paper") or column.key == "answers"
            }
        )
        assert all(one.in_favour is None for one in ballot.votes)

    sealed = [one.pop("papers_sealed") for one in told]
    assert told[0] == told[1]
    assert len(sealed[0]) == len(sealed[1])


def test_a_box_nobody_took_a_paper_for_waits_for_no_count(make: Make) -> None:
    evening = on_both(make, papers_for=0, screens=5)

    counted(evening)

    assert stored(evening).status is BallotStatus.COUNTED
    assert stored(evening).papers_issued == 0


def test_papers_alone_beside_an_empty_box_need_no_key(make: Make) -> None:
    evening = on_both(make, papers_for=5, screens=0)

    record(evening, valid=5, invalid=0, yes=4)

    assert stored(evening).status is BallotStatus.COUNTED
    assert stored(evening).wraps is None


def test_no_more_papers_are_counted_than_were_handed_out(make: Make) -> None:
    evening = on_both(make, papers_for=5, screens=5)

    with pytest.raises(RuleBroken, match="Chỉ có 5 đồng chí nhận phiếu giấy"):
        record(evening, valid=6, invalid=0, yes=6)


def test_beside_a_box_that_stays_shut_no_papers_are_counted(make: Make) -> None:
    evening = on_both(make, papers_for=5, screens=1)

    with pytest.raises(RuleBroken, match="làm lộ ý kiến"):
        record(evening, valid=5, invalid=0, yes=5)


def test_who_took_a_paper_does_not_vote_on_a_screen_as_well(make: Make) -> None:
    evening = opened(make, people=9, way=BallotWay.BOTH)
    voted, handed = evening.people[0], evening.people[1]
    assert voted.member_id is not None
    assert handed.member_id is not None
    vote(evening, voted, 0)
    papers.hand_out_papers(evening.secretary, evening.id, [handed.member_id])

    with pytest.raises(RuleBroken, match="phiếu giấy"):
        secret.review(handed, evening.id, evening.options(0))
    with pytest.raises(RuleBroken, match="đã bỏ phiếu trên màn hình"):
        papers.hand_out_papers(evening.secretary, evening.id, [voted.member_id])


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


@pytest.mark.parametrize("way", list(BallotWay))
def test_nobody_counts_from_afar_whatever_people_vote_on(make: Make, way: BallotWay) -> None:
    evening = prepared(make, way=way)
    first, *others = evening.people
    afar = [voter(first, is_online=True), *(voter(one) for one in (evening.secretary, *others))]

    def name(tellers: list[Actor]) -> Ballot:
        return ballots.name_tellers(
            evening.secretary,
            evening.id,
            version=evening.ballot.version,
            tellers=[one.member_id for one in tellers if one.member_id],
            voters=afar,
        )

    with pytest.raises(RuleBroken, match="có mặt tại hội trường"):
        name(evening.people[:3])
    assert len(name(evening.people[1:4]).tellers) == 3


def test_a_ballot_nobody_opened_is_taken_back(make: Make) -> None:
    evening = prepared(make, way=BallotWay.PAPER)
    ballots.withdraw(evening.secretary, evening.id, version=evening.ballot.version)

    with pytest.raises(NotVisible):
        queries.ballot_of(evening.secretary, evening.id)


def test_an_opened_ballot_is_not_taken_back(make: Make) -> None:
    evening = opened(make, way=BallotWay.PAPER)

    with pytest.raises(RuleBroken, match="không sửa được"):
        ballots.withdraw(evening.secretary, evening.id, version=evening.ballot.version)
