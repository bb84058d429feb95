"""Users, their sessions and attempts, mandates of administrators, cases of inspectors."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partywork.accounts.terms import AccountStatus, SignInOutcome
from partywork.cells.models import Member, Organisation
from partywork.core.db import Base, OrganisationOwned, Record, Scoped, term_type


class User(Scoped, Record, Base):
    """A sign-in. People of the Party have a member; an administrator may have none.

    A member's name is that of the record, so that a new name is everywhere at once; only who has
    no record brings a name along.
    """

    __tablename__ = "users"
    __table_args__ = (
        sa.CheckConstraint("(member_id IS NULL) <> (full_name IS NULL)", name="one_name"),
    )

    user_name: Mapped[str] = mapped_column(unique=True)
    own_name: Mapped[str | None] = mapped_column("full_name", doc="Of who has no record.")
    member_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("members.id"), unique=True)
    status: Mapped[AccountStatus] = mapped_column(
        term_type(AccountStatus), default=AccountStatus.NEW
    )
    password_hash: Mapped[str | None]
    code_hash: Mapped[str | None]
    code_expires_at: Mapped[datetime | None]

    member: Mapped[Member | None] = relationship(lazy="joined")

    @property
    def full_name(self) -> str:
        """What the person is called today."""
        return (self.member.full_name if self.member is not None else self.own_name) or ""

    def __repr__(self) -> str:
        """Show the key only."""
        return f"<User {self.id}>"


class UserSession(Scoped, Base):
    """A signed-in browser; only the digest of its token is kept."""

    __tablename__ = "user_sessions"

    digest: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(sa.ForeignKey("users.id", ondelete="CASCADE"), index=True)
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]


class SignInAttempt(Scoped, Record, Base):
    """A try at the door, kept to slow down guessing; the name is kept only as a digest."""

    __tablename__ = "sign_in_attempts"

    name_digest: Mapped[str] = mapped_column(index=True)
    address: Mapped[str] = mapped_column(index=True)
    outcome: Mapped[SignInOutcome] = mapped_column(term_type(SignInOutcome))


class Mandate(Scoped, Record, Base):
    """The Đảng ủy's naming of a system administrator, between two days, by a decision."""

    __tablename__ = "mandates"

    user_id: Mapped[UUID] = mapped_column(sa.ForeignKey("users.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    decision_number: Mapped[str]


class InspectionCase(OrganisationOwned, Record, Base):
    """An inspector's reasoned opening of the unfiled papers of one organisation."""

    __tablename__ = "inspection_cases"

    user_id: Mapped[UUID] = mapped_column(sa.ForeignKey("users.id"), index=True)
    case_number: Mapped[str]
    reason: Mapped[str]
    closes_on: Mapped[date]

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
