"""Who sees which organisations and people, and the subtree filter every other policy uses."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, or_, select

from partywork.cells.models import (
    Appointment,
    Body,
    ImportRow,
    Member,
    MemberImport,
    Membership,
    Organisation,
    TermOfOffice,
)
from partywork.cells.terms import OfficeTitle
from partywork.core.actor import Actor, Desk, Role
from partywork.core.db import SCOPED

_SECRETARIES = (OfficeTitle.SECRETARY, OfficeTitle.DEPUTY_SECRETARY)
OVERSEERS = (Role.OFFICE, Role.COMMITTEE, Role.INSPECTOR)


def within(paths: Iterable[str], organisation_id: Any) -> ColumnElement[bool]:
    """Return the condition «`organisation_id` lies in one of the subtrees»."""
    prefixes = [Organisation.path.startswith(path, autoescape=True) for path in paths]
    if not prefixes:
        return false()
    return organisation_id.in_(select(Organisation.id).where(or_(*prefixes)))


def in_own_organisation(actor: Actor, organisation_id: Any, *roles: Role) -> ColumnElement[bool]:
    """Return the condition «the actor holds one of `roles` in that very organisation»."""
    own = actor.organisations_as(*roles)
    return organisation_id.in_(own) if own else false()


def in_case(actor: Actor, organisation_id: Any) -> ColumnElement[bool]:
    """Return the condition «the actor has an open inspection case on that very organisation»."""
    opened = actor.case_organisations
    return organisation_id.in_(opened) if opened else false()


def visible_organisations(actor: Actor) -> Select[Organisation]:
    """Every organisation whose existence `actor` may see: the whole tree for anybody signed in.

    The tree carries no personal data; the administrator needs it to name a place.
    """
    query = select(Organisation).execution_options(**{SCOPED: True})
    if actor.user_id is None and not actor.is_system:
        return query.where(false())
    return query


def visible_bodies(actor: Actor) -> Select[Body]:
    """Every body; like the tree, bodies are no secret to people who are signed in."""
    query = select(Body).execution_options(**{SCOPED: True})
    if actor.user_id is None and not actor.is_system:
        return query.where(false())
    return query


def visible_terms(actor: Actor) -> Select[TermOfOffice]:
    """Every term of office, as public as the tree."""
    query = select(TermOfOffice).execution_options(**{SCOPED: True})
    if actor.user_id is None and not actor.is_system:
        return query.where(false())
    return query


def _sees_people_of(actor: Actor, organisation_id: Any) -> ColumnElement[bool]:
    return or_(
        within(actor.paths_as(*OVERSEERS, Role.CELL_OFFICER), organisation_id),
        in_own_organisation(actor, organisation_id, Role.MEMBER),
    )


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
            _sees_people_of(actor, Membership.organisation_id),
            Membership.member_id == actor.member_id,
        )
    )


def visible_people(actor: Actor) -> Select[Membership]:
    """Memberships in the cells the actor runs or oversees: the lists from which records open."""
    query = select(Membership).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    managed = actor.paths_as(*OVERSEERS, Role.CELL_OFFICER)
    return query.where(within(managed, Membership.organisation_id))


def visible_cells(actor: Actor) -> Select[Organisation]:
    """Organisations into whose life the actor may look: the own cell, the subtree of an office."""
    query = select(Organisation).execution_options(**{SCOPED: True})
    return query if actor.is_system else query.where(_sees_people_of(actor, Organisation.id))


def visible_members(actor: Actor) -> Select[Member]:
    """Records of members: one's own, one's cell for its officers, the subtree for overseers.

    A plain member does not open the records of others; names for lists and roll-calls come from
    memberships.
    """
    query = select(Member).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    managed = select(Membership.member_id).where(
        within(actor.paths_as(*OVERSEERS, Role.CELL_OFFICER), Membership.organisation_id)
    )
    return query.where(or_(Member.id == actor.member_id, Member.id.in_(managed)))


def visible_appointments(actor: Actor) -> Select[Appointment]:
    """Who holds which office is known to every Party member of the Đảng bộ."""
    query = select(Appointment).execution_options(**{SCOPED: True})
    if actor.is_system or actor.is_party:
        return query
    return query.where(false())


def visible_imports(actor: Actor) -> Select[MemberImport]:
    """Imports are the committee office's, for its own organisation."""
    query = select(MemberImport).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(in_own_organisation(actor, MemberImport.organisation_id, Role.OFFICE))


def visible_import_rows(actor: Actor) -> Select[ImportRow]:
    """Rows of the imports the actor may see."""
    query = select(ImportRow).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(in_own_organisation(actor, ImportRow.organisation_id, Role.OFFICE))


def may_import(actor: Actor) -> bool:
    """The committee office brings lists of members in."""
    return actor.is_system or actor.has(Role.OFFICE)


def may_list_people(actor: Actor) -> bool:
    """Officers and the people above a cell work with lists of members; members see their own."""
    return actor.is_system or actor.has(*OVERSEERS, Role.CELL_OFFICER)


def may_oversee(actor: Actor) -> bool:
    """The office, the committee and the inspectors look over many cells."""
    return actor.is_system or actor.has(*OVERSEERS)


def may_appoint(actor: Actor, organisation: Organisation) -> bool:
    """The organisation desk of the office records decisions on offices in its subtree."""
    return actor.is_system or any(
        grant.role is Role.OFFICE
        and grant.desk is Desk.ORGANISATION
        and organisation.path.startswith(grant.path)
        for grant in actor.grants
    )


def may_manage_accounts_of(actor: Actor) -> bool:
    """The organisation desk opens accounts of members and prints their codes."""
    return actor.is_system or actor.sits_at(Desk.ORGANISATION, Desk.CLERICAL)


def may_run_cell(actor: Actor, organisation_id: UUID) -> bool:
    """Officers of that very organisation run it; nobody runs it from above."""
    return organisation_id in actor.organisations_as(Role.CELL_OFFICER)


def may_sign_for(actor: Actor, organisation_id: UUID) -> bool:
    """Only bí thư and phó bí thư of the organisation sign and issue."""
    return actor.holds(organisation_id, *_SECRETARIES)
