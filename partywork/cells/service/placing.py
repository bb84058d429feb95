"""The cell to which what happened to somebody belongs: the one of its own day."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from partywork.audit import service as audit
from partywork.cells import policy
from partywork.cells.models import Member, MemberEvent, Membership, Organisation
from partywork.cells.queries import holds_on
from partywork.cells.service import lives
from partywork.cells.service.new_events import again, built
from partywork.cells.terms import EventKind, MembershipStatus
from partywork.core.actor import Actor, system
from partywork.core.db import db


def cell_on(member_id: UUID, day: date) -> UUID | None:
    """Return the own cell of somebody on a day, nothing if they belonged to none of ours."""
    query = policy.visible_memberships(system(day)).where(
        Membership.member_id == member_id,
        Membership.status != MembershipStatus.TEMPORARY_GUEST,
        holds_on(Membership, day),
    )
    return db.session.scalar(query.with_only_columns(Membership.organisation_id))


def is_of_elsewhere(member_id: UUID, day: date) -> bool:
    """Say whether a paper of that day is of a time before somebody belonged to a cell of ours.

    A list counts people from their own days and says nothing of the cell in which they were then.
    """
    known = lives.events_of(member_id, day)
    is_of_a_list = any(one.kind is EventKind.ENROLLED and one.happened_on == day for one in known)
    return is_of_a_list or cell_on(member_id, day) is None


def put_right(
    actor: Actor, member: Member, known: list[MemberEvent], misplaced: Iterable[tuple[UUID, UUID]]
) -> None:
    """Let facts name the cell of their day after a move was written down late or taken back.

    Each is told once more in the place of the one that stays to be read, with an entry in the
    trail. Runs inside the transaction of what was recorded.
    """
    facts = {one.id: one for one in known}
    pairs = [(facts[key], cell_id) for key, cell_id in misplaced]
    query = policy.visible_organisations(system(actor.day)).where(
        Organisation.id.in_({cell_id for _, cell_id in pairs})
    )
    cells = {one.id: one for one in db.session.scalars(query)} if pairs else {}
    for number, (fact, cell_id) in enumerate(pairs, start=1 + max(one.sequence for one in known)):
        event = built(member, again(fact, cell_id), actor=actor, sequence=number, corrects=fact)
        db.session.add(event)
        db.session.flush()
        audit.record(
            actor,
            "member.follow_move",
            event,
            organisation_path=cells[cell_id].path,
            kind=event.kind,
            happened_on=event.happened_on,
        )
