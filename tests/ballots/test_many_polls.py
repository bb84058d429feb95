"""Many random polls are counted alike by the system, by a stranger and on paper (T-BALLOT 6, 7)."""

import random
import re
import time
from uuid import uuid4

from partywork.ballots.engine import envelopes, shares
from partywork.ballots.models import Ballot, Vote
from partywork.ballots.rules import counting, secrecy
from partywork.ballots.rules.counting import Tally
from partywork.ballots.service import ballots, votes
from partywork.ballots.terms import BallotWay, Choice, VoteStatus, VoteSubject
from partywork.core.ids import new_id
from partywork.meetings.pages import MinutesItem, MinutesPart, VoteRecord
from partywork.pdf.renderer import render
from partywork.provisions.terms import Threshold
from tests.pdf import samples
from tests.pdf.measure import words_of

POLLS = 500
# Forty voters with twenty questions each.
ENVELOPES = 800
_COUNTED = re.compile(
    r"tính biểu quyết (\d+); tán thành (\d+), không tán thành (\d+), ý kiến khác (\d+);"
)


def random_poll(chance: random.Random) -> Ballot:
    """Return a poll of one question as it lies after opening: screens, papers, or both.

    Papers that came back empty or spoilt are counted with none of the three answers.
    """
    people = chance.randint(5, 60)
    question = Vote(
        id=new_id(),
        question="Đồng ý với phương án",
        subject=VoteSubject.OPINION,
        threshold=chance.choice(tuple(Threshold)),
        roll=people,
    )
    way = chance.choice(tuple(BallotWay))
    on_screens = 0 if way is BallotWay.PAPER else chance.randint(0, people)
    on_paper = 0 if way is BallotWay.SCREEN else chance.randint(0, people - on_screens)
    valid = chance.randint(0, on_paper)
    marks = [chance.choice((Choice.IN_FAVOUR, Choice.AGAINST, Choice.OTHER)) for _ in range(valid)]
    answered = [chance.randrange(3) for _ in range(on_screens)]
    on_papers = secrecy.options_of(counting.tally_of(marks))
    return Ballot(
        way=way,
        votes=[question],
        answers={str(question.id): sorted(answered + on_papers)},
        papers_issued=on_paper,
        papers_valid=valid,
        papers_invalid=on_paper - valid,
    )


def counted_by_a_stranger(ballot: Ballot) -> tuple[int, int, int]:
    """Count what is published as anybody would with a pencil, without a word of our code."""
    strokes = [0, 0, 0]
    for listed in (ballot.answers or {}).values():
        for answer in listed:
            strokes[answer] += 1
    return strokes[0], strokes[1], strokes[2]


def carried_for_a_stranger(ballot: Ballot, in_favour: int) -> bool:
    question = ballot.votes[0]
    if question.threshold is Threshold.TWO_THIRDS:
        return 3 * in_favour >= 2 * (question.roll or 0)
    return 2 * in_favour > (question.roll or 0)


def told(question: Vote) -> MinutesItem:
    record = VoteRecord(
        question="phương án",
        method="bỏ phiếu kín",
        roll=question.roll or 0,
        in_favour=question.in_favour or 0,
        against=question.against or 0,
        other_opinion=question.other_opinion or 0,
        outcome="Nội dung được thông qua.",
    )
    return MinutesItem("Bỏ phiếu", vote=record)


def test_five_hundred_polls_are_counted_alike_by_the_system_a_stranger_and_the_minutes() -> None:
    chance = random.Random(20261122)
    polls = [random_poll(chance) for _ in range(POLLS)]

    by_hand = [counted_by_a_stranger(one) for one in polls]
    for poll, strokes in zip(polls, by_hand, strict=True):
        (question,) = poll.votes
        (tally,) = ballots.tallies(poll).values()
        assert tally == Tally(*strokes)
        votes.write_result(question, tally, is_passed=votes.has_enough(question, tally))
        carried = question.status is VoteStatus.PASSED
        assert carried == carried_for_a_stranger(poll, strokes[0])

    items = tuple(told(poll.votes[0]) for poll in polls)
    paper = render("pdf/minutes.html", samples.minutes(parts=(MinutesPart("C", "Kết", items),)))
    printed = [tuple(map(int, found)) for found in _COUNTED.findall(words_of(paper))]
    assert printed == [
        (poll.votes[0].roll, *strokes) for poll, strokes in zip(polls, by_hand, strict=True)
    ]
    assert any(poll.papers_invalid for poll in polls)


def test_the_box_of_a_whole_cell_is_sealed_and_opened_within_a_breath() -> None:
    ballot, question = "ballot-1", uuid4()
    own = [shares.read_share(shares.new_share()) for _ in range(3)]
    public_key, wraps = envelopes.new_key(
        ballot, [shares.public_key_of(one, ballot) for one in own]
    )

    began = time.process_time()
    sealed = [
        envelopes.seal(envelopes.new_answer(question, number % 3), ballot, public_key)
        for number in range(ENVELOPES)
    ]
    between = time.process_time()
    key = envelopes.unwrap_key(ballot, wraps, {0: own[0], 2: own[2]})
    opened = [envelopes.open_envelope(one, ballot, question, key).option for one in sealed]
    ended = time.process_time()

    assert opened == [number % 3 for number in range(ENVELOPES)]
    # The work of the processor alone, with much room for a slow one: no voter waits, no teller.
    assert (between - began) / ENVELOPES < 0.005
    assert ended - between < 2
