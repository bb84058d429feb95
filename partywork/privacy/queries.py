"""Counting, and who is to be told."""

from uuid import UUID

from sqlalchemy import Select, func, select

from partywork.cells.queries.offices import desk_above, officers_of_cells
from partywork.cells.rules.record import KEPT_BY_CELL
from partywork.cells.terms import OfficeTitle
from partywork.core.actor import Actor
from partywork.core.db import SCOPED, db
from partywork.privacy.models import Correction

_SECRETARIES = (OfficeTitle.SECRETARY, OfficeTitle.DEPUTY_SECRETARY)


def count(query: Select[Correction]) -> int:
    """Count the rows of a query."""
    counted = select(func.count()).select_from(query.subquery())
    return db.session.scalar(counted.execution_options(**{SCOPED: True})) or 0


def deciders_of(actor: Actor, correction: Correction, path: str) -> set[UUID]:
    """Return who may decide on a proposal: the organisation desk, the leaders of what they keep."""
    deciders = set(desk_above(path, actor.day))
    if correction.field in KEPT_BY_CELL:
        cell = correction.organisation_id
        officers = officers_of_cells([cell], actor.day).get(cell, [])
        deciders |= {one.member_id for one in officers if one.office in _SECRETARIES}
    return deciders - {correction.member_id}
