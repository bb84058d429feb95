"""Telling people, and their inbox."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import count_rows, db, lock_for_update, transaction
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
    topic: str | None = None,
) -> None:
    """Put a notice into each inbox, inside the running transaction.

    Reminders with the same `topic`, in words, are gathered into one unread notice a day, so that
    a night with many clocks leaves a short inbox.
    """
    people = list(dict.fromkeys(recipient_ids))
    day = clock.today()
    gathered = _gathered(people, topic, day) if topic else {}
    for person in people:
        if person in gathered:
            gathered[person].gather(title=title, text=text, path=path)
            continue
        db.session.add(
            Notice(
                recipient_id=person,
                kind=kind,
                title=title,
                text=text,
                path=path,
                topic=topic,
                told_on=day,
            )
        )


def _gathered(people: list[UUID], topic: str, day: date) -> dict[UUID, Notice]:
    lock_for_update(f"notices {topic}")
    found = db.session.scalars(policy.gathering(people, topic, day).order_by(Notice.id))
    return {one.recipient_id: one for one in found}


def inbox(actor: Actor, *, limit: int = 100, offset: int = 0) -> tuple[list[Notice], int]:
    """Return a page of the actor's notices, unread and newest first, and how many there are."""
    query = policy.visible(actor).order_by(
        Notice.read_at.is_not(None), Notice.created_at.desc(), Notice.id.desc()
    )
    notices = list(db.session.scalars(query.limit(limit).offset(offset)))
    return notices, count_rows(policy.visible(actor))


def unread(actor: Actor) -> int:
    """Count the notices the actor has not opened."""
    return count_rows(policy.visible(actor).where(Notice.read_at.is_(None)))


def get(actor: Actor, notice_id: UUID) -> Notice:
    """Return one of the actor's own notices."""
    notice = db.session.scalar(policy.visible(actor).where(Notice.id == notice_id))
    if notice is None:
        raise NotVisible()
    return notice


def open_notice(actor: Actor, notice_id: UUID) -> Notice:
    """Mark one's own notice as read and return it."""
    with transaction():
        notice = get(actor, notice_id)
        if notice.read_at is None:
            notice.read_at = clock.now()
    return notice


def read_all(actor: Actor) -> None:
    """Mark every notice of the actor as read."""
    with transaction():
        for notice in db.session.scalars(policy.visible(actor).where(Notice.read_at.is_(None))):
            notice.read_at = clock.now()


def hand_on(old: UUID, new: UUID) -> None:
    """Address to one record of a person what came for another, inside the running transaction."""
    for notice in db.session.scalars(policy.addressed_to(old)):
        notice.recipient_id = new
    db.session.flush()
