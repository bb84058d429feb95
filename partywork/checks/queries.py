"""The plain rows of the register that are checked, in a constant number of statements.

Standings and events of years are many, so only the columns that are checked are read.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.cells import policy as cells_policy
from partywork.cells import queries as cells_queries
from partywork.cells.models import Appointment, Member, MemberEvent, Membership, Organisation
from partywork.cells.rules.importing.messages import ImportField
from partywork.cells.rules.membership import is_official
from partywork.cells.rules.movements import PartyDays, Stay
from partywork.cells.rules.proved import TAKING_OVER
from partywork.cells.rules.taking_back import TELLING, Told, taken_back
from partywork.cells.terms import EventKind, MembershipStatus, OrganisationKind
from partywork.checks import policy
from partywork.checks.rules.facts import Cell, Happening, Office, Person
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
    def party_days(self) -> dict[UUID, PartyDays]:
        """The days in the Party of each member."""
        return {one.key: PartyDays(one.admitted_on, one.official_on) for one in self.people}


def register(actor: Actor) -> Register:
    """Read the register as it stands on the actor's day."""
    stays, happenings = stays_of(actor), _happenings(actor)
    return Register(
        people=_people(actor, stays, happenings),
        cells=cells_on(actor, actor.day),
        offices=_offices(actor),
        happenings=happenings,
        stays=stays,
    )


def stays_of(actor: Actor) -> tuple[Stay, ...]:
    """Return the standings of everybody the actor may see, of all times."""
    return cells_queries.stays_of(cells_policy.visible_memberships(actor))


def apart(actor: Actor) -> frozenset[frozenset[UUID]]:
    """Return the pairs the actor may see that were found to be two persons."""
    query = policy.visible_namesakes(actor)
    return frozenset(frozenset((one.member_id, one.other_id)) for one in db.session.scalars(query))


def party_days(actor: Actor) -> dict[UUID, PartyDays]:
    """Return the days in the Party of each member the actor may see."""
    query = cells_policy.visible_members(actor).with_only_columns(
        Member.id, Member.admitted_on, Member.official_on
    )
    found = db.session.execute(query)
    return {row.id: PartyDays(row.admitted_on, row.official_on) for row in found}


def _happenings(actor: Actor) -> tuple[Happening, ...]:
    """Return what happened, without what was corrected or recorded by mistake: that is mended."""
    query = cells_policy.visible_events(actor).with_only_columns(
        MemberEvent.id,
        MemberEvent.member_id,
        MemberEvent.kind,
        MemberEvent.happened_on,
        MemberEvent.corrects_id,
    )
    known = db.session.execute(query).all()
    mended = {one.corrects_id for one in known}
    return tuple(
        Happening(one.member_id, one.kind, one.happened_on)
        for one in known
        if one.id not in mended and one.kind is not EventKind.VOIDED
    )


def cells_on(actor: Actor, day: date) -> tuple[Cell, ...]:
    """Return the cells the actor may see into as they were called on a day, as in the tree."""
    query = cells_policy.visible_cells(actor).where(Organisation.kind == OrganisationKind.CELL)
    return tuple(
        Cell(
            one.id, one.name_on(day), one.dissolved_on is not None and one.dissolved_on < actor.day
        )
        for one in db.session.scalars(query.order_by(Organisation.path))
    )


def _cell_names(actor: Actor) -> dict[UUID, str]:
    query = cells_policy.visible_memberships(actor).join(Membership.organisation)
    named = query.with_only_columns(Organisation.id, Organisation.name).distinct()
    return {row.id: row.name for row in db.session.execute(named)}


def _people(
    actor: Actor,
    stays: Iterable[Stay],
    happenings: Iterable[Happening],
) -> tuple[Person, ...]:
    of_member: defaultdict[UUID, list[Stay]] = defaultdict(list)
    for stay in stays:
        of_member[stay.member].append(stay)
    cell_names = _cell_names(actor)
    of_kind: defaultdict[EventKind, set[UUID]] = defaultdict(set)
    for one in happenings:
        of_kind[one.kind].add(one.member)
    decided = of_kind[EventKind.ADMISSION_DECIDED]
    taken_over = set().union(*(of_kind[kind] for kind in TAKING_OVER))
    given_cards = of_kind[EventKind.CARD_ISSUED] | of_kind[EventKind.CARD_EXCHANGED]
    members = db.session.scalars(
        cells_policy.visible_members(actor).where(Member.voided_on.is_(None))
    )
    of_cards = _of_cards(actor)
    return tuple(
        replace(
            _person(member, of_member[member.id], cell_names, member.id in decided, actor.day),
            keeps_card=_keeps_card(member, of_cards[member.id]),
            is_taken_over=member.id in taken_over,
            has_later_card=member.id in given_cards,
        )
        for member in members
    )


def _of_cards(actor: Actor) -> defaultdict[UUID, list[Told]]:
    """Return what tells of everybody whether a card is to come back, in the order of its days."""
    query = cells_policy.visible_events(actor)
    corrected = query.where(MemberEvent.corrects_id.is_not(None))
    told = query.where(
        MemberEvent.kind.in_(TELLING),
        MemberEvent.id.not_in(corrected.with_only_columns(MemberEvent.corrects_id)),
    ).with_only_columns(
        MemberEvent.member_id, MemberEvent.kind, MemberEvent.happened_on, MemberEvent.details
    )
    found: defaultdict[UUID, list[Told]] = defaultdict(list)
    for one in db.session.execute(told.order_by(MemberEvent.happened_on, MemberEvent.sequence)):
        found[one.member_id].append((one.kind, one.happened_on, one.details))
    return found


def _keeps_card(member: Member, happened: list[Told]) -> bool:
    held_card = member.card_number is not None or member.official_on is not None
    found = taken_back(happened, held_card=held_card)
    return found is not None and found.done_on is None


def _person(
    member: Member,
    standings: list[Stay],
    cell_names: Mapping[UUID, str],
    is_decided: bool,
    day: date,
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
        cell=now.cell if now else None,
        cell_name=cell_names.get(now.cell, "") if now else "",
        status=now.status if now else None,
        has_left=now is None and last is not None and last.leaving is not None,
        is_awaited=not standings and is_decided,
        missing=_missing(member, now),
    )


def _standing_of(standings: list[Stay], day: date) -> Stay | None:
    """Return where a member stands; the own cell goes before one where they are guests."""
    here = [one for one in standings if one.holds_on(day)]
    guest = MembershipStatus.TEMPORARY_GUEST
    return min(here, key=lambda one: one.status is guest, default=None)


def _missing(member: Member, now: Stay | None) -> tuple[str, ...]:
    needed = dict(_NEEDED)
    if now is not None and is_official(now.status):
        needed |= _NEEDED_WHEN_OFFICIAL
    return tuple(field.label for name, field in needed.items() if not getattr(member, name))


def _offices(actor: Actor) -> tuple[Office, ...]:
    query = cells_policy.visible_appointments(actor).where(
        cells_queries.holds_on(Appointment, actor.day)
    )
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
