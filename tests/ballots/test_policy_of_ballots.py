"""Who sees a secret ballot, who has voted on it, and its sealed box."""

from partywork.ballots import policy
from partywork.core import clock
from partywork.core.actor import system
from partywork.core.db import db
from tests.ballots.boxes import opened, vote
from tests.support.make import Make


def test_a_ballot_and_its_box_are_seen_where_people_vote(make: Make) -> None:
    evening = opened(make)
    vote(evening, evening.people[0], 0)
    reads = (
        policy.visible_ballots,
        policy.visible_register,
        policy.visible_box,
        policy.visible_trackers,
        policy.visible_tellers,
    )

    def seen(actor: object) -> list[int]:
        return [len(db.session.scalars(read(actor)).all()) for read in reads]  # type: ignore[arg-type]

    everything = [1, len(evening.voters), 1, 1, 3]
    assert seen(evening.people[1]) == everything
    assert seen(system(clock.today())) == everything
    assert seen(make.secretary(make.cell())) == [0, 0, 0, 0, 0]
