"""The lists of people an officer works with, and what one may narrow them by."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from partywork.cells import policy, queries
from partywork.cells.models import CellGroup, Organisation
from partywork.cells.pages.lists import EVERYBODY, PersonLine, Wanted
from partywork.cells.rules.demography.bands import Band, bands_of
from partywork.cells.rules.searching import numbers_in
from partywork.cells.service import members
from partywork.cells.terms import MembershipStatus, OrganisationKind
from partywork.core.actor import Actor
from partywork.core.db import db
from partywork.core.errors import require
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey

_OFFICERS_ONLY = "Danh sách đảng viên do cấp ủy và văn phòng Đảng ủy quản lý."


@dataclass(frozen=True, slots=True)
class PeopleList:
    """One page of a list of people and how many there are, by status and in all."""

    lines: tuple[PersonLine, ...]
    total: int
    counts: tuple[tuple[MembershipStatus, int], ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """By what a list may be narrowed besides words and terms."""

    cells: tuple[Organisation, ...]
    groups: tuple[CellGroup, ...]
    ages: tuple[Band, ...]
    party_ages: tuple[Band, ...]


def require_lists(actor: Actor) -> None:
    """Refuse everybody who does not work with lists of people."""
    require(policy.may_list_people(actor), _OFFICERS_ONLY)


def list_visible(
    actor: Actor, wanted: Wanted = EVERYBODY, *, offset: int = 0, limit: int = 50
) -> PeopleList:
    """Return one page of the people of the actor's cell or subtree today, as asked for.

    Who is found by a number is told of it: the number was held against their record.
    """
    require_lists(actor)
    counts = queries.statuses_of(actor, actor.day, wanted)
    found = list(
        db.session.scalars(queries.people_on(actor, actor.day, wanted).offset(offset).limit(limit))
    )
    offices = queries.offices_of_members(actor, [one.member_id for one in found], actor.day)
    shown = PeopleList(
        lines=tuple(
            PersonLine.of(
                one,
                offices.get(one.member_id),
                is_confided=policy.is_confided_people_of(actor, one.organisation.path),
            )
            for one in found
        ),
        total=sum(counts.values()),
        counts=tuple((one, counts[one]) for one in MembershipStatus if one in counts),
    )
    if numbers_in(wanted.words) is not None:
        for line in shown.lines:
            members.note_found(actor, line.member_id)
    return shown


def choices(actor: Actor, organisation_id: UUID | None = None) -> Choices:
    """Return by what the actor may narrow a list; groups only where it is about one cell."""
    cells = cells_to_choose(actor)
    chosen = organisation_id or (cells[0].id if len(cells) == 1 else None)
    groups = policy.visible_groups(actor).where(
        CellGroup.organisation_id == chosen, CellGroup.ends_on.is_(None)
    )
    ages, party_ages = bands_on(actor.day)
    return Choices(
        cells=tuple(cells),
        groups=tuple(db.session.scalars(groups.order_by(CellGroup.name))),
        ages=ages,
        party_ages=party_ages,
    )


def cells_to_choose(actor: Actor) -> list[Organisation]:
    """Return the cells by which the actor may narrow a list of people."""
    require_lists(actor)
    query = policy.visible_cells(actor).where(
        Organisation.kind == OrganisationKind.CELL, Organisation.dissolved_on.is_(None)
    )
    return list(db.session.scalars(query.order_by(Organisation.path)))


def bands_on(day: date) -> tuple[tuple[Band, ...], tuple[Band, ...]]:
    """Return the bands of age and of Party age that count on a day."""
    ages = provisions.value(ProvisionKey.PEOPLE_AGE_BANDS, day)
    party_ages = provisions.value(ProvisionKey.PEOPLE_PARTY_AGE_BANDS, day)
    return bands_of(ages), bands_of(party_ages)
