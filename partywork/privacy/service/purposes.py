"""Why data are kept, on what ground, for how long; the notice handed to members and prospects."""

from sqlalchemy.orm import joinedload

from partywork.cells.models import Organisation
from partywork.cells.policy import visible_organisations
from partywork.cells.service import members
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import db
from partywork.core.errors import NotVisible
from partywork.documents.pages import heading_of, paragraphs
from partywork.pdf.renderer import render
from partywork.privacy import rules
from partywork.privacy.pages import NoticePage
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey


def purposes() -> tuple[rules.Purpose, ...]:
    """Return the table in force, the same for everybody."""
    return rules.purposes_of(provisions.value(ProvisionKey.PRIVACY_PURPOSES, clock.today()))


def notice() -> tuple[str, ...]:
    """Return the paragraphs of the notice in force."""
    return paragraphs(provisions.value(ProvisionKey.PRIVACY_NOTICE, clock.today()))


def notice_to_sign(actor: Actor) -> tuple[str, bytes]:
    """Return the file name and the PDF of the notice, with room for the name and the signature."""
    cell = members.cell_of(actor, actor.member_id) if actor.member_id else None
    if cell is None:
        raise NotVisible()
    query = visible_organisations(actor).where(Organisation.id == (cell.parent_id or cell.id))
    issuer = db.session.scalars(query.options(joinedload(Organisation.parent))).one()
    page = NoticePage(
        heading=heading_of(issuer),
        paragraphs=notice(),
        purposes=purposes(),
        printed_on=clock.today(),
    )
    return "Thông báo xử lý dữ liệu cá nhân.pdf", render("pdf/data_notice.html", page)
