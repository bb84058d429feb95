"""Who looked at one's own record: by name, in which office, on what day, at what, why."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.accounts import policy as accounts_policy
from partywork.accounts.models import User
from partywork.audit import service as audit
from partywork.audit.models import AuditEntry
from partywork.audit.rules import action_words
from partywork.cells import policy as cells_policy
from partywork.cells.models import Appointment
from partywork.core import clock
from partywork.core.actor import Actor, Role, system
from partywork.core.db import db
from partywork.core.errors import NotVisible

_BY_ITSELF = "Hệ thống"
_JOB = "Việc tự động"


@dataclass(frozen=True, slots=True)
class Reading:
    """One look at the record: the day, who, in which office, what was done and read, and why."""

    day: date
    name: str
    office: str
    words: str
    what: str
    reason: str


def of_own_record(
    actor: Actor, member_id: UUID, *, limit: int, offset: int = 0
) -> tuple[list[Reading], int]:
    """Return a page of who looked at the actor's own record, newest first, and how many in all."""
    if member_id != actor.member_id:
        raise NotVisible()
    entries, total = audit.about_oneself(actor, limit=limit, offset=offset)
    people = _people({one.actor_id for one in entries if one.actor_id is not None})
    held = _offices([key for key in people.values() if key is not None])
    return [_reading(entry, people, held) for entry in entries], total


def _people(users: Iterable[UUID]) -> dict[UUID, UUID | None]:
    """Return which member each account belongs to; an administrator's to none."""
    query = accounts_policy.visible(system(clock.today())).where(User.id.in_(users))
    return {one.id: one.member_id for one in db.session.scalars(query)}


def _offices(members: Iterable[UUID]) -> Mapping[UUID, list[Appointment]]:
    """Return the offices of some members at any time, those of wider organisations first."""
    query = (
        cells_policy.visible_appointments(system(clock.today()))
        .where(Appointment.member_id.in_(members))
        .options(joinedload(Appointment.organisation))
        .order_by(Appointment.starts_on, Appointment.id)
    )
    found: dict[UUID, list[Appointment]] = defaultdict(list)
    for one in sorted(db.session.scalars(query), key=lambda one: len(one.organisation.path)):
        found[one.member_id].append(one)
    return found


def _reading(
    entry: AuditEntry,
    people: Mapping[UUID, UUID | None],
    held: Mapping[UUID, list[Appointment]],
) -> Reading:
    day = clock.day_of(entry.at)
    name, office = _BY_ITSELF, _JOB
    if entry.actor_id is not None:
        member_id = people.get(entry.actor_id)
        if member_id is None:
            # The administrator works for no Party organisation and is told of as a function.
            name, office = Role.ADMINISTRATOR.label, ""
        else:
            name = entry.actor_name
            office = _words_of(held.get(member_id, ()), day) or entry.changes.get("role", "")
    return Reading(
        day=day,
        name=name,
        office=office,
        words=action_words(entry.action),
        what=_what(entry.changes),
        reason=str(entry.changes.get("reason") or ""),
    )


def _words_of(offices: Iterable[Appointment], day: date) -> str:
    return "; ".join(
        ", ".join(
            word
            for word in (
                one.office.label,
                one.desk.label.lower() if one.desk else "",
                one.organisation.name_on(day),
            )
            if word
        )
        for one in offices
        if one.starts_on <= day and (one.ends_on is None or one.ends_on >= day)
    )


def _what(changes: Mapping[str, Any]) -> str:
    """Return which fields were read, or how long a list was taken, in what form."""
    named = changes.get("field") or changes.get("fields") or changes.get("topic")
    if isinstance(named, str):
        return named
    if "rows" not in changes:
        return ""
    words = [f"{changes['rows']} dòng"]
    if changes.get("format"):
        words.append(str(changes["format"]))
    if changes.get("unmasked"):
        words.append("không che số")
    return ", ".join(words)
