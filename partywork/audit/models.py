"""One entry of the trail."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from partywork.audit.terms import Outcome
from partywork.core.columns import SortText
from partywork.core.db import Base, Scoped, term_type


class AuditEntry(Scoped, Base):
    """Who did what to which record, when, and what changed; linked to the entry before."""

    __tablename__ = "audit_entries"

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(index=True)
    actor_id: Mapped[UUID | None]
    actor_name: Mapped[str]
    action: Mapped[str] = mapped_column(index=True)
    outcome: Mapped[Outcome] = mapped_column(term_type(Outcome), default=Outcome.DONE)
    subject_type: Mapped[str]
    subject_id: Mapped[UUID | None] = mapped_column(index=True)
    organisation_id: Mapped[UUID | None] = mapped_column(index=True)
    organisation_path: Mapped[str] = mapped_column(SortText(), default="", index=True)
    changes: Mapped[dict[str, Any]] = mapped_column(sa.JSON())
    previous_hash: Mapped[str]
    hash: Mapped[str]

    def body(self) -> dict[str, Any]:
        """Return what the hash covers, in a form that is the same on every database."""
        return {
            "sequence": self.sequence,
            "at": self.at.isoformat(timespec="microseconds"),
            "actor_id": self.actor_id,
            "actor_name": self.actor_name,
            "action": self.action,
            "outcome": str(self.outcome),
            "subject_type": self.subject_type,
            "subject_id": self.subject_id,
            "organisation_id": self.organisation_id,
            "organisation_path": self.organisation_path,
            "changes": self.changes,
        }
