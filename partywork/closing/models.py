"""The Word templates with which the office replaced those that come with the product."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from partywork.closing.terms import Paper
from partywork.core.db import Base, Record, term_type


class WordTemplate(Record, Base):
    """One template of the office; the newest that is not withdrawn counts for its paper.

    The bytes lie in the store of files under their digest.
    """

    __tablename__ = "word_templates"

    paper: Mapped[Paper] = mapped_column(term_type(Paper), index=True)
    sha256: Mapped[str]
    file_name: Mapped[str]
    added_by: Mapped[str]
    withdrawn_at: Mapped[datetime | None]
