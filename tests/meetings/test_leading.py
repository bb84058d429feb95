"""A chair without an office leads the meeting that chose them, and nothing beside it."""

from collections.abc import Callable
from datetime import date, time

import pytest

from partywork.ballots import queries
from partywork.ballots.models import Ballot
from partywork.ballots.rules.counting import Tally
from partywork.ballots.rules.secrecy import PaperCount
from partywork.ballots.service import papers as counting
from partywork.ballots.service import reading as ballot_pages
from partywork.ballots.service import secret, stopping
from partywork.ballots.service.ballots import Question
from partywork.ballots.terms import BallotStatus, BallotWay, VoteStatus, VoteSubject
from partywork.cells.policy import fields_to_unmask, visible_events, visible_people
from partywork.cells.terms import BodyKind, MembershipStatus
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import db
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken
from partywork.meetings import policy
from partywork.meetings.service import (
    ballots,
    closing,
    meetings,
    minutes,
    opening,
    record,
    reserving,
    roll_call,
    votes,
)
from partywork.meetings.terms import AttendanceMark, MeetingMode, MeetingStatus, Place
from partywork.resolutions import service as resolutions
from partywork.tasks import service as tasks
from tests.meetings.minuting import MEETS_ON, item
from tests.support.browser import Browser
from tests.support.make import Make
from tests.support.meetings import Case, cell_case, invite, mark, prepare

Browse = Callable[..., Browser]


@pytest.fixture(autouse=True)
def evening(today: Callable[..., None]) -> None:
    today(MEETS_ON, time(20, 30))


@pytest.fixture
def case(make: Make) -> Case:
    """Return a meeting that chose two members without an office to chair and to write."""
    case = invite(prepare(make, cell_case(make, [MembershipStatus.OFFICIAL] * 4)))
    case.meeting = opening.open_meeting(
        case.secretary,
        case.id,
        version=meetings.get(case.secretary, case.id).version,
        chair_id=case.members[0].id,
        minutes_taker_id=case.members[1].id,
        at=time(19, 0),
    )
    mark(case, AttendanceMark.PRESENT)
    return case


@pytest.fixture
def chair(make: Make, case: Case) -> Actor:
    return make.actor(case.members[0])


@pytest.fixture
def member(make: Make, case: Case) -> Actor:
    return make.actor(case.members[2])


def put(by: Actor, case: Case, way: BallotWay = BallotWay.PAPER) -> Ballot:
    return ballots.prepare(
        by,
        case.id,
        item(case, "B6").id,
        title="Lấy ý kiến chi bộ",
        way=way,
        questions=[Question("Phương án 1", VoteSubject.OPINION)],
        seats=None,
        path=f"/meetings/{case.id}/minutes",
    )


def opened(by: Actor, case: Case) -> Ballot:
    ballot = put(by, case)
    tellers = [one.id for one in case.members[2:4]]
    named = ballots.name_tellers(by, case.id, ballot.id, version=ballot.version, tellers=tellers)
    return ballots.open_ballot(by, case.id, ballot.id, version=named.version)


def test_the_chair_votes_with_the_meeting_from_the_question_to_a_reserved_opinion(
    case: Case, chair: Actor, member: Actor
) -> None:
    given_up = votes.prepare(
        chair, case.id, item(case, "A5").id, question="Bỏ", subject=VoteSubject.ORDINARY
    )
    votes.withdraw(chair, case.id, given_up.id)
    asked = votes.prepare(
        chair,
        case.id,
        item(case, "C4").id,
        question="Thông qua nghị quyết",
        subject=VoteSubject.RESOLUTION,
    )
    opened_vote = votes.open_vote(chair, case.id, asked.id)
    closed = votes.close_vote(
        chair,
        case.id,
        asked.id,
        version=opened_vote.version,
        tally=Tally(5, 1, 0),
        reserved=[],
    )
    assert closed.status is VoteStatus.PASSED
    assert member.member_id in dict(votes.get(chair, case.id, asked.id).may_reserve)
    kept = reserving.reserve(
        chair, case.id, asked.id, member_id=member.member_id, text="Cần làm sớm hơn."
    )
    assert [one.member_id for one in kept.reserved_opinions] == [member.member_id]


