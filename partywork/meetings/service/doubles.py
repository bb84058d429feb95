"""Meetings to come, and one that goes on, in which two records of one person take part."""

from sqlalchemy import Select, and_, not_, or_, select
from sqlalchemy.orm import aliased

from partywork.cells.models import Body, Membership
from partywork.cells.rules.merging import Becomes
from partywork.cells.service.merging import Double, Pair
from partywork.cells.terms import BodyKind
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


DOUBLES = (
    Double(
        "điểm danh cuộc họp đang diễn ra",
        _on_one_roll,
        Becomes.WAITS,
        "Cả hai hồ sơ đang có tên trong điểm danh của một cuộc họp chưa kết thúc. Hãy gộp sau khi "
        "cuộc họp kết thúc.",
    ),
    Double("giấy mời họp sắp tới (chỉ mời một lần)", _invited_twice, Becomes.DROPPED),
)
