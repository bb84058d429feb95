"""The residence duty of a year and the yearly commitment: days in their order."""

from datetime import date

from partywork.core.errors import RuleBroken

_FIRST_YEAR = 2000


def check_year(year: int, today: date) -> None:
    """Refuse years that nobody keeps a register for; the coming one may be prepared."""
    if not _FIRST_YEAR <= year <= today.year + 1:
        raise RuleBroken(f"Chọn một năm từ {_FIRST_YEAR} đến {today.year + 1}.", "year")


def check_residence(
    introduced_on: date | None,
    asked_on: date | None,
    received_on: date | None,
    remark: str,
    today: date,
) -> None:
    """Refuse days in the future or out of order, and a remark before it was received.

    213-QĐ/TW: the cell introduces its members to the committee of their residence, which remarks
    on them when asked.
    """
    days = {"introduced_on": introduced_on, "asked_on": asked_on, "received_on": received_on}
    for field, day in days.items():
        if day is not None and day > today:
            raise RuleBroken("Ngày không được ở tương lai.", field)
    if received_on is not None and asked_on is not None and received_on < asked_on:
        raise RuleBroken("Ngày nhận nhận xét không được trước ngày đề nghị.", "received_on")
    if remark and received_on is None:
        raise RuleBroken("Hãy ghi ngày nhận phiếu nhận xét.", "received_on")


def check_signed(signed_on: date, year: int, today: date) -> None:
    """Refuse a commitment signed in the future or far from its year.

    Bản cam kết tu dưỡng, rèn luyện is signed each year (21-KL/TW); the last month of the year
    before is accepted.
    """
    if signed_on > today:
        raise RuleBroken("Ngày ký không được ở tương lai.", "signed_on")
    if not date(year - 1, 12, 1) <= signed_on <= date(year, 12, 31):
        raise RuleBroken(f"Ngày ký không thuộc năm {year}.", "signed_on")
