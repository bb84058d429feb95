"""How our column types are written into history and compared with a database."""

from typing import Any, Literal

from sqlalchemy import types

from partywork.core.columns import NfcText, SortText, UtcDateTime

_PLAIN: dict[type, str] = {NfcText: "sa.Text()", UtcDateTime: "sa.DateTime(timezone=True)"}


def render_type(kind: str, value: Any, _autogenerate: Any) -> str | Literal[False]:
    """Write our column types as the plain types of the database: history needs no code of ours."""
    if kind != "type":
        return False
    if isinstance(value, SortText):
        return 'sa.Text().with_variant(sa.Text(collation="C"), "postgresql")'
    plain = _PLAIN.get(type(value))
    return plain if plain is not None else False


def compare_type(
    _context: Any, _column: Any, _metadata_column: Any, inspected: Any, declared: Any
) -> bool | None:
    """Texts and instants are what their plain types are; leave the rest to Alembic."""
    if isinstance(declared, types.TypeDecorator):
        return not isinstance(inspected, type(declared.impl_instance))
    return None
