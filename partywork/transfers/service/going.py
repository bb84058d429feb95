"""Members who leave: for good, for another of our cells, for a time."""

from datetime import date
from uuid import UUID

from partywork.audit import service as audit
from partywork.ballots.service import outcomes
from partywork.cells.models import Membership
from partywork.cells.service.late_moves import crossings
from partywork.cells.terms import EventKind
from partywork.core import clock, display
from partywork.core.actor import Actor
from partywork.core.db import transaction
from partywork.core.errors import RuleBroken
from partywork.core.needed import check_needed
from partywork.core.periods import Month
from partywork.core.state_secrets import refuse_secret
from partywork.transfers import queries
from partywork.transfers.models import Transfer
from partywork.transfers.rules import clocks, steps
from partywork.transfers.service import papers, reading
from partywork.transfers.service.limits import limits_on
from partywork.transfers.service.telling import add, happen, note, tell
from partywork.transfers.service.typed import Paper, Stay
from partywork.transfers.terms import Ending, TransferKind, TransferState


def begin_out(
    actor: Actor, member_id: UUID, *, to_place: str, effective_on: date, decision: Paper
) -> Transfer:
    """Begin the transfer of a member to a Party organisation outside; the clock runs from now.

    The member stays in the cell until the other side has taken them in.
    """
    with transaction():
        standing = reading.for_beginning(actor, member_id).standing
        check_needed(to_place=to_place)
        refuse_secret(to_place, decision.number)
        _check_effective(standing, effective_on, decision.day)
        transfer = _new(standing, TransferKind.OUT, TransferState.STARTED, effective_on, decision)
        transfer.other_place = to_place
        add(actor, transfer)
        limits = limits_on(actor.day)
        last = display.day(clocks.deadline(effective_on, limits))
        tell(actor, transfer, f"Bắt đầu chuyển đến {to_place}. Làm xong thủ tục trước {last}.")
        note(actor, "transfer.begin", transfer, decision=decision.number, starts_on=effective_on)
    return transfer


def _check_effective(
    standing: Membership, effective_on: date, decided_on: date | None, field: str = "effective_on"
) -> None:
    steps.check_effective(
        effective_on,
        decided_on=decided_on,
        admitted_on=standing.member.admitted_on,
        today=clock.today(),
        field=field,
    )


def _new(
    standing: Membership,
    kind: TransferKind,
    state: TransferState,
    effective_on: date,
    decision: Paper,
) -> Transfer:
    return Transfer(
        organisation=standing.organisation,
        organisation_id=standing.organisation_id,
        member=standing.member,
        member_id=standing.member_id,
        kind=kind,
        state=state,
        effective_on=effective_on,
        decision_number=decision.number,
        decided_on=decision.day,
    )


def move(
    actor: Actor, member_id: UUID, *, to_cell: UUID, effective_on: date, decision: Paper
) -> Transfer:
    """Move a member to another of our cells in one action: −1 there, +1 here, 0 in all."""
    with transaction():
        beginning = reading.for_moving(actor, member_id)
        refuse_secret(decision.number, decision.body)
        standing = beginning.standing
        _check_effective(standing, effective_on, decision.day)
        transfer = _new(
            standing, TransferKind.WITHIN, TransferState.COMPLETED, effective_on, decision
        )
        _go_to(actor, transfer, to_cell)
        transfer.closed_on = actor.day
        add(actor, transfer)
        if decision.day is not None:
            outcomes.point_on_cell(
                actor,
                standing.organisation,
                decision.vote_id,
                about=transfer.id,
                decided_on=decision.day,
            )
        along, _ = crossings(actor, standing.organisation_id, [member_id], effective_on)
        happen(actor, transfer, EventKind.MOVED, effective_on, deciding_body=decision.body)
        words = f"Chuyển đến {transfer.other_end} từ ngày {display.day(effective_on)}."
        if along:
            words += " Việc đã ghi cho những ngày sau đó nay tính về chi bộ mới."
        tell(actor, transfer, words)
        note(actor, "transfer.move", transfer, decision=decision.number, starts_on=effective_on)
    return transfer


def _go_to(actor: Actor, transfer: Transfer, cell_id: UUID) -> None:
    cell = queries.cell(actor, cell_id)
    if cell is None or cell.id == transfer.organisation_id:
        raise RuleBroken("Hãy chọn chi bộ đến, khác chi bộ đang sinh hoạt.", "to_cell")
    transfer.other_organisation = cell
    transfer.other_organisation_id = cell.id


def send_away(actor: Actor, member_id: UUID, *, stay: Stay, letter: Paper) -> Transfer:
    """Send a member to live for a time in another cell; the own cell keeps counting them.

    In one of our own cells they are a guest from that day on.
    """
    with transaction():
        standing = reading.for_moving(actor, member_id).standing
        refuse_secret(stay.to_place, letter.number)
        _check_effective(standing, stay.starts_on, None, "starts_on")
        steps.check_happened(letter.day, clock.today(), "letter_on")
        steps.check_letter_day(letter.day, stay.starts_on, standing.member.admitted_on)
        steps.check_stay(
            stay.starts_on, stay.until_on, is_study=stay.is_study, limits=limits_on(actor.day)
        )
        transfer = _new(standing, TransferKind.AWAY, TransferState.RUNNING, stay.starts_on, Paper())
        transfer.until_on, transfer.is_study = stay.until_on, stay.is_study
        transfer.letter_number, transfer.letter_on = letter.number, letter.day
        if stay.to_cell is not None:
            _go_to(actor, transfer, stay.to_cell)
        elif stay.to_place:
            transfer.other_place = stay.to_place
        else:
            raise RuleBroken("Hãy chọn chi bộ đến hoặc ghi tổ chức đảng nơi đến.", "to_place")
        add(actor, transfer)
        happen(
            actor,
            transfer,
            EventKind.WENT_AWAY,
            stay.starts_on,
            until_on=stay.until_on,
        )
        words = (
            f"Sinh hoạt tạm thời ở {transfer.other_end} từ {display.day(stay.starts_on)} "
            f"đến {display.day(stay.until_on)}."
        )
        tell(actor, transfer, words)
        note(actor, "transfer.send_away", transfer, ends_on=stay.until_on)
        papers.issue(actor, transfer.id)
    return transfer


