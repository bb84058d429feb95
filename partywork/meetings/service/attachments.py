"""The papers sent with an invitation."""

from uuid import UUID

from sqlalchemy.orm import selectinload

from partywork.audit import service as audit
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, RuleBroken
from partywork.documents import service as documents
from partywork.documents.models import Document
from partywork.documents.terms import DocumentKind, FileRole
from partywork.meetings import rules
from partywork.meetings.models import Meeting, MeetingPaper
from partywork.meetings.service import meetings
from partywork.meetings.service.addresses import invitation_path
from partywork.meetings.terms import MeetingStatus
from partywork.notifications import service as notifications
from partywork.notifications.terms import NoticeKind


def for_papers(actor: Actor, meeting_id: UUID) -> Meeting:
    """Return a meeting that has not closed, with its papers."""
    meeting = meetings.for_running(
        actor,
        meeting_id,
        selectinload(Meeting.invitations),
        selectinload(Meeting.papers).joinedload(MeetingPaper.document).selectinload(Document.files),
    )
    rules.check_agenda_open(meeting.status)
    return meeting


def attach_paper(
    actor: Actor, meeting_id: UUID, *, summary: str, file_name: str, content: bytes
) -> MeetingPaper:
    """Add a paper; once people are invited it is published and they are told."""
    with transaction():
        meeting = for_papers(actor, meeting_id)
        document = documents.draft(
            actor,
            organisation_id=meeting.organisation_id,
            kind=DocumentKind.MEETING_PAPER,
            summary=summary,
            access=rules.paper_access(meeting.kind, meeting.body.kind),
        )
        kept = documents.attach(
            actor, document, role=FileRole.ATTACHMENT, file_name=file_name, content=content
        )
        paper = MeetingPaper(
            organisation_id=meeting.organisation_id, meeting_id=meeting.id, document=document
        )
        db.session.add(paper)
        if meeting.status is not MeetingStatus.PLANNED:
            invited = [one.member_id for one in meeting.invitations if one.sent_at is not None]
            documents.publish_to(document, invited)
            notifications.tell(
                invited,
                NoticeKind.MEETING,
                title=f"Thêm tài liệu: {meeting.title}",
                text=summary,
                path=invitation_path(meeting),
            )
        db.session.flush()
        audit.record(
            actor,
            "meeting.attach_paper",
            paper,
            organisation_path=meeting.organisation.path,
            sha256=kept.sha256,
        )
    return paper


def remove_paper(actor: Actor, meeting_id: UUID, paper_id: UUID) -> Meeting:
    """Take a paper off a meeting nobody has been invited to; sent papers stay."""
    with transaction():
        meeting = for_papers(actor, meeting_id)
        found = [paper for paper in meeting.papers if paper.id == paper_id]
        if not found:
            raise NotVisible("Không tìm thấy tài liệu.")
        if meeting.status is not MeetingStatus.PLANNED:
            raise RuleBroken("Tài liệu đã gửi cho người được mời nên không bỏ được.")
        db.session.delete(found[0])
        audit.record(
            actor,
            "meeting.remove_paper",
            found[0],
            organisation_path=meeting.organisation.path,
        )
    return meeting
