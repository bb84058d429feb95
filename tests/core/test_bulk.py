"""Bulk changes touch what meets their conditions, and a conditional change happens once."""

from datetime import UTC, datetime
from uuid import uuid4

from partywork.core import bulk
from partywork.core.db import db, transaction
from partywork.live.models import LiveEvent
from partywork.live.service import publish, since

CHANNEL, OTHER = uuid4(), uuid4()


def told() -> None:
    with transaction():
        publish(CHANNEL, "roll", "vote")
        publish(OTHER, "roll")


def test_only_what_meets_the_conditions_is_destroyed(make):
    told()

    with transaction():
        bulk.destroy(LiveEvent, LiveEvent.channel == CHANNEL, LiveEvent.topic == "roll")

    assert [one.topic for one in since(CHANNEL, 0)] == ["vote"]
    assert [one.topic for one in since(OTHER, 0)] == ["roll"]


def test_of_two_changes_under_one_condition_only_the_first_finds_its_row(make):
    told()
    conditions = (LiveEvent.channel == OTHER, LiveEvent.topic == "roll")

    with transaction():
        found = [
            bulk.change_once(LiveEvent, *conditions, returning=LiveEvent.id, topic="vote")
            for _ in range(2)
        ]

    assert found == [True, False]
    assert [one.topic for one in since(OTHER, 0)] == ["vote"]


def test_nothing_is_left_of_what_is_older_than_everything(make):
    told()

    with transaction():
        bulk.destroy(LiveEvent, LiveEvent.created_at < datetime(9999, 1, 1, tzinfo=UTC))
        db.session.expire_all()

    assert since(CHANNEL, 0) == []
