"""The list of a batch as a paper, laid out when asked for; in whose name papers are."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.badges.pages.papers import BadgeListPage, printed
from partywork.badges.service import reading
from partywork.cells.models import Organisation
from partywork.cells.policy import visible_organisations
from partywork.cells.service import members
from partywork.core.actor import Actor, Role
from partywork.core.db import db
from partywork.core.errors import NotVisible
from partywork.documents.pages import heading_of
from partywork.pdf.renderer import render

_ABOVE = (Role.OFFICE, Role.COMMITTEE, Role.INSPECTOR)


def batch_list(actor: Actor, on: date, cell_id: UUID | None) -> tuple[str, bytes]:
    """Return the list of a batch as a file: the name and the bytes."""
    found = reading.batch(actor, on, cell_id)
    organisation = issuer(actor, cell_id)
    page = BadgeListPage(
        heading=heading_of(organisation),
        batch_on=on,
        scope=organisation.name,
        people=printed(found.lines),
        amounts=reading.amounts_on(on),
        printed_on=actor.day,
    )
    content = render("pdf/badge_list.html", page)
    members.note_list(actor, organisation, len(page.people))
    return f"Danh sách Huy hiệu Đảng đợt {on:%d-%m-%Y}.pdf", content


def issuer(actor: Actor, cell_id: UUID | None) -> Organisation:
    """Return in whose name a paper is: the cell asked for, the own cell, or the Đảng bộ."""
    above = [grant.organisation_id for grant in actor.grants if grant.role in _ABOVE]
    own = sorted(actor.organisations_as(Role.CELL_OFFICER), key=str)
    wanted = cell_id or next(iter([*above, *own]), None)
    query = visible_organisations(actor).where(Organisation.id == wanted)
    found = db.session.scalar(query.options(joinedload(Organisation.parent)))
    if found is None:
        raise NotVisible()
    return found
