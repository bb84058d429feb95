"""The fixtures of the suite: an application on each database, builders, a browser, a clock."""

import gc
import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser as Chromium
from xdist.remote import Producer

from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import db
from partywork.pdf import renderer
from tests.support.browser import Browser
from tests.support.databases import POSTGRESQL, SQLITE, TestDatabase, close_all, prepare
from tests.support.groups import Together
from tests.support.layouts import Layouts
from tests.support.live import chromium
from tests.support.looks import Looks
from tests.support.make import Make


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Together | None:
    """Keep together what is shared, when the tests go to workers by groups."""
    return Together(config, log) if config.getvalue("dist") == "loadgroup" else None


def pytest_collection_finish() -> None:
    """Let the collector of rubbish come seldom, and pass over what lives as long as the run.

    A test makes many objects and drops most of them at once: looking for circles among them as
    often as usual took a tenth of a run.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def pytest_sessionfinish() -> None:
    """Leave no connection open behind the last test."""
    close_all()


@cache
def _database(kind: str) -> TestDatabase:
    return prepare(kind)


@pytest.fixture(params=[SQLITE, POSTGRESQL])
def database(request: pytest.FixtureRequest) -> TestDatabase:
    """The database of the test, in its first state: every test that asks runs on both kinds."""
    found = _database(request.param)
    found.reset()
    return found


@pytest.fixture
def app(database: TestDatabase) -> Iterator[Flask]:
    """The application, inside its context."""
    with database.app.app_context():
        yield database.app
        db.session.remove()


@pytest.fixture
def make(app: Flask) -> Make:
    """Builders of valid records and actors."""
    return Make()


@pytest.fixture
def browse(app: Flask) -> Callable[[Actor | None], Browser]:
    """A browser already signed in as an actor, or as nobody."""
    return lambda actor=None: Browser(app, actor)


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Set the day (and hour, in Vietnam) the application believes in."""

    def freeze(day: date, at: time = time(9, 0)) -> None:
        instant = datetime.combine(day, at, clock.VIETNAM).astimezone(UTC)
        monkeypatch.setattr(clock, "now", lambda: instant)

    return freeze


@pytest.fixture(scope="module")
def chrome() -> Iterator[Chromium]:
    """One Chromium for the tests of a module."""
    with chromium() as browser:
        yield browser


def _of_the_run(factory: pytest.TempPathFactory, name: str) -> Path:
    """Make the folder of that name which all workers of this run share."""
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def looks(tmp_path_factory: pytest.TempPathFactory) -> Looks:
    """The pages this run has judged, whichever worker met them."""
    return Looks(_of_the_run(tmp_path_factory, "looks"))


@pytest.fixture(scope="session", autouse=True)
def layouts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Lay the same words out once in a run, however many tests ask for the paper."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(renderer, "HTML", Layouts(_of_the_run(tmp_path_factory, "layouts")).html)
        yield


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what tests counted: whatever they recorded as «told»."""
    for report in terminalreporter.getreports("passed"):
        for name, words in report.user_properties:
            if name == "told":
                terminalreporter.write_line(f"{report.nodeid}: {words}")
