"""People: the lists an officer works with, the record of one member, the spreadsheet of a list."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.audit import service as audit
from partywork.cells import policy, queries
from partywork.cells.engine import write_sheet
from partywork.cells.models import Appointment, Member, Membership, Organisation
from partywork.cells.pages.lists import EVERYBODY, SPREADSHEET_TITLES, PersonLine, Wanted
from partywork.cells.pages.record import MemberPage
from partywork.cells.terms import MembershipStatus, OrganisationKind
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, require

_OFFICERS_ONLY = "Danh sách đảng viên do cấp ủy và văn phòng Đảng ủy quản lý."


@dataclass(frozen=True, slots=True)
class PeopleList:
    """One page of a list of people and how many there are, by status and in all."""

    lines: tuple[PersonLine, ...]
    total: int
    counts: tuple[tuple[MembershipStatus, int], ...]


def list_visible(
    actor: Actor, wanted: Wanted = EVERYBODY, *, offset: int = 0, limit: int = 50
) -> PeopleList:
    """Return the people of the actor's cell or subtree today, by given name, one page of them."""
    require(policy.may_list_people(actor), _OFFICERS_ONLY)
    counts = queries.statuses_of(actor, actor.day, wanted)
    return PeopleList(
        lines=_lines(actor, wanted, offset=offset, limit=limit),
        total=sum(counts.values()),
        counts=tuple((one, counts[one]) for one in MembershipStatus if one in counts),
    )


def _lines(
    actor: Actor, wanted: Wanted, *, offset: int = 0, limit: int | None = None
) -> tuple[PersonLine, ...]:
    query = queries.people_on(actor, actor.day, wanted).offset(offset).limit(limit)
    found = list(db.session.scalars(query))
    offices = queries.offices_of_members(actor, [one.member_id for one in found], actor.day)
    return tuple(PersonLine.of(one, offices.get(one.member_id)) for one in found)


def cells_to_choose(actor: Actor) -> list[Organisation]:
    """Return the cells by which the actor may narrow a list of people."""
    require(policy.may_list_people(actor), _OFFICERS_ONLY)
    query = policy.visible_cells(actor).where(Organisation.kind == OrganisationKind.CELL)
    return list(db.session.scalars(query.order_by(Organisation.path)))


def get(actor: Actor, member_id: UUID) -> Member:
    """Return a member whose record the actor may open, or nothing at all."""
    found = db.session.scalar(policy.visible_members(actor).where(Member.id == member_id))
    if found is None:
        raise NotVisible()
    return found


def open_record(actor: Actor, member_id: UUID) -> MemberPage:
    """Return the record of a member; opening somebody else's is written into the trail.

    This is the one reading that writes: the access log of personal data, in a transaction of its
    own, so that whose record was opened by whom can be told later.
    """
    member = get(actor, member_id)
    if member.id != actor.member_id:
        with transaction():
            path = _path_of(actor, member.id)
            audit.record(actor, "member.read", member, organisation_path=path)
    return _page(actor, get(actor, member_id), actor.day)


def own_record(actor: Actor) -> MemberPage:
    """Return the actor's own record."""
    if actor.member_id is None:
        raise NotVisible()
    return _page(actor, get(actor, actor.member_id), actor.day)


def _page(actor: Actor, member: Member, day: date) -> MemberPage:
    memberships = db.session.scalars(
        policy.visible_memberships(actor)
        .where(Membership.member_id == member.id)
        .options(joinedload(Membership.organisation))
        .order_by(Membership.starts_on.desc(), Membership.id)
    )
    appointments = db.session.scalars(
        policy.visible_appointments(actor)
        .where(Appointment.member_id == member.id)
        .options(joinedload(Appointment.organisation))
        .order_by(Appointment.starts_on.desc(), Appointment.id)
    )
    return MemberPage.of(member, list(memberships), list(appointments), day)


def _path_of(actor: Actor, member_id: UUID) -> str:
    newest = db.session.scalar(
        policy.visible_memberships(actor)
        .where(Membership.member_id == member_id)
        .options(joinedload(Membership.organisation))
        .order_by(Membership.starts_on.desc())
        .limit(1)
    )
    return newest.organisation.path if newest else ""


def export(actor: Actor, wanted: Wanted) -> bytes:
    """Return a spreadsheet of exactly the list on screen, all its pages, and record who took it."""
    require(policy.may_list_people(actor), _OFFICERS_ONLY)
    with transaction():
        lines = _lines(actor, wanted)
        audit.record(
            actor,
            "member.export",
            organisation_id=wanted.organisation_id,
            organisation_path=_export_path(actor, wanted.organisation_id),
            rows=len(lines),
        )
    return write_sheet("Đảng viên", SPREADSHEET_TITLES, [line.cells for line in lines])


def _export_path(actor: Actor, organisation_id: UUID | None) -> str:
    query = policy.visible_cells(actor).order_by(Organisation.path).limit(1)
    if organisation_id is not None:
        query = query.where(Organisation.id == organisation_id)
    found = db.session.scalar(query)
    return found.path if found else ""
