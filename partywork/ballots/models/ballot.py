"""A secret ballot: its tellers, its register of who has voted, and its box of sealed envelopes."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partywork.ballots.models.vote import Vote
from partywork.ballots.terms import BallotStatus, BallotWay
from partywork.cells.models import Body, Member
from partywork.core.db import Base, OrganisationOwned, Record, Scoped, term_type


class Ballot(OrganisationOwned, Record, Base):
    """One act of secret voting on one or several questions, on screens, on paper, or both.

    The four figures of paper are those of the tally sheet (phát ra, thu về, hợp lệ, không hợp
    lệ). `definition_digest` freezes questions, voters and tellers at opening; `box_digest` is
    fixed at closing, before anybody can open an envelope; `result_digest` covers
    the sorted answers. `wraps` holds the private key under each pair of tellers' shares and is
    emptied once the ballot is counted or stopped.

    Beside screens the count of the papers lies in `papers_sealed`, under the ballot's key, until
    the box is opened: `answers` are those of papers and screens together, and no part is kept.
    """

    __tablename__ = "ballots"

    body_id: Mapped[UUID] = mapped_column(sa.ForeignKey("bodies.id"))
    title: Mapped[str]
    path: Mapped[str] = mapped_column(doc="The page of the meeting that votes.")
    channel: Mapped[UUID | None] = mapped_column(doc="Where open pages hear of it: the meeting.")
    way: Mapped[BallotWay] = mapped_column(term_type(BallotWay))
    status: Mapped[BallotStatus] = mapped_column(
        term_type(BallotStatus), default=BallotStatus.PREPARED
    )
    seats: Mapped[int | None] = mapped_column(doc="How many may be chosen, in an election.")
    definition_digest: Mapped[str | None]
    public_key: Mapped[bytes | None]
    wraps: Mapped[dict[str, Any] | None]
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    counted_at: Mapped[datetime | None]
    box_digest: Mapped[str | None]
    envelopes_cast: Mapped[int | None] = mapped_column(doc="In the box when it was closed.")
    answers: Mapped[dict[str, Any] | None] = mapped_column(doc="Per question, of all, sorted.")
    result_digest: Mapped[str | None]
    envelopes_until: Mapped[date | None] = mapped_column(doc="Kept until then for complaints.")
    envelopes_destroyed_on: Mapped[date | None]
    papers_issued: Mapped[int | None]
    papers_returned: Mapped[int | None]
    papers_valid: Mapped[int | None]
    papers_invalid: Mapped[int | None]
    papers_sealed: Mapped[bytes | None]
    stop_reason: Mapped[str | None]

    body: Mapped[Body] = relationship(lazy="joined", innerjoin=True)
    votes: Mapped[list[Vote]] = relationship(
        lazy="raise_on_sql", order_by="Vote.position", back_populates="ballot"
    )
    tellers: Mapped[list["Teller"]] = relationship(
        lazy="raise_on_sql", order_by="Teller.position", back_populates="ballot"
    )


class Teller(OrganisationOwned, Record, Base):
    """One of the people whom the body chose to count; on screens each keeps one share of the key.

    `offered` is the share that the first of two tellers has handed in, sealed for each of the
    others until one of them comes or some minutes have passed: the installation cannot read it.
    """

    __tablename__ = "tellers"
    __table_args__ = (sa.UniqueConstraint("ballot_id", "member_id"),)

    ballot_id: Mapped[UUID] = mapped_column(sa.ForeignKey("ballots.id"), index=True)
    member_id: Mapped[UUID] = mapped_column(sa.ForeignKey("members.id"))
    position: Mapped[int]
    public_key: Mapped[bytes | None] = mapped_column(doc="Of the share, which is not kept.")
    has_share: Mapped[bool] = mapped_column(default=False, doc="Typed or scanned back once.")
    offered: Mapped[dict[str, Any] | None]
    offered_at: Mapped[datetime | None]

    ballot: Mapped[Ballot] = relationship(lazy="raise_on_sql", back_populates="tellers")
    member: Mapped[Member] = relationship(lazy="raise_on_sql")


class RegisterLine(Scoped, Base):
    """Whether one person has voted, on screen or with a paper that was handed to them.

    No time, no version, no number that grows: the row must not tell in which order people voted.
    """

    __tablename__ = "ballot_register"
    __table_args__ = ({"sqlite_with_rowid": False},)

    ballot_id: Mapped[UUID] = mapped_column(sa.ForeignKey("ballots.id"), primary_key=True)
    member_id: Mapped[UUID] = mapped_column(sa.ForeignKey("members.id"), primary_key=True)
    has_voted: Mapped[bool] = mapped_column(default=False)
    got_paper: Mapped[bool] = mapped_column(default=False)

    member: Mapped[Member] = relationship(lazy="raise_on_sql")


class Envelope(Scoped, Base):
    """One sealed answer to one question. Nothing in it, or beside it, names a person or a moment.

    The key is the SHA-256 of what it holds, so rows lie in no order of casting.
    """

    __tablename__ = "ballot_box"
    __table_args__ = ({"sqlite_with_rowid": False},)

    ballot_id: Mapped[UUID] = mapped_column(sa.ForeignKey("ballots.id"), primary_key=True)
    digest: Mapped[str] = mapped_column(primary_key=True)
    vote_id: Mapped[UUID] = mapped_column(sa.ForeignKey("votes.id"))
    sealed: Mapped[bytes]


class Tracker(Scoped, Base):
    """Twelve letters that one voter was shown: found here, their envelopes are in the box."""

    __tablename__ = "ballot_trackers"
    __table_args__ = ({"sqlite_with_rowid": False},)

    ballot_id: Mapped[UUID] = mapped_column(sa.ForeignKey("ballots.id"), primary_key=True)
    letters: Mapped[str] = mapped_column(primary_key=True)
