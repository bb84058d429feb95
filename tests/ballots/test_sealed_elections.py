"""An election on screens, where a written decision allows one: the sealed votes against N."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

import pytest

from partywork.ballots.rules.counting import Voter
from partywork.ballots.service import ballots
from partywork.ballots.terms import BallotStatus, Channel, VoteStatus, VoteSubject
from partywork.cells.terms import MembershipStatus
from partywork.provisions import service as provisions
from partywork.provisions.terms import Certainty, ProvisionKey
from tests.ballots.boxes import Evening, closed, counted, hand_out_shares, prepared, vote
from tests.support.make import Make

DAY = date(2026, 11, 22)
ELECTION = VoteSubject.COMMITTEE_ELECTION


@pytest.fixture(autouse=True)
def permitted(make: Make, today: Callable[..., None]) -> None:
    """The evening on which the body may elect on screens; without that it elects on paper."""
    today(DAY, time(19, 30))
    table = provisions.value(ProvisionKey.VOTE_CHANNELS, DAY)
    provisions.change(
        make.office(),
        ProvisionKey.VOTE_CHANNELS,
        new_value={**table, ELECTION: {**table[ELECTION], Channel.HALL_SCREEN.value: True}},
        valid_from=DAY,
        certainty=Certainty.TEXT,
        legal_text_id=None,
        article="Quyết định 12-QĐ/ĐU ngày 20/11/2026",
        note="Ban Thường vụ",
    )


def ten_of_eleven(make: Make, *, at_congress: bool) -> Evening:
    """Eleven official members: ten have come to elect one person, one is absent with reason."""
    evening = prepared(
        make, people=9, subject=ELECTION, questions=("Đồng chí Nguyễn Văn Mẫu",), seats=1
    )
    absent = make.plain_member(evening.cell)
    assert absent.member_id is not None
    away = Voter(absent.member_id, MembershipStatus.OFFICIAL, present=False, excused=True)
    hand_out_shares(evening)
    evening.ballot = ballots.open_ballot(
        evening.secretary,
        evening.id,
        version=evening.ballot.version,
        voters=[replace(one, at_congress=at_congress) for one in (*evening.voters, away)],
    )
    return evening


@pytest.mark.parametrize(("at_congress", "roll"), [(False, 11), (True, 10)])
@pytest.mark.parametrize(("in_favour", "outcome"), [(5, VoteStatus.FAILED), (6, VoteStatus.PASSED)])
def test_t6_five_sealed_votes_of_eleven_elect_nobody_even_when_the_excused_leave_n(
    make: Make, at_congress: bool, roll: int, in_favour: int, outcome: VoteStatus
) -> None:
    evening = ten_of_eleven(make, at_congress=at_congress)

    for number, person in enumerate((evening.secretary, *evening.people)):
        vote(evening, person, 0 if number < in_favour else 1)
    before = closed(evening).votes[0]
    unknown = (before.in_favour, before.against, before.status)
    ballot = counted(evening)

    (candidate,) = ballot.votes
    assert unknown == (None, None, VoteStatus.OPEN)
    assert ballot.status is BallotStatus.COUNTED
    assert (candidate.roll, candidate.needed) == (roll, 6)
    assert (candidate.in_favour, candidate.against) == (in_favour, 10 - in_favour)
    assert candidate.status is outcome
