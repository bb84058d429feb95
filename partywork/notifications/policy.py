"""Whose notices one may read: one's own."""

from sqlalchemy import Select, select

from partywork.core.actor import Actor
from partywork.core.db import SCOPED
from partywork.notifications.models import Notice


def visible(actor: Actor) -> Select[Notice]:
    """Every notice addressed to `actor`."""
    mine = [person for person in (actor.member_id, actor.user_id) if person is not None]
    return select(Notice).execution_options(**{SCOPED: True}).where(Notice.recipient_id.in_(mine))
