"""Who reads what happened in the life of a member, and who writes it down."""

from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import aliased

from partywork.cells.models import MemberEvent, Organisation
from partywork.cells.policy.people import answers_for
from partywork.cells.policy.scope import (
    confided_paths,
    is_confided_people_of,
    sees_people_of,
    within,
)
from partywork.cells.policy.tree import may_appoint, may_sign_for
from partywork.cells.terms import EventKind
from partywork.core.actor import Actor, Desk, Role
from partywork.core.db import SCOPED

# What only those see who answer for the member: not every desk, not the fellow members.
_RESERVED = (EventKind.DISCIPLINED, EventKind.PROGRESS_RECOGNISED)
# As confidential, but the officers of the cell where it happened carried it out.
_CARRIED_OUT = (
    EventKind.SUSPENDED,
    EventKind.PROSECUTED,
    EventKind.REINSTATED,
    EventKind.EXPELLED,
)
_DESKS = (Desk.ORGANISATION, Desk.INSPECTION)
# What a cell decides by itself or is the first to know.
_OF_THE_CELL = (
    EventKind.EXEMPTED,
    EventKind.EXCUSED_FOR_A_TIME,
    EventKind.RESUMED,
    EventKind.COMMENDED,
    EventKind.CARD_LOST,
    EventKind.FILE_SUPPLEMENTED,
    EventKind.DIED,
)


def visible_events(actor: Actor) -> Select[MemberEvent]:
    """Events of the members whose records the actor opens, and those within the actor's cells.

    Discipline, its end, suspension, prosecution, expulsion and their voiding are left to the
    member, the officers of the cell, the committee, the inspectors and the desks of organisation
    and inspection. The standing itself, on which the base of votes rests, is no secret.
    """
    query = select(MemberEvent).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(
        or_(
            MemberEvent.member_id == actor.member_id,
            _answers_for(actor),
            and_(
                ~_is_about(*_RESERVED),
                or_(
                    ~_is_about(*_CARRIED_OUT),
                    within(confided_paths(actor), MemberEvent.organisation_id),
                ),
                or_(
                    sees_people_of(actor, MemberEvent.organisation_id),
                    answers_for(actor, MemberEvent.member_id, overseen=actor.paths_as(Role.OFFICE)),
                ),
            ),
        )
    )


def _answers_for(actor: Actor) -> ColumnElement[bool]:
    overseen = (*actor.paths_as(Role.COMMITTEE, Role.INSPECTOR), *_desk_paths(actor))
    return answers_for(actor, MemberEvent.member_id, overseen=overseen)


def _is_about(*kinds: EventKind) -> ColumnElement[bool]:
    """Return the condition «it is of these kinds or voids such a one»: its day alone would tell."""
    mended = aliased(MemberEvent)
    voids = exists().where(mended.id == MemberEvent.corrects_id, mended.kind.in_(kinds))
    return or_(MemberEvent.kind.in_(kinds), voids)


def _desk_paths(actor: Actor) -> tuple[str, ...]:
    return tuple(
        grant.path for grant in actor.grants if grant.role is Role.OFFICE and grant.desk in _DESKS
    )


def may_read_note(actor: Actor, cell: Organisation) -> bool:
    """Notes on events are for those who answer for the cell: its officers and the two desks.

    The committee and the inspectors read them too; members read what is written on themselves.
    """
    return is_confided_people_of(actor, cell.path)


def may_record_event(
    actor: Actor, cell: Organisation, kind: EventKind, about: UUID | None = None
) -> bool:
    """The organisation desk records everything in its subtree, bí thư and phó bí thư what a cell
    itself decides or is the first to know; nobody what concerns themself.
    """
    if actor.is_system:
        return True
    if about is not None and about == actor.member_id:
        return False
    return may_appoint(actor, cell) or (kind in _OF_THE_CELL and may_sign_for(actor, cell.id))


def may_mend_events(actor: Actor, cell: Organisation, about: UUID) -> bool:
    """The organisation desk corrects and voids what was recorded, but not about itself."""
    return actor.is_system or (about != actor.member_id and may_appoint(actor, cell))
