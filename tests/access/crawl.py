"""Following every link a person is shown, and reading every file behind one as text."""

import mimetypes
import re
from collections import Counter, deque
from collections.abc import Iterable
from html import unescape
from io import BytesIO
from urllib.parse import urldefrag, urljoin, urlsplit
from zipfile import ZipFile

import pypdfium2
from bs4 import BeautifulSoup, SoupStrainer
from openpyxl import load_workbook
from werkzeug.test import TestResponse

from partywork.core.text import fold
from partywork.documents.engine import words_of_office_file
from tests.access.visitors import Visitor

_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ORIGIN = "http://localhost"

# Years, months and pages lead to the next without end; what is true of three is true of thirty.
# Records are followed all, for a leak may lie in one of them only.
_TURN = re.compile(r"(?<![\w-])\d+(?![\w-])")
_TURNS = 3

# All of a page that leads to others.
_LEADING = SoupStrainer(["a", "link", "form"])
# What the page of a room asks for again when it has changed.
_PARTS = re.compile(r'\bdata-(?:part|changes)="([^"]+)"')

# Words a person may type into any field that searches: beginnings that are everybody's.
BEGINNINGS = ("h", "ho", "hoa", "nguyen")


def text_of(response: TestResponse) -> str:
    """Return everything an answer says, headers included, whatever kind of file it is."""
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers if name != "Date")
    return f"{headers}\n{_words_of(response.mimetype, response.get_data())}"


def _words_of(media_type: str, content: bytes) -> str:
    if media_type == "application/pdf":
        return _text_of_pdf(content)
    if media_type == _SPREADSHEET:
        return _text_of_workbook(content)
    if media_type == _WORD:
        return words_of_office_file(content)
    if media_type == "application/zip":
        return _text_of_archive(content)
    text = content.decode(errors="replace")
    # A line of a calendar goes on after a break and a blank.
    return text.replace("\r\n ", "") if media_type == "text/calendar" else text


def _text_of_archive(content: bytes) -> str:
    with ZipFile(BytesIO(content)) as archive:
        files = [(name, archive.read(name)) for name in archive.namelist()]
    return "\n".join(f"{name}\n{_words_of(_kind_of(name), inside)}" for name, inside in files)


def _kind_of(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "text/plain"


def _text_of_pdf(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def _text_of_workbook(content: bytes) -> str:
    rows = (
        row
        for sheet in load_workbook(BytesIO(content), read_only=True)
        for row in sheet.iter_rows(values_only=True)
    )
    return "\n".join(str(value) for row in rows for value in row)


def _links(page: str, path: str) -> Iterable[str]:
    soup = BeautifulSoup(page, "html.parser", parse_only=_LEADING)
    links = [element["href"] for element in soup.find_all(["a", "link"], href=True)]
    for form in soup.find_all("form"):
        if form.get("method", "get").lower() == "get":
            asked = form.get("action") or path
            for field in form.find_all("input", attrs={"type": ["search", "text", None]}):
                name = field.get("name")
                links += [f"{asked}?{name}={beginning}" for beginning in BEGINNINGS if name]
    for link in links + [unescape(found) for found in _PARTS.findall(page)]:
        address = urldefrag(urljoin(_ORIGIN + path, str(link))).url
        if address.startswith(_ORIGIN + "/") and not urlsplit(address).path.startswith("/static/"):
            yield address.removeprefix(_ORIGIN)


def is_paper(path: str) -> bool:
    """Say whether an address lays a paper out."""
    return urlsplit(path).path.endswith((".pdf", ".docx", ".zip"))


def tells_of_readers(path: str) -> bool:
    """Say whether an address tells who looked at a record: it grows by every look around."""
    return urlsplit(path).path.endswith("/readers")


def crawl(visitor: Visitor, *, with_papers: bool = True, most: int = 1500) -> dict[str, str]:
    """Return what each address says that the person reaches by links from the first page.

    Laying papers out takes most of the time, so they may be left out. Every record is visited
    with every page below it; of the years, months and pages of a list the first few. `most`
    addresses are a bound for a page that would link without end; the world is far smaller.
    """
    waiting, seen, turned = deque(["/"]), {"/": ""}, Counter[str]()
    while waiting:
        path = waiting.popleft()
        response = visitor.get(path).response
        seen[visitor.plain(path)] = fold(visitor.plain(text_of(response)))
        if response.mimetype != "text/html":
            continue
        for link in _links(response.get_data(as_text=True), path):
            plain = visitor.plain(link)
            if plain in seen:
                continue
            assert len(seen) < most, f"{path} leads on and on"
            shape = _TURN.sub("…", plain)
            if shape != plain and turned[shape] == _TURNS:
                continue
            if with_papers or not is_paper(link):
                turned[shape] += 1
                seen[plain] = ""
                waiting.append(link)
    return seen
