"""Carrying a prepared reorganisation out, as one action."""

import re
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import or_

from partywork.audit import service as audit
from partywork.cells import policy, queries
from partywork.cells.models import (
    Appointment,
    CellGroup,
    GroupPlace,
    Organisation,
    Reorganisation,
    TermOfOffice,
)
from partywork.cells.rules.naming import renamed
from partywork.cells.rules.reorganisation import Wanted
from partywork.cells.rules.terms_of_office import name_of_term
from partywork.cells.service import awaiting, events, groups
from partywork.cells.service.appointments import end
from partywork.cells.service.organisations import get as organisation_of
from partywork.cells.service.organisations import give_bodies, tree
from partywork.cells.service.proposing import Decision
from partywork.cells.service.reorganising import check, movers_of, still_prepared, wanted_of
from partywork.cells.service.unfinished import Ending, Parting, pass_on, pass_on_with
from partywork.cells.terms import (
    EventKind,
    OrganisationKind,
    ReorganisationKind,
    ReorganisationStatus,
)
from partywork.core import clock, display
from partywork.core.actor import Actor, system
from partywork.core.db import db, lock_for_update, transaction
from partywork.core.errors import RuleBroken
from partywork.core.text import fold
from partywork.notifications import service as notifications
from partywork.notifications.terms import NoticeKind

_NUMBERED = re.compile(r"CB(\d+)")


def carry_out(actor: Actor, reorganisation_id: UUID, *, version: int) -> Organisation:
    """Carry a prepared decision out and return the cell it leads to.

    People move by an event each, so their standings, offices and figures follow; what was filed
    before stays with the old cell under its old name. An old cell that ends keeps everything and
    names its successor, whose officers may read it and to whom open work passes.
    """
    with transaction():
        lock_for_update("tree")
        prepared = still_prepared(actor, reorganisation_id)
        prepared.expect_version(version)
        wanted, old = wanted_of(prepared), prepared.organisation
        check(actor, old, wanted)
        target = None
        if wanted.kind is ReorganisationKind.RENAMED:
            _rename(old, wanted)
        else:
            target = _target(actor, old, wanted)
        moved = _move(actor, prepared, old, target) if target is not None else []
        if wanted.ends_the_cell:
            _end_cell(actor, prepared, old, target)
        elif target is not None:
            _leave_groups(actor, old.id, moved, wanted)
            decision = prepared.decision_number
            pass_on_with(actor, Parting(old, target, moved, wanted.last_day, decision))
        prepared.target_id = target.id if target is not None else None
        prepared.status = ReorganisationStatus.DONE
        prepared.done_at = clock.now()
        prepared.done_by = actor.name
        prepared.outcome = {"people": len(moved)}
        if target is not None:
            _tell(old, target, wanted, moved)
        audit.record(
            actor,
            "reorganisation.carry_out",
            prepared,
            organisation_path=old.path,
            kind=wanted.kind,
            starts_on=wanted.effective_on,
            decision=prepared.decision_number,
            people=len(moved),
        )
    return target or old


def _rename(cell: Organisation, wanted: Wanted) -> None:
    former = renamed(
        cell.former_names,
        name=cell.name,
        heading_lines=cell.heading_lines,
        effective_on=wanted.effective_on,
    )
    cell.earlier_names = [one.kept for one in former]
    cell.name = wanted.new.name
    cell.folded_name = fold(wanted.new.name)
    cell.heading_lines = wanted.new.heading_lines or wanted.new.name.upper()
    give_bodies(cell)
    db.session.flush()


def _target(actor: Actor, old: Organisation, wanted: Wanted) -> Organisation | None:
    if wanted.target is not None:
        return organisation_of(actor, wanted.target)
    return _found(actor, old, wanted) if wanted.new.name else None


