"""The decisions to admit and to recognise as official, as a member list names them.

The record shows number, day, deciding body and cell of both (domain: cells and meetings §2.1). A
list writes them down as «Ghi sự kiện» would, one event each: whole, on the day on record or one
that completes it, and without a change of where somebody stands.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from partywork.cells.rules.event_fields import EventField
from partywork.cells.rules.importing.messages import Fault, Finding, ImportField, finding
from partywork.cells.rules.importing.person import MemberValues
from partywork.cells.rules.membership import is_probationary
from partywork.cells.terms import EventKind
from partywork.core.display import day as on_screen
from partywork.core.errors import RuleBroken

Recorded = Mapping[ImportField, Any]
NOTHING_RECORDED: Recorded = MappingProxyType({})

_STAYS_PROBATIONARY = (
    "Hồ sơ ghi đồng chí là đảng viên dự bị. Danh sách không làm thay đổi tình trạng; công nhận "
    "chính thức ghi ở trang «Phát triển đảng viên»."
)
_NOT_HERE = "Đồng chí không là đảng viên của chi bộ nào trong Đảng bộ."


@dataclass(frozen=True, slots=True)
class PaperColumns:
    """The columns of one decision, and that of the day from which it counts."""

    day: ImportField
    number: ImportField
    signed_on: ImportField
    body: ImportField
    cell: ImportField

    @property
    def of_the_paper(self) -> tuple[ImportField, ...]:
        """What the decision itself says."""
        return (self.number, self.signed_on, self.body, self.cell)

    def is_given(self, values: MemberValues) -> bool:
        """Say whether a row tells anything of the decision."""
        return any(getattr(values, field) is not None for field in self.of_the_paper)

    def is_new(self, values: MemberValues, recorded: Recorded) -> bool:
        """Say whether a row tells of a decision that is not in the record yet."""
        return self.is_given(values) and self.number not in recorded

    def day_of(self, values: MemberValues, recorded: Recorded) -> date | None:
        """Return the day from which the decision counts: as the row tells, else as on record."""
        day: date | None = getattr(values, self.day) or recorded.get(self.day)
        return day

    def field_of(self, refusal: RuleBroken) -> ImportField:
        """Return the column at which a refusal of the event is told."""
        at = {
            EventField.DOCUMENT_NUMBER: self.number,
            EventField.DECIDED_ON: self.signed_on,
            EventField.DECIDING_BODY: self.body,
        }
        return next((one for field, one in at.items() if field == refusal.field), self.day)


PAPER_COLUMNS: Mapping[EventKind, PaperColumns] = MappingProxyType(
    {
        EventKind.ADMISSION_DECIDED: PaperColumns(
            ImportField.ADMITTED_ON,
            ImportField.ADMISSION_NUMBER,
            ImportField.ADMISSION_SIGNED_ON,
            ImportField.ADMISSION_BODY,
            ImportField.ADMISSION_CELL,
        ),
        EventKind.CONFIRMED: PaperColumns(
            ImportField.OFFICIAL_ON,
            ImportField.CONFIRMATION_NUMBER,
            ImportField.CONFIRMATION_SIGNED_ON,
            ImportField.CONFIRMATION_BODY,
            ImportField.CONFIRMATION_CELL,
        ),
    }
)
PAPER_FIELDS = frozenset(
    field for columns in PAPER_COLUMNS.values() for field in columns.of_the_paper
)
# What is said of a decision the record may know already.
OF_NEW_PAPERS = (Fault.PAPER_INCOMPLETE, Fault.PAPER_WITHOUT_DAY, Fault.PAPER_BEFORE_BIRTH)


@dataclass(frozen=True, slots=True)
class Paper:
    """A decision a list tells of, whole."""

    kind: EventKind
    happened_on: date
    document_number: str
    decided_on: date
    deciding_body: str
    cell_then: str | None

    @property
    def given(self) -> dict[EventField, Any]:
        """What the form of the event would be told."""
        return {
            EventField.DOCUMENT_NUMBER: self.document_number,
            EventField.DECIDED_ON: self.decided_on,
            EventField.DECIDING_BODY: self.deciding_body,
            EventField.CELL_THEN: self.cell_then,
        }


def papers_of(
    values: MemberValues, recorded: Recorded = NOTHING_RECORDED
) -> Iterator[tuple[PaperColumns, Paper]]:
    """Return the decisions of a row that are whole and not in the record yet."""
    for kind, columns in PAPER_COLUMNS.items():
        number, signed_on, body, cell = (getattr(values, one) for one in columns.of_the_paper)
        day = columns.day_of(values, recorded)
        is_whole = None not in (number, signed_on, body)
        if columns.is_new(values, recorded) and is_whole and day is not None:
            yield columns, Paper(kind, day, number, signed_on, body, cell)


def written_down(values: MemberValues, recorded: Recorded) -> frozenset[ImportField]:
    """Return what the decisions of a row would add to the record."""
    fields: set[ImportField] = set()
    for columns, _paper in papers_of(values, recorded):
        fields.update(columns.of_the_paper)
        fields.update([columns.day] if recorded.get(columns.day) is None else [])
    return frozenset(fields)


def check_papers(
    values: MemberValues, said: Iterable[Finding], recorded: Recorded = NOTHING_RECORDED
) -> Iterator[Finding]:
    """Refuse a decision without its number, day and body, or without the day it counts from.

    A rule of the house, as when it is written down alone. What was `said` of a column is not told
    again as missing.
    """
    refused = {one.field for one in said if isinstance(one.rule, Fault)}
    born_on = values.born_on or recorded.get(ImportField.BORN_ON)
    for columns in PAPER_COLUMNS.values():
        if not columns.is_new(values, recorded):
            continue
        for field in (columns.number, columns.signed_on, columns.body):
            if getattr(values, field) is None and field not in refused:
                yield finding(Fault.PAPER_INCOMPLETE, field)
        if columns.day_of(values, recorded) is None and columns.day not in refused:
            yield finding(Fault.PAPER_WITHOUT_DAY, columns.day)
        signed_on = getattr(values, columns.signed_on)
        if born_on is not None and signed_on is not None and signed_on <= born_on:
            days = {"after": on_screen(signed_on), "before": on_screen(born_on)}
            yield finding(Fault.PAPER_BEFORE_BIRTH, columns.signed_on, **days)


def check_standing(values: MemberValues, recorded: Recorded) -> Iterator[Finding]:
    """Refuse a decision that would change where somebody stands, or of somebody not here."""
    status = recorded.get(ImportField.STATUS)
    for columns, paper in papers_of(values, recorded):
        if status is None:
            yield refused(columns.number, _NOT_HERE)
        elif paper.kind is EventKind.CONFIRMED and is_probationary(status):
            yield refused(columns.number, _STAYS_PROBATIONARY)


def refused(field: ImportField, said: str) -> Finding:
    """Return why a decision cannot be written down, whole, at its column."""
    words = Fault.PAPER_REFUSED.label.format(title=field.label, said=said)
    return Finding(Fault.PAPER_REFUSED, words, field)