def test_the_chair_leads_a_ballot_on_paper_to_its_count_and_stops_another(
    case: Case, chair: Actor
) -> None:
    ballot = opened(chair, case)
    assert ballot_pages.show(chair, ballot.id).may_run
    counting.hand_out_papers(chair, ballot.id, [])
    closed = secret.close(chair, ballot.id, version=queries.ballot_of(chair, ballot.id).version)
    tallies = {one.id: Tally(4, 2, 0) for one in closed.votes}
    counted = counting.record_paper(
        chair, ballot.id, version=closed.version, count=PaperCount(6, 6, 6, 0, tallies)
    )
    assert counted.status is BallotStatus.COUNTED

    taken_back = put(chair, case)
    ballots.withdraw(chair, case.id, taken_back.id, version=taken_back.version)
    again = opened(chair, case)
    stopped = stopping.stop(chair, again.id, version=again.version, reason="Mất phiếu")
    assert stopped.status is BallotStatus.STOPPED


@pytest.mark.parametrize("way", list(BallotWay))
def test_no_ballot_is_begun_online_that_nobody_in_a_hall_could_count(
    case: Case, chair: Actor, way: BallotWay
) -> None:
    meeting = record.whole(case.secretary, case.id)
    meeting.mode = MeetingMode.ONLINE
    for line in meeting.attendances:
        line.place = Place.ONLINE
    db.session.commit()

    with pytest.raises(RuleBroken, match="không bỏ phiếu kín được"):
        put(chair, case, way)
    meeting = record.whole(case.secretary, case.id)
    for line in meeting.attendances:
        line.place = Place.HALL
    db.session.commit()
    assert put(chair, case).way is BallotWay.PAPER


def test_the_chair_ends_the_meeting_with_its_draft_and_its_tasks_under_their_own_name(
    make: Make, case: Case, chair: Actor
) -> None:
    tasks.give(
        case.secretary,
        organisation_id=case.organisation.id,
        title="Việc tháng trước",
        lead_id=case.members[3].id,
        given_on=date(2026, 10, 1),
        due_on=date(2026, 10, 20),
    )
    taker = make.actor(case.members[1])
    minutes.assign(
        taker, case.id, lead_id=case.members[2].id, title="Viết bài", due_on=date(2026, 11, 25)
    )
    asked = votes.prepare(
        chair,
        case.id,
        item(case, "C4").id,
        question="Thông qua nghị quyết",
        subject=VoteSubject.RESOLUTION,
    )
    version = votes.open_vote(chair, case.id, asked.id).version
    votes.close_vote(chair, case.id, asked.id, version=version, tally=Tally(6, 0, 0), reserved=[])
    minutes.read_out(taker, case.id)

    ended = closing.close(
        chair,
        case.id,
        version=record.whole(chair, case.id).version,
        ended_at=clock.instant_of(MEETS_ON, time(20, 25)),
    )

    assert ended.status is MeetingStatus.CLOSED
    assert ended.resolution_id is not None
    draft = resolutions.get(case.secretary, ended.resolution_id)
    before_and_now = tasks.open_or_recent(case.secretary, case.organisation.id, ended.period)
    given = [one for one in before_and_now if one.origin_id == case.id]
    assert [(one.title, one.clause_id is not None) for one in given] == [("Viết bài", True)]
    with pytest.raises(NotVisible):
        resolutions.get(chair, draft.id)
    with pytest.raises(NotAllowed):
        closing.report_up(chair, case.id, version=ended.version)
    with pytest.raises(NotAllowed):
        votes.for_asking(chair, case.id, item(case, "B6").id)


