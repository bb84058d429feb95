"""Papers laid out once in a run, whichever worker, database or reader first asks for one.

The same words give the same bytes, to which tests/pdf/test_renderer.py holds the renderer, itself
without what is kept here. Laying out takes most of a paper's time, and the tests of access alone
ask for each paper once for every person who may have it.
"""

from hashlib import sha256
from os import getpid
from pathlib import Path
from typing import Any

from weasyprint import HTML


class Layouts:
    """The papers of one run, in a folder all its workers share."""

    def __init__(self, folder: Path) -> None:
        """Keep them there."""
        self._folder = folder

    def html(self, *, string: str, **means: Any) -> "_Words":
        """Stand in for the library's `HTML`: words that have been laid out are not again."""
        return _Words(self._folder / sha256(string.encode()).hexdigest(), string, means)


class _Words:
    def __init__(self, kept: Path, string: str, means: dict[str, Any]) -> None:
        self._kept, self._string, self._means = kept, string, means

    def write_pdf(self, **how: Any) -> bytes:
        if self._kept.exists():
            return self._kept.read_bytes()
        paper: bytes = HTML(string=self._string, **self._means).write_pdf(**how)
        # Another worker may read at any moment: it finds the whole paper or none.
        whole = self._kept.with_suffix(f".{getpid()}")
        whole.write_bytes(paper)
        whole.rename(self._kept)
        return paper
