"""Look-ups of the register of dues that are not one record."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from partywork.cells.models import Membership
from partywork.cells.policy import visible_memberships
from partywork.cells.terms import MembershipStatus
from partywork.core.actor import Actor, system
from partywork.core.db import SCOPED, db
from partywork.core.periods import Month, Quarter
from partywork.dues import policy
from partywork.dues.models import (
    DuesClosing,
    DuesDeclaration,
    DuesLine,
    DuesRegister,
    DuesRelief,
    DuesSettlement,
)
from partywork.dues.rules.amounts import Rates
from partywork.dues.rules.entries import Piece, money_of
from partywork.provisions import rules as provision_rules
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey

_KEYS = {
    "wage_permille": ProvisionKey.DUES_WAGE_PERMILLE,
    "allowance_permille": ProvisionKey.DUES_ALLOWANCE_PERMILLE,
    "pension_permille": ProvisionKey.DUES_PENSION_PERMILLE,
    "student": ProvisionKey.DUES_STUDENT,
    "not_insured": ProvisionKey.DUES_NOT_INSURED,
    "abroad": ProvisionKey.DUES_ABROAD,
    "rounding": ProvisionKey.DUES_ROUNDING,
    "exempt_party_age": ProvisionKey.DUES_EXEMPT_PARTY_AGE,
    "exempt_next_month": ProvisionKey.DUES_EXEMPT_NEXT_MONTH,
    "detained_pay": ProvisionKey.DUES_DETAINED_PAY,
}


def rates_of(months: Iterable[Month]) -> dict[Month, Rates]:
    """Return the rates in force on the first day of each month; the earliest ones before them."""
    ever = provisions.values_ever(_KEYS.values())

    def on(day: date) -> Rates:
        return Rates(
            **{
                name: (provision_rules.in_force(ever[key], day) or ever[key][-1]).value
                for name, key in _KEYS.items()
            }
        )

    return {month: on(month.first_day) for month in months}


def memberships_between(actor: Actor, cell_id: UUID, first: date, last: date) -> list[Membership]:
    """Return who stood in a cell at any time between two days, with their members."""
    query = (
        visible_memberships(actor)
        .where(
            Membership.organisation_id == cell_id,
            Membership.starts_on <= last,
            or_(Membership.ends_on.is_(None), Membership.ends_on >= first),
        )
        .options(joinedload(Membership.member))
    )
    return list(db.session.scalars(query))


def memberships_of_people(
    member_ids: Collection[UUID], first: date, last: date
) -> list[Membership]:
    """Return where these people stood at any time between two days, with their records."""
    query = (
        visible_memberships(system(last))
        .where(
            Membership.member_id.in_(member_ids),
            Membership.starts_on <= last,
            or_(Membership.ends_on.is_(None), Membership.ends_on >= first),
        )
        .options(joinedload(Membership.member))
    )
    return list(db.session.scalars(query))


def memberships_of(member_id: UUID, day: date) -> list[Membership]:
    """Return where a member stands on a day, the own cell before one they visit."""
    query = (
        visible_memberships(system(day))
        .where(
            Membership.member_id == member_id,
            Membership.starts_on <= day,
            or_(Membership.ends_on.is_(None), Membership.ends_on >= day),
        )
        .options(joinedload(Membership.member), joinedload(Membership.organisation))
        .order_by(Membership.status == MembershipStatus.TEMPORARY_GUEST, Membership.starts_on)
    )
    return list(db.session.scalars(query))


def declarations_of(actor: Actor, member_ids: Collection[UUID]) -> list[DuesDeclaration]:
    """Return what these people declared, newest first."""
    query = (
        policy.visible_declarations(actor)
        .where(DuesDeclaration.member_id.in_(member_ids))
        .order_by(DuesDeclaration.from_month.desc())
    )
    return list(db.session.scalars(query))


def reliefs_of(actor: Actor, member_ids: Collection[UUID]) -> list[DuesRelief]:
    """Return the decisions that lower the dues of these people, newest first."""
    query = (
        policy.visible_reliefs(actor)
        .where(DuesRelief.member_id.in_(member_ids))
        .order_by(DuesRelief.from_month.desc(), DuesRelief.id)
    )
    return list(db.session.scalars(query))


def lines_of_cell(actor: Actor, cell_id: UUID, first: Month, last: Month) -> list[DuesLine]:
    """Return the lines a cell wrote for these months, with their members."""
    query = (
        policy.visible_lines(actor)
        .where(
            DuesLine.organisation_id == cell_id,
            DuesLine.month.between(first.first_day, last.first_day),
        )
        .options(joinedload(DuesLine.member))
    )
    return list(db.session.scalars(query))


def lines_of_people(member_ids: Collection[UUID], first: Month, last: Month) -> list[DuesLine]:
    """Return what any cell wrote of these people for these months."""
    query = (
        policy.visible_lines(system(last.first_day))
        .where(
            DuesLine.member_id.in_(member_ids),
            DuesLine.month.between(first.first_day, last.first_day),
        )
        .options(joinedload(DuesLine.member))
    )
    return list(db.session.scalars(query))


def lines_of_member(actor: Actor, member_id: UUID, year: int) -> list[DuesLine]:
    """Return the lines of a member in a year, whichever cell wrote them, as far as visible."""
    query = (
        policy.visible_lines(actor)
        .where(
            DuesLine.member_id == member_id,
            DuesLine.month.between(date(year, 1, 1), date(year, 12, 31)),
        )
        .options(joinedload(DuesLine.member))
    )
    return list(db.session.scalars(query))


def paid_in_other_cells(
    cell_id: UUID, member_ids: Collection[UUID], first: Month, last: Month
) -> set[tuple[UUID, Month]]:
    """Return which months these people paid in another cell; that it was paid, not how much."""
    query = (
        policy.visible_lines(system(first.first_day))
        .where(
            DuesLine.organisation_id != cell_id,
            DuesLine.member_id.in_(member_ids),
            DuesLine.month.between(first.first_day, last.first_day),
            DuesLine.paid_on.is_not(None),
        )
        .with_only_columns(DuesLine.member_id, DuesLine.month)
    )
    return {(row.member_id, Month.of(row.month)) for row in db.session.execute(query)}


def money_between(actor: Actor, cell_id: UUID, first: date, last: date) -> list[Piece]:
    """Return the money that came to a cell between two days; of a month it may come in pieces."""
    query = policy.visible_lines(actor).where(
        DuesLine.organisation_id == cell_id,
        or_(DuesLine.paid_on.between(first, last), DuesLine.pieces_sealed.is_not(None)),
    )
    lines = db.session.scalars(query)
    return [piece for line in lines for piece in money_of(line.brought, first, last)]


def register_of(actor: Actor, cell_id: UUID) -> DuesRegister | None:
    """Return the beginning of the register of a cell, if it was begun."""
    query = policy.visible_beginnings(actor).where(DuesRegister.organisation_id == cell_id)
    return db.session.scalar(query)


def followed_from(cell_id: UUID, day: date) -> Month | None:
    """Return the month with which a cell began its register; nothing is owed from before."""
    return followed_since([cell_id], day).get(cell_id)


def followed_since(cell_ids: Collection[UUID], day: date) -> dict[UUID, Month]:
    """Return the month with which each of these cells began; of who keeps no register, nothing."""
    query = policy.visible_beginnings(system(day)).where(DuesRegister.organisation_id.in_(cell_ids))
    return {one.organisation_id: Month.of(one.from_month) for one in db.session.scalars(query)}


def cells_of(member_id: UUID, day: date) -> set[UUID]:
    """Return every cell in which a member ever stood."""
    query = (
        visible_memberships(system(day))
        .where(Membership.member_id == member_id)
        .with_only_columns(Membership.organisation_id)
    )
    return set(db.session.scalars(query))


def first_entries(cell_id: UUID, day: date) -> tuple[Month | None, date | None]:
    """Return of which month a cell first wrote something down, and when its first money came."""
    written = (
        policy.visible_lines(system(day))
        .where(
            DuesLine.organisation_id == cell_id,
            or_(DuesLine.paid_on.is_not(None), DuesLine.is_excused.is_(True)),
        )
        .with_only_columns(func.min(DuesLine.month), func.min(DuesLine.paid_on))
    )
    month, money = db.session.execute(written).one()
    return Month.of(month) if month else None, money


def closings_of(actor: Actor, cell_ids: Collection[UUID] | None = None) -> list[DuesClosing]:
    """Return the closed months of cells, newest first."""
    query = policy.visible_closings(actor).order_by(DuesClosing.month.desc())
    if cell_ids is not None:
        query = query.where(DuesClosing.organisation_id.in_(cell_ids))
    return list(db.session.scalars(query))


def closed_to(cell_id: UUID, day: date) -> Month | None:
    """Return the last closed month of a cell, for the rules."""
    newest = closings_of(system(day), [cell_id])
    return Month.of(newest[0].month) if newest else None


def settlements_of(actor: Actor, cell_ids: Collection[UUID] | None = None) -> list[DuesSettlement]:
    """Return the settled quarters of cells, newest first."""
    query = (
        policy.visible_settlements(actor)
        .options(joinedload(DuesSettlement.organisation))
        .order_by(DuesSettlement.year.desc(), DuesSettlement.number.desc())
    )
    if cell_ids is not None:
        query = query.where(DuesSettlement.organisation_id.in_(cell_ids))
    return list(db.session.scalars(query))


def settled_to(cell_id: UUID, day: date) -> Quarter | None:
    """Return the last settled quarter of a cell, for the rules."""
    newest = settlements_of(system(day), [cell_id])
    return newest[0].quarter if newest else None


def payers_of(actor: Actor, month: Month) -> dict[UUID, int]:
    """Count who has paid a month, by cell; for those who see sums, so it names nobody."""
    cells = policy.visible_sums(actor).subquery()
    paid = (
        policy.visible_lines(system(month.first_day))
        .where(
            DuesLine.month == month.first_day,
            DuesLine.paid_on.is_not(None),
            DuesLine.organisation_id.in_(select(cells.c.id)),
        )
        .subquery()
    )
    counted = (
        select(paid.c.organisation_id, func.count())
        .group_by(paid.c.organisation_id)
        .execution_options(**{SCOPED: True})
    )
    return {row[0]: row[1] for row in db.session.execute(counted)}
