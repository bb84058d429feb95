"""Paper ballots: who was handed one, and what the tellers counted."""

from collections.abc import Sequence
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from partywork.audit import service as audit
from partywork.ballots import queries
from partywork.ballots.engine import envelopes
from partywork.ballots.models import Ballot, RegisterLine
from partywork.ballots.rules import secrecy
from partywork.ballots.rules.counting import Tally
from partywork.ballots.rules.secrecy import PaperCount
from partywork.ballots.service import ballots, leading, votes
from partywork.ballots.terms import BallotStatus, BallotWay
from partywork.core.actor import Actor
from partywork.core.db import lock_for_update, transaction
from partywork.core.errors import RuleBroken, require


def hand_out_papers(actor: Actor, ballot_id: UUID, members: Sequence[UUID]) -> Ballot:
    """Write down who was handed a paper; they do not vote on a screen as well."""
    with transaction():
        lock_for_update(f"ballot:{ballot_id}")
        ballot = queries.ballot_of(actor, ballot_id)
        require(leading.may_run(actor, ballot), votes.NOT_YOURS)
        check_handing_out(ballot)
        lines = {line.member_id: line for line in queries.register_of(actor, ballot)}
        if not set(members) <= set(lines):
            raise RuleBroken("Chỉ phát phiếu cho đồng chí có tên trong danh sách bỏ phiếu.")
        if any(lines[one].has_voted for one in members):
            raise RuleBroken("Có đồng chí đã bỏ phiếu trên màn hình nên không phát phiếu giấy.")
        for one in members:
            lines[one].got_paper = True
        _check_suffice(ballot, list(lines.values()))
        audit.record(
            actor,
            "ballot.hand_out_papers",
            ballot,
            organisation_path=votes.path_of(ballot.organisation_id),
            papers=len(members),
        )
    return ballot


def _check_suffice(ballot: Ballot, register: Sequence[RegisterLine]) -> None:
    if ballot.way is BallotWay.BOTH:
        voted = sum(line.has_voted for line in register)
        got_paper = sum(line.got_paper for line in register)
        waiting = len(register) - voted - got_paper
        least = ballots.least_voters(ballot)
        secrecy.check_papers_suffice(got_paper, voted, waiting, least=least)


def check_handing_out(ballot: Ballot) -> None:
    """Refuse to hand papers out for a ballot that is not open, or has none."""
    if ballot.status is not BallotStatus.OPEN or ballot.way is BallotWay.SCREEN:
        raise RuleBroken("Chỉ phát phiếu giấy khi đang bỏ phiếu bằng giấy.")


def record_paper(actor: Actor, ballot_id: UUID, *, version: int, count: PaperCount) -> Ballot:
    """Record what the tellers counted of paper ballots, once, after the voting has closed.

    Beside envelopes the count waits under the key of the box: it is opened with them.
    """
    with transaction():
        lock_for_update(f"ballot:{ballot_id}")
        ballot = queries.ballot_of(actor, ballot_id)
        require(
            leading.may_run(actor, ballot)
            or any(teller.member_id == actor.member_id for teller in ballot.tellers),
            votes.NOT_YOURS,
        )
        ballot.expect_version(version)
        if ballot.way is BallotWay.SCREEN or ballot.papers_issued is not None:
            raise RuleBroken("Kết quả kiểm phiếu giấy đã được ghi.")
        if ballot.status is not BallotStatus.CLOSED:
            raise RuleBroken("Hãy kết thúc bỏ phiếu trước khi ghi kết quả kiểm phiếu.")
        register = queries.register_of(actor, ballot)
        voted = sum(line.has_voted for line in register)
        got_paper = sum(line.got_paper for line in register)
        secrecy.check_enough_cast(voted, least=ballots.least_voters(ballot))
        most = secrecy.most_papers(ballot.way, voters=len(register), got_paper=got_paper)
        secrecy.check_paper_count(count, most=most, seats=ballot.seats)
        ballot.papers_issued, ballot.papers_returned = count.issued, count.returned
        ballot.papers_valid, ballot.papers_invalid = count.valid, count.invalid
        if voted:
            ballot.papers_sealed = _sealed(ballot, count)
        else:
            given = {vote: secrecy.options_of(tally) for vote, tally in count.tallies.items()}
            ballots.write_result(ballot, given)
        audit.record(
            actor,
            "ballot.record_paper",
            ballot,
            organisation_path=votes.path_of(ballot.organisation_id),
            issued=count.issued,
            returned=count.returned,
            valid=count.valid,
            invalid=count.invalid,
        )
        if voted:
            ballots.tell(ballot)
        else:
            ballots.announce(actor, ballot)
    return ballot


def check_handed_out(ballot: Ballot, register: Sequence[RegisterLine]) -> None:
    """Refuse to close a ballot while so few hold a paper that its count would tell on them."""
    if ballot.way is BallotWay.BOTH:
        got_paper = sum(line.got_paper for line in register)
        secrecy.check_enough_papers(got_paper, least=ballots.least_voters(ballot))


def nothing_handed_out(ballot: Ballot) -> None:
    """Write for who counts that nobody took a paper, so that there is none to count."""
    ballot.papers_issued = ballot.papers_returned = 0
    ballot.papers_valid = ballot.papers_invalid = 0


def _sealed(ballot: Ballot, count: PaperCount) -> bytes:
    tallies = [count.tallies[vote.id] for vote in ballot.votes]
    figures = [n for one in tallies for n in (one.in_favour, one.against, one.other_opinion)]
    return envelopes.seal_count(figures, str(ballot.id), ballot.public_key or b"")


def unsealed(ballot: Ballot, key: X25519PrivateKey) -> dict[UUID, Tally]:
    """Return what was counted of papers, question by question, as the key of the box opens it."""
    if ballot.papers_sealed is None:
        return {}
    figures = iter(envelopes.open_count(ballot.papers_sealed, str(ballot.id), key))
    triples = zip(figures, figures, figures, strict=True)
    return {vote.id: Tally(*three) for vote, three in zip(ballot.votes, triples, strict=True)}