def prepare(
    actor: Actor,
    transfer_id: UUID,
    *,
    version: int,
    dues_paid_to: Month | None,
    has_self_review: bool,
) -> Transfer:
    """Note until which month dues are paid and whether the self-review is there."""
    with transaction():
        transfer = reading.for_preparing(actor, transfer_id)
        transfer.expect_version(version)
        if dues_paid_to is not None:
            steps.check_paid_to(dues_paid_to.last_day, transfer.member.admitted_on, clock.today())
        transfer.dues_paid_to = dues_paid_to.last_day if dues_paid_to else None
        transfer.has_self_review = has_self_review
        audit.record(
            actor,
            "transfer.prepare",
            transfer,
            organisation_path=transfer.organisation.path,
            kind=transfer.kind,
            self_review=has_self_review,
        )
    return transfer


def issue_letter(
    actor: Actor, transfer_id: UUID, *, version: int, letter: Paper, addressed_to: str
) -> Transfer:
    """Issue the letter of introduction; from its day 30 working days run to hand it in."""
    with transaction():
        transfer = reading.for_deciding(actor, transfer_id, TransferState.STARTED)
        transfer.expect_version(version)
        check_needed(letter_number=letter.number, addressed_to=addressed_to)
        refuse_secret(letter.number, addressed_to)
        letter_on = letter.day or actor.day
        steps.check_letter(
            letter_on=letter_on,
            dues_paid_to=transfer.dues_paid_to,
            has_self_review=transfer.has_self_review,
        )
        steps.check_happened(letter_on, clock.today(), "letter_on")
        if transfer.decided_on is not None:
            steps.check_not_before(letter_on, transfer.decided_on, "ngày quyết định", "letter_on")
        transfer.state = TransferState.LETTER_ISSUED
        transfer.letter_number, transfer.letter_on = letter.number, letter_on
        transfer.addressed_to = addressed_to
        last = display.day(clocks.letter_deadline(letter_on, limits_on(actor.day)))
        tell(actor, transfer, f"Đã cấp giấy giới thiệu. Nộp cho nơi đến trước ngày {last}.")
        note(actor, "transfer.letter", transfer, symbol=letter.number, issued_on=letter_on)
        papers.issue(actor, transfer.id)
    return transfer


def complete(
    actor: Actor, transfer_id: UUID, *, version: int, received_on: date, slip: Paper
) -> Transfer:
    """Keep the return slip: from the day the other side took them in they are no longer here."""
    with transaction():
        transfer = reading.for_deciding(actor, transfer_id, TransferState.LETTER_ISSUED)
        transfer.expect_version(version)
        refuse_secret(slip.number)
        issued_on = transfer.letter_on or transfer.effective_on
        steps.check_not_before(received_on, issued_on, "ngày cấp giấy giới thiệu", "received_on")
        words = "ngày quyết định có hiệu lực"
        steps.check_not_before(received_on, transfer.effective_on, words, "received_on")
        steps.check_happened(received_on, clock.today(), "received_on")
        if slip.day is not None:
            steps.check_not_before(slip.day, received_on, "ngày nơi đến tiếp nhận", "slip_on")
            steps.check_happened(slip.day, clock.today(), "slip_on")
        transfer.state = TransferState.COMPLETED
        transfer.slip_number, transfer.slip_on = slip.number, slip.day
        transfer.closed_on = received_on
        happen(
            actor,
            transfer,
            EventKind.TRANSFERRED_OUT,
            received_on,
        )
        tell(actor, transfer, f"Nơi đến đã tiếp nhận từ ngày {display.day(received_on)}.")
        note(actor, "transfer.complete", transfer, ends_on=received_on)
    return transfer


def stop(
    actor: Actor,
    transfer_id: UUID,
    *,
    version: int,
    ending: Ending,
    closed_on: date,
    reason: str,
) -> Transfer:
    """End a transfer out that does not take place; the member never left."""
    with transaction():
        transfer = reading.for_deciding(
            actor, transfer_id, TransferState.STARTED, TransferState.LETTER_ISSUED
        )
        transfer.expect_version(version)
        check_needed(reason=reason)
        refuse_secret(reason)
        steps.check_happened(closed_on, clock.today(), "closed_on")
        if ending is Ending.RETURNED:
            steps.check_state(transfer.state, TransferState.LETTER_ISSUED)
        first = transfer.letter_on or transfer.decided_on
        if first is not None:
            steps.check_not_before(closed_on, first, "ngày của giấy tờ đã ghi", "closed_on")
        transfer.state = TransferState(ending.value)
        transfer.closed_on, transfer.reason = closed_on, reason
        tell(actor, transfer, f"{ending.label} ngày {display.day(closed_on)}.")
        note(actor, "transfer.stop", transfer, ends_on=closed_on)
    return transfer
