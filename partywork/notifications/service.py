"""Telling people, and their inbox."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import func, select

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


def inbox(actor: Actor, limit: int = 100) -> list[Notice]:
    """Return the actor's newest notices."""
    query = policy.visible(actor).order_by(Notice.created_at.desc(), Notice.id.desc())
    return list(db.session.scalars(query.limit(limit)))


def unread(actor: Actor) -> int:
    """Count the notices the actor has not opened."""
    unread_notices = policy.visible(actor).where(Notice.read_at.is_(None)).subquery()
    count = select(func.count()).select_from(unread_notices)
    return db.session.scalar(count.execution_options(**{SCOPED: True})) or 0


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