def _found(actor: Actor, old: Organisation, wanted: Wanted) -> Organisation:
    """Found a cell beside the old one, with its bodies and a first term of office."""
    new = wanted.new
    nodes = tree(system(actor.day))
    above = next(one for one in nodes if one.id == old.parent_id)
    code = new.code or _next_code(nodes)
    cell = Organisation(
        code=code,
        kind=OrganisationKind.CELL,
        name=new.name,
        folded_name=fold(new.name),
        path=f"{above.path}{code}/",
        parent_id=above.id,
        heading_lines=new.heading_lines or new.name.upper(),
        symbol_code=new.symbol_code or old.symbol_code,
        place=old.place,
        established_on=wanted.effective_on,
    )
    db.session.add(cell)
    db.session.flush()
    give_bodies(cell)
    db.session.add(
        TermOfOffice(
            organisation_id=cell.id,
            name=name_of_term(wanted.effective_on, None),
            starts_on=wanted.effective_on,
        )
    )
    db.session.flush()
    return cell


def _next_code(nodes: Iterable[Organisation]) -> str:
    used = [int(found[1]) for one in nodes if (found := _NUMBERED.fullmatch(one.code))]
    return f"CB{max(used, default=0) + 1:02d}"


def _move(
    actor: Actor, prepared: Reorganisation, old: Organisation, target: Organisation
) -> list[UUID]:
    wanted = wanted_of(prepared)
    people = queries.memberships_on(actor, old.id, wanted.effective_on)
    keys = movers_of(wanted, people)
    moving = [one.member for one in people if one.member_id in keys]
    if wanted.ends_the_cell:
        moving += [member for member, _awaited in awaiting.of_cell(actor, old.id)]
    refusals = []
    for member in sorted(moving, key=lambda one: one.name_sort_key):
        new = events.NewEvent(
            kind=EventKind.REORGANISED,
            happened_on=wanted.effective_on,
            cell_id=old.id,
            other_organisation_id=target.id,
            document_number=prepared.decision_number,
            decided_on=prepared.decided_on,
            deciding_body=prepared.deciding_body,
        )
        try:
            events.apply(actor, member.id, new)
        except RuleBroken as refused:
            refusals.append(f"Đ/c {member.full_name}: {refused.message}")
    if refusals:
        raise RuleBroken(" ".join(refusals))
    db.session.flush()
    return [member.id for member in moving]


def _end_cell(
    actor: Actor, prepared: Reorganisation, old: Organisation, target: Organisation | None
) -> None:
    """End a cell with the day before: its offices, its groups, its term."""
    last_day = wanted_of(prepared).last_day
    old.dissolved_on = last_day
    old.succeeded_by_id = target.id if target is not None else None
    decision = Decision(prepared.decision_number, prepared.decided_on)
    held = policy.visible_appointments(actor).where(
        Appointment.organisation_id == old.id,
        or_(Appointment.ends_on.is_(None), Appointment.ends_on > last_day),
    )
    for office in db.session.scalars(held):
        end(office, max(last_day, office.starts_on), decision)
    formed = policy.visible_groups(actor).where(
        CellGroup.organisation_id == old.id, CellGroup.ends_on.is_(None)
    )
    for group in db.session.scalars(formed):
        groups.close(actor, group, last_day)
    running = policy.visible_terms(actor).where(
        TermOfOffice.organisation_id == old.id, TermOfOffice.starts_on <= last_day
    )
    for term in db.session.scalars(running):
        if term.ends_on is None or term.ends_on > last_day:
            term.ends_on = last_day
    db.session.flush()
    above = organisation_of(actor, old.parent_id) if old.parent_id is not None else old
    ending = Ending(old, target or above, target is not None, last_day, decision.number)
    pass_on(actor, ending)


def _leave_groups(actor: Actor, organisation_id: UUID, moved: list[UUID], wanted: Wanted) -> None:
    query = policy.visible_places(actor).where(
        GroupPlace.organisation_id == organisation_id,
        GroupPlace.member_id.in_(moved),
        GroupPlace.ends_on.is_(None),
    )
    for place in db.session.scalars(query):
        place.ends_on = max(wanted.last_day, place.starts_on)
    db.session.flush()


def _tell(old: Organisation, target: Organisation, wanted: Wanted, moved: list[UUID]) -> None:
    notifications.tell(
        moved,
        NoticeKind.REMINDER,
        title=f"Đồng chí sinh hoạt ở {target.name} từ ngày {display.day(wanted.effective_on)}",
        text=f"{old.name}: {wanted.kind.label.lower()}.",
        path=f"/cells/{target.id}",
    )
