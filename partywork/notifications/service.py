"""Telling people, and their inbox."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Select, func, select

from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import SCOPED, db, transaction
from partywork.core.errors import NotVisible
from partywork.notifications import policy
from partywork.notifications.models import Notice
from partywork.notifications.terms import NoticeKind


def tell(
    recipient_ids: Iterable[UUID],
    kind: NoticeKind,
    *,
    title: str,
    text: str = "",
    path: str | None = None,
) -> None:
    """Put a notice into each inbox, inside the running transaction."""
    db.session.add_all(
        Notice(recipient_id=person, kind=kind, title=title, text=text, path=path)
        for person in dict.fromkeys(recipient_ids)
    )


def inbox(actor: Actor, *, limit: int = 100, offset: int = 0) -> tuple[list[Notice], int]:
    """Return a page of the actor's notices, unread and newest first, and how many there are."""
    query = policy.visible(actor).order_by(
        Notice.read_at.is_not(None), Notice.created_at.desc(), Notice.id.desc()
    )
    notices = list(db.session.scalars(query.limit(limit).offset(offset)))
    return notices, _count(policy.visible(actor))


def unread(actor: Actor) -> int:
    """Count the notices the actor has not opened."""
    return _count(policy.visible(actor).where(Notice.read_at.is_(None)))


def _count(query: Select[Notice]) -> int:
    counted = select(func.count()).select_from(query.subquery())
    return db.session.scalar(counted.execution_options(**{SCOPED: True})) or 0


def open_notice(actor: Actor, notice_id: UUID) -> Notice:
    """Mark one's own notice as read and return it."""
    with transaction():
        notice = db.session.scalar(policy.visible(actor).where(Notice.id == notice_id))
        if notice is None:
            raise NotVisible()
        if notice.read_at is None:
            notice.read_at = clock.now()
    return notice


def read_all(actor: Actor) -> None:
    """Mark every notice of the actor as read."""
    with transaction():
        for notice in db.session.scalars(policy.visible(actor).where(Notice.read_at.is_(None))):
            notice.read_at = clock.now()
