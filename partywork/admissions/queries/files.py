"""Loading files with what their pages point at, and the votes they rest on."""

from collections.abc import Collection, Iterable
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from partywork.admissions import policy
from partywork.admissions.models import (
    CellVote,
    Procedure,
    Sponsor,
)
from partywork.admissions.terms import (
    BEFORE_DECISION,
    OPEN_STATES,
    ProcedureKind,
)
from partywork.cells.models import Organisation
from partywork.core.actor import Actor
from partywork.core.db import SCOPED, db


def procedures(actor: Actor) -> Select[Procedure]:
    """Return the files the actor sees with everything their page shows."""
    return policy.visible_procedures(actor).options(
        joinedload(Procedure.organisation).joinedload(Organisation.parent),
        joinedload(Procedure.prospect),
        joinedload(Procedure.member),
        joinedload(Procedure.helper),
        joinedload(Procedure.readmission),
        selectinload(Procedure.steps),
        selectinload(Procedure.votes),
        selectinload(Procedure.sponsors).joinedload(Sponsor.member),
    )


def open_procedure_of(
    actor: Actor, *, prospect_id: UUID | None = None, member_id: UUID | None = None
) -> Procedure | None:
    """Return the running file of a prospect, or the running confirmation of a member."""
    query = policy.visible_procedures(actor).where(Procedure.state.in_(OPEN_STATES))
    if prospect_id is not None:
        query = query.where(Procedure.prospect_id == prospect_id)
    else:
        query = query.where(
            Procedure.member_id == member_id, Procedure.kind == ProcedureKind.CONFIRMATION
        )
    return db.session.scalar(query.options(selectinload(Procedure.steps)).limit(1))


def confirmations_of(actor: Actor, member_ids: Collection[UUID]) -> dict[UUID, Procedure]:
    """Return the newest confirmation of each of these members, with votes and steps."""
    query = (
        policy.visible_procedures(actor)
        .where(Procedure.kind == ProcedureKind.CONFIRMATION, Procedure.member_id.in_(member_ids))
        .options(selectinload(Procedure.votes), selectinload(Procedure.steps))
        .order_by(Procedure.opened_on, Procedure.id)
    )
    return {one.member_id: one for one in db.session.scalars(query) if one.member_id is not None}


def confirmations_without(actor: Actor, member_ids: Collection[UUID]) -> list[Procedure]:
    """Return the undecided confirmations of people other than these."""
    query = (
        policy.visible_procedures(actor)
        .where(
            Procedure.kind == ProcedureKind.CONFIRMATION,
            Procedure.state.in_(BEFORE_DECISION),
            Procedure.member_id.not_in(member_ids),
        )
        .options(joinedload(Procedure.organisation))
    )
    return list(db.session.scalars(query))


def used_votes(vote_ids: Iterable[UUID]) -> set[UUID]:
    """Return which of these votes a file already points to."""
    query = select(CellVote.vote_id).where(CellVote.vote_id.in_(list(vote_ids)))
    found = db.session.scalars(query.execution_options(**{SCOPED: True}))
    return {one for one in found if one is not None}


def file_of_vote(actor: Actor, vote_id: UUID) -> Procedure | None:
    """Return the file that rests on a vote, if the actor may see it."""
    query = policy.visible_procedures(actor).where(
        Procedure.id.in_(select(CellVote.procedure_id).where(CellVote.vote_id == vote_id))
    )
    return db.session.scalar(query)
