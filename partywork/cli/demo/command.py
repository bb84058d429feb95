"""`partywork demo`: make or reuse a demo, serve it here, run its jobs, stop both together."""

import gc
import json
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Event
from urllib.request import urlopen

import click
from flask_migrate import upgrade as run_upgrade

from partywork.app import create_app
from partywork.cli.database import MIGRATIONS
from partywork.cli.demo import seeding
from partywork.cli.demo.people import LOGINS, PASSWORD
from partywork.cli.serve import DEMO_MARK, web_command
from partywork.core import clock
from partywork.core.db import db
from partywork.provisions.service import seed as seed_provisions
from partywork.settings import Settings, from_environment

# Open rooms that the demo serves live.
_STREAMS = 100
_HERE = "127.0.0.1"
# The demo was in use for the whole year that it tells.
_A_YEAR_AND_MORE = timedelta(days=400)
_SECONDS_TO_START = 120
_SECONDS_TO_STOP = 35
# After how many new objects Python looks for dead ones among the young, the older, the oldest.
_SELDOM = (100_000, 50, 100)


@click.command()
@click.option("--port", default=8000, show_default=True, help="The port on this machine.")
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("data/demo"),
    show_default=True,
    help="The folder of the demo, made if need be.",
)
def demo(port: int, data: Path) -> None:
    """Start a demo with invented people on this machine."""
    _refuse_taken(port)
    environment = _environment(port, data)
    prepare(from_environment(environment))
    raise SystemExit(_run(port, environment))


def _environment(port: int, data: Path) -> dict[str, str]:
    return {
        "PARTYWORK_DATA": str(data.resolve()),
        "PARTYWORK_DEMO": "1",
        "PARTYWORK_PUBLIC_URL": f"http://{_HERE}:{port}",
    }


def _refuse_taken(port: int) -> None:
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HERE, port))
        except OSError as taken:
            raise click.ClickException(
                f"Port {port} is taken or not allowed: choose another with --port."
            ) from taken


def prepare(settings: Settings, *, cells: tuple[str, ...] | None = None) -> None:
    """Fill an empty folder, or bring the demo in it to today; anything else is refused.

    The mark lies in the folder before the first invented person; a demo whose filling was broken
    off is thrown away and filled again.
    """
    mark = settings.data / DEMO_MARK
    if settings.data.exists() and any(settings.data.iterdir()) and not mark.exists():
        raise click.ClickException(f"{settings.data} holds something else than a demo.")
    seeded_to = json.loads(mark.read_text("utf-8"))["seeded_to"] if mark.exists() else None
    if seeded_to is None and settings.data.exists():
        shutil.rmtree(settings.data)
    settings.data.mkdir(parents=True, exist_ok=True)
    _write_mark(mark, seeded_to)
    today = clock.today().isoformat()
    app = create_app(settings)
    with app.app_context():
        run_upgrade(MIGRATIONS)
        seed_provisions(installed_on=clock.today() - _A_YEAR_AND_MORE)
        with _rarely_tidied():
            if seeded_to is None:
                seeding.seed(_show, cells=cells)
            elif seeded_to < today:
                seeding.extend(_show, cells=cells)
        db.session.remove()
        db.engine.dispose()
    _write_mark(mark, max(seeded_to or today, today))


@contextmanager
def _rarely_tidied() -> Iterator[None]:
    """Look for dead objects seldom: nearly all are alive, and a tenth of the time went there."""
    usual = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _write_mark(mark: Path, seeded_to: str | None) -> None:
    words = "Dữ liệu minh họa, không có người thật. Invented data."
    mark.write_text(
        json.dumps({"what": words, "seeded_to": seeded_to}, ensure_ascii=False), "utf-8"
    )


def _show(what: str, done: int, total: int) -> None:
    """Draw the progress bar, one line for each kind of work."""
    filled = 30 * done // max(total, 1)
    bar = "█" * filled + "·" * (30 - filled)
    click.echo(f"\r{bar} {what} {done}/{total}", nl=done == total, err=True)


def _run(port: int, environment: Mapping[str, str]) -> int:
    """Run pages and jobs as two processes until told to stop or one of them ends."""
    told_to_stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told_to_stop.set())
    commands = (
        web_command(port, _HERE, workers=1, streams=_STREAMS),
        [sys.executable, "-P", "-m", "partywork", "scheduler"],
    )
    children = [_start(command, environment) for command in commands]
    try:
        if not _answers(port, children, told_to_stop):
            return 0 if told_to_stop.is_set() else 1
        _tell_address(port)
        while not told_to_stop.wait(0.5):
            if any(child.poll() is not None for child in children):
                click.echo("A process of the demo ended by itself; the demo stops.", err=True)
                return 1
    finally:
        _stop(children)
    return 0


def _start(command: list[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    words = [f"{name}={value}" for name, value in environment.items()]
    # A session of its own: Ctrl-C reaches us, and we stop the children in order.
    return subprocess.Popen(  # noqa: S603  (our own commands)
        ["/usr/bin/env", "-u", "PARTYWORK_DATABASE_URL", *words, *command],
        start_new_session=True,
    )


def _answers(port: int, children: list[subprocess.Popen[bytes]], told_to_stop: Event) -> bool:
    until = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < until and not told_to_stop.wait(0.2):
        if any(child.poll() is not None for child in children):
            return False
        try:
            with urlopen(f"http://{_HERE}:{port}/healthz", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:  # refused, not listening yet, or slow to answer
            continue
    if not told_to_stop.is_set():
        click.echo("The demo did not answer in time; the machine may be busy: try again.", err=True)
    return False


def _tell_address(port: int) -> None:
    width = max(len(one.user_name) for one in LOGINS)
    rows = "\n".join(f"  {one.user_name:<{width}}  {one.what}" for one in LOGINS)
    click.echo(
        f"\nCông tác Đảng (dữ liệu minh họa): http://{_HERE}:{port}/\n\n{rows}\n\n"
        f"  Mật khẩu: {PASSWORD}\n\nCtrl-C để dừng."
    )


def _stop(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(_SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
