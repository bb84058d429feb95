"""The registers of a year: residence duty, the yearly commitment."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.audit import service as audit
from partywork.cells.models import Membership, Organisation
from partywork.cells.policy import visible_cells, visible_organisations
from partywork.cells.service import members
from partywork.cells.terms import OrganisationKind
from partywork.conduct import policy, queries
from partywork.conduct.models import ResidenceDuty, YearlyCommitment
from partywork.conduct.pages import (
    CommitmentLine,
    ResidenceForm,
    ResidenceFormsPage,
    ResidenceLine,
)
from partywork.conduct.rules.duties import ResidenceDays, check_residence, check_signed, check_year
from partywork.conduct.service.records import standing_of
from partywork.core import clock
from partywork.core.actor import Actor, Role
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, RuleBroken, require
from partywork.core.periods import Month
from partywork.core.state_secrets import refuse_secret
from partywork.documents.pages import heading_of
from partywork.pdf.renderer import render

_OFFICERS_ONLY = "Sổ này do cấp ủy chi bộ và văn phòng Đảng ủy giữ."
_NOT_THEIR_DESK = (
    "Nhận xét nơi cư trú do cấp ủy chi bộ và tổ chức của văn phòng Đảng ủy theo dõi; các bộ phận "
    "khác của văn phòng không xem."
)
_NOT_YOURS = (
    "Sổ của chi bộ do cấp ủy chi bộ đó và tổ chức của văn phòng Đảng ủy ghi; không ai ghi nhận xét "
    "về chính mình."
)


def cells_to_choose(actor: Actor) -> list[Organisation]:
    """Return the cells whose registers the actor sees."""
    require(policy.may_see_registers(actor), _OFFICERS_ONLY)
    query = visible_cells(actor).where(Organisation.kind == OrganisationKind.CELL)
    return list(db.session.scalars(query.order_by(Organisation.path)))


def cell_of(actor: Actor, asked: UUID | None) -> Organisation:
    """Return the cell asked for, or the actor's own, or the first one there is."""
    cells = {one.id: one for one in cells_to_choose(actor)}
    own = [one for one in actor.organisations_as(Role.CELL_OFFICER) if one in cells]
    wanted = asked or next(iter([*own, *cells]), None)
    if wanted not in cells:
        raise NotVisible()
    return cells[wanted]


def residence(actor: Actor, cell_id: UUID, year: int) -> list[ResidenceLine]:
    """Return the register of residence duty of a cell for a year, by given name."""
    require(policy.may_see_residence(actor, cell_of(actor, cell_id)), _NOT_THEIR_DESK)
    people = queries.people(actor, actor.day, cell_id=cell_id)
    kept = queries.residence_of(actor, year, [one.member_id for one in people])
    return [ResidenceLine.of(one, kept.get(one.member_id)) for one in people]


def for_residence(
    actor: Actor, member_id: UUID, year: int
) -> tuple[Membership, ResidenceDuty | None]:
    """Return the member and what the register of the year says, if the actor keeps it."""
    standing = standing_of(actor, member_id)
    require(policy.may_keep_remark(actor, standing.organisation, member_id), _NOT_YOURS)
    if not _is_year(year):
        raise NotVisible()
    return standing, queries.residence_of(actor, year, [member_id]).get(member_id)


def _is_year(year: int) -> bool:
    try:
        check_year(year, clock.today())
    except RuleBroken:
        return False
    return True


def keep_residence(
    actor: Actor,
    member_id: UUID,
    year: int,
    *,
    version: int,
    introduced_on: date | None,
    ward: str,
    asked_on: date | None,
    received_on: date | None,
    remark: str,
    kept_at: str,
) -> ResidenceDuty:
    """Write what is known of a member's residence duty in a year (213-QĐ/TW)."""
    with transaction():
        standing, duty = for_residence(actor, member_id, year)
        refuse_secret(ward, remark, kept_at)
        check_residence(
            year, ResidenceDays(introduced_on, asked_on, received_on), remark, clock.today()
        )
        if duty is None:
            duty = ResidenceDuty(member_id=member_id, year=year)
            db.session.add(duty)
        else:
            duty.expect_version(version)
        duty.organisation_id = standing.organisation_id
        duty.introduced_on, duty.asked_on, duty.received_on = introduced_on, asked_on, received_on
        duty.ward, duty.remark, duty.kept_at = ward or None, remark, kept_at
        db.session.flush()
        audit.record(
            actor,
            "residence.keep",
            duty,
            organisation_path=standing.organisation.path,
            year=year,
        )
    return duty


