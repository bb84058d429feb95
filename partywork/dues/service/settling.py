"""Settling the quarters of a cell: what came in, what is passed up, what stays."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from partywork.audit import service as audit
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import db, lock_for_update, transaction
from partywork.core.errors import RuleBroken, require
from partywork.core.periods import Quarter
from partywork.core.state_secrets import refuse_secret
from partywork.documents.pages import PlaceAndDay, heading_of
from partywork.dues import policy, queries
from partywork.dues.models import DuesSettlement
from partywork.dues.pages.papers import SettlementPage
from partywork.dues.pages.sheets import QuarterSheet
from partywork.dues.rules import balance
from partywork.dues.service.collecting import cell_with_parent, secretary_of
from partywork.dues.terms import PaymentWay
from partywork.pdf.renderer import render
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey

_NOT_SECRETARY = "Chỉ bí thư, phó bí thư chi bộ quyết toán đảng phí."


def quarter_sheet(actor: Actor, cell_id: UUID, quarter: Quarter) -> QuarterSheet:
    """Return the sums of a quarter: as settled, or as they stand now."""
    cell = cell_with_parent(actor, cell_id)
    found = queries.settlements_of(actor, [cell.id])
    settlement = next((one for one in found if one.quarter == quarter), None)
    closed = queries.closed_to(cell.id, actor.day)
    if settlement is not None:
        shares = balance.Shares(settlement.collected, settlement.passed_up, settlement.kept)
        by_portal, percent = settlement.by_portal, settlement.percent
    else:
        # The sums name nobody; who may see them may not see the rows they come from.
        money = queries.money_between(
            system(actor.day), cell.id, quarter.first_day, quarter.last_day
        )
        percent = provisions.value(ProvisionKey.DUES_SHARE_UP, quarter.last_day)
        shares = balance.share(sum(one.amount for one in money), percent)
        by_portal = sum(one.amount for one in money if one.way is PaymentWay.PORTAL)
    return QuarterSheet(cell, quarter, shares, by_portal, percent, closed, settlement)


def for_settling(actor: Actor, cell_id: UUID, quarter: Quarter) -> QuarterSheet:
    """Return the quarter if the actor may settle it."""
    sheet = quarter_sheet(actor, cell_id, quarter)
    require(policy.may_close(actor, sheet.cell.id), _NOT_SECRETARY)
    return sheet


def settle(actor: Actor, cell_id: UUID, quarter: Quarter) -> DuesSettlement:
    """Settle a quarter: what came in during it stays as it was written."""
    with transaction():
        lock_for_update(f"dues {cell_id}")
        sheet = for_settling(actor, cell_id, quarter)
        balance.check_settling(
            quarter,
            begun=queries.followed_from(cell_id, actor.day),
            closed=sheet.closed,
            settled=queries.settled_to(cell_id, actor.day),
        )
        settlement = DuesSettlement(
            organisation_id=cell_id,
            year=quarter.year,
            number=quarter.number,
            collected=sheet.shares.collected,
            by_portal=sheet.by_portal,
            passed_up=sheet.shares.passed_up,
            kept=sheet.shares.kept,
            percent=sheet.percent,
            settled_on=clock.today(),
            settled_by=actor.name,
        )
        db.session.add(settlement)
        db.session.flush()
        audit.record(
            actor,
            "dues.settle",
            settlement,
            organisation_path=sheet.cell.path,
            period=quarter.label,
            collected=settlement.collected,
            passed_up=settlement.passed_up,
        )
    return settlement


def hand_up(
    actor: Actor,
    cell_id: UUID,
    quarter: Quarter,
    *,
    version: int,
    receipt_number: str,
    handed_on: date,
) -> DuesSettlement:
    """Note with which receipt and when the money of a settled quarter was passed up."""
    with transaction():
        sheet = for_settling(actor, cell_id, quarter)
        settlement = sheet.settlement
        if settlement is None:
            raise RuleBroken("Hãy quyết toán quý này trước khi ghi ngày nộp lên.")
        settlement.expect_version(version)
        refuse_secret(receipt_number)
        if handed_on < quarter.first_day:
            raise RuleBroken("Ngày nộp lên không được trước quý.", "handed_on")
        if handed_on > clock.today():
            raise RuleBroken("Ngày nộp lên không được ở tương lai.", "handed_on")
        settlement.receipt_number, settlement.handed_on = receipt_number, handed_on
        audit.record(
            actor,
            "dues.hand-up",
            settlement,
            organisation_path=sheet.cell.path,
            period=quarter.label,
            day=handed_on,
        )
    return settlement


def settlement_paper(actor: Actor, cell_id: UUID, quarter: Quarter) -> tuple[str, bytes]:
    """Return the file name and the PDF of the sums of a quarter.

    A settled quarter bears the day of its settlement; before that it is a draft.
    """
    sheet = quarter_sheet(actor, cell_id, quarter)
    settled_on = sheet.settlement.settled_on if sheet.settlement else None
    heading = heading_of(
        sheet.cell, day=quarter.last_day, draft_label=None if settled_on else "Dự thảo"
    )
    page = SettlementPage.of(
        sheet,
        heading=replace(heading, place_and_day=PlaceAndDay(sheet.cell.place, settled_on)),
        printed_on=clock.today(),
        secretary=secretary_of(actor, cell_id),
    )
    name = f"Thu nộp đảng phí quý {quarter.number}-{quarter.year} {sheet.cell_name}.pdf"
    return name, render("pdf/dues_settlement.html", page)
