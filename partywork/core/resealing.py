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
    """Yield every sealed field with its table and its column, those that the database has."""
    present = set(sa.inspect(db.engine).get_table_names())
    for field in Sealed.fields:
        table: sa.Table | None = getattr(field.owner, "__table__", None)
        if table is not None and table.name in present:
            yield field, table, table.c[f"{field.name}_sealed"]


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
