"""A room whose network goes away for half a minute, somewhere on the way to the server."""

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import time
from urllib.parse import urlsplit

from flask import Flask
from playwright.sync_api import Browser, expect

from partywork.ballots.terms import VoteSubject
from partywork.cells.terms import MembershipStatus
from partywork.core import clock
from partywork.core.db import db
from partywork.meetings.service import votes
from partywork.rooms.service import leading
from tests.meetings.minuting import ask, item
from tests.support.live import Person, cookie_of, serving
from tests.support.looks import Looks
from tests.support.make import Make
from tests.support.meetings import AttendanceMark, mark, open_meeting

SOON, AWAY = 20_000, 30_000


class Network:
    """What lies between a browser and the server, and can be taken away."""

    def __init__(self, address: str) -> None:
        """Lead to an address of this machine."""
        parts = urlsplit(address)
        self._there = (parts.hostname, parts.port)
        self._entrance = socket.create_server(("127.0.0.1", 0))
        self._open: set[socket.socket] = set()
        self._is_cut = self._is_over = False
        self._threads = [threading.Thread(target=self._let_in)]
        self._threads[0].start()
        self.address = f"http://127.0.0.1:{self._entrance.getsockname()[1]}"

    def cut(self) -> None:
        """Break every connection and let no new one through."""
        self._is_cut = True
        for one in list(self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        """Let connections through again."""
        self._is_cut = False

    def end(self) -> None:
        """Go away for good."""
        self._is_over = True
        self.cut()
        with suppress(OSError):
            self._entrance.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        self._entrance.close()

    def _let_in(self) -> None:
        while not self._is_over:
            with suppress(OSError):
                here, _ = self._entrance.accept()
                self._threads.append(threading.Thread(target=self._lead, args=(here,)))
                self._threads[-1].start()

    def _lead(self, here: socket.socket) -> None:
        with here, socket.create_connection(self._there) as there:
            self._open.update((here, there))
            if not self._is_cut:
                back = threading.Thread(target=self._carry, args=(there, here))
                back.start()
                self._carry(here, there)
                back.join()
            self._open.difference_update((here, there))

    @staticmethod
    def _carry(source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while words := source.recv(65536):
                target.sendall(words)
        for one in (source, target):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)


@contextmanager
def network(address: str) -> Iterator[Network]:
    """Lay a network to an address for the length of the block."""
    found = Network(address)
    try:
        yield found
    finally:
        found.end()


def parts_of(person: Person) -> list[str]:
    """Return what every part of the room says, minutes left out: they go on by themselves."""
    words = person.page.locator("[data-part]").all_inner_texts()
    return [re.sub(r"\d+(?= phút|′)", "", " ".join(one.split())) for one in words]


def test_a_client_that_drops_for_half_a_minute_comes_back_complete(
    app: Flask, make: Make, chrome: Browser, looks: Looks
) -> None:
    case = open_meeting(
        make, statuses=[MembershipStatus.OFFICIAL] * 3, on=clock.today(), at=time(0, 1)
    )
    mark(case, AttendanceMark.PRESENT)
    member, other = make.actor(case.members[0]), make.actor(case.members[1])
    point = item(case, "B5")
    cookie = cookie_of(app, member)
    db.session.commit()

    with serving(app) as address, network(address) as between:
        own = Person(chrome, looks, between.address, user_name=member.name)
        own.carry("partywork", cookie)
        own.visit(f"/meetings/{case.id}/room")
        state = own.page.locator("[data-live-state]")
        expect(state).to_have_text("● Trực tiếp", timeout=SOON)

        between.cut()
        expect(state).to_have_text("Mất kết nối, đang nối lại…", timeout=SOON)
        leading.go_to(case.secretary, case.id, point.id)
        leading.ask_to_speak(other, case.id)
        leading.call(case.secretary, case.id, case.members[1].id)
        vote = ask(case, VoteSubject.ORDINARY, "A5")
        votes.open_vote(case.secretary, case.id, vote.id)
        db.session.commit()
        own.page.wait_for_timeout(AWAY)
        between.mend()

        expect(state).to_have_text("● Trực tiếp", timeout=SOON)
        own.forgive()
        expect(own.page.get_by_role("button", name="Không tán thành")).to_be_visible(timeout=SOON)
        expect(own.page.get_by_role("heading", name=point.title)).to_be_visible(timeout=SOON)
        expect(own.page.get_by_text("đang phát biểu").first).to_be_visible(timeout=SOON)
        came_back = parts_of(own)
        own.visit(f"/meetings/{case.id}/room")
        assert came_back == parts_of(own)
        own.leave()
