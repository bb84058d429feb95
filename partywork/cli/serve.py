"""Serving pages and running jobs."""

import subprocess
import sys

import click

from partywork.app import BACKGROUND, JOBS, create_app
from partywork.cli.database import settings_or_refuse
from partywork.core.db import db
from partywork.scheduler.runner import only_one, run
from partywork.settings import Settings

DEMO_MARK = "demo"
_THREADS = 16


def refuse_demo_data(settings: Settings) -> None:
    """Refuse a production start over invented people."""
    if not settings.is_demo and (settings.data / DEMO_MARK).exists():
        raise click.ClickException(
            f"{settings.data} holds demo data: a production start needs a data folder of its own."
        )


def web_command(port: int, bind: str, *, workers: int) -> list[str]:
    """Return the command that serves pages: one process with threads, more where writes allow."""
    return [
        sys.executable,
        "-m",
        "gunicorn",
        "--bind",
        f"{bind}:{port}",
        "--worker-class",
        "gthread",
        "--workers",
        str(workers),
        "--threads",
        str(_THREADS),
        "--graceful-timeout",
        "30",
        "--log-level",
        "warning",
        "partywork.cli.serve:application()",
    ]


def application() -> object:
    """Build the application for gunicorn."""
    settings = settings_or_refuse()
    refuse_demo_data(settings)
    return create_app(settings)


@click.command()
@click.option("--port", default=8000, show_default=True)
@click.option("--bind", default="127.0.0.1", show_default=True, help="The address to listen on.")
def serve(port: int, bind: str) -> None:
    """Serve pages (behind a proxy that speaks https)."""
    settings = settings_or_refuse()
    refuse_demo_data(settings)
    workers = 1 if settings.database_url.startswith("sqlite") else 2
    raise SystemExit(subprocess.call(web_command(port, bind, workers=workers)))  # noqa: S603


@click.command()
def scheduler() -> None:
    """Run timed jobs and background work, in this one process."""
    settings = settings_or_refuse()
    refuse_demo_data(settings)
    with only_one(settings.data) as is_mine:
        if not is_mine:
            raise click.ClickException("Another scheduler already works on this data folder.")
        app = create_app(settings)
        run(app, JOBS, BACKGROUND)
        with app.app_context():
            db.engine.dispose()
