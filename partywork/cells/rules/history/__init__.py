"""The life of a member as a sequence of events, and everything that follows from it.

Domain: cells and meetings §2.2–2.3. A status is never typed: it follows from events, and an
event that cannot follow on those before it is refused with the rule it breaks.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from partywork.cells.rules.history import facts, joining, standing
from partywork.cells.rules.history.cells import check_cells, check_mended_alone
from partywork.cells.rules.history.events import (
    Event,
    check_day,
    check_lasting,
    check_signed,
    check_until,
    in_order,
)
from partywork.cells.rules.history.given import check_given
from partywork.cells.rules.history.life import Life, Spell, Stage, day_in
from partywork.cells.rules.history.limits import CellDays, Limits, Number
from partywork.cells.terms import CardKind, EventKind
from partywork.core import display
from partywork.core.errors import RuleBroken

__all__ = [
    "FACTS",
    "CellDays",
    "Event",
    "History",
    "Limits",
    "Number",
    "Spell",
    "check_day",
    "check_lasting",
    "check_mended_alone",
    "check_signed",
    "history_of",
]


@dataclass(frozen=True, slots=True)
class History:
    """What follows from the events of one member.

    `party_age_from` is the day Party age counts from, gaps already added; `full_name` the name
    after the last change of name, if there was one.
    """

    spells: tuple[Spell, ...]
    admitted_on: date | None = None
    ceremony_on: date | None = None
    official_on: date | None = None
    party_age_from: date | None = None
    card_number: str | None = None
    card_issued_on: date | None = None
    card_kind: CardKind | None = None
    full_name: str | None = None


Step = Callable[[Life, Event, Limits], None]

# How a life here begins.
_JOINING: dict[EventKind, Step] = {
    EventKind.ENROLLED: joining.enrol,
    EventKind.ADMITTED: joining.hold_ceremony,
    EventKind.TRANSFERRED_IN: joining.transfer_in,
    EventKind.CAME_AS_GUEST: joining.come_as_guest,
    EventKind.RECONNECTED: joining.reconnect,
}
_ADMITTING = {
    EventKind.ADMISSION_DECIDED: joining.decide_admission,
    EventKind.ADMITTED_AGAIN: joining.admit_again,
}
# What happens to members only.
_AS_MEMBER: dict[EventKind, Step] = {
    EventKind.CONFIRMED: joining.confirm,
    EventKind.EXEMPTED: standing.exempt,
    EventKind.EXCUSED_FOR_A_TIME: standing.excuse,
    EventKind.RESUMED: standing.resume,
    EventKind.WENT_AWAY: standing.go_away,
    EventKind.SUSPENDED: standing.suspend,
    EventKind.PROSECUTED: standing.prosecute,
    EventKind.REINSTATED: standing.reinstate,
    EventKind.MOVED: standing.move,
    EventKind.TRANSFERRED_OUT: standing.leave,
    EventKind.PROBATIONER_STRUCK_OFF: standing.leave,
    EventKind.STRUCK_OFF: standing.leave,
    EventKind.RESIGNED: standing.leave,
    EventKind.EXPELLED: standing.leave,
}
# What happens to temporary guests as well.
_AS_GUEST: dict[EventKind, Step] = {
    EventKind.TEMPORARY_ENDED: standing.end_temporary,
    EventKind.REORGANISED: standing.reorganise,
    EventKind.DIED: standing.die,
}
_FACTS: dict[EventKind, Step] = {
    EventKind.COMMENDED: facts.note,
    EventKind.DISCIPLINED: facts.discipline,
    EventKind.PROGRESS_RECOGNISED: facts.recognise_progress,
    EventKind.CARD_ISSUED: facts.issue_card,
    EventKind.CARD_EXCHANGED: facts.exchange_card,
    EventKind.CARD_LOST: facts.lose_card,
    EventKind.BADGE_AWARDED: facts.award_badge,
    EventKind.RENAMED: facts.rename,
    EventKind.FILE_SUPPLEMENTED: facts.note,
}
# What can be older than the list that brought a member.
FACTS = frozenset(_FACTS)
# Of these facts none is older than the admission; one may be praised or renamed before it.
_OF_MEMBERS = FACTS - {EventKind.COMMENDED, EventKind.RENAMED, EventKind.FILE_SUPPLEMENTED}
_OF_GUESTS = (EventKind.RENAMED, EventKind.FILE_SUPPLEMENTED)
_OF_THE_DEAD = (EventKind.BADGE_AWARDED, EventKind.COMMENDED, EventKind.FILE_SUPPLEMENTED)
_TAKING_OVER = (
    EventKind.ENROLLED,
    EventKind.TRANSFERRED_IN,
    EventKind.CAME_AS_GUEST,
    EventKind.ADMITTED_AGAIN,
)


def history_of(
    events: Iterable[Event], limits: Limits, born_on: date, newest: UUID | None = None
) -> History:
    """Follow a life from its first event; raises `RuleBroken` at the first impossible step.

    When an event other than `newest` is the impossible one, the refusal names it: it was
    recorded before and cannot stand beside the new one. What broke a rule of days already before
    the new one came is no ground to refuse the new one.
    """
    events = list(events)
    counting = in_order(events)
    for event in counting:
        if event.key == newest:
            facts.check_not_twice(event, counting)
    life = _live(counting, limits, born_on, newest)
    known = _complained_before(events, limits, born_on, newest) if life.complaints else ()
    for event, refusal in life.complaints:
        if event.key not in known:
            with _named(event, newest):
                raise refusal
    if life.excused_until is not None:
        life.reach(date.max)
    spells = life.all_spells()
    check_cells(spells, limits.cells)
    return History(
        spells=spells,
        admitted_on=life.admitted_on,
        ceremony_on=life.ceremony_on,
        official_on=life.official_on,
        party_age_from=life.party_age_from,
        card_number=life.card_number,
        card_issued_on=life.card_issued_on,
        card_kind=life.card_kind,
        full_name=life.full_name,
    )


def _live(counting: list[Event], limits: Limits, born_on: date, newest: UUID | None) -> Life:
    beginning = next((one for one in counting if one.kind not in _FACTS), None)
    life = Life(
        is_taken_over=beginning is not None and beginning.kind in _TAKING_OVER,
        is_readmitted=beginning is not None and beginning.kind is EventKind.ADMITTED_AGAIN,
    )
    life.in_party_since = _in_party_since(beginning)
    for event in counting:
        with _named(event, newest):
            _follow(life, event, limits, born_on)
    for one in life.given:
        with life.noting(one.event):
            check_given(one, life, limits)
    return life


def _complained_before(
    events: list[Event], limits: Limits, born_on: date, newest: UUID | None
) -> set[UUID]:
    """Return which events broke a rule of days already without the newest one."""
    if newest is None:
        return set()
    before = in_order(event for event in events if event.key != newest)
    try:
        life = _live(before, limits, born_on, None)
    except RuleBroken:
        return set()
    return {event.key for event, _ in life.complaints}


@contextmanager
def _named(event: Event, newest: UUID | None) -> Iterator[None]:
    """Name an event recorded before in a refusal, for it is not the one just written down."""
    try:
        yield
    except RuleBroken as refusal:
        if newest is None or event.key == newest:
            raise
        raise RuleBroken(
            f"Trái với sự kiện đã ghi «{event.kind.label}» ngày "
            f"{display.day(event.happened_on)}: {refusal.message}",
            "happened_on",
        ) from refusal


def _in_party_since(beginning: Event | None) -> date | None:
    """Return the first day in the Party that the list or papers of somebody taken over prove."""
    if beginning is None:
        return None
    proved = (day_in(beginning.details, name) for name in ("admitted_on", "party_age_from"))
    return min((day for day in proved if day is not None), default=None)


def _follow(life: Life, event: Event, limits: Limits, born_on: date) -> None:
    if event.happened_on <= born_on:
        raise RuleBroken(
            f"Ngày này không sau ngày sinh của đồng chí ({display.day(born_on)}).", "happened_on"
        )
    check_until(event)
    if event.decided_on is not None and event.decided_on <= born_on:
        raise RuleBroken(
            f"Ngày ký không sau ngày sinh của đồng chí ({display.day(born_on)}).", "decided_on"
        )
    life.reach(event.happened_on)
    kind = event.kind
    if life.stage is Stage.DEAD and kind not in _OF_THE_DEAD:
        raise RuleBroken("Đồng chí đã từ trần trước đó.", "happened_on")
    if kind in _ADMITTING:
        _ADMITTING[kind](life, event, limits, born_on)
    elif kind in _JOINING:
        _check_cell_of_ceremony(life, event)
        _JOINING[kind](life, event, limits)
    elif kind in _FACTS:
        _check_fact(life, event)
        _FACTS[kind](life, event, limits)
        return
    else:
        _check_belongs(life, event)
        (_AS_MEMBER | _AS_GUEST)[kind](life, event, limits)
    life.note_first_days()


def _check_cell_of_ceremony(life: Life, event: Event) -> None:
    if event.kind is EventKind.ADMITTED and life.stage is Stage.DECIDED:
        _check_cell(life, event)


def _check_fact(life: Life, event: Event) -> None:
    """Facts older than the list that brought a member are kept; others belong to a member."""
    if life.stage is Stage.DEAD:
        return
    if not life.is_known:
        if not life.is_taken_over:
            raise RuleBroken("Đồng chí chưa vào Đảng vào ngày này.", "happened_on")
        since = life.in_party_since
        if since is not None and event.kind in _OF_MEMBERS and event.happened_on < since:
            raise RuleBroken(
                f"Đồng chí vào Đảng ngày {display.day(since)}; ngày này trước khi vào Đảng.",
                "happened_on",
            )
        return
    if event.kind is EventKind.FILE_SUPPLEMENTED:
        return
    _check_belongs(life, event)


def _check_belongs(life: Life, event: Event) -> None:
    kind = event.kind
    if life.stage is Stage.MEMBER:
        _check_cell(life, event)
    elif life.guest is not None:
        _check_cell(life, event)
        if kind not in _AS_GUEST and kind not in _OF_GUESTS:
            raise RuleBroken(
                "Đồng chí tạm thời đến sinh hoạt; việc này do tổ chức đảng nơi sinh hoạt chính "
                "thức quyết định và ghi sổ.",
                "kind",
            )
    elif life.stage is Stage.DECIDED:
        if kind not in (EventKind.REORGANISED, EventKind.DIED):
            raise RuleBroken("Đồng chí chưa được tổ chức lễ kết nạp.", "kind")
    elif life.stage is Stage.LEFT:
        raise RuleBroken(
            f"Đồng chí không còn sinh hoạt ở Đảng bộ từ ngày {display.day(life.left_on)}.",
            "happened_on",
        )
    else:
        raise RuleBroken(
            "Vào ngày này đồng chí chưa có trong danh sách đảng viên; trước đó chỉ ghi khen "
            "thưởng, kỷ luật, thẻ, Huy hiệu, đổi họ tên và bổ sung hồ sơ.",
            "happened_on",
        )


def _check_cell(life: Life, event: Event) -> None:
    places = {life.cell} if life.stage is not Stage.LEFT else set()
    if life.guest is not None and (life.is_only_guest or event.kind is EventKind.REORGANISED):
        places.add(life.guest.cell)
    if event.cell not in places:
        raise RuleBroken(
            f"Ngày {display.day(event.happened_on)} đồng chí không sinh hoạt ở chi bộ này.",
            "happened_on",
        )
