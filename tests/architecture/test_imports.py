"""The tower, the floors and the house rules that a linter can hold."""

import ast
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture import source
from tests.architecture.source import ROOT, Source, sources


def offences(
    find: Callable[[ast.Module], list[int]], *, allowed: Callable[[Source], bool]
) -> list[str]:
    """Return `path:line` of every place outside the allowed ones."""
    return [
        f"partywork/{module.path}:{line}"
        for module in sources()
        if not allowed(module)
        for line in find(module.tree)
    ]


def nowhere(module: Source) -> bool:
    return False


def in_core(module: Source) -> bool:
    return module.package in {"core", "migrations"}


def test_the_contracts_of_the_tower_hold():
    linter = Path(sys.executable).with_name("lint-imports")

    outcome = subprocess.run(
        [linter, "--config", "setup.cfg", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


def test_no_import_hides_inside_a_function():
    assert offences(source.hidden_imports, allowed=nowhere) == []


def test_selects_are_written_only_where_reading_is_defined():
    def where_reading_is_defined(module: Source) -> bool:
        return in_core(module) or module.floor in {"policy", "queries", "service"}

    assert (
        offences(lambda tree: source.sql_calls(tree, "select"), allowed=where_reading_is_defined)
        == []
    )


def test_bulk_changes_and_textual_sql_stay_in_core():
    def find(tree: ast.Module) -> list[int]:
        return source.sql_calls(tree, "update", "delete", "text")

    assert offences(find, allowed=in_core) == []


def test_no_read_goes_round_the_scope():
    assert offences(source.session_reads, allowed=in_core) == []


def test_only_the_transaction_commits_or_rolls_back():
    def find(tree: ast.Module) -> list[int]:
        return source.method_calls(tree, "commit", "rollback")

    assert offences(find, allowed=lambda module: module.path == "core/db.py") == []


def test_only_the_clock_reads_the_time():
    assert (
        offences(source.clock_readings, allowed=lambda module: module.path == "core/clock.py") == []
    )


def test_rules_receive_the_day():
    def reads_no_rule(module: Source) -> bool:
        return module.floor not in {"rules", "terms", "pages"}

    assert offences(source.own_clock_readings, allowed=reads_no_rule) == []


def test_only_the_settings_read_the_environment():
    def at_the_edge(module: Source) -> bool:
        return module.package in {"settings", "cli", "__main__"}

    assert offences(source.environment_readings, allowed=at_the_edge) == []


def test_only_the_renderer_knows_weasyprint():
    users = {
        module.package
        for module in sources()
        if "weasyprint" in source.imported_modules(module.tree)
    }

    assert users <= {"pdf"}


def test_every_package_says_what_it_owns():
    silent = [
        module.path
        for module in sources()
        if module.path.endswith("__init__.py")
        and module.path.count("/") == 1
        and not ast.get_docstring(module.tree)
    ]

    assert silent == []


@pytest.mark.parametrize(
    ("find", "planted", "harmless"),
    [
        pytest.param(
            source.hidden_imports,
            "def f():\n    import os",
            "import os\ndef f():\n    return os",
            id="hidden import",
        ),
        pytest.param(
            lambda tree: source.sql_calls(tree, "select"),
            "import sqlalchemy as sa\nsa.select(1)",
            "import select\nselect.select([], [], [])",
            id="select with a prefix",
        ),
        pytest.param(
            lambda tree: source.sql_calls(tree, "text"),
            "from sqlalchemy import text\ntext('x')",
            "from partywork.core.text import text\ntext('x')",
            id="bare text",
        ),
        pytest.param(
            source.session_reads,
            "db.session.get(Cell, 1)",
            "from flask import session\nsession.get('key')",
            id="session read",
        ),
        pytest.param(
            source.clock_readings,
            "datetime.datetime.now()",
            "clock.now()",
            id="clock",
        ),
        pytest.param(
            source.own_clock_readings,
            "clock.today()",
            "column(default=clock.today)",
            id="own clock",
        ),
        pytest.param(
            source.environment_readings,
            "os.environ['HOME']",
            "os.path.join('a', 'b')",
            id="environment",
        ),
        pytest.param(
            lambda tree: source.method_calls(tree, "commit"),
            "db.session.commit()",
            "commit = 1",
            id="commit",
        ),
    ],
)
def test_a_planted_offence_is_found_and_its_harmless_neighbour_is_not(find, planted, harmless):
    assert len(find(ast.parse(planted))) == 1
    assert find(ast.parse(harmless)) == []
