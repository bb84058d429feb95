"""Reading transfers, the standings they begin from, and who is told of them."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import Select, or_
from sqlalchemy.orm import joinedload

from partywork.cells.models import Appointment, Member, Membership, Organisation
from partywork.cells.policy import (
    visible_appointments,
    visible_members,
    visible_organisations,
    visible_people,
)
from partywork.cells.queries import acts_on, holds_on
from partywork.cells.terms import MembershipStatus, OfficeTitle, OrganisationKind
from partywork.core.actor import Actor, Desk, system
from partywork.core.db import db
from partywork.transfers import policy
from partywork.transfers.models import Transfer, TransferPaper
from partywork.transfers.terms import OPEN_STATES, PaperKind, TransferKind, TransferState

_OFFICERS = (
    OfficeTitle.SECRETARY,
    OfficeTitle.DEPUTY_SECRETARY,
    OfficeTitle.CELL_COMMITTEE_MEMBER,
)


def transfers(actor: Actor) -> Select[Transfer]:
    """Return the transfers the actor sees, with what their pages show."""
    return policy.visible(actor).options(
        joinedload(Transfer.member),
        joinedload(Transfer.organisation).joinedload(Organisation.parent),
        joinedload(Transfer.other_organisation),
    )


def paper(actor: Actor, transfer_id: UUID, kind: PaperKind) -> Select[TransferPaper]:
    """Find an issued paper of a transfer as it is kept."""
    return policy.visible_papers(actor).where(
        TransferPaper.transfer_id == transfer_id, TransferPaper.kind == kind
    )


def papers_without_file(actor: Actor) -> list[UUID]:
    """Return the issued papers that are not laid out yet, newest first."""
    query = (
        policy.visible_papers(actor)
        .where(TransferPaper.sha256.is_(None))
        .order_by(TransferPaper.created_at.desc(), TransferPaper.id.desc())
    )
    return list(db.session.scalars(query.with_only_columns(TransferPaper.id)))


def open_ones(actor: Actor) -> list[Transfer]:
    """Return the transfers that are not closed, the oldest first."""
    query = transfers(actor).where(Transfer.state.in_(OPEN_STATES))
    return list(db.session.scalars(query.order_by(Transfer.effective_on, Transfer.id)))


def slips_owed(actor: Actor) -> list[Transfer]:
    """Return the stays of guests that are over and whose return slip is not sent yet."""
    query = transfers(actor).where(
        Transfer.kind == TransferKind.GUEST,
        Transfer.state == TransferState.COMPLETED,
        Transfer.slip_number.is_(None),
    )
    return list(db.session.scalars(query.order_by(Transfer.closed_on, Transfer.id)))


def open_of_cell(actor: Actor, cell_id: UUID) -> Select[Transfer]:
    """Return the transfers from or to a cell that are not closed, with who moves."""
    return (
        policy.visible(actor)
        .where(
            Transfer.state.in_(OPEN_STATES),
            or_(Transfer.organisation_id == cell_id, Transfer.other_organisation_id == cell_id),
        )
        .options(joinedload(Transfer.member))
    )


def of_year(actor: Actor, year: int) -> list[Transfer]:
    """Return the transfers that took effect in a year, in the order of their days."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    query = transfers(actor).where(Transfer.effective_on.between(first, last))
    return list(db.session.scalars(query.order_by(Transfer.effective_on, Transfer.id)))


def of_member(actor: Actor, member_id: UUID) -> list[Transfer]:
    """Return the transfers of one member that the actor sees, newest first."""
    query = transfers(actor).where(Transfer.member_id == member_id)
    return list(db.session.scalars(query.order_by(Transfer.effective_on.desc(), Transfer.id)))


def transfer(actor: Actor, transfer_id: UUID) -> Transfer | None:
    """Return one transfer, if the actor sees it."""
    return db.session.scalar(transfers(actor).where(Transfer.id == transfer_id))


def open_of_member(member_id: UUID, day: date) -> Transfer | None:
    """Return the transfer of a member that is not closed, whoever sees it."""
    query = policy.visible(system(day)).where(
        Transfer.member_id == member_id, Transfer.state.in_(OPEN_STATES)
    )
    return db.session.scalar(query.limit(1))


def standing(actor: Actor, member_id: UUID, day: date) -> Membership | None:
    """Return where a member whose record the actor opens belongs on a day, guests not meant."""
    query = (
        visible_people(actor)
        .where(
            Membership.member_id == member_id,
            Membership.status != MembershipStatus.TEMPORARY_GUEST,
            holds_on(Membership, day),
        )
        .options(
            joinedload(Membership.member),
            joinedload(Membership.organisation).joinedload(Organisation.parent),
        )
    )
    return db.session.scalar(query)


def known(full_name_folded: str, born_on: date, number: str | None, day: date) -> list[Member]:
    """Return the people of that name and birthday or that digest of a number, whoever sees them.

    Nobody is known by a record that was entered by mistake.
    """
    alike = (Member.folded_name == full_name_folded) & (Member.born_on == born_on)
    if number is not None:
        alike |= Member.citizen_id_digest == number
    stands = Member.voided_on.is_(None)
    return list(db.session.scalars(visible_members(system(day)).where(alike, stands)))


def last_days(member_ids: Collection[UUID], day: date) -> dict[UUID, date]:
    """Return until when each of these people belonged to one of our cells, as far as it ended."""
    query = visible_people(system(day)).where(
        Membership.member_id.in_(member_ids), Membership.ends_on.is_not(None)
    )
    held = sorted(db.session.scalars(query), key=lambda one: one.ends_on or day)
    return {one.member_id: one.ends_on for one in held if one.ends_on is not None}


def who_belong(member_ids: Collection[UUID], day: date) -> set[UUID]:
    """Return who of these people belong to one of our cells on a day or will, guests included."""
    query = visible_people(system(day)).where(
        Membership.member_id.in_(member_ids),
        or_(Membership.ends_on.is_(None), Membership.ends_on >= day),
    )
    return {one.member_id for one in db.session.scalars(query)}


def cells(actor: Actor, *, but: UUID | None = None) -> list[Organisation]:
    """Return the cells there are today, without one, in the order of the tree."""
    query = visible_organisations(actor).where(
        Organisation.kind == OrganisationKind.CELL,
        Organisation.existed(actor.day, actor.day),
    )
    found = db.session.scalars(query.order_by(Organisation.path))
    return [one for one in found if one.id != but]


def cell(actor: Actor, cell_id: UUID) -> Organisation | None:
    """Return one cell with the organisation above it."""
    query = visible_organisations(actor).where(
        Organisation.id == cell_id, Organisation.kind == OrganisationKind.CELL
    )
    return db.session.scalar(query.options(joinedload(Organisation.parent)))


def to_tell(day: date, cell_ids: Collection[UUID]) -> list[UUID]:
    """Return who is told of transfers of these cells: their cấp ủy and the organisation desk."""
    query = visible_appointments(system(day)).where(
        or_(
            Appointment.organisation_id.in_(cell_ids) & Appointment.office.in_(_OFFICERS),
            Appointment.desk == Desk.ORGANISATION,
        ),
        acts_on(day),
    )
    return list(db.session.scalars(query.with_only_columns(Appointment.member_id)))
