"""Votes of a meeting: putting a question, opening with the roll of the day, recording the count."""

from dataclasses import dataclass
from uuid import UUID

from partywork.admissions import queries as admissions
from partywork.admissions.models import Procedure
from partywork.ballots.models import Vote
from partywork.ballots.rules import secrecy
from partywork.ballots.rules.counting import Tally
from partywork.ballots.service import base as bases
from partywork.ballots.service import votes as ballots
from partywork.ballots.service.base import Base
from partywork.ballots.terms import Choice, VoteStatus, VoteSubject
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.errors import RuleBroken, require
from partywork.documents.terms import DocumentKind
from partywork.live import service as live
from partywork.meetings import policy, rules
from partywork.meetings.models import AgendaItem, Meeting
from partywork.meetings.service import record, reserving, roll_call
from partywork.meetings.service.addresses import vote_path
from partywork.meetings.terms import AttendanceMark, ListOrder, MeetingStatus, MinutesStatus
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey
from partywork.resolutions import rules as resolution_rules

_NOT_YOURS = "Chỉ người chủ trì và cấp ủy của tổ chức được điều hành biểu quyết."


@dataclass(frozen=True, slots=True)
class CountedPerson:
    """One person behind the base of a vote, with the words that say why.

    `choice` is what they answered by name, told once the vote is closed.
    """

    name: str
    status: str
    is_present: bool
    counts: bool
    may_vote: bool
    reason: str
    choice: str = ""


@dataclass(frozen=True, slots=True)
class VoteView:
    """A vote with what its page shows: before opening the base of now, afterwards the frozen one.

    `eligible` are those who may vote, by name, so that reserved opinions can be named; `by_name` is
    how many of them have answered on screens. `basis` is the text that says how many must agree.
    `may_reserve` are those who may still reserve an opinion, as far as this person may write it.
    """

    meeting: Meeting
    item: AgendaItem
    vote: Vote
    roll: int
    needed: int
    eligible_present: int
    warning: str | None
    refusal: str | None
    people: list[CountedPerson]
    eligible: list[tuple[UUID, str]]
    basis: str
    by_name: int = 0
    may_reserve: tuple[tuple[UUID, str], ...] = ()

    @property
    def is_closed(self) -> bool:
        """Say whether the figures are known and final."""
        return self.vote.status in (VoteStatus.PASSED, VoteStatus.FAILED)


def for_asking(actor: Actor, meeting_id: UUID, item_id: UUID) -> tuple[Meeting, AgendaItem]:
    """Return the item on which the actor may put a question to the vote."""
    meeting = record.whole(actor, meeting_id)
    check_running(actor, meeting)
    return meeting, record.item_of(meeting, item_id)


def open_subjects() -> list[VoteSubject]:
    """Return on what hands may be raised; everything else is asked by secret ballot."""
    channels = provisions.value(ProvisionKey.VOTE_CHANNELS, clock.today())
    return [one for one in VoteSubject if secrecy.may_vote_openly(channels, one)]


def prepare(
    actor: Actor, meeting_id: UUID, item_id: UUID, *, question: str, subject: VoteSubject
) -> Vote:
    """Put a question on an item; an item that had its vote gets a new item behind it."""
    with transaction():
        record.queue_writers(meeting_id)
        meeting = record.whole(actor, meeting_id)
        check_running(actor, meeting)
        item = record.item_of(meeting, item_id)
        if subject is VoteSubject.RESOLUTION:
            _check_authority(meeting)
        vote = ballots.prepare(
            policy.as_leader(actor, meeting),
            organisation_id=meeting.organisation_id,
            body_id=meeting.body_id,
            question=question,
            subject=subject,
        )
        if item.vote is not None:
            item = item_behind(meeting, item, vote.question)
        item.vote_id = vote.id
        vote.path = vote_path(meeting, vote)
        live.publish(meeting_id, "agenda", "vote")
    return vote


def _check_authority(meeting: Meeting) -> None:
    """A body that may not issue resolutions does not vote on one."""
    matrix = provisions.value(ProvisionKey.AUTHORITY, clock.day_of(meeting.starts_at))
    resolution_rules.check_authority(matrix, meeting.body.kind, DocumentKind.RESOLUTION)


def item_behind(meeting: Meeting, item: AgendaItem, title: str) -> AgendaItem:
    """Insert an item after another one, so that every vote stands on an item of its own."""
    for later in meeting.agenda:
        if later.position > item.position:
            later.position += 1
    added = AgendaItem(
        organisation_id=meeting.organisation_id,
        meeting_id=meeting.id,
        position=item.position + 1,
        code="",
        title=title,
    )
    db.session.add(added)
    db.session.flush()
    return added


def check_running(actor: Actor, meeting: Meeting) -> None:
    """Votes are put and opened by who leads, while the body meets and its minutes are open."""
    require(policy.may_lead(actor, meeting), _NOT_YOURS)
    if meeting.status is not MeetingStatus.OPEN:
        raise RuleBroken(f"Cuộc họp «{meeting.status.label}», chỉ biểu quyết khi đang họp.")
    rules.check_decides(meeting.kind)
    rules.check_minutes_editable(record.minutes_status(meeting))


