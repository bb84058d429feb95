"""A ballot that cannot be brought to its end is stopped: no result, nothing left to open it."""

from collections.abc import Callable
from datetime import date, time

import pytest

from partywork.audit import service as audit
from partywork.ballots import queries
from partywork.ballots.models import Ballot
from partywork.ballots.service import reading, secret, stopping
from partywork.ballots.service.destroying import destroy_envelopes
from partywork.ballots.service.offers import forget_all_late
from partywork.ballots.terms import BallotStatus, BallotWay, VoteStatus
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import db
from partywork.core.errors import NotAllowed, RuleBroken, Stale
from tests.ballots.boxes import (
    Evening,
    closed,
    counted,
    everybody_votes,
    opened,
    prepared,
    vote,
    voted,
)
from tests.support.make import Make

DAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def evening_hour(today: Callable[..., None]) -> None:
    today(DAY, time(19, 30))


def stored(evening: Evening) -> Ballot:
    return queries.ballot_of(evening.secretary, evening.id)


def stop(evening: Evening, reason: str = "Mất hai mảnh chìa khóa.") -> Ballot:
    version = stored(evening).version
    return stopping.stop(evening.secretary, evening.id, version=version, reason=reason)


def hands_in(evening: Evening, teller: Actor) -> Ballot:
    assert teller.user_id is not None
    return secret.hand_in_share(teller, evening.id, typed=evening.shares[teller.user_id])


def actions(evening: Evening) -> list[str]:
    entries = audit.entries(system(clock.today()), limit=10_000)
    return [one.action for one in entries if one.subject_id == evening.id]


@pytest.mark.parametrize("is_closed", [False, True])
def test_a_stopped_ballot_ends_its_questions_and_leaves_nothing_to_open_it_with(
    make: Make, is_closed: bool
) -> None:
    evening = opened(make, questions=("Phương án 1", "Phương án 2"))
    everybody_votes(evening)
    if is_closed:
        closed(evening)
        hands_in(evening, evening.tellers[0])

    stop(evening)

    ballot = stored(evening)
    assert (ballot.status, ballot.stop_reason) == (BallotStatus.STOPPED, "Mất hai mảnh chìa khóa.")
    assert {one.status for one in ballot.votes} == {VoteStatus.STOPPED}
    assert (ballot.wraps, ballot.answers, ballot.papers_sealed) == (None, None, None)
    assert {(one.offered, one.offered_at) for one in ballot.tellers} == {(None, None)}
    for teller in evening.tellers[:2]:
        with pytest.raises(RuleBroken, match="chỉ mở một lần"):
            hands_in(evening, teller)
    assert "ballot.stop" in actions(evening)


def test_a_count_under_seal_goes_with_the_ballot_that_is_stopped(make: Make) -> None:
    evening = voted(make, way=BallotWay.BOTH)
    ballot = stored(evening)
    ballot.papers_sealed = b"under seal"
    db.session.commit()

    assert stop(evening).papers_sealed is None


def test_what_is_counted_or_not_open_yet_is_not_stopped(make: Make) -> None:
    evening = voted(make)
    counted(evening)
    with pytest.raises(RuleBroken, match="Đã kiểm phiếu"):
        stop(evening)
    assert not reading.show(evening.secretary, evening.id).may_stop
    with pytest.raises(RuleBroken, match="Đã kiểm phiếu"):
        reading.for_stopping(evening.secretary, evening.id)

    with pytest.raises(RuleBroken, match="Đang chuẩn bị"):
        stop(prepared(make))


def test_only_who_runs_the_body_stops_a_ballot_once_and_says_why(make: Make) -> None:
    evening = opened(make)
    version = stored(evening).version
    for person in (evening.tellers[0], evening.people[5]):
        with pytest.raises(NotAllowed):
            stopping.stop(person, evening.id, version=version, reason="Vì sao")
        with pytest.raises(NotAllowed):
            reading.for_stopping(person, evening.id)
    assert reading.for_stopping(evening.secretary, evening.id).may_stop
    with pytest.raises(RuleBroken, match="lý do"):
        stop(evening, " ")
    stop(evening)

    with pytest.raises(Stale):
        stopping.stop(evening.secretary, evening.id, version=version, reason="Vì sao")


