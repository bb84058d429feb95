"""Who sees a transfer and who takes its steps: the cells concerned and the organisation desk."""

from uuid import UUID

from sqlalchemy import Select, or_, select

from partywork.cells.models import Organisation
from partywork.cells.policy import in_own_organisation, may_appoint, may_run_cell, within
from partywork.cells.policy.scope import desk_paths
from partywork.core.actor import Actor, Desk, Role
from partywork.core.db import SCOPED
from partywork.transfers.models import Transfer, TransferPaper, TransferReminder


def visible(actor: Actor) -> Select[Transfer]:
    """Transfers from and to the cells the actor runs, and all within the desk's subtree."""
    query = select(Transfer).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    desk = desk_paths(actor, Desk.ORGANISATION)
    return query.where(
        or_(
            in_own_organisation(actor, Transfer.organisation_id, Role.CELL_OFFICER),
            in_own_organisation(actor, Transfer.other_organisation_id, Role.CELL_OFFICER),
            within(desk, Transfer.organisation_id),
        )
    )


def visible_reminders(actor: Actor) -> Select[TransferReminder]:
    """Which reminders of the visible transfers were sent; they say nothing besides."""
    transfers = visible(actor).with_only_columns(Transfer.id)
    query = select(TransferReminder).where(TransferReminder.transfer_id.in_(transfers))
    return query.execution_options(**{SCOPED: True})


def visible_papers(actor: Actor) -> Select[TransferPaper]:
    """The issued papers of the visible transfers."""
    transfers = visible(actor).with_only_columns(Transfer.id)
    query = select(TransferPaper).where(TransferPaper.transfer_id.in_(transfers))
    return query.execution_options(**{SCOPED: True})


def may_follow(actor: Actor) -> bool:
    """Officers of cells and the organisation desk keep the transfer book."""
    return actor.has(Role.CELL_OFFICER) or bool(desk_paths(actor, Desk.ORGANISATION))


def may_take_in(actor: Actor) -> bool:
    """An organisation desk takes people in who come from elsewhere, into its subtree."""
    return actor.is_system or bool(desk_paths(actor, Desk.ORGANISATION))


def may_take_into(actor: Actor, cell: Organisation) -> bool:
    """Somebody is taken into a cell by the organisation desk above it."""
    return may_appoint(actor, cell)


def may_begin(actor: Actor, cell: Organisation, about: UUID) -> bool:
    """Officers of the cell and the desk begin the transfer of a member, never their own."""
    return actor.is_system or (
        about != actor.member_id and (may_run_cell(actor, cell.id) or may_appoint(actor, cell))
    )


def may_move(actor: Actor, cell: Organisation, about: UUID) -> bool:
    """The desk moves members between cells and sends them away for a time, never itself."""
    return actor.is_system or (about != actor.member_id and may_appoint(actor, cell))


def may_prepare(actor: Actor, transfer: Transfer) -> bool:
    """Officers of the cell left and the desk note dues and self-review."""
    return may_begin(actor, transfer.organisation, transfer.member_id)


def may_decide(actor: Actor, transfer: Transfer) -> bool:
    """The desk issues letters, keeps slips, ends and stops transfers, never its own."""
    return may_move(actor, transfer.organisation, transfer.member_id)
