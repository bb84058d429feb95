"""What one person sees of the room."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import selectinload

from partywork.ballots import queries as ballots
from partywork.ballots.models import Vote
from partywork.ballots.queries import OwnPart
from partywork.ballots.rules.secrecy import OPTIONS
from partywork.ballots.service import votes
from partywork.ballots.service.base import warning_of
from partywork.ballots.terms import VoteStatus
from partywork.bulletins.models import Bulletin
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.errors import NotVisible
from partywork.live import service as live
from partywork.meetings.models import (
    AgendaItem,
    Attendance,
    Meeting,
    MeetingPaper,
    Recording,
    Statement,
)
from partywork.meetings.policy import is_chair, may_write
from partywork.meetings.service import asked, attachments, meetings, roll_call, study
from partywork.meetings.service.asked import Answers
from partywork.meetings.terms import (
    AttendanceMark,
    ListOrder,
    MeetingKind,
    MeetingMode,
    MeetingStatus,
    Place,
)
from partywork.rooms import policy, queries, rules
from partywork.rooms.models import Arrival, Room, Turn
from partywork.rooms.rules import Span
from partywork.rooms.service import balloting, coming, video, writing
from partywork.rooms.service.balloting import Polling
from partywork.rooms.terms import Part

# What the page of the room is made of; the wall of the hall has a page of its own.
PAGE = frozenset(Part) - {Part.SCREEN}

_PRESENT = AttendanceMark.PRESENT
_WITH_BALLOTS = frozenset((Part.VOTE, Part.NOW, Part.SCREEN))
_WITH_AGENDA = frozenset((Part.NOW, Part.AGENDA, Part.MINUTES, Part.SCREEN))


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item of the agenda with its clock."""

    item: AgendaItem
    spent: int
    planned: int | None
    is_now: bool
    is_done: bool
    is_over_time: bool


