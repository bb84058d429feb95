"""The stage of the journeys: an imported Đảng bộ and a live server."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser

from partywork.cells.service import importing, organisations
from partywork.cli.demo.people import PASSWORD, settle
from partywork.core import clock
from partywork.core.actor import system
from partywork.core.db import db, transaction
from partywork.documents import service as documents
from tests.support.databases import POSTGRESQL, SQLITE, TestDatabase, prepare
from tests.support.killable import Server
from tests.support.live import Person, serving
from tests.support.looks import Looks

DATA = Path(__file__).parents[1] / "cells" / "data"
# Offices of the list are held since the congresses of the cells.
OFFICES_FROM = date(2025, 3, 27)


@pytest.fixture
def imported(app: Flask, today: Callable[..., None]) -> Flask:
    """The organisations and people of the committee's own lists, with posts and accounts."""
    actor = system(clock.today())
    with transaction():
        counts = organisations.import_organisations(
            actor, (DATA / "organisations.csv").read_text("utf-8-sig")
        )
        for one in counts.registers:
            documents.set_last_numbers(actor, one.organisation, one.last_numbers, one.term)
    workbook = "members_20261031.xlsx"
    batch = importing.preview(
        actor,
        file_name=workbook,
        content=(DATA / workbook).read_bytes(),
        offices_from=OFFICES_FROM,
    )
    for _ in importing.commit_import(actor, batch.id):
        pass
    with transaction():
        settle({one.id: one for one in organisations.tree(actor)})
    db.session.remove()
    return app


@pytest.fixture
def meet(imported: Flask, chrome: Browser, looks: Looks) -> Iterator[Callable[..., Person]]:
    """Return people by user name, each with a browser of their own, while pages are served."""
    people: dict[str, Person] = {}

    with serving(imported) as address:

        def person(user_name: str, *, phone: bool = False, is_new: bool = False) -> Person:
            if user_name not in people:
                people[user_name] = Person(
                    chrome, looks, address, user_name=user_name, password=PASSWORD, phone=phone
                )
            if not is_new:
                people[user_name].arrive()
            return people[user_name]

        yield person
        for one in people.values():
            one.leave()


@pytest.fixture(params=[SQLITE, POSTGRESQL])
def folder(request: pytest.FixtureRequest) -> TestDatabase:
    """An installation in a folder and a database of its own."""
    return prepare(request.param, "killed")


@pytest.fixture
def start(folder: TestDatabase) -> Iterator[Callable[[], Server]]:
    """Start servers over the folder; none is left behind."""
    started: list[Server] = []

    def one() -> Server:
        started.append(Server(folder))
        return started[-1]

    yield one
    for server in started:
        server.bury()
