"""The register of recommendations."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partywork.cells.models import Member, Organisation
from partywork.core.db import Base, OrganisationOwned, Record, term_type
from partywork.recommendations import rules
from partywork.recommendations.terms import Addressee, Progress, Subject


class Recommendation(OrganisationOwned, Record, Base):
    """What an organisation, or one of its members, asks of a body.

    `raised_by_id` is empty where the whole body asks. `addressed_to` names the body where it is
    not one of ours. The answer is kept with who gave it; `read_on` is the day it was read out.
    """

    __tablename__ = "recommendations"

    raised_on: Mapped[date] = mapped_column(index=True)
    raised_by_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("members.id"))
    subject: Mapped[Subject] = mapped_column(term_type(Subject))
    addressee: Mapped[Addressee] = mapped_column(term_type(Addressee))
    addressed_to: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    due_on: Mapped[date | None]
    answer: Mapped[str] = mapped_column(default="")
    answered_on: Mapped[date | None]
    answered_by: Mapped[str | None]
    read_on: Mapped[date | None]
    reminded_on: Mapped[date | None] = mapped_column(doc="When who answers was reminded.")

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    raised_by: Mapped[Member | None] = relationship(lazy="raise_on_sql")

    def progress(self, today: date) -> Progress:
        """Say how far it has come on a day."""
        return rules.progress_of(self.due_on, self.answered_on, self.read_on, today)
