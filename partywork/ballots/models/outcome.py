"""What a vote of a meeting decided, where that is written down elsewhere."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partywork.ballots.models.vote import Vote
from partywork.core.db import Base, OrganisationOwned, Record


class Outcome(OrganisationOwned, Record, Base):
    """That something written elsewhere was decided by a vote: an entry of a life, a tờ trình.

    `about` is the key of that record, which may belong to any package. One vote may decide on a
    whole list; what is written was decided once.
    """

    __tablename__ = "vote_outcomes"

    vote_id: Mapped[UUID] = mapped_column(sa.ForeignKey("votes.id"), index=True)
    about: Mapped[UUID] = mapped_column(unique=True)

    vote: Mapped[Vote] = relationship(lazy="raise_on_sql")
