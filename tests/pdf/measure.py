"""Where words and lines stand on a page, in millimetres from its upper left corner."""

import ctypes
from contextlib import closing
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from partywork.core.text import nfc

MM = 25.4 / 72
# Dots to a millimetre in a picture of the page.
DOTS = 10


@dataclass(frozen=True)
class Box:
    """A place on the page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self):
        return self.right - self.left

    @property
    def centre(self):
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Words(Box):
    """A phrase on one line: its ink, its size in points, its face."""

    text: str
    size: float
    face: str

    @property
    def is_bold(self):
        return "Bold" in self.face

    @property
    def is_italic(self):
        return "Italic" in self.face


class Sheet:
    """One page that can be asked where something is; everything is read at once."""

    def __init__(self, page):
        self.width, self.height = (length * MM for length in page.get_size())
        self.rules = [
            self._flipped(*item.get_bounds())
            for item in page.get_objects()
            if item.type == pdfium.FPDF_PAGEOBJ_PATH
        ]
        with closing(page.get_textpage()) as text:
            self._letters = [self._letter(text, at) for at in range(text.count_chars())]
        self._stream = "".join(letter.text for letter in self._letters)
        self.text = self._stream.replace("\r\n", "\n")

    def find(self, phrase, *, nth=0):
        """Return the nth place where `phrase` stands on one line."""
        start = -1
        for _ in range(nth + 1):
            start = self._stream.index(phrase, start + 1)
        return _joined(self._letters[start : start + len(phrase)])

    def ink(self, *, before=None):
        """Return the smallest box around all letters, or those written before a phrase."""
        end = None if before is None else self._stream.index(before)
        return _around(_inked(self._letters[:end]))

    def first_line(self):
        """Return the highest letters of the page as words."""
        marks = _inked(self._letters)
        top = min(mark.top for mark in marks)
        return _joined([mark for mark in marks if mark.top < top + 1])

    def cell_around(self, words):
        """Return the smallest frame in which the middle of `words` stands."""
        middle = (words.top + words.bottom) / 2
        frames = [
            rule
            for rule in self.rules
            if rule.left <= words.left <= rule.right and rule.top <= middle <= rule.bottom
        ]
        return min(frames, key=lambda rule: rule.width)

    def _letter(self, text, at):
        matrix, name = pdfium.FS_MATRIX(), ctypes.create_string_buffer(200)
        pdfium.FPDFText_GetMatrix(text, at, matrix)
        pdfium.FPDFText_GetFontInfo(text, at, name, 200, ctypes.c_int())
        box = self._flipped(*text.get_charbox(at))
        return Words(
            box.left,
            box.top,
            box.right,
            box.bottom,
            text=chr(pdfium.FPDFText_GetUnicode(text, at)),
            size=round(pdfium.FPDFText_GetFontSize(text, at) * abs(matrix.d), 1),
            face=name.value.decode(),
        )

    def _flipped(self, left, bottom, right, top):
        return Box(left * MM, self.height - top * MM, right * MM, self.height - bottom * MM)


def _inked(letters):
    return [one for one in letters if not one.text.isspace() and one.width > 0]


def _joined(letters):
    marks = _inked(letters)
    box = _around(marks)
    (size,) = {mark.size for mark in marks}
    (face,) = {mark.face for mark in marks}
    text = "".join(letter.text for letter in letters)
    return Words(box.left, box.top, box.right, box.bottom, text, size, face)


def _around(boxes):
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def drawn_line(paper, *, top, bottom):
    """Return the longest level line that is seen on the first page between two heights."""
    with closing(pypdfium2.PdfDocument(paper)) as document:
        image = document[0].render(scale=DOTS * MM, grayscale=True).to_pil()
    lines = []
    for row in range(round(top * DOTS), round(bottom * DOTS)):
        dark = [at for at in range(image.width) if image.getpixel((at, row)) < 128]
        if dark and dark[-1] - dark[0] + 1 == len(dark):
            lines.append(Box(dark[0] / DOTS, row / DOTS, (dark[-1] + 1) / DOTS, (row + 1) / DOTS))
    return max(lines, key=lambda line: line.width)


def sheets(paper):
    """Read the bytes of a paper."""
    with closing(pypdfium2.PdfDocument(paper)) as document:
        return [Sheet(page) for page in document]


def words_of(paper):
    """Return the whole text with every run of white space as one space."""
    with closing(pypdfium2.PdfDocument(paper)) as document:
        pages = [_text_of(page) for page in document]
    return nfc(" ".join(" ".join(pages).split()))


def _text_of(page):
    with closing(page.get_textpage()) as text:
        return text.get_text_range()
