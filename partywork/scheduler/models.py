"""Runs of timed jobs: one row per job and period, so that none runs twice."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from partywork.core.db import Base, Record


class JobRun(Record, Base):
    """One run of one job for one planned moment."""

    __tablename__ = "job_runs"
    __table_args__ = (sa.UniqueConstraint("job", "period"),)

    job: Mapped[str]
    period: Mapped[str] = mapped_column(doc="The planned moment, in UTC to the minute.")
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(default="")
