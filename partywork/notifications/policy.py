"""Whose notices one may read: one's own."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import Select, select

from partywork.core.actor import Actor
from partywork.core.db import SCOPED
from partywork.notifications.models import Notice


def visible(actor: Actor) -> Select[Notice]:
    """Every notice addressed to `actor`."""
    mine = [person for person in (actor.member_id, actor.user_id) if person is not None]
    return select(Notice).execution_options(**{SCOPED: True}).where(Notice.recipient_id.in_(mine))


def gathering(people: Collection[UUID], topic: str, day: date) -> Select[Notice]:
    """The unread notices of a topic and day of these people, for telling them more of it."""
    query = select(Notice).execution_options(**{SCOPED: True})
    return query.where(
        Notice.recipient_id.in_(people),
        Notice.topic == topic,
        Notice.told_on == day,
        Notice.read_at.is_(None),
    )


def addressed_to(person: UUID) -> Select[Notice]:
    """The notices of one person, for handing them on with the record of that person."""
    query = select(Notice).execution_options(**{SCOPED: True})
    return query.where(Notice.recipient_id == person)
