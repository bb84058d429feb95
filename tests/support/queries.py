"""Counting the statements a piece of work sends to the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from partywork.core.db import db


@contextmanager
def count_queries() -> Iterator[list[str]]:
    """Collect the statements sent inside the block; their number must not grow with the rows.

    The block begins as a request does, with a transaction that has read nothing yet.
    """
    db.session.commit()
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
