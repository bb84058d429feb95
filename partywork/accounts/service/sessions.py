"""Signed-in browsers: opened at the door, found on each request, ended at sign-out."""

import hashlib
import secrets
from datetime import date, timedelta

from sqlalchemy import Select, bindparam, or_
from sqlalchemy.orm import joinedload

from partywork.accounts import policy
from partywork.accounts.models import User, UserSession
from partywork.accounts.service.actors import person_of
from partywork.accounts.terms import AccountStatus
from partywork.cells.models import Member
from partywork.core import clock
from partywork.core.actor import system
from partywork.core.db import db, transaction
from partywork.web.login import Person

IDLE = timedelta(minutes=60)
ABSOLUTE = timedelta(hours=12)
# Writing «seen» on every request would make every page a write, and on an evening on which 743
# people vote within a minute, writes are what all wait for. A session may end so much earlier.
_SEEN_STEP = timedelta(minutes=5)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def open_session(user: User) -> str:
    """Write a new session into the running transaction and return its token, told only once."""
    token = secrets.token_urlsafe(32)
    now = clock.now()
    db.session.add(UserSession(digest=_digest(token), user_id=user.id, started_at=now, seen_at=now))
    return token


def person_by_token(token: str) -> Person | None:
    """Return who a token stands for today, or nothing when it ended or the account is locked."""
    found = _living(token)
    if found is not None and clock.now() - found[1].seen_at > _SEEN_STEP:
        with transaction():
            found = _living(token)
            if found is not None:
                found[1].seen_at = clock.now()
    return person_of(found[0], clock.today()) if found is not None else None


# An open account with its session: every page begins with it, so it is one question, made once.
_LIVING = (
    policy.visible(system(date.min))
    .join(UserSession, UserSession.user_id == User.id)
    .add_columns(UserSession)
    .options(joinedload(User.member).load_only(Member.full_name))
    .where(
        User.status != AccountStatus.LOCKED,
        UserSession.digest == bindparam("digest"),
        UserSession.seen_at > bindparam("seen_after"),
        UserSession.started_at > bindparam("started_after"),
    )
)


def _living(token: str) -> tuple[User, UserSession] | None:
    now = clock.now()
    found = {
        "digest": _digest(token),
        "seen_after": now - IDLE,
        "started_after": now - ABSOLUTE,
    }
    return db.session.execute(_LIVING, found).one_or_none()


def _sessions() -> Select[UserSession]:
    return policy.visible_sessions(system(clock.today()))


def close_session(token: str) -> None:
    """End one session; ending it twice is no error."""
    with transaction():
        _end(_sessions().where(UserSession.digest == _digest(token)))


def close_sessions_of(user: User, *, but_token: str | None = None) -> None:
    """End every session of a user inside the running transaction, keeping one if named."""
    query = _sessions().where(UserSession.user_id == user.id)
    if but_token is not None:
        query = query.where(UserSession.digest != _digest(but_token))
    _end(query)


def _end(query: Select[UserSession]) -> None:
    for session in db.session.scalars(query):
        db.session.delete(session)


def forget_old_sessions() -> None:
    """Remove the sessions that have ended by themselves."""
    now = clock.now()
    with transaction():
        _end(
            _sessions().where(
                or_(UserSession.seen_at <= now - IDLE, UserSession.started_at <= now - ABSOLUTE)
            )
        )
