"""No word and no key of a cell reaches the people of another, however they look for it."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest

from partywork.core.periods import Month
from partywork.core.text import fold
from tests.access.crawl import crawl, is_paper, tells_of_readers, text_of
from tests.access.sides import TODAY, Side
from tests.access.visitors import Visitors
from tests.access.work import Builder
from tests.access.world import World

# The office, the committee and the inspectors are told of by other tests; these three must not
# see over the fence.
_CELL = {"m": "a", "o": "a", "b": "b"}


def _other(world: World, person: str) -> Side:
    return world.b if _CELL[person] == "a" else world.a


def _leaks(pages: dict[str, str], words: re.Pattern[str]) -> dict[str, str]:
    found = {path: words.search(text) for path, text in pages.items()}
    return {path: hit.group() for path, hit in found.items() if hit}


def _words_of(*sides: Side) -> re.Pattern[str]:
    """Everything typed, but for the names of people."""
    return re.compile("|".join(rf"{side.mark}\d+" for side in sides))


def _traces_of(side: Side) -> re.Pattern[str]:
    """Everything typed, every name, every key."""
    return re.compile("|".join([side.mark, *map(re.escape, side.keys)]))


@pytest.fixture(scope="session")
def seen(visitors: Visitors) -> Callable[[str], dict[str, str]]:
    """What a person reaches, walked through once."""
    walked: dict[str, dict[str, str]] = {}

    def walk(person: str) -> dict[str, str]:
        if person not in walked:
            walked[person] = crawl(visitors[person], with_papers=person != "b")
        return walked[person]

    return walk


Seen = Callable[[str], dict[str, str]]


@pytest.mark.parametrize("person", sorted(_CELL))
def test_no_trace_of_another_cell_is_reached(world: World, seen: Seen, person: str) -> None:
    pages = seen(person)

    assert len(pages) > 20
    assert _leaks(pages, _traces_of(_other(world, person))) == {}


def test_the_traces_would_be_noticed(world: World, seen: Seen) -> None:
    assert len(_leaks(seen("b"), _words_of(world.b))) > 10
    assert len(_leaks(seen("o"), _words_of(world.a))) > 10
    assert len(_leaks(seen("m"), _words_of(world.committee))) > 0


@pytest.mark.parametrize("kind", [".pdf", ".docx", ".zip", "/room/parts/people"])
def test_the_words_inside_every_kind_of_file_are_read(world: World, seen: Seen, kind: str) -> None:
    pages = {path: text for path, text in seen("o").items() if urlsplit(path).path.endswith(kind)}

    assert len(_leaks(pages, _traces_of(world.a))) > 0


def test_the_administrator_reaches_no_content(world: World, seen: Seen) -> None:
    pages = seen("q")

    assert _leaks(pages, _words_of(world.a, world.b, world.committee)) == {}
    names = re.compile("|".join(side.mark for side in (world.a, world.b, world.committee)))
    assert all(path.startswith("/accounts") for path in _leaks(pages, names))


def test_the_exported_list_holds_only_the_own_cell(world: World, visitors: Visitors) -> None:
    answer = visitors["o"].send("/members/export")
    text = fold(text_of(answer.response))

    assert answer.status == 200
    assert world.a.mark in text
    assert world.b.mark not in text


def test_what_happens_in_another_cell_changes_nothing_on_screen(
    world: World, visitors: Visitors, seen: Seen, freeze: Callable[..., None]
) -> None:
    people = [person for person, cell in _CELL.items() if cell == "a"]
    before = {person: seen(person) for person in people}

    with world.app.app_context():
        add_to(world, world.b, freeze)

    for person in people:
        after = _comparable(crawl(visitors[person], with_papers=False))
        first = _comparable(before[person])
        assert set(after) == set(first)
        assert {path for path, text in after.items() if text != first[path]} == set()


def _comparable(pages: dict[str, str]) -> dict[str, str]:
    """The pages that say the same however often people have looked around in between."""
    return {
        path: text
        for path, text in pages.items()
        if not is_paper(path) and not tells_of_readers(path)
    }


def add_to(world: World, side: Side, freeze: Callable[..., None]) -> None:
    """Let a month of work happen in a cell: new people, a meeting, resolutions, a task, notices."""
    builder = Builder(world.make, side, freeze)
    world.make.actor(world.make.member(side.organisation, name=f"Trần Thị {side.mark.title()}z"))
    freeze(TODAY)
    builder.invited(Month(2027, 1), TODAY.replace(day=28))
    builder.resolutions()
    builder.others()
    freeze(TODAY)
