"""Votes and ballots with what their pages show."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, lazyload, selectinload

from partywork.ballots import policy
from partywork.ballots.models import (
    Ballot,
    Envelope,
    Outcome,
    RegisterLine,
    ReservedOpinion,
    RollEntry,
    Teller,
    Tracker,
    Voice,
    Vote,
)
from partywork.ballots.terms import BallotWay, Choice, VoteStatus, VoteSubject
from partywork.cells.models import Body, Organisation
from partywork.cells.policy import visible_bodies
from partywork.core import bulk, clock
from partywork.core.actor import Actor
from partywork.core.db import db
from partywork.core.errors import NotVisible

_LOOK_BACK = timedelta(days=730)

# What a page or a paper needs to tell everything about a vote.
WHOLE = (
    selectinload(Vote.roll_entries).joinedload(RollEntry.member),
    selectinload(Vote.voices).joinedload(Voice.member),
    selectinload(Vote.reserved_opinions).joinedload(ReservedOpinion.member),
)


def body_of(actor: Actor, body_id: UUID) -> Body:
    """Return the body that votes."""
    found = db.session.scalar(visible_bodies(actor).where(Body.id == body_id))
    if found is None:
        raise NotVisible()
    return found


def vote_of(actor: Actor, vote_id: UUID) -> Vote:
    """Return a vote the actor may see, with its frozen roll and its reserved opinions."""
    found = db.session.scalar(
        policy.visible(actor)
        .where(Vote.id == vote_id)
        .options(*WHOLE)
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotVisible()
    return found


@dataclass(frozen=True, slots=True)
class OwnPart:
    """How one person takes part in an open vote; `choice` is what they answered so far by name.

    Whether from afar is as the roll was frozen when the vote opened.
    """

    is_online: bool
    choice: Choice | None


def own_parts(actor: Actor, vote_ids: Collection[UUID]) -> dict[UUID, OwnPart]:
    """Return in which of some votes the actor may vote, and how."""
    query = (
        policy.own_entries(actor)
        .where(RollEntry.vote_id.in_(vote_ids), RollEntry.may_vote)
        .outerjoin(Voice, policy.is_own_voice(actor, RollEntry.vote_id))
        .with_only_columns(RollEntry.vote_id, RollEntry.is_online, Voice.choice)
    )
    return {row.vote_id: OwnPart(row.is_online, row.choice) for row in db.session.execute(query)}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is put to one person, and where its organisation stands in the tree.

    `own` is nothing for who does not vote; `voice` is the answer given before, to be changed.
    """

    vote: Vote
    path: str
    own: OwnPart | None
    voice: Voice | None


def asked(actor: Actor, vote_id: UUID) -> Asked:
    """Return a vote the actor may see with their own part in it, in one question.

    A whole Đảng bộ votes within a minute, and writers queue for what stands behind this.
    """
    entry = sa.and_(
        RollEntry.vote_id == Vote.id,
        RollEntry.member_id == actor.member_id,
        RollEntry.may_vote,
    )
    query = (
        policy.visible(actor)
        .where(Vote.id == vote_id)
        .join(Organisation, Organisation.id == Vote.organisation_id)
        .outerjoin(RollEntry, entry)
        .outerjoin(Voice, policy.is_own_voice(actor, Vote.id))
        .add_columns(Organisation.path, RollEntry.is_online, Voice)
        .options(lazyload(Vote.body))
        .execution_options(populate_existing=True)
    )
    found = db.session.execute(query).one_or_none()
    if found is None:
        raise NotVisible()
    vote, path, is_online, voice = found
    own = None if is_online is None else OwnPart(is_online, voice and voice.choice)
    return Asked(vote, path, own, voice)


def count_voices(actor: Actor, vote_ids: Collection[UUID]) -> dict[UUID, int]:
    """Return how many have voted by name in some votes."""
    query = policy.visible_voices(actor).where(Voice.vote_id.in_(vote_ids))
    counted = query.with_only_columns(Voice.vote_id, sa.func.count()).group_by(Voice.vote_id)
    return dict(db.session.execute(counted).all())


def decided(
    actor: Actor, organisation_id: UUID, subjects: Sequence[VoteSubject], day: date
) -> list[Vote]:
    """Return the closed votes of an organisation on some subjects in the two years to a day.

    What was decided on a person points to one of them instead of repeating its figures.
    """
    query = policy.visible(actor).where(
        Vote.organisation_id == organisation_id,
        Vote.subject.in_(subjects),
        Vote.status.in_((VoteStatus.PASSED, VoteStatus.FAILED)),
        Vote.closed_at >= clock.instant_of(day, time()) - _LOOK_BACK,
    )
    return list(db.session.scalars(query.order_by(Vote.closed_at.desc(), Vote.id)))


def carried(
    actor: Actor, organisation: Organisation, subjects: Sequence[VoteSubject], day: date
) -> list[Vote]:
    """Return what carried in two years in an organisation and above it, the newest first."""
    codes = organisation.path.rstrip("/").split("/")
    places = ["/".join(codes[:depth]) + "/" for depth in range(1, len(codes) + 1)]
    query = (
        policy.visible(actor)
        .join(Organisation, Organisation.id == Vote.organisation_id)
        .where(
            Organisation.path.in_(places),
            Vote.subject.in_(subjects),
            Vote.status == VoteStatus.PASSED,
            Vote.closed_at >= clock.instant_of(day, time()) - _LOOK_BACK,
        )
    )
    return list(db.session.scalars(query.order_by(Vote.closed_at.desc(), Vote.id)))


