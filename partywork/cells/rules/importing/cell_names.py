"""Which cell a list means when it writes the name short or another way."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from partywork.cells.rules.importing.columns import Cell
from partywork.cells.rules.importing.messages import Fault, ImportField, Repair, finding
from partywork.cells.rules.importing.values import Reading, clean, refuse
from partywork.core.text import fold, nfc, tidy

_SHORT_FORMS = {
    "cb": "chi bộ",
    "khkt": "khoa học kỹ thuật",
    "kh&kt": "khoa học và kỹ thuật",
    "vn": "việt nam",
    "&": "và",
}
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_PUNCTUATION = re.compile(r"[^\w&\s]+|_")
_PREFIX = "chi bộ "


@dataclass(frozen=True, slots=True)
class CellNames:
    """The official names of cells, to be looked up as written, expanded, and without marks."""

    official: frozenset[str]
    spelled: Mapping[str, tuple[str, ...]]
    bare: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, names: Iterable[str]) -> "CellNames":
        """Prepare the look-up once for a whole list."""
        official = frozenset(tidy(name) for name in names)
        return cls(official, _by_key(official, _spelled), _by_key(official, _bare))


def read_cell(cell: Cell, names: CellNames) -> Reading[str]:
    """Return the official name of the one cell meant.

    A name is compared as written, then with CB, KHKT and VN expanded, «Chi bộ» added and the
    tone of «hoá/hóa» moved to one place, then without marks. Two candidates are an error.
    """
    cleaned = clean(cell, ImportField.CELL)
    written = cleaned.value or ""
    if not written:
        return refuse(Fault.MISSING, ImportField.CELL)
    if written in names.official:
        return Reading(written, cleaned.findings)
    meant = names.spelled.get(_spelled(written)) or names.bare.get(_bare(written), ())
    if len(meant) == 1:
        said = finding(Repair.CELL_NAME, ImportField.CELL, before=written, after=meant[0])
        return Reading(meant[0], (*cleaned.findings, said))
    rule = Fault.CELL_AMBIGUOUS if meant else Fault.CELL_UNKNOWN
    return refuse(rule, ImportField.CELL, before=written, after="; ".join(meant))


def _by_key(names: Iterable[str], key: Callable[[str], str]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        found[key(name)].append(name)
    return {text: tuple(candidates) for text, candidates in found.items()}


def _spelled(name: str) -> str:
    words = _PUNCTUATION.sub(" ", nfc(name).casefold()).split()
    expanded = " ".join(_SHORT_FORMS.get(word, word) for word in words)
    return " ".join(_tone_last(word) for word in expanded.removeprefix(_PREFIX).split())


def _tone_last(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    tones = "".join(character for character in decomposed if character in _TONES)
    return "".join(character for character in decomposed if character not in _TONES) + tones


def _bare(name: str) -> str:
    return fold(_spelled(name)).removeprefix(fold(_PREFIX) + " ")
