"""Facts the minutes take from elsewhere: recommendations, visitors, how a ballot was counted."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest

from partywork.ballots.models import Ballot, Vote
from partywork.ballots.terms import VoteKind
from partywork.core.actor import Desk
from partywork.core.db import db, transaction
from partywork.meetings.models import Guest
from partywork.meetings.service import papers, record
from partywork.recommendations import service as recommendations
from partywork.recommendations.service import Asked
from partywork.recommendations.terms import Addressee, Subject
from tests.meetings.minuting import MEETS_ON, adopted, everybody_there
from tests.support.make import Make
from tests.support.meetings import Case


@pytest.fixture(autouse=True)
def evening(today: Callable[..., None]) -> None:
    today(MEETS_ON, time(21, 0))


@pytest.fixture
def case(make: Make) -> Case:
    return everybody_there(make)


def test_the_minutes_tell_what_was_asked_and_answered_and_no_later_change(
    make: Make, case: Case
) -> None:
    own, office = case.organisation.id, make.office(Desk.CLERICAL)
    facts: Any = {"subject": Subject.CONDITIONS, "addressee": Addressee.COMMITTEE}
    older = recommendations.record(
        case.secretary,
        own,
        Asked(text="Bố trí phòng họp.", raised_on=MEETS_ON - timedelta(days=30), **facts),
    )
    recommendations.answer(
        office, older.id, version=older.version, words="Đã bố trí.", answered_on=MEETS_ON
    )
    recommendations.read_out(case.secretary, {older.id}, on=MEETS_ON)
    new = recommendations.record(
        case.secretary,
        own,
        Asked(
            text="Trang bị máy chiếu.",
            raised_on=MEETS_ON,
            raised_by_id=case.secretary.member_id,
            **facts,
        ),
    )

    adopted(case)
    recommendations.change(
        case.secretary,
        new.id,
        version=new.version,
        asked=Asked(text="Trang bị hai máy chiếu.", raised_on=MEETS_ON, **facts),
    )

    told = papers.minutes_page(record.whole(case.secretary, case.id), draft=False).recommendations
    assert [(one.asked_by, one.asked_of, one.text, one.answer) for one in told] == [
        ("", "Đảng ủy", "Bố trí phòng họp.", "Đã bố trí."),
        (case.secretary.name, "Đảng ủy", "Trang bị máy chiếu.", ""),
    ]


def test_who_came_from_the_committee_is_told_apart_from_guests(make: Make, case: Case) -> None:
    visitor = make.committee()
    with transaction():
        for who, name in ((visitor.member_id, visitor.name), (None, "Hồ Thị Sáu")):
            db.session.add(
                Guest(
                    organisation_id=case.organisation.id,
                    meeting_id=case.id,
                    member_id=who,
                    full_name=name,
                    is_present=True,
                )
            )

    page = papers.minutes_page(record.whole(case.secretary, case.id), draft=True)

    assert [one.name for one in page.superiors] == [visitor.name]
    assert [one.name for one in page.guests] == ["Hồ Thị Sáu"]


def test_a_secret_vote_is_told_with_the_papers_that_went_out_and_came_back() -> None:
    ballot = Ballot(papers_issued=12, papers_returned=12, papers_valid=11, papers_invalid=1)

    told = papers.method_of(Vote(kind=VoteKind.SECRET, ballot=ballot))

    assert told == "bỏ phiếu kín, phiếu phát ra 12, thu về 12, hợp lệ 11, không hợp lệ 01"
    assert papers.method_of(Vote(kind=VoteKind.SECRET, ballot=Ballot())) == "bỏ phiếu kín"
    assert papers.method_of(Vote(kind=VoteKind.OPEN)) == "giơ tay"
