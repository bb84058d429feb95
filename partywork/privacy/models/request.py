"""What people ask about their own data, and what the dossier of a member holds on paper."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partywork.cells.models import Member, Organisation
from partywork.core.db import Base, OrganisationOwned, Record, term_type
from partywork.core.sealing import SealedText
from partywork.privacy.terms import PaperStanding, RequestKind, RequestStatus


class DataRequest(OrganisationOwned, Record, Base):
    """A request about personal data with its clocks; what it says is sealed.

    A member's own belongs to their cell; one that came on paper, from a prospect or from somebody
    who left, belongs to the organisation whose desk received it and names its person in `asker`.
    """

    __tablename__ = "data_requests"

    member_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("members.id"), index=True)
    asker = SealedText()
    asker_sealed: Mapped[bytes | None]
    kind: Mapped[RequestKind] = mapped_column(term_type(RequestKind))
    details = SealedText()
    details_sealed: Mapped[bytes | None]
    received_on: Mapped[date]
    reply_by: Mapped[date]
    due_on: Mapped[date] = mapped_column(index=True)
    status: Mapped[RequestStatus] = mapped_column(
        term_type(RequestStatus), default=RequestStatus.RECEIVED, index=True
    )
    replied_on: Mapped[date | None]
    finished_on: Mapped[date | None]
    handled_by: Mapped[str | None]
    reply = SealedText()
    reply_sealed: Mapped[bytes | None]
    told_reply_on: Mapped[date | None]
    told_due_on: Mapped[date | None]

    member: Mapped[Member | None] = relationship(lazy="raise_on_sql")
    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")


class DossierPaper(OrganisationOwned, Record, Base):
    """One paper of a member's dossier: there or not, of which day, where it lies; never a scan.

    The organisation is the one the member belonged to when the paper was last noted; who reads it
    follows from where the member is now.
    """

    __tablename__ = "dossier_papers"
    __table_args__ = (sa.UniqueConstraint("member_id", "code"),)

    member_id: Mapped[UUID] = mapped_column(sa.ForeignKey("members.id"))
    code: Mapped[str]
    standing: Mapped[PaperStanding] = mapped_column(term_type(PaperStanding))
    dated_on: Mapped[date | None]
    place: Mapped[str] = mapped_column(default="")
    checked_on: Mapped[date]
    checked_by: Mapped[str]
