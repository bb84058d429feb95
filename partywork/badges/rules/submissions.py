"""Who signs the tờ trình of a batch, when, and with whom on its list."""

from datetime import date

from partywork.cells.rules.offices import SECRETARIES
from partywork.cells.terms import OfficeTitle
from partywork.core.errors import RuleBroken


def may_sign(office: OfficeTitle) -> bool:
    """Say whether a holder of an office signs for the cấp ủy: bí thư, or phó bí thư.

    Both sign T/M (Hướng dẫn 36-HD/VPTW, mục 1.7, kept by 05-HD/VPTW, as summarised); in a cell
    without bí thư the one «phụ trách» does.
    """
    return office in SECRETARIES


def check_list(chosen: int, ready: int) -> None:
    """Refuse an empty list, and one with somebody who cannot be submitted any more."""
    if not chosen:
        raise RuleBroken("Hãy đánh dấu ít nhất một đồng chí.", "chosen")
    if ready != chosen:
        raise RuleBroken(
            "Danh sách vừa thay đổi: có đồng chí không còn chờ trình. Hãy xem lại rồi đánh dấu.",
            "chosen",
        )


def check_day(issued_on: date, today: date) -> None:
    """Refuse a paper dated in the future: its number is taken after it was signed."""
    if issued_on > today:
        raise RuleBroken("Ngày ký tờ trình không được ở tương lai.", "issued_on")
