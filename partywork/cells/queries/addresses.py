"""Where mail reaches people: read by the post alone, at the moment of sending."""

from collections.abc import Collection
from uuid import UUID

from partywork.cells import policy
from partywork.cells.models import Member
from partywork.core import clock
from partywork.core.actor import system
from partywork.core.db import db


def mail_addresses(member_ids: Collection[UUID]) -> dict[UUID, str]:
    """Return the mail addresses of these people, of those who have one and are still members."""
    query = policy.visible_members(system(clock.today())).where(
        Member.id.in_(member_ids), Member.voided_on.is_(None), Member.email_sealed.is_not(None)
    )
    return {one.id: one.email for one in db.session.scalars(query) if one.email}
