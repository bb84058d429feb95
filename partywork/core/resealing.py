"""Changing the keys of sealed fields while people work, and knowing which rows need which key."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask

from partywork.core.db import db, transaction
from partywork.core.sealing import (
    KeysUnusable,
    SealBroken,
    Sealed,
    keys_in_use,
    make_keys,
    ring,
    save_keys,
    use_keys,
)
from partywork.core.text import nfc

BATCH = 100
# Where the number of the key stands in sealed bytes, counted from 1 as SQL counts.
_NUMBER_AT, _NUMBER_LONG = 2, 2


def prepare_keys(app: Flask, file: Path) -> None:
    """Use the keys in `file`; make them at the first start, never over rows of lost keys."""
    if not file.exists():
        with app.app_context():
            is_in_need = any(_counts())
            db.session.remove()
        if is_in_need:
            raise KeysUnusable(
                f"{file} is missing and the database holds sealed fields: put back the copy of "
                "the key file; without it they cannot be read."
            )
        save_keys(file, make_keys())
    use_keys(app, file)


def _fields() -> Iterator[tuple[Sealed[Any], sa.Table, sa.Column[Any]]]:
    """Yield every sealed field with its table and its column, those that the database has.

    A database that waits for its upgrade may have the table and not yet the column.
    """
    inspector = sa.inspect(db.engine)
    present = inspector.get_multi_columns()
    there = {(name, one["name"]) for (_schema, name), found in present.items() for one in found}
    for field in Sealed.fields:
        table: sa.Table | None = getattr(field.owner, "__table__", None)
        if table is not None and (table.name, f"{field.name}_sealed") in there:
            yield field, table, table.c[f"{field.name}_sealed"]


def seal_readable(connection: sa.Connection, table_name: str, readable: str, name: str) -> int:
    """Seal what a column of text holds into `<name>_sealed`; returns how many rows it was.

    For the change of a schema: both columns are there, and the readable one is dropped after.
    """
    table = _in_both(table_name, readable, name)
    words = table.c[readable]
    rows = connection.execute(sa.select(table.c.id, words).where(words != "")).all()
    for row_id, text in rows:
        sealed = ring().seal(nfc(text).encode(), f"{table_name}|{name}|{row_id}")
        _keep(connection, table, row_id, {f"{name}_sealed": sealed})
    return len(rows)


def unseal_readable(connection: sa.Connection, table_name: str, readable: str, name: str) -> int:
    """Put back into a column of text what `<name>_sealed` holds, for the way back."""
    table = _in_both(table_name, readable, name)
    sealed = table.c[f"{name}_sealed"]
    rows = connection.execute(sa.select(table.c.id, sealed).where(sealed.is_not(None))).all()
    for row_id, content in rows:
        text = ring().open(content, f"{table_name}|{name}|{row_id}").decode()
        _keep(connection, table, row_id, {readable: text})
    return len(rows)


def _in_both(table_name: str, readable: str, name: str) -> sa.TableClause:
    return sa.table(
        table_name,
        sa.column("id", sa.Uuid()),
        sa.column(readable, sa.String()),
        sa.column(f"{name}_sealed", sa.LargeBinary()),
    )


def _keep(connection: sa.Connection, table: sa.TableClause, row_id: Any, values: Any) -> None:
    connection.execute(sa.update(table).where(table.c.id == row_id).values(values))


def _number(column: sa.Column[Any]) -> sa.ColumnElement[bytes]:
    return sa.func.substr(column, _NUMBER_AT, _NUMBER_LONG, type_=sa.LargeBinary())


def _counts() -> Iterator[tuple[int, int]]:
    """Yield, field by field, the number of a key and how many rows it seals."""
    for _field, _table, column in _fields():
        number = _number(column).label("number")
        counted = sa.select(number, sa.func.count()).where(column.is_not(None)).group_by(number)
        for found, rows in db.session.execute(counted):
            yield int.from_bytes(found, "big"), rows


def rows_by_key() -> dict[int, int]:
    """Return how many sealed values each key seals."""
    found: dict[int, int] = {}
    for number, rows in _counts():
        found[number] = found.get(number, 0) + rows
    return found


def check_keys() -> None:
    """Open one value of each field and key; raises `KeysUnusable` where the ring does not fit."""
    for field, table, column in _fields():
        numbers = sa.select(_number(column)).where(column.is_not(None)).distinct()
        for number in db.session.scalars(numbers).all():
            sample = sa.select(table.c.id, column).where(_number(column) == number).limit(1)
            row_id, sealed = db.session.execute(sample).one()
            try:
                ring().open(sealed, f"{field.column}|{row_id}")
            except SealBroken as broken:
                raise KeysUnusable(
                    f"{keys_in_use().file} does not open {field.column}: it is not the key file "
                    "of this database. Put back the right one."
                ) from broken


def add_key() -> None:
    """Put one more key into the file; from now on it seals."""
    save_keys(keys_in_use().file, ring().with_new_key())


def forget_old_keys() -> None:
    """Keep only the current key; raises `KeysUnusable` while a row still needs another."""
    waiting = sum(rows for number, rows in rows_by_key().items() if number != ring().current)
    if waiting:
        raise KeysUnusable(f"{waiting} sealed values still need an old key: rotate first.")
    save_keys(keys_in_use().file, ring().only_current())


def reseal_batch(limit: int = BATCH) -> int:
    """Seal up to `limit` values of old keys with the current one; joins a running transaction.

    Bytes that somebody saved in the meantime are left alone: they are of the current key.
    """
    current = ring().current.to_bytes(_NUMBER_LONG, "big")
    done = 0
    with transaction():
        for field, table, column in _fields():
            old = (
                sa.select(table.c.id, column)
                .where(column.is_not(None), _number(column) != current)
                .limit(limit - done)
            )
            for row_id, sealed in db.session.execute(old).all():
                place = f"{field.column}|{row_id}"
                fresh = ring().seal(ring().open(sealed, place), place)
                db.session.execute(
                    sa.update(table)
                    .where(table.c.id == row_id, column == sealed)
                    .values({column.name: fresh})
                )
                done += 1
            if done >= limit:
                break
    return done


def remaining() -> int:
    """Count the values that are not yet sealed with the current key."""
    return sum(rows for number, rows in rows_by_key().items() if number != ring().current)
