"""Open pages hear of every change once, in order, and of what they missed."""

import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask

from partywork.core import clock
from partywork.core.db import db, transaction
from partywork.core.errors import RuleBroken
from partywork.core.ids import new_id
from partywork.live import service
from partywork.live.hub import Full, Hub, Streams
from partywork.live.service import Change

ENOUGH = 10.0


@pytest.fixture
def streams(app: Flask) -> Iterator[Streams]:
    hub = Hub(db.engine)
    yield Streams(hub, 4)
    hub.stop()


def publish(channel: UUID, *topics: str) -> None:
    with transaction():
        service.publish(channel, *topics)


def publish_and_refuse(channel: UUID) -> None:
    with transaction():
        service.publish(channel, "vote")
        db.session.flush()
        raise RuleBroken("Không được.")


def test_a_page_hears_what_changes_while_it_is_open(app: Flask, streams: Streams) -> None:
    channel, heard = new_id(), list[Change]()
    page = streams.open(channel, 0, ENOUGH)
    assert next(page) == []

    publish(channel, "agenda", "vote")
    publish(new_id(), "elsewhere")
    while len(heard) < 2:
        heard += next(page)
    page.close()

    assert [one.topic for one in heard] == ["agenda", "vote"]
    assert heard[0].number < heard[1].number


def test_a_page_that_was_cut_off_is_told_what_it_missed(app: Flask, streams: Streams) -> None:
    channel = new_id()
    publish(channel, "roll")
    first = service.newest(channel)
    publish(channel, "minutes")
    publish(channel, "minutes")

    page = streams.open(channel, first, ENOUGH)
    missed = next(page)
    page.close()

    assert [one.topic for one in missed] == ["minutes", "minutes"]
    assert service.since(channel, first) == missed


def test_what_was_rolled_back_is_told_to_nobody(app: Flask, streams: Streams) -> None:
    channel = new_id()
    page = streams.open(channel, 0, ENOUGH)
    next(page)

    with pytest.raises(RuleBroken):
        publish_and_refuse(channel)
    publish(channel, "roll")
    heard = next(page)
    page.close()

    assert [one.topic for one in heard] == ["roll"]


def test_a_full_process_says_so_and_has_room_again_afterwards(streams: Streams) -> None:
    pages = [streams.open(new_id(), 0, ENOUGH) for _ in range(4)]
    for page in pages:
        next(page)

    with pytest.raises(Full):
        streams.open(new_id(), 0, ENOUGH)
    pages[0].close()
    again = streams.open(new_id(), 0, ENOUGH)
    assert next(again) == []
    for page in (*pages, again):
        page.close()


def test_a_page_that_leaves_before_its_first_word_gives_its_place_back(streams: Streams) -> None:
    for _ in range(5):
        streams.open(new_id(), 0, ENOUGH).close()

    page = streams.open(new_id(), 0, ENOUGH)
    assert next(page) == []
    page.close()


def test_many_pages_of_many_channels_miss_nothing(app: Flask, streams: Streams) -> None:
    channels = [new_id() for _ in range(4)]
    heard: dict[UUID, list[str]] = {channel: [] for channel in channels}
    opened = threading.Barrier(5)

    def follow(channel: UUID) -> None:
        page = streams.open(channel, 0, 30)
        next(page)
        opened.wait()
        while len(heard[channel]) < 20:
            heard[channel] += [one.topic for one in next(page)]
        page.close()

    readers = [threading.Thread(target=follow, args=(channel,)) for channel in channels]
    for reader in readers:
        reader.start()
    opened.wait()
    for number in range(20):
        for channel in channels:
            publish(channel, f"topic {number}")
    began = time.monotonic()
    for reader in readers:
        reader.join(30)

    assert all(topics == [f"topic {n}" for n in range(20)] for topics in heard.values())
    assert time.monotonic() - began < ENOUGH


def test_what_is_old_is_destroyed_and_numbers_go_on(app: Flask) -> None:
    channel = new_id()
    publish(channel, "vote", "roll")
    before = service.newest(channel)

    service.forget_before(clock.now() + timedelta(seconds=1))

    assert [one.topic for one in service.since(channel, 0)] == ["roll"]
    publish(channel, "item")
    assert service.since(channel, before) == [Change(before + 1, "item")]


def test_numbers_tell_nothing_of_what_happens_elsewhere(app: Flask, streams: Streams) -> None:
    channel, elsewhere, heard = new_id(), new_id(), list[Change]()
    publish(elsewhere, "roll")
    page = streams.open(channel, 0, ENOUGH)
    next(page)

    for topic in ("agenda", "vote", "minutes"):
        publish(elsewhere, "roll", topic)
        publish(channel, topic)
    while len(heard) < 3:
        heard += next(page)
    page.close()

    assert heard == [Change(1, "agenda"), Change(2, "vote"), Change(3, "minutes")]
    assert service.since(channel, 0) == heard
