"""Who of a list is there twice, and what the whole list comes to."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from partywork.cells.rules.importing.messages import (
    Fault,
    Finding,
    ImportField,
    Match,
    finding,
)
from partywork.cells.rules.importing.rows import ImportedRow
from partywork.cells.terms import RowStatus
from partywork.core.text import fold

_STATUSES = (RowStatus.READY, RowStatus.ERROR, RowStatus.DUPLICATE)


@dataclass(frozen=True, slots=True)
class Known:
    """What tells a person from others, and where the person stands already.

    `key` is given of people in the register, never of those in the same list.
    """

    full_name: str | None
    born_on: date | None
    citizen_id: str | None
    card_number: str | None
    where: str = "danh sách đảng viên"
    key: UUID | None = None

    @property
    def folded_name(self) -> str:
        """The name without marks and capitals, in whatever Unicode form it came."""
        return fold(self.full_name or "")


class _People:
    """The people met so far, found by identity number, by name and birth, and by card."""

    def __init__(self) -> None:
        self._by_citizen_id: dict[str, Known] = {}
        self._by_name_and_birth: defaultdict[tuple[str, date], list[Known]] = defaultdict(list)
        self._by_card: dict[str, Known] = {}

    def add(self, person: Known) -> None:
        if person.citizen_id:
            self._by_citizen_id.setdefault(person.citizen_id, person)
        if person.folded_name and person.born_on:
            self._by_name_and_birth[person.folded_name, person.born_on].append(person)
        if person.card_number:
            self._by_card.setdefault(person.card_number, person)

    def compare(self, person: Known) -> tuple[Finding, Known] | None:
        """Say who the person is; who is found by two marks that name two people is nobody.

        A number tells apart those who share a name and a day of birth.
        """
        same_id = self._by_citizen_id.get(person.citizen_id or "")
        if same_id and _are_different(same_id, person):
            return _say(Fault.CITIZEN_ID_OF_ANOTHER, ImportField.CITIZEN_ID, same_id), same_id
        twins = self._twins_of(person)
        same_card = self._by_card.get(person.card_number or "")
        met = dict.fromkeys(one for one in (same_id, same_card) if one is not None)
        if not met.keys() & set(twins):
            met |= dict.fromkeys(twins)
        if len(met) > 1:
            return _several(list(met)), next(iter(met))
        for one in met:
            if one is same_id:
                return _say(Match.SAME_CITIZEN_ID, ImportField.CITIZEN_ID, one), one
            if one in twins:
                return _say(Match.SAME_NAME_AND_BIRTH, ImportField.FULL_NAME, one), one
            is_same = one.folded_name == person.folded_name
            rule = Match.SAME_CARD if is_same else Fault.CARD_OF_ANOTHER
            return _say(rule, ImportField.CARD_NUMBER, one), one
        return None

    def _twins_of(self, person: Known) -> list[Known]:
        if person.born_on is None:
            return []
        return self._by_name_and_birth.get((person.folded_name, person.born_on), [])


def mark_duplicates(
    rows: Iterable[ImportedRow], known: Iterable[Known] = ()
) -> tuple[ImportedRow, ...]:
    """Mark every row whose person is in the register or was ready in an earlier row.

    The same identity number, the same name and birth date (with or without marks), or the same
    card under the same name is the same person. An identity number or a card that belongs to
    somebody else is an error, and so is a row that fits two people. The first of a pair stays
    ready.
    """
    people = _People()
    for person in known:
        people.add(person)
    named: dict[UUID | None, Known] = {}
    marked = []
    for row in rows:
        person = _person_of(row)
        compared = _compared(row, people.compare(person))
        if compared.known in named:
            # The second row about one person of the register is that person again in the list.
            compared = _compared(compared, (_say_again(named[compared.known]), person))
        elif compared.known:
            named[compared.known] = person
        if compared.status is RowStatus.READY:
            people.add(person)
        marked.append(compared)
    return tuple(marked)


def _compared(row: ImportedRow, same: tuple[Finding, Known] | None) -> ImportedRow:
    if same is None:
        return row
    said, person = same
    known = person.key if isinstance(said.rule, Match) else None
    return replace(row, findings=(*row.findings, said), known=known)


def _say_again(person: Known) -> Finding:
    return _say(Match.SAME_RECORD, ImportField.FULL_NAME, person)


class Told(Protocol):
    """A row of a list, as read or as kept, with what there is to say of it."""

    @property
    def sheet_row(self) -> int:
        """The number of the row in the sheet; the first is 1."""
        ...

    @property
    def status(self) -> RowStatus:
        """Ready, in error, or a person already there."""
        ...

    @property
    def messages(self) -> Sequence[str]:
        """The sentences people read."""
        ...


def outcome(rows: Iterable[Told]) -> dict[str, Any]:
    """Return what the import found, row by row and in total, ready to be written as JSON."""
    found = [
        {"sheet_row": row.sheet_row, "status": row.status.value, "messages": list(row.messages)}
        for row in rows
    ]
    met = Counter(row["status"] for row in found)
    counts = {one.value: met[one.value] for one in RowStatus if one in _STATUSES or met[one.value]}
    return {"rows": found, "totals": {"rows": len(found), **counts}}


def _person_of(row: ImportedRow) -> Known:
    values = row.values
    return Known(
        values.full_name,
        values.born_on,
        values.citizen_id,
        values.card_number,
        where=f"dòng {row.sheet_row}",
    )


def _are_different(one: Known, other: Known) -> bool:
    births_differ = one.born_on and other.born_on and one.born_on != other.born_on
    names_differ = one.full_name and other.full_name and one.folded_name != other.folded_name
    return bool(births_differ and names_differ)


def _several(people: Sequence[Known]) -> Finding:
    names = ", ".join(one.full_name or "" for one in people)
    return finding(Fault.SEVERAL_PEOPLE, ImportField.FULL_NAME, count=len(people), name=names)


def _say(rule: Match | Fault, field: ImportField, person: Known) -> Finding:
    return finding(rule, field, where=person.where, name=person.full_name or "")
