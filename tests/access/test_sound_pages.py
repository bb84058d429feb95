"""Every page of the product, seen in a real browser by somebody who may open it.

Wide and on a phone: no violation that axe finds, nothing in the console, nothing to scroll
sideways. The matrix knows every route (it is tested there), so no package can be missing here.
"""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.access.matrix import MATRIX, PEOPLE, Row
from tests.access.routes import address, of_side
from tests.access.visitors import Visitors
from tests.access.world import World
from tests.support.databases import SQLITE
from tests.support.live import Person, serving
from tests.support.looks import Looks

# Leads to the video server of a site that has one, and never to a page of ours.
_ELSEWHERE = {"rooms.enter_video"}
READS = [row for row in MATRIX if row.method == "GET" and row.endpoint not in _ELSEWHERE]
# Reading as the office, then as the secretary, a member, and so on; at the door as nobody.
_READERS = "vomcikbqn"


def package_of(row: Row) -> str:
    """Return the package that answers the route of a row."""
    return row.endpoint.partition(".")[0]


PACKAGES = sorted({package_of(row) for row in READS})


@pytest.fixture(scope="module")
def people(
    world: World, visitors: Visitors, chrome: Browser, looks: Looks
) -> Iterator[Callable[[str], Person]]:
    """Return somebody of the matrix at one browser kept for all their pages."""
    known: dict[str, Person] = {}

    def person(letter: str) -> Person:
        if letter not in known:
            known[letter] = _signed_in(Person(chrome, looks, site), visitors, letter)
        return known[letter]

    with serving(world.app) as site:
        yield person
        for one in known.values():
            one.leave()


def _signed_in(person: Person, visitors: Visitors, letter: str) -> Person:
    cookie = visitors[letter].client.get_cookie("partywork")
    assert cookie is not None
    person.carry(cookie.key, cookie.value)
    return person


def _addresses(world: World, package: str) -> Iterator[tuple[Row, str, str]]:
    """Yield every row of a package with an address of its state and who of the matrix reads it."""
    sides = (world.a, world.b, world.committee)
    for row in READS:
        if package_of(row) != package:
            continue
        for expected, side in zip(row.expected, sides, strict=True):
            readers = [one for one in _READERS if expected and _may(expected, one)]
            if readers:
                path = of_side(world.app, row.endpoint, row.state, side)
                yield row, path or address(world.app, row.endpoint, {}), readers[0]
                break


def _may(expected: str, letter: str) -> bool:
    return expected[PEOPLE.index(letter)] == "+"


@pytest.mark.timeout(600)
@pytest.mark.parametrize("world", [SQLITE], indirect=True)
@pytest.mark.parametrize("package", PACKAGES)
def test_every_page_is_sound_at_both_widths(
    world: World, visitors: Visitors, people: Callable[[str], Person], package: str
) -> None:
    faults, asked, looked_at = [], set(), set()
    for row, path, letter in _addresses(world, package):
        asked.add(row.endpoint)
        answer = visitors[letter].get(path)
        is_piece = "X-Part" in answer.response.headers
        if answer.response.mimetype != "text/html" or is_piece or path in looked_at:
            continue
        looked_at.add(path)
        try:
            # A rule of the work may refuse, which is a page too; a redirect leads to one.
            people(letter).visit(path, expect=answer.status if answer.status >= 400 else 200)
        except AssertionError as fault:
            faults.append(str(fault))

    assert {row.endpoint for row in READS if package_of(row) == package} == asked
    assert faults == []
