"""The room that is open tonight: who has come, what is put to the vote, what is being voted on."""

from collections.abc import Sequence

from partywork.ballots.models import Ballot, Vote
from partywork.ballots.rules.counting import Tally
from partywork.ballots.service import secret, stopping
from partywork.ballots.service.ballots import Question
from partywork.ballots.terms import BallotWay, Choice, VoteSubject
from partywork.cli.demo import words
from partywork.cli.demo.lives.stage import Stage
from partywork.cli.demo.lives.tonight import Tonight
from partywork.cli.demo.story import OPEN_CELL
from partywork.core.actor import Actor
from partywork.meetings.service import ballots, votes
from partywork.meetings.service.addresses import meeting_path
from partywork.meetings.terms import Place
from partywork.rooms.service import coming, hall, leading

_IN_FAVOUR, _AGAINST, _OTHER = 0, 1, 2


def tell(stage: Stage) -> None:
    """Let people come in, speak and vote where a meeting is going on."""
    tonight = Tonight.find(stage, OPEN_CELL)
    if tonight is None:
        return
    _come_in(tonight)
    _decided(tonight)
    _counted(tonight)
    _stopped(tonight)
    _waits_for_its_count(tonight)
    _being_filled_in(tonight)
    _prepared(tonight)
    _being_decided(tonight)


def _come_in(tonight: Tonight) -> None:
    """Some by the code of the hall, some from the invitation, two from afar; some wait."""
    chair, key = tonight.chair, tonight.meeting.id
    code = hall.make_code(chair, key)
    by_code, from_paper = tonight.in_hall[:3], tonight.in_hall[3:5]
    for person in by_code:
        coming.come_in_by_code(person, key, code)
    for person in from_paper:
        coming.come_in(person, key, place=Place.HALL)
    for person in tonight.online:
        coming.come_in(person, key, place=Place.ONLINE)
    known = [*by_code, *tonight.online]
    coming.confirm(chair, key, [one.member_id for one in known if one.member_id])
    leading.go_to(chair, key, tonight.item("B4").id)
    for person in by_code:
        leading.ask_to_speak(person, key)
    if by_code[0].member_id is not None:
        leading.call(chair, key, by_code[0].member_id)


def _decided(tonight: Tonight) -> None:
    """An open vote that is over: a few voted on their phones, the rest raised their hands."""
    vote = _asked(tonight, "B4", words.TONIGHT_DECIDED)
    _speak(tonight, vote, (Choice.IN_FAVOUR, Choice.IN_FAVOUR, Choice.OTHER))
    found = votes.get(tonight.chair, tonight.meeting.id, vote.id)
    votes.close_vote(
        tonight.chair,
        tonight.meeting.id,
        vote.id,
        version=found.vote.version,
        tally=Tally(in_favour=found.eligible_present - 3, against=0, other_opinion=0),
        reserved=[],
    )


def _being_decided(tonight: Tonight) -> None:
    """An open vote that goes on: whoever signs in may vote."""
    leading.go_to(tonight.chair, tonight.meeting.id, tonight.item("B5").id)
    vote = _asked(tonight, "B5", words.TONIGHT_OPEN)
    _speak(tonight, vote, (Choice.IN_FAVOUR, Choice.AGAINST, Choice.OTHER, Choice.IN_FAVOUR))


def _asked(tonight: Tonight, code: str, question: str) -> Vote:
    vote = votes.prepare(
        tonight.chair,
        tonight.meeting.id,
        tonight.item(code).id,
        question=question,
        subject=VoteSubject.ORDINARY,
    )
    return votes.open_vote(tonight.chair, tonight.meeting.id, vote.id)


def _speak(tonight: Tonight, vote: Vote, choices: tuple[Choice, ...]) -> None:
    for person, choice in zip(tonight.voters, choices, strict=False):
        votes.speak(person, tonight.meeting.id, vote.id, choice)


