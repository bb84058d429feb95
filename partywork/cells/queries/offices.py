"""Who is told of offices and cells: the desk above, the officers of a cell."""

from datetime import date
from uuid import UUID

from sqlalchemy import or_

from partywork.cells import policy
from partywork.cells.models import Appointment, Organisation
from partywork.cells.queries.standings import acts_on
from partywork.cells.rules.offices import offices_of
from partywork.cells.terms import OfficeTitle, OrganisationKind
from partywork.core.actor import Desk, system
from partywork.core.db import db


def _above(path: str) -> list[str]:
    codes = path.rstrip("/").split("/")
    return ["/".join(codes[: depth + 1]) + "/" for depth in range(len(codes))]


def desk_above(path: str, day: date) -> list[UUID]:
    """Return the people of the organisation desks that look after a place in the tree."""
    query = (
        policy.visible_appointments(system(day))
        .join(Appointment.organisation)
        .where(
            Organisation.path.in_(_above(path)),
            Appointment.desk == Desk.ORGANISATION,
            acts_on(day),
        )
    )
    return [held.member_id for held in db.session.scalars(query)]


def second_people(path: str, day: date) -> list[UUID]:
    """Return who may confirm an office there: the organisation desk, the bí thư above the cells."""
    query = (
        policy.visible_appointments(system(day))
        .join(Appointment.organisation)
        .where(
            Organisation.path.in_(_above(path)),
            Organisation.kind != OrganisationKind.CELL,
            or_(
                Appointment.desk == Desk.ORGANISATION,
                Appointment.office == OfficeTitle.SECRETARY,
            ),
            acts_on(day),
        )
    )
    return [held.member_id for held in db.session.scalars(query)]


def officers_of_cells(cells: list[UUID], day: date) -> dict[UUID, list[Appointment]]:
    """Return who exercises an office of some cells on a day, by cell."""
    query = policy.visible_appointments(system(day)).where(
        Appointment.organisation_id.in_(cells),
        Appointment.office.in_(offices_of(OrganisationKind.CELL)),
        acts_on(day),
    )
    found: dict[UUID, list[Appointment]] = {}
    for held in db.session.scalars(query.order_by(Appointment.starts_on, Appointment.id)):
        found.setdefault(held.organisation_id, []).append(held)
    return found
