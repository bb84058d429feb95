"""One organisation of the world: its people, its objects by state, the mark on its words."""

from dataclasses import dataclass, field
from datetime import date, time
from itertools import count
from typing import Any
from uuid import UUID

from partywork.cells.models import Member, Organisation
from partywork.core.actor import Actor
from partywork.core.db import db

Ids = dict[str, Any]

# The moment at which everybody looks around: the November meeting is being held.
TODAY, NOW = date(2026, 11, 5), time(20, 30)


@dataclass
class Side:
    """The objects of one organisation, by the state the matrix names them with."""

    organisation: Organisation
    mark: str
    secretary: Actor
    deputy: Actor
    plain: Actor
    people: list[Member] = field(default_factory=list)
    objects: dict[str, Ids] = field(default_factory=dict)
    _numbers: Any = field(default_factory=lambda: count(1))

    def word(self, text: str = "") -> str:
        """Return a text that carries the mark of this side."""
        return f"{text} {self.mark}{next(self._numbers)}".strip()

    @property
    def keys(self) -> set[str]:
        """Every key of an object of this side, its organisation's own left out."""
        named = {v for ids in self.objects.values() for v in ids.values() if isinstance(v, UUID)}
        return {str(key) for key in named - {self.organisation.id}}

    @property
    def fields(self) -> dict[str, str]:
        """What a form says when it must choose a person or a place of this side."""
        secretary, deputy = str(self.secretary.member_id), str(self.deputy.member_id)
        return {
            "organisation_id": str(self.organisation.id),
            "member_id": deputy,
            "lead_id": deputy,
            "chair_id": secretary,
            "minutes_taker_id": deputy,
            "signer": secretary,
            "paid": deputy,
            "cell_id": str(self.organisation.id),
        }

    def outlive_the_session(self) -> None:
        """Load what tests read of these records later."""
        for found in (self.organisation, *self.people):
            db.session.refresh(found)
