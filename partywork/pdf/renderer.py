"""Official papers: one frozen page in, the bytes of one PDF/A-3u file out."""

import atexit
import gc
from functools import cache
from pathlib import Path
from threading import Lock

from partywork.core.db import release
from partywork.core.templates import plain_environment

try:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher
except OSError as error:
    # The product must start, and say what is missing, on a machine without these libraries.
    _MISSING: str | None = str(error)
else:
    _MISSING = None

_STYLE_SHEET = Path(__file__).with_name("party_document.css")
# Pango's font map is shared by the process and not known to be safe from several threads.
_ONE_AT_A_TIME = Lock()


class LayoutFailed(RuntimeError):
    """A paper could not be laid out."""


class LayoutLibraryMissing(LayoutFailed):
    """The machine lacks a system library that lays out papers."""


@cache
def _style() -> "tuple[CSS, FontConfiguration]":
    """Return our style sheet, which alone may read files: the bundled fonts."""
    fonts = FontConfiguration()
    own_files = URLFetcher(allowed_protocols={"file"}, allow_redirects=False)
    return CSS(filename=_STYLE_SHEET, font_config=fonts, url_fetcher=own_files), fonts


@atexit.register
def _let_go() -> None:
    """Free Pango's objects while its library is whole; freed later they crash the process."""
    _style.cache_clear()
    gc.collect()


def render(template: str, page: object) -> bytes:
    """Fill `template`, for example «pdf/minutes.html», with `page` and lay it out.

    The same page gives the same bytes on one machine: no clock is read. What the texts of the
    page name is never fetched, neither from the network nor from the disk. It takes seconds, so
    it refuses to run inside a transaction and lets go of what the session was reading.
    """
    release()
    if _MISSING is not None:
        raise LayoutLibraryMissing(
            "Thiếu thư viện Pango để trình bày văn bản. Hãy cài các gói libpango-1.0-0, "
            f"libpangoft2-1.0-0, libharfbuzz-subset0 rồi khởi động lại. ({_MISSING})"
        )
    words = plain_environment().get_template(template).render(page=page)
    closed = URLFetcher(allowed_protocols={"data"}, allow_redirects=False)
    try:
        with _ONE_AT_A_TIME:
            sheet, fonts = _style()
            paper: bytes = HTML(string=words, url_fetcher=closed).write_pdf(
                stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/a-3u"
            )
    except Exception as error:  # the library documents no errors of its own
        raise LayoutFailed(f"{template} could not be laid out") from error
    return paper
