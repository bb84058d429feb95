"""The meeting that is open tonight, and the people in it as who they are."""

from dataclasses import dataclass

from sqlalchemy.orm import selectinload

from partywork.accounts.models import User
from partywork.accounts.service.actors import person_of
from partywork.ballots import queries as ballot_queries
from partywork.ballots.models import Ballot
from partywork.cells.rules.membership import may_vote
from partywork.cli.demo.cast import actor as system_actor
from partywork.cli.demo.lives.stage import Stage
from partywork.core.actor import Actor
from partywork.core.db import db
from partywork.meetings import policy
from partywork.meetings.models import AgendaItem, Attendance, Meeting
from partywork.meetings.service import meetings, record
from partywork.meetings.terms import AttendanceMark, MeetingMode, MeetingStatus

_LINK = "https://hop.example/sinh-hoat-chi-bo"
_REASONS = ("Đang công tác tại tỉnh Lam Thủy.", "Đang dự lớp bồi dưỡng ở xa.")


@dataclass(frozen=True, slots=True)
class Tonight:
    """The open meeting: `own` signs in to try it; the others are there, two of them from afar."""

    chair: Actor
    own: Actor
    meeting: Meeting
    in_hall: list[Actor]
    online: list[Actor]
    voters: list[Actor]

    @classmethod
    def find(cls, stage: Stage, code: str) -> "Tonight | None":
        """Return the open meeting of a cell, held for two of its people from afar."""
        query = policy.visible(system_actor()).where(
            Meeting.status == MeetingStatus.OPEN, Meeting.organisation_id == stage.cells[code]
        )
        found = db.session.scalar(query)
        if found is None:
            return None
        meeting = meetings.get(
            system_actor(),
            found.id,
            selectinload(Meeting.agenda),
            selectinload(Meeting.invitations),
            selectinload(Meeting.attendances).joinedload(Attendance.member),
        )
        chair, own = stage.secretary(code), stage.act(f"dangvien-{code.lower()}")
        known = {chair.member_id, own.member_id}
        lines = [
            one
            for one in sorted(meeting.attendances, key=lambda one: one.member.name_sort_key)
            if one.mark is AttendanceMark.PRESENT and one.member_id not in known
        ]
        able = [one for one in lines if may_vote(one.status)]
        far = able[-2:]
        _name_online(meeting, far)
        near = [one for one in lines if one not in far]
        acting = {
            one.member_id: person_of(User(member_id=one.member_id, member=one.member), stage.today)
            for one in lines
        }
        return cls(
            chair=chair,
            own=own,
            meeting=meeting,
            in_hall=[acting[one.member_id].actor for one in near],
            online=[acting[one.member_id].actor for one in far],
            voters=[acting[one.member_id].actor for one in near if one in able],
        )

    @property
    def all_voters(self) -> list[Actor]:
        """Everybody in the hall who may vote."""
        return [self.chair, self.own, *self.voters]

    def item(self, code: str) -> AgendaItem:
        """Return an item of the agenda by its code."""
        found = record.whole(self.chair, self.meeting.id)
        return next(one for one in found.agenda if one.code == code)

    def fresh(self, ballot: Ballot) -> Ballot:
        """Return a ballot as it stands now."""
        return ballot_queries.ballot_of(self.chair, ballot.id)


def _name_online(meeting: Meeting, lines: list[Attendance]) -> None:
    """Name those who take part from elsewhere, with their reasons, as the preparation does."""
    meeting.mode, meeting.link = MeetingMode.HYBRID, _LINK
    reasons = {one.member_id: why for one, why in zip(lines, _REASONS, strict=True)}
    for invitation in meeting.invitations:
        invitation.online_reason = reasons.get(invitation.member_id)
    db.session.flush()
