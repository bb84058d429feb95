"""How a day of a member list is read; a day that is not fully written is never completed."""

import re
from datetime import date, datetime

from partywork.cells.rules.importing.columns import Cell
from partywork.cells.rules.importing.messages import Fault, Finding, ImportField, Repair, finding
from partywork.cells.rules.importing.values import Reading, clean, refuse
from partywork.core.display import day as on_screen
from partywork.core.text import fold

_FIRST_YEAR = 1900
_DAY = re.compile(r"([0-9]{1,2})\s*[./\-–\s]\s*([0-9]{1,2})\s*[./\-–\s]\s*([0-9]{4})")
_DAY_IN_WORDS = re.compile(r"(?:ngay )?([0-9]{1,2}) thang ([0-9]{1,2}) nam ([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_YEAR = re.compile(r"(?:nam )?([0-9]{4})")
_INCOMPLETE = re.compile(r"[0-9]{1,2}[./-][0-9]{4}|[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2}")


def read_day(
    cell: Cell, field: ImportField, today: date, *, is_required: bool = False
) -> Reading[date]:
    """Read a day written day first, in words, year first with dashes, or as a spreadsheet date.

    A year alone, a month and year, or a two-digit year is an error, never a guess; so is a day
    the calendar does not have, one before 1900 and one after `today`.
    """
    if isinstance(cell, date):
        value = cell.date() if isinstance(cell, datetime) else cell
        said = finding(Repair.SPREADSHEET_DAY, field, after=on_screen(value))
        return _within_reason(value, field, today, (said,))
    cleaned = clean(cell, field)
    written = cleaned.value or ""
    if not written:
        missing = (finding(Fault.MISSING, field),) if is_required else ()
        return Reading(None, missing or cleaned.findings)
    numbers = _numbers_of(written)
    if numbers is None:
        year = _YEAR.fullmatch(fold(written))
        if year:
            return refuse(Fault.YEAR_ONLY, field, before=year[1])
        return refuse(_fault_of(written), field, before=written)
    try:
        value = date(*numbers)
    except ValueError:
        return refuse(Fault.DAY_IMPOSSIBLE, field, before=written)
    findings = cleaned.findings
    if written != on_screen(value):
        after = on_screen(value)
        findings += (finding(Repair.DAY_WRITING, field, before=written, after=after),)
    return _within_reason(value, field, today, findings)


def _numbers_of(written: str) -> tuple[int, int, int] | None:
    year_first = _YEAR_FIRST.fullmatch(written)
    if year_first:
        year, month, day = (int(part) for part in year_first.groups())
        return year, month, day
    day_first = _DAY.fullmatch(written) or _DAY_IN_WORDS.fullmatch(fold(written))
    if day_first:
        day, month, year = (int(part) for part in day_first.groups())
        return year, month, day
    return None


def _fault_of(written: str) -> Fault:
    return Fault.DAY_INCOMPLETE if _INCOMPLETE.fullmatch(written) else Fault.DAY_UNREADABLE


def _within_reason(
    value: date, field: ImportField, today: date, findings: tuple[Finding, ...]
) -> Reading[date]:
    if value.year < _FIRST_YEAR:
        return refuse(Fault.DAY_TOO_OLD, field, before=on_screen(value))
    if value > today:
        return refuse(Fault.DAY_IN_FUTURE, field, before=on_screen(value), day=on_screen(today))
    return Reading(value, findings)
