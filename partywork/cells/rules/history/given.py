"""Badges and cards against the days of the Party, once all of these are known."""

from datetime import date

from partywork.cells.rules.history.events import Event
from partywork.cells.rules.history.life import Given, Life, Stage
from partywork.cells.rules.history.limits import Limits, on_day
from partywork.cells.rules.membership import add_months
from partywork.cells.terms import EventKind
from partywork.core import display
from partywork.core.errors import RuleBroken

CARD_TOO_EARLY = (
    "Ngày cấp thẻ {after} trước ngày chính thức {before}; thẻ chỉ cấp cho đảng viên chính thức"
)
_NOT_YET_OFFICIAL = (
    "Đồng chí vào sổ khi còn dự bị, nên trước đó chưa có thẻ; thẻ chỉ cấp cho đảng viên chính thức."
)


def check_given(one: Given, life: Life, limits: Limits) -> None:
    """Refuse a badge before its years of Party age and a card before the official day.

    What is older than the list that brought the member is held against the days of that list:
    they are known only when the life has been followed to its end.
    """
    if one.event.kind is EventKind.BADGE_AWARDED:
        since = life.first_party_age_from if one.is_older else one.party_age_from
        if since is not None:
            died_on = life.left_on if life.stage is Stage.DEAD else None
            _check_badge(one.event, since, died_on, limits)
        return
    if one.is_older and life.came_probationary:
        raise RuleBroken(_NOT_YET_OFFICIAL, "happened_on")
    official_on = life.first_official_on if one.is_older else one.official_on
    check_card_day(one.event.happened_on, official_on, "happened_on")


def check_card_day(issued_on: date | None, official_on: date | None, field: str) -> None:
    """Refuse a card issued before the member was official (12-HD/BTCTW 2022, as quoted)."""
    if issued_on is not None and official_on is not None and issued_on < official_on:
        days = {"after": display.day(issued_on), "before": display.day(official_on)}
        raise RuleBroken(f"{CARD_TOO_EARLY.format(**days)}.", field)


def _check_badge(event: Event, since: date, died_on: date | None, limits: Limits) -> None:
    """Serious illness allows 12 months early, 24 from seventy years on; after death 12.

    01-HD/TW năm 2021, mục 18, as quoted; the months are provisions. Party age ends with the life.
    """
    day, years = event.happened_on, event.details["years"]
    months = _early_months(years, day, limits)
    if died_on is not None and died_on <= day:
        months = max(months, on_day(limits.badge_posthumous_months, day))
        day = died_on
    reached_on = add_months(since, 12 * years)
    if add_months(day, months) < reached_on:
        raise RuleBroken(
            f"Ngày {display.day(day)} chưa đủ {years} năm tuổi Đảng: tính từ ngày "
            f"{display.day(since)} thì đủ vào ngày {display.day(reached_on)}, xét tặng sớm cũng "
            f"không quá {months} tháng.",
            "happened_on",
        )


def _early_months(years: int, day: date, limits: Limits) -> int:
    is_senior = years >= on_day(limits.badge_senior_years, day)
    numbers = limits.badge_early_months_senior if is_senior else limits.badge_early_months
    return on_day(numbers, day)
