"""Measuring a workbook from outside before it is opened: what it unpacks to, how far it reaches.

It may bring no programs and nothing that repeats itself beyond measure.
"""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from xml.parsers import expat

from partywork.core.errors import RuleBroken

MOST_UNPACKED = 100 * 1024 * 1024
MOST_RATIO = 100
MOST_PARTS = 2000
MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_TEXT = 200_000_000
_CHUNK = 256 * 1024
_RATIO_COUNTS_FROM = 1024 * 1024
_WORKBOOK_PART = "xl/workbook.xml"
_WORKBOOK_LINKS = "xl/_rels/workbook.xml.rels"
_PROGRAMS = re.compile(r"vbaproject|/activex/|/embeddings/|/macrosheets/", re.IGNORECASE)
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")

NOT_A_SPREADSHEET = "Không đọc được tệp. Hãy chọn bảng tính Excel (.xlsx) hoặc tệp .csv."
TOO_BIG = "Tệp quá lớn khi mở ra. Hãy chép riêng danh sách sang một tệp mới rồi chọn lại."
TOO_WIDE = (
    f"Bảng quá lớn: tối đa {MOST_ROWS} dòng và {MOST_COLUMNS} cột. "
    "Hãy chép riêng danh sách sang một tệp mới rồi chọn lại."
)


def inspect(content: bytes) -> None:
    """Raise `RuleBroken` for a package that is no plain workbook or goes beyond the limits."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = {part.filename.replace("\\", "/").lower(): part for part in package.infolist()}
            if len(parts) != len(package.infolist()):
                raise RuleBroken(NOT_A_SPREADSHEET)
            _check_parts(parts)
            measure = _Measure()
            for name, part in parts.items():
                _inspect_part(package, part, name, measure)
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, RuntimeError) as refusal:
        raise RuleBroken(NOT_A_SPREADSHEET) from refusal


def _check_parts(parts: dict[str, zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS:
        raise RuleBroken(TOO_BIG)
    if any(_PROGRAMS.search(f"/{name}") for name in parts):
        raise RuleBroken(
            "Tệp có chứa chương trình (macro) hoặc tệp nhúng. Hãy lưu thành .xlsx không có "
            "macro rồi chọn lại."
        )
    is_plain = all(
        part.compress_type in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
        and not name.startswith("/")
        and ".." not in name.split("/")
        for name, part in parts.items()
    )
    if _WORKBOOK_PART not in parts or not is_plain:
        raise RuleBroken(NOT_A_SPREADSHEET)


def _inspect_part(
    package: zipfile.ZipFile, part: zipfile.ZipInfo, name: str, measure: "_Measure"
) -> None:
    """Unpack one part in pieces, stop at the limits, and measure how far its cells reach."""
    is_xml = name.endswith(".xml") or name == _WORKBOOK_LINKS
    reach = _Reach(measure) if is_xml else None
    unpacked = 0
    with package.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            unpacked += len(chunk)
            measure.unpacked += len(chunk)
            ratio = unpacked / max(part.compress_size, 1)
            is_bomb = unpacked > _RATIO_COUNTS_FROM and ratio > MOST_RATIO
            if is_bomb or measure.unpacked > MOST_UNPACKED:
                raise RuleBroken(TOO_BIG)
            if reach:
                reach.feed(chunk)
    if reach:
        reach.feed(b"", is_last=True)


@dataclass(slots=True)
class _Measure:
    """What the parts of one workbook come to so far."""

    unpacked: int = 0
    shared_cells: int = 0
    longest_text: int = 0

    def check_text(self) -> None:
        """Refuse a workbook whose cells could repeat one long text beyond measure."""
        if self.shared_cells * self.longest_text > MOST_TEXT:
            raise RuleBroken(TOO_BIG)


class _Reach:
    """Follows the XML of a part and refuses cells beyond the limits, and any document type.

    A reader keeps a full rectangle in memory, so two cells at far corners would be enough to
    exhaust it; so would one long shared text that every cell repeats.
    """

    def __init__(self, measure: _Measure) -> None:
        self._measure = measure
        self._rows = 0
        self._text_length = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._doctype

    def feed(self, chunk: bytes, *, is_last: bool = False) -> None:
        self._parser.Parse(chunk, is_last)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        element = name.rpartition(" ")[2]
        if element == "c":
            self._cell(attributes)
        elif element == "row":
            self._rows = max(self._rows + 1, _whole(attributes.get("r", "0")))
            _check_reach(self._rows, 0)
        elif element == "si":
            self._text_length = 0
            self._parser.CharacterDataHandler = self._text
        elif element == "Relationship" and not attributes.get("Target", "").endswith(".xml"):
            raise RuleBroken(NOT_A_SPREADSHEET)

    def _cell(self, attributes: dict[str, str]) -> None:
        if attributes.get("t") == "s":
            self._measure.shared_cells += 1
            self._measure.check_text()
        if "r" in attributes:
            reference = _REFERENCE.fullmatch(attributes["r"])
            if reference is None:
                raise RuleBroken(NOT_A_SPREADSHEET)
            _check_reach(int(reference[2]), _column_number(reference[1]))

    def _text(self, text: str) -> None:
        self._text_length += len(text)

    def _end(self, name: str) -> None:
        if name.rpartition(" ")[2] == "si":
            self._parser.CharacterDataHandler = None
            self._measure.longest_text = max(self._measure.longest_text, self._text_length)
            self._measure.check_text()

    def _doctype(self, *_declaration: object) -> None:
        raise RuleBroken(NOT_A_SPREADSHEET)


def _check_reach(row: int, column: int) -> None:
    if row > MOST_ROWS or column > MOST_COLUMNS:
        raise RuleBroken(TOO_WIDE)


def _whole(text: str) -> int:
    if not text.isdecimal():
        raise RuleBroken(NOT_A_SPREADSHEET)
    return int(text)


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