def get(actor: Actor, meeting_id: UUID, vote_id: UUID) -> VoteView:
    """Return a vote of the meeting with its base and the rows behind it."""
    meeting = record.whole(actor, meeting_id)
    item, vote = record.item_with_vote(meeting, vote_id)
    if vote.status is VoteStatus.PREPARED:
        base = bases.base_of(
            roll_call.voters_of(meeting),
            subject=vote.subject,
            kind=vote.kind,
            day=clock.today(),
        )
        return _before(meeting, item, vote, base)
    return _frozen(actor, meeting, item, vote)


def _before(meeting: Meeting, item: AgendaItem, vote: Vote, base: Base) -> VoteView:
    counted = {person.voter.member_id: person for person in base.people}
    people = [
        CountedPerson(
            name=line.member.full_name,
            status=line.status.label,
            is_present=line.mark is AttendanceMark.PRESENT,
            counts=counted[line.member_id].counts,
            may_vote=counted[line.member_id].may_vote,
            reason=counted[line.member_id].reason,
        )
        for line in roll_call.in_order(meeting, ListOrder.OFFICE)
    ]
    return VoteView(
        meeting=meeting,
        item=item,
        vote=vote,
        roll=base.roll,
        needed=base.needed,
        eligible_present=base.eligible_present,
        warning=base.warning,
        refusal=base.refusal,
        people=people,
        eligible=[],
        basis=bases.basis_on(vote.subject, clock.today()),
    )


def _frozen(actor: Actor, meeting: Meeting, item: AgendaItem, vote: Vote) -> VoteView:
    is_closed = vote.status in (VoteStatus.PASSED, VoteStatus.FAILED)
    choices = {one.member_id: one.choice.label for one in vote.voices} if is_closed else {}
    entries = sorted(vote.roll_entries, key=lambda entry: entry.member.name_sort_key)
    people = [
        CountedPerson(
            name=entry.member.full_name,
            status=entry.status.label,
            is_present=entry.is_present,
            counts=entry.counts,
            may_vote=entry.may_vote,
            reason=bases.why(entry),
            choice=choices.get(entry.member_id, ""),
        )
        for entry in entries
    ]
    return VoteView(
        meeting=meeting,
        item=item,
        vote=vote,
        roll=vote.roll or 0,
        needed=vote.needed or 0,
        eligible_present=vote.eligible_present or 0,
        warning=None,
        refusal=None,
        people=people,
        eligible=[(e.member_id, e.member.full_name) for e in entries if e.may_vote],
        basis=bases.basis_on(vote.subject, clock.day_of(vote.opened_at or clock.now())),
        by_name=len(vote.voices),
        may_reserve=reserving.may_reserve(actor, meeting, vote) if is_closed else (),
    )


def open_vote(actor: Actor, meeting_id: UUID, vote_id: UUID) -> Vote:
    """Open a vote: who counts, N and the number needed are frozen as the roll-call says now."""
    with transaction():
        leader, meeting, vote = _for_running(actor, meeting_id, vote_id)
        opened = ballots.open_vote(leader, vote.id, voters=roll_call.voters_of(meeting))
        live.publish(meeting_id, "vote")
    return opened


def speak(actor: Actor, meeting_id: UUID, vote_id: UUID, choice: Choice) -> Vote:
    """Let a person of the meeting vote openly by name, for themself alone."""
    with transaction():
        record.check_stands_in(actor, meeting_id, vote_id)
        spoken = ballots.speak(actor, vote_id, choice)
        live.publish(meeting_id, "voices")
    return spoken


def close_vote(
    actor: Actor,
    meeting_id: UUID,
    vote_id: UUID,
    *,
    version: int,
    tally: Tally,
    reserved: list[tuple[UUID, str]],
) -> Vote:
    """Record the count; the vote passes or fails by its frozen base and never changes again."""
    with transaction():
        leader, _, vote = _for_running(actor, meeting_id, vote_id)
        closed = ballots.close_vote(
            leader, vote.id, version=version, tally=tally, reserved=reserved
        )
        live.publish(meeting_id, "vote", "result")
    return closed


def withdraw(actor: Actor, meeting_id: UUID, vote_id: UUID) -> None:
    """Take back a question that nobody has voted on."""
    with transaction():
        leader, meeting, vote = _for_running(actor, meeting_id, vote_id)
        item, _ = record.item_with_vote(meeting, vote_id)
        if vote.status is VoteStatus.PREPARED:
            item.vote_id = None
            db.session.flush()
        ballots.withdraw(leader, vote.id)
        live.publish(meeting_id, "agenda", "vote")


def _for_running(actor: Actor, meeting_id: UUID, vote_id: UUID) -> tuple[Actor, Meeting, Vote]:
    record.queue_writers(meeting_id)
    meeting = record.whole(actor, meeting_id)
    _, vote = record.item_with_vote(meeting, vote_id)
    check_running(actor, meeting)
    return policy.as_leader(actor, meeting), meeting, vote


def may_run_now(actor: Actor, meeting: Meeting) -> bool:
    """Tell whether the pages offer votes to the actor."""
    return (
        policy.may_lead(actor, meeting)
        and meeting.status is MeetingStatus.OPEN
        and record.minutes_status(meeting) is MinutesStatus.DRAFT
    )


def file_of(actor: Actor, vote: Vote) -> Procedure | None:
    """Return the file of admission that rests on a vote, if the actor may see it."""
    return admissions.file_of_vote(actor, vote.id)
