"""Wrong tries at passwords and codes: counted in the database, and slowed down more and more."""

import hashlib
from datetime import timedelta

from partywork.accounts import policy, rules
from partywork.accounts.models import SignInAttempt
from partywork.accounts.terms import SignInOutcome
from partywork.core import clock
from partywork.core.actor import system
from partywork.core.db import db, transaction
from partywork.core.errors import DomainError

# Wrong tries older than this no longer slow anybody down.
_WINDOW = timedelta(hours=1)
_KEPT = timedelta(days=30)
# One office behind one address has many people; guessing at many names has more.
_PER_ADDRESS = 30


class Throttled(DomainError):
    """Too many wrong tries; `seconds` is how long to wait."""

    def __init__(self, seconds: int) -> None:
        """Say how long to wait, in the person's words."""
        super().__init__(f"Đã thử sai nhiều lần. Hãy thử lại sau {_in_words(seconds)}.")
        self.seconds = seconds


def _in_words(seconds: int) -> str:
    return f"{seconds} giây" if seconds < 60 else f"{-(-seconds // 60)} phút"


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def note(name: str, address: str, outcome: SignInOutcome) -> None:
    """Keep what became of a try."""
    with transaction():
        db.session.add(
            SignInAttempt(
                name_digest=_digest(name),
                address=address,
                outcome=outcome,
                created_at=clock.now(),
            )
        )


def refuse_throttled(name: str, address: str) -> None:
    """Refuse a try at a name, or from an address, that has seen too many wrong ones."""
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


def forget_old_tries() -> None:
    """Remove tries that no longer slow anybody down and that nobody needs to look into."""
    with transaction():
        old = policy.visible_attempts(system(clock.today())).where(
            SignInAttempt.created_at < clock.now() - _KEPT
        )
        for attempt in db.session.scalars(old):
            db.session.delete(attempt)
