"""A hybrid meeting under way: its first member was named to take part from afar."""

from uuid import UUID

from partywork.ballots.service.ballots import Question
from partywork.ballots.terms import BallotWay, VoteSubject
from partywork.cells.terms import MembershipStatus
from partywork.meetings.rules import OnlinePerson
from partywork.meetings.service import ballots
from partywork.meetings.terms import AttendanceMark, MeetingMode
from tests.meetings.minuting import item
from tests.support.make import Make
from tests.support.meetings import (
    Case,
    begin,
    cell_case,
    invite,
    mark,
    prepare,
)

REASON = "Đi công tác dài ngày"


def hybrid(make: Make, people: int = 3) -> Case:
    """Return a cell in such a meeting, nobody called yet."""
    case = cell_case(make, [MembershipStatus.OFFICIAL] * people)
    afar = OnlinePerson(case.members[0].id, REASON)
    return begin(invite(prepare(make, case, mode=MeetingMode.HYBRID, online_people=(afar,))))


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
