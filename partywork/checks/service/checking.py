"""Looking over the register: what may be wrong in it, and whether a month's numbers agree."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import reduce
from operator import add
from uuid import UUID

from partywork.cells.rules.membership import Probation
from partywork.cells.rules.movements import Movement, movements
from partywork.checks import policy, queries
from partywork.checks.pages import CellMovement, ChecksPage, MovementsPage
from partywork.checks.queries import Register
from partywork.checks.rules.facts import Finding
from partywork.checks.rules.offices import check_offices
from partywork.checks.rules.people import check_events, check_people
from partywork.checks.terms import ABOUT, CheckGroup, CheckKind
from partywork.core.actor import Actor
from partywork.core.errors import require
from partywork.core.periods import Month
from partywork.core.text import name_sort_key
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey

_NOT_YOURS = "Cấp ủy chi bộ kiểm tra hồ sơ của chi bộ mình, văn phòng Đảng ủy kiểm tra tất cả."
_MONTHS_BACK = 11
_ORDER = {kind: place for place, kind in enumerate(CheckKind)}


def look_over(
    actor: Actor,
    *,
    kind: CheckKind | None = None,
    cell_id: UUID | None = None,
    offset: int = 0,
    limit: int = 50,
) -> ChecksPage:
    """Return what may be wrong in the records the actor works with; nothing is mended by itself."""
    require(policy.may_check(actor), _NOT_YOURS)
    register = queries.register(actor)
    found = [one for one in _found(actor, register) if cell_id in (None, one.cell, one.other_cell)]
    met = Counter(one.kind for one in found)
    wanted = [one for one in found if kind in (None, one.kind)]
    return ChecksPage(
        counts=_counts(met),
        lines=tuple(wanted[offset : offset + limit]),
        total=len(wanted),
        cells=tuple((one.key, one.name) for one in register.cells if not one.is_dissolved),
    )


def _counts(
    met: Counter[CheckKind],
) -> tuple[tuple[CheckGroup, tuple[tuple[CheckKind, int], ...]], ...]:
    return tuple(
        (group, tuple((kind, met[kind]) for kind in CheckKind if ABOUT[kind][0] is group))
        for group in CheckGroup
    )


def _found(actor: Actor, register: Register) -> list[Finding]:
    probation = Probation(
        provisions.value(ProvisionKey.PROBATION_MONTHS, actor.day),
        provisions.value(ProvisionKey.PROBATION_ENDS_IN_MONTH, actor.day),
    )
    found = [
        *check_people(register.people, actor.day, probation, queries.apart(actor)),
        *check_events(register.people, register.happenings, actor.day),
        *check_offices(register.people, register.offices, register.cells),
        *_unexplained(register, actor.day),
    ]
    return sorted(found, key=lambda one: (_ORDER[one.kind], name_sort_key(one.name)))


def _unexplained(register: Register, day: date) -> Iterator[Finding]:
    """Find those who came or left within a year for no recorded reason."""
    first = Month.of(day).shift(-_MONTHS_BACK).first_day
    people = {person.key: person for person in register.people}
    moved = movements(register.stays, register.party_days, first, day)
    for cell in register.cells:
        movement = moved.get(cell.key, Movement())
        for kind, members, words in (
            (CheckKind.UNEXPLAINED_JOIN, movement.unexplained_in, f"Vào {cell.name}"),
            (CheckKind.UNEXPLAINED_LEAVE, movement.unexplained_out, f"Rời {cell.name}"),
        ):
            for key in members:
                person = people.get(key)
                # The record goes with who has left: their former officers read of the number only.
                yield Finding(
                    kind,
                    words,
                    person.key if person else None,
                    person.full_name if person else "",
                    cell.key,
                    cell.name,
                )


def movements_of(actor: Actor, month: Month) -> MovementsPage:
    """Return the numbers of members of a month by cell, with the identities they must keep."""
    require(policy.may_check(actor), _NOT_YOURS)
    until = min(month.last_day, actor.day)
    party_days = queries.party_days(actor)
    found = movements(queries.stays_of(actor), party_days, month.first_day, until)
    nothing = Movement()
    shown = tuple(
        CellMovement(cell.key, cell.name, found.get(cell.key, nothing))
        for cell in queries.cells_on(actor, until)
        if not cell.is_dissolved or found.get(cell.key, nothing) != nothing
    )
    total = reduce(add, (one.movement for one in shown), nothing)
    return MovementsPage(month, until, shown, total)
