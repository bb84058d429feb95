"""Who sees accounts, and who may open, lock and reset them."""

from sqlalchemy import Select, false, or_, select

from partywork.accounts.models import InspectionCase, SignInAttempt, User, UserSession
from partywork.cells.models import Membership
from partywork.cells.policy import may_manage_accounts_of, within
from partywork.core.actor import Actor, Role
from partywork.core.db import SCOPED


def visible(actor: Actor) -> Select[User]:
    """Accounts: one's own; all for the administrator; those of its subtree for the office."""
    query = select(User).execution_options(**{SCOPED: True})
    if actor.is_system or actor.has(Role.ADMINISTRATOR):
        return query
    own = User.id == actor.user_id
    if not may_manage_accounts_of(actor):
        return query.where(own)
    ours = select(Membership.member_id).where(
        within(actor.paths_as(Role.OFFICE), Membership.organisation_id)
    )
    return query.where(or_(own, User.member_id.in_(ours)))


def visible_sessions(actor: Actor) -> Select[UserSession]:
    """One's own sessions."""
    query = select(UserSession).execution_options(**{SCOPED: True})
    return query if actor.is_system else query.where(UserSession.user_id == actor.user_id)


def visible_attempts(actor: Actor) -> Select[SignInAttempt]:
    """Attempts at the door are read by the door only."""
    query = select(SignInAttempt).execution_options(**{SCOPED: True})
    return query if actor.is_system else query.where(false())


def visible_cases(actor: Actor) -> Select[InspectionCase]:
    """Inspection cases: the inspectors' and the committee's of that subtree."""
    query = select(InspectionCase).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    paths = actor.paths_as(Role.INSPECTOR, Role.COMMITTEE)
    return query.where(within(paths, InspectionCase.organisation_id))


def may_open_account(actor: Actor) -> bool:
    """The office opens accounts of members and prints their one-time codes."""
    return may_manage_accounts_of(actor)


def may_lock(actor: Actor) -> bool:
    """The administrator locks and unlocks accounts; so does the system."""
    return actor.is_system or actor.has(Role.ADMINISTRATOR)


def may_open_case(actor: Actor) -> bool:
    """Only the inspection commission opens a case."""
    return actor.has(Role.INSPECTOR)
