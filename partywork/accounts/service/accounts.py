"""Accounts: opened from members with a printed code, named administrators, own passwords."""

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from uuid import UUID

from partywork.accounts import policy, queries, rules
from partywork.accounts.models import Mandate, User
from partywork.accounts.service import tries
from partywork.accounts.service.passwords import hash_of, matches
from partywork.accounts.service.sessions import close_sessions_of
from partywork.accounts.terms import AccountStatus, SignInOutcome
from partywork.audit import service as audit
from partywork.cells.models import Member, Organisation
from partywork.cells.policy import visible_members, visible_organisations
from partywork.cells.terms import OrganisationKind
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import db, kept_whatever_follows, transaction
from partywork.core.errors import NotVisible, RuleBroken, require
from partywork.core.text import fold, tidy
from partywork.notifications.service import tell
from partywork.notifications.terms import NoticeKind

# Where tries of people who are already signed in come from, whatever their machine.
_INSIDE = "inside"
CODE_LIFE = timedelta(days=14)
_CODE_BYTES = 12
_NOT_PLAIN = re.compile(r"[^a-z0-9]")
_USER_NAME = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
_VOIDED = "Hồ sơ này đã hủy do ghi nhầm, nhập trùng; hồ sơ đã hủy không có tài khoản."
_ONLY_THE_OFFICE = "Chỉ văn phòng Đảng ủy mở tài khoản cho đảng viên."


@dataclass(frozen=True, slots=True)
class MemberAccount:
    """A member as the page of opening an account shows them."""

    member: Member
    organisation: Organisation | None
    user: User | None


def own_user(actor: Actor) -> User:
    """Return the actor's own account."""
    user = db.session.scalar(policy.visible(actor).where(User.id == actor.user_id))
    if user is None:
        raise NotVisible()
    return user


def check_own_password(
    actor: Actor,
    password: str,
    *,
    field: str = "password",
    refusal: str = "Mật khẩu không đúng. Hãy nhập lại.",
) -> None:
    """Refuse unless `password` is the actor's own: what «Xác nhận» asks for once more.

    Wrong tries count and slow down like those at the door, so that a browser left open is no
    place for guessing. Ask before the transaction of the use case, which forgets what it refuses.
    """
    user = own_user(actor)
    try:
        tries.refuse_throttled(user.user_name, _INSIDE)
    except tries.Throttled as slow:
        raise RuleBroken(slow.message, field) from slow
    if not matches(password, user.password_hash):
        with kept_whatever_follows():
            tries.note(user.user_name, _INSIDE, SignInOutcome.REFUSED)
        raise RuleBroken(refusal, field)


def change_own_password(
    actor: Actor, *, current: str, new: str, keep_token: str | None = None
) -> None:
    """Set a new own password; every other signed-in browser of the person is signed out."""
    check_own_password(
        actor, current, field="current", refusal="Mật khẩu hiện nay không đúng. Hãy nhập lại."
    )
    with transaction():
        user = own_user(actor)
        set_password(user, new)
        close_sessions_of(user, but_token=keep_token)
        audit.record(
            actor, "account.change_password", user, organisation_path=queries.home_path_of(user)
        )


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


def list_accounts(
    actor: Actor, *, words: str = "", without_account: bool = False, limit: int, offset: int = 0
) -> tuple[list[queries.AccountRow], int]:
    """Return the members with their accounts for the office, the sign-ins for the administrator."""
    if policy.may_open_account(actor):
        return queries.member_accounts(
            actor,
            clock.today(),
            words=words,
            without_account=without_account,
            limit=limit,
            offset=offset,
        )
    require(policy.may_lock(actor), "Chỉ văn phòng Đảng ủy và quản trị xem danh sách tài khoản.")
    return queries.sign_ins(actor, words=words, limit=limit, offset=offset)


def for_opening(actor: Actor, member_id: UUID) -> MemberAccount:
    """Return a member whose account the actor may open or reset, with cell and account."""
    require(policy.may_open_account(actor), _ONLY_THE_OFFICE)
    member = db.session.scalar(visible_members(actor).where(Member.id == member_id))
    if member is None:
        raise NotVisible()
    user = queries.user_of(member_id)
    return MemberAccount(member, queries.home_of(member_id, clock.today()), user)


