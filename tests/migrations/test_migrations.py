import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import CheckConstraint, inspect

from partywork.app import create_app
from partywork.cli.database import MIGRATIONS
from partywork.core.db import Base, db
from partywork.migrations.comparison import compare_type
from partywork.settings import Settings
from tests.support.databases import POSTGRESQL, SQLITE
from tests.support.postgres import server


@contextmanager
def empty_installation(kind: str, folder: Path) -> Iterator[Flask]:
    """An application over a database without any table."""
    if kind == SQLITE:
        url = f"sqlite:///{folder / 'empty.sqlite3'}"
    else:
        server().drop_database("migrations")
        url = server().create_database("migrations")
    app = create_app(Settings(data=folder, database_url=url, secret_key="a key", password_cost=1))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.mark.parametrize("kind", [SQLITE, POSTGRESQL])
def test_the_schema_goes_up_down_and_up_and_is_what_the_models_say(kind, tmp_path):
    with empty_installation(kind, tmp_path):
        upgrade(MIGRATIONS)
        downgrade(MIGRATIONS, revision="base")
        left = set(inspect(db.engine).get_table_names())
        upgrade(MIGRATIONS)

        with db.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": compare_type})
            differences = compare_metadata(context, Base.metadata)

        assert left <= {"alembic_version"}
        assert differences == []


@pytest.mark.parametrize("kind", [SQLITE, POSTGRESQL])
def test_every_check_of_the_models_is_in_the_schema_with_the_same_values(kind, tmp_path):
    with empty_installation(kind, tmp_path):
        upgrade(MIGRATIONS)
        inspector = inspect(db.engine)
        found = {
            (table, check["name"]): _quoted(check["sqltext"])
            for table in inspector.get_table_names()
            for check in inspector.get_check_constraints(table)
        }
        expected = {
            (table.name, str(constraint.name)): _quoted(
                str(constraint.sqltext.compile(compile_kwargs={"literal_binds": True}))
            )
            for table in Base.metadata.sorted_tables
            for constraint in table.constraints
            if isinstance(constraint, CheckConstraint)
        }

    assert len(expected) > 20
    assert found == expected


def _quoted(condition: str) -> set[str]:
    """The values a condition names; every database writes the rest in its own way."""
    return set(re.findall(r"'([^']*)'", condition))
