"""The database session, what records share, the one transaction of a use case, the scope guard."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from enum import Enum
from typing import Any, ClassVar
from uuid import UUID

import sqlalchemy as sa
from flask import has_app_context
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    ORMExecuteState,
    Session,
    declared_attr,
    mapped_column,
    registry,
)
from sqlalchemy.orm.exc import StaleDataError

from partywork.core import clock
from partywork.core.columns import NfcText, UtcDateTime
from partywork.core.engines import is_busy, is_foreign_key
from partywork.core.errors import Busy, RuleBroken, Stale
from partywork.core.ids import new_id
from partywork.core.terms import Term

# The execution option that a policy's `visible()` sets on its statement.
SCOPED = "partywork_scoped"


def _values(kind: type[Enum]) -> list[str]:
    return [str(member.value) for member in kind]


def term_type(kind: type[Term], *, named: str = "") -> sa.Enum:
    """Return the column type of an enumeration: its value as text, with a named CHECK.

    The check bears the name of the enumeration, or another one where a table has it twice.
    """
    name = "".join(f"_{c.lower()}" if c.isupper() else c for c in kind.__name__).strip("_")
    return sa.Enum(
        kind,
        name=named or name,
        native_enum=False,
        create_constraint=True,
        validate_strings=True,
        values_callable=_values,
        length=40,
    )


class Base(DeclarativeBase):
    """The base of every mapped class, with types chosen to work on both databases."""

    registry = registry(
        metadata=sa.MetaData(
            naming_convention={
                "ix": "ix_%(table_name)s_%(column_0_N_name)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "fk": "fk_%(table_name)s_%(column_0_N_name)s",
                "pk": "pk_%(table_name)s",
            }
        ),
        type_annotation_map={
            UUID: sa.Uuid(),
            str: NfcText(),
            datetime: UtcDateTime(),
            date: sa.Date(),
            dict[str, Any]: sa.JSON(),
            list[Any]: sa.JSON(),
            bytes: sa.LargeBinary(),
        },
    )


def _now() -> datetime:
    """Ask the clock when a row is written: a clock set later than this module counts too."""
    return clock.now()


class Record:
    """Columns every business record has."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    created_at: Mapped[datetime] = mapped_column(default=_now)
    version: Mapped[int] = mapped_column(nullable=False)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805  (SQLAlchemy passes the class)
        """Let the database refuse a save over a newer version."""
        return {"version_id_col": cls.version}

    def expect_version(self, opened: int) -> None:
        """Refuse when somebody saved this record after the actor opened it."""
        if self.version != opened:
            raise Stale()


class Scoped:
    """Marks a mapped class whose rows may only be read through a policy's `visible()`."""

    scoped: ClassVar[bool] = True


class OrganisationOwned(Scoped):
    """A record that belongs to one organisation of the tree."""

    @declared_attr
    def organisation_id(cls) -> Mapped[UUID]:  # noqa: N805
        """The organisation that owns the record; its place in the tree decides who sees it."""
        return mapped_column(sa.ForeignKey("organisations.id", ondelete="RESTRICT"), index=True)


db = SQLAlchemy(disable_autonaming=True, session_options={"expire_on_commit": False})

_in_transaction: ContextVar[bool] = ContextVar("in_transaction", default=False)
_locked: ContextVar[set[str] | None] = ContextVar("locked", default=None)
_before_commit: ContextVar[tuple[Callable[[], None], ...]] = ContextVar("before_commit", default=())
_after_commit: ContextVar[tuple[Callable[[], None], ...]] = ContextVar("after_commit", default=())


