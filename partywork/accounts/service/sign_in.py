"""At the door: signing in, activating an account with its printed code, signing out."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from partywork.accounts import policy, queries, rules
from partywork.accounts.models import SignInAttempt, User
from partywork.accounts.service.accounts import set_password
from partywork.accounts.service.actors import person_of
from partywork.accounts.service.passwords import matches
from partywork.accounts.service.sessions import close_session, open_session
from partywork.accounts.terms import AccountStatus, SignInOutcome
from partywork.audit import service as audit
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import db, transaction
from partywork.core.errors import DomainError, RuleBroken
from partywork.core.text import tidy
from partywork.web.login import Person

# Wrong tries older than this no longer slow anybody down.
_WINDOW = timedelta(hours=1)
_KEPT = timedelta(days=30)
# One office behind one address has many people; guessing at many names has more.
_PER_ADDRESS = 30
_REFUSED = "Tên đăng nhập hoặc mật khẩu không đúng."
_CODE_REFUSED = "Tên đăng nhập hoặc mã không đúng, hoặc mã đã hết hạn."


class Throttled(DomainError):
    """Too many wrong tries; `seconds` is how long to wait."""

    def __init__(self, seconds: int) -> None:
        """Say how long to wait, in the person's words."""
        super().__init__(f"Đã thử sai nhiều lần. Hãy thử lại sau {_in_words(seconds)}.")
        self.seconds = seconds


def _in_words(seconds: int) -> str:
    return f"{seconds} giây" if seconds < 60 else f"{-(-seconds // 60)} phút"


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
    _refuse_throttled(name, address)
    user = queries.user_named(name)
    is_right = matches(password, user.password_hash if user else None)
    if user is None or not is_right or user.status is not AccountStatus.ACTIVE:
        _note(name, address, SignInOutcome.REFUSED)
        raise RuleBroken(_REFUSED)
    return _open(user, name, address, "account.sign_in")


def activate(user_name: str, code: str, password: str, *, address: str) -> Opened:
    """Set the first own password with the printed code, which works once, and sign in."""
    name = _name(user_name)
    _refuse_throttled(name, address)
    user = queries.user_named(name)
    is_right = matches(rules.normalise_code(code), user.code_hash if user else None)
    if user is None or not is_right or not _code_holds(user):
        _note(name, address, SignInOutcome.REFUSED)
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
        _note(name, address, SignInOutcome.DONE)
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


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def _note(name: str, address: str, outcome: SignInOutcome) -> None:
    with transaction():
        db.session.add(
            SignInAttempt(
                name_digest=_digest(name),
                address=address,
                outcome=outcome,
                created_at=clock.now(),
            )
        )


def forget_old_tries() -> None:
    """Remove tries that no longer slow anybody down and that nobody needs to look into."""
    with transaction():
        old = policy.visible_attempts(system(clock.today())).where(
            SignInAttempt.created_at < clock.now() - _KEPT
        )
        for attempt in db.session.scalars(old):
            db.session.delete(attempt)


def _refuse_throttled(name: str, address: str) -> None:
    now = clock.now()
    attempts = policy.visible_attempts(system(clock.today())).where(
        SignInAttempt.created_at > now - _WINDOW
    )
    newest_first = attempts.order_by(SignInAttempt.created_at.desc())
    of_name = newest_first.where(SignInAttempt.name_digest == _digest(name)).limit(20)
    failures = []
    for attempt in db.session.scalars(of_name):
        if attempt.outcome is SignInOutcome.DONE:
            break
        failures.append(attempt.created_at)
    if failures:
        _wait(failures[0] + rules.throttle_delay(len(failures)) - now)
    from_address = newest_first.where(
        SignInAttempt.address == address, SignInAttempt.outcome == SignInOutcome.REFUSED
    ).limit(_PER_ADDRESS)
    tries = [attempt.created_at for attempt in db.session.scalars(from_address)]
    if len(tries) == _PER_ADDRESS:
        _wait(tries[-1] + timedelta(minutes=1) - now)


def _wait(left: timedelta) -> None:
    if left > timedelta():
        raise Throttled(int(left.total_seconds()) + 1)
