"""What the pages and papers of transfers show."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from partywork.cells.models import Membership, Organisation
from partywork.cells.service.deciding import Origin
from partywork.core import display
from partywork.documents.pages import Heading, Recipients, Signature
from partywork.transfers.models import Transfer
from partywork.transfers.rules.steps import owes_slip
from partywork.transfers.terms import OPEN_STATES, TransferKind, TransferState

_TAGS = {
    TransferState.STARTED: "now",
    TransferState.LETTER_ISSUED: "none",
    TransferState.RECEIVED: "now",
    TransferState.RUNNING: "none",
    TransferState.COMPLETED: "ok",
    TransferState.RETURNED: "back",
    TransferState.CANCELLED: "none",
}


@dataclass(frozen=True, slots=True)
class TransferLine:
    """One transfer in a list; `due_on` is its next last day while it is open."""

    id: UUID
    member_id: UUID
    full_name: str
    kind: TransferKind
    state: TransferState
    from_name: str
    to_name: str
    effective_on: date
    until_on: date | None
    decision: str
    letter: str
    slip: str
    due_on: date | None
    is_late: bool
    missed_letter: date | None
    owes_slip: bool

    @classmethod
    def of(
        cls, one: Transfer, due: date | None, today: date, *, missed_letter: date | None
    ) -> "TransferLine":
        """Take what a list shows."""
        comes = one.kind in (TransferKind.IN, TransferKind.GUEST)
        here, there = one.organisation.name_on(one.effective_on), one.other_end
        return cls(
            id=one.id,
            member_id=one.member_id,
            full_name=one.member.full_name,
            kind=one.kind,
            state=one.state,
            from_name=there if comes else here,
            to_name=here if comes else there,
            effective_on=one.effective_on,
            until_on=one.until_on,
            decision=_numbered(one.decision_number, one.decided_on),
            letter=_numbered(one.letter_number, one.letter_on),
            slip=_numbered(one.slip_number, one.slip_on),
            due_on=due,
            is_late=due is not None and due < today,
            missed_letter=missed_letter,
            owes_slip=owes_slip(one.kind, one.state, one.slip_number),
        )

    @property
    def papers(self) -> tuple[str, ...]:
        """The papers there are, in the order in which they come."""
        named = (
            ("Quyết định", self.decision),
            ("Giấy giới thiệu", self.letter),
            ("Phiếu báo", self.slip),
        )
        return tuple(f"{words} {paper}" for words, paper in named if paper)

    @property
    def tag(self) -> tuple[str, str]:
        """The mark of the state and its words."""
        if self.is_late:
            return ("late", f"{self.state.label}, quá hạn")
        if self.owes_slip and self.state is TransferState.COMPLETED:
            return ("now", "Đã về, chưa gửi phiếu báo")
        return (_TAGS[self.state], self.state.label)

    @property
    def late_letter(self) -> str:
        """«Nộp giấy giới thiệu quá hạn ngày 01/07/2026» where it came late."""
        if self.missed_letter is None:
            return ""
        return f"Nộp giấy giới thiệu quá hạn ngày {display.day(self.missed_letter)}"


def _numbered(number: str | None, day: date | None) -> str:
    if number and day:
        return f"{number}, ngày {display.day(day)}"
    return number or display.day(day)


@dataclass(frozen=True, slots=True)
class TransferPage:
    """One transfer with its clock and what the actor may do."""

    transfer: Transfer
    line: TransferLine
    origin: Origin | None
    deadline: date | None
    may_prepare: bool
    may_decide: bool
    undo_event: UUID | None

    @property
    def extensions(self) -> tuple[tuple[str, date], ...]:
        """The papers by which the stay was made longer, each with its new last day."""
        return tuple(
            (told["document_number"], date.fromisoformat(told["until_on"]))
            for told in self.transfer.extensions
        )

    @property
    def is_ready(self) -> bool:
        """Say whether the letter of introduction may be issued."""
        return self.transfer.dues_paid_to is not None and self.transfer.has_self_review


@dataclass(frozen=True, slots=True)
class Beginning:
    """A member whose transfer may begin: where they belong and the cells they may go to.

    `committee` is the Đảng ủy that decides on it, `votes` those of its meetings that may have.
    """

    standing: Membership
    cells: tuple[Organisation, ...]
    committee: str
    votes: tuple[tuple[UUID, str], ...]


@dataclass(frozen=True, slots=True)
class OfMember:
    """The transfers of a member and what may be begun."""

    standing: Membership
    lines: tuple[TransferLine, ...]
    may_begin: bool
    may_move: bool

    @property
    def under_way(self) -> TransferLine | None:
        """The transfer to finish before another begins, if there is one."""
        return next((one for one in self.lines if one.state in OPEN_STATES), None)


@dataclass(frozen=True, slots=True)
class LetterPage:
    """The letter of introduction as it is printed."""

    heading: Heading
    addressed_to: str
    full_name: str
    born_on: date
    admitted_on: date | None
    official_on: date | None
    card_number: str
    from_name: str
    to_name: str
    is_temporary: bool
    effective_on: date
    until_on: date | None
    decision: str
    dues_paid_to: date | None
    recipients: Recipients
    signature: Signature


@dataclass(frozen=True, slots=True)
class SlipPage:
    """The return slip that tells the other organisation of an arrival or of a stay.

    `until_on` is the last day agreed of a temporary stay, `back_on` the day it was over.
    """

    heading: Heading
    addressed_to: str
    full_name: str
    born_on: date
    letter_number: str
    letter_on: date | None
    to_name: str
    received_on: date
    until_on: date | None
    back_on: date | None
    recipients: Recipients
    signature: Signature


@dataclass(frozen=True, slots=True)
class BookPage:
    """The transfer book of a year, to be printed."""

    heading: Heading
    year: int
    scope: str
    lines: tuple[TransferLine, ...]
    printed_on: date
