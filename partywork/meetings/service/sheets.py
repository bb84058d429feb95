"""The printed sheets of a meeting: invitations and the list that people sign."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from uuid import UUID

from sqlalchemy.orm import joinedload, selectinload

from partywork.cells.models import Organisation
from partywork.cells.queries import PersonOnDay, by_name
from partywork.cells.terms import BodyKind
from partywork.core import clock, display
from partywork.core.actor import Actor
from partywork.core.errors import RuleBroken
from partywork.documents.pages import Person, PlaceAndDay, Recipients, Signature, heading_of
from partywork.documents.rules import strip_academic_titles
from partywork.meetings.models import AgendaItem, Meeting, MeetingPaper
from partywork.meetings.pages import AttendanceSheetPage, InvitationPage
from partywork.meetings.service import meetings, papers, people
from partywork.meetings.terms import AgendaPart, ListOrder
from partywork.pdf.renderer import render

# In whose name an invitation is signed, and where its copy is kept.
_AUTHORITIES = {
    BodyKind.CELL: ("T/M CHI BỘ", "Lưu Chi bộ"),
    BodyKind.CELL_COMMITTEE: ("T/M CHI ỦY", "Lưu Chi bộ"),
    BodyKind.COMMITTEE: ("T/M ĐẢNG ỦY", "Lưu Văn phòng Đảng ủy"),
    BodyKind.STANDING_COMMITTEE: ("T/M BAN THƯỜNG VỤ", "Lưu Văn phòng Đảng ủy"),
    BodyKind.INSPECTION_COMMISSION: ("T/M ỦY BAN KIỂM TRA", "Lưu Ủy ban Kiểm tra"),
}


def invitations(
    actor: Actor, meeting_id: UUID, *, only_on_paper: bool = False
) -> tuple[str, bytes]:
    """Return the file name and the PDF with one invitation a person, or for some of them.

    Printed may be those alone whom nothing else reaches.
    """
    meeting, invited = _with_people(actor, meeting_id)
    page = invitation_page(meeting, invited)
    if only_on_paper:
        chosen = people.on_paper(invited)
        if not chosen:
            raise RuleBroken("Ai cũng dùng máy, không có giấy mời nào phải in riêng.")
        page = replace(page, invitees=tuple(_person(one) for one in chosen))
    return _file_name("Giấy mời", meeting), render("pdf/invitation.html", page)


def attendance_sheet(actor: Actor, meeting_id: UUID, order: ListOrder) -> tuple[str, bytes]:
    """Return the file name and the PDF of the list, «theo chức vụ» or «theo ABC»."""
    meeting, invited = _with_people(actor, meeting_id)
    if order is ListOrder.ALPHABET:
        invited = sorted(invited, key=by_name)
    page = attendance_sheet_page(meeting, invited)
    return _file_name("Danh sách điểm danh", meeting), render("pdf/attendance_sheet.html", page)


def _with_people(actor: Actor, meeting_id: UUID) -> tuple[Meeting, list[PersonOnDay]]:
    meeting = meetings.for_running(
        actor,
        meeting_id,
        joinedload(Meeting.organisation).joinedload(Organisation.parent),
        joinedload(Meeting.expected_chair),
        joinedload(Meeting.expected_minutes_taker),
        selectinload(Meeting.agenda),
        selectinload(Meeting.papers).joinedload(MeetingPaper.document),
    )
    day = clock.day_of(meeting.starts_at)
    return meeting, people.invited_people(actor, people.Circle.of(meeting), day)


def invitation_page(meeting: Meeting, invited: list[PersonOnDay]) -> InvitationPage:
    """Fill the invitations; they are signed by who leads the body."""
    authority, kept = _AUTHORITIES[meeting.body.kind]
    leader_id = people.expected_chair(invited)
    signer = next((one for one in invited if one.member.id == leader_id), None)
    chair = next((one for one in invited if one.member.id == meeting.expected_chair_id), None)
    heading = heading_of(meeting.organisation, meeting.body.kind, day=meeting.starts_on)
    sent_on = clock.day_of(meeting.invited_at) if meeting.invited_at else None
    return InvitationPage(
        heading=replace(heading, place_and_day=PlaceAndDay(meeting.organisation.place, sent_on)),
        body_name=meeting.body_name,
        summary=papers.summary_of(meeting),
        invitees=tuple(_person(one) for one in invited),
        starts_at=meeting.starts_at,
        place=meeting.place,
        mode=meeting.mode.label.lower(),
        agenda=_agenda_in_short(meeting),
        recipients=Recipients(("Như kính gửi", kept)),
        signature=Signature(
            authority,
            signer.office.label.upper() if signer and signer.office else "",
            strip_academic_titles(signer.member.full_name) if signer else "",
        ),
        chair=_person(chair) if chair else None,
        papers=tuple(paper.document.summary for paper in meeting.newest_papers),
    )


def attendance_sheet_page(meeting: Meeting, invited: list[PersonOnDay]) -> AttendanceSheetPage:
    """Fill the list that people sign when they arrive."""
    taker, chair = meeting.expected_minutes_taker, meeting.expected_chair
    return AttendanceSheetPage(
        heading=heading_of(meeting.organisation, meeting.body.kind, day=meeting.starts_on),
        summary=papers.summary_of(meeting),
        starts_at=meeting.starts_at,
        place=meeting.place,
        people=tuple(_person(one) for one in invited),
        minutes_taker=strip_academic_titles(taker.full_name) if taker else "",
        chair=strip_academic_titles(chair.full_name) if chair else "",
    )


def _agenda_in_short(meeting: Meeting) -> tuple[str, ...]:
    """Return one line for each part of the template, so that an invitation keeps to one sheet.

    An added item belongs to the part in which it stands.
    """
    lines: list[str] = []
    for letter, items in groupby(_with_letters(meeting.agenda), key=itemgetter(0)):
        titles = [title for _letter, title in items]
        if letter in set(AgendaPart):
            titles = [display.inside_a_sentence(title) for title in titles]
            lines.append(f"{AgendaPart(letter).label}: {'; '.join(titles)}")
        else:
            lines += titles
    return tuple(lines)


def _with_letters(agenda: Iterable[AgendaItem]) -> Iterator[tuple[str, str]]:
    letter = ""
    for item in agenda:
        letter = item.code[:1] or letter
        yield letter, item.title


def _person(one: PersonOnDay) -> Person:
    return Person(one.member.full_name, one.office.label if one.office else "")


def _file_name(what: str, meeting: Meeting) -> str:
    day = clock.day_of(meeting.starts_at)
    return f"{what} {papers.summary_of(meeting)} ngày {day:%d-%m-%Y}.pdf"
