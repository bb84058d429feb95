"""The record of one member: who opens it, and what it shows."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.audit import service as audit
from partywork.cells import policy
from partywork.cells.models import Appointment, Member, Membership, Organisation
from partywork.cells.pages.record import MemberPage
from partywork.cells.terms import MembershipStatus
from partywork.core.actor import Actor, Role
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible


def get(actor: Actor, member_id: UUID) -> Member:
    """Return a member whose record the actor may open, or nothing at all."""
    found = db.session.scalar(policy.visible_members(actor).where(Member.id == member_id))
    if found is None:
        raise NotVisible()
    return found


def open_record(actor: Actor, member_id: UUID) -> MemberPage:
    """Return the record of a member; opening somebody else's is written into the trail.

    This is the one reading that writes: the access log of personal data, in a transaction of its
    own, so that whose record was opened by whom can be told later.
    """
    member = get(actor, member_id)
    if member.id != actor.member_id:
        with transaction():
            path, role = _path_of(actor, member.id), role_words(actor)
            audit.record(actor, "member.read", member, organisation_path=path, role=role)
    return _page(actor, get(actor, member_id), actor.day)


def own_record(actor: Actor) -> MemberPage:
    """Return the actor's own record."""
    if actor.member_id is None:
        raise NotVisible()
    return _page(actor, get(actor, actor.member_id), actor.day)


def _page(actor: Actor, member: Member, day: date) -> MemberPage:
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
    return MemberPage.of(member, list(memberships), list(appointments), day)


def cell_of(actor: Actor, member_id: UUID) -> Organisation | None:
    """Return the cell a member belongs to, or belonged to last, as far as the actor may see."""
    own = Membership.status != MembershipStatus.TEMPORARY_GUEST
    standing = db.session.scalar(
        policy.visible_memberships(actor)
        .where(Membership.member_id == member_id)
        .options(joinedload(Membership.organisation))
        .order_by(own.desc(), Membership.starts_on.desc())
        .limit(1)
    )
    return standing.organisation if standing else None


def role_words(actor: Actor) -> str:
    """Return in which capacity the actor reads records: what the person read about is told."""
    words = {grant.role: grant.role.label for grant in actor.grants}
    for role in (Role.OFFICE, Role.INSPECTOR, Role.COMMITTEE, Role.CELL_OFFICER):
        if role in words:
            return words[role]
    return Role.MEMBER.label


def _path_of(actor: Actor, member_id: UUID) -> str:
    cell = cell_of(actor, member_id)
    return cell.path if cell else ""
