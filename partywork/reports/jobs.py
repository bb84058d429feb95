"""Laying out the papers of sent reports that were left for later."""

from collections.abc import Iterator
from typing import Any

from partywork.core import clock
from partywork.core.actor import system
from partywork.core.jobs import Job
from partywork.reports.service import papers

LAY_OUT = "reports.lay-out"


def lay_out(_payload: dict[str, Any]) -> Iterator[tuple[int, int]]:
    """Lay out what is missing, newest first."""
    return papers.lay_out_missing(system(clock.today()))


def _catch_up() -> None:
    for _ in lay_out({}):
        pass


JOBS = (Job(LAY_OUT, "*/10 * * * *", _catch_up),)
