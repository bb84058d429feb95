"""The files of papers on disk: written once, found by their SHA-256, checked when read."""

import hashlib
import logging
import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from flask import Flask, current_app

from partywork.core.errors import RuleBroken

_log = logging.getLogger(__name__)
_EXTENSION = "partywork-files"


def use_folder(app: Flask, folder: Path) -> None:
    """Keep the files of this application in `folder`."""
    app.extensions[_EXTENSION] = folder


def path_of(sha256: str) -> Path:
    """Return where the bytes with that digest are: `ab/cd/<sha256>`."""
    folder: Path = current_app.extensions[_EXTENSION]
    return folder / sha256[:2] / sha256[2:4] / sha256


def write(content: bytes) -> str:
    """Keep `content` for good and return its digest; the same bytes twice are one file.

    The bytes are on disk before their name is, and a name is never given to other bytes, so a
    power cut leaves either the whole file or none. A stored copy that has rotted stays as it is
    and is refused when read.
    """
    digest = hashlib.sha256(content).hexdigest()
    target = path_of(digest)
    if target.exists():
        return digest
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    with NamedTemporaryFile(dir=target.parent, prefix="new-") as draft:
        draft.write(content)
        draft.flush()
        os.fchmod(draft.fileno(), 0o440)
        os.fsync(draft.fileno())
        try:
            os.link(draft.name, target)
        except FileExistsError:
            return digest
    for folder in (target.parent, target.parent.parent, target.parent.parent.parent):
        _sync_folder(folder)
    return digest


def _sync_folder(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def read(sha256: str) -> bytes:
    """Return the stored bytes, or refuse when they are gone or no longer what they were."""
    try:
        content = path_of(sha256).read_bytes()
    except FileNotFoundError as missing:
        _log.exception("stored file %s is missing", sha256)
        raise RuleBroken(
            "Kho lưu trữ thiếu tệp này. Hãy báo quản trị hệ thống khôi phục từ bản sao lưu."
        ) from missing
    if hashlib.sha256(content).hexdigest() != sha256:
        _log.error("stored file %s no longer fits its digest", sha256)
        raise RuleBroken(
            "Tệp trong kho lưu trữ đã bị hỏng nên không mở. "
            "Hãy báo quản trị hệ thống khôi phục từ bản sao lưu."
        )
    return content