@dataclass(frozen=True, slots=True)
class RoomView:
    """The room of one meeting as one person sees it; `newest` is the last change it knows of.

    Only what the parts asked for show is filled; `by_hand` are votes without voices on screens.
    """

    meeting: Meeting
    room: Room | None
    items: list[ItemLine]
    lines: list[Attendance]
    waiting: list[Arrival]
    uncounted: int
    own_arrival: Arrival | None
    is_present: bool
    ways_in: tuple[Place, ...]
    papers: list[MeetingPaper]
    bulletins: list[Bulletin]
    turns: list[Turn]
    speaking: Turn | None
    has_asked: bool
    open_votes: list[Vote]
    polls: tuple[Polling, ...]
    able: dict[UUID, OwnPart]
    by_hand: set[UUID]
    voices: dict[UUID, int]
    may_lead: bool
    may_record: bool
    counts_along: bool
    may_confirm: bool
    may_write: bool
    may_read_draft: bool
    warnings: dict[UUID, str]
    unwritten: list[Turn]
    statements: list[Statement]
    answers: Answers
    online_named: list[tuple[str, str]]
    may_join_video: bool
    newest: int

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What an open vote may be answered with."""
        return [(one.value, one.label) for one in OPTIONS]

    @property
    def is_open(self) -> bool:
        """Say whether the meeting is going on."""
        return self.meeting.status is MeetingStatus.OPEN

    @property
    def recording(self) -> Recording | None:
        """The recording that goes on, as long as the meeting does."""
        return self.room.recording if self.room is not None and self.is_open else None

    @property
    def present(self) -> int:
        """How many have been counted as present."""
        return sum(line.mark is _PRESENT for line in self.lines)

    @property
    def prepared(self) -> list[Vote]:
        """The questions to be answered by name that are still to be opened."""
        votes = (line.item.vote for line in self.items)
        return [
            one
            for one in votes
            if one is not None and one.ballot_id is None and one.status is VoteStatus.PREPARED
        ]

    @property
    def place_of_now(self) -> int | None:
        """Which item of how many the meeting is at, counted from one."""
        return next((place for place, line in enumerate(self.items, 1) if line.is_now), None)

    @property
    def now(self) -> ItemLine | None:
        """The item the meeting is at."""
        return next((line for line in self.items if line.is_now), None)


def show(actor: Actor, meeting_id: UUID, parts: Collection[Part] = PAGE) -> RoomView:
    """Return the room with what this person may see and do in it, as far as these parts show it."""
    is_page = len(parts) > 1
    newest = live.newest(meeting_id) if is_page or Part.SCREEN in parts else 0
    found = queries.in_room(actor, meeting_id, parts)
    if found is None or found[0].status in (MeetingStatus.PLANNED, MeetingStatus.CANCELLED):
        raise NotVisible()
    meeting, room = found
    arrivals = room.arrivals if room and {Part.NOW, Part.PEOPLE} & {*parts} else []
    turns = room.turns if room and {Part.SPEAKERS, Part.MINUTES, Part.SCREEN} & {*parts} else []
    open_votes = _open_votes(meeting) if {Part.VOTE, Part.SCREEN} & {*parts} else []
    ids = [one.id for one in open_votes]
    able = ballots.own_parts(actor, ids) if ids else {}
    polls = balloting.of_meeting(actor, meeting) if _WITH_BALLOTS & {*parts} else ()
    own = next((one for one in meeting.attendances if one.member_id == actor.member_id), None)
    may_confirm = policy.may_confirm(actor, meeting)
    may_lead = policy.may_lead(actor, meeting)
    may_read_draft = policy.may_read_draft(actor, meeting)
    visit = queries.visit_of(actor, meeting_id) if own is None else None
    is_present = visit.is_present if visit else own is not None and own.mark is _PRESENT
    asks_in = (own or visit) is not None and not is_present and Part.NOW in parts
    named = _named_online(actor, meeting) if is_page or asks_in else {}
    items = _items(meeting, room) if _WITH_AGENDA & {*parts} else []
    return RoomView(
        meeting=meeting,
        room=room,
        items=items,
        lines=_lines(meeting, parts),
        waiting=coming.waiting(meeting, arrivals) if Part.PEOPLE in parts else [],
        uncounted=coming.uncounted(meeting, arrivals),
        own_arrival=next((one for one in arrivals if one.member_id == actor.member_id), None),
        is_present=is_present,
        ways_in=rules.ways_in(meeting.mode, is_named=actor.member_id in named) if asks_in else (),
        papers=_papers(actor, meeting_id, room) if Part.PAPERS in parts else [],
        bulletins=study.issued_for(actor, meeting) if Part.PAPERS in parts else [],
        turns=[turn for turn in turns if turn.began_at is None],
        speaking=next((turn for turn in turns if turn.began_at and not turn.ended_at), None),
        has_asked=any(
            turn.member_id == actor.member_id and turn.began_at is None for turn in turns
        ),
        open_votes=open_votes,
        polls=polls,
        able=able,
        by_hand=_by_hand(open_votes, able),
        voices=ballots.count_voices(actor, ids) if ids and may_lead else {},
        may_lead=may_lead,
        may_record=policy.may_record(actor, meeting),
        counts_along=is_chair(actor, meeting),
        may_confirm=may_confirm,
        may_write=may_write(actor, meeting),
        may_read_draft=may_read_draft,
        warnings=_warnings(actor, meeting, open_votes) if may_lead else {},
        unwritten=writing.unwritten(turns, room.item_id if room else None),
        statements=(
            queries.statements_on(actor, room.item_id)
            if room and room.item_id and may_read_draft and Part.MINUTES in parts
            else []
        ),
        answers=(
            asked.answers(actor, meeting)
            if Part.NOW in parts and any(_hears_answers(line) for line in items)
            else asked.NO_ANSWERS
        ),
        online_named=[
            (line.member.full_name, named[line.member_id] if may_confirm else "")
            for line in meeting.attendances
            if is_page and line.member_id in named
        ],
        may_join_video=is_page and video.may_enter(actor, meeting, named),
        newest=newest,
    )


def _hears_answers(line: ItemLine) -> bool:
    return line.is_now and line.item.code == asked.STEP


def _open_votes(meeting: Meeting) -> list[Vote]:
    votes = (one.vote for one in meeting.agenda if one.vote and one.vote.ballot_id is None)
    return [one for one in votes if one is not None and one.status is VoteStatus.OPEN]


def _by_hand(votes_now: list[Vote], able: dict[UUID, OwnPart]) -> set[UUID]:
    """Return the questions that this person answers by hand alone."""
    return {
        one.id
        for one in votes_now
        if not votes.takes_voices(one, is_online=one.id in able and able[one.id].is_online)
    }


def _lines(meeting: Meeting, parts: Collection[Part]) -> list[Attendance]:
    """Return the roll-call, in its order where names are shown."""
    if Part.PEOPLE not in parts:
        return meeting.attendances
    return roll_call.in_order(meeting, ListOrder.OFFICE)


def _named_online(actor: Actor, meeting: Meeting) -> dict[UUID, str]:
    """Return who takes part in a hybrid meeting from afar, and why."""
    if meeting.mode is not MeetingMode.HYBRID:
        return {}
    invited = meetings.get(actor, meeting.id, selectinload(Meeting.invitations)).invitations
    return {one.member_id: one.online_reason for one in invited if one.online_reason}


def _warnings(actor: Actor, meeting: Meeting, votes: list[Vote]) -> dict[UUID, str]:
    """Return what the chair should know of open votes: few of the roll have come.

    At a congress also few of all who were to come; only there is the whole roll-call asked for.
    """
    is_congress = meeting.kind is MeetingKind.CONGRESS
    voters = roll_call.voters(actor, meeting) if votes and is_congress else []
    found = ((one.id, warning_of(one, voters)) for one in votes)
    return {vote_id: said for vote_id, said in found if said is not None}


def check_may_enter(actor: Actor, meeting_id: UUID) -> None:
    """Let those hear of changes who may read the meeting; for others it is not there."""
    meetings.check_readable(actor, meeting_id)


def _papers(actor: Actor, meeting_id: UUID, room: Room | None) -> list[MeetingPaper]:
    """Return the papers to read: those of the present item first."""
    now = room.item_id if room is not None else None
    found = attachments.of_meeting(actor, meeting_id)
    return sorted(found, key=lambda one: one.item_id is None or one.item_id != now)


def _items(meeting: Meeting, room: Room | None) -> list[ItemLine]:
    spans: dict[UUID, list[Span]] = {}
    for one in room.spans if room else ():
        spans.setdefault(one.item_id, []).append(Span(one.began_at, one.ended_at))
    # The clock of the last item stops with the meeting.
    now, lines = meeting.closed_at or clock.now(), []
    for item in meeting.agenda:
        is_now = room is not None and room.item_id == item.id
        spent = rules.minutes_spent(spans.get(item.id, ()), now)
        lines.append(
            ItemLine(
                item=item,
                spent=spent,
                planned=item.minutes_planned,
                is_now=is_now,
                is_done=item.id in spans and not is_now,
                is_over_time=rules.is_over_time(spent, item.minutes_planned),
            )
        )
    return lines
