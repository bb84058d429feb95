"""A copy and a book of minutes on paper, as frozen values."""

from dataclasses import dataclass
from datetime import date

from partywork.documents.pages import Heading, Recipients, Signature


@dataclass(frozen=True, slots=True)
class Fragment:
    """One part of a paper that an extract may show: its heading and its lines."""

    number: int
    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CopyPage:
    """An extract, or the sheet behind a whole copy, which says how many pages it certifies.

    `name` is «TRÍCH BIÊN BẢN», «SAO Y»; `source` the paper it is taken from, in one sentence.
    """

    heading: Heading
    name: str
    summary: str
    source: str
    opening: str
    fragments: tuple[Fragment, ...]
    sheets: int | None
    recipients: Recipients
    signature: Signature


@dataclass(frozen=True, slots=True)
class BoundMinutes:
    """One line of the contents: the day, the meeting, the page where its minutes begin."""

    held_on: date
    title: str
    sheet: int


@dataclass(frozen=True, slots=True)
class BookPage:
    """The first pages of a book of minutes: whose, of which year, what is where."""

    heading: Heading
    year: int
    lines: tuple[BoundMinutes, ...]
    sheets: int


@dataclass(frozen=True, slots=True)
class SheetNumbers:
    """The numbers that are laid over the pages of a book, the title first."""

    heading: Heading
    words: str
    sheets: int