def outcomes(actor: Actor, about: Sequence[UUID]) -> list[Outcome]:
    """Return by which votes some records were decided."""
    if not about:
        return []
    query = policy.visible_outcomes(actor).where(Outcome.about.in_(about))
    return list(db.session.scalars(query.options(joinedload(Outcome.vote))))


def with_outcome(actor: Actor, vote_ids: Sequence[UUID]) -> set[UUID]:
    """Return by which of these votes something is written to be decided."""
    if not vote_ids:
        return set()
    query = policy.visible_outcomes(actor).where(Outcome.vote_id.in_(vote_ids))
    return {one.vote_id for one in db.session.scalars(query)}


def paths_of(actor: Actor, vote_ids: Sequence[UUID]) -> dict[UUID | None, str]:
    """Return the pages of those of some votes that the actor may see."""
    if not vote_ids:
        return {}
    found = db.session.scalars(policy.visible(actor).where(Vote.id.in_(vote_ids)))
    return {one.id: one.path for one in found}


def ballot_of(actor: Actor, ballot_id: UUID) -> Ballot:
    """Return a ballot the actor may see, with its questions and its tellers."""
    found = db.session.scalar(
        policy.visible_ballots(actor)
        .where(Ballot.id == ballot_id)
        .options(
            selectinload(Ballot.votes),
            selectinload(Ballot.tellers).joinedload(Teller.member),
        )
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotVisible()
    return found


def some_ballots(actor: Actor, ballot_ids: Collection[UUID]) -> dict[UUID, Ballot]:
    """Return those of some ballots that the actor may see, with the keys of their tellers."""
    query = policy.visible_ballots(actor).where(Ballot.id.in_(ballot_ids))
    found = db.session.scalars(
        query.options(selectinload(Ballot.tellers), lazyload(Ballot.body)).execution_options(
            populate_existing=True
        )
    )
    return {one.id: one for one in found}


def register_of(actor: Actor, ballot: Ballot) -> list[RegisterLine]:
    """Return who may vote and who has, by name: the order says nothing about when."""
    query = policy.visible_register(actor).where(RegisterLine.ballot_id == ballot.id)
    lines = db.session.scalars(
        query.options(joinedload(RegisterLine.member)).execution_options(populate_existing=True)
    )
    return sorted(lines, key=lambda line: (line.member.name_sort_key, line.member_id))


def who_took_part(actor: Actor, ballot_id: UUID) -> set[UUID]:
    """Return who cast on a screen or was handed a paper.

    A ballot on paper alone names nobody's paper: there it is everybody on the list.
    """
    query = policy.visible_register(actor).where(
        RegisterLine.ballot_id == ballot_id,
        sa.or_(
            Ballot.way == BallotWay.PAPER,
            RegisterLine.has_voted,
            RegisterLine.got_paper,
        ),
    )
    return set(db.session.scalars(query.with_only_columns(RegisterLine.member_id)))


def own_line(actor: Actor, ballot: Ballot) -> RegisterLine | None:
    """Return the actor's line of a register, without the lines of others."""
    query = policy.visible_register(actor).where(
        RegisterLine.ballot_id == ballot.id, RegisterLine.member_id == actor.member_id
    )
    return db.session.scalar(query.execution_options(populate_existing=True))


def envelopes_of(actor: Actor, ballot: Ballot) -> Sequence[Envelope]:
    """Return what is in the box, by digest."""
    query = policy.visible_box(actor).where(Envelope.ballot_id == ballot.id)
    return db.session.scalars(query.order_by(Envelope.digest)).all()


def trackers_of(actor: Actor, ballot: Ballot) -> list[str]:
    """Return the letters of everybody who voted on screens, in the order of the alphabet."""
    query = policy.visible_trackers(actor).where(Tracker.ballot_id == ballot.id)
    return sorted(tracker.letters for tracker in db.session.scalars(query))


def envelopes_in(actor: Actor, ballot: Ballot, digests: Sequence[str]) -> int:
    """Count how many of these envelopes are in the box."""
    query = policy.visible_box(actor).where(
        Envelope.ballot_id == ballot.id, Envelope.digest.in_(digests)
    )
    return len(db.session.scalars(query).all())


def count_of(envelopes: Sequence[Envelope], ballot: Ballot) -> dict[UUID, int]:
    """Return how many envelopes each question of a ballot has."""
    counted = Counter(envelope.vote_id for envelope in envelopes)
    return {vote.id: counted[vote.id] for vote in ballot.votes}


def mark_voted(ballot: Ballot, member_id: UUID) -> bool:
    """Write that a person has voted; `False` where they may not or already have.

    Of two sendings at one moment only one finds the line unmarked.
    """
    return bulk.change_once(
        RegisterLine,
        RegisterLine.ballot_id == ballot.id,
        RegisterLine.member_id == member_id,
        RegisterLine.has_voted.is_(False),
        RegisterLine.got_paper.is_(False),
        returning=RegisterLine.member_id,
        has_voted=True,
    )
