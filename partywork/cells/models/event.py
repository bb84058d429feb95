"""What happened in the life of a member: written once, never changed."""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from partywork.cells.models.member import Member
from partywork.cells.models.organisation import Organisation
from partywork.cells.terms import EventKind, MembershipStatus, OwnPage
from partywork.core.db import Base, OrganisationOwned, Record, term_type
from partywork.core.sealing import SealedText


class MemberEvent(OrganisationOwned, Record, Base):
    """One event, with the decision it rests on; memberships and dates of a member follow from all.

    `organisation_id` is the cell in whose life it happened. `happened_on` is the day from which it
    counts, `until_on` the last day of something limited in time. `other_organisation_id` is the
    other cell of a move within the Đảng bộ, `other_place` a Party organisation outside it.
    `status` is given only when somebody is taken over from a list. `details` holds what one kind
    has besides (a form of discipline, a number of years), never anything sealed. A correction
    names in `corrects_id` the event whose place it takes. `origin` is the page of another package
    that recorded it, `source_id` the record there that brought it about, if there is one.
    """

    __tablename__ = "member_events"
    __table_args__ = (
        sa.CheckConstraint("until_on IS NULL OR until_on >= happened_on", name="days_in_order"),
        sa.UniqueConstraint("corrects_id"),
        sa.Index("ix_member_events_member_id_happened_on", "member_id", "happened_on"),
    )

    member_id: Mapped[UUID] = mapped_column(sa.ForeignKey("members.id"))
    sequence: Mapped[int]
    kind: Mapped[EventKind] = mapped_column(term_type(EventKind))
    happened_on: Mapped[date]
    until_on: Mapped[date | None]
    document_number: Mapped[str | None]
    decided_on: Mapped[date | None]
    deciding_body: Mapped[str | None]
    has_paper: Mapped[bool] = mapped_column(default=False)
    other_organisation_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("organisations.id"))
    other_place: Mapped[str | None]
    status: Mapped[MembershipStatus | None] = mapped_column(term_type(MembershipStatus))
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
    note = SealedText()
    note_sealed: Mapped[bytes | None]
    corrects_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("member_events.id"))
    origin: Mapped[OwnPage | None] = mapped_column(term_type(OwnPage))
    source_id: Mapped[UUID | None] = mapped_column(index=True)
    recorded_by_id: Mapped[UUID | None]
    recorded_by: Mapped[str]

    member: Mapped[Member] = relationship(lazy="raise_on_sql")
    organisation: Mapped[Organisation] = relationship(
        lazy="raise_on_sql", foreign_keys="MemberEvent.organisation_id"
    )
    other_organisation: Mapped[Organisation | None] = relationship(
        lazy="raise_on_sql", foreign_keys=[other_organisation_id]
    )


@sa.event.listens_for(MemberEvent, "before_update")
def _refuse_change(_mapper: Mapper[Any], _connection: sa.Connection, event: MemberEvent) -> None:
    """What was recorded stays; a mistake is mended by another event."""
    raise RuntimeError(f"{event!r} is append-only")


_REFUSAL_ON_POSTGRESQL = """
CREATE OR REPLACE FUNCTION member_events_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was recorded of a member stays' USING ERRCODE = 'check_violation';
END $$
"""


def events_stay(dialect: str) -> tuple[str, ...]:
    """Return the statements by which a database refuses to change a recorded event.

    Only the note may be written again, when its key changes: the words under the seal stay.
    Events leave with their member when a whole import is undone.
    """
    kept = [one.name for one in MemberEvent.__table__.columns if one.name != "note_sealed"]
    of_columns = f"UPDATE OF {', '.join(kept)} ON member_events"
    if dialect == "postgresql":
        return (
            _REFUSAL_ON_POSTGRESQL,
            f"CREATE TRIGGER member_events_stay BEFORE {of_columns} "
            "FOR EACH ROW EXECUTE FUNCTION member_events_stay()",
        )
    return (
        f"CREATE TRIGGER member_events_stay BEFORE {of_columns} "
        "BEGIN SELECT RAISE(ABORT, 'what was recorded of a member stays'); END",
    )


def _events_stay(_table: sa.Table, connection: sa.Connection, **_: Any) -> None:
    for statement in events_stay(connection.dialect.name):
        connection.exec_driver_sql(statement)


sa.event.listen(MemberEvent.__table__, "after_create", _events_stay)
