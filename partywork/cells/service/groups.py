"""Tổ đảng: forming a group of a cell, saying who belongs to it, ending it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import or_
from sqlalchemy.orm import joinedload

from partywork.audit import service as audit
from partywork.cells import policy, queries
from partywork.cells.models import CellGroup, GroupPlace, Membership, Organisation
from partywork.cells.rules import groups as rules
from partywork.cells.rules.far_days import check_not_far
from partywork.cells.rules.membership import is_in_statistics, is_official
from partywork.cells.terms import GroupPost, OrganisationKind
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import db, lock_for_update, transaction
from partywork.core.errors import NotVisible, RuleBroken, require
from partywork.core.needed import check_needed
from partywork.core.state_secrets import refuse_secret

_NOT_YOURS = "Tổ đảng do cấp ủy của chi bộ thành lập và phân công."
_POSTS = list(GroupPost)


@dataclass(frozen=True, slots=True)
class GroupOnDay:
    """A group of a cell on a day, with the places of people who still belong to the cell."""

    group: CellGroup
    places: tuple[GroupPlace, ...]

    def holder(self, post: GroupPost) -> str:
        """Return the name of its tổ trưởng or tổ phó, if there is one."""
        return next((one.member.full_name for one in self.places if one.post is post), "")

    @property
    def leader(self) -> str:
        """The name of the tổ trưởng, if there is one."""
        return self.holder(GroupPost.LEADER)


@dataclass(frozen=True, slots=True)
class GroupsOfCell:
    """The groups of a cell today, those that ended, and who belongs to none."""

    organisation: Organisation
    groups: tuple[GroupOnDay, ...]
    ended: tuple[CellGroup, ...]
    without: tuple[str, ...]


def of_cell(actor: Actor, organisation_id: UUID) -> GroupsOfCell:
    """Return the groups of a cell whose people the actor may see."""
    organisation = _cell(actor, organisation_id)
    people = _people(actor, organisation.id, actor.day)
    found = on_day(actor, organisation.id, actor.day, {one.member_id for one in people})
    placed = {place.member_id for one in found for place in one.places}
    query = policy.visible_groups(actor).where(
        CellGroup.organisation_id == organisation.id, CellGroup.ends_on < actor.day
    )
    return GroupsOfCell(
        organisation=organisation,
        groups=tuple(found),
        ended=tuple(db.session.scalars(query.order_by(CellGroup.ends_on.desc(), CellGroup.id))),
        without=tuple(one.member.full_name for one in people if one.member_id not in placed),
    )


def _cell(actor: Actor, organisation_id: UUID) -> Organisation:
    query = policy.visible_cells(actor).where(
        Organisation.id == organisation_id, Organisation.kind == OrganisationKind.CELL
    )
    found = db.session.scalar(query)
    if found is None:
        raise NotVisible()
    return found


def _people(actor: Actor, organisation_id: UUID, day: date) -> list[Membership]:
    """Return who belongs to a cell on a day, guests left out, by given name."""
    found = queries.memberships_on(actor, organisation_id, day)
    ours = [one for one in found if is_in_statistics(one.status)]
    return sorted(ours, key=lambda one: one.member.name_sort_key)


def on_day(
    actor: Actor, organisation_id: UUID, day: date, of_cell: Collection[UUID]
) -> list[GroupOnDay]:
    """Return the groups of a cell on a day; a place is over once its holder left the cell."""
    query = policy.visible_groups(actor).where(
        CellGroup.organisation_id == organisation_id, queries.holds_on(CellGroup, day)
    )
    groups = list(db.session.scalars(query.order_by(CellGroup.starts_on, CellGroup.id)))
    places: dict[UUID, list[GroupPlace]] = {}
    for place in _places_on(actor, organisation_id, day):
        if place.member_id in of_cell:
            places.setdefault(place.group_id, []).append(place)
    return [GroupOnDay(group, _by_post(places.get(group.id, ()))) for group in groups]


def _by_post(places: Iterable[GroupPlace]) -> tuple[GroupPlace, ...]:
    key = {post: rank for rank, post in enumerate(_POSTS)}
    return tuple(sorted(places, key=lambda one: (key[one.post], one.member.name_sort_key)))


def _places_on(actor: Actor, organisation_id: UUID, day: date) -> list[GroupPlace]:
    query = (
        policy.visible_places(actor)
        .where(GroupPlace.organisation_id == organisation_id, queries.holds_on(GroupPlace, day))
        .options(joinedload(GroupPlace.member))
    )
    return list(db.session.scalars(query))


def for_forming(actor: Actor, organisation_id: UUID) -> Organisation:
    """Return the cell if the actor may form groups in it."""
    organisation = _cell(actor, organisation_id)
    require(policy.may_run_cell(actor, organisation.id), _NOT_YOURS)
    return organisation


def form(actor: Actor, organisation_id: UUID, *, name: str, starts_on: date) -> CellGroup:
    """Form a group of a cell from a day on."""
    with transaction():
        organisation = for_forming(actor, organisation_id)
        lock_for_update(f"groups {organisation.id}")
        check_needed(name=name)
        refuse_secret(name)
        check_not_far(starts_on, clock.today(), "starts_on")
        query = policy.visible_groups(actor).where(
            CellGroup.organisation_id == organisation.id,
            or_(CellGroup.ends_on.is_(None), CellGroup.ends_on >= starts_on),
        )
        rules.check_name(name, [one.name for one in db.session.scalars(query)])
        group = CellGroup(organisation_id=organisation.id, name=name, starts_on=starts_on)
        db.session.add(group)
        db.session.flush()
        audit.record(
            actor,
            "group.form",
            group,
            organisation_path=organisation.path,
            title=name,
            starts_on=starts_on,
        )
    return group


@dataclass(frozen=True, slots=True)
class Filling:
    """A group to be filled: the people of its cell, and who is in it now."""

    group: CellGroup
    people: tuple[Membership, ...]
    places: tuple[GroupPlace, ...]

    def holder_id(self, post: GroupPost) -> UUID | None:
        """Return who is tổ trưởng or tổ phó now."""
        return next((one.member_id for one in self.places if one.post is post), None)


def get(actor: Actor, group_id: UUID) -> CellGroup:
    """Return a group that still works, if the actor may change it."""
    query = policy.visible_groups(actor).where(CellGroup.id == group_id)
    group = db.session.scalar(query.options(joinedload(CellGroup.organisation)))
    if group is None:
        raise NotVisible()
    require(policy.may_run_cell(actor, group.organisation_id), _NOT_YOURS)
    if group.ends_on is not None:
        raise RuleBroken("Tổ đảng này đã kết thúc.")
    return group


def for_filling(actor: Actor, group_id: UUID) -> Filling:
    """Return a group with whom it may be filled."""
    group = get(actor, group_id)
    people = _people(actor, group.organisation_id, actor.day)
    places = _places_on(actor, group.organisation_id, actor.day)
    ours = tuple(one for one in places if one.group_id == group.id)
    elsewhere = {one.member_id for one in places if one.group_id != group.id}
    free = tuple(one for one in people if one.member_id not in elsewhere)
    return Filling(group, free, ours)


def fill(
    actor: Actor,
    group_id: UUID,
    *,
    version: int,
    on: date,
    members: Collection[UUID],
    leader: UUID | None = None,
    deputy: UUID | None = None,
) -> CellGroup:
    """Say who belongs to a group from a day on; earlier places keep their days."""
    with transaction():
        group = get(actor, group_id)
        group.expect_version(version)
        lock_for_update(f"groups {group.organisation_id}")
        rules.check_day(on, group.starts_on)
        check_not_far(on, clock.today(), "on")
        people = _people(actor, group.organisation_id, on)
        places = _places_on(actor, group.organisation_id, on)
        elsewhere = [one.member_id for one in places if one.group_id != group.id]
        rules.check_members(members, [one.member_id for one in people], elsewhere)
        official = [one.member_id for one in people if is_official(one.status)]
        rules.check_leaders(members, official, leader, deputy)
        wanted = {person: rules.post_of(person, leader, deputy) for person in members}
        kept = _end_others([one for one in places if one.group_id == group.id], wanted, on)
        for person in sorted(set(wanted) - kept):
            db.session.add(
                GroupPlace(
                    organisation_id=group.organisation_id,
                    group_id=group.id,
                    member_id=person,
                    post=wanted[person],
                    starts_on=on,
                )
            )
        # The group itself is saved anew, so that two people cannot fill it over each other.
        group.fillings += 1
        audit.record(
            actor,
            "group.fill",
            group,
            organisation_path=group.organisation.path,
            title=group.name,
            people=len(wanted),
            starts_on=on,
        )
    return group


def _end_others(places: Iterable[GroupPlace], wanted: dict[UUID, GroupPost], on: date) -> set[UUID]:
    """End the places that change, and return whose place stays as it is."""
    kept = set()
    for place in places:
        if wanted.get(place.member_id) is place.post:
            kept.add(place.member_id)
        elif place.starts_on == on:
            db.session.delete(place)
        else:
            place.ends_on = on - timedelta(days=1)
    db.session.flush()
    return kept


def end(actor: Actor, group_id: UUID, *, version: int, ends_on: date) -> CellGroup:
    """End a group with a day, its last, and every place in it."""
    with transaction():
        group = get(actor, group_id)
        group.expect_version(version)
        rules.check_day(ends_on, group.starts_on)
        check_not_far(ends_on, clock.today(), "on")
        close(actor, group, ends_on)
        audit.record(
            actor,
            "group.end",
            group,
            organisation_path=group.organisation.path,
            title=group.name,
            ends_on=ends_on,
        )
    return group


def close(actor: Actor, group: CellGroup, last_day: date) -> None:
    """End a group and its places in the running transaction."""
    group.ends_on = max(last_day, group.starts_on)
    query = policy.visible_places(actor).where(
        GroupPlace.group_id == group.id,
        or_(GroupPlace.ends_on.is_(None), GroupPlace.ends_on > last_day),
    )
    for place in db.session.scalars(query):
        place.ends_on = max(last_day, place.starts_on)
