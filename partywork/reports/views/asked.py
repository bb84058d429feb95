"""What addresses and hidden fields ask for."""

from uuid import UUID

from flask import request

from partywork.core import clock
from partywork.core.errors import NotVisible
from partywork.core.periods import Month
from partywork.reports.terms import FigureKey, SectionKey


def _number(text: str, first: int, last: int) -> int | None:
    is_number = text.isascii() and text.isdigit() and len(text) < 5
    return int(text) if is_number and first <= int(text) <= last else None


def asked_year() -> int:
    """Return the year of `?nam=`, this year for anything else."""
    return _number(request.args.get("nam", ""), 2000, 2100) or clock.today().year


def asked_month(year: int) -> Month | None:
    """Return the month of `?thang=`, nothing for anything else."""
    number = _number(request.args.get("thang", ""), 1, 12)
    return Month(year, number) if number else None


def month_of(text: str | None) -> Month:
    """Read «2026-11» from a hidden field."""
    year, _, month = (text or "").partition("-")
    number, month_number = _number(year, 2000, 2100), _number(month, 1, 12)
    if number is None or month_number is None:
        raise NotVisible()
    return Month(number, month_number)


def key_of(text: str | None) -> UUID:
    """Read the key of a record from a hidden field."""
    try:
        return UUID(text or "")
    except ValueError as wrong:
        raise NotVisible() from wrong


def section_named(name: str) -> SectionKey:
    """Return the section of an address."""
    if name not in set(SectionKey):
        raise NotVisible()
    return SectionKey(name)


def figure_named(name: str) -> FigureKey:
    """Return the figure of an address."""
    if name not in set(FigureKey):
        raise NotVisible()
    return FigureKey(name)
