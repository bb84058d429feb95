"""A hybrid meeting under way: its first member was named to take part from afar."""

from uuid import UUID

from partywork.ballots.service.ballots import Question
from partywork.ballots.terms import BallotWay, VoteSubject
from partywork.cells.terms import BodyKind, MembershipStatus
from partywork.core.periods import Month
from partywork.meetings.rules import OnlinePerson
from partywork.meetings.service import ballots, invitations, opening, planning
from partywork.meetings.terms import AttendanceMark, MeetingKind, MeetingMode
from tests.meetings.minuting import item
from tests.support.make import Make
from tests.support.meetings import AT, MEETS_ON, Case, cell_case, mark, plan_of

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


def put(case: Case, way: BallotWay = BallotWay.SCREEN) -> UUID:
    """Ask two questions secretly; the second to fourth member count."""
    mark(case, AttendanceMark.PRESENT)
    ballot = ballots.prepare(
        case.secretary,
        case.id,
        item(case, "C4").id,
        title="Lấy ý kiến chi bộ",
        way=way,
        questions=[Question(text, VoteSubject.OPINION) for text in ("Một", "Hai")],
        seats=None,
        path=f"/meetings/{case.id}/minutes",
    )
    tellers = [one.id for one in case.members[1:4]]
    ballots.name_tellers(
        case.secretary, case.id, ballot.id, version=ballot.version, tellers=tellers
    )
    return ballot.id
