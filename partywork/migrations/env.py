"""Alembic environment: runs inside the application, with the metadata of every package."""

from alembic import context
from flask import current_app

from partywork.core.db import Base
from partywork.migrations.comparison import compare_type, render_type
from partywork.scheduler import models as _scheduler_models  # noqa: F401  (maps its table)

engine = current_app.extensions["migrate"].db.engine
with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=engine.dialect.name == "sqlite",
        render_item=render_type,
        compare_type=compare_type,
    )
    with context.begin_transaction():
        context.run_migrations()
