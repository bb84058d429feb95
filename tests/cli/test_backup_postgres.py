"""A backup of a PostgreSQL server, taken and put back with the server's own programs."""

import os

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from partywork.cli import main
from partywork.core.db import db
from tests.support.databases import POSTGRESQL, prepare
from tests.support.postgres import programs, server


@pytest.fixture
def databases():
    """Two databases of the test server: one lived in, an empty one to be restored into."""
    live = prepare(POSTGRESQL, "backup_live")
    with live.app.app_context():
        db.engine.dispose()
    server().drop_database("backup_other")
    yield {"live": server().url("backup_live"), "other": server().create_database("backup_other")}
    for name in ("backup_live", "backup_other"):
        server().drop_database(name)


@pytest.fixture
def run(tmp_path, monkeypatch, databases):
    monkeypatch.setenv("PARTYWORK_PUBLIC_URL", "https://dang.example.vn")
    monkeypatch.setenv("PATH", f"{programs()}{os.pathsep}{os.environ['PATH']}")

    def invoke(name, *words):
        monkeypatch.setenv("PARTYWORK_DATA", str(tmp_path / name))
        monkeypatch.setenv("PARTYWORK_DATABASE_URL", databases[name])
        return CliRunner().invoke(main, list(words))

    return invoke


def _counts(url):
    """Return how many rows each table holds, and the names of everything that guards them."""
    engine = sa.create_engine(url)
    try:
        with engine.connect() as connection:
            tables = sa.inspect(connection).get_table_names()
            rows = {
                name: connection.scalar(sa.text(f"SELECT count(*) FROM {name}")) for name in tables
            }
            guards = connection.scalars(
                sa.text(
                    "SELECT conname FROM pg_constraint UNION ALL SELECT tgname FROM pg_trigger "
                    "WHERE NOT tgisinternal UNION ALL SELECT indexname FROM pg_indexes "
                    "WHERE schemaname = 'public' ORDER BY 1"
                )
            ).all()
    finally:
        engine.dispose()
    return rows, guards


def test_a_backup_is_restored_into_an_empty_database_as_it_was(run, databases, tmp_path):
    (tmp_path / "live" / "files" / "ab").mkdir(parents=True)
    (tmp_path / "live" / "files" / "ab" / "paper").write_bytes(b"a signed sheet")

    kept = run("live", "backup", str(tmp_path / "backup.tar.gz"))
    done = run("other", "restore", str(tmp_path / "backup.tar.gz"))

    assert (kept.exit_code, done.exit_code) == (0, 0), kept.output + done.output
    assert (tmp_path / "other" / "files" / "ab" / "paper").read_bytes() == b"a signed sheet"
    rows, guards = _counts(databases["live"])
    assert rows["provisions"] > 0
    assert guards
    assert _counts(databases["other"]) == (rows, guards)


def test_a_backup_of_a_server_is_not_put_into_a_file(run, tmp_path, monkeypatch):
    assert run("live", "backup", str(tmp_path / "backup.tar.gz")).exit_code == 0

    monkeypatch.setenv("PARTYWORK_DATA", str(tmp_path / "file"))
    monkeypatch.delenv("PARTYWORK_DATABASE_URL")
    done = CliRunner().invoke(main, ["restore", str(tmp_path / "backup.tar.gz")])

    assert done.exit_code == 1
    assert "of a postgresql database" in done.output
    assert not (tmp_path / "file" / "partywork.sqlite3").exists()
