"""Who left the Party and may be admitted again: how long after, how often, with whose consent.

24-QĐ/TW năm 2021 and 294-QĐ/TW năm 2025, mục 3.5, both only as quoted: 36 months since leaving,
written consent of the level above, once only, not those who left for one of the reasons that bar
it, with a new probation. The numbers and the list of reasons are provisions.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from partywork.admissions.terms import Leaving
from partywork.cells.rules.history.events import Event
from partywork.cells.rules.membership import add_months
from partywork.cells.terms import EventKind
from partywork.core.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class ReadmissionTerms:
    """What provisions say of admitting again; `exclusions` are sentences the cell goes through."""

    months: int
    most: int
    needs_consent: bool
    exclusions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Departure:
    """How and when somebody left the Party, how often they were admitted again before.

    `exception_paper` is the paper that shows why somebody who asked to leave is considered at all.
    """

    left_on: date
    leaving: Leaving
    times_before: int = 0
    exception_paper: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """What a former record tells: whether the person is gone, how they left, readmissions before.

    Somebody who left the Party after a transfer to another Đảng bộ is gone without a departure.
    """

    is_gone: bool
    departure: Departure | None
    times_before: int


_HERE_AGAIN = (
    EventKind.ENROLLED,
    EventKind.ADMISSION_DECIDED,
    EventKind.ADMITTED,
    EventKind.ADMITTED_AGAIN,
    EventKind.TRANSFERRED_IN,
    EventKind.RECONNECTED,
    EventKind.CAME_AS_GUEST,
    EventKind.DIED,
)
_LEFT = {kind.value: kind for kind in Leaving}


def past_of(events: Iterable[Event]) -> Past:
    """Read a former record, given the events that count in their order."""
    is_gone, departure, times_before = False, None, 0
    for event in events:
        if event.kind in _HERE_AGAIN:
            is_gone, departure = False, None
            times_before += event.kind is EventKind.ADMITTED_AGAIN
        elif event.kind is EventKind.TRANSFERRED_OUT:
            is_gone, departure = True, None
        elif event.kind.value in _LEFT:
            is_gone = True
            departure = Departure(event.happened_on, _LEFT[event.kind.value])
    return Past(is_gone, departure, times_before)


def exclusions_of(text: str) -> tuple[str, ...]:
    """Read the provision of reasons that bar a readmission, one a line."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def earliest_review(left_on: date, months: int) -> date:
    """Return the first day on which the cell may review somebody again."""
    return add_months(left_on, months)


def check_departure(
    departure: Departure, today: date, terms: ReadmissionTerms, *, is_not_excluded: bool
) -> None:
    """Refuse to open the file of somebody who cannot be admitted again, however long they wait.

    Once only (3.5.3); not those who left for a reason that bars it; those who asked to leave only
    where the hardship of their family is shown (3.5.2).
    """
    if departure.left_on > today:
        raise RuleBroken("Ngày ra khỏi Đảng không được ở tương lai.", "left_on")
    if departure.times_before < 0:
        raise RuleBroken("Số lần kết nạp lại không được là số âm.", "times_before")
    if departure.times_before >= terms.most:
        raise RuleBroken(
            f"Chỉ kết nạp lại {terms.most} lần; người này đã được kết nạp lại "
            f"{departure.times_before} lần.",
            "times_before",
        )
    if departure.leaving is Leaving.RESIGNED and not departure.exception_paper:
        raise RuleBroken(
            "Người xin ra khỏi Đảng chỉ được xem xét khi có lý do gia đình đặc biệt khó khăn: hãy "
            "ghi văn bản xác nhận.",
            "exception_paper",
        )
    if not is_not_excluded:
        raise RuleBroken(
            "Chi bộ phải xác nhận người này không thuộc trường hợp không xem xét kết nạp lại.",
            "is_not_excluded",
        )


def check_time_since(left_on: date, held_on: date, months: int) -> None:
    """Refuse a review before the months since leaving are over (3.5.1 b)."""
    earliest = earliest_review(left_on, months)
    if held_on < earliest:
        raise RuleBroken(
            f"Kết nạp lại phải sau ít nhất {months} tháng kể từ khi ra khỏi Đảng: chi bộ xét từ "
            f"ngày {earliest:%d/%m/%Y}.",
            "held_on",
        )


def check_record(typed: Departure, past: Past) -> None:
    """Refuse what contradicts the former record of the same person.

    The day and the way of leaving are those of the register; readmissions it knows count.
    """
    if not past.is_gone:
        raise RuleBroken(
            "Danh sách đảng viên còn ghi người này đang sinh hoạt, đã có quyết định kết nạp hoặc "
            "đã từ trần nên không lập hồ sơ kết nạp lại."
        )
    known = past.departure
    if known is not None and (typed.left_on, typed.leaving) != (known.left_on, known.leaving):
        raise RuleBroken(
            "Ngày hoặc hình thức ra khỏi Đảng không khớp hồ sơ đảng viên cũ. Hãy đối chiếu quyết "
            "định; nếu hồ sơ cũ ghi sai, đề nghị ban tổ chức đính chính.",
            "left_on",
        )
    if typed.times_before < past.times_before:
        raise RuleBroken(
            f"Hồ sơ đảng viên cũ đã ghi {past.times_before} lần kết nạp lại.", "times_before"
        )


def check_first_admission(admitted_on: date | None, left_on: date) -> None:
    """Somebody was admitted before they left."""
    if admitted_on is not None and admitted_on >= left_on:
        raise RuleBroken(
            "Ngày quyết định kết nạp lần đầu phải trước ngày ra khỏi Đảng.", "admitted_before_on"
        )


def check_consent(*, is_given: bool, is_needed: bool) -> None:
    """Refuse a decision without the written consent of the level above (3.5.1 b)."""
    if is_needed and not is_given:
        raise RuleBroken(
            "Chưa có văn bản đồng ý của cấp ủy cấp trên; kết nạp lại phải được đồng ý bằng văn bản "
            "trước khi quyết định."
        )
