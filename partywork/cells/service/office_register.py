"""Every office that was written down for an organisation, and every entry that was taken back."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.cells import policy
from partywork.cells.models import Appointment, OfficeWithdrawal, Organisation
from partywork.cells.rules.offices import office_rank
from partywork.core.actor import Actor
from partywork.core.db import db
from partywork.core.errors import NotVisible


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """An office of somebody, and whether what was written last of it may be taken back."""

    held: Appointment
    may_withdraw: bool


@dataclass(frozen=True, slots=True)
class OfficeRegister:
    """The offices of an organisation, the latest first, and what was withdrawn of them."""

    organisation: Organisation
    lines: tuple[OfficeLine, ...]
    withdrawn: tuple[OfficeWithdrawal, ...]
    may_appoint: bool


def open_register(actor: Actor, organisation_id: UUID) -> OfficeRegister:
    """Return the offices of an organisation into whose life the actor may look.

    Why an entry was withdrawn is read by those who decide on offices.
    """
    query = policy.visible_cells(actor).where(Organisation.id == organisation_id)
    organisation = db.session.scalar(query)
    if organisation is None:
        raise NotVisible()
    offices = policy.visible_appointments(actor).where(
        Appointment.organisation_id == organisation.id
    )
    held = sorted(
        db.session.scalars(offices.options(joinedload(Appointment.member))),
        key=lambda one: (-one.starts_on.toordinal(), office_rank(one.office), one.id),
    )
    followed = {one.follows_id for one in held if one.ends_on is not None}
    taken = (
        policy.visible_withdrawals(actor)
        .where(OfficeWithdrawal.organisation_id == organisation.id)
        .options(
            joinedload(OfficeWithdrawal.appointment).joinedload(Appointment.member),
            joinedload(OfficeWithdrawal.follower).joinedload(Appointment.member),
        )
        .order_by(OfficeWithdrawal.created_at.desc(), OfficeWithdrawal.id)
    )
    runs = not organisation.has_ended_by(actor.day)
    may_appoint = runs and policy.may_appoint(actor, organisation)
    return OfficeRegister(
        organisation=organisation,
        lines=tuple(OfficeLine(one, may_appoint and one.id not in followed) for one in held),
        withdrawn=tuple(db.session.scalars(taken)),
        may_appoint=may_appoint,
    )
