"""A hybrid meeting under way: its first member was named to take part from afar."""

from partywork.cells.terms import BodyKind, MembershipStatus
from partywork.core.periods import Month
from partywork.meetings.rules import OnlinePerson
from partywork.meetings.service import invitations, opening, planning
from partywork.meetings.terms import MeetingKind, MeetingMode
from tests.support.make import Make
from tests.support.meetings import AT, MEETS_ON, Case, cell_case, plan_of

REASON = "Đi công tác dài ngày"


def hybrid(make: Make, people: int = 3) -> Case:
    """Return a cell in such a meeting, nobody called yet."""
    case = cell_case(make, [MembershipStatus.OFFICIAL] * people)
    body = make.body(case.organisation, BodyKind.CELL)
    case.meeting = planning.plan(
        case.secretary,
        body.id,
        kind=MeetingKind.REGULAR,
        month=Month.of(MEETS_ON),
        facts=plan_of(
            body,
            chair=case.secretary.member_id,
            taker=case.deputy.member_id,
            mode=MeetingMode.HYBRID,
            online_people=(OnlinePerson(case.members[0].id, REASON),),
        ),
    )
    invitations.invite(case.secretary, case.id, version=case.read().version)
    opening.open_meeting(
        case.secretary,
        case.id,
        version=case.read().version,
        chair_id=case.secretary.member_id,
        minutes_taker_id=case.deputy.member_id,
        at=AT,
    )
    return case
