"""Looking papers up, and finding one for somebody who may read it."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.ballots.models import Vote
from partywork.ballots.policy import visible as visible_votes
from partywork.cells.models import Organisation
from partywork.core.actor import Actor
from partywork.core.db import db
from partywork.core.errors import NotVisible
from partywork.documents.models import Document
from partywork.resolutions import policy, queries
from partywork.resolutions.models import Resolution
from partywork.web.pagination import Page

_PAPER = joinedload(Resolution.document)
_WHOLE = (
    _PAPER.joinedload(Document.organisation).joinedload(Organisation.parent),
    _PAPER.joinedload(Document.term),
    _PAPER.selectinload(Document.clauses),
    _PAPER.selectinload(Document.files),
    joinedload(Resolution.body),
    joinedload(Resolution.signer),
)


def list_visible(
    actor: Actor, *, words: str, organisation_id: UUID | None, page: int
) -> tuple[list[Resolution], Page]:
    """Return one page of the papers the actor may read that hold every word."""
    return queries.look_up(actor, words, organisation_id, page)


def issuers(actor: Actor) -> list[Organisation]:
    """Return the organisations whose papers the actor may read, for the filter."""
    return queries.issuers(actor)


def get(actor: Actor, resolution_id: UUID, *options: Any) -> Resolution:
    """Return a paper with everything its page and its sheet show, or `NotVisible`."""
    query = policy.visible(actor).where(Resolution.id == resolution_id)
    found = db.session.scalar(query.options(*_WHOLE, *options))
    if found is None:
        raise NotVisible("Không tìm thấy văn bản.")
    return found


def vote_of(actor: Actor, resolution: Resolution) -> Vote | None:
    """Return the vote behind a paper if the actor may see it."""
    return db.session.scalar(visible_votes(actor).where(Vote.id == resolution.vote_id))


def resolutions_of(actor: Actor, meeting_id: UUID | None) -> list[Resolution]:
    """Return the resolutions of a meeting that the actor may read, with their papers."""
    if meeting_id is None:
        return []
    return list(db.session.scalars(queries.resolutions_of(actor, meeting_id).options(*_WHOLE)))


def decision_of(actor: Actor, vote_id: UUID) -> Resolution | None:
    """Return the decision that rests on a vote, if the actor may read it."""
    return db.session.scalar(queries.decisions_on(actor, vote_id))


def decisions_of(actor: Actor, meeting_id: UUID) -> list[Resolution]:
    """Return the decisions of a meeting that the actor may read, with their papers."""
    return list(db.session.scalars(queries.decisions_of(actor, meeting_id).options(*_WHOLE)))
