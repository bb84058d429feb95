"""A member's proposal to correct one field of the own record."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partywork.cells.models import Member, Organisation
from partywork.cells.terms import RecordField
from partywork.core.db import Base, OrganisationOwned, Record, term_type
from partywork.core.sealing import SealedText
from partywork.privacy.terms import CorrectionStatus


class Correction(OrganisationOwned, Record, Base):
    """What a member says is right, where that can be seen, and what became of it.

    Without a field it is about something that follows from events (the day of admission, a
    transfer); then an event is corrected and the answer says so. The organisation is the cell the
    member belonged to when proposing.
    """

    __tablename__ = "corrections"

    member_id: Mapped[UUID] = mapped_column(sa.ForeignKey("members.id"), index=True)
    field: Mapped[RecordField | None] = mapped_column(term_type(RecordField))
    proposed = SealedText()
    proposed_sealed: Mapped[bytes | None]
    evidence = SealedText()
    evidence_sealed: Mapped[bytes | None]
    proposed_on: Mapped[date]
    status: Mapped[CorrectionStatus] = mapped_column(
        term_type(CorrectionStatus), default=CorrectionStatus.WAITING, index=True
    )
    decided_on: Mapped[date | None]
    decided_by: Mapped[str | None]
    answer: Mapped[str | None]

    member: Mapped[Member] = relationship(lazy="raise_on_sql")
    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")

    @property
    def subject(self) -> str:
        """What it is about, in words."""
        return self.field.label if self.field else "Nội dung khác"
