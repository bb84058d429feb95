"""Where the dues of a member are kept, who may write there, and everything one sees of them."""

from dataclasses import dataclass
from uuid import UUID

from partywork.cells.models import Member, Membership, Organisation
from partywork.cells.queries import offices_on
from partywork.cells.service import members
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import db
from partywork.core.errors import NotVisible
from partywork.core.periods import Month
from partywork.dues import policy, queries
from partywork.dues.pages.sheets import PersonSheet
from partywork.dues.rules.beginning import earliest_beginning
from partywork.dues.service.sheets import member_lines
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey


@dataclass(frozen=True, slots=True)
class Standing:
    """A member, the cell in which the actor deals with their dues, and its last closed month.

    `earliest` is the first month of which any register that knows the member may say something.
    """

    member: Member
    cell: Organisation
    closed: Month | None
    earliest: Month


def standing_of(actor: Actor, member_id: UUID) -> Standing:
    """Return where the dues of a member are kept, for the member, their officers and the desks."""
    seen = {one.id for one in db.session.scalars(policy.visible_registers(actor))}
    here = [
        one
        for one in queries.memberships_of(member_id, clock.today())
        if actor.member_id == member_id or one.organisation_id in seen
    ]
    if not here:
        raise NotVisible()
    cell = _cell_of(actor, here)
    closed = queries.closed_to(cell.id, actor.day)
    return Standing(here[0].member, cell, closed, _earliest(member_id))


def _earliest(member_id: UUID) -> Month:
    """Who moved may still declare for what the list of the cell before asks."""
    today = clock.today()
    begun = queries.followed_since(queries.cells_of(member_id, today), today)
    back = provisions.value(ProvisionKey.DUES_REGISTER_MONTHS_BACK, today)
    return min(begun.values(), default=earliest_beginning(today, back))


def _cell_of(actor: Actor, here: list[Membership]) -> Organisation:
    own = [one for one in here if policy.may_collect(actor, one.organisation_id)]
    return (own or here)[0].organisation


def may_keep(actor: Actor, cell: Organisation, member_id: UUID) -> bool:
    """Say whether the actor may write down what concerns a member of a cell."""
    holds_office = member_id in offices_on(actor, cell.id, clock.today())
    return policy.may_keep(actor, cell, member_id, holds_office=holds_office)


def person_sheet(actor: Actor, member_id: UUID, year: int) -> PersonSheet:
    """Return everything about the dues of one member that the actor may see."""
    standing_of(actor, member_id)
    members.note_reading(actor, member_id)
    standing = standing_of(actor, member_id)
    return PersonSheet(
        member_id=member_id,
        name=standing.member.full_name,
        cell=standing.cell,
        declarations=tuple(queries.declarations_of(actor, [member_id])),
        reliefs=tuple(queries.reliefs_of(actor, [member_id])),
        year=year,
        lines=tuple(member_lines(actor, standing.member, year)),
        may_keep=may_keep(actor, standing.cell, member_id),
    )


def own_sheet(actor: Actor, year: int) -> PersonSheet:
    """Return a member's own dues."""
    if actor.member_id is None:
        raise NotVisible()
    return person_sheet(actor, actor.member_id, year)
