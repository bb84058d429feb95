"""Who takes lists of people out, who agrees to it, and who counts what is sensitive."""

from sqlalchemy import Select, or_, select

from partywork.cells.models import ExportRequest, Organisation, SavedFilter
from partywork.cells.policy.scope import desk_covers, desk_paths, within
from partywork.cells.rules.offices import SECRETARIES
from partywork.cells.rules.record import SEALED, SHOWN_TO_CELL
from partywork.cells.terms import RecordField
from partywork.core.actor import Actor, Desk, Grant, Role
from partywork.core.db import SCOPED


def visible_saved_filters(actor: Actor) -> Select[SavedFilter]:
    """One's own filters; nobody sees what others look for."""
    query = select(SavedFilter).execution_options(**{SCOPED: True})
    return query.where(SavedFilter.user_id == actor.user_id)


def visible_export_requests(actor: Actor) -> Select[ExportRequest]:
    """One's own requests, and those of the subtree for who may agree to them."""
    query = select(ExportRequest).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    paths = [grant.path for grant in actor.grants if _decides(grant)]
    return query.where(
        or_(
            ExportRequest.asked_by_id == actor.user_id,
            within(paths, ExportRequest.organisation_id),
        )
    )


def _decides(grant: Grant) -> bool:
    is_desk = grant.role is Role.OFFICE and grant.desk is Desk.ORGANISATION
    return is_desk or (grant.role is Role.COMMITTEE and grant.office in SECRETARIES)


def may_decide_exports(actor: Actor) -> bool:
    """The organisation desk, bí thư and phó bí thư of the Đảng ủy agree to lists going out."""
    return any(map(_decides, actor.grants))


def may_decide_export(actor: Actor, request: ExportRequest, organisation: Organisation) -> bool:
    """Somebody else than who asked, with a say over those people: two persons, always."""
    return request.asked_by_id != actor.user_id and any(
        _decides(grant) and organisation.path.startswith(grant.path) for grant in actor.grants
    )


def may_take_export(actor: Actor, request: ExportRequest) -> bool:
    """Only who asked takes the file, and only with the very rights held when asking."""
    held = {tuple(grant) for grant in written_grants(actor)}
    return request.asked_by_id == actor.user_id and held >= {
        tuple(grant) for grant in request.grants
    }


def written_grants(actor: Actor) -> list[list[str | None]]:
    """Return the rights of the actor as a request keeps them."""
    return [
        [grant.role.value, str(grant.organisation_id), grant.path, grant.office, grant.desk]
        for grant in actor.grants
    ]


def fields_to_export(actor: Actor, path: str) -> frozenset[RecordField]:
    """Return the sealed fields that may leave in full when a second person agrees.

    The organisation desk all, bí thư and phó bí thư how to reach their people, others none; each
    for the organisation whose place is `path` only, whatever else the person may list.
    """
    above = [grant for grant in actor.grants if path.startswith(grant.path)]
    if any(one.role is Role.OFFICE and one.desk is Desk.ORGANISATION for one in above):
        return SEALED
    leads = any(
        one.role in (Role.CELL_OFFICER, Role.COMMITTEE) and one.office in SECRETARIES
        for one in above
    )
    return SEALED & SHOWN_TO_CELL if leads else frozenset()


def may_count_sensitive(actor: Actor, path: str) -> bool:
    """Ethnicity, religion and discipline are counted by the organisation desk above that place."""
    return desk_covers(actor, path, Desk.ORGANISATION)


def may_count_some(actor: Actor) -> bool:
    """Say whether there is a place whose sensitive counts the actor may make."""
    return bool(desk_paths(actor, Desk.ORGANISATION))
