"""The papers of a meeting, as frozen values: invitation, attendance sheet, minutes."""

from dataclasses import dataclass
from datetime import date, datetime

from partywork.core import clock, display
from partywork.documents.pages import Heading, Person, Recipients, Signature
from partywork.meetings.rules import AttendanceCount, PersonYear


@dataclass(frozen=True, slots=True)
class Absence:
    """Who is away, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What one person said, or the opinion a person reserves after a vote."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class NamedAnswers:
    """Who gave one answer in an open vote, by name."""

    choice: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VoteRecord:
    """A vote as the minutes tell it; `roll` is N, `outcome` the sentence that follows the count.

    `by_name` are those who answered on screens; who raised a hand is counted without a name.
    """

    question: str
    method: str
    roll: int
    in_favour: int
    against: int
    other_opinion: int
    outcome: str
    reserved: tuple[Remark, ...] = ()
    by_name: tuple[NamedAnswers, ...] = ()


@dataclass(frozen=True, slots=True)
class MinutesItem:
    """One item of the agenda: what was presented, said, concluded and voted."""

    title: str
    paragraphs: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    conclusions: tuple[str, ...] = ()
    vote: VoteRecord | None = None


@dataclass(frozen=True, slots=True)
class MinutesPart:
    """A part of the meeting («A», «Mở đầu»); a meeting without parts has one without a letter."""

    letter: str
    title: str
    items: tuple[MinutesItem, ...]


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """A task the meeting gave."""

    name: str
    task: str
    due_on: date


@dataclass(frozen=True, slots=True)
class RecommendationRow:
    """What was asked of whom, by a member or the whole body, and the answer that was read out."""

    asked_by: str
    asked_of: str
    text: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One line of the roll-call; the note says when somebody was late, online, or why away."""

    name: str
    office: str
    mark: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPage:
    """What each paper of a meeting says: whose it is, which meeting, when and where.

    `summary` names the meeting, its kind and its month, in lower case.
    """

    heading: Heading
    summary: str
    starts_at: datetime
    place: str

    @property
    def held_on(self) -> date:
        """The day of the meeting in Vietnam."""
        return clock.day_of(self.starts_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesPage(MeetingPage):
    """The 24 facts of minutes; `attendance_rows` adds the roll-call as an appendix.

    Names come without «đồng chí». `voters` says whom the body counts: đảng viên, đảng ủy viên.
    """

    ends_at: datetime
    mode: str
    chair: Person
    minutes_taker: Person
    members: int
    official: int
    present_official: int
    present_probationary: int
    parts: tuple[MinutesPart, ...]
    voters: str = "đảng viên"
    online: tuple[str, ...] = ()
    exempt: tuple[str, ...] = ()
    excused: tuple[Absence, ...] = ()
    unexcused: tuple[str, ...] = ()
    special_duty: tuple[str, ...] = ()
    temporarily_away: tuple[str, ...] = ()
    temporarily_here: tuple[str, ...] = ()
    superiors: tuple[Person, ...] = ()
    guests: tuple[Person, ...] = ()
    dues: str = ""
    agenda: tuple[str, ...] = ()
    assignments: tuple[AssignmentRow, ...] = ()
    recommendations: tuple[RecommendationRow, ...] = ()
    quality_points: int | None = None
    quality_level: str = ""
    is_read_out: bool = False
    attendance_rows: tuple[AttendanceRow, ...] = ()

    @property
    def probationary(self) -> int:
        """How many of the members are probationary."""
        return self.members - self.official

    @property
    def present(self) -> int:
        """How many members are there, of both kinds."""
        return self.present_official + self.present_probationary

    @property
    def duration(self) -> int:
        """Whole minutes from the opening to the end."""
        return int((self.ends_at - self.starts_at).total_seconds()) // 60

    @property
    def ended_on(self) -> date:
        """The day on which it ended: after midnight, or of a congress, not that of the opening."""
        return clock.day_of(self.ends_at)

    @property
    def hours(self) -> str:
        """From when until when; the day is said once unless it ended on another."""
        begun = f"từ {display.time_in_text(self.starts_at)}"
        on = f"ngày {display.day_in_text(self.held_on)}"
        if not self.duration:
            return f"{begun} {on}"
        until = f"đến {display.time_in_text(self.ends_at)}"
        if self.ended_on == self.held_on:
            return f"{begun} {until} {on}"
        return f"{begun} {on} {until} ngày {display.day_in_text(self.ended_on)}"

    @property
    def end(self) -> str:
        """When it ended, after «kết thúc lúc»."""
        is_same = self.ended_on == self.held_on
        day = "cùng ngày" if is_same else f"ngày {display.day_in_text(self.ended_on)}"
        return f"{display.time_in_text(self.ends_at)} {day}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddendumPage(MeetingPage):
    """A correction of confirmed minutes, which stay as they are."""

    written_at: datetime
    author: str
    paragraphs: tuple[str, ...]
    chair: Person
    minutes_taker: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationPage(MeetingPage):
    """Invitations to a meeting: one sheet for each of `invitees`."""

    body_name: str
    invitees: tuple[Person, ...]
    mode: str
    agenda: tuple[str, ...]
    recipients: Recipients
    signature: Signature
    chair: Person | None = None
    papers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceSheetPage(MeetingPage):
    """The list that people sign when they arrive."""

    people: tuple[Person, ...]
    minutes_taker: str = ""
    chair: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotPapersPage(MeetingPage):
    """Paper ballots to be cut out and handed over: `copies` sheets, one a voter.

    `seats` is how many may be chosen in an election; then a name that is not wanted is struck out.
    """

    title: str
    questions: tuple[str, ...]
    seats: int | None
    copies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyLine:
    """One question of the tally sheet with its count."""

    question: str
    in_favour: int
    against: int
    other_opinion: int
    roll: int
    needed: int
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TallySheetPage(MeetingPage):
    """The minutes of the tellers: one sheet for what was voted on paper and on screens together.

    `papers` are phát ra, thu về, hợp lệ, không hợp lệ; `screens` how many voted on screens.
    """

    title: str
    voters: int
    papers: tuple[int, int, int, int] | None
    screens: int | None
    lines: tuple[TallyLine, ...]
    tellers: tuple[str, ...]
    box_digest: str
    result_digest: str
    counted_at: datetime
    chair: str


@dataclass(frozen=True, slots=True)
class AttendanceYearRow:
    """One person's year of roll-calls; the note is a prompt for the officers."""

    name: str
    year: PersonYear
    note: str


@dataclass(frozen=True, slots=True)
class AttendanceYearPage:
    """The year of a cell for printing: people by name, what they come to together."""

    heading: Heading
    summary: str
    meetings: int
    rows: tuple[AttendanceYearRow, ...]
    total: AttendanceCount
    printed_on: date
