import hashlib
import os
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from partywork.core.errors import RuleBroken
from partywork.documents import store


def test_bytes_come_back_by_their_digest(app):
    digest = store.write(b"Nghi quyet")

    assert digest == hashlib.sha256(b"Nghi quyet").hexdigest()
    assert store.read(digest) == b"Nghi quyet"


def test_a_file_lies_in_two_folders_named_by_its_digest_and_nobody_may_write_it(app, database):
    digest = store.write(b"mot to giay")

    path = database.data / "files" / digest[:2] / digest[2:4] / digest

    assert path == store.path_of(digest)
    assert stat.S_IMODE(path.stat().st_mode) == 0o440


def test_the_same_bytes_are_one_file_and_no_draft_is_left_behind(app):
    digest = store.write(b"mot to giay")
    first = store.path_of(digest).stat()

    again = store.write(b"mot to giay")

    folder = store.path_of(digest).parent
    assert again == digest
    assert store.path_of(digest).stat().st_ino == first.st_ino
    assert os.listdir(folder) == [digest]


def test_many_who_keep_the_same_bytes_at_once_keep_one_file(app):
    def write(_number):
        with app.app_context():
            return store.write(b"cung mot to giay")

    with ThreadPoolExecutor(16) as people:
        digests = set(people.map(write, range(64)))

    (digest,) = digests
    assert os.listdir(store.path_of(digest).parent) == [digest]


def test_an_empty_file_and_a_large_one_are_kept_whole(app):
    large = bytes(range(256)) * 40_000

    assert store.read(store.write(b"")) == b""
    assert store.read(store.write(large)) == large


def test_what_was_written_is_never_overwritten(app):
    digest = store.write(b"ban goc")
    path = store.path_of(digest)
    path.chmod(0o640)
    path.write_bytes(b"bi sua")

    store.write(b"ban goc")

    assert path.read_bytes() == b"bi sua"


def test_a_file_that_changed_on_disk_is_not_read(app):
    digest = store.write(b"ban goc")
    path = store.path_of(digest)
    path.chmod(0o640)
    path.write_bytes(b"bi sua")

    with pytest.raises(RuleBroken, match="đã bị hỏng"):
        store.read(digest)


def test_a_file_that_is_gone_says_what_to_do(app):
    digest = store.write(b"ban goc")
    store.path_of(digest).unlink()

    with pytest.raises(RuleBroken, match="khôi phục từ bản sao lưu"):
        store.read(digest)
