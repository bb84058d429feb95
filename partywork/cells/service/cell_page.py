"""The page of an organisation: who leads it, who belongs to it, what came and went this year."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from partywork.cells import policy, queries
from partywork.cells.models import Appointment, Membership, Organisation, TermOfOffice
from partywork.cells.pages.movement import MovementPage, movement_page
from partywork.cells.rules.membership import (
    SizeLimits,
    SizeNotice,
    check_cell_size,
    count_official,
)
from partywork.cells.rules.movements import Movement, movements
from partywork.cells.rules.naming import FormerName
from partywork.cells.rules.offices import office_rank
from partywork.cells.service.consents import Standing as ConsentStanding
from partywork.cells.service.consents import standing_of as consent_of
from partywork.cells.service.groups import GroupOnDay
from partywork.cells.service.groups import on_day as groups_on_day
from partywork.cells.service.organisations import get as organisation_of
from partywork.cells.service.unfinished import unfinished_of
from partywork.cells.terms import MembershipStatus, OfficeTitle, OrganisationKind
from partywork.core.actor import Actor, Role
from partywork.core.db import db
from partywork.core.errors import NotVisible
from partywork.core.periods import Month
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey

_LEADERS = (OfficeTitle.SECRETARY, OfficeTitle.ACTING_SECRETARY)


@dataclass(frozen=True, slots=True)
class PersonOfCell:
    """Somebody who belongs to a cell today."""

    member_id: UUID
    full_name: str
    office: OfficeTitle | None
    status: MembershipStatus
    group: str


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """An organisation as its page shows it: who leads it, who belongs to it, what to heed.

    `unfinished` is counted for its own officers only.
    """

    organisation: Organisation
    parent: Organisation | None
    successor: Organisation | None
    former_names: tuple[FormerName, ...]
    officers: tuple[Appointment, ...]
    counts: tuple[tuple[MembershipStatus, int], ...]
    people: tuple[PersonOfCell, ...]
    groups: tuple[GroupOnDay, ...]
    movement: MovementPage | None
    unfinished: tuple[tuple[str, int], ...]
    notices: tuple[SizeNotice, ...]
    consent: ConsentStanding | None
    term: TermOfOffice | None
    cells: tuple[Organisation, ...]

    @property
    def has_ended(self) -> bool:
        """Say whether the organisation is no more."""
        return self.organisation.dissolved_on is not None

    @property
    def is_running_cell(self) -> bool:
        """Say whether it is a cell that has not ended: only such a one has a month before it."""
        return self.organisation.kind is OrganisationKind.CELL and not self.has_ended

    @property
    def is_without_secretary(self) -> bool:
        """Say whether the post of bí thư stands vacant."""
        return not any(held.office is OfficeTitle.SECRETARY for held in self.officers)

    @property
    def acting(self) -> Appointment | None:
        """Who looks after the vacant post, if somebody does."""
        return next(
            (one for one in self.officers if one.office is OfficeTitle.ACTING_SECRETARY), None
        )


def open_page(actor: Actor, organisation_id: UUID) -> OrganisationPage:
    """Return what the actor may see of an organisation's life; other cells do not exist."""
    query = policy.visible_cells(actor).where(Organisation.id == organisation_id)
    organisation = db.session.scalar(query)
    if organisation is None:
        raise NotVisible()
    day = actor.day
    is_cell = organisation.kind is OrganisationKind.CELL
    people = queries.memberships_on(actor, organisation.id, day) if is_cell else []
    counts = Counter(one.status for one in people)
    officers = queries.appointments_on(actor, organisation.id, day)
    of_cell = {one.member_id for one in people}
    groups = groups_on_day(actor, organisation.id, day, of_cell) if is_cell else []
    heeds = policy.may_list_people(actor) and not organisation.has_ended_by(day)
    runs = policy.may_run_cell(actor, organisation.id)
    return OrganisationPage(
        organisation=organisation,
        parent=_other(actor, organisation.parent_id),
        successor=_other(actor, organisation.succeeded_by_id),
        former_names=organisation.former_names,
        officers=tuple(officers),
        counts=tuple((status, counts[status]) for status in MembershipStatus if status in counts),
        people=_people(people, officers, groups),
        groups=tuple(groups),
        movement=_movement(actor, organisation) if is_cell else None,
        unfinished=unfinished_of(actor, organisation.id) if runs else (),
        notices=_size_notices(officers, counts, day) if heeds and is_cell else (),
        consent=consent_of(actor, organisation) if heeds else None,
        term=queries.term_on(actor, organisation.id, day),
        cells=() if is_cell else _cells_below(actor, organisation),
    )


