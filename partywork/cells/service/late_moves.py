"""What was recorded in a cell after the day from which people have moved out of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.cells import policy
from partywork.cells.models import MemberEvent
from partywork.cells.pages.events import EventLine
from partywork.cells.rules.history import goes_along, stays_behind
from partywork.cells.service import lives
from partywork.core import display
from partywork.core.actor import Actor, system
from partywork.core.db import db


@dataclass(frozen=True, slots=True)
class Crossing:
    """One event of somebody who moves, recorded in the old cell for a day after the move."""

    full_name: str
    words: str
    happened_on: str


def crossings(
    actor: Actor, cell_id: UUID, member_ids: Collection[UUID], day: date
) -> tuple[tuple[Crossing, ...], tuple[Crossing, ...]]:
    """Return what goes along with people who move on a day, and what is in the way of it."""
    mended = policy.visible_events(system(actor.day)).where(MemberEvent.corrects_id.is_not(None))
    query = (
        policy.visible_events(actor)
        .where(
            MemberEvent.organisation_id == cell_id,
            MemberEvent.member_id.in_(member_ids),
            MemberEvent.happened_on >= day,
            MemberEvent.id.not_in(mended.with_only_columns(MemberEvent.corrects_id)),
        )
        .options(joinedload(MemberEvent.member), joinedload(MemberEvent.other_organisation))
        .order_by(MemberEvent.happened_on, MemberEvent.sequence)
    )
    known = [(one, lives.read(one)) for one in db.session.scalars(query)]
    along = (event for event, told in known if goes_along(told, day))
    against = (event for event, told in known if stays_behind(told, day))
    return tuple(map(_crossing, along)), tuple(map(_crossing, against))


def _crossing(event: MemberEvent) -> Crossing:
    words, on = EventLine.words_of(event), display.day(event.happened_on)
    return Crossing(event.member.full_name, words, on)
