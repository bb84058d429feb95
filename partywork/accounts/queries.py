"""Finding accounts: by name, by member, and as the lists of the office and the administrator."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import joinedload

from partywork.accounts import policy
from partywork.accounts.models import User
from partywork.accounts.terms import AccountStatus
from partywork.cells.models import Member, Membership, Organisation
from partywork.cells.policy import visible_memberships
from partywork.cells.terms import MembershipStatus
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import SCOPED, count_rows, db
from partywork.core.text import fold, tidy


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One line of a list of accounts; without an account there is no user and no status.

    `place` is empty where the reader may not know it: the administrator sees sign-ins only.
    """

    full_name: str
    place: str
    member_id: UUID | None
    user_id: UUID | None
    user_name: str
    status: AccountStatus | None


def user_named(name: str) -> User | None:
    """Return the account of a user name, for the door and for finding a free name."""
    return _one_user(User.user_name == name)


def user_by_id(user_id: UUID) -> User | None:
    """Return an account by its key, for the door when a session has ended over a page."""
    return _one_user(User.id == user_id)


def user_of(member_id: UUID) -> User | None:
    """Return the account of a member, for the office that opens it."""
    return _one_user(User.member_id == member_id)


def signing_in(member_ids: Collection[UUID]) -> set[UUID]:
    """Return who of some members has an account in use: everybody else is told on paper."""
    query = select(User.member_id).where(
        User.member_id.in_(member_ids), User.status == AccountStatus.ACTIVE
    )
    found = db.session.scalars(query.execution_options(**{SCOPED: True}))
    return {member_id for member_id in found if member_id is not None}


def _one_user(condition: ColumnElement[bool]) -> User | None:
    return db.session.scalar(policy.visible(system(clock.today())).where(condition))


def home_of(member_id: UUID | None, day: date) -> Organisation | None:
    """Return the cell a member belongs to on a day, guests at home first."""
    query = (
        _memberships_on(system(day), day)
        .where(Membership.member_id == member_id)
        .options(joinedload(Membership.organisation))
        .order_by(Membership.starts_on)
        .limit(1)
    )
    membership = db.session.scalar(query)
    return membership.organisation if membership is not None else None


def home_path_of(user: User) -> str:
    """Return the place in the tree of a user's cell, empty for people of no cell."""
    home = home_of(user.member_id, clock.today())
    return home.path if home is not None else ""


def _memberships_on(actor: Actor, day: date) -> Select[Membership]:
    return visible_memberships(actor).where(
        Membership.status != MembershipStatus.TEMPORARY_GUEST,
        Membership.starts_on <= day,
        or_(Membership.ends_on.is_(None), Membership.ends_on >= day),
    )


def member_accounts(
    actor: Actor, day: date, *, words: str, without_account: bool, limit: int, offset: int
) -> tuple[list[AccountRow], int]:
    """Return a page of the members of today with their accounts, and how many there are."""
    memberships = _memberships_on(actor, day).subquery()
    query = (
        select(Member, Organisation.name, User)
        .join(memberships, memberships.c.member_id == Member.id)
        .join(Organisation, Organisation.id == memberships.c.organisation_id)
        .outerjoin(User, User.member_id == Member.id)
        .execution_options(**{SCOPED: True})
    )
    if words:
        query = query.where(
            or_(
                Member.folded_name.contains(fold(words), autoescape=True),
                Organisation.folded_name.contains(fold(words), autoescape=True),
                User.user_name.contains(tidy(words).lower(), autoescape=True),
            )
        )
    if without_account:
        query = query.where(User.id.is_(None))
    total = count_rows(query)
    page = query.order_by(Member.name_sort_key, Member.id).limit(limit).offset(offset)
    rows = [
        AccountRow(
            full_name=member.full_name,
            place=place,
            member_id=member.id,
            user_id=user.id if user else None,
            user_name=user.user_name if user else "",
            status=user.status if user else None,
        )
        for member, place, user in db.session.execute(page)
    ]
    return rows, total


def sign_ins(actor: Actor, *, words: str, limit: int, offset: int) -> tuple[list[AccountRow], int]:
    """Return a page of the accounts the actor sees, without anything of the Party."""
    query = policy.visible(actor)
    if words:
        query = query.where(User.user_name.contains(tidy(words).lower(), autoescape=True))
    total = count_rows(query)
    page = query.order_by(User.user_name).limit(limit).offset(offset)
    rows = [
        AccountRow(user.full_name, "", None, user.id, user.user_name, user.status)
        for user in db.session.scalars(page)
    ]
    return rows, total