def _counted(tonight: Tonight) -> None:
    """A secret ballot on screens, counted: one proposal found enough, the other did not."""
    ballot = _ballot(
        tonight, "C1", words.TONIGHT_OPINION, BallotWay.SCREEN, VoteSubject.OPINION, tellers=3
    )
    shares = [secret.take_share(person, ballot.id) for person in tonight.voters[:3]]
    for person, share in zip(tonight.voters, shares, strict=False):
        secret.confirm_share(person, ballot.id, typed=share)
    ballot = _open(tonight, ballot)
    for number, person in enumerate(tonight.all_voters):
        second = _AGAINST if number % 3 else _IN_FAVOUR
        first = _OTHER if number == 1 else _IN_FAVOUR
        options = {vote.id: (first, second)[place] for place, vote in enumerate(ballot.votes)}
        sealed = secret.review(person, ballot.id, options)
        secret.cast(person, ballot.id, written=sealed.envelopes, proof=sealed.proof)
    _close(tonight, ballot)
    for person, share in zip(tonight.voters[:2], shares, strict=False):
        secret.hand_in_share(person, ballot.id, typed=share)


def _stopped(tonight: Tonight) -> None:
    """Papers that were the wrong ones: the ballot ends without a result."""
    ballot = _ballot(
        tonight, "B3", words.TONIGHT_PLACE, BallotWay.PAPER, VoteSubject.OPINION, tellers=2
    )
    ballot = _open(tonight, ballot)
    stopping.stop(tonight.chair, ballot.id, version=ballot.version, reason=words.TONIGHT_STOPPED)


def _waits_for_its_count(tonight: Tonight) -> None:
    """Papers in a closed box: the tellers have still to write down what they counted."""
    ballot = _ballot(
        tonight, "C2", words.TONIGHT_ADMISSION, BallotWay.PAPER, VoteSubject.ADMISSION, tellers=2
    )
    ballot = _open(tonight, ballot)
    _close(tonight, ballot)


def _being_filled_in(tonight: Tonight) -> None:
    """Papers are out: two candidates, one seat."""
    names = [person.name for person in tonight.all_voters[3:5]]
    asked = (words.TONIGHT_ELECTION, *names)
    ballot = _ballot(
        tonight, "C3", asked, BallotWay.PAPER, VoteSubject.COMMITTEE_ELECTION, tellers=2, seats=1
    )
    _open(tonight, ballot)


def _prepared(tonight: Tonight) -> None:
    """Screens and papers, not open yet: two tellers who sign in have still to take their share."""
    ballot = _ballot(
        tonight,
        "C5",
        words.TONIGHT_QUALITY,
        BallotWay.BOTH,
        VoteSubject.QUALITY,
        tellers=3,
        among=[tonight.chair, tonight.own, tonight.voters[0]],
    )
    third = tonight.voters[0]
    secret.confirm_share(third, ballot.id, typed=secret.take_share(third, ballot.id))


def _ballot(
    tonight: Tonight,
    code: str,
    asked: tuple[str, ...],
    way: BallotWay,
    subject: VoteSubject,
    *,
    tellers: int,
    seats: int | None = None,
    among: Sequence[Actor] = (),
) -> Ballot:
    chair, key = tonight.chair, tonight.meeting.id
    title, *questions = asked
    made = ballots.prepare(
        chair,
        key,
        tonight.item(code).id,
        title=title,
        way=way,
        questions=[Question(one, subject) for one in questions],
        seats=seats,
        path=f"{meeting_path(tonight.meeting)}minutes",
    )
    chosen = [one.member_id for one in (among or tonight.voters)[:tellers]]
    return ballots.name_tellers(
        chair,
        key,
        made.id,
        version=made.version,
        tellers=[one for one in chosen if one is not None],
    )


def _open(tonight: Tonight, ballot: Ballot) -> Ballot:
    return tonight.fresh(
        ballots.open_ballot(
            tonight.chair,
            tonight.meeting.id,
            ballot.id,
            version=tonight.fresh(ballot).version,
        )
    )


def _close(tonight: Tonight, ballot: Ballot) -> None:
    secret.close(tonight.chair, ballot.id, version=tonight.fresh(ballot).version)
