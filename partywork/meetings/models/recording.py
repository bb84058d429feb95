"""When a meeting was recorded, by the decision of its chair."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from partywork.core.db import Base, OrganisationOwned, Record


class Recording(OrganisationOwned, Record, Base):
    """A stretch of a meeting that was recorded, and why, in the words of the chair's decision.

    Without an end it goes on, at most until the meeting is closed.
    """

    __tablename__ = "recordings"

    meeting_id: Mapped[UUID] = mapped_column(sa.ForeignKey("meetings.id"), index=True)
    words: Mapped[str]
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
