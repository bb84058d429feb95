import shutil
import sqlite3
import tarfile
from contextlib import closing

import pytest
from click.testing import CliRunner

from partywork.cli import main


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("PARTYWORK_PUBLIC_URL", "https://dang.example.vn")
    monkeypatch.delenv("PARTYWORK_DATABASE_URL", raising=False)

    def invoke(data, *words):
        monkeypatch.setenv("PARTYWORK_DATA", str(tmp_path / data))
        return CliRunner().invoke(main, list(words))

    return invoke


@pytest.fixture
def archive(run, tmp_path):
    """A backup of an installation with one setting and one stored file."""
    assert run("live", "db", "upgrade").exit_code == 0
    (tmp_path / "live" / "files" / "ab").mkdir(parents=True)
    (tmp_path / "live" / "files" / "ab" / "paper").write_bytes(b"a signed sheet")
    done = run("live", "backup", str(tmp_path / "backup.tar.gz"))
    assert done.exit_code == 0, done.output
    return tmp_path / "backup.tar.gz"


def _provisions(folder):
    with closing(sqlite3.connect(folder / "partywork.sqlite3")) as database:
        return database.execute("SELECT count(*) FROM provisions").fetchone()[0]


def test_a_backup_is_restored_into_an_empty_folder_as_it_was(run, archive, tmp_path):
    done = run("other", "restore", str(archive))

    assert done.exit_code == 0, done.output
    assert (tmp_path / "other" / "files" / "ab" / "paper").read_bytes() == b"a signed sheet"
    assert _provisions(tmp_path / "other") == _provisions(tmp_path / "live") > 0


def test_a_backup_holds_no_keys(archive):
    with tarfile.open(archive) as tar:
        assert not [name for name in tar.getnames() if "key" in name]


def test_nothing_is_restored_over_live_data(run, archive):
    done = run("live", "restore", str(archive))

    assert done.exit_code == 1
    assert "holds data" in done.output


def test_a_backup_is_never_written_over(run, archive):
    done = run("live", "backup", str(archive))

    assert done.exit_code == 1
    assert "never written over" in done.output


def test_a_damaged_backup_is_refused_and_leaves_nothing(run, archive, tmp_path):
    shutil.unpack_archive(archive, tmp_path / "open", "gztar")
    (tmp_path / "open" / "files" / "ab" / "paper").write_bytes(b"another sheet")
    with tarfile.open(tmp_path / "damaged.tar.gz", "w:gz") as tar:
        tar.add(tmp_path / "open", arcname=".")

    done = run("other", "restore", str(tmp_path / "damaged.tar.gz"))

    assert done.exit_code == 1
    assert "damaged" in done.output
    assert not (tmp_path / "other" / "partywork.sqlite3").exists()
    assert not (tmp_path / "other" / "files").exists()
