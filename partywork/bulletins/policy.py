"""Who writes bulletins and who reads them."""

from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select

from partywork.bulletins.models import Bulletin, BulletinLine
from partywork.cells.models import Organisation
from partywork.cells.policy import in_own_organisation
from partywork.core.actor import Actor, Role
from partywork.core.db import SCOPED


def _places(actor: Actor) -> set[str]:
    """Return the places of the actor and all that lie above them."""
    if not actor.is_party:
        return set()
    found = set()
    for path in {actor.home_path, *(grant.path for grant in actor.grants)}:
        codes = path.rstrip("/").split("/")
        found |= {"/".join(codes[:depth]) + "/" for depth in range(1, len(codes) + 1)}
    return found


def _readable(actor: Actor) -> ColumnElement[bool]:
    above = select(Organisation.id).where(Organisation.path.in_(_places(actor)))
    return or_(
        in_own_organisation(actor, Bulletin.organisation_id, Role.OFFICE),
        and_(Bulletin.issued_at.is_not(None), Bulletin.organisation_id.in_(above)),
    )


def visible(actor: Actor) -> Select[Bulletin]:
    """Issued ones of the actor's own organisation and those above; the office's own drafts."""
    query = select(Bulletin).execution_options(**{SCOPED: True})
    return query if actor.is_system else query.where(_readable(actor))


def visible_lines(actor: Actor) -> Select[BulletinLine]:
    """The texts named in those."""
    query = select(BulletinLine).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    readable = select(Bulletin.id).where(_readable(actor))
    return query.where(BulletinLine.bulletin_id.in_(readable))


def may_write(actor: Actor, organisation_id: UUID) -> bool:
    """The office writes and issues what its own organisation sends."""
    return organisation_id in actor.organisations_as(Role.OFFICE)


def may_write_some(actor: Actor) -> bool:
    """Say whether the actor writes bulletins anywhere."""
    return actor.has(Role.OFFICE)
