"""Who sees commendations, discipline, residence duty and commitments, and who records them."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select

from partywork.cells.models import Membership, Organisation
from partywork.cells.policy import may_run_cell, may_sign_for
from partywork.cells.policy.scope import OVERSEERS, confided_paths, desk_covers, within
from partywork.cells.queries import holds_on
from partywork.cells.terms import MembershipStatus
from partywork.conduct.models import ResidenceDuty, YearlyCommitment
from partywork.core.actor import Actor, Desk, Role
from partywork.core.db import SCOPED


def visible_residence(actor: Actor) -> Select[ResidenceDuty]:
    """Residence duties of the cells whose officers or overseers one is, and one's own.

    They go with their member into the cell where the member stands today. What the neighbours
    remarked is no business of every desk: only of the organisation desk.
    """
    query = select(ResidenceDuty).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    paths = _residence_paths(actor)
    return query.where(
        or_(
            within(paths, ResidenceDuty.organisation_id),
            ResidenceDuty.member_id.in_(_standing_today(actor, paths)),
            ResidenceDuty.member_id == actor.member_id,
        )
    )


def may_see_residence(actor: Actor, cell: Organisation | None = None) -> bool:
    """Say whether the actor reads the remarks on residence of a cell, or of any cell at all."""
    paths = _residence_paths(actor)
    return actor.is_system or any(cell is None or cell.path.startswith(path) for path in paths)


def _residence_paths(actor: Actor) -> tuple[str, ...]:
    readers = (Role.CELL_OFFICER, Role.COMMITTEE, Role.INSPECTOR)
    paths = {
        grant.path
        for grant in actor.grants
        if grant.role in readers or (grant.role is Role.OFFICE and grant.desk is Desk.ORGANISATION)
    }
    return tuple(sorted(paths))


def visible_commitments(actor: Actor) -> Select[YearlyCommitment]:
    """Commitments of the cells whose officers or overseers one is, and one's own.

    They go with their member into the cell where the member stands today.
    """
    query = select(YearlyCommitment).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(
        or_(
            _kept(actor, YearlyCommitment.organisation_id, YearlyCommitment.member_id),
            YearlyCommitment.member_id.in_(_standing_today(actor, _managed_paths(actor))),
        )
    )


def _managed_paths(actor: Actor) -> tuple[str, ...]:
    return actor.paths_as(*OVERSEERS, Role.CELL_OFFICER)


def _kept(actor: Actor, organisation_id: Any, member_id: Any) -> ColumnElement[bool]:
    return or_(within(_managed_paths(actor), organisation_id), member_id == actor.member_id)


def _standing_today(actor: Actor, paths: tuple[str, ...]) -> Select[UUID]:
    """Whose own cell lies in one of the subtrees today, wherever their year began."""
    return select(Membership.member_id).where(
        within(paths, Membership.organisation_id),
        holds_on(Membership, actor.day),
        Membership.status != MembershipStatus.TEMPORARY_GUEST,
    )


def visible_people(actor: Actor) -> Select[Membership]:
    """Standings in the cells whose registers the actor sees, and one's own."""
    query = select(Membership).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(_kept(actor, Membership.organisation_id, Membership.member_id))


def may_see_registers(actor: Actor) -> bool:
    """Officers of cells and those above them work with the registers."""
    return actor.is_system or actor.has(*OVERSEERS, Role.CELL_OFFICER)


def may_see_discipline(actor: Actor) -> bool:
    """Say whether there is any cell whose discipline the actor may know: not for văn thư."""
    return actor.is_system or bool(confided_paths(actor))


def prompt_paths(actor: Actor) -> tuple[str, ...]:
    """Return the subtrees whose prompts the actor sees.

    Whom a cell should consider is for its officers and the organisation desk alone.
    """
    paths = {
        grant.path
        for grant in actor.grants
        if grant.role is Role.CELL_OFFICER
        or (grant.role is Role.OFFICE and grant.desk is Desk.ORGANISATION)
    }
    return tuple(sorted(paths))


def may_see_prompts(actor: Actor) -> bool:
    """Say whether there are cells whose prompts the actor sees."""
    return bool(prompt_paths(actor))


def may_know_discipline_of(actor: Actor, cell: Organisation, member_id: UUID) -> bool:
    """The member themself, and those who may know of discipline in the member's cell."""
    return member_id == actor.member_id or any(
        cell.path.startswith(path) for path in confided_paths(actor)
    )


def may_commend(actor: Actor, cell: Organisation, member_id: UUID) -> bool:
    """Officers of the cell and the organisation desk enter commendations, never their own."""
    return member_id != actor.member_id and (
        may_run_cell(actor, cell.id) or desk_covers(actor, cell.path, Desk.ORGANISATION)
    )


def may_discipline(actor: Actor, cell: Organisation, member_id: UUID) -> bool:
    """Bí thư and phó bí thư of the cell, the desks of organisation and inspection; never one's own.

    The cell may itself decide khiển trách and cảnh cáo (296-QĐ/TW, Điều 10, as quoted).
    """
    return member_id != actor.member_id and (
        may_sign_for(actor, cell.id)
        or desk_covers(actor, cell.path, Desk.ORGANISATION, Desk.INSPECTION)
    )


def may_suspend(actor: Actor, cell: Organisation, member_id: UUID) -> bool:
    """Suspension, removal from office and expulsion are decided above the cell.

    The two desks enter them (296-QĐ/TW, Điều 10, as quoted).
    """
    return member_id != actor.member_id and desk_covers(
        actor, cell.path, Desk.ORGANISATION, Desk.INSPECTION
    )


def may_keep_remark(actor: Actor, cell: Organisation, member_id: UUID) -> bool:
    """Who keeps the registers writes down what was remarked on others, never on themself."""
    return member_id != actor.member_id and may_keep_registers(actor, cell)


def may_keep_registers(actor: Actor, cell: Organisation) -> bool:
    """Officers of the cell and the organisation desk fill the registers of a cell."""
    return may_run_cell(actor, cell.id) or desk_covers(actor, cell.path, Desk.ORGANISATION)
