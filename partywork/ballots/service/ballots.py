"""Secret ballots whatever they are cast on: preparing, opening, paper counts, the one result."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm.attributes import flag_modified

from partywork.accounts.service.actors import administrators_among
from partywork.audit import service as audit
from partywork.ballots import policy, queries
from partywork.ballots.models import Ballot, RegisterLine, Teller, Vote
from partywork.ballots.rules import counting, elections, secrecy
from partywork.ballots.rules.counting import Tally, Voter
from partywork.ballots.service import box, leading, offers, publishing, votes
from partywork.ballots.service.base import threshold_on
from partywork.ballots.terms import BallotStatus, BallotWay, VoteKind, VoteSubject
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import canonical_json, db, transaction
from partywork.core.errors import RuleBroken, require
from partywork.core.state_secrets import refuse_secret
from partywork.core.text import tidy
from partywork.live import service as live
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey


@dataclass(frozen=True, slots=True)
class Question:
    """One line of a ballot: what is asked, or the name of who stands."""

    text: str
    subject: VoteSubject


def prepare(
    actor: Actor,
    *,
    organisation_id: UUID,
    body_id: UUID,
    title: str,
    way: BallotWay,
    questions: Sequence[Question],
    path: str,
    channel: UUID | None = None,
    seats: int | None = None,
) -> Ballot:
    """Put one or several questions on one ballot.

    `path` is the page of the meeting that votes, `channel` where its open pages hear of it.
    """
    with transaction():
        require(policy.may_run(actor, queries.body_of(actor, body_id)), votes.NOT_YOURS)
        texts = [tidy(question.text) for question in questions]
        secrecy.check_questions(texts, seats)
        today = clock.today()
        refuse_secret(title, *texts)
        _check_way(way, [question.subject for question in questions])
        ballot = Ballot(
            organisation_id=organisation_id,
            body_id=body_id,
            title=tidy(title) or texts[0],
            way=way,
            path=path,
            channel=channel,
            seats=seats,
        )
        db.session.add(ballot)
        db.session.flush()
        db.session.add_all(
            Vote(
                organisation_id=organisation_id,
                body_id=body_id,
                question=text,
                kind=VoteKind.SECRET,
                subject=question.subject,
                threshold=threshold_on(question.subject, today),
                ballot_id=ballot.id,
                position=position,
            )
            for position, (text, question) in enumerate(zip(texts, questions, strict=True), 1)
        )
        db.session.flush()
        audit.record(
            actor,
            "ballot.prepare",
            ballot,
            organisation_path=votes.path_of(ballot.organisation_id),
            way=way,
            questions=len(texts),
        )
    return queries.ballot_of(actor, ballot.id)


def _check_way(way: BallotWay, subjects: Sequence[VoteSubject]) -> None:
    channels = provisions.value(ProvisionKey.VOTE_CHANNELS, clock.today())
    secrecy.check_way(channels, way, subjects)


def withdraw(actor: Actor, ballot_id: UUID, *, version: int) -> None:
    """Take back a ballot that was never opened, with its questions."""
    with transaction():
        ballot = _prepared(actor, ballot_id, version)
        for part in (*ballot.votes, *ballot.tellers):
            db.session.delete(part)
        db.session.flush()
        db.session.delete(ballot)
        audit.record(
            actor,
            "ballot.withdraw",
            ballot,
            organisation_path=votes.path_of(ballot.organisation_id),
            way=ballot.way,
        )


def _prepared(actor: Actor, ballot_id: UUID, version: int) -> Ballot:
    ballot = queries.ballot_of(actor, ballot_id)
    require(leading.may_run(actor, ballot), votes.NOT_YOURS)
    ballot.expect_version(version)
    if ballot.status is not BallotStatus.PREPARED:
        raise RuleBroken(f"Cuộc bỏ phiếu «{ballot.status.label}» nên không sửa được.")
    return ballot


def name_tellers(
    actor: Actor, ballot_id: UUID, *, version: int, tellers: Sequence[UUID], voters: Sequence[Voter]
) -> Ballot:
    """Write down whom the body chose to count, before anything is handed out."""
    with transaction():
        ballot = _prepared(actor, ballot_id, version)
        check_enough(ballot, voters)
        _check_tellers(ballot, tellers, voters)
        if any(teller.public_key is not None for teller in ballot.tellers):
            raise RuleBroken("Đã trao mảnh chìa khóa nên không đổi người kiểm phiếu được.")
        for teller in ballot.tellers:
            db.session.delete(teller)
        db.session.flush()
        db.session.add_all(
            Teller(
                organisation_id=ballot.organisation_id,
                ballot_id=ballot.id,
                member_id=member_id,
                position=position,
            )
            for position, member_id in enumerate(tellers, 1)
        )
        # The tellers are part of what is edited under the ballot's version.
        flag_modified(ballot, "title")
        audit.record(
            actor,
            "ballot.name_tellers",
            ballot,
            organisation_path=votes.path_of(ballot.organisation_id),
            tellers=len(tellers),
        )
    return queries.ballot_of(actor, ballot_id)


def _check_tellers(ballot: Ballot, tellers: Sequence[UUID], voters: Sequence[Voter]) -> None:
    in_hall = {voter.member_id for voter in voters if voter.present and not voter.is_online}
    secrecy.check_tellers(
        ballot.way, tellers, in_hall, administrators=barred_from_counting(ballot.way, tellers)
    )


def barred_from_counting(way: BallotWay, members: Collection[UUID]) -> set[UUID]:
    """Return who of some members may hold no share: those who look after the server."""
    if way is BallotWay.PAPER:
        return set()
    return administrators_among(members, clock.today())


def open_ballot(actor: Actor, ballot_id: UUID, *, version: int, voters: Sequence[Voter]) -> Ballot:
    """Open a ballot: who votes, N of each question and the definition stay as they are now."""
    with transaction():
        ballot = _prepared(actor, ballot_id, version)
        _check_way(ballot.way, [vote.subject for vote in ballot.votes])
        check_enough(ballot, voters)
        able = able_to_vote(ballot, voters)
        _check_tellers(ballot, [one.member_id for one in ballot.tellers], voters)
        secrecy.check_step(ballot.status, BallotStatus.OPEN)
        for vote in ballot.votes:
            votes.freeze(vote, voters)
        db.session.add_all(
            RegisterLine(ballot_id=ballot.id, member_id=member_id)
            for member_id in sorted(UUID(str(voter.member_id)) for voter in able)
        )
        if ballot.way is not BallotWay.PAPER:
            box.make_key(ballot)
        ballot.status = BallotStatus.OPEN
        ballot.opened_at = clock.now()
        ballot.definition_digest = _definition_digest(ballot, able)
        audit.record(
            actor,
            "ballot.open",
            ballot,
            organisation_path=votes.path_of(ballot.organisation_id),
            way=ballot.way,
            voters=len(able),
            definition_digest=ballot.definition_digest,
        )
        tell(ballot)
    return ballot


def tell(ballot: Ballot) -> None:
    """Let the meeting's open pages hear that a ballot opened, closed or was counted.

    Never that somebody voted: with its moment that would undo the secrecy.
    """
    if ballot.channel is not None:
        live.publish(ballot.channel, "ballot")


def check_enough(ballot: Ballot, voters: Sequence[Voter]) -> None:
    """Refuse screens to a handful of voters, before anything is printed or handed out."""
    able = len(able_to_vote(ballot, voters))
    least = provisions.value(ProvisionKey.BALLOT_MIN_VOTERS, clock.today())
    secrecy.check_enough_voters(ballot.way, able, least=least)


def able_to_vote(ballot: Ballot, voters: Sequence[Voter]) -> list[Voter]:
    """Return who votes on a ballot; who takes part from afar still belongs to N."""
    has_screens = ballot.way is not BallotWay.PAPER
    # Nobody hands a paper to who is far away.
    channels = provisions.value(ProvisionKey.VOTE_CHANNELS, clock.today()) if has_screens else {}
    subjects = [vote.subject for vote in ballot.votes]
    return [one for one in voters if secrecy.may_vote_secretly(channels, subjects, one)]


def _definition_digest(ballot: Ballot, able: Sequence[Voter]) -> str:
    said = canonical_json(
        {
            "ballot": str(ballot.id),
            "questions": [[str(vote.id), vote.question, vote.subject] for vote in ballot.votes],
            "voters": sorted(str(voter.member_id) for voter in able),
            "tellers": [str(teller.member_id) for teller in ballot.tellers],
            "public_key": (ballot.public_key or b"").hex(),
        }
    )
    return hashlib.sha256(said.encode()).hexdigest()


def tallies(ballot: Ballot) -> dict[UUID, Tally]:
    """Return the tally of each question from its answers, those of screens and papers together."""
    answers = ballot.answers or {}
    return {
        vote.id: counting.tally_of(secrecy.choices_of(answers.get(str(vote.id), ())))
        for vote in ballot.votes
    }


def least_voters(ballot: Ballot) -> int:
    """Return how many answers on screens a box needs at least, by the day it was closed."""
    day = clock.day_of(ballot.closed_at or clock.now())
    return int(provisions.value(ProvisionKey.BALLOT_MIN_VOTERS, day))


def write_result(ballot: Ballot, given: Mapping[UUID, Iterable[int]]) -> None:
    """Write the result of a ballot whose every answer is known, and forget how to open its box.

    `given` are the answers to each question, on screens and papers alike: they are kept sorted
    and together, so that no small part of them can be told from the register.
    """
    secrecy.check_step(ballot.status, BallotStatus.COUNTED)
    ballot.answers = {str(question): sorted(options) for question, options in given.items()}
    ballot.wraps = None
    ballot.papers_sealed = None
    offers.forget(ballot)
    counted = tallies(ballot)
    enough = [vote.id for vote in ballot.votes if votes.has_enough(vote, counted[vote.id])]
    passed = elections.elected(counted, enough, ballot.seats)
    for vote in ballot.votes:
        votes.write_result(vote, counted[vote.id], is_passed=vote.id in passed)
    now = clock.now()
    days = provisions.value(ProvisionKey.BALLOT_ENVELOPE_DAYS, clock.day_of(now))
    ballot.status = BallotStatus.COUNTED
    ballot.counted_at = now
    ballot.envelopes_until = clock.day_of(now) + timedelta(days=days)
    ballot.result_digest = publishing.digest_of(ballot)


def announce(actor: Actor, ballot: Ballot) -> None:
    """Note the written result in the trail, and let the meeting's open pages hear of it."""
    audit.record(
        actor,
        "ballot.count",
        ballot,
        organisation_path=votes.path_of(ballot.organisation_id),
        questions=len(ballot.votes),
        result_digest=ballot.result_digest,
    )
    tell(ballot)
