"""A change of the keys that seal personal fields: asked by one person, confirmed by another."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partywork.cells.models import Organisation
from partywork.core import clock
from partywork.core.db import Base, OrganisationOwned, Record, term_type
from partywork.privacy.terms import RotationStatus


class KeyRotation(OrganisationOwned, Record, Base):
    """A request to change the keys; the command line carries out what two people agreed on.

    `code` names it at the command line. A confirmed one is begun before `valid_until`; one that
    was begun and cut off goes on, however late. `begun_from` is the key that sealed when it began,
    so that a second start does not make a second key.
    """

    __tablename__ = "key_rotations"
    __table_args__ = (
        sa.CheckConstraint(
            "answered_by_id IS NULL OR answered_by_id <> asked_by_id", name="two_people"
        ),
    )

    code: Mapped[str] = mapped_column(unique=True)
    asked_by_id: Mapped[UUID]
    asked_by: Mapped[str]
    reason: Mapped[str]
    status: Mapped[RotationStatus] = mapped_column(
        term_type(RotationStatus), default=RotationStatus.ASKED
    )
    answered_by_id: Mapped[UUID | None]
    answered_by: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    refusal: Mapped[str | None]
    valid_until: Mapped[datetime | None]
    begun_from: Mapped[int | None]
    begun_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")

    @property
    def organisation_name(self) -> str:
        """What it is about was called on the day it was asked for."""
        return self.organisation.name_on(clock.day_of(self.created_at))
