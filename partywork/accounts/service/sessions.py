"""Signed-in browsers: opened at the door, found on each request, ended at sign-out."""

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import Select, or_
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
# Writing «seen» on every request would make every page a write.
_SEEN_STEP = timedelta(minutes=1)


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


def _living(token: str) -> tuple[User, UserSession] | None:
    """Return an open account with its session, in one reading: every page begins with it."""
    now = clock.now()
    query = (
        policy.visible(system(clock.today()))
        .join(UserSession, UserSession.user_id == User.id)
        .add_columns(UserSession)
        .options(joinedload(User.member).load_only(Member.full_name))
        .where(
            User.status != AccountStatus.LOCKED,
            UserSession.digest == _digest(token),
            UserSession.seen_at > now - IDLE,
            UserSession.started_at > now - ABSOLUTE,
        )
    )
    return db.session.execute(query).one_or_none()


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
