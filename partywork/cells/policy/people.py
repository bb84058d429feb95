"""Who sees which members, and who works with lists of them."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select

from partywork.cells.models import (
    ImportRow,
    Member,
    MemberEvent,
    MemberImport,
    Membership,
    Organisation,
)
from partywork.cells.policy.scope import OVERSEERS, desk_covers, desk_paths, sees_people_of, within
from partywork.cells.terms import EventKind, LeavingReason, MembershipStatus
from partywork.core.actor import Actor, Desk, Role
from partywork.core.db import SCOPED


def visible_memberships(actor: Actor) -> Select[Membership]:
    """Memberships of the cells whose people `actor` may see.

    Members see who belongs to their own cell; officers their cell; office, committee and
    inspectors their subtree; the administrator nobody.
    """
    query = select(Membership).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(
        or_(
            sees_people_of(actor, Membership.organisation_id),
            Membership.member_id == actor.member_id,
        )
    )


def visible_people(actor: Actor) -> Select[Membership]:
    """Memberships in the cells the actor runs or oversees: the lists from which records open.

    Who runs a cell works with its own people of today, who oversees it with those of all times;
    the names of temporary guests are on the page of the cell.
    """
    query = select(Membership).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(
        or_(
            within(actor.paths_as(*OVERSEERS), Membership.organisation_id),
            and_(
                within(actor.paths_as(Role.CELL_OFFICER), Membership.organisation_id),
                Membership.status != MembershipStatus.TEMPORARY_GUEST,
                _not_ended(actor),
            ),
        )
    )


def visible_members(actor: Actor) -> Select[Member]:
    """Records of members: one's own, the present ones of one's cell, the subtree for overseers.

    A plain member does not open the records of others; names for lists and roll-calls come from
    memberships. The record goes with the member: the officers of a cell they left open it no more.
    Who was entered by mistake is left to the organisation desk.
    """
    query = select(Member).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(
        or_(
            Member.id == actor.member_id,
            answers_for(actor, Member.id, overseen=actor.paths_as(*OVERSEERS)),
            _was_voided_by(actor),
        )
    )


def _was_voided_by(actor: Actor) -> ColumnElement[bool]:
    """Return the condition «entered by mistake», which the organisation desk can read again."""
    happened = select(MemberEvent.member_id).where(
        within(desk_paths(actor, Desk.ORGANISATION), MemberEvent.organisation_id)
    )
    return and_(Member.voided_on.is_not(None), Member.id.in_(happened))


def answers_for(actor: Actor, member_id: Any, *, overseen: Collection[str]) -> ColumnElement[bool]:
    """Return the condition «the actor runs the member's cell today or oversees one they were in».

    Somebody whose admission is decided and whose ceremony is to come belongs to no cell yet;
    they are their future cell's. The dead stay their last cell's, which has steps left to do.
    A temporary guest stays their own cell's; where they are received nobody answers for them.
    """
    run = actor.paths_as(Role.CELL_OFFICER)
    awaited = select(MemberEvent.member_id).where(
        MemberEvent.kind == EventKind.ADMISSION_DECIDED,
        within((*overseen, *run), MemberEvent.organisation_id),
        ~exists().where(Membership.member_id == MemberEvent.member_id),
    )
    belonging = select(Membership.member_id).where(
        or_(
            within(overseen, Membership.organisation_id),
            and_(
                within(run, Membership.organisation_id),
                Membership.status != MembershipStatus.TEMPORARY_GUEST,
                or_(_not_ended(actor), Membership.leaving_reason == LeavingReason.DIED),
            ),
        )
    )
    return or_(member_id.in_(belonging), member_id.in_(awaited))


def _not_ended(actor: Actor) -> ColumnElement[bool]:
    return or_(Membership.ends_on.is_(None), Membership.ends_on >= actor.day)


def visible_imports(actor: Actor) -> Select[MemberImport]:
    """Imports are the committee office's, for its subtree."""
    query = select(MemberImport).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(within(actor.paths_as(Role.OFFICE), MemberImport.organisation_id))


def visible_import_rows(actor: Actor) -> Select[ImportRow]:
    """Rows of the imports the actor may see."""
    query = select(ImportRow).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(within(actor.paths_as(Role.OFFICE), ImportRow.organisation_id))


def may_import(actor: Actor) -> bool:
    """The committee office brings lists of members in."""
    return actor.is_system or actor.has(Role.OFFICE)


def may_mend_rows(actor: Actor, organisation: Organisation) -> bool:
    """What a list says of one person is opened and mended by the organisation desk above alone.

    It is the desk that keeps every field of a record; the other desks bring lists in and see who
    waits and why.
    """
    return actor.is_system or desk_covers(actor, organisation.path, Desk.ORGANISATION)


def may_mend_some_rows(actor: Actor) -> bool:
    """Say whether there is a place whose lists the actor may mend row by row."""
    return actor.is_system or bool(desk_paths(actor, Desk.ORGANISATION))


def may_list_people(actor: Actor) -> bool:
    """Officers and the people above a cell work with lists of members; members see their own."""
    return actor.is_system or actor.has(*OVERSEERS, Role.CELL_OFFICER)


def may_manage_accounts_of(actor: Actor) -> bool:
    """The organisation desk opens accounts of members and prints their codes."""
    return actor.is_system or actor.sits_at(Desk.ORGANISATION, Desk.CLERICAL)
