"""Commands on the keys that seal personal fields."""

import stat

import click
from flask import Flask

from partywork.cli.database import application
from partywork.core import resealing
from partywork.core.db import db, transaction
from partywork.core.errors import RuleBroken
from partywork.core.sealing import KeysUnusable, keys_in_use, ring
from partywork.privacy.service import rotations

_OF_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def refuse_wrong_keys(app: Flask) -> None:
    """Refuse to start with keys that do not open what the database holds."""
    with app.app_context():
        try:
            resealing.check_keys()
        except KeysUnusable as reason:
            raise click.ClickException(str(reason)) from reason
        finally:
            db.session.remove()


@click.group()
def keys() -> None:
    """Look after the keys of personal fields; keep a copy of their file apart from backups."""


@keys.command()
def status() -> None:
    """Say which keys there are and how many values each seals; leave with 1 if one is missing."""
    with application() as app:
        refuse_wrong_keys(app)
        found = resealing.rows_by_key()
        file = keys_in_use().file
        mode = stat.S_IMODE(file.stat().st_mode)
        click.echo(f"{file} (mode {mode:04o})")
        for number in sorted(ring().keys):
            mark = " (seals now)" if number == ring().current else ""
            click.echo(f"key {number}{mark}: {found.get(number, 0)} values")
        db.session.remove()
    if mode & _OF_OTHERS:
        raise click.ClickException("Others may read the key file: set its mode to 0400.")


@keys.command()
@click.argument("request")
@click.option("--forget-old", is_flag=True, help="Afterwards drop the keys that no row needs.")
def rotate(request: str, forget_old: bool) -> None:
    """Seal every value with a new key, a few at a time; a run that was cut off goes on.

    REQUEST is the code of the request that one person made and another confirmed on the page
    «Đổi khóa bảo vệ dữ liệu»; nobody changes keys alone.

    Servers go on working. Before --forget-old restart them, and make a new copy of the key file:
    backups made earlier need the old one.
    """
    with application() as app:
        refuse_wrong_keys(app)
        if _begun_from(request) == ring().current:
            resealing.add_key()
        total = 0
        while True:
            with transaction():
                done = resealing.reseal_batch()
                total += done
                if done < resealing.BATCH:
                    rotations.finish(request, rows=total)
            if done < resealing.BATCH:
                break
            click.echo(f"{total} values are sealed with key {ring().current}.")
        if forget_old:
            _forget()
        click.echo(f"Done: {total} values, key {ring().current}.")
        db.session.remove()


def _begun_from(request: str) -> int:
    try:
        return rotations.begin(request, current_key=ring().current)
    except RuleBroken as refusal:
        raise click.ClickException(refusal.message) from refusal


def _forget() -> None:
    try:
        resealing.forget_old_keys()
    except KeysUnusable as reason:
        raise click.ClickException(str(reason)) from reason
