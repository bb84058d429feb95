"""Who finishes the papers of a meeting, who keeps the Word templates."""

from collections.abc import Callable
from datetime import date, time

from partywork.closing import policy
from tests.support.make import Make
from tests.support.meetings import open_meeting


def test_officers_and_the_minutes_taker_finish_and_the_office_keeps_templates(
    make: Make, today: Callable[..., None]
) -> None:
    today(date(2026, 11, 5), time(20))
    case = open_meeting(make)
    member, office = make.actor(case.members[0]), make.office()
    meeting = case.read()

    assert policy.may_finish(case.deputy, meeting)
    assert not policy.may_finish(member, meeting)
    assert not policy.may_finish(office, meeting)
    assert policy.may_change_templates(office)
    assert not policy.may_change_templates(case.secretary)
