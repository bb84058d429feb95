"""Commands that bring the tree and the people in."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from partywork.cells.rules.importing.duplicates import outcome as outcome_of
from partywork.cells.service import importing, lists, organisations
from partywork.cli.database import application
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import transaction
from partywork.core.errors import DomainError, RuleBroken
from partywork.documents import service as documents

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_MOST_BYTES = 5 * 1024 * 1024


@contextmanager
def _refusals() -> Iterator[None]:
    """Leave with exit code 1 and the reasons when a rule refuses."""
    try:
        yield
    except DomainError as refusal:
        raise click.ClickException(refusal.message) from refusal


@contextmanager
def _progress(label: str) -> Iterator[Callable[[int, int], None]]:
    with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def show(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield show


@click.command("import-organisations")
@click.argument("file", type=_FILE)
def import_organisations(file: Path) -> None:
    """Create or update the tree of organisations, with the last numbers of their registers."""
    with application(), _refusals():
        actor = system(clock.today())
        with transaction():
            counts = organisations.import_organisations(actor, _text_of(file))
            for register in counts.registers:
                documents.set_last_numbers(
                    actor, register.organisation, register.last_numbers, register.term
                )
    click.echo(f"{counts.created} created, {counts.updated} updated, {counts.unchanged} unchanged.")


def _text_of(file: Path) -> str:
    if file.stat().st_size > _MOST_BYTES:
        raise RuleBroken("Tệp quá lớn.")
    try:
        return file.read_text("utf-8-sig")
    except UnicodeDecodeError as refusal:
        raise RuleBroken("Tệp phải lưu theo bảng mã UTF-8.") from refusal


@click.command("import-members")
@click.argument("file", type=_FILE)
@click.option("--dry-run", is_flag=True, help="Say what would be imported and write nothing.")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="JSON file.")
@click.option(
    "--offices-from",
    type=click.DateTime(["%Y-%m-%d"]),
    help="First day of the offices in the list; the day of the list unless given.",
)
def import_members(
    file: Path, *, dry_run: bool, report: Path | None, offices_from: datetime | None
) -> None:
    """Import the people of a list who are ready; the others wait on the import page."""
    with application(), _refusals():
        actor = system(clock.today())
        content = file.read_bytes()
        first_day = offices_from.date() if offices_from else None
        if dry_run:
            found = _examine(actor, content)
        else:
            found = _import(actor, file.name, content, first_day)
    if report is not None:
        text = json.dumps(found, ensure_ascii=False, indent=1)
        report.write_text(text + "\n", "utf-8")
    totals = found["totals"]
    click.echo(
        f"{totals['rows']} people: {totals['ready']} {'ready' if dry_run else 'imported'}, "
        f"{totals['error']} in error, {totals['duplicate']} duplicate."
    )


def _examine(actor: Actor, content: bytes) -> dict[str, Any]:
    with _progress("Reading") as show:
        return outcome_of(lists.examine(actor, content, show))


def _import(
    actor: Actor, file_name: str, content: bytes, offices_from: date | None
) -> dict[str, Any]:
    with _progress("Reading") as show:
        batch = importing.preview(
            actor,
            file_name=file_name,
            content=content,
            offices_from=offices_from,
            on_progress=show,
        )
    with _progress("Importing") as show:
        for done, total in importing.commit_import(actor, batch.id):
            show(done, total)
    return importing.outcome(actor, batch.id)
