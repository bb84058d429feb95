"""Who sees the tree, its bodies, terms and offices, and who changes them."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, select

from partywork.cells.models import Appointment, Body, Organisation, TermExtension, TermOfOffice
from partywork.cells.policy.scope import OVERSEERS, sees_people_of, within
from partywork.cells.rules.offices import SECRETARIES
from partywork.cells.terms import OrganisationKind
from partywork.core.actor import Actor, Desk, Role
from partywork.core.db import SCOPED


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


def visible_extensions(actor: Actor) -> Select[TermExtension]:
    """The papers that moved the ends of terms, as public as the terms."""
    query = select(TermExtension).execution_options(**{SCOPED: True})
    if actor.user_id is None and not actor.is_system:
        return query.where(false())
    return query


def visible_cells(actor: Actor) -> Select[Organisation]:
    """Organisations into whose life the actor may look: the own cell, the subtree of an office."""
    query = select(Organisation).execution_options(**{SCOPED: True})
    return query if actor.is_system else query.where(sees_people_of(actor, Organisation.id))


def visible_appointments(actor: Actor) -> Select[Appointment]:
    """Who holds which office is known to every Party member of the Đảng bộ.

    What was written down wrongly and withdrawn counts nowhere, so no right comes from it.
    """
    query = (
        select(Appointment)
        .where(Appointment.withdrawn_at.is_(None))
        .execution_options(**{SCOPED: True})
    )
    if actor.is_system or actor.is_party:
        return query
    return query.where(false())


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


def may_run_cell(actor: Actor, organisation_id: UUID) -> bool:
    """Officers of that very organisation run it; nobody runs it from above."""
    return organisation_id in actor.organisations_as(Role.CELL_OFFICER)


def may_finish_for(actor: Actor, organisation: Organisation) -> bool:
    """What an ended cell still owes is written by the officers of the cell that followed it.

    Where none followed, the office of the organisation above does.
    """
    if not organisation.has_ended_by(actor.day):
        return False
    if organisation.succeeded_by_id is not None:
        return organisation.id in actor.predecessors
    return _office_stands_in(actor, organisation)


def may_sign_finishing(actor: Actor, organisation: Organisation) -> bool:
    """Who signs in the following cell, else the office above, sends what an ended cell owes."""
    if not organisation.has_ended_by(actor.day):
        return False
    if organisation.succeeded_by_id is not None:
        return organisation.id in actor.signs_for
    return _office_stands_in(actor, organisation)


def _office_stands_in(actor: Actor, organisation: Organisation) -> bool:
    return any(organisation.path.startswith(path) for path in actor.paths_as(Role.OFFICE))


def left_alone(actor: Actor, organisation_id: Any) -> ColumnElement[bool]:
    """Return the condition «that cell ended, none followed, and the actor's office is above»."""
    ended = select(Organisation.id).where(
        Organisation.kind == OrganisationKind.CELL,
        Organisation.dissolved_on < actor.day,
        Organisation.succeeded_by_id.is_(None),
    )
    return organisation_id.in_(ended) & within(actor.paths_as(Role.OFFICE), organisation_id)


def may_sign_for(actor: Actor, organisation_id: UUID) -> bool:
    """Only bí thư, who looks after that post, and phó bí thư sign and issue."""
    return actor.holds(organisation_id, *SECRETARIES)
