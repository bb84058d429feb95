"""Meetings to come, and one that goes on, in which two records of one person take part."""

from sqlalchemy import Select, and_, not_, or_, select
from sqlalchemy.orm import aliased, joinedload

from partywork.ballots.models import Ballot, RegisterLine, Teller
from partywork.ballots.terms import BallotStatus
from partywork.cells.models import Body, Membership
from partywork.cells.rules.merging import Becomes
from partywork.cells.service.merging import Double, Pair
from partywork.cells.terms import BodyKind
from partywork.core import clock, display
from partywork.core.actor import system
from partywork.meetings import policy
from partywork.meetings.models import Attendance, Invitation, Meeting
from partywork.meetings.terms import MeetingStatus

_TO_COME = (MeetingStatus.PLANNED, MeetingStatus.INVITED)


def _on_one_roll(pair: Pair) -> Select[Attendance]:
    """Return the lines of the record that goes on a roll-call where the other is called too."""
    own = aliased(Attendance)
    both = select(own.id).where(own.meeting_id == Attendance.meeting_id, own.member_id == pair.kept)
    return (
        policy.visible_attendances(system(pair.day))
        .join(Attendance.meeting)
        .where(
            Attendance.member_id == pair.gone,
            Meeting.status == MeetingStatus.OPEN,
            both.exists(),
        )
    )


def _invited_twice(pair: Pair) -> Select[Invitation]:
    """Return invitations of the record that goes to meetings to come which are one too many.

    The other record is invited as well, or does not belong to the cell that meets.
    """
    own = aliased(Invitation)
    both = select(own.id).where(own.meeting_id == Invitation.meeting_id, own.member_id == pair.kept)
    belongs = select(Membership.id).where(
        Membership.member_id == pair.kept,
        Membership.organisation_id == Meeting.organisation_id,
        or_(Membership.ends_on.is_(None), Membership.ends_on >= pair.day),
    )
    elsewhere = and_(Body.kind == BodyKind.CELL, not_(belongs.exists()))
    return (
        policy.visible_invitations(system(pair.day))
        .join(Invitation.meeting)
        .join(Body, Body.id == Meeting.body_id)
        .where(
            Invitation.member_id == pair.gone,
            Meeting.status.in_(_TO_COME),
            or_(both.exists(), elsewhere),
        )
    )


def _with_ballots(pair: Pair) -> Select[Meeting]:
    return (
        policy.visible(system(pair.day))
        .join(Ballot, Ballot.channel == Meeting.id)
        .options(joinedload(Meeting.body))
        .order_by(Meeting.starts_at, Meeting.id)
    )


def _on_open_ballot(pair: Pair) -> Select[Meeting]:
    """Return the meetings that vote secretly now with either record as a voter or a teller.

    Who may vote, who has and who counts were written down when the ballot opened.
    """
    voting = select(RegisterLine.ballot_id).where(RegisterLine.member_id.in_(pair.both))
    counting = select(Teller.ballot_id).where(Teller.member_id.in_(pair.both))
    return _with_ballots(pair).where(
        Ballot.status == BallotStatus.OPEN,
        or_(Ballot.id.in_(voting), Ballot.id.in_(counting)),
    )


def _still_counting(pair: Pair) -> Select[Meeting]:
    """Return the meetings in which the record that goes is needed to open or to count a box."""
    counting = select(Teller.ballot_id).where(Teller.member_id == pair.gone)
    about_to_open = and_(
        Ballot.status == BallotStatus.PREPARED, Meeting.status == MeetingStatus.OPEN
    )
    return _with_ballots(pair).where(
        Ballot.id.in_(counting), or_(about_to_open, Ballot.status == BallotStatus.CLOSED)
    )


def _named(meeting: Meeting) -> str:
    day = display.day(clock.day_of(meeting.starts_at))
    return f"{meeting.body.name}, ngày {day} ({meeting.kind.label.lower()})"


def _voting(meeting: Meeting) -> str:
    return (
        "Một trong hai hồ sơ có trong danh sách bỏ phiếu hoặc là người kiểm phiếu của cuộc bỏ "
        f"phiếu kín đang diễn ra tại cuộc họp của {_named(meeting)}. Hãy gộp sau khi đóng hòm "
        "phiếu."
    )


def _counting(meeting: Meeting) -> str:
    return (
        "Hồ sơ bị hủy là người kiểm phiếu của cuộc bỏ phiếu kín tại cuộc họp của "
        f"{_named(meeting)}. Hãy gộp sau khi kiểm phiếu xong, hoặc chọn giữ chính hồ sơ ấy."
    )


DOUBLES = (
    Double("bỏ phiếu kín đang diễn ra", _on_open_ballot, Becomes.WAITS, _voting),
    Double("bỏ phiếu kín chưa kiểm phiếu", _still_counting, Becomes.WAITS, _counting),
    Double(
        "điểm danh cuộc họp đang diễn ra",
        _on_one_roll,
        Becomes.WAITS,
        "Cả hai hồ sơ đang có tên trong điểm danh của một cuộc họp chưa kết thúc. Hãy gộp sau khi "
        "cuộc họp kết thúc.",
    ),
    Double("giấy mời họp sắp tới (chỉ mời một lần)", _invited_twice, Becomes.DROPPED),
)
