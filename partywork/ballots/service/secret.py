"""Secret ballots on screens: «hai phong bì, ba chìa khóa».

Three tellers each keep a share on paper. The ballot's private key lies under any two of them.
A voter's answers are sealed in memory before they are cast; the box holds sealed envelopes and the
register who has voted, and nothing ties a line of the one to the other in a way that outlives the
counting. Casting leaves no entry in the trail and no time anywhere.
"""

import base64
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from partywork.audit import service as audit
from partywork.ballots import queries
from partywork.ballots.engine import envelopes, shares
from partywork.ballots.engine.shares import NotAShare
from partywork.ballots.models import Ballot, Envelope, Teller, Tracker
from partywork.ballots.rules import secrecy
from partywork.ballots.service import (
    ballots,
    box,
    leading,
    offers,
    papers,
    stopping,
    unsealing,
    votes,
)
from partywork.ballots.terms import BallotStatus, BallotWay
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import canonical_json, db, lock_for_update, transaction
from partywork.core.errors import NotAllowed, RuleBroken, require
from partywork.core.sealing import ring

NOT_A_TELLER = "Chỉ người kiểm phiếu của cuộc bỏ phiếu này được làm việc này."
_NOT_A_VOTER = "Đồng chí không có tên trong danh sách bỏ phiếu này."
_UNEQUAL = "Số phong bì trong hòm không khớp với số người đã bỏ phiếu."


@dataclass(frozen=True, slots=True)
class Sealed:
    """A voter's answers under seal, before anything is kept: what the page sends back to cast.

    `proof` binds the envelopes to this voter and this ballot.
    """

    envelopes: Mapping[UUID, str]
    tracker: str
    proof: str


@dataclass(frozen=True, slots=True)
class Cast:
    """What a voter is told: the envelopes are in the box, and how to find them there again."""

    tracker: str


def take_share(actor: Actor, ballot_id: UUID) -> str:
    """Give a teller their share, to be printed at once: it is shown here and kept nowhere.

    A sheet that was lost before it was confirmed is replaced by asking again; afterwards never.
    """
    with transaction():
        ballot, teller = _teller(actor, ballot_id)
        _check_preparing(ballot)
        if teller.has_share:
            raise RuleBroken("Đồng chí đã nhận và xác nhận mảnh chìa khóa.")
        share = shares.new_share()
        teller.public_key = shares.public_key_of(shares.read_share(share), str(ballot.id))
        audit.record(
            actor,
            "ballot.take_share",
            ballot,
            organisation_path=votes.path_of(ballot.organisation_id),
        )
    return share


def confirm_share(actor: Actor, ballot_id: UUID, *, typed: str) -> Ballot:
    """Let a teller show that the printed share reads as it was given."""
    with transaction():
        ballot, teller = _teller(actor, ballot_id)
        _check_preparing(ballot)
        if teller.public_key is None:
            raise RuleBroken("Đồng chí chưa nhận mảnh chìa khóa.")
        _check_share(ballot, teller, typed)
        teller.has_share = True
        audit.record(
            actor,
            "ballot.confirm_share",
            ballot,
            organisation_path=votes.path_of(ballot.organisation_id),
        )
    return ballot


def give_share(actor: Actor, ballot_id: UUID, *, typed: str) -> Ballot:
    """Take what a teller's sheet says: before the ballot opens to check it, afterwards to open."""
    if queries.ballot_of(actor, ballot_id).status is BallotStatus.PREPARED:
        return confirm_share(actor, ballot_id, typed=typed)
    return hand_in_share(actor, ballot_id, typed=typed)


def _check_preparing(ballot: Ballot) -> None:
    if ballot.way is BallotWay.PAPER or ballot.status is not BallotStatus.PREPARED:
        raise RuleBroken("Chỉ trao mảnh chìa khóa trước khi mở cuộc bỏ phiếu trên màn hình.")


def _teller(actor: Actor, ballot_id: UUID) -> tuple[Ballot, Teller]:
    ballot = queries.ballot_of(actor, ballot_id)
    own = [one for one in ballot.tellers if one.member_id == actor.member_id]
    require(bool(own), NOT_A_TELLER)
    return ballot, own[0]


def _check_share(ballot: Ballot, teller: Teller, typed: str) -> bytes:
    try:
        share = shares.read_share(typed)
    except NotAShare as broken:
        raise RuleBroken(offers.WRONG_SHARE, "share") from broken
    if shares.public_key_of(share, str(ballot.id)) != teller.public_key:
        raise RuleBroken(offers.WRONG_SHARE, "share")
    return share


def review(actor: Actor, ballot_id: UUID, options: Mapping[UUID, int]) -> Sealed:
    """Seal a voter's answers and give them back; nothing of them is kept."""
    ballot = queries.ballot_of(actor, ballot_id)
    _check_may_cast(actor, ballot)
    secrecy.check_answers(options, [vote.id for vote in ballot.votes], seats=ballot.seats)
    sealed = {
        question: envelopes.seal(
            envelopes.new_answer(question, option), str(ballot.id), ballot.public_key or b""
        )
        for question, option in options.items()
    }
    written = {question: base64.b64encode(one).decode() for question, one in sealed.items()}
    tracker = envelopes.tracker_of(map(envelopes.digest_of, sealed.values()))
    return Sealed(written, tracker, _proof(actor, ballot, written))


