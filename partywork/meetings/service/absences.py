"""Who stayed away without reason, for the packages that are handed this count."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy.orm import contains_eager

from partywork.cells.rules.membership import must_attend
from partywork.cells.terms import MembershipStatus
from partywork.core import clock
from partywork.core.actor import system
from partywork.core.db import db
from partywork.meetings import policy, queries
from partywork.meetings.models import Attendance, Meeting
from partywork.meetings.terms import AttendanceMark


def unexcused(member_ids: Collection[UUID], first: date, last: date) -> list[tuple[UUID, date]]:
    """Return the days on which these people were absent without reason, in whichever cell.

    Who moved, or whose cell was merged, takes the absences of the year along; only their days are
    told, no paper of the former cell. Who asks must be allowed to know these people's absences.

    The meetings are those of the statistics of attendance, so that page and prompt agree. Who need
    not come (exempted, temporarily away) is never absent, however marked.
    """
    query = (
        queries.of_whole_cells(policy.visible_attendances(system(last)), first, last)
        .options(contains_eager(Attendance.meeting))
        .where(
            Attendance.member_id.in_(member_ids),
            Attendance.mark == AttendanceMark.UNEXCUSED,
            Attendance.status.in_([one for one in MembershipStatus if must_attend(one)]),
        )
        .order_by(Meeting.starts_at)
    )
    return [
        (one.member_id, clock.day_of(one.meeting.starts_at)) for one in db.session.scalars(query)
    ]
