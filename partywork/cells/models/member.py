"""Members, where they belong between which days, and what the register says of each of them."""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partywork.cells.models.organisation import Organisation
from partywork.cells.terms import CardKind, JoiningReason, LeavingReason, MembershipStatus, Sex
from partywork.core.columns import SortText
from partywork.core.db import Base, OrganisationOwned, Record, Scoped, term_type
from partywork.core.sealing import SealedText


class Member(Scoped, Record, Base):
    """A đảng viên, with the groups of fields of domain: cells and meetings §2.1.

    The day of the decision to admit, of the ceremony, of becoming official and the day Party age
    counts from are four different days; like the card they follow from events and are never
    typed here. Sealed fields are shown masked. `voided_on` is set once every event of a life was
    voided: somebody entered by mistake, whose numbers bar nobody else any more.
    """

    __tablename__ = "members"

    full_name: Mapped[str]
    folded_name: Mapped[str] = mapped_column(index=True)
    name_sort_key: Mapped[str] = mapped_column(SortText(), index=True)
    birth_name: Mapped[str | None]
    alias: Mapped[str | None]
    born_on: Mapped[date]
    sex: Mapped[Sex] = mapped_column(term_type(Sex))

    citizen_id = SealedText(has_digest=True)
    citizen_id_sealed: Mapped[bytes | None]
    citizen_id_digest: Mapped[str | None] = mapped_column(unique=True)
    phone = SealedText(has_digest=True)
    phone_sealed: Mapped[bytes | None]
    phone_digest: Mapped[str | None] = mapped_column(index=True)
    email = SealedText()
    email_sealed: Mapped[bytes | None]
    residence = SealedText()
    residence_sealed: Mapped[bytes | None]
    temporary_residence = SealedText()
    temporary_residence_sealed: Mapped[bytes | None]
    ethnicity = SealedText()
    ethnicity_sealed: Mapped[bytes | None]
    religion = SealedText()
    religion_sealed: Mapped[bytes | None]
    health = SealedText()
    health_sealed: Mapped[bytes | None]

    birth_place: Mapped[str | None]
    native_place: Mapped[str | None]
    family_background: Mapped[str | None]

    occupation: Mapped[str | None]
    workplace: Mapped[str | None]
    government_post: Mapped[str | None]
    association_post: Mapped[str | None]
    salary_grade: Mapped[str | None]
    retired_on: Mapped[date | None]

    general_education: Mapped[str | None]
    qualification: Mapped[str | None]
    academic_title: Mapped[str | None]
    degree: Mapped[str | None]
    political_theory: Mapped[str | None]
    foreign_languages: Mapped[str | None]
    computer_skills: Mapped[str | None]

    admitted_on: Mapped[date | None]
    ceremony_on: Mapped[date | None]
    official_on: Mapped[date | None]
    party_age_from: Mapped[date | None] = mapped_column(index=True)
    sponsors: Mapped[str | None]
    card_number: Mapped[str | None] = mapped_column(unique=True)
    card_issued_on: Mapped[date | None]
    card_kind: Mapped[CardKind | None] = mapped_column(term_type(CardKind))
    file_number: Mapped[str | None]
    register_number: Mapped[str | None]
    notes = SealedText()
    notes_sealed: Mapped[bytes | None]
    voided_on: Mapped[date | None]

    def __repr__(self) -> str:
        """Show the key only: names do not belong in logs."""
        return f"<Member {self.id}>"


class Membership(OrganisationOwned, Record, Base):
    """A member's standing in one cell, both days included; an open end means until now.

    Rows follow from the member's events (`rules/history.py`) and are never typed. A member has
    one row on a day, besides temporary-guest rows in other cells; the database holds that too.
    """

    __tablename__ = "memberships"
    __table_args__ = (
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="days_in_order"),
    )

    member_id: Mapped[UUID] = mapped_column(sa.ForeignKey("members.id"), index=True)
    status: Mapped[MembershipStatus] = mapped_column(term_type(MembershipStatus))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    joining_reason: Mapped[JoiningReason | None] = mapped_column(term_type(JoiningReason))
    leaving_reason: Mapped[LeavingReason | None] = mapped_column(term_type(LeavingReason))
    document_number: Mapped[str | None]

    member: Mapped[Member] = relationship(lazy="raise_on_sql")
    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")


_CHECK_ON_POSTGRESQL = """
CREATE OR REPLACE FUNCTION one_cell_on_a_day() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('memberships ' || NEW.member_id, 0));
    IF EXISTS (
        SELECT 1 FROM memberships AS one JOIN memberships AS other
        ON other.member_id = one.member_id AND other.id > one.id
        AND other.status <> 'temporary_guest'
        AND daterange(other.starts_on, other.ends_on, '[]')
            && daterange(one.starts_on, one.ends_on, '[]')
        WHERE one.member_id = NEW.member_id AND one.status <> 'temporary_guest'
    ) THEN
        RAISE EXCEPTION 'a member is in two cells on one day' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$
"""
_TRIGGER_ON_POSTGRESQL = (
    "CREATE CONSTRAINT TRIGGER one_cell_on_a_day AFTER INSERT OR UPDATE ON memberships "
    "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION one_cell_on_a_day()"
)


_CHECK_ON_SQLITE = """
WHEN NEW.status <> 'temporary_guest' AND EXISTS (
    SELECT 1 FROM memberships AS other
    WHERE other.member_id = NEW.member_id AND other.id <> NEW.id
    AND other.status <> 'temporary_guest'
    AND other.starts_on <= coalesce(NEW.ends_on, '9999-12-31')
    AND coalesce(other.ends_on, '9999-12-31') >= NEW.starts_on
)
BEGIN SELECT RAISE(ABORT, 'a member is in two cells on one day'); END
"""


def _one_cell_on_a_day(table: sa.Table, connection: sa.Connection, **_: Any) -> None:
    for statement in one_cell_on_a_day(connection.dialect.name):
        connection.exec_driver_sql(statement)


def one_cell_on_a_day(dialect: str) -> tuple[str, ...]:
    """Return the statements by which a database refuses a member in two cells on one day.

    PostgreSQL looks when the transaction ends, one member at a time, so that two transactions
    cannot each miss what the other wrote; SQLite, with one writer, looks at every row. Temporary
    guests belong to their own cell.
    """
    if dialect == "postgresql":
        return (_CHECK_ON_POSTGRESQL, _TRIGGER_ON_POSTGRESQL)
    return tuple(
        f"CREATE TRIGGER one_cell_on_a_day_{event} AFTER {event} ON memberships {_CHECK_ON_SQLITE}"
        for event in ("INSERT", "UPDATE")
    )


sa.event.listen(Membership.__table__, "after_create", _one_cell_on_a_day)