def _check_may_cast(actor: Actor, ballot: Ballot) -> None:
    if ballot.status is not BallotStatus.OPEN or ballot.way is BallotWay.PAPER:
        raise RuleBroken(f"Cuộc bỏ phiếu «{ballot.status.label}».")
    line = queries.own_line(actor, ballot)
    if line is None:
        raise NotAllowed(_NOT_A_VOTER)
    if line.has_voted:
        raise RuleBroken("Đồng chí đã bỏ phiếu. Mỗi đồng chí bỏ phiếu một lần.")
    if line.got_paper:
        raise RuleBroken("Đồng chí đã nhận phiếu giấy nên không bỏ phiếu trên màn hình.")


def _proof(actor: Actor, ballot: Ballot, written: Mapping[UUID, str]) -> str:
    said = canonical_json({str(question): one for question, one in written.items()})
    return ring().digest(f"{actor.member_id}|{ballot.id}|{said}", "ballot_box|sealed")


def cast(actor: Actor, ballot_id: UUID, *, written: Mapping[UUID, str], proof: str) -> Cast:
    """Put a voter's sealed answers into the box, once; the same envelopes again change nothing.

    Register and box are written together or not at all. There is no entry in the trail: one with
    a person and a moment would undo the secrecy.
    """
    with transaction():
        ballot = queries.ballot_of(actor, ballot_id)
        lock_for_update(f"ballot:{ballot.id}")
        if not hmac.compare_digest(proof, _proof(actor, ballot, written)):
            raise RuleBroken("Phiếu không còn nguyên vẹn. Hãy chọn lại rồi bỏ phiếu.")
        sealed = {question: base64.b64decode(one) for question, one in written.items()}
        digests = {question: envelopes.digest_of(one) for question, one in sealed.items()}
        tracker = envelopes.tracker_of(digests.values())
        if queries.envelopes_in(actor, ballot, list(digests.values())) == len(digests):
            return Cast(tracker)
        _check_may_cast(actor, queries.ballot_of(actor, ballot_id))
        if actor.member_id is None or not queries.mark_voted(ballot, actor.member_id):
            raise RuleBroken("Đồng chí đã bỏ phiếu. Mỗi đồng chí bỏ phiếu một lần.")
        db.session.add_all(
            Envelope(ballot_id=ballot.id, vote_id=question, digest=digests[question], sealed=one)
            for question, one in sealed.items()
        )
        db.session.add(Tracker(ballot_id=ballot.id, letters=tracker))
    return Cast(tracker)


def close(actor: Actor, ballot_id: UUID, *, version: int) -> Ballot:
    """Close the box: from now on nothing goes in, and what is in it is fixed by its digest.

    The digest and the voters' letters go into the trail before anybody can open an envelope. A box
    that does not agree with the register stops the ballot with an alarm there.
    """
    with transaction():
        lock_for_update(f"ballot:{ballot_id}")
        ballot = queries.ballot_of(actor, ballot_id)
        require(leading.may_run(actor, ballot), votes.NOT_YOURS)
        ballot.expect_version(version)
        lying = queries.envelopes_of(actor, ballot)
        register = queries.register_of(actor, ballot)
        voted = sum(line.has_voted for line in register)
        letters = queries.trackers_of(actor, ballot)
        is_whole = secrecy.is_box_whole(voted, queries.count_of(lying, ballot))
        if is_whole:
            secrecy.check_step(ballot.status, BallotStatus.CLOSED)
            papers.check_handed_out(ballot, register)
            ballot.status, ballot.closed_at = BallotStatus.CLOSED, clock.now()
            if ballot.way is BallotWay.BOTH and not any(line.got_paper for line in register):
                papers.nothing_handed_out(ballot)
        else:
            stopping.end(ballot, _UNEQUAL)
        if ballot.way is not BallotWay.PAPER:
            ballot.box_digest = box.digest([one.digest for one in lying], letters)
            ballot.envelopes_cast = len(lying)
        audit.record(
            actor,
            "ballot.close" if is_whole else "ballot.stop",
            ballot,
            organisation_path=votes.path_of(ballot.organisation_id),
            voted=voted,
            envelopes=len(lying),
            box_digest=ballot.box_digest,
            trackers=" ".join(letters),
        )
        ballots.tell(ballot)
    return ballot


def hand_in_share(actor: Actor, ballot_id: UUID, *, typed: str) -> Ballot:
    """Take a teller's share after closing; with the second one the box is opened and counted.

    The first share waits a quarter of an hour at most, sealed for the other tellers. A failure in
    the middle leaves the ballot closed, and it can be done again.
    """
    with transaction():
        lock_for_update(f"ballot:{ballot_id}")
        ballot, teller = _teller(actor, ballot_id)
        if ballot.status is not BallotStatus.CLOSED or ballot.wraps is None:
            raise RuleBroken("Hòm phiếu chỉ mở một lần, sau khi đã đóng.")
        unsealing.check_may_open(actor, ballot)
        share = _check_share(ballot, teller, typed)
        offers.forget_late(ballot)
        other = offers.waiting_for(ballot, teller, share)
        if other is None:
            offers.keep(ballot, teller, share)
            audit.record(
                actor,
                "ballot.hand_in_share",
                ballot,
                organisation_path=votes.path_of(ballot.organisation_id),
            )
            return ballot
        unsealing.open_box(actor, ballot, {teller.position: share, other[0].position: other[1]})
    return ballot
