"""Who came to a cell and who left it, this month and this year, as its page shows it."""

from collections import Counter
from dataclasses import dataclass

from partywork.cells.rules.movements import Movement
from partywork.core.periods import Month

# What is counted, in the order of the table.
_COUNTED = (
    ("admitted", "Tăng: kết nạp"),
    ("transferred_in", "Tăng: chuyển đến"),
    ("restored", "Tăng: phục hồi, khác"),
    ("taken_over", "Tăng: ghi vào sổ theo danh sách"),
    ("transferred_out", "Giảm: chuyển sinh hoạt"),
    ("died", "Giảm: từ trần"),
)


@dataclass(frozen=True, slots=True)
class MovementLine:
    """One reason, with how many it moved in the month and in the year."""

    words: str
    month: int
    year: int


@dataclass(frozen=True, slots=True)
class MovementPage:
    """The numbers of a cell at both ends of a month and of its year, and what lies between.

    `is_explained` is false where somebody came or left for no recorded reason.
    """

    month: Month
    start: MovementLine
    lines: tuple[MovementLine, ...]
    now: MovementLine
    is_explained: bool


def movement_page(
    month: Month, in_month: Movement, in_year: Movement, *, is_confided: bool
) -> MovementPage:
    """Put the counts of a month beside those of its year; what happened in neither is left out.

    How one left the Party is told to those only who may know of discipline.
    """
    counted = [(words, getattr(in_month, name), getattr(in_year, name)) for name, words in _COUNTED]
    removed = [
        Counter(reason.words(is_confided=is_confided) for reason in one.removed_for)
        for one in (in_month, in_year)
    ]
    counted += [
        (f"Giảm: {words[:1].lower()}{words[1:]}", removed[0][words], removed[1][words])
        for words in removed[0] | removed[1]
    ]
    for words, name in (("Tăng", "unexplained_in"), ("Giảm", "unexplained_out")):
        numbers = (len(getattr(in_month, name)), len(getattr(in_year, name)))
        counted.append((f"{words}: chưa ghi lý do", *numbers))
    return MovementPage(
        month=month,
        start=MovementLine("Đầu kỳ", in_month.start, in_year.start),
        lines=tuple(MovementLine(*one) for one in counted if one[1] or one[2]),
        now=MovementLine("Hiện nay", in_month.end, in_year.end),
        is_explained=not (in_year.unexplained_in or in_year.unexplained_out),
    )
