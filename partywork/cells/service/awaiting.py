"""Who waits for the ceremony in a cell: admission decided, and on no list of members yet."""

from collections import defaultdict
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.cells import policy
from partywork.cells.models import Member, MemberEvent, Membership
from partywork.cells.rules.history.cells import Awaited, awaited
from partywork.cells.service import lives
from partywork.cells.terms import EventKind
from partywork.core.actor import Actor, system
from partywork.core.db import db


def of_cell(actor: Actor, organisation_id: UUID) -> list[tuple[Member, Awaited]]:
    """Return them with the day since when, by name, as their events tell it.

    The cell of the decision may have become part of another since; what was voided or undone
    does not count.
    """
    registrar = system(actor.day)
    anywhere = policy.visible_memberships(registrar).with_only_columns(Membership.member_id)
    decided = (
        policy.visible_events(registrar)
        .with_only_columns(MemberEvent.member_id)
        .where(
            MemberEvent.kind == EventKind.ADMISSION_DECIDED, MemberEvent.member_id.not_in(anywhere)
        )
    )
    query = (
        policy.visible_events(registrar)
        .where(MemberEvent.member_id.in_(decided))
        .options(joinedload(MemberEvent.member))
    )
    told: dict[Member, list[MemberEvent]] = defaultdict(list)
    for event in db.session.scalars(query):
        told[event.member].append(event)
    found = ((member, awaited(map(lives.read, events))) for member, events in told.items())
    here = [
        (member, one) for member, one in found if one is not None and one.cell == organisation_id
    ]
    return sorted(here, key=lambda pair: pair[0].name_sort_key)