def own_cell(actor: Actor) -> UUID:
    """Return the cell the actor runs, else the one the actor belongs to."""
    for role in (Role.CELL_OFFICER, Role.MEMBER):
        own = sorted(actor.organisations_as(role))
        if own:
            return own[0]
    raise NotVisible()


def _other(actor: Actor, organisation_id: UUID | None) -> Organisation | None:
    return organisation_of(actor, organisation_id) if organisation_id else None


def _cells_below(actor: Actor, organisation: Organisation) -> tuple[Organisation, ...]:
    """Return the organisations right below one, today."""
    query = policy.visible_cells(actor).where(
        Organisation.parent_id == organisation.id, Organisation.existed(actor.day, actor.day)
    )
    return tuple(db.session.scalars(query.order_by(Organisation.path)))


def _people(
    memberships: Iterable[Membership],
    officers: Iterable[Appointment],
    groups: Iterable[GroupOnDay],
) -> tuple[PersonOfCell, ...]:
    offices: dict[UUID, OfficeTitle] = {}
    for held in officers:
        offices.setdefault(held.member_id, held.office)
    places = {place.member_id: one.group.name for one in groups for place in one.places}
    ordered = sorted(
        memberships,
        key=lambda one: (office_rank(offices.get(one.member_id)), one.member.name_sort_key),
    )
    return tuple(
        PersonOfCell(
            member_id=one.member_id,
            full_name=one.member.full_name,
            office=offices.get(one.member_id),
            status=one.status,
            group=places.get(one.member_id, ""),
        )
        for one in ordered
    )


def _movement(actor: Actor, cell: Organisation) -> MovementPage:
    """Count the moves of this month and this year from the standings behind them.

    People who were in other cells before are followed there too, as far as the actor sees them.
    """
    day = actor.day
    here = policy.visible_memberships(actor).where(Membership.organisation_id == cell.id)
    query = policy.visible_memberships(actor).where(
        Membership.member_id.in_(here.with_only_columns(Membership.member_id))
    )
    stays = queries.stays_of(query)
    month, year = Month.of(day), date(day.year, 1, 1)
    moved = [movements(stays, {}, first, day) for first in (month.first_day, year)]
    in_month, in_year = (one.get(cell.id, Movement()) for one in moved)
    is_confided = policy.is_confided_people_of(actor, cell.path)
    return movement_page(month, in_month, in_year, is_confided=is_confided)


def _size_notices(
    officers: Iterable[Appointment], counts: Mapping[MembershipStatus, int], day: date
) -> tuple[SizeNotice, ...]:
    # A cell without a chi ủy has only a bí thư and perhaps a phó bí thư.
    held = [one for one in officers if one.office is not OfficeTitle.ACTING_SECRETARY]
    has_committee = any(one.office is OfficeTitle.CELL_COMMITTEE_MEMBER for one in held)
    committee = {one.member_id for one in held} if has_committee else set()
    limits = SizeLimits(
        minimum=provisions.value(ProvisionKey.CELL_MIN_OFFICIAL, day),
        committee_minimum=provisions.value(ProvisionKey.CELL_COMMITTEE_MIN, day),
        committee_maximum=provisions.value(ProvisionKey.CELL_COMMITTEE_MAX, day),
        deputies_maximum=provisions.value(ProvisionKey.CELL_DEPUTIES_MAX, day),
    )
    return check_cell_size(
        count_official(list(Counter(counts).elements())),
        committee_members=len(committee),
        deputies=sum(one.office is OfficeTitle.DEPUTY_SECRETARY for one in held),
        limits=limits,
    )
