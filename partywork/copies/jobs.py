"""Long work of this package: binding a year of minutes."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from partywork.copies.service import books
from partywork.core.jobs import Handler


def bind(payload: dict[str, Any]) -> Iterator[tuple[int, int]]:
    """Bind the minutes of one year of an organisation."""
    return books.bind(UUID(payload["organisation_id"]), payload["year"])


HANDLERS: dict[str, Handler] = {books.JOB: bind}
