"""Opening a box in memory: what may be opened, and what is kept of it."""

from collections.abc import Mapping
from uuid import UUID

from partywork.audit import service as audit
from partywork.ballots import queries
from partywork.ballots.engine import envelopes
from partywork.ballots.engine.envelopes import DoesNotOpen
from partywork.ballots.models import Ballot
from partywork.ballots.rules import secrecy
from partywork.ballots.service import ballots, box, papers, votes
from partywork.ballots.terms import BallotWay
from partywork.core.actor import Actor
from partywork.core.errors import RuleBroken


def check_may_open(actor: Actor, ballot: Ballot) -> None:
    """Refuse to open a box that would tell who said what, or before its papers are counted.

    Papers and screens become known together: neither is ever told, or kept, for itself.
    """
    voted = sum(line.has_voted for line in queries.register_of(actor, ballot))
    secrecy.check_enough_cast(voted, least=ballots.least_voters(ballot))
    if ballot.way is BallotWay.BOTH and ballot.papers_issued is None:
        raise RuleBroken("Hãy ghi kết quả kiểm phiếu giấy trước, rồi mới mở hòm phiếu.")


def open_box(actor: Actor, ballot: Ballot, by_position: Mapping[int, bytes]) -> None:
    """Open every envelope in memory, keep all answers sorted and together, forget the key."""
    lying = queries.envelopes_of(actor, ballot)
    found = box.digest([one.digest for one in lying], queries.trackers_of(actor, ballot))
    if ballot.box_digest != found:
        raise RuleBroken("Hòm phiếu không còn như lúc đóng. Cuộc bỏ phiếu phải dừng lại.")
    # Tellers are numbered from one, wraps from nought.
    numbered = {position - 1: share for position, share in by_position.items()}
    given: dict[UUID, list[int]] = {vote.id: [] for vote in ballot.votes}
    try:
        key = envelopes.unwrap_key(str(ballot.id), ballot.wraps or {}, numbered)
        for one in lying:
            answer = envelopes.open_envelope(one.sealed, str(ballot.id), one.vote_id, key)
            given[one.vote_id].append(answer.option)
        on_papers = papers.unsealed(ballot, key)
    except DoesNotOpen as broken:
        raise RuleBroken(
            "Có phong bì không mở được. Hòm phiếu vẫn đóng; hãy báo Đảng ủy, hoặc dừng cuộc bỏ "
            "phiếu này để bỏ phiếu lại."
        ) from broken
    for question, tally in on_papers.items():
        given[question] += secrecy.options_of(tally)
    ballots.write_result(ballot, given)
    audit.record(
        actor,
        "ballot.open_box",
        ballot,
        organisation_path=votes.path_of(ballot.organisation_id),
        envelopes=len(lying),
    )
    ballots.announce(actor, ballot)
