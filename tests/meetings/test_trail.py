"""The trail says who did what; the words of an unfiled meeting stay in the meeting."""

from collections.abc import Callable
from datetime import date, time

import pytest

from partywork.audit import service as audit
from partywork.ballots.terms import VoteSubject
from partywork.meetings.service import attachments, minutes, roll_call, votes
from partywork.meetings.terms import AttendanceMark, InvitationAnswer
from tests.meetings.minuting import MEETS_ON, ask, count, everybody_there, item, write
from tests.support.make import Make
from tests.support.meetings import answer, invited_meeting, open_meeting
from tests.support.papers import pdf

WORD = "Chim sơn ca"


@pytest.fixture(autouse=True)
def evening(today: Callable[..., None]) -> None:
    today(MEETS_ON, time(21, 0))


def trail(make: Make) -> str:
    """Return everything an inspector without a case and the committee read in the trail."""
    entries = [*audit.entries(make.inspector()), *audit.entries(make.committee())]
    return " ".join(f"{entry.action} {entry.changes}" for entry in entries)


def test_what_is_said_asked_and_given_stays_out_of_the_trail(make: Make) -> None:
    case = everybody_there(make)
    secretary, section = case.secretary, item(case, "B6")
    write(case, "B6", WORD, WORD)
    said = minutes.add_statement(
        secretary, case.id, section.id, member_id=case.members[0].id, text=WORD
    )
    minutes.remove_statement(secretary, case.id, said.id)
    given = minutes.assign(
        secretary, case.id, lead_id=case.members[0].id, title=WORD, due_on=date(2026, 12, 1)
    )
    minutes.remove_assignment(secretary, case.id, given.id)
    version = case.read().version
    minutes.note_dues(secretary, case.id, version=version, dues_paid=1, dues_note=WORD)
    asked = votes.prepare(
        secretary, case.id, section.id, question=WORD, subject=VoteSubject.ORDINARY
    )
    votes.withdraw(secretary, case.id, asked.id)
    count(case, ask(case), 3, 0, 0, reserved=[(case.members[0].id, WORD)])
    attachments.attach_paper(
        secretary, case.id, summary=WORD, file_name=f"{WORD}.pdf", content=pdf()
    )

    told = trail(make)

    assert "minutes.remove_statement" in told
    assert "meeting.attach_paper" in told
    assert WORD not in told


def test_why_somebody_stays_away_stays_out_of_the_trail(make: Make) -> None:
    case = invited_meeting(make)
    person = make.actor(case.members[0])
    answer(case, person, InvitationAnswer.ASKS_ABSENCE, WORD)

    assert InvitationAnswer.ASKS_ABSENCE.label in trail(make)
    assert WORD not in trail(make)


def test_the_roll_call_tells_the_trail_marks_and_no_reasons(make: Make) -> None:
    case = open_meeting(make)
    meeting = roll_call.for_roll_call(case.secretary, case.id)
    line = next(one for one in meeting.attendances if one.member_id == case.members[0].id)
    roll_call.call_roll(
        case.secretary,
        case.id,
        version=roll_call.roll_version(meeting),
        markings=[roll_call.Marking(line.id, AttendanceMark.EXCUSED, reason=WORD)],
    )

    assert AttendanceMark.EXCUSED.label in trail(make)
    assert WORD not in trail(make)
