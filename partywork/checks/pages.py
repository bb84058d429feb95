"""What the pages and the paper of checks and compared lists show."""

import hashlib
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from partywork.accounts.terms import AccountFate
from partywork.cells.rules.importing.messages import ImportField
from partywork.cells.rules.movements import Movement
from partywork.cells.terms import RecordField
from partywork.checks.models import DifferenceList
from partywork.checks.rules.facts import Finding
from partywork.checks.terms import CheckGroup, CheckKind, Decision, Look, Presence, Verdict
from partywork.core.periods import Month
from partywork.documents.pages import Heading


@dataclass(frozen=True, slots=True)
class ChecksPage:
    """What was found, counted by kind, and one page of it."""

    counts: tuple[tuple[CheckGroup, tuple[tuple[CheckKind, int], ...]], ...]
    lines: tuple[Finding, ...]
    total: int
    cells: tuple[tuple[UUID, str], ...]

    @property
    def all_found(self) -> int:
        """How many mistakes of every kind there are."""
        return sum(count for _group, kinds in self.counts for _kind, count in kinds)


@dataclass(frozen=True, slots=True)
class CellMovement:
    """The movement of one cell in a month."""

    cell: UUID
    name: str
    movement: Movement


@dataclass(frozen=True, slots=True)
class MovementsPage:
    """The movement of each cell and of all of them in a month, up to a day."""

    month: Month
    until: date
    cells: tuple[CellMovement, ...]
    total: Movement


@dataclass(frozen=True, slots=True)
class Twin:
    """One of two records that seem one person's, with what follows from its events."""

    member_id: UUID
    name: str
    born_on: date
    cell: str
    admitted_on: date | None
    official_on: date | None
    card_number: str | None


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a verdict that keeps one of two records would do; with `refusal` it cannot be given.

    `followed`, `stayed` and `dropped` name kinds of things and how many of each; `doubled` are
    offices both records tell of.
    """

    verdict: Verdict
    refusal: str = ""
    followed: tuple[tuple[str, int], ...] = ()
    stayed: tuple[tuple[str, int], ...] = ()
    dropped: tuple[tuple[str, int], ...] = ()
    events: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()
    account: AccountFate = AccountFate.NONE

    @property
    def is_plain(self) -> bool:
        """Say whether the record that goes holds nothing but its entry into the register."""
        return not (
            self.followed or self.stayed or self.dropped or self.events or self.offices
        ) and not (self.doubled or self.account is not AccountFate.NONE)


@dataclass(frozen=True, slots=True)
class TwinField:
    """A field the two records tell differently, sealed ones masked."""

    field: RecordField
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class TwinsPage:
    """Two records side by side."""

    first: Twin
    second: Twin
    fields: tuple[TwinField, ...]
    foreseen: tuple[Foreseen, Foreseen]

    @property
    def seal(self) -> str:
        """Return what changes when anything the page shows has changed."""
        return hashlib.sha256(repr(self).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One fact the two lists tell differently, as a page shows it: sealed ones masked.

    `is_plain` says that the record can be changed at once; the rest follows from events.
    """

    field: ImportField
    ours: str
    theirs: str
    decision: Decision | None
    basis: str
    is_plain: bool

    @property
    def label(self) -> str:
        """What the fact is called."""
        return self.field.label


@dataclass(frozen=True, slots=True)
class PersonDifference:
    """A person of a compared list: who of ours that is, and where the lists differ."""

    row_id: UUID
    version: int
    sheet_row: int
    name: str
    born_on: str
    cell: str
    member_id: UUID | None
    fields: tuple[FieldDifference, ...]
    messages: tuple[str, ...]
    presence: Presence | None = None
    basis: str = ""

    @property
    def undecided(self) -> int:
        """In how many facts nobody said yet who is right, the name itself being one."""
        if self.member_id is None:
            return int(self.presence in (None, Presence.LATER))
        return sum(one.decision in (None, Decision.LATER) for one in self.fields)


@dataclass(frozen=True, slots=True)
class OnlyOurs:
    """A member of ours whom the other list does not name, with what was decided about it."""

    member_id: UUID
    name: str
    name_sort_key: str
    born_on: date
    cell: str
    version: int = 0
    presence: Presence | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """A compared list, counted, with one page of the people looked at."""

    compared: DifferenceList
    counts: tuple[tuple[Look, int], ...]
    people: tuple[PersonDifference, ...]
    only_ours: tuple[OnlyOurs, ...]
    total: int
    corrections: int


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of the list that asks the other side to put something right."""

    name: str
    born_on: str
    field: str
    theirs: str
    ours: str
    basis: str


@dataclass(frozen=True, slots=True)
class CorrectionsPage:
    """«Danh sách đề nghị chỉnh sửa»: what the other list has wrong, printed on a day."""

    heading: Heading
    source: str
    file_name: str
    printed_on: date
    is_masked: bool
    lines: tuple[Correction, ...]
