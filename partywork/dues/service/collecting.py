"""Taking the money of a month, mending what was written, closing the month, its list to sign."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.audit import service as audit
from partywork.cells.models import Organisation
from partywork.cells.queries import secretaries_on
from partywork.cells.service import members
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import db, lock_for_update, transaction
from partywork.core.errors import NotVisible, RuleBroken, require
from partywork.core.periods import Month
from partywork.documents.pages import heading_of
from partywork.documents.rules import strip_academic_titles
from partywork.dues import policy, queries
from partywork.dues.models import DuesClosing, DuesLine
from partywork.dues.pages.papers import CollectionListPage
from partywork.dues.pages.sheets import Line, MonthSheet
from partywork.dues.rules import entries
from partywork.dues.rules.beginning import check_closing, check_followed, check_not_too_far
from partywork.dues.service.ledger import as_json
from partywork.dues.service.sheets import month_sheet, register_of
from partywork.dues.terms import Entry, LineState, PaymentWay
from partywork.pdf.renderer import render

_NOT_YOURS = "Chỉ cấp ủy chi bộ thu và ghi đảng phí của chi bộ mình."
_NOT_KEEPING = (
    "Đảng phí của đảng viên do cấp ủy chi bộ ghi; không ai tự ghi cho mình, nhờ một đồng chí "
    "cấp ủy khác hoặc văn phòng Đảng ủy ghi."
)
_NOT_SECRETARY = "Chỉ bí thư, phó bí thư chi bộ chốt danh sách thu và quyết toán."
_WAYS = {Entry.CASH: PaymentWay.CASH, Entry.PORTAL: PaymentWay.PORTAL}


def for_collecting(actor: Actor, cell_id: UUID, month: Month) -> MonthSheet:
    """Return the month if the actor may write down who paid."""
    cell = register_of(actor, cell_id)
    require(policy.may_collect(actor, cell.id), _NOT_YOURS)
    return month_sheet(actor, cell_id, month)


def collect(
    actor: Actor,
    cell_id: UUID,
    month: Month,
    *,
    member_ids: Collection[UUID],
    paid_on: date,
    way: PaymentWay,
) -> int:
    """Write down that these people brought what they owed; return how many.

    Who has already paid is left alone, so that two officers may tick the same list.
    """
    with transaction():
        lock_for_update(f"dues {cell_id}")
        sheet = for_collecting(actor, cell_id, month)
        check_followed(month, begun=sheet.begun, today=clock.today())
        lines = {line.member_id: line for line in sheet.lines}
        if not member_ids:
            raise RuleBroken("Hãy đánh dấu các đồng chí đã nộp.", "paid")
        if not set(member_ids) <= set(lines):
            raise NotVisible()
        entries.check_not_own(actor.member_id, member_ids)
        chosen = [lines[key] for key in member_ids if lines[key].paid is None]
        if any(not line.due.amount for line in chosen):
            raise RuleBroken(
                "Có đồng chí chưa xác định mức đóng hoặc không phải đóng. Hãy ghi riêng từng "
                "đồng chí đó.",
                "paid",
            )
        for line in chosen:
            _write(actor, sheet, line, amount=line.due.amount or 0, paid_on=paid_on, way=way)
        audit.record(
            actor,
            "dues.collect",
            sheet.cell,
            organisation_id=sheet.cell.id,
            organisation_path=sheet.cell.path,
            month=month.short_label,
            people=len(chosen),
            way=way,
        )
    return len(chosen)


def for_recording(
    actor: Actor, cell_id: UUID, month: Month, member_id: UUID
) -> tuple[MonthSheet, Line]:
    """Return the line of one member if the actor may write on it."""
    sheet = month_sheet(actor, cell_id, month)
    found = next((line for line in sheet.lines if line.member_id == member_id), None)
    if found is None:
        raise NotVisible()
    require(member_id in kept_by(actor, sheet), _NOT_KEEPING)
    return sheet, found


def takes_rest(sheet: MonthSheet, line: Line) -> bool:
    """Say whether money adds to what was brought of a month: it is closed, and not all came."""
    return sheet.is_followed and sheet.is_closed and line.state is LineState.PARTLY


def proposed(sheet: MonthSheet, line: Line) -> dict[str, Any]:
    """Return what the form of a line begins with: what was written, or what is still to come."""
    if takes_rest(sheet, line):
        return {"amount": (line.due.amount or 0) - (line.paid or 0), "paid_on": clock.today()}
    amount = line.due.amount if line.paid is None else line.paid
    return {"amount": amount, "paid_on": line.paid_on or clock.today()}


def kept_by(actor: Actor, sheet: MonthSheet) -> frozenset[UUID]:
    """Return whose lines of a month the actor may write on."""
    return frozenset(
        line.member_id
        for line in sheet.lines
        if policy.may_keep(actor, sheet.cell, line.member_id, holds_office=line.office is not None)
    )


def record_one(
    actor: Actor,
    cell_id: UUID,
    month: Month,
    member_id: UUID,
    *,
    entry: Entry,
    amount: int | None,
    paid_on: date | None,
) -> None:
    """Write down or mend what one member brought, or that there is good reason for nothing.

    What was brought in a closed month or a settled quarter stays as it is written; what was
    missing of it is written beside it when it comes. Of a month before the register begins a slip
    is only taken out.
    """
    with transaction():
        lock_for_update(f"dues {cell_id}")
        sheet, line = for_recording(actor, cell_id, month, member_id)
        is_rest = takes_rest(sheet, line) and entry in _WAYS
        if line.paid is not None and line.paid_on is not None and not is_rest:
            if sheet.is_followed:
                entries.check_not_closed(month, sheet.closed, "entry")
            settled = queries.settled_to(cell_id, actor.day)
            entries.check_not_settled(line.paid_on, settled, "entry")
        if entry is not Entry.UNPAID:
            check_followed(month, begun=sheet.begun, today=clock.today())
        way = _WAYS.get(entry)
        if way is not None:
            if paid_on is None:
                raise RuleBroken("Hãy ghi ngày nộp.", "paid_on")
            written = _write(actor, sheet, line, amount=amount or 0, paid_on=paid_on, way=way)
        else:
            written = _line_of(actor, sheet, line)
            written.paid, written.paid_on, written.way, written.pieces = None, None, None, None
            written.is_excused = entry is Entry.EXCUSED
        if entry is Entry.UNPAID and not sheet.is_followed:
            db.session.flush()
            db.session.delete(written)
        audit.record(
            actor,
            "dues.record",
            written,
            organisation_path=sheet.cell.path,
            month=month.short_label,
            kind=entry,
        )


def _write(
    actor: Actor, sheet: MonthSheet, line: Line, *, amount: int, paid_on: date, way: PaymentWay
) -> DuesLine:
    entries.check_payment(
        amount,
        paid_on=paid_on,
        today=clock.today(),
        begun=check_followed(line.month, begun=sheet.begun, today=clock.today()),
        settled=queries.settled_to(sheet.cell.id, actor.day),
    )
    lock_for_update(f"dues of {line.member_id}")
    elsewhere = queries.paid_in_other_cells(sheet.cell.id, [line.member_id], line.month, line.month)
    entries.check_not_paid_elsewhere(is_paid_elsewhere=bool(elsewhere))
    written = _line_of(actor, sheet, line)
    piece = entries.Piece(amount, paid_on, way)
    before = written.brought if takes_rest(sheet, line) else ()
    if before:
        entries.check_rest(before, piece)
    written.bring((*before, piece))
    return written


def _line_of(actor: Actor, sheet: MonthSheet, line: Line) -> DuesLine:
    query = policy.visible_lines(actor).where(
        DuesLine.member_id == line.member_id,
        DuesLine.month == line.month.first_day,
        DuesLine.organisation_id == sheet.cell.id,
    )
    found = db.session.scalar(query)
    if found is None:
        found = DuesLine(
            organisation_id=sheet.cell.id, member_id=line.member_id, month=line.month.first_day
        )
        db.session.add(found)
    if not sheet.is_closed:
        found.due = as_json(line.due)
    found.recorded_by = actor.name
    db.session.flush()
    return found


def for_closing(actor: Actor, cell_id: UUID, month: Month) -> MonthSheet:
    """Return the month if the actor may close it."""
    cell = register_of(actor, cell_id)
    require(policy.may_close(actor, cell.id), _NOT_SECRETARY)
    return month_sheet(actor, cell_id, month)


def close_month(actor: Actor, cell_id: UUID, month: Month) -> DuesClosing:
    """Close the list of a month: what was due of everybody stays from now on."""
    with transaction():
        lock_for_update(f"dues {cell_id}")
        sheet = for_closing(actor, cell_id, month)
        check_closing(
            month,
            today=clock.today(),
            begun=sheet.begun,
            closed=sheet.closed,
            unknown=sheet.unknown,
        )
        for line in sheet.lines:
            _line_of(actor, sheet, line)
        totals = sheet.totals
        closing = DuesClosing(
            organisation_id=cell_id,
            month=month.first_day,
            closed_at=clock.now(),
            closed_by=actor.name,
            payers=totals.payers,
            have_paid=totals.have_paid,
        )
        db.session.add(closing)
        db.session.flush()
        audit.record(
            actor,
            "dues.close",
            closing,
            organisation_path=sheet.cell.path,
            month=month.short_label,
            people=totals.have_paid,
        )
    return closing


def list_to_sign(actor: Actor, cell_id: UUID, month: Month) -> tuple[str, bytes]:
    """Return the file name and the PDF of the list that people sign when they pay."""
    sheet = month_sheet(actor, cell_id, month)
    check_not_too_far(month, today=clock.today())
    page = CollectionListPage.of(
        sheet,
        heading=heading_of(cell_with_parent(actor, cell_id), day=month.last_day),
        printed_on=clock.today(),
        secretary=secretary_of(actor, cell_id),
    )
    name = f"Danh sách thu đảng phí {month.year}-{month.month:02d} {sheet.cell_name}.pdf"
    content = render("pdf/dues_list.html", page)
    members.note_list(actor, sheet.cell, len(page.rows))
    return name, content


def cell_with_parent(actor: Actor, cell_id: UUID) -> Organisation:
    """Return a cell with what its papers need for their heading."""
    query = policy.visible_sums(actor).where(Organisation.id == cell_id)
    found = db.session.scalar(query.options(joinedload(Organisation.parent)))
    if found is None:
        raise NotVisible()
    return found


def secretary_of(actor: Actor, cell_id: UUID) -> str:
    """Return the name of the bí thư as papers write it; nothing where the post is vacant."""
    found = secretaries_on(actor, clock.today()).get(cell_id)
    return strip_academic_titles(found.full_name) if found else ""
