"""What one person sees of the room."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import selectinload

from partywork.ballots.models import Vote
from partywork.ballots.rules import counting
from partywork.ballots.rules.secrecy import OPTIONS
from partywork.ballots.terms import VoteStatus
from partywork.bulletins.models import Bulletin
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.errors import NotVisible
from partywork.live import service as live
from partywork.meetings.models import AgendaItem, Attendance, Meeting, MeetingPaper
from partywork.meetings.service import attachments, meetings, record, roll_call, study
from partywork.meetings.service.minutes import speakers
from partywork.meetings.terms import AttendanceMark, ListOrder, MeetingMode, MeetingStatus
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey
from partywork.rooms import policy, queries, rules
from partywork.rooms.models import Arrival, Room, Turn
from partywork.rooms.rules import Span
from partywork.rooms.service import video, writing


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
    """The room of one meeting as one person sees it; `newest` is the last change it knows of."""

    meeting: Meeting
    room: Room | None
    items: list[ItemLine]
    lines: list[Attendance]
    waiting: list[Arrival]
    own_arrival: Arrival | None
    is_present: bool
    papers: list[MeetingPaper]
    bulletins: list[Bulletin]
    turns: list[Turn]
    speaking: Turn | None
    has_asked: bool
    open_votes: list[Vote]
    able: set[UUID]
    own_choice: dict[UUID, str]
    may_lead: bool
    may_confirm: bool
    may_read_draft: bool
    callable: list[tuple[UUID, str]]
    warnings: dict[UUID, str]
    unwritten: list[Turn]
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
    def present(self) -> int:
        """How many have been counted as present."""
        return sum(line.mark is AttendanceMark.PRESENT for line in self.lines)

    @property
    def prepared(self) -> list[Vote]:
        """The questions that are still to be opened."""
        votes = (line.item.vote for line in self.items)
        return [one for one in votes if one is not None and one.status is VoteStatus.PREPARED]

    @property
    def place_of_now(self) -> int | None:
        """Which item of how many the meeting is at, counted from one."""
        return next((place for place, line in enumerate(self.items, 1) if line.is_now), None)

    @property
    def now(self) -> ItemLine | None:
        """The item the meeting is at."""
        return next((line for line in self.items if line.is_now), None)


def show(actor: Actor, meeting_id: UUID) -> RoomView:
    """Return the room with what this person may see and do in it."""
    newest = live.newest(meeting_id)
    meeting = record.whole(actor, meeting_id)
    if meeting.status in (MeetingStatus.PLANNED, MeetingStatus.CANCELLED):
        raise NotVisible()
    room = queries.whole_room(actor, meeting_id)
    arrivals = room.arrivals if room else []
    turns = room.turns if room else []
    votes = [one.vote for one in meeting.agenda if one.vote is not None]
    open_votes = [vote for vote in votes if vote.status is VoteStatus.OPEN]
    own = next((one for one in meeting.attendances if one.member_id == actor.member_id), None)
    may_confirm = policy.may_confirm(actor, meeting)
    named = _named_online(actor, meeting)
    return RoomView(
        meeting=meeting,
        room=room,
        items=_items(meeting, room),
        lines=roll_call.in_order(meeting, ListOrder.OFFICE),
        waiting=[one for one in arrivals if one.confirmed_at is None],
        own_arrival=next((one for one in arrivals if one.member_id == actor.member_id), None),
        is_present=own is not None and own.mark is AttendanceMark.PRESENT,
        papers=_papers(actor, meeting_id, room),
        bulletins=study.issued_for(actor, meeting),
        turns=[turn for turn in turns if turn.began_at is None],
        speaking=next((turn for turn in turns if turn.began_at and not turn.ended_at), None),
        has_asked=any(
            turn.member_id == actor.member_id and turn.began_at is None for turn in turns
        ),
        open_votes=open_votes,
        able={
            vote.id
            for vote in open_votes
            for entry in vote.roll_entries
            if entry.member_id == actor.member_id and entry.may_vote
        },
        own_choice={
            voice.vote_id: voice.choice.value
            for vote in open_votes
            for voice in vote.voices
            if voice.member_id == actor.member_id
        },
        may_lead=policy.may_lead(actor, meeting),
        may_confirm=may_confirm,
        may_read_draft=policy.may_read_draft(actor, meeting),
        callable=speakers(meeting),
        warnings=_warnings(open_votes),
        unwritten=writing.unwritten(turns, room.item_id if room else None),
        online_named=[
            (line.member.full_name, named[line.member_id] if may_confirm else "")
            for line in meeting.attendances
            if line.member_id in named
        ],
        may_join_video=video.may_enter(actor, meeting, named),
        newest=newest,
    )


def _named_online(actor: Actor, meeting: Meeting) -> dict[UUID, str]:
    """Return who takes part in a hybrid meeting from afar, and why."""
    if meeting.mode is not MeetingMode.HYBRID:
        return {}
    invited = meetings.get(actor, meeting.id, selectinload(Meeting.invitations)).invitations
    return {one.member_id: one.online_reason for one in invited if one.online_reason}


def _warnings(votes: list[Vote]) -> dict[UUID, str]:
    """Return what the chair should know of open votes: few of the roll have come."""
    if not votes:
        return {}
    warn = bool(provisions.value(ProvisionKey.VOTE_WARN_UNDER_TWO_THIRDS, clock.today()))
    found = {}
    for vote in votes:
        said = counting.check_may_open(
            vote.roll or 0,
            vote.eligible_present or 0,
            block_without_majority=False,
            warn_under_two_thirds=warn,
        )
        if said is not None:
            found[vote.id] = said
    return found


def check_may_enter(actor: Actor, meeting_id: UUID) -> None:
    """Let those hear of changes who may read the meeting; for others it is not there."""
    meetings.get(actor, meeting_id)


def _papers(actor: Actor, meeting_id: UUID, room: Room | None) -> list[MeetingPaper]:
    """Return the papers to read: those of the present item first."""
    now = room.item_id if room is not None else None
    found = attachments.of_meeting(actor, meeting_id)
    return sorted(found, key=lambda one: one.item_id is None or one.item_id != now)


def _items(meeting: Meeting, room: Room | None) -> list[ItemLine]:
    spans: dict[UUID, list[Span]] = {}
    for one in room.spans if room else ():
        spans.setdefault(one.item_id, []).append(Span(one.began_at, one.ended_at))
    now, lines = clock.now(), []
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
