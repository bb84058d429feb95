"""Who sees the register of dues and who keeps it."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select

from partywork.cells.models import Membership, Organisation
from partywork.cells.policy import (
    OVERSEERS,
    in_own_organisation,
    in_succession,
    may_sign_for,
    visible_memberships,
    visible_organisations,
    within,
)
from partywork.cells.policy.scope import desk_covers
from partywork.cells.terms import OrganisationKind
from partywork.core.actor import Actor, Desk, Role
from partywork.core.db import SCOPED
from partywork.dues.models import (
    DuesClosing,
    DuesDeclaration,
    DuesLine,
    DuesRegister,
    DuesRelief,
    DuesSettlement,
)

# The desks of the office that check what cells collect and pass up.
_DESKS = (Desk.ORGANISATION, Desk.CLERICAL)


def _office_paths(actor: Actor) -> tuple[str, ...]:
    return tuple(
        grant.path for grant in actor.grants if grant.role is Role.OFFICE and grant.desk in _DESKS
    )


def _kept_by(actor: Actor, organisation_id: Any) -> ColumnElement[bool]:
    """The officers of a cell keep its register, those of the following cell that of an ended one.

    So the last months are collected and the last quarter is settled.
    """
    return or_(
        in_own_organisation(actor, organisation_id, Role.CELL_OFFICER),
        in_succession(actor, organisation_id),
    )


def _of_people_seen(actor: Actor, organisation_id: Any, member_id: Any) -> ColumnElement[bool]:
    """Amounts tell an income: one's own, one's cell for its officers, the subtree for the desks."""
    return or_(
        member_id == actor.member_id,
        _kept_by(actor, organisation_id),
        within(_office_paths(actor), organisation_id),
    )


def _living_in_own_cell(actor: Actor, member_id: Any) -> ColumnElement[bool]:
    here = (
        visible_memberships(actor)
        .where(
            in_own_organisation(actor, Membership.organisation_id, Role.CELL_OFFICER),
            Membership.starts_on <= actor.day,
            or_(Membership.ends_on.is_(None), Membership.ends_on >= actor.day),
        )
        .with_only_columns(Membership.member_id)
    )
    return member_id.in_(here)


def _following(actor: Actor, organisation_id: Any, member_id: Any) -> ColumnElement[bool]:
    return or_(
        _of_people_seen(actor, organisation_id, member_id), _living_in_own_cell(actor, member_id)
    )


def visible_declarations(actor: Actor) -> Select[DuesDeclaration]:
    """Declarations follow the member: the officers of the cell they live in now read them too."""
    query = select(DuesDeclaration).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(
        _following(actor, DuesDeclaration.organisation_id, DuesDeclaration.member_id)
    )


def visible_reliefs(actor: Actor) -> Select[DuesRelief]:
    """Decisions that lower dues follow the member as declarations do."""
    query = select(DuesRelief).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(_following(actor, DuesRelief.organisation_id, DuesRelief.member_id))


def visible_lines(actor: Actor) -> Select[DuesLine]:
    """What a member owed and brought stays with the cell that collected it, and with the member."""
    query = select(DuesLine).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(_of_people_seen(actor, DuesLine.organisation_id, DuesLine.member_id))


def _by_people_and_overseers(actor: Actor, organisation_id: Any) -> ColumnElement[bool]:
    return or_(
        in_own_organisation(actor, organisation_id, Role.CELL_OFFICER, Role.MEMBER),
        in_succession(actor, organisation_id),
        within(actor.paths_as(*OVERSEERS), organisation_id),
    )


def visible_beginnings(actor: Actor) -> Select[DuesRegister]:
    """Since when a cell keeps its dues here: its own people, and who oversees it."""
    query = select(DuesRegister).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(_by_people_and_overseers(actor, DuesRegister.organisation_id))


def visible_closings(actor: Actor) -> Select[DuesClosing]:
    """Which months of a cell are closed: its own people, and who oversees it."""
    query = select(DuesClosing).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(_by_people_and_overseers(actor, DuesClosing.organisation_id))


def visible_settlements(actor: Actor) -> Select[DuesSettlement]:
    """The sums of a quarter name nobody: the cell's officers and who oversees the cell."""
    query = select(DuesSettlement).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(
        or_(
            _kept_by(actor, DuesSettlement.organisation_id),
            within(actor.paths_as(*OVERSEERS), DuesSettlement.organisation_id),
        )
    )


def visible_registers(actor: Actor) -> Select[Organisation]:
    """Cells whose register of dues the actor may open, names and amounts."""
    query = visible_organisations(actor).where(Organisation.kind == OrganisationKind.CELL)
    if actor.is_system:
        return query
    return query.where(
        or_(
            _kept_by(actor, Organisation.id),
            within(_office_paths(actor), Organisation.id),
        )
    )


def visible_sums(actor: Actor) -> Select[Organisation]:
    """Cells whose settlements the actor may open, sums only."""
    query = visible_organisations(actor).where(Organisation.kind == OrganisationKind.CELL)
    if actor.is_system:
        return query
    return query.where(
        or_(
            _kept_by(actor, Organisation.id),
            within(actor.paths_as(*OVERSEERS), Organisation.id),
        )
    )


def may_list(actor: Actor) -> bool:
    """Officers, the office, the committee and the inspectors follow the dues of cells."""
    return actor.is_system or actor.has(*OVERSEERS, Role.CELL_OFFICER)


def may_open_registers(actor: Actor) -> bool:
    """Officers open the register of their cell, two desks of the office those of all cells."""
    return actor.is_system or actor.has(Role.CELL_OFFICER) or bool(_office_paths(actor))


def may_collect(actor: Actor, cell_id: UUID) -> bool:
    """Officers of a cell, or of the one that followed it, tick who has paid; none from above."""
    return cell_id in actor.organisations_as(Role.CELL_OFFICER) | actor.predecessors


def may_close(actor: Actor, cell_id: UUID) -> bool:
    """Bí thư and phó bí thư begin the register, close its months and settle its quarters.

    Of a cell that ended those who followed them do.
    """
    return may_sign_for(actor, cell_id) or cell_id in actor.signs_for


def may_keep(actor: Actor, cell: Organisation, member_id: UUID, *, holds_office: bool) -> bool:
    """Say whether the actor writes down what a member paid, declared on paper or is relieved of.

    Nobody does what concerns themself: another officer of the cell does, and for who holds an
    office in the cell also the desks of the office, since a cell may have one officer only.
    """
    if actor.member_id == member_id:
        return False
    return may_collect(actor, cell.id) or (holds_office and desk_covers(actor, cell.path, *_DESKS))
