"""The plain rows of the register that are checked, in a constant number of statements."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.cells import policy as cells_policy
from partywork.cells.models import Appointment, Member, MemberEvent, Membership, Organisation
from partywork.cells.queries import holds_on
from partywork.cells.rules.importing.messages import ImportField
from partywork.cells.rules.membership import is_official
from partywork.cells.terms import EventKind, MembershipStatus, OrganisationKind
from partywork.checks.rules.facts import Cell, Happening, Office, Person
from partywork.checks.rules.movements import Stay
from partywork.core.actor import Actor
from partywork.core.db import db

_NEEDED = {
    "citizen_id_sealed": ImportField.CITIZEN_ID,
    "phone_sealed": ImportField.PHONE,
    "residence_sealed": ImportField.RESIDENCE,
    "native_place": ImportField.NATIVE_PLACE,
    "admitted_on": ImportField.ADMITTED_ON,
    "party_age_from": ImportField.PARTY_AGE_FROM,
    "file_number": ImportField.FILE_NUMBER,
}
_NEEDED_WHEN_OFFICIAL = {"card_number": ImportField.CARD_NUMBER}


@dataclass(frozen=True, slots=True)
class Register:
    """Everything that is checked of what the actor may see."""

    people: tuple[Person, ...]
    cells: tuple[Cell, ...]
    offices: tuple[Office, ...]
    happenings: tuple[Happening, ...]
    stays: tuple[Stay, ...]

    @property
    def official_from(self) -> dict[UUID, date | None]:
        """The official day of each member."""
        return {person.key: person.official_on for person in self.people}


def register(actor: Actor) -> Register:
    """Read the register as it stands on the actor's day."""
    query = cells_policy.visible_memberships(actor).options(joinedload(Membership.organisation))
    memberships = list(db.session.scalars(query))
    events = _counting(db.session.scalars(cells_policy.visible_events(actor)))
    return Register(
        people=_people(actor, memberships, events),
        cells=tuple(_cell(one, actor.day) for one in cells(actor)),
        offices=_offices(actor),
        happenings=tuple(Happening(one.member_id, one.kind, one.happened_on) for one in events),
        stays=tuple(map(_stay, memberships)),
    )


def _counting(events: Iterable[MemberEvent]) -> list[MemberEvent]:
    """Leave out what was corrected or recorded by mistake: it is mended already."""
    known = list(events)
    mended = {one.corrects_id for one in known}
    return [one for one in known if one.id not in mended and one.kind is not EventKind.VOIDED]


def cells(actor: Actor) -> list[Organisation]:
    """Return the cells the actor may see into, in the order of the tree."""
    query = cells_policy.visible_cells(actor).where(Organisation.kind == OrganisationKind.CELL)
    return list(db.session.scalars(query.order_by(Organisation.path)))


def _cell(one: Organisation, day: date) -> Cell:
    return Cell(one.id, one.name, one.dissolved_on is not None and one.dissolved_on < day)


def _stay(one: Membership) -> Stay:
    return Stay(
        member=one.member_id,
        cell=one.organisation_id,
        status=one.status,
        starts_on=one.starts_on,
        ends_on=one.ends_on,
        joining=one.joining_reason,
        leaving=one.leaving_reason,
    )


def _people(
    actor: Actor, memberships: Iterable[Membership], events: Iterable[MemberEvent]
) -> tuple[Person, ...]:
    of_member: defaultdict[UUID, list[Membership]] = defaultdict(list)
    for one in memberships:
        of_member[one.member_id].append(one)
    kinds: defaultdict[UUID, set[EventKind]] = defaultdict(set)
    for event in events:
        kinds[event.member_id].add(event.kind)
    members = db.session.scalars(cells_policy.visible_members(actor))
    return tuple(_person(one, of_member[one.id], kinds[one.id], actor.day) for one in members)


def _person(
    member: Member, standings: list[Membership], kinds: set[EventKind], day: date
) -> Person:
    now = _standing_of(standings, day)
    last = max(standings, key=lambda one: one.starts_on, default=None)
    return Person(
        key=member.id,
        full_name=member.full_name,
        folded_name=member.folded_name,
        born_on=member.born_on,
        sex=member.sex,
        citizen_id=member.citizen_id,
        phone_key=member.phone_digest,
        card_number=member.card_number,
        admitted_on=member.admitted_on,
        ceremony_on=member.ceremony_on,
        official_on=member.official_on,
        party_age_from=member.party_age_from,
        card_issued_on=member.card_issued_on,
        cell=now.organisation_id if now else None,
        cell_name=now.organisation.name if now else "",
        status=now.status if now else None,
        has_left=now is None and last is not None and last.leaving_reason is not None,
        is_awaited=not standings and EventKind.ADMISSION_DECIDED in kinds,
        missing=_missing(member, now),
    )


def _standing_of(standings: list[Membership], day: date) -> Membership | None:
    """Return where a member stands; the own cell goes before one where they are guests."""
    here = [one for one in standings if one.starts_on <= day and (one.ends_on or day) >= day]
    guest = MembershipStatus.TEMPORARY_GUEST
    return min(here, key=lambda one: one.status is guest, default=None)


def _missing(member: Member, now: Membership | None) -> tuple[str, ...]:
    needed = dict(_NEEDED)
    if now is not None and is_official(now.status):
        needed |= _NEEDED_WHEN_OFFICIAL
    return tuple(field.label for name, field in needed.items() if not getattr(member, name))


def _offices(actor: Actor) -> tuple[Office, ...]:
    query = cells_policy.visible_appointments(actor).where(holds_on(Appointment, actor.day))
    held = db.session.scalars(query.options(joinedload(Appointment.organisation)))
    return tuple(
        Office(
            member=one.member_id,
            title=one.office,
            organisation=one.organisation_id,
            organisation_name=one.organisation.name,
            is_of_cell=one.organisation.kind is OrganisationKind.CELL,
        )
        for one in held
    )
