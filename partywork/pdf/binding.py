"""Putting laid-out papers together: behind each other, or one over the other, page by page.

Only papers that the system itself laid out come here; a file from outside is read by a child
process and never bound.
"""

from collections.abc import Sequence
from io import BytesIO
from threading import Lock

import pypdfium2

# The library is not safe from several threads of a process.
_ONE_AT_A_TIME = Lock()


def sheets_of(paper: bytes) -> int:
    """Return how many pages a paper has."""
    with _ONE_AT_A_TIME, pypdfium2.PdfDocument(paper) as pdf:
        return len(pdf)


def bound(papers: Sequence[bytes]) -> bytes:
    """Return the pages of all papers, in order, as one; nothing is laid out again."""
    with _ONE_AT_A_TIME, pypdfium2.PdfDocument.new() as whole:
        for paper in papers:
            with pypdfium2.PdfDocument(paper) as pdf:
                whole.import_pages(pdf)
        return _saved(whole)


def laid_over(paper: bytes, marks: bytes) -> bytes:
    """Return a paper with the page of the same place of `marks` laid over each of its pages."""
    with (
        _ONE_AT_A_TIME,
        pypdfium2.PdfDocument(paper) as pdf,
        pypdfium2.PdfDocument(marks) as over,
    ):
        for place in range(min(len(pdf), len(over))):
            drawing = over.page_as_xobject(place, pdf)
            page = pdf[place]
            page.insert_obj(drawing.as_pageobject())
            page.gen_content()
        return _saved(pdf)


def _saved(pdf: pypdfium2.PdfDocument) -> bytes:
    kept = BytesIO()
    pdf.save(kept)
    return kept.getvalue()
