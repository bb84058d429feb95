"""Every route, every person, every object: the answer is the one the matrix says.

Beside the status: a hidden object is answered like an absent one, a part is not found through the
wrong record, and reading writes nothing.
"""

from collections.abc import Callable
from uuid import UUID

import pytest

from partywork.core.ids import new_id
from tests.access.matrix import MATRIX, PEOPLE, WRITING_READS, Row
from tests.access.routes import absent, address, keys_of, of_side, rules
from tests.access.sides import Side
from tests.access.visitors import Answer, Visitors
from tests.access.world import World

_SIGNS = {200: "+", 303: "+", 409: "+", 422: "+", 302: ">", 401: "x", 403: "!", 404: "-"}


Nowhere = Callable[[Row], dict[str, Answer]]


@pytest.fixture(scope="session")
def nowhere(world: World, visitors: Visitors) -> Nowhere:
    """What a route tells each person of an object that does not exist, asked once a route."""
    told: dict[tuple[str, str], dict[str, Answer]] = {}

    def ask(row: Row) -> dict[str, Answer]:
        if (row.method, row.endpoint) not in told:
            path = absent(world.app, row.endpoint)
            answers = {person: _ask(visitors, person, row, path, world.a) for person in PEOPLE}
            told[row.method, row.endpoint] = answers
        return told[row.method, row.endpoint]

    return ask


def _ask(visitors: Visitors, person: str, row: Row, path: str, side: Side) -> Answer:
    visitor = visitors[person]
    return visitor.get(path) if row.method == "GET" else visitor.post(path, side.fields)


def _sign(answer: Answer) -> str:
    return _SIGNS.get(answer.status, f"({answer.status})")


def test_the_matrix_knows_every_route(world: World) -> None:
    served = {
        (method, rule.endpoint)
        for rule in rules(world.app).values()
        for method in (rule.methods or set()) & {"GET", "POST", "PUT", "PATCH", "DELETE"}
    }
    known = {(row.method, row.endpoint) for row in MATRIX}

    assert served - known == set(), "write rows for these routes into tests/access/matrix.py"
    assert known - served == set(), "these routes are gone: remove their rows"


@pytest.mark.parametrize("row", MATRIX, ids=str)
def test_everybody_gets_what_the_matrix_says(
    world: World, visitors: Visitors, nowhere: Nowhere, row: Row
) -> None:
    nothing = _nothing(nowhere, row)
    for expected, side in zip(row.expected, (world.a, world.b, world.committee), strict=True):
        path = _path(world, row, side)
        if not expected:
            continue
        assert path is not None, f"{side.mark} has no {row.state}"
        answers = {person: _ask(visitors, person, row, path, side) for person in PEOPLE}
        signs = "".join(_sign(answer) for answer in answers.values())
        assert signs == expected, f"{row} of {side.mark}, for {PEOPLE}"
        if row.method == "GET":
            hidden = [person for person in PEOPLE if _sign(answers[person]) == "-"]
            assert all(answers[one].text == nothing[one].text for one in hidden if nothing)
            if row.endpoint not in WRITING_READS:
                assert [answer.writes for answer in answers.values() if answer.writes] == []


def _path(world: World, row: Row, side: Side) -> str | None:
    if row.state:
        return of_side(world.app, row.endpoint, row.state, side)
    return address(world.app, row.endpoint, {}) if side is world.a else None


def _nothing(nowhere: Nowhere, row: Row) -> dict[str, Answer]:
    """Ask everybody for an object that does not exist; nobody may learn that it does not."""
    if not row.state:
        return {}
    answers = nowhere(row)
    for place, (person, answer) in enumerate(answers.items()):
        at_objects = {column[place] for column in row.expected if column}
        # Whoever may do this to no object at all is refused before anything is looked up.
        allowed = {"-", "!"} if at_objects == {"!"} else at_objects & {">", "x"} or {"-"}
        assert _sign(answer) in allowed, f"{person} asks for nothing"
    return answers


def test_a_part_is_not_found_through_another_record(world: World, visitors: Visitors) -> None:
    def asked(row: Row, part: str, key: UUID) -> Answer:
        path = address(world.app, row.endpoint, {**world.a.objects[row.state], part: key})
        return _ask(visitors, "o", row, path, world.a)

    found = [
        (row, asked(row, part, world.b.objects[row.state][part]), asked(row, part, new_id()))
        for row in MATRIX
        for part in keys_of(rules(world.app)[row.endpoint]) - {"meeting_id", "report_id"}
        if len(keys_of(rules(world.app)[row.endpoint])) > 1
    ]

    assert found
    assert [str(row) for row, strange, _ in found if strange.status not in (403, 404, 422)] == []
    assert [str(row) for row, strange, absent_one in found if strange.text != absent_one.text] == []
