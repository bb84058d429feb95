"""Renaming, splitting, merging and dissolving a cell: prepared, looked over, carried out."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.audit import service as audit
from partywork.cells import policy, queries
from partywork.cells.models import Membership, Organisation, Reorganisation
from partywork.cells.rules import reorganisation as rules
from partywork.cells.rules.membership import count_official, is_in_statistics
from partywork.cells.service import awaiting
from partywork.cells.service.deciding import Origin, meeting_votes
from partywork.cells.service.organisations import get as organisation_of
from partywork.cells.service.organisations import tree
from partywork.cells.terms import OrganisationKind, ReorganisationKind, ReorganisationStatus
from partywork.core.actor import Actor, system
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, RuleBroken, require
from partywork.core.state_secrets import refuse_secret
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey

_DESK_ONLY = "Chỉ tổ chức của văn phòng Đảng ủy ghi quyết định sắp xếp tổ chức."


@dataclass(frozen=True, slots=True)
class Paper:
    """The decision a reorganisation rests on.

    `vote_id` is the vote of a meeting that took it, where that met in the system.
    """

    number: str
    deciding_body: str
    vote_id: UUID | None = None


def for_preparing(actor: Actor, organisation_id: UUID) -> Organisation:
    """Return the cell if the actor may write down a decision on it; it is still there."""
    organisation = organisation_of(actor, organisation_id)
    require(policy.may_reorganise(actor, organisation), _DESK_ONLY)
    if organisation.kind is not OrganisationKind.CELL:
        raise RuleBroken("Chỉ sắp xếp chi bộ ở đây.")
    if organisation.dissolved_on is not None:
        raise RuleBroken(f"«{organisation.name}» đã kết thúc hoạt động.")
    return organisation


def cells_to_choose(actor: Actor, organisation: Organisation) -> list[Organisation]:
    """Return the other cells of today, to one of which people may go."""
    query = policy.visible_cells(actor).where(
        Organisation.kind == OrganisationKind.CELL,
        Organisation.id != organisation.id,
        Organisation.existed(actor.day, actor.day),
    )
    return list(db.session.scalars(query.order_by(Organisation.path)))


def people_to_choose(actor: Actor, organisation: Organisation) -> list[Membership]:
    """Return who belongs to a cell today, by given name."""
    found = queries.memberships_on(actor, organisation.id, actor.day)
    return sorted(found, key=lambda one: one.member.name_sort_key)


def votes_to_choose(actor: Actor, organisation: Organisation) -> list[tuple[UUID, str]]:
    """Return, in words, the votes of committees that may have decided on a cell."""
    return meeting_votes().offered(actor, organisation)


def prepare(
    actor: Actor, organisation_id: UUID, *, wanted: rules.Wanted, paper: Paper
) -> Reorganisation:
    """Write a decision down without carrying it out, so that what moves can be looked over."""
    with transaction():
        organisation = for_preparing(actor, organisation_id)
        refuse_secret(paper.number, paper.deciding_body, *asdict(wanted.new).values())
        check(actor, organisation, wanted)
        prepared = Reorganisation(
            organisation_id=organisation.id,
            kind=wanted.kind,
            effective_on=wanted.effective_on,
            decision_number=paper.number,
            decided_on=wanted.decided_on,
            deciding_body=paper.deciding_body,
            target_id=wanted.target,
            wanted=asdict(wanted.new),
            people=[str(key) for key in wanted.people],
        )
        db.session.add(prepared)
        db.session.flush()
        meeting_votes().point(
            actor, organisation, paper.vote_id, about=prepared.id, decided_on=wanted.decided_on
        )
        audit.record(
            actor,
            "reorganisation.prepare",
            prepared,
            organisation_path=organisation.path,
            kind=wanted.kind,
            starts_on=wanted.effective_on,
            decision=paper.number,
        )
    return prepared


def wanted_of(prepared: Reorganisation) -> rules.Wanted:
    """Return a decision as the rules read it."""
    return rules.Wanted(
        kind=prepared.kind,
        effective_on=prepared.effective_on,
        decided_on=prepared.decided_on,
        target=prepared.target_id,
        new=rules.NewCell.read(prepared.wanted),
        people=tuple(UUID(key) for key in prepared.people),
    )


def check(actor: Actor, organisation: Organisation, wanted: rules.Wanted) -> None:
    """Refuse a decision that cannot be carried out as the register stands."""
    found = queries.memberships_on(actor, organisation.id, wanted.effective_on)
    people = {one.member_id for one in found}
    later = policy.visible_memberships(actor).where(
        Membership.organisation_id == organisation.id, Membership.starts_on > wanted.effective_on
    )
    since = {member.id: one.since for member, one in awaiting.of_cell(actor, organisation.id)}
    in_time = {key for key, day in since.items() if day <= wanted.effective_on}
    came_later = {one.member_id for one in db.session.scalars(later)} - people
    cell = rules.Cell(
        key=organisation.id,
        name=organisation.name,
        people=people,
        came_later=came_later | (since.keys() - in_time),
        awaiting=in_time,
        official=official_of(found),
        minimum=provisions.value(ProvisionKey.CELL_MIN_OFFICIAL, wanted.effective_on),
        since=organisation.established_on,
        dissolved_on=organisation.dissolved_on,
    )
    rules.check(wanted, cell, actor.day)
    if wanted.target is not None:
        target = organisation_of(actor, wanted.target)
        require(policy.may_reorganise(actor, target), _DESK_ONLY)
        rules.check_target(target.name, target.established_on, target.dissolved_on, wanted)
    if wanted.new.name:
        others = [one for one in tree(system(actor.day)) if one.id != organisation.id]
        names = [one.name for one in others if one.dissolved_on is None]
        rules.check_new_cell(wanted.new, names, [one.code for one in others])


def official_of(people: Iterable[Membership]) -> set[UUID]:
    """Return who of them counts towards the least number that forms a cell."""
    counted = [one for one in people if is_in_statistics(one.status)]
    return {one.member_id for one in counted if count_official([one.status])}


def get(actor: Actor, reorganisation_id: UUID) -> Reorganisation:
    """Return one decision the actor may see."""
    query = (
        policy.visible_reorganisations(actor)
        .where(Reorganisation.id == reorganisation_id)
        .options(joinedload(Reorganisation.organisation), joinedload(Reorganisation.target))
    )
    found = db.session.scalar(query)
    if found is None:
        raise NotVisible()
    return found


def of_organisation(actor: Actor, organisation_id: UUID) -> list[Reorganisation]:
    """Return the decisions on a cell, and those that made or enlarged it.

    What is only prepared is seen by the organisation desk, which finds its way back here.
    """
    query = (
        policy.visible_reorganisations(actor)
        .where(
            (Reorganisation.organisation_id == organisation_id)
            | (Reorganisation.target_id == organisation_id),
            Reorganisation.status != ReorganisationStatus.DROPPED,
        )
        .options(joinedload(Reorganisation.organisation), joinedload(Reorganisation.target))
        .order_by(Reorganisation.effective_on.desc(), Reorganisation.id)
    )
    return list(db.session.scalars(query))


def origins_of(actor: Actor, decisions: Iterable[Reorganisation]) -> Mapping[UUID, Origin]:
    """Return which meetings took these decisions, where they met in the system."""
    return meeting_votes().origins(actor, [one.id for one in decisions])


def still_prepared(actor: Actor, reorganisation_id: UUID) -> Reorganisation:
    """Return a decision that waits to be carried out, if the actor may do that."""
    prepared = get(actor, reorganisation_id)
    require(policy.may_reorganise(actor, prepared.organisation), _DESK_ONLY)
    if prepared.status is not ReorganisationStatus.PREPARED:
        raise RuleBroken(f"Việc sắp xếp này {prepared.status.label.lower()}.")
    return prepared


def movers_of(wanted: rules.Wanted, people: list[Membership]) -> set[UUID]:
    """Return who moves by a decision: everybody, those chosen, or nobody."""
    if wanted.kind is ReorganisationKind.RENAMED:
        return set()
    if wanted.kind is ReorganisationKind.SPLIT:
        return set(wanted.people)
    return {one.member_id for one in people}


def drop(actor: Actor, reorganisation_id: UUID, *, version: int) -> Reorganisation:
    """Give up a decision that was only prepared."""
    with transaction():
        prepared = still_prepared(actor, reorganisation_id)
        prepared.expect_version(version)
        prepared.status = ReorganisationStatus.DROPPED
        meeting_votes().forget(prepared.id)
        audit.record(
            actor,
            "reorganisation.drop",
            prepared,
            organisation_path=prepared.organisation.path,
            kind=prepared.kind,
        )
    return prepared
