"""Accounts: opened from members with a printed code, named administrators, own passwords."""

import secrets
from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from partywork.accounts import policy, rules
from partywork.accounts.models import Mandate, User
from partywork.accounts.service.passwords import hash_of, matches
from partywork.accounts.service.sessions import close_sessions_of
from partywork.accounts.terms import AccountStatus
from partywork.audit import service as audit
from partywork.cells.models import Member
from partywork.cells.policy import visible_members
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import SCOPED, db, transaction
from partywork.core.errors import NotVisible, RuleBroken, require
from partywork.core.text import fold, tidy

CODE_LIFE = timedelta(days=14)
_CODE_BYTES = 12


def own_user(actor: Actor) -> User:
    """Return the actor's own account."""
    user = db.session.scalar(
        policy.visible(actor).where(User.id == actor.user_id).options(joinedload(User.member))
    )
    if user is None:
        raise NotVisible()
    return user


def check_own_password(actor: Actor, password: str) -> None:
    """Refuse unless `password` is the actor's own: what «Xác nhận» asks for once more."""
    if not matches(password, own_user(actor).password_hash):
        raise RuleBroken("Mật khẩu không đúng.", field="password")


def change_own_password(
    actor: Actor, *, current: str, new: str, keep_token: str | None = None
) -> None:
    """Set a new own password; every other signed-in browser of the person is signed out."""
    with transaction():
        user = own_user(actor)
        if not matches(current, user.password_hash):
            raise RuleBroken("Mật khẩu hiện nay không đúng.", field="current")
        set_password(user, new)
        close_sessions_of(user, but_token=keep_token)
        audit.record(actor, "account.change_password", user)


def set_password(user: User, password: str) -> None:
    """Give an account a password that keeps the rules, inside the running transaction."""
    born_on = user.member.born_on if user.member is not None else None
    rules.check_password(
        password, user_name=user.user_name, full_name=user.full_name, born_on=born_on
    )
    user.password_hash = hash_of(password)
    user.code_hash = None
    user.code_expires_at = None
    user.status = AccountStatus.ACTIVE


def open_account(actor: Actor, member_id: UUID) -> tuple[User, str]:
    """Open (or reset) the account of a member; return it with its one-time code.

    The code is told only here, to be printed and handed over in person. A reset ends every
    session and takes the old password away.
    """
    require(policy.may_open_account(actor), "Chỉ văn phòng Đảng ủy mở tài khoản cho đảng viên.")
    with transaction():
        member = db.session.scalar(visible_members(actor).where(Member.id == member_id))
        if member is None:
            raise NotVisible()
        user = db.session.scalar(
            select(User).where(User.member_id == member_id).execution_options(**{SCOPED: True})
        )
        if user is None:
            user = User(
                user_name=_free_user_name(member.full_name),
                full_name=member.full_name,
                member_id=member.id,
            )
            db.session.add(user)
            db.session.flush()
        code = rules.one_time_code(secrets.token_bytes(_CODE_BYTES))
        user.code_hash = hash_of(rules.normalise_code(code))
        user.code_expires_at = clock.now() + CODE_LIFE
        user.password_hash = None
        user.status = AccountStatus.NEW
        close_sessions_of(user)
        audit.record(actor, "account.open", user)
    return user, code


def _free_user_name(full_name: str) -> str:
    for name in _candidates(full_name):
        query = select(User.id).where(User.user_name == name)
        if db.session.scalar(query.execution_options(**{SCOPED: True})) is None:
            return name
    raise AssertionError("the candidates never end")


def _candidates(full_name: str) -> Iterator[str]:
    *before, given = fold(full_name).split(" ")
    plain = "-".join([given, *before])
    yield plain
    for number in count(2):
        yield f"{plain}-{number}"


def set_locked(actor: Actor, user_id: UUID, *, locked: bool) -> User:
    """Lock an account, which ends its sessions at once, or open it again."""
    require(policy.may_lock(actor), "Chỉ quản trị hệ thống được khóa, mở khóa tài khoản.")
    with transaction():
        user = db.session.scalar(policy.visible(actor).where(User.id == user_id))
        if user is None:
            raise NotVisible()
        if user.id == actor.user_id:
            raise RuleBroken("Không tự khóa tài khoản của mình.")
        if locked:
            user.status = AccountStatus.LOCKED
            close_sessions_of(user)
        elif user.status is AccountStatus.LOCKED:
            has_password = user.password_hash is not None
            user.status = AccountStatus.ACTIVE if has_password else AccountStatus.NEW
        audit.record(actor, "account.lock" if locked else "account.unlock", user)
    return user


def create_administrator(
    user_name: str, *, full_name: str, password: str, decision_number: str
) -> User:
    """Create an account with a mandate of system administrator, from the command line."""
    with transaction():
        query = select(User.id).where(User.user_name == user_name)
        if db.session.scalar(query.execution_options(**{SCOPED: True})) is not None:
            raise RuleBroken("Tên đăng nhập này đã có.", field="user_name")
        user = User(user_name=user_name, full_name=tidy(full_name), member_id=None, member=None)
        set_password(user, password)
        db.session.add(user)
        db.session.flush()
        db.session.add(
            Mandate(user_id=user.id, starts_on=clock.today(), decision_number=decision_number)
        )
        audit.record(
            system(clock.today()), "account.create_administrator", user, decision=decision_number
        )
    return user
