"""Preparing a vote, opening it with its roll frozen, recording what was counted."""

from collections.abc import Sequence
from uuid import UUID

from partywork.audit import service as audit
from partywork.ballots import policy, queries
from partywork.ballots.models import ReservedOpinion, RollEntry, Voice, Vote
from partywork.ballots.rules import counting as rules
from partywork.ballots.rules import secrecy
from partywork.ballots.rules.counting import Tally, Voter
from partywork.ballots.service.base import Counted, base_of, threshold_on
from partywork.ballots.terms import Choice, VoteKind, VoteStatus, VoteSubject
from partywork.cells.models import Organisation
from partywork.cells.policy import visible_organisations
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import db, lock_for_update, transaction
from partywork.core.errors import NotAllowed, RuleBroken, require
from partywork.core.text import tidy
from partywork.documents.service import refuse_secret
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey

NOT_YOURS = "Chỉ cấp ủy của tổ chức được điều hành biểu quyết."


def prepare(
    actor: Actor, *, organisation_id: UUID, body_id: UUID, question: str, subject: VoteSubject
) -> Vote:
    """Put a question that a body will vote on."""
    with transaction():
        require(policy.may_run(actor, queries.body_of(actor, body_id)), NOT_YOURS)
        question = tidy(question)
        if not question:
            raise RuleBroken("Hãy ghi nội dung biểu quyết.", "question")
        refuse_secret(actor, question)
        channels = provisions.value(ProvisionKey.VOTE_CHANNELS, clock.today())
        secrecy.check_open_vote(channels, subject)
        vote = Vote(
            organisation_id=organisation_id,
            body_id=body_id,
            question=question,
            subject=subject,
            threshold=threshold_on(subject, clock.today()),
        )
        db.session.add(vote)
        db.session.flush()
        audit.record(
            actor,
            "vote.prepare",
            vote,
            organisation_path=path_of(vote.organisation_id),
            kind=subject,
        )
    return vote


def path_of(organisation_id: UUID) -> str:
    """Return where an organisation stands in the tree, for the trail."""
    query = visible_organisations(system(clock.today()))
    query = query.where(Organisation.id == organisation_id)
    return db.session.scalars(query.with_only_columns(Organisation.path)).one()


def withdraw(actor: Actor, vote_id: UUID) -> None:
    """Take back a question that nobody has voted on yet."""
    with transaction():
        vote = queries.vote_of(actor, vote_id)
        require(policy.may_run(actor, vote.body), NOT_YOURS)
        if vote.status is not VoteStatus.PREPARED:
            raise RuleBroken("Biểu quyết đã bắt đầu nên không bỏ được.")
        db.session.delete(vote)
        audit.record(
            actor,
            "vote.withdraw",
            vote,
            organisation_path=path_of(vote.organisation_id),
            kind=vote.subject,
        )


def open_vote(actor: Actor, vote_id: UUID, *, voters: Sequence[Voter]) -> Vote:
    """Open a prepared vote; who counts, N and the number needed stay as they are now."""
    with transaction():
        vote = queries.vote_of(actor, vote_id)
        require(policy.may_run(actor, vote.body), NOT_YOURS)
        if vote.status is not VoteStatus.PREPARED:
            raise RuleBroken("Biểu quyết này đã bắt đầu, không mở lại được.")
        freeze(vote, voters)
        audit.record(
            actor,
            "vote.open",
            vote,
            organisation_path=path_of(vote.organisation_id),
            roll=vote.roll,
            needed=vote.needed,
            eligible_present=vote.eligible_present,
        )
    return vote


def freeze(vote: Vote, voters: Sequence[Voter]) -> None:
    """Open a question inside the running use case: its base stays as it is now."""
    base = base_of(voters, subject=vote.subject, kind=vote.kind)
    if base.refusal is not None:
        raise RuleBroken(base.refusal)
    vote.status = VoteStatus.OPEN
    vote.opened_at = clock.now()
    vote.threshold = base.threshold
    vote.roll = base.roll
    vote.needed = base.needed
    vote.eligible_present = base.eligible_present
    db.session.add_all(_entry(vote, person) for person in base.people)
    db.session.flush()


def _entry(vote: Vote, person: Counted) -> RollEntry:
    return RollEntry(
        organisation_id=vote.organisation_id,
        vote_id=vote.id,
        member_id=person.voter.member_id,
        status=person.voter.status,
        is_present=person.voter.present,
        is_online=person.voter.present and person.voter.is_online,
        counts=person.counts,
        may_vote=person.may_vote,
    )


