"""What a report is counted from, and the reports of a cell or of a year."""

from collections.abc import Collection
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select
from sqlalchemy.orm import joinedload, selectinload

from partywork.cells import policy as cells_policy
from partywork.cells.models import Body, Membership, Organisation
from partywork.cells.terms import BodyKind, OrganisationKind
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import db
from partywork.documents.models import Document, DocumentFile
from partywork.documents.policy import visible_files
from partywork.documents.terms import DocumentKind, FileRole
from partywork.meetings import policy as meetings_policy
from partywork.meetings.models import (
    AgendaItem,
    Assignment,
    Attendance,
    Meeting,
    MeetingPaper,
    Minutes,
)
from partywork.meetings.terms import PARTIAL_KINDS, MeetingStatus
from partywork.reports import policy
from partywork.reports.models import Report
from partywork.reports.rules.periods import Period
from partywork.reports.terms import ReportStatus
from partywork.resolutions import policy as resolutions_policy
from partywork.resolutions.models import Resolution
from partywork.resolutions.terms import ResolutionStatus

HELD = (MeetingStatus.CLOSED, MeetingStatus.FILED)


def memberships_until(actor: Actor, organisation_id: UUID, day: date) -> list[Membership]:
    """Return every standing in a cell that began by a day, with its member."""
    query = (
        cells_policy.visible_memberships(actor)
        .where(Membership.organisation_id == organisation_id, Membership.starts_on <= day)
        .options(joinedload(Membership.member))
        .order_by(Membership.starts_on, Membership.id)
    )
    return list(db.session.scalars(query))


def _of_cell(query: Select[Any], organisation_id: UUID, first: date, last: date) -> Select[Any]:
    return query.join(Body, Meeting.body_id == Body.id).where(
        Meeting.organisation_id == organisation_id,
        Body.kind == BodyKind.CELL,
        Meeting.starts_at >= clock.instant_of(first, time()),
        Meeting.starts_at < clock.instant_of(last + timedelta(days=1), time()),
    )


def meetings_of(actor: Actor, organisation_id: UUID, period: Period) -> list[Meeting]:
    """Return the cell's meetings planned for days of a period, with all that is counted."""
    query = _of_cell(
        meetings_policy.visible(actor), organisation_id, period.starts_on, period.ends_on
    )
    query = query.where(Meeting.kind.not_in(PARTIAL_KINDS))
    query = query.order_by(Meeting.starts_at).options(
        selectinload(Meeting.attendances).joinedload(Attendance.member),
        selectinload(Meeting.agenda).selectinload(AgendaItem.statements),
        selectinload(Meeting.papers).joinedload(MeetingPaper.document),
        selectinload(Meeting.assignments).joinedload(Assignment.lead),
        joinedload(Meeting.minutes),
    )
    return list(db.session.scalars(query))


def resolutions_of(actor: Actor, organisation_id: UUID, period: Period) -> list[Resolution]:
    """Return the resolutions the cell adopted in a period, with their papers."""
    query = (
        resolutions_policy.visible(actor)
        .where(
            Resolution.organisation_id == organisation_id,
            Resolution.adopted_on.between(period.starts_on, period.ends_on),
            Resolution.status != ResolutionStatus.REJECTED,
            Resolution.document.has(Document.kind == DocumentKind.RESOLUTION),
        )
        .options(joinedload(Resolution.document))
        .order_by(Resolution.adopted_on, Resolution.id)
    )
    return list(db.session.scalars(query))


def report(actor: Actor, *conditions: Any) -> Report | None:
    """Return the one report the actor sees under the conditions, with all its parts."""
    query = (
        policy.visible(actor)
        .where(*conditions)
        .options(
            joinedload(Report.organisation).joinedload(Organisation.parent),
            joinedload(Report.document).selectinload(Document.files),
            selectinload(Report.sections),
            selectinload(Report.figures),
            selectinload(Report.comments),
        )
        .execution_options(populate_existing=True)
    )
    return db.session.scalar(query)


