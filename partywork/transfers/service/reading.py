"""Lists of transfers, the page of one, what may be begun with a member."""

from datetime import date
from uuid import UUID

from partywork.ballots.service import outcomes
from partywork.cells.models import Membership
from partywork.cells.queries import committee_above
from partywork.cells.service import members, origins
from partywork.core.actor import Actor
from partywork.core.errors import NotVisible, require
from partywork.transfers import policy, queries
from partywork.transfers.models import Transfer
from partywork.transfers.pages import Beginning, OfMember, TransferLine, TransferPage
from partywork.transfers.rules import clocks, steps
from partywork.transfers.rules.clocks import Limits
from partywork.transfers.service.limits import going, limits_on, missed_letter
from partywork.transfers.terms import TransferKind, TransferState

FOLLOWERS_ONLY = "Sổ chuyển sinh hoạt do cấp ủy chi bộ và tổ chức của văn phòng Đảng ủy giữ."
NOT_YOURS = (
    "Việc chuyển sinh hoạt do cấp ủy chi bộ và tổ chức của văn phòng Đảng ủy làm; không ai làm "
    "hồ sơ của chính mình."
)


def open_list(actor: Actor) -> tuple[TransferLine, ...]:
    """Return the transfers under way and the return slips still owed, the next due first."""
    require(policy.may_follow(actor), FOLLOWERS_ONLY)
    lines = _lines(actor, [*queries.open_ones(actor), *queries.slips_owed(actor)])
    return tuple(sorted(lines, key=lambda one: one.due_on or date.max))


def book(actor: Actor, year: int) -> tuple[TransferLine, ...]:
    """Return the transfer book of a year."""
    require(policy.may_follow(actor), FOLLOWERS_ONLY)
    return tuple(_lines(actor, queries.of_year(actor, year)))


def _lines(actor: Actor, found: list[Transfer]) -> list[TransferLine]:
    limits = limits_on(actor.day)
    return [_line(one, limits, actor.day) for one in found]


def _line(one: Transfer, limits: Limits, today: date) -> TransferLine:
    due = clocks.due_on(going(one), limits)
    return TransferLine.of(one, due, today, missed_letter=missed_letter(one, limits))


def get(actor: Actor, transfer_id: UUID) -> Transfer:
    """Return a transfer the actor sees, or nothing at all."""
    found = queries.transfer(actor, transfer_id)
    if found is None:
        raise NotVisible()
    return found


def open_page(actor: Actor, transfer_id: UUID) -> TransferPage:
    """Return a transfer with its clock."""
    found = get(actor, transfer_id)
    limits = limits_on(actor.day)
    runs = found.kind is TransferKind.OUT
    return TransferPage(
        transfer=found,
        line=_line(found, limits, actor.day),
        origin=outcomes.origins(actor, [found.id]).get(found.id),
        deadline=clocks.deadline(found.effective_on, limits) if runs else None,
        may_prepare=policy.may_prepare(actor, found),
        may_decide=policy.may_decide(actor, found),
        undo_event=origins.to_undo(actor, found.id),
    )


def of_member(actor: Actor, member_id: UUID) -> OfMember:
    """Return the transfers of a member of the actor's cells."""
    require(policy.may_follow(actor), FOLLOWERS_ONLY)
    _standing(actor, member_id)
    members.note_reading(actor, member_id)
    standing = _standing(actor, member_id)
    return OfMember(
        standing=standing,
        lines=tuple(_lines(actor, queries.of_member(actor, member_id))),
        may_begin=policy.may_begin(actor, standing.organisation, member_id),
        may_move=policy.may_move(actor, standing.organisation, member_id),
    )


def for_beginning(actor: Actor, member_id: UUID) -> Beginning:
    """Return a member whose transfer out the actor may begin."""
    standing = _standing(actor, member_id)
    require(policy.may_begin(actor, standing.organisation, member_id), NOT_YOURS)
    return _beginning(actor, standing)


def for_moving(actor: Actor, member_id: UUID) -> Beginning:
    """Return a member whom the actor may move to another cell or send away for a time."""
    standing = _standing(actor, member_id)
    require(policy.may_move(actor, standing.organisation, member_id), NOT_YOURS)
    return _beginning(actor, standing)


def _beginning(actor: Actor, standing: Membership) -> Beginning:
    cells = tuple(queries.cells(actor, but=standing.organisation_id))
    cell = standing.organisation
    votes = tuple(outcomes.on_cells(actor, cell))
    return Beginning(standing, cells, committee_above(actor, cell), votes)


def _standing(actor: Actor, member_id: UUID) -> Membership:
    found = queries.standing(actor, member_id, actor.day)
    if found is None:
        raise NotVisible()
    return found


def for_deciding(actor: Actor, transfer_id: UUID, *states: TransferState) -> Transfer:
    """Return a transfer of which the desk takes the next step."""
    found = get(actor, transfer_id)
    require(policy.may_decide(actor, found), NOT_YOURS)
    steps.check_state(found.state, *states)
    return found


def for_slip(actor: Actor, transfer_id: UUID) -> Transfer:
    """Return a transfer whose return slip the desk has still to send."""
    found = get(actor, transfer_id)
    require(policy.may_decide(actor, found), NOT_YOURS)
    steps.check_slip_owed(found.kind, found.state, found.slip_number)
    return found


def for_preparing(actor: Actor, transfer_id: UUID) -> Transfer:
    """Return a transfer whose papers are still being prepared."""
    found = get(actor, transfer_id)
    require(policy.may_prepare(actor, found), NOT_YOURS)
    steps.check_state(found.state, TransferState.STARTED)
    return found
