"""What a meeting says: its notes and statements, the vote on the draft, the tasks it gives."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import selectinload
from sqlalchemy.orm.attributes import set_committed_value

from partywork.ballots.models import Ballot, ReservedOpinion, RollEntry, Vote
from partywork.ballots.policy import visible_ballots
from partywork.ballots.rules import counting as ballot_rules
from partywork.ballots.rules.counting import Tally, Voter
from partywork.ballots.service import stopping
from partywork.ballots.service.base import threshold_on
from partywork.ballots.terms import BallotStatus, VoteStatus, VoteSubject
from partywork.cells.rules.membership import is_in_statistics, may_vote
from partywork.cells.terms import BodyKind
from partywork.cli.demo import words
from partywork.cli.demo.cast import Cast, actor
from partywork.cli.demo.records import new
from partywork.cli.demo.story import Story
from partywork.core import clock
from partywork.core.db import db
from partywork.meetings.models import AgendaItem, Assignment, Attendance, Meeting, Statement
from partywork.meetings.service import papers
from partywork.meetings.terms import AttendanceMark

_READ_OUT = ("Thư ký đọc biên bản; hội nghị nhất trí với nội dung biên bản.", "")
_TEXTS = {
    BodyKind.STANDING_COMMITTEE: {
        "B1": (words.STANDING_NEWS, ""),
        "C1": ("", words.STANDING_CONCLUSION),
        "C6": _READ_OUT,
    },
    BodyKind.INSPECTION_COMMISSION: {
        "B1": (words.INSPECTION_NEWS, ""),
        "C1": ("", words.INSPECTION_CONCLUSION),
        "C6": _READ_OUT,
    },
}


def present(meeting: Meeting) -> list[Attendance]:
    """Return who came, by name."""
    lines = [one for one in meeting.attendances if one.mark is AttendanceMark.PRESENT]
    return sorted(lines, key=lambda one: one.member.name_sort_key)


def write(cast: Cast, story: Story, meeting: Meeting, codes: tuple[str, ...]) -> None:
    """Write down what was said and concluded on these items, where nobody has written yet."""
    if cast.body.kind is BodyKind.CELL:
        texts = _cell_texts(cast, story, meeting)
    else:
        texts = _TEXTS[cast.body.kind]
    at = meeting.opened_at or meeting.starts_at
    chance = story.chance("statements")
    came = present(meeting)
    for item in meeting.agenda:
        at += timedelta(minutes=5)
        if item.code not in codes or item.notes or item.conclusion or item.statements:
            continue
        item.notes, item.conclusion = texts.get(item.code, ("", ""))
        said = words.STATEMENTS.get(item.code, ())
        number = min(chance.randint(1, 3), len(said), len(came))
        who = chance.sample(came, number)
        statements = [
            cast.leaf(
                Statement,
                at + timedelta(seconds=40 * order),
                organisation_id=meeting.organisation_id,
                item_id=item.id,
                member=line.member,
                member_id=line.member.id,
                text=text,
            )
            for order, (line, text) in enumerate(zip(who, chance.sample(said, number), strict=True))
        ]
        set_committed_value(item, "statements", statements)
    if meeting.dues_paid is None and cast.body.kind is BodyKind.CELL:
        members = sum(is_in_statistics(one.status) for one in meeting.attendances)
        owing = chance.choice((0, 0, 0, 1, 2))
        meeting.dues_paid = max(members - owing, 0)
        meeting.dues_note = "Số còn lại nộp trước ngày 25." if owing else ""


def _cell_texts(cast: Cast, story: Story, meeting: Meeting) -> dict[str, tuple[str, str]]:
    chance, unit = story.chance("texts"), cast.unit
    praised = chance.choice(present(meeting)).member.full_name
    direction = chance.sample(words.DIRECTION, 3)
    tell = words.one_of
    return {
        "A2": (f"Chi bộ nhất trí cử đồng chí {_taker(meeting)} làm thư ký.", ""),
        "A5": ("", "Chi bộ nhất trí với chương trình."),
        "B1": (tell(chance, words.NEWS, unit=unit), ""),
        "B2": (
            tell(chance, words.IDEOLOGY_NOTES, unit=unit),
            tell(chance, words.IDEOLOGY, unit=unit),
        ),
        "B3": ("", tell(chance, words.ASSESSMENT, unit=unit)),
        "B4": ("", tell(chance, words.PRAISE, unit=unit, one=praised)),
        "B5": ("", "\n".join(tell(chance, (one,), unit=unit) for one in direction)),
        "C1": ("", tell(chance, words.GATHERED, unit=unit)),
        "C3": ("", tell(chance, words.ANSWERS, unit=unit)),
        "C6": _READ_OUT,
    }


def _taker(meeting: Meeting) -> str:
    return meeting.minutes_taker.full_name if meeting.minutes_taker else ""


def vote(cast: Cast, story: Story, meeting: Meeting, at: datetime) -> None:
    """Vote on the draft resolution, and above the cells on what becomes a decision."""
    if cast.body.kind is BodyKind.INSPECTION_COMMISSION:
        _vote(cast, story, meeting, at, ("C4", words.INSPECTION_DECISION, VoteSubject.ORDINARY))
        return
    if cast.body.kind is BodyKind.STANDING_COMMITTEE:
        earlier = at - timedelta(minutes=6)
        asked = ("C1", words.STANDING_DECISION, VoteSubject.ORDINARY)
        _vote(cast, story, meeting, earlier, asked)
    question = f"Thông qua dự thảo nghị quyết {papers.summary_of(meeting)}"
    _vote(cast, story, meeting, at, ("C4", question, VoteSubject.RESOLUTION))


def _vote(
    cast: Cast, story: Story, meeting: Meeting, at: datetime, asked: tuple[str, str, VoteSubject]
) -> None:
    """Vote on one question by the same rules as everybody."""
    code, question, subject = asked
    voters = [
        Voter(
            one.member_id,
            one.status,
            present=one.mark is AttendanceMark.PRESENT,
            excused=one.mark is AttendanceMark.EXCUSED,
        )
        for one in meeting.attendances
    ]
    threshold = threshold_on(subject, clock.day_of(at))
    roll, eligible = ballot_rules.roll_size(voters), ballot_rules.eligible_present(voters)
    needed = ballot_rules.needed(roll, threshold)
    chance = story.chance("vote")
    other = 1 if chance.random() < 0.15 and eligible > needed else 0
    if story.is_refused:
        other = max(eligible - needed + 1, 0)
    tally = Tally(in_favour=eligible - other, against=0, other_opinion=other)
    ballot_rules.check_tally(tally, eligible)
    is_passed = ballot_rules.passed(tally, roll, threshold)
    vote = new(
        Vote,
        at,
        organisation_id=meeting.organisation_id,
        body_id=meeting.body.id,
        question=question,
        subject=subject,
        status=VoteStatus.PASSED if is_passed else VoteStatus.FAILED,
        threshold=threshold,
        roll=roll,
        needed=needed,
        eligible_present=eligible,
        in_favour=tally.in_favour,
        against=tally.against,
        other_opinion=tally.other_opinion,
        opened_at=at,
        closed_at=at + timedelta(minutes=3),
        roll_entries=[],
        voices=[],
        reserved_opinions=[],
    )
    for line, voter in zip(meeting.attendances, voters, strict=True):
        cast.leaf(
            RollEntry,
            at,
            organisation_id=meeting.organisation_id,
            vote_id=vote.id,
            member_id=line.member.id,
            status=voter.status,
            is_present=voter.present,
            counts=ballot_rules.roll_size([voter]) == 1,
            may_vote=voter.present and may_vote(voter.status),
        )
    if other and not story.is_refused and chance.random() < 0.5:
        voted = [one for one in present(meeting) if may_vote(one.status)]
        new(
            ReservedOpinion,
            at,
            organisation_id=meeting.organisation_id,
            vote=vote,
            member=chance.choice(voted).member,
            text=words.RESERVED,
        )
    item = next(item for item in meeting.agenda if item.code == code)
    item.vote, item.vote_id = vote, vote.id


def end_voting(meeting: Meeting) -> bool:
    """End what the demo itself had put to the vote; say whether nobody else's vote goes on."""
    asked = [one for one in meeting.agenda if one.vote is not None]
    if not asked:
        return True
    own = {words.TONIGHT_DECIDED, words.TONIGHT_OPEN}
    query = visible_ballots(actor()).where(Ballot.channel == meeting.id)
    whole = query.options(selectinload(Ballot.votes), selectinload(Ballot.tellers))
    ballots = {one.id: one for one in db.session.scalars(whole)}
    titles = {one[0] for one in words.TONIGHT_BALLOTS} | {words.TONIGHT_ELECTION}
    own_ballots = {key for key, one in ballots.items() if one.title in titles}
    if any(
        one.vote and one.vote.question not in own and one.vote.ballot_id not in own_ballots
        for one in asked
    ):
        return False
    for item in asked:
        _end(item, ballots)
    for ballot in ballots.values():
        if ballot.status is BallotStatus.PREPARED:
            _take_back(ballot)
    return True


