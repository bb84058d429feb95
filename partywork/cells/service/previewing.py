"""What a prepared reorganisation would move and leave, to be looked over before it counts."""

from dataclasses import dataclass
from uuid import UUID

from partywork.cells import queries
from partywork.cells.models import Appointment, Organisation, Reorganisation
from partywork.cells.rules import reorganisation as rules
from partywork.cells.rules.membership import count_official, is_in_statistics
from partywork.cells.rules.offices import office_rank
from partywork.cells.service import awaiting
from partywork.cells.service.deciding import Origin
from partywork.cells.service.groups import GroupOnDay
from partywork.cells.service.groups import on_day as groups_on_day
from partywork.cells.service.late_moves import Crossing, crossings
from partywork.cells.service.reorganising import (
    movers_of,
    official_of,
    origins_of,
    still_prepared,
    wanted_of,
)
from partywork.cells.service.unfinished import Estate, estate_of, estate_with
from partywork.core.actor import Actor
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey

_AWAITS = "Chờ lễ kết nạp"


@dataclass(frozen=True, slots=True)
class Mover:
    """Somebody who moves, with what they are in the old cell."""

    full_name: str
    status: str
    office: str


@dataclass(frozen=True, slots=True)
class Preview:
    """Who and what a decision moves, before it is carried out."""

    reorganisation: Reorganisation
    origin: Origin | None
    organisation: Organisation
    target: Organisation | None
    new: rules.NewCell
    last_day: str
    movers: tuple[Mover, ...]
    officers: tuple[Appointment, ...]
    groups: tuple[GroupOnDay, ...]
    estate: tuple[Estate, ...]
    going_along: tuple[Crossing, ...]
    in_the_way: tuple[Crossing, ...]
    staying: int
    official_staying: int
    warnings: tuple[str, ...]

    @property
    def ends_the_cell(self) -> bool:
        """Say whether the cell is no more afterwards."""
        return wanted_of(self.reorganisation).ends_the_cell


def preview(actor: Actor, reorganisation_id: UUID) -> Preview:
    """Return who and what a decision would move, counted as the register stands now."""
    prepared = still_prepared(actor, reorganisation_id)
    wanted = wanted_of(prepared)
    organisation = prepared.organisation
    people = queries.memberships_on(actor, organisation.id, wanted.effective_on)
    offices = queries.offices_on(actor, organisation.id, wanted.effective_on)
    keys = movers_of(wanted, people)
    moving = sorted(
        (one for one in people if one.member_id in keys),
        key=lambda one: (office_rank(offices.get(one.member_id)), one.member.name_sort_key),
    )
    staying = [
        one.status for one in people if one.member_id not in keys and is_in_statistics(one.status)
    ]
    official_staying = count_official(staying)
    held = queries.appointments_on(actor, organisation.id, wanted.effective_on)
    groups = groups_on_day(
        actor, organisation.id, wanted.effective_on, {one.member_id for one in people}
    )
    along, against = crossings(actor, organisation.id, keys, wanted.effective_on)
    return Preview(
        reorganisation=prepared,
        origin=origins_of(actor, [prepared]).get(prepared.id),
        organisation=organisation,
        target=prepared.target,
        new=wanted.new,
        last_day=wanted.last_day.strftime("%d/%m/%Y"),
        movers=tuple(
            Mover(
                one.member.full_name,
                one.status.label,
                offices[one.member_id].label if one.member_id in offices else "",
            )
            for one in moving
        )
        + _awaiting(actor, organisation, wanted),
        officers=tuple(one for one in held if one.member_id in keys),
        groups=tuple(groups) if wanted.ends_the_cell else (),
        estate=_estate(actor, organisation, wanted, keys),
        going_along=along,
        in_the_way=against,
        staying=len(staying),
        official_staying=official_staying,
        warnings=rules.warnings(
            wanted,
            going=len(official_of(moving)),
            staying=official_staying,
            minimum=provisions.value(ProvisionKey.CELL_MIN_OFFICIAL, wanted.effective_on),
        ),
    )


def _awaiting(actor: Actor, organisation: Organisation, wanted: rules.Wanted) -> tuple[Mover, ...]:
    """Return whose ceremony the cell owes; the cell that follows will hold it."""
    if not wanted.ends_the_cell:
        return ()
    waiting = awaiting.of_cell(actor, organisation.id)
    return tuple(Mover(member.full_name, _AWAITS, "") for member, _awaited in waiting)


def _estate(
    actor: Actor, organisation: Organisation, wanted: rules.Wanted, keys: set[UUID]
) -> tuple[Estate, ...]:
    """Return the work that changes hands: all of a cell that ends, or what is about who leaves."""
    if wanted.ends_the_cell:
        return estate_of(actor, organisation.id, has_successor=_has_successor(wanted))
    return estate_with(actor, organisation.id, keys) if keys else ()


def _has_successor(wanted: rules.Wanted) -> bool:
    return wanted.target is not None or bool(wanted.new.name)
