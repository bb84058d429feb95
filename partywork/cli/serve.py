"""Serving pages and running jobs."""

import resource
import subprocess
import sys

import click
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import configure_mappers

from partywork.app import BACKGROUND, JOBS
from partywork.audit import service as audit
from partywork.audit.models import AuditEntry
from partywork.cli.database import application_or_refuse, settings_or_refuse
from partywork.cli.keys import refuse_wrong_keys
from partywork.core import clock
from partywork.core.actor import system
from partywork.core.db import db
from partywork.core.jobs import Job
from partywork.scheduler.runner import only_one, run
from partywork.settings import Settings
from partywork.web.templating import translate_templates

DEMO_MARK, DEMO_ACTION = "demo", "demo.seed"
# Threads for ordinary requests beside those that keep rooms open.
_THREADS = 32
# After how many seconds one thread lets another on. A saving for which others queue asks the
# database several times, and would each time wait for a turn of every thread that draws a page.
_TURN = 0.001


def refuse_demo_data(settings: Settings, app: Flask) -> None:
    """Refuse a production start over invented people, known by their folder or by the trail."""
    if settings.is_demo:
        return
    has_mark = (settings.data / DEMO_MARK).exists()
    with app.app_context():
        if not sa.inspect(db.engine).has_table(AuditEntry.__tablename__):
            raise click.ClickException("The database is empty: run `partywork db upgrade` first.")
        _, entries = audit.find(system(clock.today()), action=DEMO_ACTION, limit=1)
        db.session.remove()
    if has_mark or entries:
        raise click.ClickException(
            f"{settings.data} holds demo data: a production start needs data of its own."
        )


def web_command(port: int, bind: str, *, workers: int, streams: int) -> list[str]:
    """Return the command that serves pages: one process with threads, more where writes allow.

    Any one process may be given all the open rooms, so each has threads for them and some more.
    The application is built once, before the processes part: a new one is there at once.
    """
    return [
        sys.executable,
        "-m",
        "gunicorn",
        "--bind",
        f"{bind}:{port}",
        "--worker-class",
        "gthread",
        "--preload",
        "--workers",
        str(workers),
        "--threads",
        str(streams + _THREADS),
        "--worker-connections",
        str(streams + 4 * _THREADS),
        "--graceful-timeout",
        "30",
        "--log-level",
        "warning",
        "partywork.cli.serve:application()",
    ]


def application() -> Flask:
    """Build the application for gunicorn, ready for many people who come at one moment.

    What the first visitor would have to wait for is done here: the mapping of the tables, and
    the templates, which hundreds at once would each translate again. No connection to the
    database is carried into the processes that serve.
    """
    sys.setswitchinterval(_TURN)
    settings = settings_or_refuse()
    app = application_or_refuse(settings)
    refuse_demo_data(settings, app)
    refuse_wrong_keys(app)
    configure_mappers()
    translate_templates(app)
    with app.app_context():
        db.engine.dispose()
    return app


def timed_jobs(settings: Settings) -> tuple[Job, ...]:
    """Return the timed jobs; what the demo ordered as work to be watched is not done twice."""
    return tuple(job for job in JOBS if not settings.is_demo or job.name not in BACKGROUND)


def _allow_open_files() -> None:
    """Every open room is an open file of the server: use all that the machine allows."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


@click.command()
@click.option("--port", default=8000, show_default=True)
@click.option("--bind", default="127.0.0.1", show_default=True, help="The address to listen on.")
def serve(port: int, bind: str) -> None:
    """Serve pages (behind a proxy that speaks https)."""
    settings = settings_or_refuse()
    app = application_or_refuse(settings)
    refuse_demo_data(settings, app)
    refuse_wrong_keys(app)
    with app.app_context():
        db.engine.dispose()
    _allow_open_files()
    workers = 1 if settings.database_url.startswith("sqlite") else 2
    command = web_command(port, bind, workers=workers, streams=settings.streams)
    raise SystemExit(subprocess.call(command))  # noqa: S603


@click.command()
def scheduler() -> None:
    """Run timed jobs and background work, in this one process."""
    settings = settings_or_refuse()
    app = application_or_refuse(settings)
    refuse_demo_data(settings, app)
    refuse_wrong_keys(app)
    with only_one(settings.data) as is_mine:
        if not is_mine:
            raise click.ClickException("Another scheduler already works on this data folder.")
        run(app, timed_jobs(settings), BACKGROUND)
        with app.app_context():
            db.engine.dispose()
