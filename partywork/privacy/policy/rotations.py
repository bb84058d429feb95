"""Who asks for a change of the keys of sealed fields, and who confirms it: never the same."""

from sqlalchemy import Select, or_, select, true

from partywork.cells.models import Organisation
from partywork.cells.policy.scope import within
from partywork.cells.rules.offices import SECRETARIES
from partywork.core.actor import Actor, Desk, Grant, Role
from partywork.core.db import SCOPED
from partywork.privacy.models import KeyRotation


def _confirms(grant: Grant) -> bool:
    is_desk = grant.role is Role.OFFICE and grant.desk is Desk.ORGANISATION
    return is_desk or (grant.role is Role.COMMITTEE and grant.office in SECRETARIES)


def _paths(actor: Actor) -> list[str]:
    return [grant.path for grant in actor.grants if _confirms(grant)]


def visible_rotations(actor: Actor) -> Select[KeyRotation]:
    """Changes of keys: the administrator's, the organisation desk's, the heads' of the Đảng ủy.

    They hold no personal data.
    """
    query = select(KeyRotation).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    everywhere = [true()] if actor.has(Role.ADMINISTRATOR) else []
    return query.where(or_(*everywhere, within(_paths(actor), KeyRotation.organisation_id)))


def may_see_rotations(actor: Actor) -> bool:
    """Say whether there is a page of changes of keys for the actor."""
    return actor.has(Role.ADMINISTRATOR) or bool(_paths(actor))


def may_ask_rotation(actor: Actor, place: Organisation) -> bool:
    """The administrator, or an officer who could confirm somebody else's request."""
    return actor.has(Role.ADMINISTRATOR) or _covers(actor, place)


def may_confirm_rotation(actor: Actor, rotation: KeyRotation, place: Organisation) -> bool:
    """An officer of the Party above the whole register, and never the one who asked."""
    return rotation.asked_by_id != actor.user_id and _covers(actor, place)


def _covers(actor: Actor, place: Organisation) -> bool:
    return any(place.path.startswith(path) for path in _paths(actor))
