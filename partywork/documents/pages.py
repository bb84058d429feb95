"""What every official paper shares: heading, paragraphs, recipients, signature.

Plain frozen values, so that a template can ask nothing of the database.
"""

import json
from dataclasses import asdict, dataclass, is_dataclass, replace
from datetime import date
from types import NoneType
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from partywork.cells.models import Organisation
from partywork.cells.terms import BodyKind
from partywork.core.db import canonical_json
from partywork.core.text import tidy

# The name of the country is never torn between two lines of a heading.
_COUNTRY = "VIỆT NAM"
_BOUND_COUNTRY = "VIỆT\u00a0NAM"


@dataclass(frozen=True, slots=True)
class PlaceAndDay:
    """«Hà Nội, ngày 06 tháng 11 năm 2026»; without a day there is room to write it by hand."""

    place: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Heading:
    """The block above the name of a paper (Hướng dẫn 05-HD/VPTW, as summarised).

    The lines break where the data says. `symbol` is «22-NQ/CB», or with room for the number while
    there is none; papers without a number have no symbol. `draft_label` is «Dự thảo», «Dự thảo
    lần 2».
    """

    superior_lines: tuple[str, ...]
    issuer_lines: tuple[str, ...]
    symbol: str | None = None
    place_and_day: PlaceAndDay | None = None
    draft_label: str | None = None

    @property
    def issuer(self) -> str:
        """The issuing body in one line, as the file names its author."""
        return tidy(" ".join(self.issuer_lines))


@dataclass(frozen=True, slots=True)
class Signature:
    """«T/M CHI BỘ», «BÍ THƯ», the name; a signer without an office has no second line."""

    authority: str
    office: str
    name: str


@dataclass(frozen=True, slots=True)
class Recipients:
    """The lines under «Nơi nhận:», without dashes and closing marks."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in a paper, with the office held, if any."""

    name: str
    office: str = ""


class Paragraph(NamedTuple):
    """One paragraph of a paper: the part it stands in, its words, the rows of its table."""

    part: str
    text: str
    rows: tuple[dict[str, Any], ...] = ()

    @property
    def words(self) -> str:
        """Everything it says, one text to a line."""
        cells = (cell for row in self.rows for cell in row.values())
        lines = ("\n".join(cell) if isinstance(cell, list | tuple) else cell for cell in cells)
        return "\n".join((self.text, *lines))


def heading_lines(text: str) -> tuple[str, ...]:
    """Split the stored heading of a body at «|», the only place where the data breaks it."""
    lines = (tidy(line).replace(_COUNTRY, _BOUND_COUNTRY) for line in text.split("|"))
    return tuple(line for line in lines if line)


def heading_of(
    organisation: Organisation,
    body: BodyKind | None = None,
    *,
    day: date | None = None,
    draft_label: str | None = None,
    is_congress: bool = False,
) -> Heading:
    """Return the block above a paper without a number; the organisation's parent is loaded.

    A paper of an earlier day bears the heading of that day, whatever the name is now.

    Ban Thường vụ writes under the heading of its Đảng ủy, chi ủy and the inspection commission
    under their own names; a congress is that of a Đảng bộ or of a cell.
    """
    parent = organisation.parent
    superior = heading_lines(_at_bars(parent.heading_lines_as_superior) if parent else "")
    lines = organisation.heading_lines_on(day) if day else organisation.heading_lines
    issuer = heading_lines(_at_bars(lines or organisation.name_at(day).upper()))
    if is_congress:
        of_all = heading_lines(_at_bars(organisation.heading_lines_as_superior))
        issuer = ("ĐẠI HỘI", *(issuer if body is BodyKind.CELL else of_all or issuer))
    elif body is BodyKind.CELL_COMMITTEE:
        issuer = (f"CHI ỦY {issuer[0]}", *issuer[1:])
    elif body is BodyKind.INSPECTION_COMMISSION:
        superior, issuer = issuer, ("ỦY BAN KIỂM TRA",)
    return Heading(superior, issuer, draft_label=draft_label)


def _at_bars(lines: str) -> str:
    return lines.replace("\n", "|")


def numbered_heading_of(
    organisation: Organisation,
    body: BodyKind | None = None,
    *,
    symbol: str,
    day: date | None,
    draft_label: str | None = None,
    is_congress: bool = False,
) -> Heading:
    """Return the block above a paper with a number, a place and a day."""
    heading = heading_of(
        organisation, body, day=day, draft_label=draft_label, is_congress=is_congress
    )
    place_and_day = PlaceAndDay(organisation.place, day)
    return replace(heading, symbol=symbol, place_and_day=place_and_day)


def paragraphs(text: str) -> tuple[str, ...]:
    """Return what people typed as paragraphs: one for each line that says something."""
    lines = (tidy(line) for line in text.splitlines())
    return tuple(line for line in lines if line)


def recipients(text: str) -> Recipients:
    """Read recipients typed one to a line, with or without the marks the paper adds itself."""
    lines = (line.strip(" -;.") for line in paragraphs(text))
    return Recipients(tuple(line for line in lines if line))


def frozen(page: Any) -> dict[str, Any]:
    """Return what a paper says as plain values, to be kept until it is laid out."""
    said: dict[str, Any] = json.loads(canonical_json(asdict(page)))
    return said


def thawed(kind: Any, said: Any) -> Any:
    """Return the page of that kind which `frozen` was given, or a part of it."""
    if said is None:
        return None
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{name: thawed(hints[name], part) for name, part in said.items()})
    inner = [one for one in get_args(kind) if one is not NoneType]
    if get_origin(kind) is tuple:
        return tuple(thawed(inner[0], part) for part in said)
    if inner:
        return thawed(inner[0], said)
    return date.fromisoformat(said) if kind is date else said
