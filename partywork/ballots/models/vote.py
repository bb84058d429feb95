"""One question put to a body, with its frozen base, its voices and its count."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partywork.ballots.terms import Choice, VoteKind, VoteStatus, VoteSubject
from partywork.cells.models import Body, Member
from partywork.cells.terms import MembershipStatus
from partywork.core.db import Base, OrganisationOwned, Record, term_type
from partywork.provisions.terms import Threshold

if TYPE_CHECKING:
    from partywork.ballots.models.ballot import Ballot


class Vote(OrganisationOwned, Record, Base):
    """A question put to a body: N, the number needed and the count, none of them editable later.

    A secret question stands on a ballot, which holds what is common to all its questions: who may
    vote, who has, and the box. `position` is its place on that ballot.
    """

    __tablename__ = "votes"

    body_id: Mapped[UUID] = mapped_column(sa.ForeignKey("bodies.id"))
    question: Mapped[str]
    kind: Mapped[VoteKind] = mapped_column(term_type(VoteKind), default=VoteKind.OPEN)
    subject: Mapped[VoteSubject] = mapped_column(term_type(VoteSubject))
    status: Mapped[VoteStatus] = mapped_column(term_type(VoteStatus), default=VoteStatus.PREPARED)
    threshold: Mapped[Threshold] = mapped_column(term_type(Threshold))
    roll: Mapped[int | None] = mapped_column(doc="N, frozen when the vote opens.")
    needed: Mapped[int | None]
    eligible_present: Mapped[int | None]
    in_favour: Mapped[int | None]
    against: Mapped[int | None]
    other_opinion: Mapped[int | None]
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    ballot_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("ballots.id"), index=True)
    position: Mapped[int] = mapped_column(default=1)
    path: Mapped[str] = mapped_column(default="", doc="The page of the meeting that votes.")

    body: Mapped[Body] = relationship(lazy="joined", innerjoin=True)
    ballot: Mapped["Ballot | None"] = relationship(lazy="raise_on_sql", back_populates="votes")
    voices: Mapped[list["Voice"]] = relationship(lazy="raise_on_sql", back_populates="vote")
    roll_entries: Mapped[list["RollEntry"]] = relationship(
        lazy="raise_on_sql", back_populates="vote"
    )
    reserved_opinions: Mapped[list["ReservedOpinion"]] = relationship(
        lazy="raise_on_sql", order_by="ReservedOpinion.created_at", back_populates="vote"
    )


class RollEntry(OrganisationOwned, Record, Base):
    """How one person counted when the vote opened."""

    __tablename__ = "roll_entries"
    __table_args__ = (sa.UniqueConstraint("vote_id", "member_id"),)

    vote_id: Mapped[UUID] = mapped_column(sa.ForeignKey("votes.id"), index=True)
    member_id: Mapped[UUID] = mapped_column(sa.ForeignKey("members.id"))
    status: Mapped[MembershipStatus] = mapped_column(term_type(MembershipStatus))
    is_present: Mapped[bool]
    is_online: Mapped[bool] = mapped_column(default=False)
    counts: Mapped[bool] = mapped_column(doc="Part of N.")
    may_vote: Mapped[bool]

    vote: Mapped[Vote] = relationship(lazy="raise_on_sql", back_populates="roll_entries")
    member: Mapped[Member] = relationship(lazy="raise_on_sql")


class ReservedOpinion(OrganisationOwned, Record, Base):
    """A minority opinion kept and reported upward (Điều lệ Đảng, Điều 9)."""

    __tablename__ = "reserved_opinions"

    vote_id: Mapped[UUID] = mapped_column(sa.ForeignKey("votes.id"), index=True)
    member_id: Mapped[UUID] = mapped_column(sa.ForeignKey("members.id"))
    text: Mapped[str]

    vote: Mapped[Vote] = relationship(lazy="raise_on_sql", back_populates="reserved_opinions")
    member: Mapped[Member] = relationship(lazy="raise_on_sql")


class Voice(OrganisationOwned, Record, Base):
    """How one person voted by name in an open vote; kept once, by that person alone.

    Hands that were counted in the hall have no voice of their own: the chair adds their number.
    """

    __tablename__ = "voices"
    __table_args__ = (sa.UniqueConstraint("vote_id", "member_id"),)

    vote_id: Mapped[UUID] = mapped_column(sa.ForeignKey("votes.id"), index=True)
    member_id: Mapped[UUID] = mapped_column(sa.ForeignKey("members.id"))
    choice: Mapped[Choice] = mapped_column(term_type(Choice))

    vote: Mapped[Vote] = relationship(lazy="raise_on_sql", back_populates="voices")
    member: Mapped[Member] = relationship(lazy="raise_on_sql")
