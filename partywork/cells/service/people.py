"""The lists of people an officer works with, and their spreadsheet."""

from dataclasses import dataclass
from uuid import UUID

from partywork.audit import service as audit
from partywork.cells import policy, queries
from partywork.cells.engine import write_sheet
from partywork.cells.models import Organisation
from partywork.cells.pages.lists import EVERYBODY, SPREADSHEET_TITLES, PersonLine, Wanted
from partywork.cells.terms import MembershipStatus, OrganisationKind
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.errors import require

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
    query = policy.visible_cells(actor).where(
        Organisation.kind == OrganisationKind.CELL, Organisation.existed(actor.day, actor.day)
    )
    return list(db.session.scalars(query.order_by(Organisation.path)))


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
