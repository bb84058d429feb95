"""The papers sent with an invitation."""

from uuid import UUID

from sqlalchemy.orm import joinedload, selectinload

from partywork.audit import service as audit
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, RuleBroken
from partywork.documents import service as documents
from partywork.documents.models import Document
from partywork.documents.rules import issuer_of
from partywork.documents.terms import DocumentKind, FileRole
from partywork.live import service as live
from partywork.meetings import policy, rules
from partywork.meetings.models import Meeting, MeetingPaper, newest_of
from partywork.meetings.service import meetings
from partywork.meetings.service.addresses import invitation_path, meeting_path
from partywork.meetings.terms import MeetingStatus
from partywork.notifications import service as notifications
from partywork.notifications.terms import NoticeKind

WITH_PAPERS = (
    selectinload(Meeting.papers).options(
        joinedload(MeetingPaper.document).selectinload(Document.files),
        joinedload(MeetingPaper.item),
    ),
)


def for_papers(actor: Actor, meeting_id: UUID) -> Meeting:
    """Return a meeting that has not closed, with its papers."""
    meeting = meetings.for_running(
        actor,
        meeting_id,
        selectinload(Meeting.invitations),
        selectinload(Meeting.agenda),
        selectinload(Meeting.guests),
        *WITH_PAPERS,
    )
    rules.check_agenda_open(meeting.status)
    return meeting


def of_meeting(actor: Actor, meeting_id: UUID) -> list[MeetingPaper]:
    """Return the papers to read at a meeting, each in its newest version."""
    query = (
        policy.visible_papers(actor)
        .where(MeetingPaper.meeting_id == meeting_id)
        .options(
            joinedload(MeetingPaper.document).selectinload(Document.files),
            joinedload(MeetingPaper.item),
        )
        .order_by(MeetingPaper.created_at)
    )
    return newest_of(list(db.session.scalars(query)))


def attach_paper(
    actor: Actor,
    meeting_id: UUID,
    *,
    summary: str,
    file_name: str,
    content: bytes,
    item_id: UUID | None = None,
    replaces_id: UUID | None = None,
) -> MeetingPaper:
    """Add a paper or its next version; once people are invited it is handed out to them.

    A new version stays with the item of the one it replaces.
    """
    for_papers(actor, meeting_id)
    file = documents.inspected(actor, file_name, content)
    with transaction():
        meeting = for_papers(actor, meeting_id)
        before = _replaced(meeting, replaces_id)
        if item_id is not None and item_id not in {item.id for item in meeting.agenda}:
            raise RuleBroken("Chương trình không có mục này.", "item_id")
        document = documents.draft(
            actor,
            organisation_id=meeting.organisation_id,
            kind=DocumentKind.MEETING_PAPER,
            summary=summary,
            access=rules.paper_access(meeting.kind, meeting.body.kind),
            issuer=issuer_of(meeting.body.kind),
        )
        kept = documents.attach(actor, document, role=FileRole.ATTACHMENT, file=file)
        paper = MeetingPaper(
            organisation_id=meeting.organisation_id,
            meeting_id=meeting.id,
            document=document,
            item_id=before.item_id if before else item_id,
            replaces_id=before.id if before else None,
            number=before.number + 1 if before else 1,
        )
        db.session.add(paper)
        if meeting.status is not MeetingStatus.PLANNED:
            _hand_out(meeting, document, "Bản mới của tài liệu" if before else "Thêm tài liệu")
        db.session.flush()
        audit.record(
            actor,
            "meeting.attach_paper",
            paper,
            organisation_path=meeting.organisation.path,
            sha256=kept.sha256,
            paper_version=paper.number,
        )
        live.publish(meeting_id, "papers")
    return paper


def _hand_out(meeting: Meeting, document: Document, words: str) -> None:
    """Open a paper to those invited and to who attends from above, and tell each of them."""
    invited = [one.member_id for one in meeting.invitations if one.sent_at is not None]
    visitors = [one.member_id for one in meeting.guests if one.member_id is not None]
    documents.publish_to(document, invited)
    documents.name_readers(document, visitors)
    others = [one for one in visitors if one not in invited]
    for people, path in ((invited, invitation_path(meeting)), (others, meeting_path(meeting))):
        notifications.tell(
            people,
            NoticeKind.MEETING,
            title=f"{words}: {meeting.title}",
            text=document.summary,
            path=path,
        )


def _replaced(meeting: Meeting, replaces_id: UUID | None) -> MeetingPaper | None:
    """Return the version that a new one replaces: only the newest can be replaced, once."""
    if replaces_id is None:
        return None
    found = [paper for paper in meeting.newest_papers if paper.id == replaces_id]
    if not found:
        raise RuleBroken("Tài liệu này đã có bản mới hơn. Hãy chọn lại.", "replaces_id")
    return found[0]


def remove_paper(actor: Actor, meeting_id: UUID, paper_id: UUID) -> Meeting:
    """Take a paper off a meeting nobody has been invited to; sent papers stay."""
    with transaction():
        meeting = for_papers(actor, meeting_id)
        found = [paper for paper in meeting.papers if paper.id == paper_id]
        if not found:
            raise NotVisible("Không tìm thấy tài liệu.")
        rules.check_paper_removable(
            meeting.status, is_replaced=found[0] not in meeting.newest_papers
        )
        db.session.delete(found[0])
        audit.record(
            actor,
            "meeting.remove_paper",
            found[0],
            organisation_path=meeting.organisation.path,
        )
    return meeting
