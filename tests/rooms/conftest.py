"""People at their own browsers, for the tests of this folder."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser

from partywork.core.actor import Actor
from partywork.core.db import db
from tests.support.live import Person, cookie_of, serving
from tests.support.looks import Looks


@pytest.fixture
def come(app: Flask, chrome: Browser, looks: Looks) -> Iterator[Callable[..., Person]]:
    """Return people by actor, signed in; they leave with the test."""
    inside: list[Person] = []
    with serving(app) as address:

        def person(actor: Actor, *, phone: bool = False) -> Person:
            cookie = cookie_of(app, actor)
            # A test that still reads would keep the database from those who write.
            db.session.commit()
            inside.append(Person(chrome, looks, address, user_name=actor.name, phone=phone))
            inside[-1].carry("partywork", cookie)
            return inside[-1]

        yield person
        for one in inside:
            one.leave()
