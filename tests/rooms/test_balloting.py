"""What a secret ballot asks of each who is in the room, and who may come in which way."""

from collections.abc import Callable
from datetime import time

import pytest

from partywork.ballots import queries
from partywork.ballots.service import secret
from partywork.ballots.terms import BallotWay
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.live import service as live
from partywork.meetings.models import Guest
from partywork.meetings.service import ballots
from partywork.meetings.terms import AttendanceMark, Place
from partywork.rooms.service import coming, leading, reading
from partywork.rooms.service.balloting import Polling
from partywork.rooms.terms import Part
from tests.meetings.minuting import MEETS_ON, closed, item
from tests.rooms.hybrid import hybrid, put
from tests.support.browser import Browser
from tests.support.make import Make
from tests.support.meetings import Case, mark

Browse = Callable[..., Browser]


@pytest.fixture(autouse=True)
def evening(today: Callable[..., None]) -> None:
    today(MEETS_ON, time(19, 5))


@pytest.fixture
def case(make: Make) -> Case:
    return hybrid(make, people=7)


def polls(case: Case, actor: Actor) -> tuple[Polling, ...]:
    return reading.show(actor, case.id, (Part.NOW,)).polls


def visitor(make: Make, case: Case) -> Actor:
    """Somebody of the committee above, who attends."""
    actor = make.committee()
    with transaction():
        guest = Guest(
            organisation_id=case.organisation.id,
            meeting_id=case.id,
            member_id=actor.member_id,
            full_name=actor.name,
            title="Đảng ủy viên",
        )
        db.session.add(guest)
    return actor


def test_a_ballot_asks_tellers_for_their_share_voters_for_their_paper_and_others_for_nothing(
    make: Make, case: Case, browse: Browse
) -> None:
    afar, *tellers, plain = (make.actor(one) for one in case.members[:5])
    guest = visitor(make, case)
    key = put(case)
    offered = [one for one, _ in ballots.setting(case.secretary, case.id, key).present]
    taking = [polls(case, one)[0].has_share_to_take for one in (*tellers, afar, plain, guest)]
    asked = browse(tellers[0]).get(f"/meetings/{case.id}/room").words
    for one in tellers:
        secret.confirm_share(one, key, typed=secret.take_share(one, key))
    taken = polls(case, tellers[0])[0]
    version = queries.ballot_of(case.secretary, key).version
    ballots.open_ballot(case.secretary, case.id, key, version=version)
    seen = {one.name: polls(case, one)[0] for one in (plain, afar, guest)}
    words = {
        one.name: browse(one).get(f"/meetings/{case.id}/room").words for one in (plain, afar, guest)
    }
    secret.close(case.secretary, key, version=queries.ballot_of(case.secretary, key).version)

    assert afar.member_id not in offered
    assert plain.member_id in offered
    assert taking == [True, True, True, False, False, False]
    assert "Đồng chí là người kiểm phiếu" in asked
    assert not taken.has_share_to_take
    assert [one.may_cast for one in seen.values()] == [True, False, False]
    assert "Đến phiếu của đồng chí" in words[plain.name]
    for name in (afar.name, guest.name):
        assert "Đến phiếu của đồng chí" not in words[name]
        assert "Bỏ phiếu kín tại hội trường" in words[name]
    for name in (plain.name, afar.name):
        assert words[name].count("Bỏ phiếu kín: Lấy ý kiến chi bộ") == 1
    assert polls(case, tellers[0])[0].counts
    assert not polls(case, plain)[0].counts
    assert "đang kiểm phiếu" in browse(plain).get(f"/meetings/{case.id}/room").words
    assert "đang kiểm phiếu" in browse(plain).get(f"/meetings/{case.id}/room/screen").words


def test_a_ballot_on_paper_leads_nobody_to_a_screen(make: Make, case: Case, browse: Browse) -> None:
    own, teller = make.actor(case.members[4]), make.actor(case.members[1])
    key = put(case, BallotWay.PAPER)
    assert not polls(case, teller)[0].has_share_to_take
    version = queries.ballot_of(case.secretary, key).version
    ballots.open_ballot(case.secretary, case.id, key, version=version)

    page = browse(own).get(f"/meetings/{case.id}/room").words

    assert "Bỏ phiếu kín bằng giấy tại hội trường" in page
    assert "Đến phiếu của đồng chí" not in page


def test_the_room_hears_who_was_named_to_count(case: Case) -> None:
    before = live.newest(case.id)

    put(case)

    assert live.since(case.id, before)[-1].topic == "ballot"


def test_each_is_offered_their_own_way_in_and_who_attends_from_above_the_hall(
    make: Make, case: Case, browse: Browse
) -> None:
    afar, own = make.actor(case.members[0]), make.actor(case.members[1])
    room, invitation = f"/meetings/{case.id}/room", f"/meetings/{case.id}/invitation"

    def ways(actor: Actor, page: str) -> list[str]:
        seen = browse(actor).get(page, fragment=page.endswith("parts/now"))
        return [str(one["value"]) for one in seen.soup.select("button[name=place]")]

    assert ways(afar, room) == ways(afar, f"{room}/parts/now") == ["online", "hall"]
    assert ways(own, room) == ["hall"]
    assert ways(afar, invitation) == ["online"]
    assert ways(own, invitation) == ["hall"]
    guest = visitor(make, case)
    assert ways(guest, room) == ways(guest, f"/meetings/{case.id}/") == ["hall"]
    assert "Vào phòng họp" in browse(guest).get(f"/meetings/{case.id}/").words
    browse(own).post(f"{room}/come-in", {"place": "hall"}, page=invitation)
    assert [one.member_id for one in reading.show(own, case.id).waiting] == [own.member_id]


def test_who_is_marked_on_the_roll_waits_for_nobody(make: Make, case: Case) -> None:
    own = make.actor(case.members[1])
    coming.come_in(own, case.id, place=Place.HALL)
    assert len(reading.show(case.secretary, case.id).waiting) == 1

    mark(case, AttendanceMark.PRESENT)

    assert reading.show(case.secretary, case.id).waiting == []


def test_who_is_marked_present_is_led_from_the_invitation_into_the_room(
    make: Make, case: Case, browse: Browse
) -> None:
    own = browse(make.actor(case.members[1]))
    invitation = f"/meetings/{case.id}/invitation"
    before = own.get(invitation).words

    mark(case, AttendanceMark.PRESENT)

    after = own.get(invitation).words
    assert "Tôi có mặt tại hội trường" in before
    assert "Đồng chí có mặt" in after
    assert "Tôi có mặt tại hội trường" not in after
    assert "Vào phòng họp" in after


def test_when_the_meeting_has_ended_the_room_says_so_and_its_clock_stands(
    make: Make, case: Case, browse: Browse, today: Callable[..., None]
) -> None:
    own, room = make.actor(case.members[1]), f"/meetings/{case.id}/room"
    mark(case, AttendanceMark.PRESENT)
    leading.go_to(case.secretary, case.id, item(case, "B3").id)
    today(MEETS_ON, time(20, 50))
    closed(case)
    today(MEETS_ON, time(23, 50))

    spent = {line.item.code: line.spent for line in reading.show(own, case.id).items}
    page = browse(own).get(room).words

    assert spent["B3"] == 105
    assert "Về trang cuộc họp" in page
    assert "phút dự kiến" not in page
    assert "phút" not in browse(own).get(f"{room}/screen").words
