"""Changes of many rows, or of one row under a condition, in one statement of the database."""

from typing import Any

import sqlalchemy as sa

from partywork.core.db import Base, db


def destroy(kind: type[Base], *conditions: sa.ColumnElement[bool]) -> None:
    """Destroy every row that meets the conditions, inside the running use case."""
    db.session.execute(sa.delete(kind).where(*conditions))


def change_once(
    kind: type[Base], *conditions: sa.ColumnElement[bool], returning: Any, **values: object
) -> bool:
    """Change the one row that still meets the conditions; `False` where none does any more.

    One statement, so that of two at one moment only one finds its row.
    """
    changed = db.session.scalar(
        sa.update(kind)
        .where(*conditions)
        .values(**values)
        .returning(returning)
        .execution_options(synchronize_session=False)
    )
    return changed is not None
