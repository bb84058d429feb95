"""What is uploaded to Sổ tay đảng viên by hand: the files under their names, the text to copy."""

import zipfile
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from uuid import UUID

from sqlalchemy.orm import joinedload, selectinload

from partywork.audit import service as audit
from partywork.core import clock, display
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, RuleBroken, require
from partywork.documents import service as documents
from partywork.documents.models import Document, DocumentFile
from partywork.documents.terms import FileRole
from partywork.handbook import policy, queries, rules
from partywork.handbook.models import PapersPosting
from partywork.handbook.rules import IDLE, Reading
from partywork.handbook.terms import Pack
from partywork.meetings.models import Meeting, MeetingPaper
from partywork.meetings.service import meetings, papers, record
from partywork.meetings.terms import MeetingStatus, MinutesStatus
from partywork.resolutions import service as resolutions
from partywork.resolutions.terms import ResolutionStatus

NOT_YOURS = "Việc này thuộc cấp ủy của tổ chức họp."
_CONFIRMED = (MinutesStatus.CONFIRMED, MinutesStatus.FILED)
# Files in one archive are dated alike, so that the same files make the same archive.
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file of the archive and the name under which it is uploaded."""

    name: str
    file: DocumentFile


@dataclass(frozen=True, slots=True)
class PackView:
    """One of the two packs: its files, its text, what is missing, its clock."""

    pack: Pack
    files: list[NamedFile]
    text: str
    missing: str


@dataclass(frozen=True, slots=True)
class HandbookView:
    """The page of a meeting: both packs and the three clocks."""

    meeting: Meeting
    before: PackView
    after: PackView
    papers: Reading
    posted: Reading
    reported: Reading
    posting: PapersPosting | None
    may_report: bool


def show(actor: Actor, meeting_id: UUID) -> HandbookView:
    """Return both packs of a meeting and how its clocks stand."""
    meeting = _meeting(actor, meeting_id)
    posting = queries.posting_of(actor, meeting_id)
    on, now = queries.clocks()(meeting.starts_on), clock.now()
    is_over = rules.waits_for_results(meeting.status, meeting.starts_at, meeting.closed_at, now)
    filed_on = clock.day_of(meeting.filed_at) if meeting.filed_at else None
    return HandbookView(
        meeting=meeting,
        before=_pack(actor, meeting, Pack.BEFORE),
        after=_pack(actor, meeting, Pack.AFTER),
        papers=rules.papers_clock(
            meeting.starts_at, posting.posted_at if posting else None, now, on
        )
        if meeting.status is not MeetingStatus.CANCELLED
        else IDLE,
        posted=rules.results_clock(meeting.starts_on, meeting.posted_on, now, on)
        if is_over
        else IDLE,
        reported=rules.results_clock(meeting.starts_on, filed_on, now, on) if is_over else IDLE,
        posting=posting,
        may_report=record.minutes_status(meeting) in _CONFIRMED and meeting.filed_at is None,
    )


def _meeting(actor: Actor, meeting_id: UUID) -> Meeting:
    meeting = record.whole(actor, meeting_id)
    require(policy.may_prepare(actor, meeting), NOT_YOURS)
    return meetings.get(
        actor,
        meeting_id,
        selectinload(Meeting.papers).joinedload(MeetingPaper.document).selectinload(Document.files),
        joinedload(Meeting.expected_chair),
    )


def _pack(actor: Actor, meeting: Meeting, pack: Pack) -> PackView:
    if pack is Pack.BEFORE:
        missing = "" if meeting.papers else "Buổi họp chưa có tài liệu."
        return PackView(pack, _before(meeting), _text_before(meeting), missing)
    status = record.minutes_status(meeting)
    files = _after(actor, meeting)
    if status not in _CONFIRMED:
        missing = "Biên bản chưa được xác nhận nên chưa có kết quả để đăng."
    elif not files:
        missing = "Bản trình bày biên bản đang được tạo. Hãy mở lại sau ít phút."
    else:
        missing = ""
    text = _text_after(meeting) if not missing else ""
    return PackView(pack, [] if missing else files, text, missing)


def _named(meeting: Meeting, found: list[tuple[str, DocumentFile]]) -> list[NamedFile]:
    return [
        NamedFile(
            rules.file_name(
                number,
                meeting.organisation_name,
                what,
                meeting.starts_on,
                one.file_name.rpartition(".")[2].lower(),
            ),
            one,
        )
        for number, (what, one) in enumerate(found, start=1)
    ]


def _before(meeting: Meeting) -> list[NamedFile]:
    return _named(
        meeting,
        [
            (paper.document.summary, paper.document.files[-1])
            for paper in meeting.newest_papers
            if paper.document.files
        ],
    )


def _after(actor: Actor, meeting: Meeting) -> list[NamedFile]:
    found: list[tuple[str, DocumentFile]] = []
    kept = papers.kept_paper(meeting)
    if kept is not None and meeting.minutes is not None and meeting.minutes.document is not None:
        found.append(("Biên bản", kept))
        signed = meeting.minutes.document.files
        found += [("Biên bản bản ký", one) for one in signed if one.role is FileRole.SIGNED_COPY]
    for resolution in resolutions.resolutions_of(actor, meeting.id):
        paper = documents.rendered(resolution.document)
        if resolution.status is ResolutionStatus.ISSUED and paper is not None:
            found.append(("Nghị quyết", paper))
    return _named(meeting, found)


def _text_before(meeting: Meeting) -> str:
    lines = [
        f"{meeting.body_name} mời dự {papers.summary_of(meeting)}.",
        f"Thời gian: {display.time_in_text(meeting.starts_at)}, "
        f"{display.weekday(meeting.starts_on)}, ngày {display.day(meeting.starts_on)}.",
        f"Địa điểm: {meeting.place}. Hình thức: {meeting.mode.label.lower()}.",
        "Chương trình:",
        *(f"{number}. {item.title}" for number, item in enumerate(meeting.agenda, start=1)),
    ]
    if meeting.papers:
        lines.append("Tài liệu kèm theo:")
        lines += [f"- {paper.document.summary}" for paper in meeting.newest_papers]
    return "\n".join(lines)


def _text_after(meeting: Meeting) -> str:
    page = papers.minutes_page(meeting, draft=False)
    lines = [
        f"{meeting.body_name} đã họp {page.summary}, ngày {display.day(page.held_on)}.",
        f"Có mặt {page.present}/{page.members} đồng chí; thời gian {page.duration} phút.",
        f"Chủ trì: đồng chí {page.chair.name}; thư ký: đồng chí {page.minutes_taker.name}.",
    ]
    conclusions = [
        conclusion for part in page.parts for item in part.items for conclusion in item.conclusions
    ]
    if conclusions:
        lines += ["Kết luận:", *(f"- {one}" for one in conclusions)]
    if meeting.assignments:
        lines.append(f"Đã giao {len(meeting.assignments)} nhiệm vụ.")
    if page.quality_points is not None:
        lines.append(f"Chất lượng buổi họp: {page.quality_points}/100, {page.quality_level}.")
    return "\n".join(lines)


def archive(actor: Actor, meeting_id: UUID, pack: Pack) -> tuple[str, bytes]:
    """Return the files of a pack under their names as one archive; taking it is in the trail."""
    meeting = _meeting(actor, meeting_id)
    view = _pack(actor, meeting, pack)
    if view.missing or not view.files:
        raise RuleBroken(view.missing or "Buổi họp chưa có tệp nào để đăng.")
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        for one in view.files:
            _, content = documents.open_file(actor, one.file.id)
            packed.writestr(zipfile.ZipInfo(one.name, _EPOCH), content)
        packed.writestr(zipfile.ZipInfo("00_Noi-dung-de-chep.txt", _EPOCH), view.text.encode())
    with transaction():
        audit.record(
            actor,
            "handbook.take_pack",
            meeting,
            organisation_path=meeting.organisation.path,
            paper=pack.label,
        )
    stem = f"So-tay_{rules.plain(meeting.organisation_name)}_{rules.plain(pack.label)}"
    return f"{stem}_{meeting.starts_on:%d-%m-%Y}.zip", written.getvalue()


def papers_posted_at(actor: Actor, meeting_id: UUID) -> datetime | None:
    """Return when the papers of a meeting came onto the handbook, if somebody noted it."""
    posting = queries.posting_of(actor, meeting_id)
    return posting.posted_at if posting is not None else None


def note_papers(actor: Actor, meeting_id: UUID, *, version: int, posted_at: datetime) -> None:
    """Note when the papers were posted on Sổ tay đảng viên; a later note corrects the first."""
    with transaction():
        meeting = _meeting(actor, meeting_id)
        rules.check_posted_at(posted_at, clock.now(), meeting.invited_at)
        posting = queries.posting_of(actor, meeting_id)
        before = posting.posted_at if posting is not None else None
        if posting is None:
            posting = PapersPosting(organisation_id=meeting.organisation_id, meeting_id=meeting.id)
            db.session.add(posting)
        else:
            posting.expect_version(version)
        posting.posted_at, posting.noted_by = posted_at, actor.name
        db.session.flush()
        audit.record(
            actor,
            "handbook.note_papers",
            posting,
            organisation_path=meeting.organisation.path,
            posted_at=[display.moment(before), display.moment(posted_at)],
        )


def asked_pack(name: str) -> Pack:
    """Return the pack of an address."""
    if name not in set(Pack):
        raise NotVisible()
    return Pack(name)
