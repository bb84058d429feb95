"""The crowd: 743 browsers as one program, each with a stream open and a vote to cast."""

import asyncio
import random
import re
import time
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlencode

from tools.evening.stage import Guest, Stage

_PATIENCE = 30.0
# What the page of who leads waits before it counts the voices again, as room.js does.
_LATER = 4.0
# What it waits before a part that changed once more is asked for again.
_BREATH = 0.3
# What a question that is put makes old is asked for by whoever votes and by whoever counts.
_OF_VOTES = {"vote", "voices"}
# Of each item five people speak.
_TALK = ("speakers",) * 5 + ("item",)
# A server that is busy says after how many seconds to ask again; browsers and pages do.
_BUSY = 503
_DICE = random.SystemRandom()
_FORM = re.compile(r'action="(/meetings/[^"]+/votes/[^"]+)"')
_CHOICE = re.compile(r'name="choice" value="([^"]*)"')
_AFTER = re.compile(r'data-after="(\d+)"')
_PART = re.compile(r'data-part="([^"]+)" data-topics="([^"]+)"')
_HIDDEN = re.compile(r'name="(csrf_token|submission_key)"[^>]*value="([^"]*)"')


@dataclass
class Answer:
    """What came back, and after how many seconds."""

    status: int
    headers: list[tuple[str, str]]
    text: str
    seconds: float


