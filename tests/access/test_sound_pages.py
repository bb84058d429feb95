"""Every page about people, seen in a real browser by somebody who may open it.

Wide and on a phone: no violation that axe finds, nothing in the console, nothing to scroll
sideways. The pages of meetings, resolutions and reports are judged on their journeys.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.access.matrix import MATRIX, PEOPLE
from tests.access.routes import address, of_side, rules
from tests.access.visitors import Visitors
from tests.access.world import World
from tests.support.databases import SQLITE
from tests.support.live import Person, chromium, serving

PACKAGES = (
    "cells",
    "admissions",
    "transfers",
    "badges",
    "conduct",
    "dues",
    "privacy",
    "checks",
    "closing",
    "handbook",
    "home",
    "notifications",
    "provisions",
)
# Reading as the office, then as the secretary, a member, and so on.
_READERS = "vomcikbq"
_FILES = (".pdf", ".csv", ".docx", ".xlsx", ".zip")


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    """One Chromium for all pages."""
    with chromium() as browser:
        yield browser


def pages_of(world: World, package: str) -> Iterator[tuple[str, str]]:
    """Yield every address of a package that shows a page, and who of the matrix may open it."""
    sides = (world.a, world.b, world.committee)
    for row in MATRIX:
        if row.method != "GET" or row.endpoint.partition(".")[0] != package:
            continue
        if "download" in row.endpoint or str(rules(world.app)[row.endpoint]).endswith(_FILES):
            continue
        for expected, side in zip(row.expected, sides, strict=True):
            readers = [one for one in _READERS if expected and _may(expected, one)]
            if readers:
                path = of_side(world.app, row.endpoint, row.state, side)
                yield path or address(world.app, row.endpoint, {}), readers[0]
                break


def _may(expected: str, letter: str) -> bool:
    return expected[PEOPLE.index(letter)] == "+"


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    "world",
    [pytest.param(SQLITE, marks=pytest.mark.xdist_group(f"access on {SQLITE}"))],
    indirect=True,
)
@pytest.mark.parametrize("package", PACKAGES)
def test_every_page_is_sound_at_both_widths(
    world: World, visitors: Visitors, chrome: Browser, package: str
) -> None:
    faults, pages = [], list(pages_of(world, package))
    with serving(world.app) as site:
        people = {letter: _person(chrome, site, visitors, letter) for _, letter in pages}
        for path, letter in pages:
            try:
                people[letter].visit(path, expect=_status(visitors, letter, path))
            except AssertionError as fault:
                faults.append(str(fault))
        for one in people.values():
            one.leave()

    assert pages
    assert faults == []


def _status(visitors: Visitors, letter: str, path: str) -> int:
    """A rule of the work may refuse, which is a page too; a redirect leads to one."""
    status = visitors[letter].get(path).status
    return status if status >= 400 else 200


def _person(chrome: Browser, site: str, visitors: Visitors, letter: str) -> Person:
    person = Person(chrome, site, "", "")
    cookie = visitors[letter].client.get_cookie("partywork")
    assert cookie is not None
    person.carry(cookie.key, cookie.value)
    return person
