"""Vietnamese wording of dates, times, numbers and counts, for pages and PDFs alike."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from partywork.core import clock

_WEEKDAYS = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")


def day(value: date | None) -> str:
    """dd/mm/yyyy, the form used on screen; an empty string for no day."""
    return value.strftime("%d/%m/%Y") if value else ""


def day_in_text(value: date) -> str:
    """The running text of papers: «05/9/2026», «22/12/2024».

    Days below 10 and months 1 and 2 take a leading zero, months 3 to 9 do not
    (Hướng dẫn 05-HD/VPTW, as summarised).
    """
    return f"{value.day:02d}/{_month(value.month)}/{value.year}"


def day_in_heading(value: date) -> str:
    """The heading of papers: «ngày 05 tháng 02 năm 2026», «ngày 27 tháng 5 năm 2026»."""
    return f"ngày {value.day:02d} tháng {_month(value.month)} năm {value.year}"


def _month(month: int) -> str:
    return f"{month:02d}" if month <= 2 else str(month)


def weekday(value: date) -> str:
    """«thứ năm»."""
    return _WEEKDAYS[value.weekday()]


def moment(value: datetime | None) -> str:
    """«19:42 ngày 05/11/2026» in Vietnamese time; an empty string for no instant."""
    if value is None:
        return ""
    local = clock.local(value)
    return f"{local:%H:%M} ngày {local:%d/%m/%Y}"


def time_of_day(value: datetime | None) -> str:
    """«19:42» in Vietnamese time."""
    return f"{clock.local(value):%H:%M}" if value else ""


def time_in_text(value: datetime) -> str:
    """«19 giờ 00», the way papers write the hour."""
    local = clock.local(value)
    return f"{local.hour:02d} giờ {local.minute:02d}"


def count(value: int) -> str:
    """A count of people or papers as papers write it: two digits below ten, «không» for none."""
    return "không" if value == 0 else f"{value:02d}"


def inside_a_sentence(words: str) -> str:
    """Words that go on a sentence begin small, unless they begin with a name of several words."""
    following = words.split()[1:2]
    if following and following[0][:1].isupper():
        return words
    return words[:1].lower() + words[1:]


def thousands(value: int) -> str:
    """«1.234.567»."""
    return f"{value:,}".replace(",", ".")


def percent(part: int, whole: int) -> str:
    """«84,6%» rounded half up to one digit, without «,0»; «0%» of nothing."""
    if whole == 0:
        return "0%"
    exact = Fraction(part * 100, whole)
    rounded = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(
        Decimal("0.1"), ROUND_HALF_UP
    )
    return f"{rounded.normalize():f}%".replace(".", ",")


def points(tenths: int) -> str:
    """Tenths of a point as people write points: «93», «89,9»."""
    whole, rest = divmod(tenths, 10)
    return f"{whole},{rest}" if rest else str(whole)
