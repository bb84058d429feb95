"""Opening the record of one member: who opens it, what it shows, and the trace it leaves."""

from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.cells import policy, queries
from partywork.cells.models import Appointment, GroupPlace, Member, Membership, Organisation
from partywork.cells.pages.life import Facts
from partywork.cells.pages.record import MemberPage, Sight
from partywork.cells.rules.event_fields import ASKED
from partywork.cells.service import events, members
from partywork.cells.terms import RecordField
from partywork.core.actor import Actor
from partywork.core.db import db
from partywork.core.errors import NotVisible


def open_record(actor: Actor, member_id: UUID) -> MemberPage:
    """Return the record of a member; opening somebody else's is written into the trail.

    The trail is written in a transaction of its own.
    """
    members.get(actor, member_id)
    members.note_reading(actor, member_id)
    return _page(actor, members.get(actor, member_id), shown=None)


def own_record(actor: Actor, shown: RecordField | None = None) -> MemberPage:
    """Return the actor's own record, masked too, with one sealed field in full if asked."""
    if actor.member_id is None:
        raise NotVisible()
    return _page(actor, members.get(actor, actor.member_id), shown)


def _page(actor: Actor, member: Member, shown: RecordField | None) -> MemberPage:
    memberships = db.session.scalars(
        policy.visible_memberships(actor)
        .where(Membership.member_id == member.id)
        .options(joinedload(Membership.organisation))
        .order_by(Membership.starts_on.desc(), Membership.id)
    )
    appointments = db.session.scalars(
        policy.visible_appointments(actor)
        .where(Appointment.member_id == member.id)
        .options(joinedload(Appointment.organisation))
        .order_by(Appointment.starts_on.desc(), Appointment.id)
    )
    cell = members.cell_of(actor, member.id)
    facts = Facts(
        member=member,
        memberships=list(memberships),
        appointments=list(appointments),
        events=events.of_member(actor, member.id),
        cell=cell,
        place=_place(actor, member.id),
        day=actor.day,
    )
    return MemberPage.of(facts, _sight(actor, member.id, cell, shown))


def _place(actor: Actor, member_id: UUID) -> GroupPlace | None:
    """Return the member's place in a group of today, if any."""
    query = policy.visible_places(actor).where(
        GroupPlace.member_id == member_id, queries.holds_on(GroupPlace, actor.day)
    )
    newest = query.options(joinedload(GroupPlace.group)).order_by(GroupPlace.starts_on.desc())
    return db.session.scalars(newest).first()


def _sight(
    actor: Actor, member_id: UUID, cell: Organisation | None, shown: RecordField | None
) -> Sight:
    is_own = member_id == actor.member_id
    return Sight(
        to_show=policy.fields_to_unmask(actor, member_id, cell),
        to_edit=policy.fields_to_edit(actor, member_id, cell),
        shown=shown,
        with_notes=is_own or (cell is not None and policy.may_read_note(actor, cell)),
        may_record=cell is not None
        and any(policy.may_record_event(actor, cell, kind, member_id) for kind in ASKED),
        may_mend=cell is not None and policy.may_mend_events(actor, cell, member_id),
    )
