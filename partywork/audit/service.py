"""Writing and verifying the trail."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import select

from partywork.audit import policy
from partywork.audit.models import AuditEntry
from partywork.audit.terms import Outcome
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import SCOPED, canonical_json, db, lock_for_update

_GENESIS = "0" * 64


class Subject(Protocol):
    """Any record the trail can point at."""

    __tablename__: str
    id: Any


def record(
    actor: Actor,
    action: str,
    subject: Subject | None = None,
    *,
    organisation_id: UUID | None = None,
    organisation_path: str = "",
    outcome: Outcome = Outcome.DONE,
    **changes: object,
) -> AuditEntry:
    """Append one entry to the trail inside the running transaction.

    `changes` are the facts of the act, or `field=[old, new]` pairs from `changes_between`. Never
    pass sensitive values: the trail cannot be corrected.
    """
    lock_for_update("audit")
    last = db.session.execute(
        select(AuditEntry.sequence, AuditEntry.hash)
        .order_by(AuditEntry.sequence.desc())
        .limit(1)
        .execution_options(**{SCOPED: True})
    ).first()
    entry = AuditEntry(
        sequence=(last.sequence if last else 0) + 1,
        at=clock.now(),
        actor_id=actor.user_id,
        actor_name=actor.name,
        action=action,
        outcome=outcome,
        subject_type=subject.__tablename__ if subject is not None else "",
        subject_id=subject.id if subject is not None else None,
        organisation_id=organisation_id or getattr(subject, "organisation_id", None),
        organisation_path=organisation_path,
        changes={name: _plain(value) for name, value in changes.items()},
        previous_hash=last.hash if last else _GENESIS,
    )
    entry.hash = _hash_of(entry)
    db.session.add(entry)
    db.session.flush()
    return entry


def changes_between(before: Mapping[str, object], after: Mapping[str, object]) -> dict[str, object]:
    """Return `{field: [old, new]}` for the fields that differ."""
    return {
        field: [before.get(field), value]
        for field, value in after.items()
        if before.get(field) != value
    }


def _plain(value: object) -> object:
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, bool | int):
        return value
    return str(value)


def _hash_of(entry: AuditEntry) -> str:
    text = entry.previous_hash + canonical_json(entry.body())
    return hashlib.sha256(text.encode()).hexdigest()


def entries(actor: Actor, subject_id: UUID | None = None, limit: int = 100) -> list[AuditEntry]:
    """Return the newest entries the actor may read, of one record if asked."""
    query = policy.visible(actor).order_by(AuditEntry.sequence.desc()).limit(limit)
    if subject_id is not None:
        query = query.where(AuditEntry.subject_id == subject_id)
    return list(db.session.scalars(query))


def verify_chain() -> Iterator[int]:
    """Yield the sequence of each entry that does not fit the one before; nothing when intact.

    A trail cut off at its end cannot be told from a short one without a seal kept elsewhere.
    """
    previous, expected = _GENESIS, 1
    query = policy.visible(system(clock.today())).order_by(AuditEntry.sequence)
    for entry in db.session.scalars(query.execution_options(yield_per=1000)):
        is_linked = entry.previous_hash == previous and entry.sequence == expected
        if not is_linked or entry.hash != _hash_of(entry):
            yield entry.sequence
        previous, expected = entry.hash, entry.sequence + 1
