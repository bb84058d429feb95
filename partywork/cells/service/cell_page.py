"""The page of an organisation: who leads it, who belongs to it, what came and went this year."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import or_

from partywork.cells import policy, queries
from partywork.cells.models import Appointment, Membership, Organisation, TermOfOffice
from partywork.cells.rules.membership import (
    SizeLimits,
    SizeNotice,
    check_cell_size,
    count_official,
    is_in_statistics,
)
from partywork.cells.rules.naming import FormerName
from partywork.cells.rules.offices import office_rank
from partywork.cells.service.groups import GroupOnDay
from partywork.cells.service.groups import on_day as groups_on_day
from partywork.cells.service.organisations import get as organisation_of
from partywork.cells.service.unfinished import unfinished_of
from partywork.cells.terms import MembershipStatus, OfficeTitle, OrganisationKind
from partywork.core.actor import Actor, Role
from partywork.core.db import db
from partywork.core.errors import NotVisible
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
class Movement:
    """Who came and who left in a year, counted by reason, and the numbers at both ends."""

    year: int
    at_start: int
    joined: tuple[tuple[str, int], ...]
    left: tuple[tuple[str, int], ...]
    now: int


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
    movement: Movement | None
    unfinished: tuple[tuple[str, int], ...]
    notices: tuple[SizeNotice, ...]
    term: TermOfOffice | None
    cells: tuple[Organisation, ...]

    @property
    def has_ended(self) -> bool:
        """Say whether the organisation is no more."""
        return self.organisation.dissolved_on is not None

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
    heeds_size = is_cell and policy.may_list_people(actor) and not organisation.has_ended_by(day)
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
        movement=_movement(actor, organisation, counts, day) if is_cell else None,
        unfinished=unfinished_of(actor, organisation.id) if runs else (),
        notices=_size_notices(officers, counts, day) if heeds_size else (),
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


def _movement(
    actor: Actor, cell: Organisation, counts: Mapping[MembershipStatus, int], day: date
) -> Movement:
    """Count the moves of a year from the standings behind them; guests are in no statistics."""
    first = date(day.year, 1, 1)
    query = policy.visible_memberships(actor).where(
        Membership.organisation_id == cell.id,
        Membership.status != MembershipStatus.TEMPORARY_GUEST,
        Membership.starts_on <= day,
        or_(Membership.starts_on >= first, Membership.ends_on >= first),
    )
    rows = list(db.session.scalars(query))
    joined = Counter(
        one.joining_reason for one in rows if one.joining_reason and one.starts_on >= first
    )
    is_confided = policy.is_confided_people_of(actor, cell.path)
    left = Counter(
        one.leaving_reason.words(is_confided=is_confided)
        for one in rows
        if one.leaving_reason and one.ends_on is not None and first <= one.ends_on < day
    )
    now = sum(count for status, count in counts.items() if is_in_statistics(status))
    return Movement(
        year=day.year,
        at_start=now - joined.total() + left.total(),
        joined=tuple((reason.label, count) for reason, count in joined.most_common()),
        left=tuple(left.most_common()),
        now=now,
    )


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
    )
    return check_cell_size(
        count_official(list(Counter(counts).elements())),
        committee_members=len(committee),
        limits=limits,
    )
