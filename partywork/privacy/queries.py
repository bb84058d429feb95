"""Who is to be told."""

from uuid import UUID

from partywork.cells.queries.offices import desk_above, officers_of_cells
from partywork.cells.rules.record import KEPT_BY_CELL
from partywork.cells.terms import OfficeTitle
from partywork.core.actor import Actor
from partywork.privacy.models import Correction

_SECRETARIES = (OfficeTitle.SECRETARY, OfficeTitle.DEPUTY_SECRETARY)


def deciders_of(actor: Actor, correction: Correction, path: str) -> set[UUID]:
    """Return who may decide on a proposal: the organisation desk, the leaders of what they keep."""
    deciders = set(desk_above(path, actor.day))
    if correction.field in KEPT_BY_CELL:
        cell = correction.organisation_id
        officers = officers_of_cells([cell], actor.day).get(cell, [])
        deciders |= {one.member_id for one in officers if one.office in _SECRETARIES}
    return deciders - {correction.member_id}
