"""Whose notices and mail one may read: one's own."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import Select, select

from partywork.core.actor import Actor, Role
from partywork.core.db import SCOPED
from partywork.notifications.models import Mail, MailWish, Notice


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


def visible_mails(actor: Actor) -> Select[Mail]:
    """The mail addressed to `actor`; jobs send everybody's."""
    query = select(Mail).execution_options(**{SCOPED: True})
    return query if actor.is_system else query.where(Mail.recipient_id == actor.member_id)


def visible_wishes(actor: Actor) -> Select[MailWish]:
    """The actor's own wish; jobs heed everybody's."""
    query = select(MailWish).execution_options(**{SCOPED: True})
    return query if actor.is_system else query.where(MailWish.recipient_id == actor.member_id)


def may_choose_mail(actor: Actor) -> bool:
    """Whoever has a record may have mail or not."""
    return actor.member_id is not None


def may_watch_mail(actor: Actor) -> bool:
    """The administrator sees whether mail goes out, as counts, never to whom."""
    return actor.has(Role.ADMINISTRATOR)


def addressed_to(person: UUID) -> Select[Notice]:
    """The notices of one person, for handing them on with the record of that person."""
    query = select(Notice).execution_options(**{SCOPED: True})
    return query.where(Notice.recipient_id == person)