@contextmanager
def transaction() -> Iterator[None]:
    """Run one use case: everything inside commits together or leaves no trace.

    The outermost block owns the transaction; inner blocks join it. On SQLite it takes the write
    lock at once, so that what a rule reads cannot change before it is written. Objects loaded
    before the block are refreshed on use; after a refusal load them again.
    """
    if _in_transaction.get():
        yield
        return
    session = db.session
    session.commit()
    session.expire_all()
    entered, locked = _in_transaction.set(True), _locked.set(set())
    waiting = _after_commit.set(())
    try:
        yield
        session.flush()
        for step in _before_commit.get():
            step()
        session.commit()
        follow_up = _after_commit.get()
    except StaleDataError as conflict:
        session.rollback()
        raise Stale() from conflict
    except sa.exc.IntegrityError as conflict:
        session.rollback()
        if is_foreign_key(conflict):
            raise RuleBroken("Không xóa được vì còn hồ sơ khác đang dùng mục này.") from conflict
        raise
    except sa.exc.OperationalError as failure:
        session.rollback()
        if is_busy(failure):
            raise Busy() from failure
        raise
    except BaseException:
        session.rollback()
        raise
    finally:
        _in_transaction.reset(entered)
        _locked.reset(locked)
        _after_commit.reset(waiting)
    for step in follow_up:
        step()


def count_rows(query: sa.Select) -> int:
    """Return how many rows a select finds; only one that starts from a policy is counted."""
    if not query.get_execution_options().get(SCOPED):
        raise RuntimeError("unscoped read, to count: start from policy.py")
    counted = sa.select(sa.func.count()).select_from(query.order_by(None).subquery())
    return db.session.scalar(counted.execution_options(**{SCOPED: True})) or 0


def after_commit(step: Callable[[], None]) -> None:
    """Run `step` once the whole use case is kept, however many it holds; never if it is refused.

    For long work, which would hold the database all the while.
    """
    if not _in_transaction.get():
        raise RuntimeError("outside a transaction nothing is committed")
    _after_commit.set((*_after_commit.get(), step))


@contextmanager
def before_commit(step: Callable[[], None]) -> Iterator[None]:
    """Run `step` inside the transaction of the use case called in this block."""
    token = _before_commit.set((*_before_commit.get(), step))
    try:
        yield
    finally:
        _before_commit.reset(token)


@contextmanager
def kept_whatever_follows() -> Iterator[None]:
    """Run a transaction that stays even when the form it came with is refused afterwards."""
    if _in_transaction.get():
        raise RuntimeError("inside a transaction nothing stays by itself")
    token = _before_commit.set(())
    try:
        with transaction():
            yield
    finally:
        _before_commit.reset(token)


@contextmanager
def taken_back() -> Iterator[None]:
    """Run steps of a use case only to see what they would do: nothing of it stays."""
    with transaction():
        rehearsal = db.session.begin_nested()
        try:
            yield
        finally:
            rehearsal.rollback()


@event.listens_for(Session, "do_orm_execute")
def refuse_unscoped_reads(state: ORMExecuteState) -> None:
    """Fail loudly when code reads scoped records without going through a policy."""
    if not state.is_select or state.is_relationship_load or state.is_column_load:
        return
    if state.execution_options.get(SCOPED):
        return
    scoped = sorted(m.class_.__name__ for m in state.all_mappers if issubclass(m.class_, Scoped))
    if scoped:
        raise RuntimeError(f"unscoped read of {', '.join(scoped)}: start from policy.py")


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    """Open the transaction by hand: with the write lock inside a use case, without it elsewhere."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _in_transaction.get() else "BEGIN")


def release() -> None:
    """Let go of the database before long work, so that no writer waits for a reader's lock.

    What was loaded stays usable. Inside a use case, where the write lock is held, it refuses.
    """
    if _in_transaction.get():
        raise RuntimeError("long work inside a transaction: do it before or after")
    if has_app_context():
        db.session.commit()


def is_alive() -> bool:
    """Ask the database the smallest question there is; it raises when nobody answers."""
    return db.session.scalar(sa.select(sa.literal(1))) == 1


def lock_for_update(name: str) -> None:
    """Queue writers of one named thing until the end of the transaction.

    SQLite already has one writer at a time; PostgreSQL takes an advisory lock, asked for once in
    a use case.
    """
    locked = _locked.get()
    if db.engine.dialect.name != "postgresql" or (locked is not None and name in locked):
        return
    db.session.execute(sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtextextended(name, 0))))
    if locked is not None:
        locked.add(name)


def canonical_json(value: object) -> str:
    """Return JSON with sorted keys and no spare spaces, the form that is hashed."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
