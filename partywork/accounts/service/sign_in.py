"""At the door: signing in, activating an account with its printed code, signing out."""

import re
from dataclasses import dataclass
from uuid import UUID

from partywork.accounts import queries, rules
from partywork.accounts.models import User
from partywork.accounts.service import tries
from partywork.accounts.service.accounts import set_password
from partywork.accounts.service.actors import person_of
from partywork.accounts.service.passwords import matches
from partywork.accounts.service.sessions import close_session, open_session
from partywork.accounts.terms import AccountStatus, SignInOutcome
from partywork.audit import service as audit
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import release, transaction
from partywork.core.errors import RuleBroken
from partywork.core.text import tidy
from partywork.web.login import Person

_REFUSED = "Tên đăng nhập hoặc mật khẩu không đúng."
_KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_CODE_REFUSED = "Tên đăng nhập hoặc mã không đúng, hoặc mã đã hết hạn."


@dataclass(frozen=True, slots=True)
class Opened:
    """A session that was opened, with its token."""

    person: Person
    token: str


def sign_in(user_name: str, password: str, *, address: str) -> Opened:
    """Open a session for the right name and password.

    A wrong name and a wrong password get the same answer after the same work. Wrong tries are
    counted in the database by name and by address, and slow down both.
    """
    name = _name(user_name)
    tries.refuse_throttled(name, address)
    user = queries.user_named(name)
    # Hashing takes its time; nobody else waits for this connection meanwhile.
    release()
    is_right = matches(password, user.password_hash if user else None)
    if user is None or not is_right or user.status is not AccountStatus.ACTIVE:
        tries.note(name, address, SignInOutcome.REFUSED)
        raise RuleBroken(_REFUSED)
    return _open(user, name, address, "account.sign_in")


def sign_in_again(user_id: str, password: str, *, address: str) -> Opened:
    """Open a new session for the person of a page whose session has ended.

    A key nobody has is answered, and slowed down, like a wrong password.
    """
    user = queries.user_by_id(UUID(user_id)) if _KEY.fullmatch(user_id) else None
    return sign_in(user.user_name if user else user_id, password, address=address)


def activate(user_name: str, code: str, password: str, *, address: str) -> Opened:
    """Set the first own password with the printed code, which works once, and sign in."""
    name = _name(user_name)
    tries.refuse_throttled(name, address)
    user = queries.user_named(name)
    release()
    is_right = matches(rules.normalise_code(code), user.code_hash if user else None)
    if user is None or not is_right or not _code_holds(user):
        tries.note(name, address, SignInOutcome.REFUSED)
        raise RuleBroken(_CODE_REFUSED)
    checked = user.code_hash
    with transaction():
        user = queries.user_named(name)
        if user is None or not _code_holds(user) or user.code_hash != checked:
            raise RuleBroken(_CODE_REFUSED)
        set_password(user, password)
        return _open(user, name, address, "account.activate")


def sign_out(actor: Actor, token: str) -> None:
    """End the session of this browser."""
    with transaction():
        close_session(token)
        audit.record(actor, "account.sign_out", organisation_path=actor.home_path)


def _open(user: User, name: str, address: str, action: str) -> Opened:
    with transaction():
        token = open_session(user)
        tries.note(name, address, SignInOutcome.DONE)
        person = person_of(user, clock.today())
        audit.record(person.actor, action, user, organisation_path=person.actor.home_path)
    return Opened(person, token)


def _code_holds(user: User) -> bool:
    return (
        user.status is AccountStatus.NEW
        and user.code_expires_at is not None
        and clock.now() < user.code_expires_at
    )


def _name(typed: str) -> str:
    return tidy(typed).lower()
