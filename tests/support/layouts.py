"""Papers laid out once in a run, whichever worker, database or reader first asks for one.

The same words, laid out in the same way, give the same bytes, to which tests/pdf/test_renderer.py
holds the renderer, itself without what is kept here. Laying out takes most of a paper's time, and
the tests of access alone ask for each paper once for every person who may have it.
"""

from hashlib import sha256
from os import getpid
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher


def _in_words(option: object) -> str:
    """Return what of an option makes another paper: of a style sheet its rules.

    The fonts are those that its rules name; a fetcher says what may be read, which the words tell.
    """
    match option:
        case CSS(base_url=str(address)):
            return sha256(Path(url2pathname(urlsplit(address).path)).read_bytes()).hexdigest()
        case FontConfiguration() | URLFetcher():
            return type(option).__name__
        case list():
            return str([_in_words(one) for one in option])
        case dict():
            return str({name: _in_words(option[name]) for name in sorted(option)})
    return repr(option)


class Layouts:
    """The papers of one run, in a folder all its workers share."""

    def __init__(self, folder: Path) -> None:
        """Keep them there."""
        self._folder = folder

    def html(self, *, string: str, **means: Any) -> "_Words":
        """Stand in for the library's `HTML`: what has been laid out that way is not again."""
        return _Words(self._folder, string, means)


class _Words:
    def __init__(self, folder: Path, string: str, means: dict[str, Any]) -> None:
        self._folder, self._string, self._means = folder, string, means

    def write_pdf(self, **how: Any) -> bytes:
        asked = "\n".join((self._string, _in_words(self._means), _in_words(how)))
        kept = self._folder / sha256(asked.encode()).hexdigest()
        if kept.exists():
            return kept.read_bytes()
        paper: bytes = HTML(string=self._string, **self._means).write_pdf(**how)
        # Another worker may read at any moment: it finds the whole paper or none.
        whole = kept.with_suffix(f".{getpid()}")
        whole.write_bytes(paper)
        whole.rename(kept)
        return paper
