"""The year's book of minutes: a title, its contents and the kept papers, bound as one PDF."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import joinedload, selectinload

from partywork.audit import service as audit
from partywork.cells.models import Organisation
from partywork.cells.policy import visible_organisations
from partywork.copies import policy
from partywork.copies.models import MinutesBook
from partywork.copies.pages import BookPage, BoundMinutes, SheetNumbers
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import db, lock_for_update, transaction
from partywork.core.errors import NotVisible, RuleBroken, require
from partywork.core.jobs import BackgroundJob, enqueue
from partywork.documents import service as documents
from partywork.documents.models import Document
from partywork.documents.pages import heading_of
from partywork.documents.terms import AccessClass, DocumentKind
from partywork.meetings.models import Meeting, Minutes
from partywork.meetings.policy import visible as visible_meetings
from partywork.meetings.service import papers as minutes_papers
from partywork.meetings.terms import MinutesStatus
from partywork.pdf.binding import bound, laid_over, sheets_of
from partywork.pdf.renderer import render

JOB = "minutes-book"
_NOT_YOURS = "Chỉ cấp ủy của tổ chức được đóng sổ biên bản của tổ chức."


@dataclass(frozen=True, slots=True)
class Shelf:
    """The books of an organisation, and the years of which it has minutes to bind."""

    organisation: Organisation
    books: list[MinutesBook]
    years: list[int]


def shelves(actor: Actor) -> list[Shelf]:
    """Return the books of the organisations whose minutes the actor may bind."""
    found = list(db.session.scalars(visible_organisations(actor).order_by(Organisation.path)))
    own = [one for one in found if policy.may_copy(actor, one.id)]
    books = list(
        db.session.scalars(
            policy.visible_books(actor)
            .where(MinutesBook.organisation_id.in_([one.id for one in own]))
            .options(joinedload(MinutesBook.document).selectinload(Document.files))
            .order_by(MinutesBook.year.desc())
        )
    )
    held = db.session.execute(
        visible_meetings(actor)
        .where(
            Meeting.organisation_id.in_([one.id for one in own]),
            Meeting.closed_at.is_not(None),
        )
        .with_only_columns(Meeting.organisation_id, Meeting.year)
        .distinct()
    ).all()
    return [
        Shelf(
            organisation=one,
            books=[book for book in books if book.organisation_id == one.id],
            years=sorted({year for key, year in held if key == one.id}, reverse=True),
        )
        for one in own
    ]


def ask_to_bind(actor: Actor, organisation_id: UUID, year: int) -> BackgroundJob:
    """Let the minutes of a year be bound in the background; who asked finds it in the inbox."""
    with transaction():
        organisation = _organisation(actor, organisation_id)
        if not _confirmed(actor, organisation_id, year):
            raise RuleBroken(f"Năm {year} chưa có biên bản nào đã xác nhận để đóng sổ.", "year")
        job = enqueue(
            JOB,
            title=f"Đóng sổ biên bản năm {year}",
            payload={"organisation_id": str(organisation_id), "year": year},
            user_id=actor.user_id,
            next_path="/copies/books",
        )
        audit.record(
            actor,
            "minutes_book.ask",
            organisation,
            organisation_id=organisation.id,
            organisation_path=organisation.path,
            year=year,
        )
    return job


def _organisation(actor: Actor, organisation_id: UUID) -> Organisation:
    """Return an organisation whose minutes the actor may bind, with its parent."""
    query = visible_organisations(actor).where(Organisation.id == organisation_id)
    found = db.session.scalar(query.options(joinedload(Organisation.parent)))
    if found is None:
        raise NotVisible()
    require(actor.is_system or policy.may_copy(actor, organisation_id), _NOT_YOURS)
    return found


def _confirmed(actor: Actor, organisation_id: UUID, year: int) -> list[Meeting]:
    """Return the meetings of a year whose minutes are confirmed, in the order of their days."""
    query = (
        visible_meetings(actor)
        .where(Meeting.organisation_id == organisation_id, Meeting.year == year)
        .join(Minutes, Minutes.meeting_id == Meeting.id)
        .where(
            Minutes.text_hash.is_not(None),
            Minutes.status.in_((MinutesStatus.CONFIRMED, MinutesStatus.FILED)),
        )
        .options(
            joinedload(Meeting.minutes).joinedload(Minutes.document).selectinload(Document.files)
        )
        .order_by(Meeting.opened_at, Meeting.id)
        .execution_options(populate_existing=True)
    )
    return list(db.session.scalars(query))


def bind(organisation_id: UUID, year: int) -> Iterator[tuple[int, int]]:
    """Bind the kept papers of a year behind a title and contents; yield (done, total).

    Confirmed minutes that still wait to be laid out are laid out first: none is left out of the
    book. No paper is laid out again: their pages are taken as they are, and numbered through.
    """
    robot = system(clock.today())
    waiting = [one.id for one in _confirmed(robot, organisation_id, year)]
    total = len(waiting) + 1
    for done, meeting_id in enumerate(waiting, start=1):
        minutes_papers.lay_out(robot, meeting_id)
        yield done, total
    kept = [
        (one.starts_on, one.title, paper.id)
        for one in _confirmed(robot, organisation_id, year)
        if (paper := minutes_papers.kept_paper(one)) is not None
    ]
    papers = [documents.open_file(robot, file_id)[1] for _, _, file_id in kept]
    organisation = _organisation(robot, organisation_id)
    heading = heading_of(organisation)
    lengths = [sheets_of(paper) for paper in papers]

    def title_page(before: int) -> bytes:
        lines, sheet = [], before + 1
        for (held_on, title, _), length in zip(kept, lengths, strict=True):
            lines.append(BoundMinutes(held_on, title, sheet))
            sheet += length
        return render(
            "pdf/minutes_book.html", BookPage(heading, year, tuple(lines), before + sum(lengths))
        )

    # The contents say on which page each begins, and are themselves as long as they turn out.
    before = sheets_of(title_page(1))
    whole = bound([title_page(before), *papers])
    words = f"Sổ biên bản năm {year}"
    marks = render("pdf/sheet_numbers.html", SheetNumbers(heading, words, before + sum(lengths)))
    _keep(robot, organisation_id, year, laid_over(whole, marks), meetings=len(kept))
    yield total, total


def _keep(robot: Actor, organisation_id: UUID, year: int, content: bytes, *, meetings: int) -> None:
    with transaction():
        lock_for_update(f"minutes book {organisation_id} {year}")
        organisation = _organisation(robot, organisation_id)
        query = policy.visible_books(robot).where(
            MinutesBook.organisation_id == organisation_id, MinutesBook.year == year
        )
        book = db.session.scalar(
            query.options(joinedload(MinutesBook.document).options(selectinload(Document.files)))
        )
        if book is None:
            document = documents.draft(
                robot,
                organisation_id=organisation_id,
                kind=DocumentKind.MINUTES,
                summary=f"Sổ biên bản năm {year}",
                access=AccessClass.RESTRICTED,
            )
            documents.publish(document)
            book = MinutesBook(organisation_id=organisation_id, year=year, document_id=document.id)
            book.document = document
            db.session.add(book)
        book.bound_on, book.meetings = clock.today(), meetings
        book.sheets = sheets_of(content)
        documents.store_rendered(
            robot,
            book.document,
            content=content,
            file_name=f"Sổ biên bản năm {year} {organisation.name}.pdf",
        )
        audit.record(
            robot,
            "minutes_book.bind",
            book,
            organisation_path=organisation.path,
            year=year,
            meetings=meetings,
        )
