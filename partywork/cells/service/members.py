"""Finding a member, where they belong, and in which capacity somebody looks."""

from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.audit import service as audit
from partywork.cells import policy
from partywork.cells.models import Member, MemberEvent, Membership, Organisation
from partywork.cells.terms import MembershipStatus
from partywork.core.actor import Actor, Role, system
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible


def get(actor: Actor, member_id: UUID) -> Member:
    """Return a member whose record the actor may open, or nothing at all."""
    found = db.session.scalar(policy.visible_members(actor).where(Member.id == member_id))
    if found is None:
        raise NotVisible()
    return found


def cell_of(actor: Actor, member_id: UUID) -> Organisation | None:
    """Return the cell a member belongs to, or belonged to last; nothing where it is not seen.

    Who only receives somebody as a guest, or whom somebody left, does not see the cell that
    answers for the record. Who waits for the ceremony belongs to none yet: then it is the cell of
    the newest event.
    """
    own = Membership.status != MembershipStatus.TEMPORARY_GUEST
    last = (
        policy.visible_memberships(system(actor.day))
        .where(Membership.member_id == member_id)
        .order_by(own.desc(), Membership.starts_on.desc())
        .limit(1)
        .with_only_columns(Membership.id)
    )
    if (standing_id := db.session.scalar(last)) is not None:
        seen = policy.visible_memberships(actor).where(Membership.id == standing_id)
        standing = db.session.scalar(seen.options(joinedload(Membership.organisation)))
        return standing.organisation if standing else None
    newest = db.session.scalar(
        policy.visible_events(actor)
        .where(MemberEvent.member_id == member_id)
        .options(joinedload(MemberEvent.organisation))
        .order_by(MemberEvent.sequence.desc())
        .limit(1)
    )
    return newest.organisation if newest else None


def role_words(actor: Actor) -> str:
    """Return in which capacity the actor reads records: what the person read about is told."""
    words = {grant.role: grant.role.label for grant in actor.grants}
    for role in (Role.OFFICE, Role.INSPECTOR, Role.COMMITTEE, Role.CELL_OFFICER):
        if role in words:
            return words[role]
    return Role.MEMBER.label


def note_reading(actor: Actor, member_id: UUID) -> None:
    """Write into the trail that somebody opened what is kept of another member.

    The caller has found that the actor may see it. A reading that writes: the access log of
    personal data, so that whose record was opened by whom can be told later.
    """
    _note(actor, member_id, "member.read")


def note_found(actor: Actor, member_id: UUID) -> None:
    """Write into the trail that somebody found a member by a number; the number is not kept."""
    _note(actor, member_id, "member.find")


def _note(actor: Actor, member_id: UUID, action: str) -> None:
    if member_id == actor.member_id:
        return
    with transaction():
        query = policy.visible_members(system(actor.day)).where(Member.id == member_id)
        cell = cell_of(actor, member_id)
        audit.record(
            actor,
            action,
            db.session.scalars(query).one(),
            organisation_path=cell.path if cell else "",
            role=role_words(actor),
        )


def note_list(actor: Actor, organisation: Organisation, rows: int) -> None:
    """Write into the trail that a list with names left the system as a paper."""
    with transaction():
        audit.record(
            actor,
            "member.export",
            organisation_id=organisation.id,
            organisation_path=organisation.path,
            rows=rows,
            format="PDF",
        )
