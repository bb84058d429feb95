"""The steps of a resolution and its tasks: drafted, sent for signature, signed, issued, done."""

from datetime import date, timedelta
from random import Random

from partywork.ballots.terms import VoteStatus
from partywork.cells.queries import term_on
from partywork.cells.terms import BodyKind, OrganisationKind
from partywork.cli.demo import words
from partywork.cli.demo.cast import Cast, actor
from partywork.cli.demo.records import (
    keep_file,
    moment,
    new,
    open_to_readers,
    searchable,
    signed_sheet,
)
from partywork.cli.demo.story import SEED, Story
from partywork.core import display
from partywork.core.periods import Month
from partywork.documents import queries as document_queries
from partywork.documents.models import Clause, Document, NumberSeries, TakenNumber
from partywork.documents.rules import format_symbol, issuer_of
from partywork.documents.terms import CODES, AccessClass, DocumentKind, FileRole
from partywork.meetings.models import Meeting
from partywork.meetings.service import drafting, papers
from partywork.notifications.terms import NoticeKind
from partywork.provisions.terms import ProvisionKey
from partywork.resolutions.models import Resolution
from partywork.resolutions.pages import paragraphs_of
from partywork.resolutions.terms import Part, ResolutionStatus
from partywork.tasks.models import Task
from partywork.tasks.terms import TaskStatus

_LONG_LATE = timedelta(days=24)
_CODE = CODES[DocumentKind.RESOLUTION]


def draft(cast: Cast, story: Story, meeting: Meeting) -> None:
    """Draft the resolution the meeting voted on and give its tasks, as closing a meeting does."""
    vote = drafting.resolution_vote(meeting)
    at = meeting.closed_at
    if vote is None or at is None:
        return
    is_cell = cast.body.kind is BodyKind.CELL
    title = papers.summary_of(meeting)
    document = new(
        Document,
        at,
        organisation_id=meeting.organisation_id,
        organisation=cast.organisation,
        kind=DocumentKind.RESOLUTION,
        issuer=issuer_of(cast.body.kind),
        access=AccessClass.INTERNAL
        if cast.organisation.kind is OrganisationKind.CELL
        else AccessClass.OPEN,
        summary=title,
        files=[],
        clauses=[],
        term=None,
    )
    before = cast.tasks_of(story.month.shift(-1))
    parts = drafting.parts_of(
        meeting,
        before,
        today=story.held_on,
        days_after=cast.provision(ProvisionKey.RESULTS_DAYS_AFTER, story.held_on),
    )
    paragraphs = paragraphs_of(parts)
    for position, one in enumerate(paragraphs, start=1):
        new(
            Clause,
            at,
            organisation_id=meeting.organisation_id,
            document=document,
            position=position,
            part=one.part,
            text=one.text,
            rows=list(one.rows),
        )
    searchable(document, *(one.words for one in paragraphs))
    has_passed = vote.status is VoteStatus.PASSED
    key = ProvisionKey.RECIPIENTS_CELL if is_cell else ProvisionKey.RECIPIENTS_COMMITTEE
    meeting.resolution = new(
        Resolution,
        at,
        organisation_id=meeting.organisation_id,
        body=cast.body,
        document=document,
        vote=vote,
        meeting_id=meeting.id,
        status=ResolutionStatus.ADOPTED if has_passed else ResolutionStatus.REJECTED,
        title=title,
        opening=drafting.opening_of(meeting),
        closing=drafting.closing_of(vote),
        recipients=cast.provision(key, story.held_on),
        adopted_on=story.held_on if has_passed else None,
        signer=None,
    )
    cast.resolutions.append(meeting.resolution)
    _give(cast, story, meeting, document)


def _give(cast: Cast, story: Story, meeting: Meeting, document: Document) -> None:
    at = meeting.closed_at or meeting.starts_at
    wanted = {one.text: one for one in document.clauses if one.part == Part.ASSIGNMENT.value}
    for one, text in zip(meeting.assignments, drafting.assignment_texts(meeting), strict=True):
        task = new(
            Task,
            at,
            organisation_id=meeting.organisation_id,
            organisation=cast.organisation,
            title=one.title,
            lead=one.lead,
            given_on=story.held_on,
            due_on=one.due_on,
            status=TaskStatus.GIVEN,
            result="",
            clause=wanted.get(text),
            origin_id=meeting.id,
        )
        cast.tasks.append(task)
        cast.tell(
            [one.lead.id],
            at,
            NoticeKind.TASK,
            title=f"Nhiệm vụ mới, hạn {display.day(one.due_on)}",
            text=one.title,
            path=f"/tasks/{task.id}/",
        )


