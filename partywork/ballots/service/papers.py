"""Paper ballots: who was handed one, and what the tellers counted."""

from collections.abc import Sequence
from uuid import UUID

from partywork.audit import service as audit
from partywork.ballots import policy, queries
from partywork.ballots.models import Ballot
from partywork.ballots.rules import secrecy
from partywork.ballots.rules.counting import Tally
from partywork.ballots.rules.secrecy import PaperCount
from partywork.ballots.service import ballots, votes
from partywork.ballots.terms import BallotStatus, BallotWay, Choice
from partywork.core.actor import Actor
from partywork.core.db import lock_for_update, transaction
from partywork.core.errors import RuleBroken, require


def hand_out_papers(actor: Actor, ballot_id: UUID, members: Sequence[UUID]) -> Ballot:
    """Write down who was handed a paper; they do not vote on a screen as well."""
    with transaction():
        lock_for_update(f"ballot:{ballot_id}")
        ballot = queries.ballot_of(actor, ballot_id)
        require(policy.may_run(actor, ballot.body), votes.NOT_YOURS)
        check_handing_out(ballot)
        lines = {line.member_id: line for line in queries.register_of(actor, ballot)}
        if not set(members) <= set(lines):
            raise RuleBroken("Chỉ phát phiếu cho đồng chí có tên trong danh sách bỏ phiếu.")
        if any(lines[one].has_voted for one in members):
            raise RuleBroken("Có đồng chí đã bỏ phiếu trên màn hình nên không phát phiếu giấy.")
        for one in members:
            lines[one].got_paper = True
        audit.record(
            actor,
            "ballot.hand_out_papers",
            ballot,
            organisation_path=votes.path_of(ballot.organisation_id),
            papers=len(members),
        )
    return ballot


def check_handing_out(ballot: Ballot) -> None:
    """Refuse to hand papers out for a ballot that is not open, or has none."""
    if ballot.status is not BallotStatus.OPEN or ballot.way is BallotWay.SCREEN:
        raise RuleBroken("Chỉ phát phiếu giấy khi đang bỏ phiếu bằng giấy.")


def record_paper(actor: Actor, ballot_id: UUID, *, version: int, count: PaperCount) -> Ballot:
    """Record what the tellers counted of paper ballots, once, after the voting has closed."""
    with transaction():
        lock_for_update(f"ballot:{ballot_id}")
        ballot = queries.ballot_of(actor, ballot_id)
        require(
            policy.may_run(actor, ballot.body)
            or any(teller.member_id == actor.member_id for teller in ballot.tellers),
            votes.NOT_YOURS,
        )
        ballot.expect_version(version)
        if ballot.way is BallotWay.SCREEN or ballot.papers_issued is not None:
            raise RuleBroken("Kết quả kiểm phiếu giấy đã được ghi.")
        if ballot.status is not BallotStatus.CLOSED:
            raise RuleBroken("Hãy kết thúc bỏ phiếu trước khi ghi kết quả kiểm phiếu.")
        register = queries.register_of(actor, ballot)
        secrecy.check_paper_count(count, most=sum(not line.has_voted for line in register))
        ballot.papers_issued, ballot.papers_returned = count.issued, count.returned
        ballot.papers_valid, ballot.papers_invalid = count.valid, count.invalid
        ballot.paper_tallies = {str(vote): _written(tally) for vote, tally in count.tallies.items()}
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
        ballots.finish_if_counted(actor, ballot)
    return ballot


def _written(tally: Tally) -> dict[str, int]:
    return {
        Choice.IN_FAVOUR: tally.in_favour,
        Choice.AGAINST: tally.against,
        Choice.OTHER: tally.other_opinion,
    }
