"""Papers of a batch, laid out when asked for: the list, and a draft of the tờ trình."""

from collections import Counter
from datetime import date
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.badges.pages import BadgeListPage, SubmissionPage, printed
from partywork.badges.service import reading
from partywork.cells.models import Organisation
from partywork.cells.policy import visible_organisations
from partywork.cells.queries import secretaries_on
from partywork.cells.service import members
from partywork.cells.terms import BodyKind, OfficeTitle, OrganisationKind
from partywork.core.actor import Actor, Role
from partywork.core.db import db
from partywork.core.errors import NotVisible, RuleBroken
from partywork.documents.pages import Signature, heading_of, numbered_heading_of, recipients
from partywork.documents.rules import (
    authority_line,
    draft_symbol,
    office_line,
    strip_academic_titles,
)
from partywork.documents.terms import CODES, DocumentKind
from partywork.pdf.renderer import render
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey

_ABOVE = (Role.OFFICE, Role.COMMITTEE, Role.INSPECTOR)


def batch_list(actor: Actor, on: date, cell_id: UUID | None) -> tuple[str, bytes]:
    """Return the list of a batch as a file: the name and the bytes."""
    found = reading.batch(actor, on, cell_id)
    organisation = _issuer(actor, cell_id)
    page = BadgeListPage(
        heading=heading_of(organisation),
        batch_on=on,
        scope=organisation.name,
        people=printed(found.lines),
        printed_on=actor.day,
    )
    content = render("pdf/badge_list.html", page)
    members.note_list(actor, organisation, len(page.people))
    return f"Danh sách Huy hiệu Đảng đợt {on:%d-%m-%Y}.pdf", content


def submission(actor: Actor, on: date, cell_id: UUID | None) -> tuple[str, bytes]:
    """Return a draft tờ trình for the nominations of a batch.

    It has room for a number and a day: the clerk writes them after the signature, because papers
    of other kinds than resolutions take no number here yet.
    """
    found = reading.batch(actor, on, cell_id)
    organisation = _issuer(actor, cell_id)
    people = printed(tuple(line for line in found.lines if line.nomination_id is not None))
    if not people:
        raise RuleBroken("Đợt này chưa có hồ sơ đề nghị nào để trình. Hãy lập hồ sơ trước.")
    is_cell = organisation.kind is OrganisationKind.CELL
    body = BodyKind.CELL if is_cell else BodyKind.STANDING_COMMITTEE
    secretary = secretaries_on(actor, actor.day).get(organisation.id)
    values = {one.key: one.value for one in provisions.all_in_force(actor.day)}
    above = organisation.parent.name if organisation.parent else ""
    page = SubmissionPage(
        heading=numbered_heading_of(
            organisation,
            body,
            symbol=draft_symbol(CODES[DocumentKind.SUBMISSION], organisation.symbol_code),
            day=None,
            draft_label="Dự thảo",
        ),
        batch_on=on,
        to=above.replace("Đảng bộ", "Đảng ủy", 1),
        issuer="Chi bộ" if is_cell else "Ban Thường vụ Đảng ủy",
        by_years=tuple(sorted(Counter(one.years for one in people).items(), reverse=True)),
        people=people,
        recipients=recipients(
            values[ProvisionKey.RECIPIENTS_CELL if is_cell else ProvisionKey.RECIPIENTS_COMMITTEE]
        ),
        signature=Signature(
            authority=authority_line(body, values[ProvisionKey.SIGNATURE_FOR_CELL]),
            office=office_line(OfficeTitle.SECRETARY),
            name=strip_academic_titles(secretary.full_name) if secretary else "",
        ),
    )
    name = f"Dự thảo tờ trình Huy hiệu Đảng đợt {on:%d-%m-%Y}.pdf"
    content = render("pdf/badge_submission.html", page)
    members.note_list(actor, organisation, len(people))
    return name, content


def _issuer(actor: Actor, cell_id: UUID | None) -> Organisation:
    """Return in whose name the paper is: the cell asked for, the own cell, or the Đảng bộ."""
    above = [grant.organisation_id for grant in actor.grants if grant.role in _ABOVE]
    own = sorted(actor.organisations_as(Role.CELL_OFFICER), key=str)
    wanted = cell_id or next(iter([*above, *own]), None)
    query = visible_organisations(actor).where(Organisation.id == wanted)
    found = db.session.scalar(query.options(joinedload(Organisation.parent)))
    if found is None:
        raise NotVisible()
    return found
