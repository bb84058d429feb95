"""Alembic environment: runs inside the application, with the metadata of every package."""

from typing import Any, Literal

from alembic import context
from flask import current_app
from sqlalchemy import types

from partywork.core.db import Base, NfcText, SortText, UtcDateTime
from partywork.scheduler import models as _scheduler_models  # noqa: F401  (maps its table)

_PLAIN: dict[type, str] = {NfcText: "sa.Text()", UtcDateTime: "sa.DateTime(timezone=True)"}


def _render_type(kind: str, value: Any, _autogenerate: Any) -> str | Literal[False]:
    """Write our column types as the plain types of the database: history needs no code of ours."""
    if kind != "type":
        return False
    if isinstance(value, SortText):
        return 'sa.Text().with_variant(sa.Text(collation="C"), "postgresql")'
    plain = _PLAIN.get(type(value))
    return plain if plain is not None else False


def _compare_type(
    _context: Any, _column: Any, _metadata_column: Any, inspected: Any, declared: Any
) -> bool | None:
    """Texts and instants are what their plain types are; leave the rest to Alembic."""
    if isinstance(declared, types.TypeDecorator):
        return not isinstance(inspected, type(declared.impl_instance))
    return None


engine = current_app.extensions["migrate"].db.engine
with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=engine.dialect.name == "sqlite",
        render_item=_render_type,
        compare_type=_compare_type,
    )
    with context.begin_transaction():
        context.run_migrations()
