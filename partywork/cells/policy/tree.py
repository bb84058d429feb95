"""Who sees the tree, its bodies, terms and offices, and who changes them."""

from uuid import UUID

from sqlalchemy import Select, false, select

from partywork.cells.models import Appointment, Body, Organisation, TermOfOffice
from partywork.cells.policy.scope import OVERSEERS, sees_people_of
from partywork.cells.rules.offices import SECRETARIES
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


def visible_cells(actor: Actor) -> Select[Organisation]:
    """Organisations into whose life the actor may look: the own cell, the subtree of an office."""
    query = select(Organisation).execution_options(**{SCOPED: True})
    return query if actor.is_system else query.where(sees_people_of(actor, Organisation.id))


def visible_appointments(actor: Actor) -> Select[Appointment]:
    """Who holds which office is known to every Party member of the Đảng bộ."""
    query = select(Appointment).execution_options(**{SCOPED: True})
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


def may_sign_for(actor: Actor, organisation_id: UUID) -> bool:
    """Only bí thư, who looks after that post, and phó bí thư sign and issue."""
    return actor.holds(organisation_id, *SECRETARIES)
