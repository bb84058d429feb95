"""Papers of the way into the Party from a time before somebody belonged to a cell of ours.

The record shows number, day and body of the decisions to admit and to recognise as official, and
the cell (domain: cells and meetings §2.1), also of people whom a list or another Đảng bộ brought.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from partywork.cells.rules.history.events import Event
from partywork.cells.rules.history.life import Life, Stage
from partywork.cells.rules.history.limits import Limits
from partywork.cells.rules.history.probation import (
    check_end_of_probation,
    check_order,
    check_served,
)
from partywork.cells.terms import EventKind
from partywork.core import display
from partywork.core.errors import RuleBroken

_DAYS: Mapping[EventKind, tuple[str, str]] = MappingProxyType(
    {
        EventKind.ADMISSION_DECIDED: ("admitted_on", "ngày quyết định kết nạp"),
        EventKind.ADMITTED: ("ceremony_on", "ngày tổ chức lễ kết nạp"),
        EventKind.CONFIRMED: ("official_on", "ngày công nhận chính thức"),
    }
)
PAPERS = frozenset(_DAYS)
_BRINGING = (EventKind.ENROLLED, EventKind.TRANSFERRED_IN, EventKind.CAME_AS_GUEST)


def beginning_of(happened: Iterable[Event]) -> Event | None:
    """Return how a life here begins, given what happened besides facts, in its order.

    Papers of an earlier time are written down after the list or the papers that brought somebody;
    only a late decision makes somebody official on a day before, whenever it is written down.
    """
    known = list(happened)
    first = next((one for one in known if one.kind not in PAPERS), None)
    if first is not None and first.kind in _BRINGING:
        older = known[: known.index(first)]
        if all(_is_told_after(first, one) for one in older):
            return first
    return next(iter(known), None)


def _is_told_after(first: Event, paper: Event) -> bool:
    is_older = paper.happened_on < first.happened_on
    return is_older and (paper.kind is EventKind.CONFIRMED or first.sequence < paper.sequence)


def is_of_elsewhere(life: Life, event: Event) -> bool:
    """Say whether an event is such a paper: on its day the person belonged to no cell of ours."""
    if event.kind not in PAPERS:
        return False
    if life.stage is Stage.UNKNOWN:
        return life.is_taken_over and (event.kind is EventKind.CONFIRMED or not life.is_known)
    has_gone = life.stage is Stage.LEFT and life.left_by is EventKind.TRANSFERRED_OUT
    return has_gone and event.kind is EventKind.CONFIRMED


def is_of_the_list(life: Life, event: Event) -> bool:
    """Say whether an event is such a paper of the very day from which a list counts somebody.

    A list counts an official member from the official day and a probationer from the ceremony; how
    they stood that day the list tells, and the paper only agrees with it.
    """
    if event.kind not in PAPERS or event.happened_on != life.listed_on:
        return False
    return event.kind is not EventKind.CONFIRMED or life.is_official or life.is_only_guest


def check_brought(paper: Event) -> None:
    """Refuse a paper of somebody whom nothing has brought to us as a member since."""
    raise RuleBroken(
        f"Ngày {display.day(paper.happened_on)} đồng chí chưa là đảng viên của Đảng bộ (chưa vào "
        "sổ, đã chuyển đi hoặc chỉ tạm thời đến sinh hoạt); việc này do tổ chức đảng nơi sinh hoạt "
        "chính thức quyết định và ghi sổ.",
        "happened_on",
    )


def settle(life: Life, bringing: Event, limits: Limits) -> Iterator[tuple[Event, RuleBroken]]:
    """Hold the papers of before against the list or the papers that brought somebody now.

    They agree with its days or complete them and change no standing. Yields what cannot stand. The
    one exception is a probationer whose twelve months were over on arrival: recognised by a
    decision after it, they are official from the day the probation ended (29-QĐ/TW 4.2 as
    quoted), and so in our cell from their first day in it.
    """
    waiting, life.papers = life.papers, []
    for paper in waiting:
        try:
            _settle(life, paper, bringing, limits)
        except RuleBroken as refusal:
            yield paper, refusal


def _settle(life: Life, paper: Event, bringing: Event, limits: Limits) -> None:
    home = None if life.is_official else life.home
    if paper.kind is EventKind.CONFIRMED and home is not None:
        _recognise(life, paper, bringing, limits)
        life.home = replace(home, status=life.status)
    else:
        agree(life, paper, limits)


def agree(life: Life, paper: Event, limits: Limits) -> None:
    """Hold a paper against the day on record: it is the same, or the record had none."""
    name, words = _DAYS[paper.kind]
    known: date | None = getattr(life, name)
    if known is not None and known != paper.happened_on:
        raise RuleBroken(
            f"Hồ sơ đã ghi {words} là ngày {display.day(known)}. Hãy ghi đúng ngày ấy; nếu danh "
            "sách ghi nhầm thì đính chính sự kiện vào sổ trước.",
            "happened_on",
        )
    setattr(life, name, paper.happened_on)
    if paper.kind is EventKind.ADMISSION_DECIDED:
        life.party_age_from = life.party_age_from or paper.happened_on
    days = (life.admitted_on, life.ceremony_on, life.official_on)
    check_order(*days, "happened_on")
    check_served(*days, limits, "happened_on")


def _recognise(life: Life, paper: Event, bringing: Event, limits: Limits) -> None:
    if paper.decided_on is None or paper.decided_on < bringing.happened_on:
        raise RuleBroken(
            f"Ngày {display.day(bringing.happened_on)} đồng chí vào sổ là đảng viên dự bị; quyết "
            "định công nhận ký trước đó thì phải đính chính sự kiện vào sổ trước.",
            "decided_on",
        )
    check_end_of_probation(paper.happened_on, life.admitted_on, life.ceremony_on, limits)
    life.official_on = paper.happened_on
    life.is_official = True
