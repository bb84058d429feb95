"""The bodies in whose name decisions are made."""

from sqlalchemy.orm import contains_eager

from partywork.cells import policy
from partywork.cells.models import Body, Organisation
from partywork.cells.terms import BodyKind, OrganisationKind
from partywork.core.actor import Actor, system
from partywork.core.db import db


def committee_above(actor: Actor, organisation: Organisation) -> str:
    """Return what the Đảng ủy is called that decides on cards and transfers of a cell."""
    query = (
        policy.visible_bodies(system(actor.day))
        .join(Body.organisation)
        .where(Body.kind == BodyKind.COMMITTEE, Organisation.kind == OrganisationKind.COMMITTEE)
        .options(contains_eager(Body.organisation))
    )
    above = [
        one
        for one in db.session.scalars(query)
        if organisation.path.startswith(one.organisation.path)
    ]
    nearest = max(above, key=lambda one: len(one.organisation.path), default=None)
    return nearest.name if nearest is not None else BodyKind.COMMITTEE.label
