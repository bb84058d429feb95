"""What becomes of all that points at a record when two records of one person are made one.

A rule of the house: each đảng viên has one record, and nothing of a life is lost when a second
one is found. No figure of a paper that is closed is written anew.
"""

from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto
from uuid import UUID

from partywork.cells.rules.history import FACTS, Event
from partywork.cells.terms import EventKind, OfficeTitle
from partywork.core.display import day as on_screen
from partywork.core.errors import RuleBroken


class Fate(Enum):
    """What becomes of the rows of one table that point at the record which goes.

    `FOLLOWS`: they go over to the record that is kept; where that one has its own row for the
    same thing, the row stays. `OWN_STEP`: a step of the merger itself deals with them. `STAYS`:
    what a sealed box was made of never changes; the page names it.
    """

    FOLLOWS = auto()
    OWN_STEP = auto()
    STAYS = auto()


class Becomes(Enum):
    """What becomes of something under way, or twice there, in which both records take part.

    `DROPPED`: one of the two is taken away, the person takes part once. `KEPT_BACK`: it stays
    with the record that goes. `WAITS`: the merger waits until it is over or put right.
    """

    DROPPED = auto()
    KEPT_BACK = auto()
    WAITS = auto()


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office between two days; `place` is what has it, `is_above` an organisation over cells."""

    key: UUID
    office: OfficeTitle
    place: Hashable
    starts_on: date
    ends_on: date | None
    is_above: bool = False

    @property
    def last(self) -> date:
        """Its last day, however far away."""
        return self.ends_on or date.max


def same_office(gone: Tenure, kept: Iterable[Tenure]) -> Tenure | None:
    """Return the office of the kept record that is this same one: equal place, days that meet."""
    return next(
        (
            one
            for one in kept
            if (one.office, one.place) == (gone.office, gone.place)
            and one.starts_on <= gone.last
            and gone.starts_on <= one.last
        ),
        None,
    )


def joined(kept: Tenure, gone: Tenure) -> Tenure:
    """Return one office of both: from the earlier first day to the later last one."""
    ends = max(kept.last, gone.last)
    return replace(
        kept,
        starts_on=min(kept.starts_on, gone.starts_on),
        ends_on=None if ends == date.max else ends,
    )


def check_office_moves(gone: Tenure, same: Tenure | None, day: date) -> None:
    """Refuse to let an office above the cells change records by one person's word.

    Offices above the cells take two people (a security rule of the system, not of the Party): the
    record that holds one is the one to keep, or it is handed over by decision first.
    """
    if not gone.is_above or gone.last < day:
        return
    if same is not None and same.last >= gone.last:
        return
    raise RuleBroken(
        f"Hồ sơ bị hủy đang giữ chức vụ «{gone.office.label}» ở cấp trên chi bộ; chức vụ này chỉ "
        "chuyển khi có hai người xác nhận. Hãy chọn giữ chính hồ sơ ấy, hoặc ghi bàn giao chức vụ "
        "trước.",
        "verdict",
    )


def is_told(event: Event, known: Iterable[Event]) -> bool:
    """Say whether a life already tells an event: of equal kind and day.

    On one day there may be two commendations or cards; these are told apart by form, level and
    number as well.
    """
    return any(_told(one) == _told(event) for one in known)


def _told(event: Event) -> tuple[object, ...]:
    if event.kind not in FACTS:
        return event.kind, event.happened_on
    number = "".join((event.document_number or "").split()).casefold()
    named = tuple(event.details.get(name) for name in ("form", "level", "card_number", "years"))
    return event.kind, event.happened_on, number, *named


def told_again(gone: Iterable[Event], kept: Collection[Event]) -> list[Event]:
    """Return what the kept life does not tell yet, in order; how the double was listed is none."""
    return [one for one in gone if one.kind is not EventKind.ENROLLED and not is_told(one, kept)]


def cell_to_tell(event: Event, cells: Collection[UUID]) -> UUID:
    """Return in which cell's life an event is told of who stood in these cells on its day.

    A fact belongs to the person: where the kept record stood elsewhere, it is told there. What
    moves somebody stays where it happened, and the rules of a life are asked.
    """
    if event.kind not in FACTS or not cells or event.cell in cells:
        return event.cell
    return next(iter(cells))


def refused(kind: EventKind, happened_on: date, why: RuleBroken) -> RuleBroken:
    """Name the event of the record that goes which the kept life does not take, and the rule."""
    return RuleBroken(
        f"Sự kiện «{kind.label}» ngày {on_screen(happened_on)} của hồ sơ bị hủy không ghi sang "
        f"hồ sơ được giữ được. {why.message} Hãy mở hồ sơ bị hủy để đính chính hoặc hủy sự kiện "
        "ấy trước, hoặc chọn giữ chính hồ sơ ấy.",
        "verdict",
    )