@dataclass
class Browser:
    """One person's browser: a cookie jar of one, a stream, and what was heard when."""

    guest: Guest
    port: int
    cookie: str = ""
    heard: list[tuple[float, int, str]] = field(default_factory=list)
    asked: int = 0
    put_off: int = 0
    voted_at: float | None = None
    parts: dict[str, set[str]] = field(default_factory=dict)
    renewed: list[Answer] = field(default_factory=list)
    _renewing: dict[str, bool] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    stream: asyncio.Task[None] | None = None
    opened: asyncio.Event = field(default_factory=asyncio.Event)
    news: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        """Arrive signed in."""
        self.cookie = self.guest.cookie

    @property
    def room(self) -> str:
        """The address of the room."""
        return f"/meetings/{self.guest.meeting_id}/room"

    async def ask(
        self, path: str, fields: dict[str, str] | None = None, accept: str = "text/html"
    ) -> Answer:
        """Send one request, again when the server was busy; the seconds count all of it.

        No answer at all has the status 0.
        """
        began = time.monotonic()
        while True:
            try:
                answer = await self._once(path, fields, accept, began)
            except (OSError, TimeoutError) as fault:
                return Answer(0, [], repr(fault), time.monotonic() - began)
            if answer.status != _BUSY:
                return answer
            self.put_off += 1
            headers = dict(answer.headers)
            await asyncio.sleep(float(headers.get("retry-after", "5")))

    async def _once(
        self, path: str, fields: dict[str, str] | None, accept: str, began: float
    ) -> Answer:
        """Send one request over a connection of its own."""
        self.asked += 1
        body = urlencode(fields).encode() if fields is not None else b""
        lines = [
            f"{'GET' if fields is None else 'POST'} {path} HTTP/1.1",
            f"Host: 127.0.0.1:{self.port}",
            f"Cookie: {self.cookie}",
            f"Accept: {accept}",
            "Connection: close",
        ]
        if fields is not None:
            # A tap in the room is answered with its part of the page, as room.js asks for.
            lines += [
                "X-Part: vote",
                "Content-Type: application/x-www-form-urlencoded",
                f"Content-Length: {len(body)}",
            ]
        async with asyncio.timeout(_PATIENCE):
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
            try:
                writer.write("\r\n".join([*lines, "", ""]).encode() + body)
                await writer.drain()
                head, _, content = (await reader.read()).partition(b"\r\n\r\n")
            finally:
                writer.close()
        first, *rest = head.decode("latin-1").split("\r\n")
        headers = [(name.lower(), value.strip()) for name, _, value in map(_parted, rest)]
        for name, value in headers:
            if name == "set-cookie" and value.startswith(self.cookie.split("=")[0]):
                self.cookie = value.split(";")[0]
        return Answer(int(first.split()[1]), headers, content.decode(), time.monotonic() - began)

    async def listen(self, page: Answer) -> None:
        """Keep the stream of an opened room open and note what comes and when.

        What a change makes old is asked for again, as room.js does.
        """
        known = _AFTER.search(page.text)
        self.parts = {path: set(topics.split()) for path, topics in _PART.findall(page.text)}
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            path = f"{self.room}/live?after={known[1] if known else 0}"
            request = (
                f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
                f"Cookie: {self.cookie}\r\nAccept: text/event-stream\r\n\r\n"
            )
            writer.write(request.encode())
            self.asked += 1
            if b" 200 " not in await reader.readline():
                return
            number = 0
            while line := (await reader.readline()).strip():
                pass
            while line := await reader.readline():
                words = line.strip()
                if words.startswith(b": here"):
                    self.opened.set()
                elif words.startswith(b"id: "):
                    number = int(words[4:])
                elif words.startswith(b"data: "):
                    topic = words[6:].decode()
                    self.heard.append((time.monotonic(), number, topic))
                    self.news.set()
                    if topic not in _OF_VOTES:
                        self._grow_old(topic)
        finally:
            writer.close()

    def _grow_old(self, topic: str) -> None:
        for path in (path for path, topics in self.parts.items() if topic in topics):
            if path in self._renewing:
                self._renewing[path] = True
                continue
            self._renewing[path] = False
            task = asyncio.create_task(self._renew(path))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _renew(self, path: str) -> None:
        """Ask for a part; once more, after a breath, if it changed meanwhile."""
        while True:
            self.renewed.append(await self.ask(path))
            if not self._renewing[path]:
                break
            await asyncio.sleep(_BREATH)
            self._renewing[path] = False
        del self._renewing[path]

    async def go_home(self) -> None:
        """Close the stream and stop asking."""
        tasks = [*self._tasks, *([self.stream] if self.stream is not None else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def vote(self, within: float) -> str:
        """Ask for what is on now, think, answer with one tap; says what became of it."""
        part = await self.ask(f"{self.room}/parts/vote")
        form = _FORM.search(part.text)
        if part.status != 200:
            return f"part {part.status}"
        if form is None:
            return "no vote"
        await asyncio.sleep(_DICE.uniform(0, within))
        fields = {name: unescape(value) for name, value in _HIDDEN.findall(part.text)}
        fields["choice"] = _DICE.choice(_CHOICE.findall(part.text))
        answer = await self.ask(unescape(form[1]), fields)
        if answer.status != 200:
            return f"vote {answer.status}"
        self.voted_at = time.monotonic()
        return "voted"

    async def count_along(self) -> None:
        """Ask for the vote again after each voice, as the page of who leads does."""
        seen = 0
        while True:
            await self.news.wait()
            self.news.clear()
            voices = sum(topic == "voices" for _, _, topic in self.heard)
            if voices > seen:
                await asyncio.sleep(_LATER)
                seen = sum(topic == "voices" for _, _, topic in self.heard)
                await self.ask(f"{self.room}/parts/vote")


def _parted(line: str) -> tuple[str, str, str]:
    return line.partition(":")


@dataclass
class Visits:
    """Ordinary pages that people open meanwhile, and how long they took."""

    seconds: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    async def go_on(self, browsers: list[Browser], every: float) -> None:
        """Open one page after another at a steady pace until told to stop."""
        pages = ("/", "/meetings/", "/resolutions/", "{meeting}/", "{room}")
        running: set[asyncio.Task[None]] = set()
        try:
            while True:
                one, page = _DICE.choice(browsers), _DICE.choice(pages)
                meeting = f"/meetings/{one.guest.meeting_id}"
                path = page.format(meeting=meeting, room=one.room)
                task = asyncio.create_task(self._visit(one, path))
                running.add(task)
                task.add_done_callback(running.discard)
                await asyncio.sleep(every)
        finally:
            await asyncio.gather(*running, return_exceptions=True)

    async def _visit(self, one: Browser, path: str) -> None:
        answer = await one.ask(path)
        self.seconds.append(answer.seconds)
        if answer.status != 200:
            self.failed.append(f"{path}: {answer.status or answer.text}")


async def go_on_talking(stage: Stage, every: float) -> None:
    """Let the meetings go on: in one room after the other somebody asks to speak or has spoken,
    and now and then the next item is begun."""
    while True:
        await asyncio.to_thread(stage.tell, _DICE.choice(stage.rooms), _DICE.choice(_TALK))
        await asyncio.sleep(every)


@asynccontextmanager
async def meanwhile(*works: Coroutine[None, None, None]) -> AsyncIterator[None]:
    """Let other things go on while something is measured."""
    tasks = [asyncio.create_task(work) for work in works]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        ended = await asyncio.gather(*tasks, return_exceptions=True)
    for fault in ended:
        if isinstance(fault, Exception):
            raise fault


async def come_in(browsers: list[Browser], over: float) -> list[Answer]:
    """Open every room over some seconds, the page first and then its stream."""
    answers: list[Answer] = []

    async def one(browser: Browser, after: float) -> None:
        await asyncio.sleep(after)
        page = await browser.ask(browser.room)
        answers.append(page)
        browser.stream = asyncio.create_task(browser.listen(page))
        with suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE):
                await browser.opened.wait()

    await asyncio.gather(*(one(browser, _DICE.uniform(0, over)) for browser in browsers))
    return answers


async def go_home(browsers: list[Browser]) -> None:
    """Close every stream."""
    await asyncio.gather(*(one.go_home() for one in browsers))
