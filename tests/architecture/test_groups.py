"""Tests that share what takes long to build are handed to one worker."""

import pytest

from tests.support.groups import Together, group_of


@pytest.mark.parametrize(
    ("test", "group"),
    [
        ("tests/access/test_matrix.py::test_a[sqlite-GET cells.show cell]", "on sqlite"),
        ("tests/access/test_sound_pages.py::test_b[cells-sqlite]", "on sqlite"),
        ("tests/access/test_leaks.py::test_c[postgresql]", "on postgresql"),
    ],
)
def test_the_world_of_a_database_is_looked_at_by_one_worker(test: str, group: str) -> None:
    assert group_of(test) == f"tests/access/ {group}"


def test_the_demo_is_made_by_one_worker() -> None:
    one, other = (f"tests/cli/test_demo.py::test_{word}" for word in "ab")

    assert group_of(one) == group_of(other)


def test_other_tests_go_wherever_there_is_room() -> None:
    tests = ["tests/dues/test_pages.py::test_a[sqlite]", "tests/access/test_scopes.py::test_b"]

    assert [group_of(test) for test in tests] == tests


def test_the_run_schedules_by_these_groups(request: pytest.FixtureRequest) -> None:
    hook = request.config.hook.pytest_xdist_make_scheduler
    made = {impl.plugin.__name__ for impl in hook.get_hookimpls()}

    assert "tests.conftest" in made
    assert Together._split_scope is not Together.__mro__[1]._split_scope
