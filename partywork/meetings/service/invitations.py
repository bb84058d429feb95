"""Inviting people, their answers, and requests to stay away."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import joinedload, selectinload

from partywork.audit import service as audit
from partywork.cells.queries import PersonOnDay
from partywork.cells.rules.membership import may_attend
from partywork.core import clock, display
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, RuleBroken, require
from partywork.documents import service as documents
from partywork.documents.models import Document
from partywork.meetings import policy, rules
from partywork.meetings.models import AgendaItem, Attendance, Invitation, Meeting, MeetingPaper
from partywork.meetings.service import meetings, people, telling
from partywork.meetings.service.addresses import invitation_path, meeting_path
from partywork.meetings.terms import AttendanceMark, InvitationAnswer, MeetingStatus
from partywork.notifications import service as notifications
from partywork.notifications.rules import calendar_text
from partywork.notifications.terms import NoticeKind
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey

_PAPERS = selectinload(Meeting.papers).joinedload(MeetingPaper.document)


@dataclass(frozen=True, slots=True)
class GuestList:
    """Who will be invited, who of the body will not and why, and what should be seen to first.

    `on_paper` are those of the invited whom only a printed invitation reaches.
    """

    meeting: Meeting
    invited: list[PersonOnDay]
    on_paper: list[PersonOnDay]
    left_out: list[PersonOnDay]
    warnings: tuple[str, ...]


def for_inviting(actor: Actor, meeting_id: UUID) -> GuestList:
    """Return whom the invitation will reach and what is still missing."""
    meeting = meetings.for_running(
        actor,
        meeting_id,
        selectinload(Meeting.agenda),
        selectinload(Meeting.invitations),
        _PAPERS,
        joinedload(Meeting.expected_chair),
        joinedload(Meeting.expected_minutes_taker),
    )
    day = clock.day_of(meeting.starts_at)
    members = people.members_on(actor, people.Circle.of(meeting), day)
    invited = [person for person in members if may_attend(person.status)]
    return GuestList(
        meeting=meeting,
        invited=invited,
        on_paper=people.on_paper(invited),
        left_out=[person for person in members if not may_attend(person.status)],
        warnings=tuple(_warnings(meeting)),
    )


def _warnings(meeting: Meeting) -> list[str]:
    day = clock.today()
    found = []
    if meeting.starts_at <= clock.now():
        found.append("Giờ họp đã qua. Hãy kiểm tra lại ngày, giờ trước khi mời.")
    if meeting.expected_chair_id is None:
        found.append("Chưa dự kiến người chủ trì.")
    if meeting.expected_minutes_taker_id is None:
        found.append("Chưa dự kiến người ghi biên bản.")
    if not meeting.papers:
        found.append("Chưa có tài liệu gửi kèm giấy mời.")
    days = provisions.value(ProvisionKey.PAPERS_DAYS_BEFORE, day)
    in_time = rules.papers_in_time(
        clock.now(),
        meeting.starts_at,
        days=days,
        by_calendar_day=provisions.value(ProvisionKey.PAPERS_WHOLE_DAY, day) == "calendar_day",
    )
    if not in_time:
        found.append(f"Giấy mời và tài liệu phải gửi trước ít nhất {days} ngày; nay đã muộn.")
    return found


def invite(actor: Actor, meeting_id: UUID, *, version: int) -> Meeting:
    """Invite everybody of the body, publish the papers to them and tell each (inbox, mail)."""
    with transaction():
        guests = for_inviting(actor, meeting_id)
        meeting = guests.meeting
        meeting.expect_version(version)
        rules.check_step(meeting.status, MeetingStatus.INVITED)
        if not guests.invited:
            raise RuleBroken("Chưa có ai để mời. Hãy kiểm tra danh sách đảng viên, cấp ủy.")
        if not meeting.agenda:
            raise RuleBroken("Chưa có chương trình họp.")
        meeting.status = MeetingStatus.INVITED
        meeting.invited_at = clock.now()
        told = _send(meeting, guests.invited)
        for paper in meeting.papers:
            documents.publish_to(paper.document, told)
        telling.invited(meeting, told)
        audit.record(
            actor,
            "meeting.invite",
            meeting,
            organisation_path=meeting.organisation.path,
            invited=len(told),
        )
    return meeting


def invite_newcomers(actor: Actor, meeting_id: UUID) -> None:
    """Invite who joined the body after the invitations went out, inside the running use case."""
    with transaction():
        guests = for_inviting(actor, meeting_id)
        meeting = guests.meeting
        known = {one.member_id for one in meeting.invitations if one.sent_at is not None}
        told = _send(meeting, [one for one in guests.invited if one.member.id not in known])
        for paper in meeting.papers:
            documents.publish_to(paper.document, told)
        telling.invited(meeting, told)


def _send(meeting: Meeting, invited: list[PersonOnDay]) -> list[UUID]:
    known = {one.member_id: one for one in meeting.invitations}
    for person in invited:
        invitation = known.get(person.member.id)
        if invitation is None:
            invitation = Invitation(
                organisation_id=meeting.organisation_id,
                meeting_id=meeting.id,
                member_id=person.member.id,
            )
            db.session.add(invitation)
        invitation.sent_at = meeting.invited_at
    return [person.member.id for person in invited]


def text_to_copy(meeting: Meeting, address: str) -> str:
    """Return the words for a chat or a text message: time, place, link; no names, no content."""
    day = clock.day_of(meeting.starts_at)
    return (
        f"Mời họp {display.time_in_text(meeting.starts_at)}, {display.weekday(day)} "
        f"ngày {display.day(day)}, tại {meeting.place}. Xem giấy mời: {address}"
    )


def own_invitation(actor: Actor, meeting_id: UUID) -> Invitation:
    """Return the actor's own invitation with the agenda and the papers it announces."""
    query = (
        policy.visible_invitations(actor)
        .where(
            Invitation.meeting_id == meeting_id,
            Invitation.member_id == actor.member_id,
            Invitation.sent_at.is_not(None),
        )
        .options(
            joinedload(Invitation.meeting).options(
                joinedload(Meeting.organisation),
                joinedload(Meeting.body),
                joinedload(Meeting.expected_chair),
                joinedload(Meeting.expected_minutes_taker),
                selectinload(Meeting.agenda).joinedload(AgendaItem.presenter),
                selectinload(Meeting.papers).options(
                    joinedload(MeetingPaper.document).selectinload(Document.files),
                    joinedload(MeetingPaper.item),
                ),
            )
        )
    )
    found = db.session.scalar(query)
    if found is None:
        raise NotVisible("Không tìm thấy giấy mời.")
    return found


