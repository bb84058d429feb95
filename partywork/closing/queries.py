"""The templates of the office: the one in force for each paper, and the earlier ones."""

import sqlalchemy as sa

from partywork.closing.models import WordTemplate
from partywork.closing.terms import Paper
from partywork.core.db import db


def in_force(paper: Paper) -> WordTemplate | None:
    """Return the template that replaces the built-in one, if there is one."""
    query = (
        sa.select(WordTemplate)
        .where(WordTemplate.paper == paper, WordTemplate.withdrawn_at.is_(None))
        .order_by(WordTemplate.created_at.desc(), WordTemplate.id.desc())
        .limit(1)
    )
    return db.session.scalar(query)


def all_in_force() -> dict[Paper, WordTemplate]:
    """Return the templates of the office by their paper."""
    query = (
        sa.select(WordTemplate)
        .where(WordTemplate.withdrawn_at.is_(None))
        .order_by(WordTemplate.created_at, WordTemplate.id)
    )
    return {one.paper: one for one in db.session.scalars(query)}
