"""Beginning the register of a cell with a month, and opening a month that was closed by mistake."""

from dataclasses import dataclass
from uuid import UUID

from partywork.audit import service as audit
from partywork.cells.models import Organisation
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import db, lock_for_update, transaction
from partywork.core.errors import Stale, require
from partywork.core.periods import Month
from partywork.core.state_secrets import refuse_secret
from partywork.dues import policy, queries
from partywork.dues.models import DuesRegister
from partywork.dues.pages.sheets import MonthSheet
from partywork.dues.rules.beginning import check_beginning, check_reopening, earliest_beginning
from partywork.dues.service.sheets import month_sheet, register_of
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey

_NOT_SECRETARY = "Chỉ bí thư, phó bí thư chi bộ bắt đầu sổ và mở lại danh sách thu đã chốt."


@dataclass(frozen=True, slots=True)
class Beginning:
    """The register of a cell as it stands, if it was begun, and how far back it may begin."""

    cell: Organisation
    kept: DuesRegister | None
    earliest: Month

    @property
    def version(self) -> int:
        """The version of what stands there; 0 before anything does."""
        return self.kept.version if self.kept is not None else 0


def for_beginning(actor: Actor, cell_id: UUID) -> Beginning:
    """Return the register if the actor may begin it."""
    cell = register_of(actor, cell_id)
    require(policy.may_close(actor, cell.id), _NOT_SECRETARY)
    return Beginning(
        cell, queries.register_of(actor, cell.id), earliest_beginning(clock.today(), _months_back())
    )


def _months_back() -> int:
    back: int = provisions.value(ProvisionKey.DUES_REGISTER_MONTHS_BACK, clock.today())
    return back


def begin(actor: Actor, cell_id: UUID, *, version: int, from_month: Month) -> DuesRegister:
    """Let the register begin with a month; until a month is closed it may be put right."""
    with transaction():
        lock_for_update(f"dues {cell_id}")
        beginning = for_beginning(actor, cell_id)
        if beginning.version != version:
            raise Stale()
        first_written, first_money = queries.first_entries(cell_id, actor.day)
        check_beginning(
            from_month,
            today=clock.today(),
            months_back=_months_back(),
            closed=queries.closed_to(cell_id, actor.day),
            first_written=first_written,
            first_money=first_money,
        )
        kept = beginning.kept
        if kept is None:
            kept = DuesRegister(organisation_id=cell_id)
            db.session.add(kept)
        kept.from_month, kept.begun_by = from_month.first_day, actor.name
        db.session.flush()
        audit.record(
            actor,
            "dues.begin",
            kept,
            organisation_path=beginning.cell.path,
            month=from_month.short_label,
        )
    return kept


def for_reopening(actor: Actor, cell_id: UUID, month: Month) -> MonthSheet:
    """Return the month if the actor may open it again."""
    cell = register_of(actor, cell_id)
    require(policy.may_close(actor, cell.id), _NOT_SECRETARY)
    return month_sheet(actor, cell_id, month)


def reopen_month(actor: Actor, cell_id: UUID, month: Month, *, reason: str) -> None:
    """Open the month closed last, by mistake: what was due is reckoned again, payments stay."""
    with transaction():
        lock_for_update(f"dues {cell_id}")
        sheet = for_reopening(actor, cell_id, month)
        refuse_secret(reason)
        check_reopening(month, closed=sheet.closed, settled=queries.settled_to(cell_id, actor.day))
        _forget_closing(actor, sheet)
        audit.record(
            actor,
            "dues.reopen",
            sheet.cell,
            organisation_id=sheet.cell.id,
            organisation_path=sheet.cell.path,
            month=month.short_label,
            reason=reason,
        )


def _forget_closing(actor: Actor, sheet: MonthSheet) -> None:
    """Take out what only the closing wrote, so that who never belonged there does not stay."""
    robot = system(actor.day)
    for line in queries.lines_of_cell(robot, sheet.cell.id, sheet.month, sheet.month):
        if line.paid_on is None and not line.is_excused:
            db.session.delete(line)
    if sheet.closing is not None:
        db.session.delete(sheet.closing)