def speak(actor: Actor, vote_id: UUID, choice: Choice) -> Vote:
    """Let a person vote openly by name, for themself alone; until the vote closes it may change.

    The trail keeps that they voted and not how: a part of the result is shown to nobody. How each
    one voted stands with the vote once it is closed.
    """
    with transaction():
        lock_for_update(f"vote:{vote_id}")
        asked = queries.asked(actor, vote_id)
        vote, own = asked.vote, asked.own
        if vote.status is not VoteStatus.OPEN or vote.kind is not VoteKind.OPEN:
            raise RuleBroken("Biểu quyết này không mở.")
        if own is None:
            raise NotAllowed("Đồng chí không biểu quyết nội dung này.")
        if not takes_voices(vote, is_online=own.is_online):
            raise RuleBroken(
                f"«{vote.subject.label}» không biểu quyết trên màn hình. Đồng chí hãy giơ tay."
            )
        if choice not in secrecy.OPTIONS:
            raise RuleBroken("Hãy chọn một ý kiến.", "choice")
        if asked.voice is not None:
            asked.voice.choice = choice
        else:
            db.session.add(
                Voice(
                    organisation_id=vote.organisation_id,
                    vote_id=vote.id,
                    member_id=actor.member_id,
                    choice=choice,
                )
            )
        audit.record(actor, "vote.speak", vote, organisation_path=asked.path)
    return vote


def takes_voices(vote: Vote, *, is_online: bool) -> bool:
    """Say whether an open vote is answered on screens, by the provisions of the day it opened."""
    day = clock.day_of(vote.opened_at or clock.now())
    channels = provisions.value(ProvisionKey.VOTE_CHANNELS, day)
    return secrecy.may_answer_on_screen(channels, vote.subject, is_online=is_online)


def close_vote(
    actor: Actor,
    vote_id: UUID,
    *,
    version: int,
    tally: Tally,
    reserved: Sequence[tuple[UUID, str]] = (),
) -> Vote:
    """Record the count of an open vote: passed or failed by the frozen base, and final.

    `tally` are the hands counted in the hall; who voted by name is added to them.
    """
    with transaction():
        lock_for_update(f"vote:{vote_id}")
        vote = queries.vote_of(actor, vote_id)
        require(policy.may_run(actor, vote.body), NOT_YOURS)
        if vote.status is not VoteStatus.OPEN:
            raise RuleBroken("Biểu quyết này không mở nên không ghi được kết quả.")
        if vote.kind is VoteKind.SECRET:
            raise RuleBroken("Kết quả bỏ phiếu kín do ban kiểm phiếu ghi.")
        vote.expect_version(version)
        tally = rules.add(tally, rules.tally_of(voice.choice for voice in vote.voices))
        rules.check_tally(tally, vote.eligible_present or 0)
        opinions = [(member, text.strip()) for member, text in reserved if text.strip()]
        refuse_secret(actor, *(text for _, text in opinions))
        _check_reserved(vote, [member for member, _ in opinions])
        write_result(vote, tally, is_passed=has_enough(vote, tally))
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
            organisation_path=path_of(vote.organisation_id),
            status=vote.status,
            in_favour=tally.in_favour,
            against=tally.against,
            other_opinion=tally.other_opinion,
            reserved=len(opinions),
        )
    return vote


def has_enough(vote: Vote, tally: Tally) -> bool:
    """Say whether a count reaches what the frozen base of the question asks for."""
    return rules.passed(tally, vote.roll or 0, vote.threshold)


def write_result(vote: Vote, tally: Tally, *, is_passed: bool) -> None:
    """Write the count of an open question, and that it passed or failed; final."""
    vote.status = VoteStatus.PASSED if is_passed else VoteStatus.FAILED
    vote.in_favour = tally.in_favour
    vote.against = tally.against
    vote.other_opinion = tally.other_opinion
    vote.closed_at = clock.now()


def _check_reserved(vote: Vote, members: list[UUID]) -> None:
    """Only those who voted may reserve an opinion, each once."""
    voted = {entry.member_id for entry in vote.roll_entries if entry.may_vote}
    if not voted.issuperset(members) or len(members) != len(set(members)):
        raise RuleBroken("Chỉ đảng viên đã biểu quyết được bảo lưu ý kiến, mỗi đồng chí một lần.")


def get(actor: Actor, vote_id: UUID) -> Vote:
    """Return a vote with its frozen roll and its reserved opinions."""
    return queries.vote_of(actor, vote_id)