def test_nothing_else_opens_to_the_chair_and_nothing_at_all_to_other_members(
    make: Make, case: Case, chair: Actor, member: Actor
) -> None:
    meeting = record.whole(case.secretary, case.id)
    ballot = opened(chair, case)
    leader = policy.as_leader(chair, meeting)

    assert policy.may_lead(chair, meeting)
    assert not policy.may_run(chair, meeting)
    assert not policy.may_write(chair, meeting)
    assert (leader.user_id, leader.member_id, leader.name) == (
        chair.user_id,
        chair.member_id,
        chair.name,
    )
    assert policy.as_leader(member, meeting) is member
    assert policy.as_leader(case.secretary, meeting) is case.secretary
    for reads in (visible_people, visible_events):
        seen = [set(db.session.scalars(reads(one)).all()) for one in (chair, member)]
        assert len(seen[0]) == len(seen[1])
    assert fields_to_unmask(chair, case.members[2].id, case.organisation) == frozenset()
    with pytest.raises(NotAllowed):
        roll_call.for_roll_call(chair, case.id)
    for act in (
        lambda: put(member, case),
        lambda: votes.for_asking(member, case.id, item(case, "A5").id),
        lambda: secret.close(member, ballot.id, version=ballot.version),
        lambda: stopping.stop(member, ballot.id, version=ballot.version, reason="Mất phiếu"),
        lambda: closing.for_closing(member, case.id),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_who_chairs_one_meeting_leads_no_ballot_of_another(
    make: Make, case: Case, chair: Actor
) -> None:
    other = invite(prepare(make, cell_case(make, [MembershipStatus.OFFICIAL] * 4)))
    other.meeting = opening.open_meeting(
        other.secretary,
        other.id,
        version=meetings.get(other.secretary, other.id).version,
        chair_id=other.secretary.member_id,
        minutes_taker_id=other.deputy.member_id,
        at=time(19, 0),
    )
    mark(other, AttendanceMark.PRESENT)
    ballot = opened(other.secretary, other)
    own = opened(case.secretary, case)
    own.channel = other.id
    db.session.commit()

    with pytest.raises(NotVisible):
        secret.close(chair, ballot.id, version=ballot.version)
    assert not ballot_pages.show(chair, own.id).may_run
    own.channel = None
    db.session.commit()
    assert not ballot_pages.show(chair, own.id).may_run


@pytest.mark.parametrize(
    "kind",
    [
        BodyKind.CELL,
        BodyKind.COMMITTEE,
        BodyKind.STANDING_COMMITTEE,
        BodyKind.INSPECTION_COMMISSION,
    ],
)
def test_a_chair_of_any_body_leads_while_it_meets(
    make: Make, case: Case, chair: Actor, kind: BodyKind
) -> None:
    meeting = record.whole(case.secretary, case.id)
    meeting.body.kind = kind
    assert policy.may_run(policy.as_leader(chair, meeting), meeting)

    for status in MeetingStatus:
        meeting.status = status
        assert policy.may_lead(chair, meeting) is (status is MeetingStatus.OPEN)
    db.session.rollback()


def test_the_pages_offer_the_chair_what_leading_takes_and_no_closed_doors(
    make: Make, case: Case, chair: Actor, browse: Browse
) -> None:
    page = browse(chair)
    room = f"/meetings/{case.id}/room"
    first = item(case, "A5").id
    page.post(f"/meetings/{case.id}/room/items/{first}", page=room)
    shown = page.get(room)
    asking = f"/meetings/{case.id}/items/{first}/vote"
    assert shown.soup.find("a", href=asking) is not None
    assert shown.soup.find("a", href=f"/meetings/{case.id}/roll-call") is None
    assert browse(case.secretary).get(room).soup.find("a", href=asking) is None
    there = page.post(
        asking, {"question": "Thông qua chương trình", "subject": "ordinary"}
    ).location
    assert "Bắt đầu biểu quyết" in page.get(there).words
    page.post(f"{there}/open", page=there)
    figures = {"in_favour": "6", "against": "0", "other_opinion": "0"}
    page.post(f"{there}/close", figures, page=there)

    minutes.read_out(make.actor(case.members[1]), case.id)
    db.session.commit()
    address = f"/meetings/{case.id}/close"
    for one in (f"/meetings/{case.id}/", f"/meetings/{case.id}/minutes"):
        assert page.get(one).soup.find("a", href=address) is not None
    fields = {"ended_on": "05/11/2026", "ended_at": "20:20"}
    after = page.post(address, fields, page=address).location
    assert after == f"/meetings/{case.id}/minutes"
    assert "Xác nhận biên bản" in page.get(after).words
