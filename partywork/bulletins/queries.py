"""What the cells are to read in a month."""

from sqlalchemy.orm import joinedload, selectinload

from partywork.bulletins import policy
from partywork.bulletins.models import Bulletin, BulletinLine
from partywork.cells.models import Organisation
from partywork.core.actor import Actor
from partywork.core.db import db
from partywork.core.periods import Month
from partywork.documents.models import Document

LINES = selectinload(Bulletin.lines).joinedload(BulletinLine.document).selectinload(Document.files)


def issued_for(actor: Actor, path: str, month: Month) -> list[Bulletin]:
    """Return what was issued for a month to the cell at that place of the tree, oldest first."""
    codes = path.rstrip("/").split("/")
    above = ["/".join(codes[:depth]) + "/" for depth in range(1, len(codes) + 1)]
    query = (
        policy.visible(actor)
        .join(Organisation, Organisation.id == Bulletin.organisation_id)
        .where(
            Organisation.path.in_(above),
            Bulletin.issued_at.is_not(None),
            Bulletin.year == month.year,
            Bulletin.month == month.month,
        )
        .options(LINES, joinedload(Bulletin.organisation))
        .order_by(Bulletin.issued_at, Bulletin.id)
    )
    return list(db.session.scalars(query))
