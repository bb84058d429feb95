"""Papers other packages make of sealed fields; they leave by the consent of two, as lists do."""

from collections.abc import Callable, Mapping

from partywork.cells.terms import ExportKind, RecordField
from partywork.core.actor import Actor

# Makes a paper as one person may see it: its bytes and how many lines it has.
Maker = Callable[[Actor, Mapping[str, str], frozenset[RecordField]], tuple[bytes, int]]

_known: dict[ExportKind, Maker] = {}


def use_papers(makers: Mapping[ExportKind, Maker]) -> None:
    """Learn from the application which packages above make which paper."""
    _known.clear()
    _known.update(makers)


def make_paper(
    kind: ExportKind, asker: Actor, asked: Mapping[str, str], opened: frozenset[RecordField]
) -> tuple[bytes, int]:
    """Return a paper in which only the `opened` fields are whole, and how many lines it has."""
    return _known[kind](asker, asked, opened)
