"""Filling a demo, or bringing one to today: organisations, people, a year of work, papers."""

from collections.abc import Callable
from datetime import date, timedelta
from importlib.resources import files
from uuid import UUID

from partywork.audit import service as audit
from partywork.cells.models import Body, Organisation
from partywork.cells.service import importing, organisations
from partywork.cells.terms import BodyKind, OrganisationKind
from partywork.cli.demo import people, printing
from partywork.cli.demo.cast import actor, cast_of
from partywork.cli.demo.lives import chapters
from partywork.cli.demo.story import JOURNEY_CELL, OPEN_CELL
from partywork.cli.demo.telling import tell
from partywork.cli.serve import DEMO_ACTION
from partywork.core import clock
from partywork.core.db import db, transaction
from partywork.documents import service as documents
from partywork.meetings import policy as meetings_policy
from partywork.meetings.models import Meeting
from partywork.meetings.terms import REGULAR_KINDS, MeetingStatus
from partywork.provisions import service as provisions

_DATA = files("partywork.cli.demo") / "invented"
_WORKBOOK = "members_20261031.xlsx"
# Offices of the list are held since the cells' congresses.
_OFFICES_FROM = date(2025, 3, 27)
_LAID_OUT_AT_ONCE = (JOURNEY_CELL, OPEN_CELL)
_RECENT = timedelta(days=92)
# Whose meetings are told.
_BODIES = {
    OrganisationKind.CELL: (BodyKind.CELL,),
    OrganisationKind.COMMITTEE: (BodyKind.STANDING_COMMITTEE, BodyKind.INSPECTION_COMMISSION),
}

Progress = Callable[[str, int, int], None]


def seed(progress: Progress, *, cells: tuple[str, ...] | None = None) -> None:
    """Fill an empty database with the demo; `cells` limits whose year is told."""
    day = clock.today()
    progress("Tổ chức đảng", 0, 1)
    with transaction():
        counts = organisations.import_organisations(
            actor(), (_DATA / "organisations.csv").read_text("utf-8")
        )
        for one in counts.registers:
            documents.set_last_numbers(actor(), one.organisation, one.last_numbers, one.term)
        audit.record(actor(), DEMO_ACTION, day=day)
    _import_people(progress)
    with transaction():
        people.settle(_organisations())
    stage = chapters.begin(day)
    for done in chapters.before_meetings(stage):
        progress("Cuộc đời đảng viên", done, chapters.NUMBER)
    _tell_all(progress, cells, is_new=True)
    for done in chapters.after_meetings(stage):
        progress("Cuộc đời đảng viên", done, chapters.NUMBER)
    _lay_out(progress)
    for done in chapters.with_papers(stage):
        progress("Cuộc đời đảng viên", done, chapters.NUMBER)


def extend(progress: Progress, *, cells: tuple[str, ...] | None = None) -> None:
    """Bring an older demo to today: every step that has come due since, once."""
    _tell_all(progress, cells, is_new=False)
    _lay_out(progress)


def _organisations() -> dict[UUID, Organisation]:
    return {one.id: one for one in organisations.tree(actor())}


def _import_people(progress: Progress) -> None:
    batch = importing.preview(
        actor(),
        file_name=_WORKBOOK,
        content=(_DATA / _WORKBOOK).read_bytes(),
        offices_from=_OFFICES_FROM,
    )
    for done, total in importing.commit_import(actor(), batch.id):
        progress("Đảng viên", done, total)


def _tell_all(progress: Progress, cells: tuple[str, ...] | None, *, is_new: bool) -> None:
    today, holidays = clock.today(), provisions.holidays()
    chosen = [
        (one.code, kind)
        for one in organisations.tree(actor())
        for kind in _BODIES.get(one.kind, ())
        if not one.has_ended_by(today) and (cells is None or one.code in cells or one.code == "DU")
    ]
    opens = OPEN_CELL if is_new else _next_to_open(today)
    for done, (code, kind) in enumerate(chosen, start=1):
        with transaction(), db.session.no_autoflush:
            cast = cast_of(
                code, kind, staff=people.staff(), visitors=people.committee(), is_new=is_new
            )
            tell(cast, today, holidays, opens_today=code == opens)
        progress("Sinh hoạt, nghị quyết, báo cáo", done, len(chosen))


def _next_to_open(today: date) -> str | None:
    """Choose a cell that has not met this month, so that some meeting is open every day."""
    with transaction():
        cells = [
            one
            for one in organisations.tree(actor())
            if one.kind is OrganisationKind.CELL
            and one.code != JOURNEY_CELL
            and not one.has_ended_by(today)
        ]
        query = (
            meetings_policy.visible(actor())
            .join(Body, Meeting.body_id == Body.id)
            .where(
                Body.kind == BodyKind.CELL,
                Meeting.kind.in_(REGULAR_KINDS),
                Meeting.year == today.year,
                Meeting.month == today.month,
                Meeting.status.not_in((MeetingStatus.PLANNED, MeetingStatus.INVITED)),
            )
        )
        met = {one.organisation_id for one in db.session.scalars(query)}
    free = [one.code for one in cells if one.id not in met]
    if not free:
        return None
    return OPEN_CELL if OPEN_CELL in free else free[0]


def _lay_out(progress: Progress) -> None:
    """Draw the newest papers of two cells now and order the others as background work."""
    first = {one.id for one in organisations.tree(actor()) if one.code in _LAID_OUT_AT_ONCE}
    sheets = printing.sheets_of(first, clock.today() - _RECENT)
    for done, lay_out in enumerate(sheets, start=1):
        lay_out()
        progress("Văn bản của hai chi bộ", done, len(sheets))
    printing.order_the_rest()
