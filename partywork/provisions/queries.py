"""What provisions and the table of holidays say, asked once of each in a transaction."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.orm import Session, SessionTransaction, object_session

from partywork.core.db import db
from partywork.provisions.models import Holiday, Provision
from partywork.provisions.terms import ProvisionKey

_PLACE = "partywork-provisions"


@dataclass(frozen=True, slots=True)
class Value:
    """What a key says from a day on."""

    valid_from: date
    value: Any


@dataclass
class _Read:
    """What this transaction has read so far."""

    values: dict[ProvisionKey, tuple[Value, ...]] = field(default_factory=dict)
    holidays: frozenset[date] | None = None


def values_of(keys: Collection[ProvisionKey]) -> Mapping[ProvisionKey, tuple[Value, ...]]:
    """Return every value these keys ever had, newest first; read once in a transaction."""
    while missing := [key for key in keys if key not in _read().values]:
        # Asking first writes what waits to be written, and so may forget what was read.
        found = _asked(missing)
        _read().values.update(found)
    return _read().values


def holidays() -> frozenset[date]:
    """Return the days of the holiday table, read once in a transaction."""
    known = _read().holidays
    if known is None:
        known = frozenset(db.session.scalars(select(Holiday.day)))
        _read().holidays = known
    return known


def _asked(keys: Collection[ProvisionKey]) -> dict[ProvisionKey, tuple[Value, ...]]:
    found: dict[ProvisionKey, list[Value]] = {key: [] for key in keys}
    rows = db.session.execute(
        select(Provision.key, Provision.valid_from, Provision.value)
        .where(Provision.key.in_(keys))
        .order_by(Provision.valid_from.desc())
    )
    for key, valid_from, value in rows:
        found[key].append(Value(valid_from, value))
    return {key: tuple(values) for key, values in found.items()}


def _read() -> _Read:
    read: _Read = db.session().info.setdefault(_PLACE, _Read())
    return read


@event.listens_for(Session, "after_transaction_end")
def _forget_at_the_end(session: Session, ended: SessionTransaction) -> None:
    """What was read ends with its transaction, or with what was tried inside one."""
    if ended.parent is None or ended.nested:
        session.info.pop(_PLACE, None)


@event.listens_for(Provision, "after_insert")
@event.listens_for(Provision, "after_update")
@event.listens_for(Provision, "after_delete")
@event.listens_for(Holiday, "after_insert")
@event.listens_for(Holiday, "after_delete")
def _forget_when_written(_mapper: object, _connection: object, record: Provision | Holiday) -> None:
    session = object_session(record)
    if session is not None:
        session.info.pop(_PLACE, None)