def for_asking(actor: Actor, asked: UUID | None) -> Organisation:
    """Return the cell whose members' remarks the actor may ask for."""
    cell = cell_of(actor, asked)
    require(policy.may_keep_registers(actor, cell), _NOT_YOURS)
    return cell


def ask_for_remarks(actor: Actor, cell_id: UUID, year: int, *, asked_on: date) -> int:
    """Note for everybody of a cell not yet asked about that the remark was asked for.

    Returns for how many.
    """
    with transaction():
        cell = for_asking(actor, cell_id)
        check_year(year, clock.today())
        waiting = [
            one
            for one in residence(actor, cell.id, year)
            if one.duty is None or (one.duty.asked_on is None and one.duty.received_on is None)
        ]
        if not waiting:
            raise RuleBroken("Cả chi bộ đã được đề nghị nhận xét.", "asked_on")
        for line in waiting:
            introduced_on = line.duty.introduced_on if line.duty else None
            days = ResidenceDays(introduced_on, asked_on)
            check_residence(year, days, "", clock.today())
            duty = line.duty or ResidenceDuty(member_id=line.member_id, year=year)
            duty.organisation_id, duty.asked_on = cell.id, asked_on
            db.session.add(duty)
        db.session.flush()
        audit.record(
            actor,
            "residence.ask",
            cell,
            organisation_id=cell.id,
            organisation_path=cell.path,
            year=year,
            people=len(waiting),
        )
    return len(waiting)


def residence_forms(actor: Actor, cell_id: UUID, year: int) -> tuple[str, bytes]:
    """Return the forms of a cell for a year, one member a sheet, to be filled in by hand."""
    lines = queries.people(actor, actor.day, cell_id=cell_id)
    require(policy.may_see_registers(actor), _OFFICERS_ONLY)
    if not lines or not _is_year(year):
        raise NotVisible()
    query = visible_organisations(actor).where(Organisation.id == cell_id)
    cell = db.session.scalars(query.options(joinedload(Organisation.parent))).one()
    until = Month(year, 12).last_day
    page = ResidenceFormsPage(
        heading=heading_of(cell, day=until),
        year=year,
        people=tuple(
            ResidenceForm(one.member.full_name, one.member.born_on, cell.name_on(until))
            for one in lines
        ),
    )
    name = f"Phiếu nhận xét nơi cư trú năm {year}, {cell.name_on(until)}.pdf"
    content = render("pdf/residence_forms.html", page)
    members.note_list(actor, cell, len(page.people))
    return name, content


def commitments(actor: Actor, cell_id: UUID, year: int) -> list[CommitmentLine]:
    """Return who of a cell has signed the commitment of a year, by given name."""
    require(policy.may_see_registers(actor), _OFFICERS_ONLY)
    people = queries.people(actor, actor.day, cell_id=cell_id)
    kept = queries.commitments_of(actor, year, [one.member_id for one in people])
    return [CommitmentLine.of(one, kept.get(one.member_id)) for one in people]


def keep_commitments(
    actor: Actor,
    cell: Organisation,
    year: int,
    *,
    signed: Collection[UUID],
    signed_on: date,
    kept_at: str,
) -> int:
    """Record for everybody ticked that the commitment of the year is signed; returns how many.

    What was recorded before stays as it is.
    """
    with transaction():
        require(policy.may_keep_registers(actor, cell), _NOT_YOURS)
        refuse_secret(kept_at)
        check_year(year, clock.today())
        check_signed(signed_on, year, clock.today())
        waiting = [
            line.member_id
            for line in commitments(actor, cell.id, year)
            if line.commitment is None and line.member_id in signed
        ]
        if not waiting:
            raise RuleBroken("Hãy đánh dấu ít nhất một đồng chí chưa ghi.", "signed")
        for member_id in waiting:
            db.session.add(
                YearlyCommitment(
                    organisation_id=cell.id,
                    member_id=member_id,
                    year=year,
                    signed_on=signed_on,
                    kept_at=kept_at,
                )
            )
        db.session.flush()
        audit.record(
            actor,
            "commitment.keep",
            cell,
            organisation_id=cell.id,
            organisation_path=cell.path,
            year=year,
            people=len(waiting),
        )
    return len(waiting)
