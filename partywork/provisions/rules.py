"""Which value is in force on a day, and how working days are counted."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Protocol, TypeVar

from partywork.core.errors import RuleBroken
from partywork.core.text import tidy
from partywork.provisions.terms import (
    AGENDAS,
    CHOICES,
    LISTS,
    LONG_TEXTS,
    PERMISSIONS,
    ProvisionKey,
    ProvisionKind,
    Threshold,
)

_SATURDAY = 5
_DECEMBER = 12
_FIRST_YEAR = 2000


class Dated(Protocol):
    """Anything that has force from a day on."""

    @property
    def valid_from(self) -> date:
        """The first day of force."""


DatedValue = TypeVar("DatedValue", bound=Dated)


def in_force(values: Iterable[DatedValue], day: date) -> DatedValue | None:
    """Return the value in force on `day`: the latest that began on or before it, if any.

    An older value stays true for older days, so that old votes and reports keep their figures.
    """
    begun = [value for value in values if value.valid_from <= day]
    return max(begun, key=lambda value: value.valid_from, default=None)


def is_working_day(day: date, holidays: frozenset[date]) -> bool:
    """Monday to Friday, unless the table of holidays names the day."""
    return day.weekday() < _SATURDAY and day not in holidays


def add_working_days(day: date, count: int, holidays: frozenset[date]) -> date:
    """Return the last day of a term of `count` working days that begins the day after `day`.

    This is how deadlines such as «30 ngày làm việc» run (208-QĐ/TW, as quoted: the ceremony of
    admission); the holidays are data because they differ from year to year.
    """
    if count < 0:
        raise ValueError("a term cannot have a negative number of working days")
    for _ in range(count):
        day += timedelta(days=1)
        while not is_working_day(day, holidays):
            day += timedelta(days=1)
    return day


def working_days_between(start: date, end: date, holidays: frozenset[date]) -> int:
    """Count the working days after `start` up to and including `end`; none when `end` is not later.

    It undoes `add_working_days`.
    """
    length = max((end - start).days, 0)
    days = (start + timedelta(days=step) for step in range(1, length + 1))
    return sum(is_working_day(day, holidays) for day in days)


# Nobody rests longer than this at a stretch; a longer one is a slip of the pen.
_LONGEST_REST = 15
_YEARS_AHEAD = 2


def days_of_rest(first: date, last: date | None, known: frozenset[date], today: date) -> list[date]:
    """Return the days from the first to the last that the table of holidays does not name yet.

    Tết and the days given instead of a Saturday or Sunday are announced year by year (Bộ luật Lao
    động 2019, Điều 111, 112), so the office writes them down.
    """
    last = last or first
    if last < first:
        raise RuleBroken("Ngày cuối không được trước ngày đầu.", "last_on")
    if (last - first).days >= _LONGEST_REST:
        raise RuleBroken(f"Mỗi lần ghi không quá {_LONGEST_REST} ngày liền nhau.", "last_on")
    for field, day in (("first_on", first), ("last_on", last)):
        if not _FIRST_YEAR <= day.year <= today.year + _YEARS_AHEAD:
            raise RuleBroken(
                f"Chỉ ghi ngày nghỉ từ năm {_FIRST_YEAR} đến năm {today.year + _YEARS_AHEAD}.",
                field,
            )
    days = [first + timedelta(days=step) for step in range((last - first).days + 1)]
    fresh = [day for day in days if day not in known]
    if not fresh:
        raise RuleBroken("Bảng ngày nghỉ đã có những ngày này.", "first_on")
    return fresh


def years_to_complete(known: frozenset[date], least: int, today: date) -> list[int]:
    """Return this year and, from December on, the next one, if fewer holidays are known than usual.

    Clocks of working days run too short over a year whose Tết nobody has written down.
    """
    years = [today.year] if today.month < _DECEMBER else [today.year, today.year + 1]
    return [year for year in years if sum(day.year == year for day in known) < least]


_DAYS_OF_MONTH = frozenset(
    {
        ProvisionKey.MEETING_MISSING_FROM_DAY,
        ProvisionKey.REPORT_MONTHLY_DUE_DAY,
        ProvisionKey.REPORT_UPWARD_DUE_DAY,
    }
)
_AMOUNTS = frozenset(
    {
        ProvisionKey.DUES_STUDENT,
        ProvisionKey.DUES_NOT_INSURED,
        ProvisionKey.DUES_ABROAD,
        ProvisionKey.DUES_ROUNDING,
        ProvisionKey.BADGE_BASE_WAGE,
    }
)
_PERCENTAGES = frozenset({ProvisionKey.DUES_SHARE_UP})
_LAST_DAY_OF_MONTH = 31
_WHOLE = 100
_LARGEST = 1000
_LARGEST_AMOUNT = 10_000_000
_LONGEST_TEXT = 2000
LONGEST_PAGE = 6000
_ITEM = re.compile(r"([A-CT]\d{1,2})\s*\|\s*(\S.*?)(?:\s*\|\s*([1-9]\d{0,2}))?")

_ITEM_PARTS = ("code", "title", "minutes")


def check_value(key: ProvisionKey, kind: ProvisionKind, value: Any) -> None:
    """Refuse a value that the code reading this key could not work with."""
    match kind:
        case ProvisionKind.INTEGER:
            _check_integer(key, value)
        case ProvisionKind.FLAG:
            _require(isinstance(value, bool), "Hãy chọn có hoặc không.")
        case ProvisionKind.TEXT:
            longest = LONGEST_PAGE if key in LONG_TEXTS else _LONGEST_TEXT
            is_text = isinstance(value, str) and 0 < len(value.strip()) <= longest
            _require(is_text, f"Hãy ghi nội dung, không quá {longest} ký tự.")
            pattern, words = LISTS.get(key, (".*", ""))
            _require(bool(re.fullmatch(pattern, value, re.DOTALL)), words)
        case ProvisionKind.CHOICE:
            _require(value in set(CHOICES[key]), "Hãy chọn một mục trong danh sách.")
        case _ if key is ProvisionKey.VOTE_THRESHOLDS:
            _check_thresholds(value)
        case _:
            is_agenda = isinstance(value, list) and value
            _require(bool(is_agenda) or key not in AGENDAS, "Chương trình phải có ít nhất một mục.")


def _check_thresholds(table: dict[str, dict[str, str]]) -> None:
    """Every kind of question says how many must agree, and by which text."""
    are_known = all(row.get("needs") in set(Threshold) for row in table.values())
    _require(bool(table) and are_known, "Hãy chọn số tán thành cần có của từng loại nội dung.")
    are_founded = all(str(row.get("basis", "")).strip() for row in table.values())
    _require(are_founded, "Hãy ghi căn cứ của từng loại nội dung.")


def check_basis(key: ProvisionKey, before: Any, after: Any, *, text: str, note: str) -> None:
    """Who opens what was closed names the text that permits it, and who decided it and when.

    What no text permits stays off until a body records its permission and the legal basis; closing
    something again needs no ground.
    """
    if key not in PERMISSIONS or not _opens(before, after):
        return
    if not text.strip():
        raise RuleBroken("Hãy ghi văn bản, điều khoản cho phép: số, ngày, cơ quan.", "article")
    if not note.strip():
        raise RuleBroken("Hãy ghi cơ quan nào quyết định cho phép, ngày nào.", "note")


def _opens(before: Any, after: Any) -> bool:
    """Say whether something is «yes» that was «no», in a table in any of its cells."""
    if isinstance(after, dict):
        known = before if isinstance(before, dict) else {}
        return any(_opens(known.get(name), cell) for name, cell in after.items())
    return bool(after) and not before


def typed_in(value: Any) -> list[str]:
    """Return every word of a value that a person may have typed freely."""
    if isinstance(value, dict):
        return [words for row in value.values() for words in typed_in(row)]
    if isinstance(value, list):
        return [words for row in value for words in typed_in(row)]
    return [value] if isinstance(value, str) else []


def _check_integer(key: ProvisionKey, value: Any) -> None:
    lowest, largest = _limits(key)
    is_in_range = isinstance(value, int) and lowest <= value <= largest
    _require(is_in_range, f"Hãy nhập một số từ {lowest} đến {largest}.")


def _limits(key: ProvisionKey) -> tuple[int, int]:
    if key in _DAYS_OF_MONTH:
        return 1, _LAST_DAY_OF_MONTH
    if key in _AMOUNTS:
        return 0, _LARGEST_AMOUNT
    return 0, _WHOLE if key in _PERCENTAGES else _LARGEST


def _require(holds: bool, message: str) -> None:
    if not holds:
        raise RuleBroken(message, "value")


def agenda_of(lines: str) -> list[dict[str, Any]]:
    """Read the agenda template, one item a line: «A1 | Tuyên bố lý do | 5», no code twice.

    The last part, how many minutes are planned, may be missing.
    """
    items: list[dict[str, Any]] = []
    for number, line in enumerate(lines.splitlines(), start=1):
        if not line.strip():
            continue
        found = _ITEM.fullmatch(tidy(line))
        if found is None:
            raise RuleBroken(f"Dòng {number}: hãy ghi dạng «A1 | Nội dung | số phút».", "value")
        code, title, minutes = found.groups()
        if any(item["code"] == code for item in items):
            raise RuleBroken(f"Dòng {number}: mã {code} đã có ở dòng trên.", "value")
        item: dict[str, Any] = {"code": code, "title": title}
        items.append(item | {"minutes": int(minutes)} if minutes else item)
    return items


def lines_of(agenda: Iterable[dict[str, Any]]) -> str:
    """Write an agenda template as it is typed; it undoes `agenda_of`."""
    return "\n".join(
        " | ".join(str(item[part]) for part in _ITEM_PARTS if part in item) for item in agenda
    )


def matrix_of(shape: dict[str, dict[str, bool]], allowed: Iterable[str]) -> dict[str, Any]:
    """Return the authority matrix in which exactly the cells «body.paper» named are allowed."""
    chosen = set(allowed)
    return {
        body: {paper: f"{body}.{paper}" in chosen for paper in papers}
        for body, papers in shape.items()
    }


def in_words(key: ProvisionKey, value: Any) -> str:
    """Return a value as the trail keeps it; of a matrix, how many cells are allowed."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if key is ProvisionKey.VOTE_THRESHOLDS:
        strict = sum(row["needs"] == Threshold.TWO_THIRDS for row in value.values())
        return f"{strict} loại nội dung cần từ hai phần ba, {len(value) - strict} loại cần quá nửa"
    if isinstance(value, dict):
        return f"{sum(sum(papers.values()) for papers in value.values())} ô được phép"
    if isinstance(value, list):
        return lines_of(value)
    return CHOICES[key](value).label if key in CHOICES else str(value)