def _take_back(ballot: Ballot) -> None:
    db.session.flush()
    for part in (*ballot.votes, *ballot.tellers):
        db.session.delete(part)
    db.session.flush()
    db.session.delete(ballot)


def _end(item: AgendaItem, ballots: dict[UUID, Ballot]) -> None:
    """Count an open vote as agreed; a secret one is stopped, or taken back before it opened."""
    vote = item.vote
    if vote is None or vote.status not in (VoteStatus.PREPARED, VoteStatus.OPEN):
        return
    if vote.status is VoteStatus.PREPARED:
        item.vote, item.vote_id, item.conclusion = None, None, words.NOT_FINISHED
        return
    if vote.ballot_id is not None:
        stopping.end(ballots[vote.ballot_id], words.NOT_FINISHED)
        return
    vote.status, vote.closed_at = VoteStatus.PASSED, clock.now()
    vote.in_favour, vote.against, vote.other_opinion = vote.eligible_present, 0, 0


def assign(cast: Cast, story: Story, meeting: Meeting, at: datetime) -> None:
    """Give two to four tasks to people who came, each with its own day."""
    chance = story.chance("tasks")
    able = [one for one in present(meeting) if may_vote(one.status)]
    titles = chance.sample(words.TASKS, chance.randint(2, 4))
    days = chance.sample(range(5, 21), len(titles))
    for order, ((title, _), day) in enumerate(zip(titles, days, strict=True)):
        new(
            Assignment,
            at + timedelta(seconds=order),
            organisation_id=meeting.organisation_id,
            meeting=meeting,
            lead=chance.choice(able).member,
            title=words.one_of(chance, (title,), unit=cast.unit),
            due_on=story.month.shift(1).day(day),
        )
