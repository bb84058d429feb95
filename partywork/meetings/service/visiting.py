"""Who of the committee above attends a meeting of a cell: asked by the office, or by offering."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.audit import service as audit
from partywork.cells import policy as cells_policy
from partywork.cells.models import Body, Organisation
from partywork.cells.queries import PersonOnDay, body_members_on
from partywork.cells.rules.offices import above_the_cells
from partywork.cells.terms import BodyKind
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, RuleBroken, require
from partywork.documents import service as documents
from partywork.documents.models import Document
from partywork.meetings import policy
from partywork.meetings.models import Guest, Meeting, MeetingPaper
from partywork.meetings.rules.calendar import check_visitors_open
from partywork.meetings.service import telling
from partywork.meetings.service.addresses import meeting_path
from partywork.notifications import service as notifications
from partywork.notifications.terms import NoticeKind

_NOT_YOURS = "Việc phân công dự thuộc văn phòng Đảng ủy; đảng ủy viên tự nhận dự."


@dataclass(frozen=True, slots=True)
class Assigning:
    """A meeting of the calendar, who attends it and who may be asked to."""

    meeting: Meeting
    visitors: list[Guest]
    people: list[PersonOnDay]


def for_assigning(actor: Actor, meeting_id: UUID) -> Assigning:
    """Return a meeting with those of the committees above who may attend it."""
    meeting = _get(actor, meeting_id)
    require(policy.may_assign_visitors(actor, meeting.organisation.path), _NOT_YOURS)
    return Assigning(meeting, _of(meeting), _committee(meeting))


def _get(actor: Actor, meeting_id: UUID) -> Meeting:
    query = policy.visible_calendar(actor).where(Meeting.id == meeting_id)
    found = db.session.scalar(query.options(joinedload(Meeting.organisation)))
    if found is None:
        raise NotVisible("Không tìm thấy buổi sinh hoạt.")
    return found


def _of(meeting: Meeting) -> list[Guest]:
    query = policy.visible_guests(system(clock.today())).where(
        Guest.meeting_id == meeting.id, Guest.member_id.is_not(None)
    )
    return list(db.session.scalars(query.order_by(Guest.created_at, Guest.id)))


def _committee(meeting: Meeting) -> list[PersonOnDay]:
    """Return who sits in a committee above the cell on the day of its meeting."""
    everybody = system(clock.today())
    bodies = db.session.scalars(
        cells_policy.visible_bodies(everybody)
        .join(Organisation, Organisation.id == Body.organisation_id)
        .where(
            Body.kind == BodyKind.COMMITTEE,
            Organisation.path.in_(policy.paths_above(meeting.organisation.path)),
        )
    )
    found: dict[UUID, PersonOnDay] = {}
    for body in bodies:
        for person in body_members_on(everybody, body, meeting.starts_on):
            found.setdefault(person.member.id, person)
    return list(found.values())


def assign(actor: Actor, meeting_id: UUID, member_id: UUID) -> Guest:
    """Let somebody of the committee above attend a cell's meeting; both sides are told.

    The office asks anybody of the committee; a committee member may offer to come themself. Who
    attends reads the papers of the meeting.
    """
    with transaction():
        meeting = _get(actor, meeting_id)
        path = meeting.organisation.path
        may = policy.may_assign_visitors(actor, path) or policy.may_visit(actor, path, member_id)
        require(may, _NOT_YOURS)
        check_visitors_open(meeting.status)
        person = next((one for one in _committee(meeting) if one.member.id == member_id), None)
        if person is None:
            raise RuleBroken("Người dự phải là đảng ủy viên vào ngày họp.", "member_id")
        if any(one.member_id == member_id for one in _of(meeting)):
            raise RuleBroken("Đồng chí này đã có trong danh sách dự.", "member_id")
        visitor = Guest(
            organisation_id=meeting.organisation_id,
            meeting_id=meeting.id,
            member_id=member_id,
            full_name=person.member.full_name,
            title=above_the_cells(person.office) if person.office else "",
        )
        db.session.add(visitor)
        db.session.flush()
        for paper in _papers(meeting):
            documents.name_readers(paper, [member_id])
        if member_id != actor.member_id:
            telling.assigned(meeting, member_id)
        _tell_chair(meeting, f"Đ/c {visitor.full_name} ({visitor.title}) sẽ dự.")
        audit.record(
            actor, "meeting.assign_visitor", visitor, organisation_path=path, visitor=member_id
        )
    return visitor


def join(actor: Actor, meeting_id: UUID) -> Meeting:
    """Offer to attend oneself."""
    meeting = _get(actor, meeting_id)
    require(
        policy.may_visit(actor, meeting.organisation.path, actor.member_id),
        "Việc này dành cho đảng ủy viên.",
    )
    if actor.member_id is not None:
        assign(actor, meeting_id, actor.member_id)
    return meeting


def release(actor: Actor, meeting_id: UUID, member_id: UUID) -> Meeting:
    """Take somebody of the committee above off the meeting again, and its papers from them.

    It is done before the meeting begins.
    """
    with transaction():
        meeting = _get(actor, meeting_id)
        path = meeting.organisation.path
        may = policy.may_assign_visitors(actor, path) or policy.may_visit(actor, path, member_id)
        require(may, _NOT_YOURS)
        check_visitors_open(meeting.status)
        found = [one for one in _of(meeting) if one.member_id == member_id]
        if not found:
            raise NotVisible("Đồng chí này không có trong danh sách dự.")
        visitor = found[0]
        db.session.delete(visitor)
        for paper in _papers(meeting):
            documents.take_back(paper, [member_id])
        if member_id != actor.member_id:
            telling.released(meeting, member_id)
        _tell_chair(meeting, f"Đ/c {visitor.full_name} không dự nữa.")
        audit.record(
            actor, "meeting.release_visitor", visitor, organisation_path=path, visitor=member_id
        )
    return meeting


def _papers(meeting: Meeting) -> list[Document]:
    """Return the papers of a meeting in each of their versions."""
    query = policy.visible_papers(system(clock.today())).where(
        MeetingPaper.meeting_id == meeting.id
    )
    found = db.session.scalars(query.options(joinedload(MeetingPaper.document)))
    return [one.document for one in found]


def _tell_chair(meeting: Meeting, words: str) -> None:
    if meeting.expected_chair_id is not None:
        notifications.tell(
            [meeting.expected_chair_id],
            NoticeKind.MEETING,
            title=f"Đại diện Đảng ủy: {meeting.title}",
            text=words,
            path=meeting_path(meeting),
        )