def sign(cast: Cast, story: Story, resolution: Resolution) -> None:
    """The signed sheet comes back and is scanned."""
    ask_for_signature(cast, story, resolution)
    resolution.signed_on = story.signed_on
    resolution.status = ResolutionStatus.SIGNED
    keep_file(
        resolution.document,
        moment(story.signed_on, 15, 40),
        role=FileRole.SIGNED_COPY,
        name=f"Bản ký {resolution.title}.pdf",
        content=signed_sheet(Random(f"{story.code} resolution")),  # noqa: S311  (a drawing)
        added_by=resolution.signer.full_name if resolution.signer else "",
    )


def ask_for_signature(cast: Cast, story: Story, resolution: Resolution) -> None:
    """The adopted resolution waits for its signature."""
    signer = cast.signer(story.signed_on)
    resolution.signer = signer.member
    resolution.signer_office = signer.office.value if signer.office else None
    resolution.status = ResolutionStatus.AWAITING_SIGNATURE


def series_of(cast: Cast, day: date) -> NumberSeries | None:
    """Return the register of resolutions of the organisation's term."""
    term = term_on(actor(), cast.organisation.id, day)
    if term is None:
        return None
    return document_queries.series_of(actor(), cast.organisation.id, term.id, _CODE)


def issue(cast: Cast, story: Story, resolution: Resolution) -> None:
    """Take the next number; the papers of a new demo end exactly at the last number used."""
    series = series_of(cast, story.issued_on)
    if series is None:
        return
    if cast.is_new:
        cast.first_number += 1
        number = cast.first_number
    else:
        number = series.last_number + 1
    series.last_number = max(series.last_number, number)
    document = resolution.document
    at = moment(story.issued_on, 16, 15)
    new(
        TakenNumber,
        at,
        organisation_id=document.organisation_id,
        series_id=series.id,
        number=number,
        document_id=document.id,
    )
    document.symbol = format_symbol(number, _CODE, cast.organisation.symbol_code)
    document.issued_on = story.issued_on
    document.term_id = series.term_id
    searchable(document, *(clause.text for clause in document.clauses))
    open_to_readers(document, at, committee=True)
    resolution.issued_on = story.issued_on
    resolution.status = ResolutionStatus.ISSUED
    cast.tell(
        [one.member.id for one in cast.on(story.issued_on)],
        at,
        NoticeKind.RESOLUTION,
        title=f"Nghị quyết số {document.symbol} đã phát hành",
        text=resolution.title,
        path=f"/resolutions/{resolution.id}/",
    )


def finish_tasks(cast: Cast, story: Story, today: date) -> None:
    """Report on the tasks given this month: most in time, some late, a few never."""
    results = {title.split("{")[0]: result for title, result in words.TASKS}
    for task in cast.tasks_of(story.month.shift(1)):
        is_open = task.status in (TaskStatus.GIVEN, TaskStatus.IN_PROGRESS)
        if not is_open or Month.of(task.given_on) != story.month:
            continue
        chance = Random(f"{SEED}|{story.code}|{task.title}|{task.due_on}")  # noqa: S311
        fate = chance.random()
        shift = chance.randint(-8, 0) if fate < 0.8 else chance.randint(2, 12)
        shift = _LONG_LATE.days if fate > 0.93 else shift
        done_on = max(task.due_on + timedelta(days=shift), task.given_on + timedelta(days=1))
        if fate > 0.97:
            if task.due_on < today:
                task.status = TaskStatus.NOT_DONE
                task.result = "Không còn phù hợp với kế hoạch công tác của đơn vị."
        elif fate > 0.93 and today <= task.due_on + _LONG_LATE:
            task.status = TaskStatus.IN_PROGRESS
            task.result = "Đã làm một phần, còn chờ số liệu."
        elif done_on < today:
            task.status, task.done_on = TaskStatus.DONE, done_on
            task.result = next(
                (text for start, text in results.items() if task.title.startswith(start)), ""
            )
