"""The minutes as a paper: filling the frozen page, its canonical text, the PDF in the archive."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import partial
from uuid import UUID

from partywork.ballots.models import Vote
from partywork.ballots.rules.secrecy import OPTIONS
from partywork.ballots.terms import VoteKind, VoteStatus, VoteSubject
from partywork.cells.rules.membership import is_away, is_exempted, is_in_statistics, is_official
from partywork.cells.terms import BodyKind, MembershipStatus
from partywork.core import clock, display
from partywork.core.actor import Actor
from partywork.core.db import canonical_json, db, transaction
from partywork.core.errors import NotVisible, RuleBroken
from partywork.documents import service as documents
from partywork.documents.models import Document, DocumentFile
from partywork.documents.pages import Person, heading_of, paragraphs
from partywork.documents.policy import visible_files
from partywork.documents.rules import issuer_of, strip_academic_titles
from partywork.documents.terms import DocumentKind, FileRole
from partywork.meetings import policy, rules
from partywork.meetings.models import Addendum, AgendaItem, Attendance, Meeting, Minutes
from partywork.meetings.pages import (
    Absence,
    AddendumPage,
    AssignmentRow,
    AttendanceRow,
    MinutesItem,
    MinutesPage,
    MinutesPart,
    NamedAnswers,
    Remark,
    VoteRecord,
)
from partywork.meetings.service import asked, manner, record, roll_call
from partywork.meetings.terms import (
    AgendaPart,
    AttendanceMark,
    ListOrder,
    MeetingKind,
    MinutesStatus,
    Place,
)
from partywork.pdf.renderer import render

TEMPLATE = "pdf/minutes.html"
DRAFT = "Dự thảo"
_CONFIRMED = (MinutesStatus.CONFIRMED, MinutesStatus.FILED)
_PARTS = {part.value: part.label for part in AgendaPart}
_VOTERS = {
    BodyKind.CELL: "đảng viên",
    BodyKind.CELL_COMMITTEE: "chi ủy viên",
    BodyKind.COMMITTEE: "đảng ủy viên",
    BodyKind.STANDING_COMMITTEE: "ủy viên Ban Thường vụ",
    BodyKind.INSPECTION_COMMISSION: "ủy viên Ủy ban Kiểm tra",
}


def summary_of(meeting: Meeting) -> str:
    """Return what a paper says under its name: «sinh hoạt chi bộ thường kỳ tháng 11 năm 2026»."""
    return meeting.title[:1].lower() + meeting.title[1:]


def minutes_page(meeting: Meeting, *, draft: bool) -> MinutesPage:
    """Fill the minutes of a loaded meeting; every fact the system knows is taken, none typed."""
    lines = roll_call.in_order(meeting, ListOrder.OFFICE)
    counted = roll_call.counts(meeting)
    members = [line for line in lines if is_in_statistics(line.status)]
    starts_at = meeting.opened_at or meeting.starts_at
    came = [one for one in meeting.guests if one.is_present]
    superiors = [one for one in came if one.member_id is not None]
    guests = [one for one in came if one.member_id is None]
    return MinutesPage(
        heading=heading_of(
            meeting.organisation,
            meeting.body.kind,
            day=meeting.starts_on,
            draft_label=DRAFT if draft else None,
            is_congress=_is_congress(meeting),
        ),
        summary=summary_of(meeting),
        starts_at=starts_at,
        ends_at=meeting.closed_at or starts_at,
        place=meeting.place,
        mode=manner.manner_of(meeting),
        chair=_leader(meeting, meeting.chair_id),
        minutes_taker=_leader(meeting, meeting.minutes_taker_id),
        members=len(members),
        official=sum(is_official(line.status) for line in members),
        present_official=counted.official_present,
        present_probationary=counted.probationary_present,
        parts=_parts(meeting),
        voters=voters_of(meeting),
        online=_names(line for line in lines if _is_present(line) and line.place is Place.ONLINE),
        exempt=_names(line for line in members if _is_exempt(line)),
        excused=tuple(
            Absence(line.member.full_name, line.reason or "")
            for line in members
            if line.mark is AttendanceMark.EXCUSED and not _need_not_come(line.status)
        ),
        unexcused=_names(
            line
            for line in members
            if line.mark is AttendanceMark.UNEXCUSED and not _need_not_come(line.status)
        ),
        special_duty=_names(line for line in members if line.mark is AttendanceMark.SPECIAL_DUTY),
        temporarily_away=_names(
            line for line in members if is_away(line.status) and not _is_present(line)
        ),
        temporarily_here=_names(
            line
            for line in lines
            if line.status is MembershipStatus.TEMPORARY_GUEST and _is_present(line)
        ),
        superiors=tuple(Person(one.full_name, one.title) for one in superiors),
        guests=tuple(Person(one.full_name, one.title) for one in guests),
        dues=_dues(meeting),
        agenda=tuple(item.title for item in meeting.agenda),
        assignments=tuple(
            AssignmentRow(one.lead.full_name, one.title, one.due_on) for one in meeting.assignments
        ),
        recommendations=asked.rows_of(meeting),
        quality_points=meeting.quality_points,
        quality_level=meeting.quality_level or "",
        is_read_out=record.minutes_status(meeting) is not MinutesStatus.DRAFT,
        attendance_rows=tuple(_attendance_row(meeting, line) for line in lines),
    )


def _is_congress(meeting: Meeting) -> bool:
    return meeting.kind is MeetingKind.CONGRESS


def voters_of(meeting: Meeting) -> str:
    """Return whom the body counts: đảng viên, đảng ủy viên, delegates."""
    if rules.is_of_delegates(meeting.kind, meeting.body.kind):
        return "đại biểu"
    return _VOTERS[meeting.body.kind]


def _need_not_come(status: MembershipStatus) -> bool:
    return is_exempted(status) or is_away(status)


def _is_present(line: Attendance) -> bool:
    return line.mark is AttendanceMark.PRESENT


def _is_exempt(line: Attendance) -> bool:
    by_status = is_exempted(line.status) and not _is_present(line)
    return by_status or line.mark is AttendanceMark.EXEMPT


def _names(lines: Iterable[Attendance]) -> tuple[str, ...]:
    return tuple(line.member.full_name for line in lines)


def _leader(meeting: Meeting, member_id: UUID | None) -> Person:
    for line in meeting.attendances:
        if line.member_id == member_id:
            office = line.office.label if line.office is not None else ""
            return Person(strip_academic_titles(line.member.full_name), office)
    raise RuleBroken("Chưa xác định người chủ trì và người ghi biên bản.")


def _dues(meeting: Meeting) -> str:
    if meeting.dues_paid is None:
        return meeting.dues_note
    members = sum(is_in_statistics(line.status) for line in meeting.attendances)
    paid = (
        f"{display.count(meeting.dues_paid)}/{display.count(members)} đảng viên đã đóng đảng phí "
        f"{meeting.period.short_label}."
    )
    return f"{paid} {meeting.dues_note}".strip()


def _attendance_row(meeting: Meeting, line: Attendance) -> AttendanceRow:
    notes = [line.status.label] if line.status is not MembershipStatus.OFFICIAL else []
    if _is_present(line) and line.late_at is not None:
        late = rules.late_minutes(meeting.opened_at or meeting.starts_at, line.late_at)
        notes.append(f"đến lúc {display.time_of_day(line.late_at)}, muộn {late} phút")
    if _is_present(line) and line.place is Place.ONLINE:
        notes.append("dự trực tuyến")
    why = None if _is_present(line) else line.reason
    if why:
        notes.append(why)
    return AttendanceRow(
        name=line.member.full_name,
        office=line.office.label if line.office is not None else "",
        mark=line.mark.label,
        note="; ".join(notes),
    )


def _parts(meeting: Meeting) -> tuple[MinutesPart, ...]:
    """Group the items by the letter of their code; added items belong where they stand.

    An item on which nothing was written stands in the list of the agenda only.
    """
    grouped: dict[str, list[MinutesItem]] = {}
    letter = ""
    for item in meeting.agenda:
        letter = item.code[:1] or letter
        told = _item(item)
        if told.paragraphs or told.remarks or told.conclusions or told.vote is not None:
            grouped.setdefault(letter, []).append(told)
    return tuple(
        MinutesPart(letter, _PARTS.get(letter, ""), tuple(items))
        for letter, items in grouped.items()
    )


def _item(item: AgendaItem) -> MinutesItem:
    return MinutesItem(
        title=item.title,
        paragraphs=(*paragraphs(item.notes), *_box(item.vote), *_stopped(item.vote)),
        remarks=tuple(Remark(one.speaker, one.text) for one in item.statements),
        conclusions=paragraphs(item.conclusion),
        vote=_vote(item.vote) if item.vote is not None else None,
    )


def _box(vote: Vote | None) -> Iterator[str]:
    """Tell what lay in the box of screens when it closed, which is before anybody can open it.

    Where one ballot asks several questions it is told once, with the first.
    """
    ballot = vote.ballot if vote is not None else None
    if vote is None or ballot is None or ballot.box_digest is None or vote.position != 1:
        return
    cast = display.count(ballot.envelopes_cast or 0)
    yield (
        f"Đã đóng hòm phiếu trên màn hình «{ballot.title}», trong hòm có {cast} phong bì (mỗi "
        f"đồng chí một phong bì cho mỗi nội dung). Mã kiểm tra hòm phiếu: {ballot.box_digest}."
    )


def _stopped(vote: Vote | None) -> Iterator[str]:
    """Tell of a ballot that was stopped: it has no figures, and why it has none."""
    if vote is not None and vote.status is VoteStatus.STOPPED and vote.ballot is not None:
        reason = (vote.ballot.stop_reason or "").rstrip(".")
        yield f"Cuộc bỏ phiếu kín «{vote.question}» đã dừng, không có kết quả. Lý do: {reason}."


def _vote(vote: Vote) -> VoteRecord | None:
    if vote.status not in (VoteStatus.PASSED, VoteStatus.FAILED):
        return None
    subject = "Nghị quyết" if vote.subject is VoteSubject.RESOLUTION else "Nội dung"
    if vote.status is VoteStatus.PASSED:
        outcome = f"{subject} được thông qua."
    else:
        outcome = f"{subject} không được thông qua (cần ít nhất {vote.needed} tán thành)."
    return VoteRecord(
        question=vote.question[:1].lower() + vote.question[1:],
        method=method_of(vote),
        roll=vote.roll or 0,
        in_favour=vote.in_favour or 0,
        against=vote.against or 0,
        other_opinion=vote.other_opinion or 0,
        outcome=outcome,
        reserved=tuple(Remark(one.member.full_name, one.text) for one in vote.reserved_opinions),
        by_name=_by_name(vote),
    )


def method_of(vote: Vote) -> str:
    """Say how a vote was taken; of paper ballots also how many went out and came back.

    Where some answered by name on screens, the words say how many did and how many raised hands.
    """
    if vote.kind is VoteKind.OPEN:
        return _openly(vote)
    ballot = vote.ballot
    if ballot is None or ballot.papers_issued is None:
        return "bỏ phiếu kín"
    words = ("phát ra", "thu về", "hợp lệ", "không hợp lệ")
    figures = (
        ballot.papers_issued,
        ballot.papers_returned or 0,
        ballot.papers_valid or 0,
        ballot.papers_invalid or 0,
    )
    told = (f"{word} {display.count(one)}" for word, one in zip(words, figures, strict=True))
    return f"bỏ phiếu kín, phiếu {', '.join(told)}"


def _openly(vote: Vote) -> str:
    if not vote.voices:
        return "giơ tay"
    counted = (vote.in_favour, vote.against, vote.other_opinion)
    hands = sum(one or 0 for one in counted) - len(vote.voices)
    by_name = f"biểu quyết công khai, {display.count(len(vote.voices))} ghi tên trên màn hình"
    return f"{by_name}, {display.count(hands)} giơ tay" if hands > 0 else by_name


def _by_name(vote: Vote) -> tuple[NamedAnswers, ...]:
    """Return who answered what in an open vote, by name; raised hands leave no names."""
    voices = sorted(vote.voices, key=lambda one: one.member.name_sort_key)
    found = (
        NamedAnswers(
            choice.label, tuple(one.member.full_name for one in voices if one.choice is choice)
        )
        for choice in OPTIONS
    )
    return tuple(one for one in found if one.names)


def canonical_text(meeting: Meeting) -> str:
    """Return the one text that both people confirm: every fact of the minutes, in fixed order.

    Recommendations, and answers by name, stand in it only where there are any: minutes of before
    these came have no word of them.
    """
    facts = asdict(minutes_page(meeting, draft=False))
    if not facts["recommendations"]:
        del facts["recommendations"]
    for part in facts["parts"]:
        for item in part["items"]:
            if item["vote"] is not None and not item["vote"]["by_name"]:
                del item["vote"]["by_name"]
    return canonical_json(facts)


def digest_of(text: str) -> str:
    """Return the SHA-256 of a confirmed text."""
    return hashlib.sha256(text.encode()).hexdigest()


def file_name_of(meeting: Meeting) -> str:
    """Return the name people get: «Biên bản sinh hoạt … ngày 05-11-2026.pdf»."""
    held_on = clock.day_of(meeting.opened_at or meeting.starts_at)
    return f"Biên bản {summary_of(meeting)} ngày {held_on:%d-%m-%Y}.pdf"


def begin_paper(actor: Actor, meeting: Meeting) -> Document:
    """Return the paper of confirmed minutes in the archive, begun in the running transaction."""
    minutes = _confirmed_minutes(meeting)
    if minutes.document is None:
        minutes.document = documents.draft(
            actor,
            organisation_id=meeting.organisation_id,
            kind=DocumentKind.MINUTES,
            summary=summary_of(meeting),
            access=rules.paper_access(meeting.kind, meeting.body.kind),
            issuer=issuer_of(meeting.body.kind, is_congress=_is_congress(meeting)),
        )
        documents.publish_to(minutes.document, [line.member_id for line in meeting.attendances])
    return minutes.document


def _confirmed_minutes(meeting: Meeting) -> Minutes:
    minutes = meeting.minutes
    if minutes is None or minutes.text_hash is None or minutes.status not in _CONFIRMED:
        raise RuleBroken("Biên bản chưa được xác nhận nên chưa lưu được.")
    return minutes


def kept_paper(meeting: Meeting) -> DocumentFile | None:
    """Return the PDF of confirmed minutes, once it is laid out."""
    minutes = meeting.minutes
    if minutes is None or minutes.document is None:
        return None
    return documents.rendered(minutes.document)


def lay_out(actor: Actor, meeting_id: UUID) -> None:
    """Keep the PDF of confirmed minutes in the archive, once; no lock is held while it is drawn."""
    meeting = record.whole(actor, meeting_id)
    _confirmed_minutes(meeting)
    if kept_paper(meeting) is not None:
        return
    content = render(TEMPLATE, minutes_page(meeting, draft=False))
    with transaction():
        record.queue_writers(meeting_id)
        meeting = record.whole(actor, meeting_id)
        if kept_paper(meeting) is None:
            document = begin_paper(actor, meeting)
            documents.store_rendered(
                actor, document, content=content, file_name=file_name_of(meeting)
            )


def open_minutes(actor: Actor, meeting_id: UUID) -> tuple[str, bytes]:
    """Return the minutes as a PDF with its name: the stored one, or the draft of this moment."""
    meeting = record.whole(actor, meeting_id)
    kept = kept_paper(meeting)
    if kept is not None:
        opened, content = documents.open_file(actor, kept.id)
        return opened.file_name, content
    status = record.minutes_status(meeting)
    if status is MinutesStatus.DRAFT and not policy.may_write(actor, meeting):
        raise NotVisible()
    if status in _CONFIRMED:
        raise RuleBroken("Bản trình bày đang được tạo. Hãy mở lại sau ít phút.")
    page = minutes_page(meeting, draft=True)
    return f"Dự thảo {file_name_of(meeting)}", render(TEMPLATE, page)


def lay_out_missing(actor: Actor) -> Iterator[tuple[int, int]]:
    """Store the paper of confirmed minutes that have none, newest first; yield (done, total)."""
    laid_out = (
        visible_files(actor)
        .where(
            DocumentFile.document_id == Minutes.document_id, DocumentFile.role == FileRole.RENDERED
        )
        .with_only_columns(DocumentFile.id)
        .exists()
    )
    query = (
        policy.visible_minutes(actor)
        .where(Minutes.text_hash.is_not(None), Minutes.status.in_(_CONFIRMED), ~laid_out)
        .order_by(Minutes.created_at.desc(), Minutes.id.desc())
        .with_only_columns(Minutes.meeting_id)
    )
    waiting = list(db.session.scalars(query))
    yield from documents.lay_out_each(waiting, partial(lay_out, actor))


def addendum_page(meeting: Meeting, addendum: Addendum) -> AddendumPage:
    """Fill the paper of one correction of confirmed minutes."""
    return AddendumPage(
        heading=heading_of(
            meeting.organisation,
            meeting.body.kind,
            day=meeting.starts_on,
            is_congress=_is_congress(meeting),
        ),
        summary=summary_of(meeting),
        starts_at=meeting.opened_at or meeting.starts_at,
        place=meeting.place,
        written_at=addendum.created_at,
        author=addendum.author_name,
        paragraphs=paragraphs(addendum.text),
        chair=_leader(meeting, meeting.chair_id),
        minutes_taker=_leader(meeting, meeting.minutes_taker_id),
    )


def open_addendum(actor: Actor, meeting_id: UUID, addendum_id: UUID) -> tuple[str, bytes]:
    """Return the paper of a correction, to be printed and signed by hand."""
    meeting = record.whole(actor, meeting_id)
    for addendum in meeting.minutes.addenda if meeting.minutes is not None else []:
        if addendum.id == addendum_id:
            content = render("pdf/addendum.html", addendum_page(meeting, addendum))
            return f"Biên bản bổ sung {file_name_of(meeting).removeprefix('Biên bản ')}", content
    raise NotVisible()
