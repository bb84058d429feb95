"""The recommendations an actor reads, by subject, on paper."""

from collections import Counter

from sqlalchemy.orm import joinedload

from partywork.audit import service as audit
from partywork.cells.models import Organisation
from partywork.cells.policy import visible_organisations
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.errors import require
from partywork.documents.pages import heading_of
from partywork.pdf.renderer import render
from partywork.recommendations import policy
from partywork.recommendations.pages import Asking, SubjectGroup, SummaryPage
from partywork.recommendations.service.reading import Line, listed
from partywork.recommendations.terms import Progress

NOT_YOURS = "Bảng tổng hợp do cấp ủy hoặc Văn phòng Đảng ủy in."


def printed(actor: Actor, *, progress: Progress | None = None) -> tuple[str, bytes]:
    """Return the recommendations as a PDF with its name; the print stands in the trail."""
    require(policy.may_print(actor), NOT_YOURS)
    organisation = _issuer(actor)
    groups = listed(actor, progress=progress)
    found = Counter(line.progress for lines in groups.values() for line in lines)
    name = organisation.name
    page = SummaryPage(
        heading=heading_of(organisation),
        summary=f"của {name}" if not policy.may_read_all(actor) else "của các chi bộ với Đảng ủy",
        groups=tuple(
            SubjectGroup(subject.label, tuple(_row(line) for line in lines))
            for subject, lines in groups.items()
        ),
        counts=tuple((one, found[one]) for one in Progress if found[one]),
        printed_on=actor.day,
        printed_by=actor.name,
    )
    with transaction():
        audit.record(
            actor,
            "recommendation.print",
            organisation_path=organisation.path,
            rows=found.total(),
        )
    return f"Tổng hợp kiến nghị {name}.pdf", render("pdf/recommendations.html", page)


def _issuer(actor: Actor) -> Organisation:
    """Return the highest organisation for which the actor prints."""
    query = (
        visible_organisations(actor)
        .where(Organisation.id.in_(policy.prints_for(actor)))
        .options(joinedload(Organisation.parent))
        .order_by(Organisation.path)
    )
    return db.session.scalars(query.limit(1)).one()


def _row(line: Line) -> Asking:
    one = line.one
    who = f" (đồng chí {one.raised_by.full_name})" if one.raised_by else ""
    return Asking(
        text=one.text,
        asked_by=one.organisation.name + who,
        addressee=one.addressed_to or one.addressee.label,
        raised_on=one.raised_on,
        due_on=one.due_on,
        progress=line.progress,
        answer=one.answer,
    )
