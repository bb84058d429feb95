"""Whoever belongs to a meeting that is going on gets into its room from the first page."""

from datetime import date

import pytest

from partywork.core.db import db, transaction
from partywork.meetings.models import Guest
from partywork.meetings.terms import InvitationAnswer, MeetingStatus, MinutesStatus
from tests.support.month import CellMonth


@pytest.fixture
def month(make, today):
    today(date(2026, 11, 9))
    return CellMonth(make)


def test_who_was_invited_goes_into_the_room_of_the_meeting_that_goes_on(month, make, browse):
    meeting = month.meeting(status=MeetingStatus.OPEN, minutes=MinutesStatus.DRAFT)
    month.invite(meeting, month.member, InvitationAnswer.COMING)

    invited = browse(make.actor(month.member)).get("/")
    other = browse(make.actor(month.probationary)).get("/")

    assert invited.soup.select_one(".btn-primary")["href"] == f"/meetings/{meeting.id}/room"
    assert "Đang họp" not in other.words


def test_who_comes_from_the_level_above_gets_there_too(month, make, browse):
    meeting = month.meeting(status=MeetingStatus.OPEN, minutes=MinutesStatus.DRAFT)
    visitor = month.member
    with transaction():
        db.session.add(
            Guest(
                organisation_id=meeting.organisation_id,
                meeting_id=meeting.id,
                member_id=visitor.id,
                full_name=visitor.full_name,
            )
        )

    page = browse(make.actor(visitor)).get("/")

    assert "Đang họp" in page.words
    assert page.soup.find("a", href=f"/meetings/{meeting.id}/room")
