"""How a process uses its database: its connections, what a failure means and what is logged."""

from typing import Any

import psycopg
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Engine, ExceptionContext

from partywork.core import sqlite

# How many statements a connection to PostgreSQL keeps planned.
_PREPARED = 400

# What databases say when they have no place for one more, are just starting again, or gave up one
# of two that waited for each other.
_PASSES = (
    "locked",
    "deadlock",
    "too many",
    "remaining connection slots",
    "starting up",
    "shutting down",
)


def engine_options() -> dict[str, Any]:
    """Return how a process uses its database.

    Few requests work at once and the others wait their turn: hundreds at once would only be in
    each other's way. Each of the many open rooms holds a thread but no connection. The statements
    of the whole product fit into the cache.
    """
    return {
        "hide_parameters": True,
        "pool_size": 6,
        "max_overflow": 0,
        "pool_timeout": 20,
        "pool_use_lifo": True,
        "query_cache_size": 2500,
    }


def is_busy(failure: BaseException) -> bool:
    """Say whether a failure passes by itself, so that trying again helps.

    No connection came free in time, somebody holds a lock for too long, or the database restarts.
    """
    if isinstance(failure, sa.exc.TimeoutError):
        return True
    if not isinstance(failure, sa.exc.OperationalError):
        return False
    said = str(failure.orig)
    return failure.connection_invalidated or any(words in said for words in _PASSES)


def is_foreign_key(conflict: sa.exc.IntegrityError) -> bool:
    """Say whether a row was refused because another one points at it."""
    return "foreign key" in str(conflict.orig).lower()


@event.listens_for(Engine, "handle_error")
def _keep_values_to_itself(context: ExceptionContext) -> None:
    """Cut what a database adds about the row: errors are logged, and logs know no people."""
    for error in (context.original_exception, context.sqlalchemy_exception):
        if error is not None and error.args:
            error.args = (str(error.args[0]).partition("\n")[0], *error.args[1:])


@event.listens_for(Engine, "connect")
def _prepare(connection: Any, _record: Any) -> None:
    if isinstance(connection, psycopg.Connection):
        # With the usual hundred, those of a busy evening would be planned again and again.
        connection.prepared_max = _PREPARED
    else:
        sqlite.prepare(connection)
