"""What people may give a line, when points become official, and who confirms them."""

from collections.abc import Iterable

from partywork.core.display import points
from partywork.core.errors import RuleBroken
from partywork.provisions.terms import ConfirmationRoute
from partywork.quality.rules.marking import COUNTED_AT_THE_END, DECIDED_LATER, Criterion, Mark
from partywork.quality.terms import SheetStatus


def check_judged(criterion: Criterion, tenths: int) -> None:
    """People give a line no more than it can earn, and nothing below nought."""
    if not 0 <= tenths <= criterion.most:
        raise RuleBroken(f"Điểm từ 0 đến {points(criterion.most)}.", criterion.code)


def check_overruled(
    criterion: Criterion, computed: int | None, judged: int | None, why: str
) -> None:
    """A figure of the system is overruled only with a reason that everybody reads."""
    if judged is not None:
        check_judged(criterion, judged)
        if computed not in (None, judged) and not why.strip():
            raise RuleBroken("Hãy ghi vì sao điểm khác số liệu của hệ thống.", criterion.code)


def check_all_marked(marks: Iterable[tuple[Criterion, Mark]]) -> None:
    """A meeting gives itself a sum once every line is marked but those that can only wait."""
    missing = [
        criterion.code
        for criterion, one in marks
        if one.is_applicable and one.tenths is None and criterion.measure not in DECIDED_LATER
    ]
    if missing:
        raise RuleBroken(f"Còn dòng chưa chấm: {', '.join(missing)}.")


def waits(criterion: Criterion, computed: int | None) -> bool:
    """Say whether a line waits for the clock after its meeting: nobody judges it yet."""
    return computed is None and criterion.measure in DECIDED_LATER


def is_counted_anew(criterion: Criterion, judged: int | None) -> bool:
    """Say whether a figure is taken anew when its meeting ends; what people decided stays."""
    return judged is None and criterion.measure in COUNTED_AT_THE_END


def check_may_finish(status: SheetStatus, *, is_posted: bool, clock_has_run: bool) -> None:
    """Points become official once, when the result was posted or its time has run out.

    Hướng dẫn 42-HD/BTCTW gives 02 days to post (provision `meeting.results_days_after`).
    """
    if status is SheetStatus.OFFICIAL:
        raise RuleBroken("Điểm của buổi này đã chính thức.")
    if not (is_posted or clock_has_run):
        raise RuleBroken("Điểm thành chính thức khi đã đăng kết quả hoặc hết hạn đăng.")


def check_posting(status: SheetStatus, *, was_in_time: bool, is_in_time: bool) -> None:
    """A day of posting noted after the points became official leaves the line of it as it was.

    The line earned by posting within the 02 days, the sum and the addendum of the minutes that
    states it stay; what was wrong about them is said in an addendum.
    """
    if status is SheetStatus.OFFICIAL and was_in_time != is_in_time:
        raise RuleBroken(
            "Điểm của buổi này đã chính thức theo ngày đăng đã ghi. Ngày này làm đổi điểm «đăng "
            "trong hạn» nên không ghi được; hãy nêu rõ bằng biên bản bổ sung.",
            "posted_on",
        )


def route_of(*, has_visitor: bool, without_visitor: ConfirmationRoute) -> ConfirmationRoute:
    """Return who confirms: the visitor from the level above, else as the Đảng ủy decided.

    Only quoted of practice under the former guidance; so the route without a visitor is a
    provision (`quality.confirmation_route`).
    """
    return ConfirmationRoute.ATTENDED if has_visitor else without_visitor
