"""Preparing a vote, opening it with its roll frozen, recording what was counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from partywork.audit import service as audit
from partywork.ballots import policy, queries, rules
from partywork.ballots.models import ReservedOpinion, RollEntry, Vote
from partywork.ballots.rules import Tally, Voter
from partywork.ballots.terms import Threshold, VoteStatus, VoteSubject
from partywork.cells.models import Organisation
from partywork.cells.policy import visible_organisations
from partywork.cells.rules.membership import may_vote
from partywork.cells.rules.merging import Becomes
from partywork.cells.service.merging import Double, Pair
from partywork.cells.terms import MembershipStatus
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import SCOPED, db, transaction
from partywork.core.errors import RuleBroken, require
from partywork.core.text import tidy
from partywork.documents.service import refuse_secret
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey

_NOT_YOURS = "Chỉ cấp ủy của tổ chức được điều hành biểu quyết."


@dataclass(frozen=True, slots=True)
class Counted:
    """How one person of the body counts, and why."""

    voter: Voter
    counts: bool
    may_vote: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Base:
    """What is shown before a vote opens: N, who of it may vote, how many must agree.

    `refusal` says why the vote may not open; `warning` what the chair should know.
    """

    roll: int
    eligible_present: int
    needed: int
    threshold: Threshold
    warning: str | None
    refusal: str | None
    people: tuple[Counted, ...]


def base_of(
    voters: Sequence[Voter],
    *,
    subject: VoteSubject = VoteSubject.RESOLUTION,
    day: date | None = None,
) -> Base:
    """Return the base of a vote among `voters` by the provisions in force on the day."""
    on = day or clock.today()
    deducted = bool(provisions.value(ProvisionKey.VOTE_EXCUSED_DEDUCTED, on))
    roll = rules.roll_size(voters, excused_deducted=deducted)
    eligible = rules.eligible_present(voters)
    threshold = rules.threshold_for(subject)
    warning, refusal = None, None
    try:
        warning = rules.check_may_open(
            roll,
            eligible,
            block_without_majority=bool(
                provisions.value(ProvisionKey.VOTE_BLOCK_WITHOUT_MAJORITY, on)
            ),
            warn_under_two_thirds=bool(
                provisions.value(ProvisionKey.VOTE_WARN_UNDER_TWO_THIRDS, on)
            ),
        )
    except RuleBroken as broken:
        refusal = broken.message
    return Base(
        roll=roll,
        eligible_present=eligible,
        needed=rules.needed(roll, threshold),
        threshold=threshold,
        warning=warning,
        refusal=refusal,
        people=tuple(_counted(voter, deducted) for voter in voters),
    )


def _counted(voter: Voter, deducted: bool) -> Counted:
    return Counted(
        voter=voter,
        counts=rules.roll_size([voter], excused_deducted=deducted) == 1,
        may_vote=voter.present and may_vote(voter.status),
        reason=rules.why_counted(voter, excused_deducted=deducted),
    )


def prepare(
    actor: Actor, *, organisation_id: UUID, body_id: UUID, question: str, subject: VoteSubject
) -> Vote:
    """Put a question that a body will vote on."""
    with transaction():
        require(policy.may_run(actor, organisation_id), _NOT_YOURS)
        question = tidy(question)
        if not question:
            raise RuleBroken("Hãy ghi nội dung biểu quyết.", "question")
        refuse_secret(actor, question)
        vote = Vote(
            organisation_id=organisation_id,
            body_id=body_id,
            question=question,
            subject=subject,
            threshold=rules.threshold_for(subject),
        )
        db.session.add(vote)
        db.session.flush()
        audit.record(
            actor,
            "vote.prepare",
            vote,
            organisation_path=_path_of(vote),
            kind=subject,
        )
    return vote


def _path_of(vote: Vote) -> str:
    query = visible_organisations(system(clock.today()))
    return db.session.scalars(query.where(Organisation.id == vote.organisation_id)).one().path


def withdraw(actor: Actor, vote_id: UUID) -> None:
    """Take back a question that nobody has voted on yet."""
    with transaction():
        vote = queries.vote_of(actor, vote_id)
        require(policy.may_run(actor, vote.organisation_id), _NOT_YOURS)
        if vote.status is not VoteStatus.PREPARED:
            raise RuleBroken("Biểu quyết đã bắt đầu nên không bỏ được.")
        audit.record(
            actor,
            "vote.withdraw",
            vote,
            organisation_path=_path_of(vote),
            kind=vote.subject,
        )
        db.session.delete(vote)


def open_vote(actor: Actor, vote_id: UUID, *, voters: Sequence[Voter]) -> Vote:
    """Open a prepared vote; who counts, N and the number needed stay as they are now."""
    with transaction():
        vote = queries.vote_of(actor, vote_id)
        require(policy.may_run(actor, vote.organisation_id), _NOT_YOURS)
        if vote.status is not VoteStatus.PREPARED:
            raise RuleBroken("Biểu quyết này đã bắt đầu, không mở lại được.")
        base = base_of(voters, subject=vote.subject)
        if base.refusal is not None:
            raise RuleBroken(base.refusal)
        vote.status = VoteStatus.OPEN
        vote.opened_at = clock.now()
        vote.roll = base.roll
        vote.needed = base.needed
        vote.eligible_present = base.eligible_present
        db.session.add_all(_entry(vote, person) for person in base.people)
        db.session.flush()
        audit.record(
            actor,
            "vote.open",
            vote,
            organisation_path=_path_of(vote),
            roll=base.roll,
            needed=base.needed,
            eligible_present=base.eligible_present,
        )
    return vote


def _entry(vote: Vote, person: Counted) -> RollEntry:
    return RollEntry(
        organisation_id=vote.organisation_id,
        vote_id=vote.id,
        member_id=person.voter.member_id,
        status=person.voter.status,
        is_present=person.voter.present,
        counts=person.counts,
        may_vote=person.may_vote,
    )


def close_vote(
    actor: Actor,
    vote_id: UUID,
    *,
    version: int,
    tally: Tally,
    reserved: Sequence[tuple[UUID, str]] = (),
) -> Vote:
    """Record the count of an open vote: passed or failed by the frozen base, and final."""
    with transaction():
        vote = queries.vote_of(actor, vote_id)
        require(policy.may_run(actor, vote.organisation_id), _NOT_YOURS)
        if vote.status is not VoteStatus.OPEN:
            raise RuleBroken("Biểu quyết này không mở nên không ghi được kết quả.")
        vote.expect_version(version)
        roll = vote.roll or 0
        rules.check_tally(tally, vote.eligible_present or 0)
        opinions = [(member, text.strip()) for member, text in reserved if text.strip()]
        refuse_secret(actor, *(text for _, text in opinions))
        _check_reserved(vote, [member for member, _ in opinions])
        is_passed = rules.passed(tally, roll, vote.threshold)
        vote.status = VoteStatus.PASSED if is_passed else VoteStatus.FAILED
        vote.in_favour = tally.in_favour
        vote.against = tally.against
        vote.other_opinion = tally.other_opinion
        vote.closed_at = clock.now()
        db.session.add_all(
            ReservedOpinion(
                organisation_id=vote.organisation_id, vote_id=vote.id, member_id=member, text=text
            )
            for member, text in opinions
        )
        db.session.flush()
        audit.record(
            actor,
            "vote.close",
            vote,
            organisation_path=_path_of(vote),
            status=vote.status,
            in_favour=tally.in_favour,
            against=tally.against,
            other_opinion=tally.other_opinion,
            reserved=len(opinions),
        )
    return vote


def _check_reserved(vote: Vote, members: list[UUID]) -> None:
    """Only those who voted may reserve an opinion, each once."""
    voted = {entry.member_id for entry in vote.roll_entries if entry.may_vote}
    if not voted.issuperset(members) or len(members) != len(set(members)):
        raise RuleBroken("Chỉ đảng viên đã biểu quyết được bảo lưu ý kiến, mỗi đồng chí một lần.")


def why(entry: RollEntry) -> str:
    """Say why a person counted as they did when the vote opened."""
    is_official_left_out = entry.status is MembershipStatus.OFFICIAL and not entry.counts
    voter = Voter(entry.member_id, entry.status, entry.is_present, excused=is_official_left_out)
    return rules.why_counted(voter, excused_deducted=is_official_left_out)


def get(actor: Actor, vote_id: UUID) -> Vote:
    """Return a vote with its frozen roll and its reserved opinions."""
    return queries.vote_of(actor, vote_id)


def _on_one_open_roll(pair: Pair) -> Select[RollEntry]:
    """Return the entries of the record that goes where a vote under way counts the other too."""
    own = aliased(RollEntry)
    both = select(own.id).where(own.vote_id == RollEntry.vote_id, own.member_id == pair.kept)
    under_way = policy.visible(system(pair.day)).where(Vote.status == VoteStatus.OPEN)
    return (
        select(RollEntry)
        .where(
            RollEntry.vote_id.in_(under_way.with_only_columns(Vote.id)),
            RollEntry.member_id == pair.gone,
            both.exists(),
        )
        .execution_options(**{SCOPED: True})
    )


DOUBLES = (
    Double(
        "biểu quyết đang diễn ra",
        _on_one_open_roll,
        Becomes.WAITS,
        "Cả hai hồ sơ đang được tính trong một cuộc biểu quyết. Hãy gộp sau khi biểu quyết xong.",
    ),
)
