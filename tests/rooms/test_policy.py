"""Who is in a room, who leads it, who reads what is being written."""

from collections.abc import Callable
from datetime import time

import pytest
from sqlalchemy import Select

from partywork.cells.terms import MembershipStatus
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import db
from partywork.meetings.terms import Place
from partywork.rooms import policy
from partywork.rooms.service import coming, leading
from tests.meetings.minuting import MEETS_ON
from tests.support.make import Make
from tests.support.meetings import Case, open_meeting

READ = [
    policy.visible,
    policy.visible_with_room,
    policy.visible_arrivals,
    policy.visible_spans,
    policy.visible_turns,
]


@pytest.fixture
def case(make: Make, today: Callable[..., None]) -> Case:
    """A room with somebody in it, an item on, a request to speak."""
    today(MEETS_ON, time(19, 5))
    case = open_meeting(make, statuses=[MembershipStatus.OFFICIAL] * 2)
    member = make.actor(case.members[0])
    coming.come_in(member, case.id, place=Place.HALL)
    leading.go_to(case.secretary, case.id, case.read().agenda[0].id)
    leading.ask_to_speak(member, case.id)
    return case


@pytest.mark.parametrize("visible", READ)
def test_the_room_is_read_by_who_may_read_the_meeting(
    make: Make, case: Case, visible: Callable[[Actor], Select]
) -> None:
    stranger = make.plain_member(make.cell())
    own = make.actor(case.members[1])

    for actor, count in ((own, 1), (system(clock.today()), 1), (stranger, 0)):
        assert len(db.session.scalars(visible(actor)).all()) == count


def test_the_chair_leads_the_taker_confirms_and_others_do_neither(make: Make, case: Case) -> None:
    own = make.actor(case.members[1])
    meeting = case.read()

    assert policy.may_lead(case.secretary, meeting)
    assert not policy.may_lead(own, meeting)
    assert policy.may_lead(case.deputy, meeting)
    for actor, may in ((case.secretary, True), (case.deputy, False), (own, False)):
        assert policy.may_record(actor, meeting) is may
    for actor, may in ((case.secretary, True), (case.deputy, True), (own, False)):
        assert policy.may_confirm(actor, meeting) is may
        assert policy.may_read_draft(actor, meeting) is may


def test_a_chair_without_an_office_leads_all_the_same(make: Make, case: Case) -> None:
    own = make.actor(case.members[1])
    meeting = case.read()
    meeting.chair_id = own.member_id

    assert policy.may_lead(own, meeting)
    db.session.rollback()
