"""The room in each state of an evening, at every screen: sound for axe, wide and on a phone."""

from collections.abc import Callable
from datetime import time

import pytest

from partywork.ballots.queries import ballot_of
from partywork.ballots.rules.counting import Tally
from partywork.ballots.rules.secrecy import PaperCount
from partywork.ballots.service import papers, secret, stopping
from partywork.ballots.terms import BallotWay, VoteSubject
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.meetings.models import Guest
from partywork.meetings.service import ballots, closing, votes
from partywork.meetings.terms import Place
from partywork.rooms.service import coming, leading
from tests.meetings.minuting import MEETS_ON, adopted, ask, item
from tests.rooms.hybrid import hybrid, put
from tests.support.databases import SQLITE
from tests.support.live import Person
from tests.support.make import Make
from tests.support.meetings import AttendanceMark, Case, invited_meeting, mark

# What is drawn depends on no database: the journeys walk through the room on both.
pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.parametrize("database", [SQLITE], indirect=True),
]


class Evening:
    """Everybody at their own screen; whatever happens, all of them look."""

    def __init__(self, make: Make, case: Case, come: Callable[[Actor], Person]) -> None:
        self.case, self.chair = case, case.secretary
        self.voters = [make.actor(one) for one in case.members[1:]]
        self.guest = make.committee()
        with transaction():
            db.session.add(
                Guest(
                    organisation_id=case.organisation.id,
                    meeting_id=case.id,
                    member_id=self.guest.member_id,
                    full_name=self.guest.name,
                    title="Đảng ủy viên",
                )
            )
        actors = (self.chair, case.deputy, self.voters[0], self.guest)
        self.screens = [come(one) for one in actors]

    def look(self, *said: str, pages: tuple[str, ...] = ()) -> None:
        """Let everybody open the room anew, the chair the wall, the members other pages."""
        db.session.commit()
        room = f"/meetings/{self.case.id}/room"
        for screen in self.screens:
            screen.visit(room)
            # Who only attends may not read a ballot, so their room says less of it.
            if screen is not self.screens[-1]:
                screen.sees(*said)
                for page in pages:
                    screen.visit(page)
        self.screens[0].visit(f"{room}/screen")


@pytest.fixture(autouse=True)
def evening(today: Callable[..., None]) -> None:
    today(MEETS_ON, time(19, 5))


def version_of(case: Case, key: object) -> int:
    return ballot_of(case.secretary, key).version  # type: ignore[arg-type]


def test_before_the_meeting_opens(
    make: Make, come: Callable[[Actor], Person], today: Callable[..., None]
) -> None:
    today(MEETS_ON, time(18, 0))
    case = invited_meeting(make)
    member = make.actor(case.members[0])
    db.session.commit()

    for actor in (case.secretary, case.deputy, member):
        screen = come(actor)
        screen.visit(f"/meetings/{case.id}/room")
        screen.visit(f"/meetings/{case.id}/room/screen")
        screen.visit(f"/meetings/{case.id}/invitation")


def test_from_the_roll_call_to_an_open_vote(make: Make, come: Callable[[Actor], Person]) -> None:
    evening = Evening(make, hybrid(make, people=7), come)
    case = evening.case
    evening.look("Chưa bắt đầu chương trình")

    coming.come_in(evening.voters[0], case.id, place=Place.HALL)
    evening.look()
    mark(case, AttendanceMark.PRESENT)
    leading.go_to(evening.chair, case.id, item(case, "B3").id)
    leading.ask_to_speak(evening.voters[0], case.id)
    leading.ask_to_speak(evening.voters[1], case.id)
    leading.call(evening.chair, case.id, case.members[1].id)
    evening.look("đang phát biểu")
    vote = ask(case, VoteSubject.ORDINARY, "B3")
    evening.look()
    version = votes.open_vote(evening.chair, case.id, vote.id).version
    evening.look("Biểu quyết: ")
    tally = Tally(7, 1, 1)
    votes.close_vote(evening.chair, case.id, vote.id, version=version, tally=tally, reserved=[])
    evening.look("tán thành 7")


def test_a_secret_ballot_on_screens_from_the_shares_to_the_recount(
    make: Make, come: Callable[[Actor], Person]
) -> None:
    evening = Evening(make, hybrid(make, people=7), come)
    case, tellers = evening.case, evening.voters[:3]
    key = put(case)
    page = f"/ballots/{key}"
    evening.look(pages=(page,))

    shares = [secret.take_share(one, key) for one in tellers]
    for one, share in zip(tellers, shares, strict=True):
        secret.confirm_share(one, key, typed=share)
    ballots.open_ballot(evening.chair, case.id, key, version=version_of(case, key))
    evening.look("Bỏ phiếu kín: ", pages=(page,))
    evening.screens[0].visit(f"{page}/stop")
    for voter in evening.voters:
        questions = ballot_of(voter, key).votes
        sealed = secret.review(voter, key, {one.id: 0 for one in questions})
        secret.cast(voter, key, written=sealed.envelopes, proof=sealed.proof)
    evening.look("Bỏ phiếu kín: ", pages=(page,))
    secret.close(evening.chair, key, version=version_of(case, key))
    evening.look("Hòm phiếu đã đóng", pages=(page,))
    secret.hand_in_share(tellers[0], key, typed=shares[0])
    evening.look(pages=(page,))
    secret.hand_in_share(tellers[1], key, typed=shares[1])
    evening.look(pages=(page, f"{page}/recount"))


def test_a_count_on_paper_and_a_ballot_that_is_stopped(
    make: Make, come: Callable[[Actor], Person]
) -> None:
    evening = Evening(make, hybrid(make, people=7), come)
    case = evening.case
    key = put(case, BallotWay.PAPER)
    page = f"/ballots/{key}"
    ballots.open_ballot(evening.chair, case.id, key, version=version_of(case, key))
    evening.look("Bỏ phiếu kín: ", pages=(page,))
    closed_one = secret.close(evening.chair, key, version=version_of(case, key))
    evening.look("đang kiểm phiếu", pages=(page,))
    evening.screens[0].visit(f"{page}/count")
    voters = len(case.members) + 1
    tallies = {vote.id: Tally(voters, 0, 0) for vote in closed_one.votes}
    count = PaperCount(voters, voters, voters, 0, tallies)
    papers.record_paper(evening.chair, key, version=closed_one.version, count=count)
    evening.look(pages=(page, f"{page}/recount"))

    other = put(case, BallotWay.PAPER)
    ballots.open_ballot(evening.chair, case.id, other, version=version_of(case, other))
    reason = "Nhầm danh sách"
    stopping.stop(evening.chair, other, version=version_of(case, other), reason=reason)
    evening.look(pages=(f"/ballots/{other}",))


def test_the_minutes_are_read_and_the_meeting_ends(
    make: Make, come: Callable[[Actor], Person], today: Callable[..., None]
) -> None:
    evening = Evening(make, hybrid(make, people=7), come)
    case = evening.case
    mark(case, AttendanceMark.PRESENT)
    leading.go_to(evening.chair, case.id, item(case, "C4").id)
    db.session.commit()
    for screen in evening.screens[:2]:
        screen.visit(f"/meetings/{case.id}/minutes/read-out")
    adopted(case)
    evening.look()
    evening.screens[0].visit(f"/meetings/{case.id}/close")

    today(MEETS_ON, time(19, 30))
    closing.close(evening.chair, case.id, version=case.read().version, ended_at=clock.now())

    evening.look("Về trang cuộc họp")
    for screen in evening.screens[:2]:
        screen.visit(f"/meetings/{case.id}/closing")
