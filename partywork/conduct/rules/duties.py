"""The residence duty of a year and the yearly commitment: days in their order."""

from dataclasses import asdict, dataclass
from datetime import date

from partywork.core import display
from partywork.core.errors import RuleBroken

_FIRST_YEAR = 2000
_LAST_DAY_TO_COME = (3, 31)


def check_year(year: int, today: date) -> None:
    """Refuse years that nobody keeps a register for; the coming one may be prepared."""
    if not _FIRST_YEAR <= year <= today.year + 1:
        raise RuleBroken(f"Chọn một năm từ {_FIRST_YEAR} đến {today.year + 1}.", "year")


@dataclass(frozen=True, slots=True)
class ResidenceDays:
    """When a member was introduced to the residence, a remark was asked for and came."""

    introduced_on: date | None = None
    asked_on: date | None = None
    received_on: date | None = None


def check_residence(year: int, days: ResidenceDays, remark: str, today: date) -> None:
    """Refuse days in the future, of another year or out of order, and a remark not yet received.

    213-QĐ/TW: the cell introduces its members to the committee of their residence, which remarks
    on them each year when asked. The text names no days: that a remark is asked for within its
    year and comes until the end of March after it is a rule of the house against slips of the pen.
    An introduction of an earlier year still counts.
    """
    for field, day in asdict(days).items():
        if day is not None and day > today:
            raise RuleBroken("Ngày không được ở tương lai.", field)
    if days.introduced_on is not None and days.introduced_on.year < _FIRST_YEAR:
        raise RuleBroken(
            f"Việc giới thiệu về nơi cư trú chỉ có từ năm {_FIRST_YEAR}.", "introduced_on"
        )
    _check_of_year(year, days)
    _check_in_order(days)
    if remark and days.received_on is None:
        raise RuleBroken("Hãy ghi ngày nhận phiếu nhận xét.", "received_on")


def _check_of_year(year: int, days: ResidenceDays) -> None:
    asked_on, received_on = days.asked_on, days.received_on
    if asked_on is not None and asked_on.year != year:
        raise RuleBroken(f"Ngày đề nghị nhận xét không thuộc năm {year}.", "asked_on")
    last = date(year + 1, *_LAST_DAY_TO_COME)
    if received_on is not None and not date(year, 1, 1) <= received_on <= last:
        raise RuleBroken(
            f"Ngày nhận nhận xét năm {year} phải từ {display.day(date(year, 1, 1))} đến "
            f"{display.day(last)}.",
            "received_on",
        )


def _check_in_order(days: ResidenceDays) -> None:
    introduced_on, asked_on, received_on = days.introduced_on, days.asked_on, days.received_on
    if received_on is not None and asked_on is not None and received_on < asked_on:
        raise RuleBroken("Ngày nhận nhận xét không được trước ngày đề nghị.", "received_on")
    first = asked_on or received_on
    if introduced_on is not None and first is not None and introduced_on > first:
        raise RuleBroken(
            "Ngày giới thiệu về nơi cư trú không được sau ngày đề nghị hoặc nhận nhận xét.",
            "introduced_on",
        )


def check_signed(signed_on: date, year: int, today: date) -> None:
    """Refuse a commitment signed in the future or far from its year.

    Bản cam kết tu dưỡng, rèn luyện is signed each year (21-KL/TW); the last month of the year
    before is accepted.
    """
    if signed_on > today:
        raise RuleBroken("Ngày ký không được ở tương lai.", "signed_on")
    if not date(year - 1, 12, 1) <= signed_on <= date(year, 12, 31):
        raise RuleBroken(f"Ngày ký không thuộc năm {year}.", "signed_on")
