"""A resolution of a body."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partywork.ballots.models import Vote
from partywork.cells.models import Body, Member
from partywork.core.db import Base, OrganisationOwned, Record, term_type
from partywork.documents.models import Document
from partywork.resolutions.terms import ResolutionStatus


class Resolution(OrganisationOwned, Record, Base):
    """A nghị quyết; its number, clauses and files live in its document.

    `meeting_id` names the meeting it comes from, a record of a higher package. `opening` is the
    paragraph before the parts, `closing` the line with the vote.
    """

    __tablename__ = "resolutions"

    body_id: Mapped[UUID] = mapped_column(sa.ForeignKey("bodies.id"))
    document_id: Mapped[UUID] = mapped_column(sa.ForeignKey("documents.id"), unique=True)
    vote_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("votes.id"))
    meeting_id: Mapped[UUID | None] = mapped_column(index=True)
    status: Mapped[ResolutionStatus] = mapped_column(
        term_type(ResolutionStatus), default=ResolutionStatus.DRAFT
    )
    title: Mapped[str]
    opening: Mapped[str] = mapped_column(default="")
    closing: Mapped[str] = mapped_column(default="")
    recipients: Mapped[str] = mapped_column(default="", doc="One line each.")
    adopted_on: Mapped[date | None]
    signer_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("members.id"))
    signer_office: Mapped[str | None]
    signed_on: Mapped[date | None]
    issued_on: Mapped[date | None]
    replaced_by_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("resolutions.id"))

    body: Mapped[Body] = relationship(lazy="raise_on_sql")
    document: Mapped[Document] = relationship(lazy="raise_on_sql")
    vote: Mapped[Vote | None] = relationship(lazy="raise_on_sql")
    signer: Mapped[Member | None] = relationship(lazy="raise_on_sql")
