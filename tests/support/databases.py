"""A fresh database for every test, on SQLite and on PostgreSQL, as fast as a copy allows."""

import atexit
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from flask import Flask
from sqlalchemy import TextClause, text

from partywork.app import create_app
from partywork.core.db import Base, db
from partywork.live.streams import close_streams
from partywork.provisions.service import seed
from partywork.scheduler import models as _runs_of_jobs  # noqa: F401  (no page knows its table)
from partywork.settings import Settings
from tests.support.postgres import server

SQLITE, POSTGRESQL = "sqlite", "postgresql"
# What counts from the installation on counts from the same day in every run and on every worker.
INSTALLED_ON = date(2026, 11, 22)


@dataclass
class TestDatabase:
    """One application over one database, put back to its first state before each test."""

    __test__ = False

    app: Flask
    data: Path
    kind: str

    def reset(self) -> None:
        """Empty every table and put the seeded provisions back."""
        # A listener of the test before knows numbers of changes that this database never gave.
        close_streams(self.app)
        with self.app.app_context():
            db.session.remove()
            if self.kind == SQLITE:
                db.engine.dispose()
                shutil.copyfile(self.data / "template.sqlite3", self.data / "test.sqlite3")
            else:
                _refill_postgres()
        shutil.rmtree(self.data / "files", ignore_errors=True)


@contextmanager
def unwritable_files(database: TestDatabase) -> Iterator[None]:
    """Let nothing be written to the files of papers, as on a full disk."""
    folder, aside = database.data / "files", database.data / "files-aside"
    folder.mkdir(exist_ok=True)
    folder.rename(aside)
    folder.write_text("a file where the folder should be")
    try:
        yield
    finally:
        folder.unlink()
        aside.rename(folder)


@cache
def _refilling() -> TextClause:
    """Delete rather than truncate: most tables hold nothing, and truncating costs a file each."""
    statements = ["SET LOCAL session_replication_role = replica"]
    statements += [f"DELETE FROM {table}" for table in Base.metadata.tables]
    statements += [f"INSERT INTO {table} SELECT * FROM seed.{table}" for table in _SEEDED]
    return text("; ".join(statements))


def _refill_postgres() -> None:
    with db.engine.begin() as connection:
        connection.execute(_refilling())


# Every commit waits for the disk, as it must in earnest; here the disk is memory.
_IN_MEMORY = Path("/dev/shm")

_PREPARED: list[TestDatabase] = []
_SEEDED = ("legal_texts", "provisions", "holidays")


def prepare(kind: str, name: str = "suite") -> TestDatabase:
    """Make an application and a seeded database of that name for the tests of this process."""
    data = Path(mkdtemp(prefix="partywork-test-", dir=_IN_MEMORY if _IN_MEMORY.is_dir() else None))
    atexit.register(shutil.rmtree, data, ignore_errors=True)
    if kind == SQLITE:
        url = f"sqlite:///{data / 'test.sqlite3'}"
    else:
        postgres = server()
        postgres.drop_database(name)
        url = postgres.create_database(name)
    app = create_app(
        Settings(
            data=data,
            database_url=url.replace("postgresql://", "postgresql+psycopg://"),
            secret_key="a key for tests only",
            public_url="http://127.0.0.1",
            password_cost=1,
        )
    )
    app.config["TESTING"] = False
    app.config["WTF_CSRF_ENABLED"] = True
    with app.app_context():
        Base.metadata.create_all(db.engine)
        seed(INSTALLED_ON)
        db.session.remove()
        if kind == SQLITE:
            db.engine.dispose()
            shutil.copyfile(data / "test.sqlite3", data / "template.sqlite3")
        else:
            with db.engine.begin() as connection:
                connection.execute(text("CREATE SCHEMA seed"))
                for table in _SEEDED:
                    connection.execute(text(f"CREATE TABLE seed.{table} AS TABLE {table}"))
    database = TestDatabase(app, data, kind)
    _PREPARED.append(database)
    return database


def close_all() -> None:
    """Give back every connection of this process: one left open is reported as a fault."""
    for database in _PREPARED:
        with database.app.app_context():
            db.session.remove()
            db.engine.dispose()
    _PREPARED.clear()
