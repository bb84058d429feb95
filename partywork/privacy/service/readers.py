"""Who looked at one's own record."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from partywork.audit import service as audit
from partywork.audit.rules import action_words
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.errors import NotVisible


@dataclass(frozen=True, slots=True)
class Reading:
    """One look at the record: the day, in which capacity, what was done; no name."""

    day: date
    role: str
    words: str
    field: str


def of_own_record(
    actor: Actor, member_id: UUID, *, limit: int, offset: int = 0
) -> tuple[list[Reading], int]:
    """Return a page of who looked at the actor's own record, newest first, and how many in all."""
    if member_id != actor.member_id:
        raise NotVisible()
    entries, total = audit.about_oneself(actor, limit=limit, offset=offset)
    readings = [
        Reading(
            day=clock.day_of(entry.at),
            role=entry.changes.get("role", ""),
            words=action_words(entry.action),
            field=entry.changes.get("field") or entry.changes.get("fields") or "",
        )
        for entry in entries
    ]
    return readings, total
