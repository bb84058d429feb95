"""Real people in a real browser: a live server over a test database, and people who use it."""

import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from flask import Flask
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Response,
    expect,
    sync_playwright,
)
from werkzeug.serving import WSGIRequestHandler, make_server

from partywork.core.actor import Actor
from partywork.live.streams import close_streams
from tests.support.browser import Browser as Guest
from tests.support.looks import Looks

CHROMIUM = "/usr/bin/chromium-headless-shell"
WIDE, PHONE = (1280, 800), (360, 740)


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:
        """Say nothing: pages are judged by what the browser shows."""


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """Serve the application on a free port of this machine; yields its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        close_streams(app)
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Debian's Chromium as it is without a screen; only root needs to leave its sandbox."""
    arguments = [
        "--disable-dev-shm-usage",
        "--lang=vi-VN",
        *(["--no-sandbox"] if os.getuid() == 0 else []),
    ]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        try:
            yield browser
        finally:
            browser.close()


def cookie_of(app: Flask, actor: Actor) -> str:
    """Open a session for an actor and return the cookie a browser goes on with."""
    client = Guest(app, actor).client
    cookie = client.get_cookie("partywork")
    assert cookie is not None
    return cookie.value


class Person:
    """Somebody at a computer (or a phone): clicks what they can read, and sees sound pages only.

    Every page is looked at in both widths: no violation that axe finds, nothing in the console,
    nothing that must be scrolled sideways. `clicks` and `typed` tell how much work it was.
    """

    def __init__(
        self,
        browser: Browser,
        looks: Looks,
        address: str,
        *,
        user_name: str = "",
        password: str = "",
        phone: bool = False,
    ) -> None:
        """Open a browser of one's own."""
        self.user_name, self.address = user_name, address
        self._looks = looks
        self.clicks = 0
        self.typed: list[tuple[str, str]] = []
        self.pages = 0
        self._password, self._phone = password, phone
        self._complaints: list[str] = []
        self._expected_status = 200
        self._context = self._open(browser)
        self.page = self._context.new_page()
        self.page.set_default_timeout(30_000)
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self._complaints.append(str(error)))

    def _open(self, browser: Browser) -> BrowserContext:
        width, height = PHONE if self._phone else WIDE
        return browser.new_context(
            locale="vi-VN",
            viewport={"width": width, "height": height},
            is_mobile=self._phone,
            has_touch=self._phone,
            reduced_motion="reduce",
        )

    def _note(self, message: ConsoleMessage) -> None:
        if self._expected_status != 200 and f"status of {self._expected_status}" in message.text:
            return
        # Where no stream is free the page asks every few seconds instead.
        if "status of 503" in message.text and "/room/live" in message.location["url"]:
            return
        self._complaints.append(f"{message.type}: {message.text} {message.location}")

    # --- arriving -----------------------------------------------------------------------------

    def arrive(self) -> None:
        """Open the first page, signing in if asked; what that takes is not counted."""
        clicks, typed = self.clicks, len(self.typed)
        self.visit("/")
        if self.heading == "Đăng nhập":
            self.fill("Tên đăng nhập", self.user_name)
            self.fill("Mật khẩu", self._password)
            self.go("Đăng nhập")
        self.clicks = clicks
        del self.typed[typed:]

    def carry(self, name: str, value: str) -> None:
        """Go on with a session that was opened elsewhere."""
        self._context.add_cookies([{"name": name, "value": value, "url": self.address}])

    def leave(self) -> None:
        """Close the browser."""
        self._context.close()

    def visit(self, path: str, expect: int = 200) -> None:
        """Type an address, as from a notice on paper."""
        self._expected_status = expect
        answer = self.page.goto(self.address + path)
        assert answer is not None
        assert answer.status == expect, f"{path}: {answer.status}"
        self.look()
        self._expected_status = 200

    # --- reading ------------------------------------------------------------------------------

    @property
    def name(self) -> str:
        """Whom the site takes the person for."""
        said = self.page.locator("header .who summary span").first.text_content() or ""
        return said.strip().splitlines()[0].removeprefix("Đ/c ").strip()

    @property
    def heading(self) -> str:
        """The heading of the page."""
        return " ".join(self.page.locator("h1").inner_text().split())

    @property
    def words(self) -> str:
        """Everything the page says, hidden details too, white space folded."""
        return " ".join((self.page.locator("main").text_content() or "").split())

    @property
    def path(self) -> str:
        """The address below the host."""
        return self.page.url.removeprefix(self.address)

    def sees(self, *texts: str) -> None:
        """Refuse a page that does not say every one of these."""
        words = self.words
        for text in texts:
            assert text in words, f"{self.path} does not say «{text}»: {words[:3000]}"

    def start_counting(self) -> None:
        """Count clicks and typed fields from here on."""
        self.clicks = 0
        self.typed.clear()

    # --- acting -------------------------------------------------------------------------------

    def go(self, words: str, within: str = "main", nth: int = 0) -> None:
        """Click a link or button that leads to another page."""
        target = self.control(words, within, nth)
        self.clicks += 1
        with self.page.expect_navigation() as moved:
            target.click()
        answer: Response | None = moved.value
        assert answer is None or answer.status == 200, (
            f"«{words}» on the way to {self.path}: {answer.status} {self.words[:2000]}"
        )
        self.look()

    def tap(self, words: str, within: str = "main", nth: int = 0) -> None:
        """Press a button of the room: the page stays, and the part with the button is new."""
        target = self.control(words, within, nth)
        self.clicks += 1
        with self.drawing():
            target.click()
        self.look()

    @contextmanager
    def drawing(self) -> Iterator[None]:
        """Wait until what is done in the block has drawn its part of the room anew."""
        with self.page.expect_response(lambda got: got.request.method == "POST") as new:
            yield
        assert new.value.status == 200, f"{new.value.url}: {new.value.status}"
        expect(self.page.locator("form[aria-busy]")).to_have_count(0)

    def press(self, words: str, within: str = "main", nth: int = 0) -> None:
        """Click something that changes this page."""
        self.clicks += 1
        self.control(words, within, nth).click()

    def control(self, words: str, within: str = "main", nth: int = 0) -> Locator:
        """Find the link, button or summary of these words, as one reads them."""
        scope = self.page.locator(within)
        name = re.compile(re.escape(words).replace("/", r"\/"))
        found = scope.get_by_role("link", name=name).or_(scope.get_by_role("button", name=name))
        found = found.or_(scope.locator("summary").filter(has_text=words))
        found = found.filter(visible=True)
        assert found.count() > nth, f"no «{words}» on {self.path}: {self.words[:3000]}"
        return found.nth(nth)

    def fill(self, label: str, value: str, within: str = "main") -> None:
        """Type into a field."""
        self.typed.append((label, value))
        self._field(label, within).fill(value)

    def choose(self, label: str, option: str, within: str = "main") -> None:
        """Choose from a list."""
        self.clicks += 1
        self._field(label, within).select_option(label=option)

    def tick(self, label: str, within: str = "main") -> None:
        """Choose one of several, or a box."""
        self.clicks += 1
        self.page.locator(within).locator("label").filter(has_text=label).first.click()

    def attach(self, label: str, name: str, content: bytes) -> None:
        """Choose a file of one's own."""
        self.clicks += 1
        field = self._field(label, "main")
        field.set_input_files({"name": name, "mimeType": "application/pdf", "buffer": content})

    def value(self, label: str, within: str = "main") -> str:
        """Read what a field holds."""
        return self._field(label, within).input_value()

    def _field(self, label: str, within: str) -> Locator:
        found = self.page.locator(within).get_by_label(label).filter(visible=True)
        assert found.count(), f"no field «{label}» on {self.path}: {self.words[:3000]}"
        return found.first

    def opens_paper(self, words: str, within: str = "main", nth: int = 0) -> tuple[str, bytes]:
        """Follow a link to a paper; returns its file name and what it holds."""
        self.clicks += 1
        href = self.control(words, within, nth).get_attribute("href")
        answer = self._context.request.get(self.address + (href or ""))
        assert answer.status == 200, f"{href}: {answer.status}"
        assert answer.headers["content-type"] == "application/pdf", answer.headers
        named = answer.headers["content-disposition"].split("filename*=UTF-8''")[-1]
        return unquote(named), answer.body()

    def prints(self, words: str) -> bytes:
        """Press a button that hands over a paper made on the spot."""
        self.clicks += 1
        with self.page.expect_download() as started:
            self.control(words).click()
        return Path(started.value.path()).read_bytes()

    def print_page(self) -> bytes:
        """Print the page as it stands on the browser's own paper."""
        return self.page.pdf(prefer_css_page_size=True)

    # --- judging ------------------------------------------------------------------------------

    def forgive(self) -> None:
        """Forget what the console said while the network was taken away on purpose."""
        self._complaints.clear()

    def look(self) -> None:
        """Judge the page as it stands, wide and on a phone."""
        self.pages += 1
        self._looks.judge(self.page, self.path, (PHONE,) if self._phone else (PHONE, WIDE))
        complaints, self._complaints = self._complaints, []
        assert not complaints, f"{self.path}: {complaints}"

    def shoot(self, name: str, at: str = "body") -> None:
        """Keep pictures of the page from there on, wide and on a phone, where they are wanted."""
        folder = os.environ.get("PARTYWORK_SCREENSHOTS")
        if not folder:
            return
        for width, height in (PHONE,) if self._phone else (PHONE, WIDE):
            self.page.set_viewport_size({"width": width, "height": height})
            self.page.locator(at).evaluate("one => one.scrollIntoView()")
            self.page.screenshot(path=Path(folder) / f"{name}-{width}.png")
