"""Writing and verifying the trail."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time, timedelta
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import Select, select

from partywork.audit import policy
from partywork.audit.models import AuditEntry
from partywork.audit.terms import Outcome
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import SCOPED, canonical_json, count_rows, db, lock_for_update
from partywork.core.terms import Term
from partywork.core.text import fold

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
    # All writers queue for the trail: what else this one has to write is written before its turn.
    db.session.flush()
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
    # The trail keeps the words people read on the day, not those a term may get later.
    return value.label if isinstance(value, Term) else str(value)


def _hash_of(entry: AuditEntry) -> str:
    text = entry.previous_hash + canonical_json(entry.body())
    return hashlib.sha256(text.encode()).hexdigest()


def entries(actor: Actor, subject_id: UUID | None = None, limit: int = 100) -> list[AuditEntry]:
    """Return the newest entries the actor may read, of one record if asked."""
    query = policy.visible(actor).order_by(AuditEntry.sequence.desc()).limit(limit)
    if subject_id is not None:
        query = query.where(AuditEntry.subject_id == subject_id)
    return list(db.session.scalars(query))


def find(
    actor: Actor,
    *,
    person: str = "",
    action: str = "",
    from_day: date | None = None,
    to_day: date | None = None,
    limit: int,
    offset: int = 0,
) -> tuple[list[AuditEntry], int]:
    """Return a page of the entries the actor may read, newest first, and how many there are."""
    query = policy.visible(actor)
    if person:
        query = query.where(AuditEntry.actor_name.in_(_names_like(actor, person)))
    if action:
        query = query.where(AuditEntry.action == action)
    if from_day is not None:
        query = query.where(AuditEntry.at >= clock.instant_of(from_day, time()))
    if to_day is not None:
        query = query.where(AuditEntry.at < clock.instant_of(to_day + timedelta(days=1), time()))
    return _page(query, limit=limit, offset=offset)


def about_oneself(actor: Actor, *, limit: int, offset: int = 0) -> tuple[list[AuditEntry], int]:
    """Return a page of what others did with the actor's own record, and how many there are."""
    return _page(policy.visible_about(actor), limit=limit, offset=offset)


def rows_taken_today(actor: Actor, action: str, formats: Iterable[str]) -> int:
    """Count the rows of the lists of these forms that the actor has taken today.

    Call it in the transaction that records the next one: a second act waits for the first.
    """
    lock_for_update("audit")
    query = policy.visible_own(actor).where(
        AuditEntry.action == action, AuditEntry.at >= clock.instant_of(clock.today(), time())
    )
    known = set(formats)
    facts = [entry.changes for entry in db.session.scalars(query)]
    return sum(int(one["rows"]) for one in facts if one.get("format") in known)


def _page(query: Select[AuditEntry], *, limit: int, offset: int) -> tuple[list[AuditEntry], int]:
    page = query.order_by(AuditEntry.sequence.desc()).limit(limit).offset(offset)
    return list(db.session.scalars(page)), count_rows(query)


def _names_like(actor: Actor, words: str) -> list[str]:
    """Return the names in the trail that hold `words`, marks or no marks."""
    names = policy.visible(actor).with_only_columns(AuditEntry.actor_name).distinct()
    return [name for name in db.session.scalars(names) if fold(words) in fold(name)]


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
