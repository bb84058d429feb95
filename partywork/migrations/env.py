"""Alembic environment: runs inside the application, with the metadata of every package."""

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from partywork.core.db import Base
from partywork.migrations.comparison import compare_type, render_type
from partywork.scheduler import models as _scheduler_models  # noqa: F401  (maps its table)


def _migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        render_item=render_type,
        # Ours is: the driver begins no transaction of its own (core/db.py).
        transactional_ddl=True,
        compare_type=compare_type,
    )
    with context.begin_transaction():
        context.run_migrations()
        if connection.dialect.name == "sqlite":
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            if broken:
                raise RuntimeError(f"{len(broken)} rows would point at nothing")


with current_app.extensions["migrate"].db.engine.connect() as connection:
    if connection.dialect.name == "sqlite":
        # SQLite changes a table by making it anew; while it is away nothing may insist on it.
        # The pragma works outside a transaction only, so it goes to the driver itself.
        driver = connection.connection.dbapi_connection
        driver.execute("PRAGMA foreign_keys=0")
        try:
            _migrate(connection)
        finally:
            driver.execute("PRAGMA foreign_keys=1")
    else:
        _migrate(connection)