def reports_of_years(actor: Actor, *years: int) -> list[Report]:
    """Return the reports of some years that the actor sees."""
    query = policy.visible(actor).where(Report.year.in_(years))
    query = query.options(joinedload(Report.organisation))
    return list(db.session.scalars(query.order_by(Report.year, Report.month)))


def first_sent(actor: Actor) -> Report | None:
    """Return the report of the earliest month that was ever sent."""
    query = policy.visible(actor).where(Report.filed_at.is_not(None))
    return db.session.scalar(query.order_by(Report.year, Report.month).limit(1))


def cells_below(actor: Actor, paths: tuple[str, ...], year: int) -> list[Organisation]:
    """Return the cells in some subtrees that existed in a year, in the order of their places."""
    query = cells_policy.visible_organisations(actor).where(
        Organisation.kind == OrganisationKind.CELL,
        Organisation.existed(date(year, 1, 1), date(year, 12, 31)),
        cells_policy.within(paths, Organisation.id),
    )
    return list(db.session.scalars(query.order_by(Organisation.path)))


def cell(actor: Actor, organisation_id: UUID) -> Organisation | None:
    """Return a cell, if it is one."""
    found = cells_by_id(actor, frozenset({organisation_id}))
    return found[0] if found else None


def ended_cells(actor: Actor, since: date) -> list[Organisation]:
    """Return the cells whose last day lies between a day and yesterday."""
    query = cells_policy.visible_organisations(actor).where(
        Organisation.kind == OrganisationKind.CELL,
        Organisation.dissolved_on >= since,
        Organisation.dissolved_on < actor.day,
    )
    return list(db.session.scalars(query.order_by(Organisation.path)))


def cells_by_id(actor: Actor, ids: frozenset[UUID]) -> list[Organisation]:
    """Return those of some organisations that are cells."""
    query = cells_policy.visible_organisations(actor).where(
        Organisation.kind == OrganisationKind.CELL, Organisation.id.in_(ids)
    )
    return list(db.session.scalars(query.order_by(Organisation.path)))


def who_answers(actor: Actor, cells: Collection[UUID]) -> set[UUID]:
    """Return those cells, and for one that ended the last of those that followed it."""
    query = cells_policy.visible_organisations(actor).where(
        Organisation.succeeded_by_id.is_not(None)
    )
    followed = {one.id: one.succeeded_by_id for one in db.session.scalars(query)}
    found = set()
    for cell_id in cells:
        at: UUID | None = cell_id
        while at in followed:
            at = followed[at]
        found.add(at or cell_id)
    return found


def source_meeting(actor: Actor, meeting_id: UUID | None) -> Meeting | None:
    """Return the meeting a report speaks of, with its minutes on paper."""
    query = (
        meetings_policy.visible(actor)
        .where(Meeting.id == meeting_id)
        .options(
            joinedload(Meeting.minutes).joinedload(Minutes.document).selectinload(Document.files),
        )
    )
    return db.session.scalar(query)


def without_paper(actor: Actor) -> list[UUID]:
    """Return the reports whose last sending has no paper in the archive, newest first."""
    laid_out = (
        visible_files(actor)
        .where(
            DocumentFile.document_id == Report.document_id,
            DocumentFile.role == FileRole.RENDERED,
            DocumentFile.created_at >= Report.sent_at,
        )
        .exists()
    )
    query = (
        policy.visible(actor)
        .where(Report.sent_at.is_not(None), ~laid_out)
        .order_by(Report.sent_at.desc())
    )
    return [one.id for one in db.session.scalars(query)]


def unfinished(actor: Actor, organisation_id: UUID) -> Select[Report]:
    """Return the reports of a cell that are begun, or came back, and not sent."""
    return policy.visible(actor).where(
        Report.organisation_id == organisation_id,
        Report.status.in_((ReportStatus.DRAFT, ReportStatus.RETURNED)),
    )
