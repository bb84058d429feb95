"""A store of files that takes nothing for a while, as when a disk is full."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from partywork.documents import store


@contextmanager
def no_room(app: Flask, folder: Path) -> Iterator[None]:
    """Let nothing be kept meanwhile: what should be the folder is a file."""
    usual = store.path_of("0" * 64).parents[2]
    blocked = folder / "blocked"
    blocked.touch()
    store.use_folder(app, blocked)
    try:
        yield
    finally:
        store.use_folder(app, usual)
