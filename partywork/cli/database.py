"""Commands on the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask import Flask
from flask_migrate import upgrade as run_upgrade

from partywork import migrations
from partywork.app import create_app
from partywork.core.sealing import KeysUnusable
from partywork.provisions.service import seed
from partywork.settings import BadSettings, Settings, from_environment

MIGRATIONS = str(Path(migrations.__file__).parent)


def settings_or_refuse() -> Settings:
    """Return the settings, or leave with exit code 1 and the reason."""
    try:
        return from_environment()
    except BadSettings as reason:
        raise click.ClickException(str(reason)) from reason


def application_or_refuse(settings: Settings) -> Flask:
    """Return the application, or leave with exit code 1 and why its keys cannot be used."""
    try:
        return create_app(settings)
    except KeysUnusable as reason:
        raise click.ClickException(str(reason)) from reason


@contextmanager
def application() -> Iterator[Flask]:
    """Give a command the application of this installation, inside its context."""
    settings = settings_or_refuse()
    settings.data.mkdir(parents=True, exist_ok=True)
    app = application_or_refuse(settings)
    with app.app_context():
        yield app


@click.group()
def database() -> None:
    """Bring the database to the present schema."""


@database.command()
def upgrade() -> None:
    """Apply every schema change that is missing and seed the provisions that are."""
    with application():
        run_upgrade(MIGRATIONS)
        seed()
    click.echo("The database has the present schema.")
