"""A form sent twice acts once: the key of each form is stored with what it did."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from partywork.core import clock
from partywork.core.db import Base, before_commit, db, transaction
from partywork.core.errors import Stale
from partywork.core.sealing import ring


class Submission(Base):
    """One accepted form: its key, who sent it, a digest of what it said, where it led."""

    __tablename__ = "submissions"

    key: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID | None]
    endpoint: Mapped[str]
    digest: Mapped[str]
    location: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)


class Repeated(Exception):
    """The same form arrived before; `location` is where its first sending led."""

    def __init__(self, location: str | None) -> None:
        """Keep the address the person was sent to the first time."""
        super().__init__("repeated form")
        self.location = location


def digest_of(pairs: list[tuple[str, str]]) -> str:
    """Return a keyed digest of a form's fields, whatever their order.

    What is sealed in a record was typed into a form: a plain hash of a form whose other words are
    known would let anybody who has the database try out every identity number.
    """
    return ring().digest(repr(sorted(pairs)), "submissions|digest")


@contextmanager
def once(
    key: UUID, user_id: UUID | None, endpoint: str, digest: str, location: str | None = None
) -> Iterator[None]:
    """Let the use case inside run once for this key; `location` is where it leads, if known before.

    Raises `Repeated` for the same form again, `Stale` when the key comes back with other words.
    The key is kept with the first transaction inside; what follows it is done once all the same.
    """
    _refuse_repeat(key, digest)
    is_kept = False

    def keep() -> None:
        nonlocal is_kept
        if is_kept:
            return
        db.session.add(
            Submission(
                key=key, user_id=user_id, endpoint=endpoint, digest=digest, location=location
            )
        )
        db.session.flush()
        is_kept = True

    try:
        with before_commit(keep):
            yield
    except sa.exc.IntegrityError:
        _refuse_repeat(key, digest)
        raise


def _refuse_repeat(key: UUID, digest: str) -> None:
    found = db.session.scalar(sa.select(Submission).where(Submission.key == key))
    if found is None:
        return
    if found.digest != digest:
        raise Stale("Biểu mẫu này đã được gửi với nội dung khác. Hãy mở lại trang rồi làm tiếp.")
    raise Repeated(found.location)


def led_to(key: UUID, location: str) -> None:
    """Remember where the accepted form sent the person."""
    with transaction():
        db.session.execute(
            sa.update(Submission).where(Submission.key == key).values(location=location)
        )
