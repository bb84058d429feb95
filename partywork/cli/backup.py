"""Backup and restore: the database and the store of files in one archive with a manifest."""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from sqlalchemy import make_url

from partywork.cli.database import settings_or_refuse
from partywork.core import clock
from partywork.settings import Settings

_MANIFEST = "manifest.json"


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Write database and files into FILE (.tar.gz); keys are not included."""
    settings = settings_or_refuse()
    if file.exists():
        raise click.ClickException(f"{file} exists: a backup is never written over.")
    with TemporaryDirectory(dir=file.parent.resolve()) as folder:
        content = Path(folder) / "backup"
        content.mkdir()
        _dump(settings, content / "database")
        if settings.files.exists():
            shutil.copytree(settings.files, content / "files")
        manifest = {
            "made_at": clock.now().isoformat(timespec="seconds"),
            "database": make_url(settings.database_url).get_backend_name(),
            "sha256": {name: _digest(path) for name, path in _files(content)},
        }
        (content / _MANIFEST).write_text(json.dumps(manifest, indent=1), "utf-8")
        archive = Path(folder) / "backup.tar.gz"
        with tarfile.open(archive, "w:gz") as tar:
            tar.add(content, arcname=".")
        os.replace(archive, file)
    click.echo(f"{len(manifest['sha256'])} files are in {file}.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def restore(file: Path) -> None:
    """Put the backup FILE into an empty data folder and an empty database."""
    settings = settings_or_refuse()
    _refuse_live(settings)
    settings.data.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=settings.data) as folder:
        content = Path(folder)
        with tarfile.open(file, "r:gz") as tar:
            _unpack(tar, content)
        manifest = json.loads((content / _MANIFEST).read_text("utf-8"))
        found = {name: _digest(path) for name, path in _files(content) if name != _MANIFEST}
        if found != manifest["sha256"]:
            raise click.ClickException("The backup is damaged: its files differ from its list.")
        if manifest["database"] != make_url(settings.database_url).get_backend_name():
            raise click.ClickException(f"The backup is of a {manifest['database']} database.")
        _load(settings, content / "database")
        if (content / "files").exists():
            shutil.move(content / "files", settings.files)
    click.echo("The backup is restored.")


def _unpack(tar: tarfile.TarFile, folder: Path) -> None:
    """Unpack plain files and folders only, each inside `folder`.

    `extractall(filter="data")` would do, but Debian 12 ships a Python that does not know it.
    """
    for member in tar.getmembers():
        target = (folder / member.name).resolve()
        if not target.is_relative_to(folder.resolve()):
            raise click.ClickException("The backup is damaged: a name leads out of its folder.")
        if member.isdir():
            target.mkdir(parents=True, exist_ok=True)
        elif source := tar.extractfile(member):
            target.parent.mkdir(parents=True, exist_ok=True)
            with source, target.open("wb") as copy:
                shutil.copyfileobj(source, copy)


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sqlite_file(settings: Settings) -> Path | None:
    url = make_url(settings.database_url)
    is_file = url.get_backend_name() == "sqlite" and url.database
    return Path(str(url.database)) if is_file else None


def _server_url(settings: Settings) -> str:
    url = make_url(settings.database_url).set(drivername="postgresql")
    return url.render_as_string(hide_password=False)


def _dump(settings: Settings, target: Path) -> None:
    file = _sqlite_file(settings)
    if file is None:
        _run("pg_dump", "--format=custom", f"--file={target}", _server_url(settings))
        return
    # A copy of a live file is no backup; the online copy sees one moment.
    with closing(sqlite3.connect(file)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)
        if copy.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise click.ClickException("The copy of the database does not pass its check.")


def _load(settings: Settings, source: Path) -> None:
    file = _sqlite_file(settings)
    if file is None:
        _run(
            "pg_restore",
            "--no-owner",
            "--exit-on-error",
            f"--dbname={_server_url(settings)}",
            str(source),
        )
    else:
        shutil.move(source, file)


def _refuse_live(settings: Settings) -> None:
    file = _sqlite_file(settings)
    if (file is not None and file.exists()) or settings.files.exists():
        raise click.ClickException(f"{settings.data} holds data: restore into an empty folder.")


def _run(*command: str) -> None:
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603
    if done.returncode != 0:
        raise click.ClickException(done.stderr.strip() or f"{command[0]} failed")
