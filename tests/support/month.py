"""A cell's month as records: people, a held meeting with its minutes, its tasks."""

from datetime import UTC, date, datetime, time, timedelta

from partywork.cells.models import Member, Organisation
from partywork.cells.terms import BodyKind, MembershipStatus, OfficeTitle
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.documents.models import Document
from partywork.documents.terms import DocumentKind
from partywork.meetings.models import (
    AgendaItem,
    Assignment,
    Attendance,
    Invitation,
    Meeting,
    MeetingPaper,
    Minutes,
    Statement,
)
from partywork.meetings.terms import (
    AttendanceMark,
    InvitationAnswer,
    MeetingKind,
    MeetingStatus,
    MinutesStatus,
)
from partywork.tasks.models import Task
from partywork.tasks.terms import TaskStatus
from tests.support.make import Make

HELD_ON = date(2026, 11, 5)


class CellMonth:
    """A cell with a secretary, a deputy and two members, and what its November brought."""

    def __init__(self, make: Make, cell: Organisation | None = None) -> None:
        """Make the cell and its people."""
        self.make = make
        self.cell = cell or make.cell()
        self.secretary_member = make.member(
            self.cell, office=OfficeTitle.SECRETARY, name="Đỗ Minh Hưng"
        )
        self.deputy_member = make.member(
            self.cell, office=OfficeTitle.DEPUTY_SECRETARY, name="Trần Thu Hà"
        )
        self.member = make.member(self.cell, name="Lê Quang Huy")
        self.probationary = make.member(
            self.cell, name="Vũ Đức Ước", status=MembershipStatus.PROBATIONARY
        )
        self.secretary: Actor = make.actor(self.secretary_member)
        self.deputy: Actor = make.actor(self.deputy_member)

    def meeting(
        self,
        *,
        held_on: date = HELD_ON,
        status: MeetingStatus = MeetingStatus.CLOSED,
        minutes: MinutesStatus | None = MinutesStatus.CONFIRMED,
        posted_on: date | None = None,
    ) -> Meeting:
        """Return the ordinary meeting of a month: three of four came, one was excused."""
        starts_at = clock.instant_of(held_on, time(19))
        with transaction():
            meeting = Meeting(
                organisation_id=self.cell.id,
                body_id=self.make.body(self.cell, BodyKind.CELL).id,
                kind=MeetingKind.REGULAR,
                year=held_on.year,
                month=held_on.month,
                title=f"Sinh hoạt chi bộ thường kỳ tháng {held_on.month} năm {held_on.year}",
                starts_at=starts_at,
                place="Hội trường",
                status=status,
                prepared_on=held_on - timedelta(days=8),
                chair_id=self.secretary_member.id,
                minutes_taker_id=self.deputy_member.id,
                invited_at=starts_at - timedelta(days=3),
                opened_at=starts_at,
                closed_at=starts_at + timedelta(minutes=110),
                posted_on=posted_on,
                dues_paid=4,
            )
            db.session.add(meeting)
            db.session.flush()
            self._roll_call(meeting)
            self._agenda(meeting)
            self._paper(meeting)
            if minutes is not None:
                db.session.add(
                    Minutes(organisation_id=self.cell.id, meeting_id=meeting.id, status=minutes)
                )
        return meeting

    def _roll_call(self, meeting: Meeting) -> None:
        marks = {
            self.secretary_member: AttendanceMark.PRESENT,
            self.deputy_member: AttendanceMark.PRESENT,
            self.member: AttendanceMark.UNEXCUSED,
            self.probationary: AttendanceMark.PRESENT,
        }
        for member, mark in marks.items():
            is_new = member is self.probationary
            db.session.add(
                Attendance(
                    organisation_id=self.cell.id,
                    meeting_id=meeting.id,
                    member_id=member.id,
                    status=MembershipStatus.PROBATIONARY if is_new else MembershipStatus.OFFICIAL,
                    mark=mark,
                )
            )

    def _agenda(self, meeting: Meeting) -> None:
        for position, (code, notes) in enumerate(
            (("B2", "Tư tưởng đảng viên ổn định."), ("B5", "Hoàn thành kế hoạch quý IV.")), 1
        ):
            item = AgendaItem(
                organisation_id=self.cell.id,
                meeting_id=meeting.id,
                position=position,
                code=code,
                title=code,
                notes=notes,
            )
            db.session.add(item)
            db.session.flush()
            db.session.add(
                Statement(
                    organisation_id=self.cell.id,
                    item_id=item.id,
                    member_id=self.deputy_member.id,
                    text="Nhất trí.",
                )
            )
        db.session.add(
            Assignment(
                organisation_id=self.cell.id,
                meeting_id=meeting.id,
                lead_id=self.member.id,
                title="Lập danh sách quần chúng ưu tú",
                due_on=date(2026, 12, 10),
            )
        )

    def _paper(self, meeting: Meeting) -> None:
        paper = Document(
            organisation_id=self.cell.id, kind=DocumentKind.MEETING_PAPER, summary="tài liệu"
        )
        db.session.add(paper)
        db.session.flush()
        db.session.add(
            MeetingPaper(
                organisation_id=self.cell.id,
                meeting_id=meeting.id,
                document_id=paper.id,
                created_at=meeting.starts_at - timedelta(days=3),
            )
        )

    def invite(
        self, meeting: Meeting, member: Member, answer: InvitationAnswer = InvitationAnswer.NONE
    ) -> None:
        """Invite somebody to a meeting the day before this one, with the answer they gave."""
        with transaction():
            db.session.add(
                Invitation(
                    organisation_id=meeting.organisation_id,
                    meeting_id=meeting.id,
                    member_id=member.id,
                    sent_at=clock.now() - timedelta(days=1),
                    answer=answer,
                )
            )

    def task(
        self,
        title: str = "Tổng hợp ý kiến",
        *,
        due_on: date = date(2026, 11, 10),
        status: TaskStatus = TaskStatus.GIVEN,
        done_on: date | None = None,
        lead: Member | None = None,
    ) -> Task:
        """Return a task given in October."""
        with transaction():
            task = Task(
                organisation_id=self.cell.id,
                title=title,
                lead_id=(lead or self.member).id,
                given_on=date(2026, 10, 5),
                due_on=due_on,
                status=status,
                done_on=done_on,
            )
            db.session.add(task)
        return task


def instant(day: date, hour: int = 9) -> datetime:
    """Return an hour of a Vietnamese day, in UTC."""
    return clock.instant_of(day, time(hour)).astimezone(UTC)
