"""Long work of this package: importing people, taking long lists out; what is run by the hour."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from partywork.cells.service import (
    consents,
    export_making,
    export_requests,
    importing,
    new_year,
    undoing,
    watching,
)
from partywork.core import clock
from partywork.core.actor import system
from partywork.core.jobs import Handler, Job


def import_members(payload: dict[str, Any]) -> Iterator[tuple[int, int]]:
    """Import the people of a previewed list and tell who asked for it."""
    asked_by = payload["asked_by"]
    return importing.commit_import(
        system(clock.today()),
        UUID(payload["import_id"]),
        asked_by=UUID(asked_by) if asked_by else None,
    )


def export_members(payload: dict[str, Any]) -> Iterator[tuple[int, int]]:
    """Make the file of a list two people agreed on."""
    return export_making.prepare(UUID(payload["request_id"]))


HANDLERS: dict[str, Handler] = {
    importing.JOB: import_members,
    export_requests.JOB: export_members,
}


def watch() -> None:
    """Tell what became of cells and terms since the day before."""
    robot = system(clock.today())
    watching.watch_cells(robot)
    consents.watch(robot)
    watching.warn_of_terms(robot)


def begin_year() -> None:
    """Ask for what the year needs, in December and January."""
    new_year.ask_for_holidays(system(clock.today()))


def discard_lists() -> None:
    """Throw away the lists that were only looked at, once their time is over."""
    undoing.discard_forgotten(system(clock.today()))


JOBS: tuple[Job, ...] = (
    Job("cells.begin-year", "40 6 1,15 1,12 *", begin_year),
    Job("cells.discard-lists", "50 2 * * *", discard_lists),
    Job("cells.expire_exports", "10 * * * *", export_making.expire),
    Job("cells.watch", "30 6 * * *", watch),
)
