"""What is kept of a member without changing where they stand: cards, badges, praise, discipline."""

from collections.abc import Iterable

from partywork.cells.rules.history.events import Event
from partywork.cells.rules.history.life import Life
from partywork.cells.rules.history.limits import Limits
from partywork.cells.terms import CardKind, DisciplineForm, EventKind
from partywork.core import display
from partywork.core.errors import RuleBroken

_NO_NUMBER = "Hãy ghi số thẻ đảng viên."
_ONCE = (EventKind.COMMENDED, EventKind.DISCIPLINED)


def issue_card(life: Life, event: Event, _limits: Limits) -> None:
    """Give a card to an official member who has none (Chỉ thị 51-CT/TW; 06-QĐ/TW 2026)."""
    _check_official(life)
    number = event.details.get("number")
    if life.holds_card and number != life.card_number:
        raise RuleBroken("Đồng chí đang có thẻ đảng viên; hãy ghi đổi thẻ hoặc mất thẻ.", "kind")
    _keep_card(life, event)


def exchange_card(life: Life, event: Event, _limits: Limits) -> None:
    """Exchange the card of an official member for another."""
    _check_official(life)
    if life.card_number is None and not life.is_taken_over:
        raise RuleBroken("Đồng chí chưa có thẻ đảng viên để đổi.", "kind")
    _keep_card(life, event)


def lose_card(life: Life, _event: Event, _limits: Limits) -> None:
    """Keep that a card is lost; another is issued afterwards."""
    if not life.holds_card:
        raise RuleBroken("Đồng chí không có thẻ đảng viên vào ngày này.", "kind")
    life.holds_card = False


def _check_official(life: Life) -> None:
    """Cards are for official members only (Chỉ thị 51-CT/TW); older ones are held to that later."""
    if life.home is not None and not life.is_official:
        raise RuleBroken("Thẻ đảng viên chỉ cấp cho đảng viên chính thức.", "kind")


def _keep_card(life: Life, event: Event) -> None:
    number = event.details.get("number")
    if not number:
        raise RuleBroken(_NO_NUMBER, "details")
    kind = event.details.get("kind")
    life.keep_given(event)
    life.card_number = number
    life.card_issued_on = event.happened_on
    life.card_kind = CardKind(kind) if kind else None
    life.holds_card = True


def award_badge(life: Life, event: Event, _limits: Limits) -> None:
    """Keep a badge; nobody receives the badge of the same years twice."""
    years = event.details.get("years")
    if not isinstance(years, int):
        raise RuleBroken("Hãy ghi Huy hiệu bao nhiêu năm tuổi Đảng.", "details")
    if years in life.badges:
        raise RuleBroken(f"Đồng chí đã được tặng Huy hiệu {years} năm tuổi Đảng.", "details")
    life.badges.add(years)
    life.keep_given(event)


def discipline(life: Life, event: Event, _limits: Limits) -> None:
    """Keep a discipline by its form alone; probationary members lose no office, having none.

    296-QĐ/TW: probationary members receive khiển trách or cảnh cáo.
    """
    form = event.details.get("form")
    is_probationary = life.home is not None and not life.is_official
    if is_probationary and form == DisciplineForm.REMOVAL_FROM_OFFICE:
        raise RuleBroken(
            "Đảng viên dự bị chỉ có hình thức khiển trách, cảnh cáo (Quy định 296-QĐ/TW).",
            "details",
        )
    life.disciplines += 1


def check_not_twice(newest: Event, others: Iterable[Event]) -> None:
    """Refuse a commendation or discipline that is written down already, by form, number and day.

    One decision gives a member one thing once; a rule of the house against entering it again.
    """
    if newest.kind not in _ONCE:
        return
    told = _told(newest)
    if any(one.key != newest.key and _told(one) == told for one in others):
        by = f" số {newest.document_number}" if newest.document_number else ""
        raise RuleBroken(
            f"Đã ghi «{newest.kind.label}» này{by} từ ngày {display.day(newest.happened_on)} "
            "trong hồ sơ của đồng chí.",
            "happened_on",
        )


def _told(event: Event) -> tuple[object, ...]:
    number = "".join((event.document_number or "").split()).casefold()
    what = (event.details.get("form"), event.details.get("level"))
    return event.kind, *what, number, event.happened_on


def recognise_progress(life: Life, _event: Event, _limits: Limits) -> None:
    """Keep that the cell recognised progress; it presupposes a discipline."""
    if life.disciplines == 0:
        raise RuleBroken("Đồng chí không có kỷ luật nào chưa được công nhận tiến bộ.", "kind")
    life.disciplines = 0


def rename(life: Life, event: Event, _limits: Limits) -> None:
    """Keep a new name; papers written before keep the old one."""
    if not event.details.get("full_name"):
        raise RuleBroken("Hãy ghi họ và tên mới.", "details")
    life.full_name = event.details["full_name"]


def note(_life: Life, _event: Event, _limits: Limits) -> None:
    """Keep a fact from which nothing else follows: a commendation, a paper for the file."""
