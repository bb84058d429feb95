"""When the papers of a meeting were posted on Sổ tay đảng viên."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from partywork.core.db import Base, OrganisationOwned, Record


class PapersPosting(OrganisationOwned, Record, Base):
    """The papers of a meeting were uploaded by hand at this moment, as an officer notes."""

    __tablename__ = "papers_postings"

    meeting_id: Mapped[UUID] = mapped_column(sa.ForeignKey("meetings.id"), unique=True)
    posted_at: Mapped[datetime]
    noted_by: Mapped[str]
