"""Who sees badges and cards, and who does what about them."""

from uuid import UUID

from sqlalchemy import Select, or_, select

from partywork.badges.models import BadgeNomination, BadgeSubmission
from partywork.cells.models import Membership, Organisation
from partywork.cells.policy import may_run_cell, may_sign_for
from partywork.cells.policy.scope import confided_paths, desk_covers, within
from partywork.cells.terms import LeavingReason, OrganisationKind
from partywork.core.actor import Actor, Desk
from partywork.core.db import SCOPED


def visible(actor: Actor) -> Select[BadgeNomination]:
    """Nominations of the cells whose discipline the actor may know: a delay would tell of it."""
    query = select(BadgeNomination).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(within(confided_paths(actor), BadgeNomination.organisation_id))


def visible_submissions(actor: Actor) -> Select[BadgeSubmission]:
    """Tờ trình of the organisations whose nominations the actor sees."""
    query = select(BadgeSubmission).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(within(confided_paths(actor), BadgeSubmission.organisation_id))


def visible_people(actor: Actor) -> Select[Membership]:
    """Present standings, and those that death ended, in the cells whose badges the actor sees."""
    query = select(Membership).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(
        within(confided_paths(actor), Membership.organisation_id),
        or_(
            Membership.ends_on.is_(None),
            Membership.ends_on >= actor.day,
            Membership.leaving_reason == LeavingReason.DIED,
        ),
    )


def may_see(actor: Actor) -> bool:
    """Whoever may know of discipline sees badges and cards; văn thư and plain members do not."""
    return actor.is_system or bool(confided_paths(actor))


def may_propose(actor: Actor, cell: Organisation, member_id: UUID) -> bool:
    """Officers of the cell and the organisation desk prepare dossiers, never their own."""
    return member_id != actor.member_id and (
        may_run_cell(actor, cell.id) or desk_covers(actor, cell.path, Desk.ORGANISATION)
    )


def may_decide(actor: Actor, cell: Organisation, member_id: UUID) -> bool:
    """The organisation desk submits, postpones and records awards, never its own."""
    return member_id != actor.member_id and desk_covers(actor, cell.path, Desk.ORGANISATION)


def may_submit(actor: Actor, organisation: Organisation) -> bool:
    """A cell's tờ trình is issued by its bí thư or phó bí thư, that of the Đảng ủy by the desk."""
    if organisation.kind is OrganisationKind.CELL:
        return may_sign_for(actor, organisation.id)
    return desk_covers(actor, organisation.path, Desk.ORGANISATION)


def may_keep_cards(actor: Actor, cell: Organisation, member_id: UUID) -> bool:
    """The organisation desk keeps the register of cards, another of them each one's own."""
    return member_id != actor.member_id and desk_covers(actor, cell.path, Desk.ORGANISATION)


def may_report_loss(actor: Actor, cell: Organisation, member_id: UUID) -> bool:
    """Bí thư and phó bí thư, who are the first to know, report a card of their cell lost."""
    return member_id != actor.member_id and may_sign_for(actor, cell.id)


def may_record_cards(actor: Actor) -> bool:
    """Say whether lists of cards lead to a form: for the organisation desk."""
    return actor.sits_at(Desk.ORGANISATION)
