"""The words of the resolution that a meeting adopted, taken from its minutes and its tasks."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from partywork.ballots.models import Vote
from partywork.ballots.terms import VoteStatus, VoteSubject
from partywork.cells.rules.membership import is_in_statistics, is_probationary
from partywork.cells.terms import BodyKind
from partywork.core import clock, display
from partywork.core.text import tidy
from partywork.meetings.models import AgendaItem, Meeting
from partywork.meetings.rules import is_of_delegates
from partywork.meetings.service import roll_call
from partywork.meetings.terms import MeetingKind
from partywork.resolutions.pages import Clause, TaskRow, closing_line
from partywork.resolutions.terms import Part
from partywork.tasks.models import Task
from partywork.tasks.rules import progress_of, timeliness
from partywork.tasks.terms import TaskStatus, Timeliness

_MEETS = {
    MeetingKind.REGULAR: "họp thường kỳ",
    MeetingKind.THEMATIC: "sinh hoạt chuyên đề",
    MeetingKind.EXTRAORDINARY: "họp bất thường",
    MeetingKind.CONFERENCE: "họp",
    MeetingKind.COMBINED: "họp thường kỳ kết hợp chuyên đề",
    MeetingKind.REVIEW: "họp kiểm điểm, xếp loại chất lượng",
    MeetingKind.CONGRESS: "đại hội",
    MeetingKind.GROUP: "sinh hoạt tổ đảng",
    MeetingKind.CONFERRING: "hội ý",
}
_IDEOLOGY = ("B1", "B2")
_ASSESSMENT = ("B3", "B4")
_DIRECTION = ("B5", "C1")
_CONCLUSION = ("C3",)


# What stands before the matter in a question such as «Thông qua nghị quyết về chuyển đổi số».
_ASKED = re.compile(
    r"(biểu quyết\s+)?(thông qua\s+)?((toàn văn|dự thảo)\s+)*(nghị quyết(\s+|$))?", re.IGNORECASE
)
# «biểu quyết, kết luận, thông qua nghị quyết» of Hướng dẫn 42-HD/BTCTW.
_OF_THE_WHOLE = "C4"


def resolution_votes(meeting: Meeting) -> list[tuple[AgendaItem, Vote]]:
    """Return the votes that adopted a resolution, or else the last that refused one.

    The first speaks for the whole meeting: the one taken at C4, else the last that passed; every
    other one adopted a resolution of its own.
    """
    asked = [
        (item, item.vote)
        for item in meeting.agenda
        if item.vote is not None and item.vote.subject is VoteSubject.RESOLUTION
    ]
    passed = [one for one in asked if one[1].status is VoteStatus.PASSED]
    if not passed:
        return [one for one in asked if one[1].status is VoteStatus.FAILED][-1:]
    whole = next((one for one in passed if one[0].code == _OF_THE_WHOLE), passed[-1])
    return [whole, *(one for one in passed if one is not whole)]


def resolution_vote(meeting: Meeting) -> Vote | None:
    """Return the vote on the resolution of the whole meeting, if one was taken."""
    return next((vote for _, vote in resolution_votes(meeting)), None)


def title_of(vote: Vote) -> str:
    """Return what a further resolution of a meeting is about, as the question says it."""
    question = tidy(vote.question).rstrip(".?")
    return _ASKED.sub("", question, count=1) or question


def is_drawn_on(item: AgendaItem) -> bool:
    """Say whether a resolution may take its words from what is written on an item."""
    if item.vote is not None and item.vote.subject is VoteSubject.RESOLUTION:
        return True
    return item.code in (*_IDEOLOGY, *_ASSESSMENT, *_DIRECTION, *_CONCLUSION)


def parts_of_further(
    meeting: Meeting, item: AgendaItem, vote: Vote, *, days_after: int
) -> list[tuple[Part, list[Clause]]]:
    """Return the parts of a further resolution: what its own item concluded, and the posting."""
    told = _told(item) or [_sentence(vote.question)]
    return [
        (Part.DIRECTION, _clauses(told)),
        (Part.ASSIGNMENT, _clauses([_posting(meeting, days_after)])),
    ]


def opening_of(meeting: Meeting) -> str:
    """Return the paragraph before the parts: when, where, who met, how many, who led."""
    held_on = clock.day_of(meeting.opened_at or meeting.starts_at)
    counted = roll_call.counts(meeting)
    members = [line.status for line in meeting.attendances if is_in_statistics(line.status)]
    probationary = sum(map(is_probationary, members))
    place = meeting.organisation.place or meeting.place
    counts = [f"có mặt {display.count(counted.present)}"]
    for words, number in (
        ("vắng có lý do", counted.excused),
        ("vắng không lý do", counted.unexcused),
        ("được miễn sinh hoạt", counted.exempt),
        ("công tác đặc biệt", counted.special_duty),
    ):
        if number:
            counts.append(f"{words} {display.count(number)}")
    total = f"Tổng số đảng viên: {display.count(len(members))}"
    if is_of_delegates(meeting.kind, meeting.body.kind):
        total = f"Tổng số đại biểu: {display.count(len(members))}"
    elif meeting.body.kind is not BodyKind.CELL:
        total = f"Tổng số đồng chí: {display.count(len(members))}"
    elif probationary:
        official = display.count(len(members) - probationary)
        total += f" (chính thức {official}, dự bị {display.count(probationary)})"
    return (
        f"Ngày {display.day_in_text(held_on)}, tại {place}, {_meets(meeting)}. "
        f"{total}; {', '.join(counts)}. Chủ trì: {_leader(meeting, meeting.chair_id)}; "
        f"thư ký: {_leader(meeting, meeting.minutes_taker_id)}. "
        f"Sau khi thảo luận, {_short_name(meeting)} quyết nghị:"
    )


def _meets(meeting: Meeting) -> str:
    if is_of_delegates(meeting.kind, meeting.body.kind):
        return f"đại hội đại biểu {meeting.body_name.replace('Đảng ủy', 'Đảng bộ')} họp"
    return f"{meeting.body_name} {_MEETS[meeting.kind]}"


def _short_name(meeting: Meeting) -> str:
    if meeting.kind is MeetingKind.CONGRESS:
        return "Đại hội"
    names = {BodyKind.CELL: "Chi bộ", BodyKind.STANDING_COMMITTEE: "Ban Thường vụ"}
    return names.get(meeting.body.kind, meeting.body.kind.label)


def _leader(meeting: Meeting, member_id: object) -> str:
    for line in meeting.attendances:
        if line.member_id == member_id:
            office = f", {line.office.label}" if line.office is not None else ""
            return f"đồng chí {line.member.full_name}{office}"
    return "chưa ghi"


def parts_of(
    meeting: Meeting, tasks: Sequence[Task], *, today: date, days_after: int
) -> list[tuple[Part, list[Clause]]]:
    """Return the four parts: what was, what comes, who does it, how good the meeting was.

    `tasks` are those of the month before; `days_after` how soon the result is posted.
    """
    parts = [
        (Part.ASSESSMENT, _assessment(meeting, tasks, today)),
        (Part.DIRECTION, _clauses(_texts(meeting, _DIRECTION))),
        (Part.ASSIGNMENT, _clauses(_assignment(meeting, days_after))),
        (Part.QUALITY, _clauses(_quality(meeting))),
    ]
    return [(part, clauses) for part, clauses in parts if clauses]


def _clauses(texts: Iterable[str]) -> list[Clause]:
    return [Clause(text) for text in texts]


def closing_of(vote: Vote) -> str:
    """Return the line with the vote; a refused draft says that it was refused."""
    if vote.status is VoteStatus.FAILED:
        return (
            f"Dự thảo chỉ được {vote.in_favour}/{vote.roll} đồng chí tán thành, "
            f"cần ít nhất {vote.needed}: không được thông qua."
        )
    return closing_line(in_favour=vote.in_favour or 0, roll=vote.roll or 0)


def _sentence(text: str) -> str:
    words = tidy(text).rstrip(";,")
    return words if words.endswith((".", "!", "?", ":")) else f"{words}."


def _told(item: AgendaItem) -> list[str]:
    """What an item comes to: its conclusion, or the notes where nobody concluded."""
    lines = (item.conclusion or item.notes).splitlines()
    return [_sentence(line) for line in lines if tidy(line)]


def _texts(meeting: Meeting, codes: Iterable[str]) -> list[str]:
    return [text for item in meeting.agenda if item.code in codes for text in _told(item)]


def _assessment(meeting: Meeting, tasks: Sequence[Task], today: date) -> list[Clause]:
    ideology = _texts(meeting, _IDEOLOGY)
    if ideology and meeting.body.kind is BodyKind.CELL:
        ideology = [f"Về chính trị, tư tưởng: {' '.join(ideology)}"]
    return [
        *_clauses(ideology),
        *_results(meeting, tasks, today),
        *_clauses(_texts(meeting, _ASSESSMENT)),
    ]


def _results(meeting: Meeting, tasks: Sequence[Task], today: date) -> list[Clause]:
    if not tasks:
        return []
    progress = progress_of(((one.status, one.due_on, one.done_on) for one in tasks), today)
    before = meeting.period.shift(-1).month
    rows = tuple(
        TaskRow(one.title.rstrip("."), (one.lead.full_name,), _result(one, today)) for one in tasks
    )
    done = f"{display.count(progress.done)}/{display.count(progress.total)}"
    text = f"Kết quả thực hiện nhiệm vụ tháng {before}, hoàn thành {done} nhiệm vụ:"
    return [Clause(text, rows)]


def _result(task: Task, today: date) -> str:
    told = tidy(task.result).rstrip(".")
    judged = timeliness(task.status, task.due_on, task.done_on, today)
    words = {
        Timeliness.ON_TIME: "Xong đúng hạn",
        Timeliness.LATE: "Xong, chậm so với thời hạn",
        Timeliness.RUNNING: "Đang thực hiện",
        Timeliness.OVERDUE: "Quá hạn, chưa xong",
    }[judged]
    if task.status is TaskStatus.NOT_DONE:
        words = "Không hoàn thành"
    return f"{words}, {told}" if told else words


def assignment_texts(meeting: Meeting) -> list[str]:
    """Return one paragraph for each task given, in the order of the minutes."""
    return [
        f"Đồng chí {one.lead.full_name}: {one.title.rstrip('.')}, "
        f"hoàn thành trước ngày {display.day_in_text(one.due_on)}."
        for one in meeting.assignments
    ]


def _assignment(meeting: Meeting, days_after: int) -> list[str]:
    conclusions = _texts(meeting, _CONCLUSION)
    return [*assignment_texts(meeting), *conclusions, _posting(meeting, days_after)]


def _posting(meeting: Meeting, days_after: int) -> str:
    days = display.count(days_after)
    if meeting.body.kind is BodyKind.CELL:
        return (
            "Nghị quyết được đăng trên Sổ tay đảng viên điện tử và báo cáo Đảng ủy "
            f"trong {days} ngày."
        )
    return f"Nghị quyết được gửi các tổ chức đảng trực thuộc trong {days} ngày."


def _quality(meeting: Meeting) -> list[str]:
    if meeting.quality_points is None:
        return []
    level = f", xếp loại: {meeting.quality_level}" if meeting.quality_level else ""
    return [f"Tổng điểm {meeting.quality_points}/100{level}."]