def open_account(actor: Actor, member_id: UUID) -> tuple[User, str]:
    """Open (or reset) the account of a member; return it with its one-time code.

    The code is told only here, to be printed and handed over in person. A reset ends every
    session and takes the old password away; it never opens what the administrator has locked.
    """
    with transaction():
        opening = for_opening(actor, member_id)
        user = opening.user
        if opening.member.voided_on is not None:
            raise RuleBroken(_VOIDED)
        if user is None:
            user = User(
                user_name=_free_user_name(opening.member.full_name),
                member=opening.member,
            )
            db.session.add(user)
            db.session.flush()
        elif user.status is AccountStatus.LOCKED:
            raise RuleBroken("Tài khoản đang bị khóa. Hãy đề nghị quản trị hệ thống mở khóa trước.")
        elif user.status is AccountStatus.ACTIVE:
            _tell_of_reset(member_id)
        code = rules.one_time_code(secrets.token_bytes(_CODE_BYTES))
        user.code_hash = hash_of(rules.normalise_code(code))
        user.code_expires_at = clock.now() + CODE_LIFE
        user.password_hash = None
        user.status = AccountStatus.NEW
        close_sessions_of(user)
        home = opening.organisation
        audit.record(actor, "account.open", user, organisation_path=home.path if home else "")
    return user, code


def issuing_organisation() -> str:
    """Return the name of the Đảng bộ on whose behalf accounts are handed over."""
    found = db.session.scalar(
        visible_organisations(system(clock.today()))
        .where(Organisation.kind == OrganisationKind.COMMITTEE)
        .order_by(Organisation.path)
        .limit(1)
    )
    return found.name if found is not None else ""


def _tell_of_reset(member_id: UUID) -> None:
    tell(
        [member_id],
        NoticeKind.REMINDER,
        title="Tài khoản của đồng chí đã được cấp lại mã",
        text="Nếu đồng chí không đề nghị việc này, hãy báo ngay văn phòng Đảng ủy và bí thư.",
        path=None,
    )


def _free_user_name(full_name: str) -> str:
    return next(name for name in _candidates(full_name) if queries.user_named(name) is None)


def _candidates(full_name: str) -> Iterator[str]:
    *before, given = (_NOT_PLAIN.sub("", word) for word in fold(full_name).split(" "))
    plain = ".".join(word for word in (given, *before) if word)
    yield plain
    for number in count(2):
        yield f"{plain}.{number}"


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
            lock(user)
        elif user.member is not None and user.member.voided_on is not None:
            raise RuleBroken(_VOIDED)
        elif user.status is AccountStatus.LOCKED:
            has_password = user.password_hash is not None
            user.status = AccountStatus.ACTIVE if has_password else AccountStatus.NEW
        audit.record(
            actor,
            "account.lock" if locked else "account.unlock",
            user,
            organisation_path=queries.home_path_of(user),
        )
    return user


def lock(user: User) -> None:
    """Lock an account inside the running transaction, which ends its sessions at once."""
    user.status = AccountStatus.LOCKED
    close_sessions_of(user)


def create_administrator(
    user_name: str, *, full_name: str, password: str, decision_number: str
) -> User:
    """Create an account with a mandate of system administrator, from the command line."""
    name = tidy(user_name).lower()
    decision = tidy(decision_number)
    if not _USER_NAME.fullmatch(name):
        raise RuleBroken(
            "Tên đăng nhập gồm chữ không dấu, số, dấu chấm, gạch ngang.", field="user_name"
        )
    if not tidy(full_name) or not decision:
        raise RuleBroken("Cần họ tên và số quyết định của Đảng ủy.", field="decision_number")
    with transaction():
        if queries.user_named(name) is not None:
            raise RuleBroken("Tên đăng nhập này đã có.", field="user_name")
        user = User(user_name=name, own_name=tidy(full_name), member=None)
        set_password(user, password)
        db.session.add(user)
        db.session.flush()
        db.session.add(Mandate(user_id=user.id, starts_on=clock.today(), decision_number=decision))
        audit.record(system(clock.today()), "account.create_administrator", user, decision=decision)
    return user