def test_a_box_that_disagrees_with_the_register_ends_its_questions_too(make: Make) -> None:
    evening = opened(make)
    everybody_votes(evening)
    db.session.delete(queries.envelopes_of(evening.secretary, evening.ballot)[0])
    db.session.commit()

    ballot = closed(evening)

    assert {one.status for one in ballot.votes} == {VoteStatus.STOPPED}
    assert ballot.stop_reason == "Số phong bì trong hòm không khớp với số người đã bỏ phiếu."
    assert ballot.wraps is None


def test_the_envelopes_of_a_stopped_ballot_are_destroyed_in_time(
    make: Make, today: Callable[..., None]
) -> None:
    evening = opened(make)
    everybody_votes(evening)
    stop(evening)

    today(date(2026, 12, 3))

    assert destroy_envelopes() == 1
    assert queries.envelopes_of(evening.secretary, stored(evening)) == []


@pytest.mark.parametrize("voted", [1, 4])
def test_a_box_with_a_few_envelopes_is_never_opened(make: Make, voted: int) -> None:
    evening = opened(make, people=8)
    for person in evening.people[:voted]:
        vote(evening, person, 1)
    closed(evening)

    with pytest.raises(RuleBroken, match=f"Chỉ có {voted} đồng chí bỏ phiếu trên màn hình"):
        hands_in(evening, evening.tellers[0])

    assert reading.show(evening.secretary, evening.id).is_too_small
    assert stored(evening).answers is None
    stop(evening, "Ít đồng chí bỏ phiếu trên màn hình")


def test_the_second_teller_opens_the_box_on_the_record(make: Make) -> None:
    evening = voted(make)

    hands_in(evening, evening.tellers[0])
    assert "ballot.open_box" not in actions(evening)
    hands_in(evening, evening.tellers[1])

    assert {"ballot.hand_in_share", "ballot.open_box", "ballot.count"} <= set(actions(evening))


def test_a_share_that_waits_is_no_share_to_who_reads_the_database(make: Make) -> None:
    evening = voted(make)

    first = evening.tellers[0]
    assert first.user_id is not None
    ballot = hands_in(evening, first)

    offered = ballot.tellers[0].offered or {}
    assert set(offered) == {"2", "3"}
    assert all(len(one) > 60 for one in offered.values())
    assert evening.shares[first.user_id] not in str(offered)


def test_a_share_that_was_tampered_with_opens_nothing(make: Make) -> None:
    evening = voted(make)
    ballot = hands_in(evening, evening.tellers[0])
    ballot.tellers[0].offered = {"2": "AAAA", "3": "AAAA"}
    db.session.commit()

    with pytest.raises(RuleBroken, match="không đúng"):
        hands_in(evening, evening.tellers[1])


def test_a_share_that_waited_too_long_is_erased_and_handed_in_again(
    make: Make, today: Callable[..., None]
) -> None:
    evening = voted(make)
    hands_in(evening, evening.tellers[0])
    assert reading.show(evening.tellers[0], evening.id).has_offered

    today(DAY, time(19, 45))
    assert not reading.show(evening.tellers[0], evening.id).has_offered
    hands_in(evening, evening.tellers[1])

    offered = [one.offered is not None for one in stored(evening).tellers]
    assert offered == [False, True, False]
    hands_in(evening, evening.tellers[0])
    assert stored(evening).status is BallotStatus.COUNTED


def test_every_minute_the_shares_that_waited_too_long_are_erased(
    make: Make, today: Callable[..., None]
) -> None:
    evening = voted(make)
    hands_in(evening, evening.tellers[0])

    today(DAY, time(19, 44))
    assert forget_all_late() == 0
    today(DAY, time(19, 45))
    assert forget_all_late() == 1
    assert forget_all_late() == 0

    assert {one.offered_at for one in stored(evening).tellers} == {None}