def is_here(actor: Actor, meeting_id: UUID) -> bool:
    """Say whether the actor stands on the roll as present, and so need not come in any more."""
    query = policy.visible_attendances(actor).where(
        Attendance.meeting_id == meeting_id,
        Attendance.member_id == actor.member_id,
        Attendance.mark == AttendanceMark.PRESENT,
    )
    return db.session.scalar(query) is not None


def calendar_file(actor: Actor, meeting_id: UUID, address: str, organiser: str) -> str:
    """Return the hours of one's own invitation for the calendar of one's own device."""
    meeting = own_invitation(actor, meeting_id).meeting
    return calendar_text(
        telling.event_of(meeting),
        method="CANCEL" if meeting.status is MeetingStatus.CANCELLED else "PUBLISH",
        organiser=organiser,
        address=address,
        stamped_at=clock.now(),
    )


def answer(
    actor: Actor,
    meeting_id: UUID,
    *,
    version: int,
    chosen: InvitationAnswer,
    absence_reason: str = "",
) -> Invitation:
    """Answer one's own invitation; a request to stay away goes to those who run the meeting."""
    with transaction():
        invitation = own_invitation(actor, meeting_id)
        require(policy.may_answer(actor, invitation), "Chỉ người được mời trả lời giấy mời.")
        invitation.expect_version(version)
        meeting = invitation.meeting
        rules.check_answer(meeting.status, chosen, absence_reason)
        documents.refuse_secret(actor, absence_reason)
        asks = chosen is InvitationAnswer.ASKS_ABSENCE
        invitation.answer = chosen
        invitation.answered_at = clock.now()
        invitation.absence_reason = absence_reason if asks else None
        invitation.absence_accepted_at = None
        invitation.absence_accepted_by = None
        if asks:
            notifications.tell(
                _asked(meeting, actor),
                NoticeKind.MEETING,
                title=f"Xin vắng: {meeting.title}",
                text=f"Đ/c {actor.name} xin vắng. Lý do xem ở trang cuộc họp.",
                path=meeting_path(meeting),
            )
        audit.record(
            actor,
            "invitation.answer",
            invitation,
            organisation_path=meeting.organisation.path,
            answer=chosen,
        )
    return invitation


def _asked(meeting: Meeting, actor: Actor) -> list[UUID]:
    """Return who hears of a request: the chair, or who else leads the body if there is none."""
    chair = meeting.expected_chair_id
    if chair is not None and chair != actor.member_id:
        return [chair]
    return [one for one in people.leaders(meeting.body, clock.today()) if one != actor.member_id]


def accept_absence(actor: Actor, meeting_id: UUID, member_id: UUID) -> Invitation:
    """Agree to a request to stay away, once; the roll-call still has to state it."""
    with transaction():
        meeting = meetings.for_running(actor, meeting_id, selectinload(Meeting.invitations))
        found = [one for one in meeting.invitations if one.member_id == member_id]
        if not found:
            raise NotVisible("Không tìm thấy giấy mời.")
        invitation = found[0]
        if invitation.answer is not InvitationAnswer.ASKS_ABSENCE:
            raise RuleBroken("Đồng chí này không xin vắng.")
        if invitation.absence_accepted_at is None:
            invitation.absence_accepted_at = clock.now()
            invitation.absence_accepted_by = actor.name
            notifications.tell(
                [member_id],
                NoticeKind.MEETING,
                title=f"Đã đồng ý cho vắng: {meeting.title}",
                path=invitation_path(meeting),
            )
            audit.record(
                actor,
                "invitation.accept_absence",
                invitation,
                organisation_path=meeting.organisation.path,
            )
    return invitation
