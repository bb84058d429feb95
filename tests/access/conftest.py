"""One world per database, shared by every test of this folder; the clock stands still in it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time

import pytest

from partywork.core import clock
from partywork.core.db import db
from tests.access.sides import NOW, TODAY
from tests.access.visitors import Visitors
from tests.access.world import World, build
from tests.support.databases import POSTGRESQL, SQLITE, prepare


def _freeze(patch: pytest.MonkeyPatch, day: date, at: time = time(9, 0)) -> None:
    instant = datetime.combine(day, at, clock.VIETNAM).astimezone(UTC)
    patch.setattr(clock, "now", lambda: instant)


@pytest.fixture(scope="session", params=[SQLITE, POSTGRESQL])
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> World:
    """The world on one database, built once in a run."""
    if getattr(request.config.option, "loadgroup", False):
        # The folder of a worker lies in that of the run.
        mark = tmp_path_factory.getbasetemp().parent / f"world on {request.param}"
        assert not mark.exists(), "another worker has built this world: mend the groups"
        mark.touch()
    database = prepare(request.param, "access")
    with pytest.MonkeyPatch.context() as patch, database.app.app_context():
        built = build(database.app, lambda day, at=time(9, 0): _freeze(patch, day, at))
        db.session.remove()
    return built


@pytest.fixture(autouse=True)
def freeze(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Stop the clock at the evening of the world; hand out the means to set it."""
    _freeze(monkeypatch, TODAY, NOW)
    return lambda day, at=NOW: _freeze(monkeypatch, day, at)


@pytest.fixture(scope="session")
def visitors(world: World) -> Visitors:
    """Everybody who looks around, signed in once; the clock goes on for the tests of others."""
    with pytest.MonkeyPatch.context() as patch:
        _freeze(patch, TODAY, NOW)
        return Visitors(world)
