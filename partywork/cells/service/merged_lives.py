"""The life of a record that goes: told again in the life of the record that is kept."""

from datetime import date
from uuid import UUID

from partywork.cells import policy, queries
from partywork.cells.models import MemberEvent, Membership
from partywork.cells.rules.history.events import in_order
from partywork.cells.rules.merging import cell_to_tell, refused, told_again
from partywork.cells.service import events, lives, members
from partywork.cells.service.merging import Pair
from partywork.cells.service.new_events import NewEvent, again, built
from partywork.cells.terms import EventKind, MembershipStatus
from partywork.core.actor import Actor, system
from partywork.core.db import db
from partywork.core.errors import RuleBroken


def unite(actor: Actor, pair: Pair, reason: str) -> tuple[MemberEvent, ...]:
    """Take one life out and record in the other, by every rule, what it does not tell yet.

    In the running transaction; the caller has asked its policy and writes the audit entry.
    Offices stay as they are: they follow the person. Returns what was told again.
    """
    known = {one.id: one for one in lives.events_of(pair.gone, actor.day)}
    kept = in_order(lives.read(one) for one in lives.events_of(pair.kept, actor.day))
    gone = in_order(lives.read(one) for one in known.values())
    _take_out(actor, pair.gone, list(known.values()), reason)
    told = []
    for one in told_again(gone, kept):
        cells = _cells_on(pair.kept, one.happened_on)
        new = again(known[one.key], cell_to_tell(one, cells))
        try:
            told.append(events.apply(actor, pair.kept, new))
        except RuleBroken as why:
            raise refused(one.kind, one.happened_on, why) from why
    return tuple(told)


def _take_out(actor: Actor, member_id: UUID, known: list[MemberEvent], reason: str) -> None:
    """Void a whole life at once: no part of it has to stand without the others."""
    member = members.get(system(actor.day), member_id)
    mended = {one.corrects_id for one in known}
    counting = [one for one in known if one.id not in mended and one.kind is not EventKind.VOIDED]
    voiding = [
        built(
            member,
            NewEvent(EventKind.VOIDED, one.happened_on, one.organisation_id, note=reason),
            actor=actor,
            sequence=number,
            corrects=one,
        )
        for number, one in enumerate(counting, start=len(known) + 1)
    ]
    lives.follow(member, [*known, *voiding], lives.limits(), voiding[-1])
    db.session.add_all(voiding)
    db.session.flush()


def _cells_on(member_id: UUID, day: date) -> list[UUID]:
    """Return the cell in which somebody stood on a day; guests belong to their own."""
    query = policy.visible_memberships(system(day)).where(
        Membership.member_id == member_id,
        Membership.status != MembershipStatus.TEMPORARY_GUEST,
        queries.holds_on(Membership, day),
    )
    return list(db.session.scalars(query.with_only_columns(Membership.organisation_id)))
