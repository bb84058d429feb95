"""Changing the keys while the process is killed again and again, on a database of its own."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from partywork.accounts.models import User
from partywork.accounts.service.actors import person_of
from partywork.app import create_app
from partywork.audit import service as audit
from partywork.cells.models import Member
from partywork.cli import main
from partywork.core import clock
from partywork.core.actor import system
from partywork.core.db import Base, db, transaction
from partywork.core.resealing import rows_by_key
from partywork.core.sealing import load_keys, make_keys, save_keys
from partywork.privacy.service import rotations
from partywork.provisions.service import seed
from partywork.settings import from_environment
from tests.support.make import Make

# Two officers, who agree on a change of keys, have a sealed field each.
PEOPLE, OFFICERS = 160, 2


@pytest.fixture(scope="module")
def template(tmp_path_factory) -> Path:
    """An installation with people whose fields are sealed."""
    folder: Path = tmp_path_factory.mktemp("template") / "data"
    folder.mkdir()
    environment = {
        "PARTYWORK_DATA": str(folder),
        "PARTYWORK_PUBLIC_URL": "https://dang.example.vn",
    }
    app = create_app(from_environment(environment))
    with app.app_context():
        Base.metadata.create_all(db.engine)
        seed()
        make = Make()
        cell = make.cell()
        with transaction():
            for number in range(PEOPLE):
                person = make.member(cell)
                person.phone, person.residence = f"09{number:08d}", f"Số {number}, Hà Nội"
        for _officer in range(OFFICERS):
            make.office()
        db.session.remove()
        db.engine.dispose()
    return folder


@pytest.fixture
def data(template, tmp_path, monkeypatch) -> Path:
    """A copy of the installation, which commands work on."""
    folder = tmp_path / "data"
    shutil.copytree(template, folder)
    monkeypatch.setenv("PARTYWORK_DATA", str(folder))
    monkeypatch.setenv("PARTYWORK_PUBLIC_URL", "https://dang.example.vn")
    monkeypatch.delenv("PARTYWORK_DATABASE_URL", raising=False)
    return folder


def keys_file(data: Path) -> Path:
    return data / "keys" / "fields.json"


def inside(look):
    """Ask the database of the installation."""
    app = create_app(from_environment())
    with app.app_context():
        found = look()
        db.session.remove()
        db.engine.dispose()
    return found


def people():
    query = db.select(Member).execution_options(partywork_scoped=True)
    return sorted((one.phone or "", one.residence or "") for one in db.session.scalars(query))


def confirmed() -> str:
    """Let one officer ask for a change of keys and another confirm it; return its code."""

    def agree() -> str:
        users = db.session.scalars(db.select(User).execution_options(partywork_scoped=True))
        first, second = (person_of(user, clock.today()).actor for user in users)
        asked = rotations.ask(first, reason="Đổi khóa định kỳ")
        rotations.answer(second, asked.id, version=asked.version, is_confirmed=True, refusal="")
        return asked.code

    return inside(agree)


def run(*words):
    return CliRunner().invoke(main, ["keys", *words])


def killed_after(batches: int, code: str) -> None:
    """Begin a rotation and kill it without warning once so many batches are through."""
    process = subprocess.Popen(
        [sys.executable, "-m", "partywork", "keys", "rotate", code],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    for _ in range(batches):
        assert process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.stdout.close()
    assert process.wait() == -signal.SIGKILL


def test_a_rotation_that_is_killed_three_times_loses_nothing_and_ends_on_the_new_key(data):
    code = confirmed()
    before = inside(people)
    values = sum(inside(rows_by_key).values())
    for _ in range(3):
        killed_after(1, code)
    halfway = inside(rows_by_key)
    assert len(halfway) == 2
    assert sum(halfway.values()) == values
    assert inside(people) == before

    done = run("rotate", code, "--forget-old")

    assert done.exit_code == 0, done.output
    assert inside(rows_by_key) == {2: values}
    assert inside(people) == before
    assert list(load_keys(keys_file(data)).keys) == [2]
    (entry,) = inside(lambda: audit.find(system(clock.today()), action="keys.rotate", limit=9)[0])
    assert entry.changes["code"] == code
    two = {entry.changes["asked_by"], entry.changes["confirmed_by"]}
    assert len(two) == 2
    assert None not in two


def test_the_status_counts_values_by_key_and_names_the_file(data):
    done = run("status")

    assert done.exit_code == 0, done.output
    assert f"{keys_file(data)} (mode 0400)" in done.output
    assert f"key 1 (seals now): {3 * PEOPLE + OFFICERS} values" in done.output


def test_a_key_file_that_others_may_read_is_told(data):
    keys_file(data).chmod(0o440)

    done = run("status")

    assert done.exit_code == 1
    assert "0400" in done.output


def test_a_second_rotation_makes_a_third_key(data):
    for _ in range(2):
        assert run("rotate", confirmed()).exit_code == 0

    assert load_keys(keys_file(data)).current == 3
    assert set(inside(rows_by_key)) == {3}
    assert stat.S_IMODE(keys_file(data).stat().st_mode) == 0o400


def test_keys_are_not_changed_without_a_request_that_two_people_agreed_on(data):
    def ask() -> str:
        users = db.session.scalars(db.select(User).execution_options(partywork_scoped=True))
        first = person_of(next(iter(users)), clock.today()).actor
        return rotations.ask(first, reason="Đổi khóa định kỳ").code

    waiting, used = inside(ask), confirmed()
    assert run("rotate", used).exit_code == 0

    for code in ("AAAA2222", waiting, used):
        refused = run("rotate", code)
        assert refused.exit_code == 1, refused.output
    assert run("rotate").exit_code == 2
    assert list(load_keys(keys_file(data)).keys) == [1, 2]


@pytest.mark.parametrize("words", [["status"], ["rotate", "AAAA2222"]])
def test_a_wrong_key_file_is_refused_and_nothing_is_touched(data, words):
    before = inside(rows_by_key)
    right = load_keys(keys_file(data))
    save_keys(keys_file(data), make_keys())

    done = run(*words)

    assert done.exit_code == 1
    assert "is not the key file of this database" in done.output
    save_keys(keys_file(data), right)
    assert inside(rows_by_key) == before


@pytest.mark.parametrize("command", [["keys", "status"], ["serve"], ["audit", "verify"]])
def test_a_missing_key_file_is_refused_and_not_made_anew(data, command):
    keys_file(data).unlink()

    done = CliRunner().invoke(main, command)

    assert done.exit_code == 1
    assert "put back the copy of the key file" in done.output
    assert not keys_file(data).exists()


def test_a_backup_of_sealed_fields_holds_neither_a_key_nor_the_words(data, tmp_path):
    ring = load_keys(keys_file(data))

    done = CliRunner().invoke(main, ["backup", str(tmp_path / "backup.tar.gz")])

    assert done.exit_code == 0, done.output
    with tarfile.open(tmp_path / "backup.tar.gz") as tar:
        files = [tar.extractfile(one) for one in tar.getmembers() if one.isfile()]
        held = b"".join(file.read() for file in files if file)
    kept_secret = [*ring.keys.values(), ring.digest_key, keys_file(data).read_bytes()]
    assert [secret for secret in kept_secret if secret in held] == []
    assert b"0900000007" not in held
