"""People a cell looks after with a view to their admission, and what it noted of them."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partywork.admissions.terms import ProspectStage, ReviewKind
from partywork.cells.models import Member, Organisation
from partywork.cells.terms import Sex
from partywork.core.columns import SortText
from partywork.core.db import Base, OrganisationOwned, Record, Scoped, term_type
from partywork.core.sealing import SealedText


class Prospect(OrganisationOwned, Record, Base):
    """A quần chúng ưu tú of a cell.

    `notice_given_on` is the day they were told what their data is kept for. With the decision
    what is known of them moves to the member's record and is emptied here; when the cell stops
    looking after somebody it is emptied too. The name stays, with the days and the reason.
    `is_namesake` is an officer's word that somebody else on record has the same name and birthday.
    """

    __tablename__ = "prospects"

    full_name: Mapped[str]
    name_sort_key: Mapped[str] = mapped_column(SortText(), index=True)
    folded_name: Mapped[str]
    born_on: Mapped[date | None]
    sex: Mapped[Sex] = mapped_column(term_type(Sex))
    occupation: Mapped[str | None]
    workplace: Mapped[str | None]
    is_youth: Mapped[bool] = mapped_column(default=False)
    is_namesake: Mapped[bool] = mapped_column(default=False)

    citizen_id = SealedText(has_digest=True)
    citizen_id_sealed: Mapped[bytes | None]
    citizen_id_digest: Mapped[str | None] = mapped_column(index=True)
    phone = SealedText()
    phone_sealed: Mapped[bytes | None]
    email = SealedText()
    email_sealed: Mapped[bytes | None]
    residence = SealedText()
    residence_sealed: Mapped[bytes | None]

    listed_on: Mapped[date]
    list_decision: Mapped[str | None]
    notice_given_on: Mapped[date]
    helper_id: Mapped[UUID] = mapped_column(sa.ForeignKey("members.id"), index=True)
    second_helper_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("members.id"), index=True)
    stage: Mapped[ProspectStage] = mapped_column(
        term_type(ProspectStage), default=ProspectStage.WATCHED, index=True
    )
    closed_on: Mapped[date | None]
    closing_reason: Mapped[str | None]
    member_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("members.id"), index=True)

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    helper: Mapped[Member] = relationship(lazy="raise_on_sql", foreign_keys=[helper_id])
    second_helper: Mapped[Member | None] = relationship(
        lazy="raise_on_sql", foreign_keys=[second_helper_id]
    )
    reviews: Mapped[list["ProspectReview"]] = relationship(
        lazy="raise_on_sql", order_by="ProspectReview.reviewed_on.desc()"
    )

    def __repr__(self) -> str:
        """Show the key only: names do not belong in logs."""
        return f"<Prospect {self.id}>"


class ProspectReview(Scoped, Record, Base):
    """One monthly or yearly remark about a prospect, sealed like everything about a person."""

    __tablename__ = "prospect_reviews"

    prospect_id: Mapped[UUID] = mapped_column(sa.ForeignKey("prospects.id"), index=True)
    kind: Mapped[ReviewKind] = mapped_column(term_type(ReviewKind))
    reviewed_on: Mapped[date]
    remark = SealedText()
    remark_sealed: Mapped[bytes | None]
    written_by: Mapped[str]
