"""Long work of this package: importing the people of a list."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from partywork.cells.service import importing
from partywork.core import clock
from partywork.core.actor import system
from partywork.core.jobs import Handler


def import_members(payload: dict[str, Any]) -> Iterator[tuple[int, int]]:
    """Import the people of a previewed list and tell who asked for it."""
    asked_by = payload["asked_by"]
    return importing.commit_import(
        system(clock.today()),
        UUID(payload["import_id"]),
        asked_by=UUID(asked_by) if asked_by else None,
    )


HANDLERS: dict[str, Handler] = {importing.JOB: import_members}
