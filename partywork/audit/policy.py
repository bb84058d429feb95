"""Who may read the trail."""

from sqlalchemy import Select, and_, false, func, or_, select

from partywork.audit.models import AuditEntry
from partywork.core.actor import Actor, Role
from partywork.core.db import SCOPED

# Acts by which a list with names leaves the system or sealed fields of many are opened at once.
_LISTS_TAKEN = ("member.export", "export.take", "cell.print_phones", "member.count_sensitive")


def visible(actor: Actor) -> Select[AuditEntry]:
    """Every entry `actor` may read.

    The inspection commission and the committee read the entries of their subtree; nobody else
    reads any, and the technical administrator none.
    """
    query = select(AuditEntry).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    paths = actor.paths_as(Role.INSPECTOR, Role.COMMITTEE)
    if not paths:
        return query.where(false())
    return query.where(
        or_(*(AuditEntry.organisation_path.startswith(path, autoescape=True) for path in paths))
    )


def visible_about(actor: Actor) -> Select[AuditEntry]:
    """What others did with the actor's own record, and lists taken out that may hold their name.

    A member is told who looked (law 91/2025/QH15 on personal data); what they did themself is
    left out.
    """
    query = select(AuditEntry).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    if actor.member_id is None:
        return query.where(false())
    is_own_record = and_(
        AuditEntry.subject_type == "members", AuditEntry.subject_id == actor.member_id
    )
    path = AuditEntry.organisation_path
    is_list_above = and_(
        AuditEntry.action.in_(_LISTS_TAKEN),
        path != "",
        func.substr(actor.home_path, 1, func.length(path)) == path,
    )
    return query.where(
        AuditEntry.actor_id.is_distinct_from(actor.user_id), or_(is_own_record, is_list_above)
    )


def visible_own(actor: Actor) -> Select[AuditEntry]:
    """What the actor did themself, so that it can be counted; shown to nobody."""
    query = select(AuditEntry).execution_options(**{SCOPED: True})
    if actor.user_id is None:
        return query.where(false())
    return query.where(AuditEntry.actor_id == actor.user_id)


def may_inspect(actor: Actor) -> bool:
    """Say whether the trail has a page for the actor."""
    return actor.has(Role.INSPECTOR, Role.COMMITTEE)
