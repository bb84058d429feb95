"""What an organisation was called when, and how its Party code is written."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from partywork.core import display
from partywork.core.errors import RuleBroken

_PARTY_CODE = re.compile(r"[0-9]{2}(\.[0-9]{3}){4}")


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name and heading an organisation had up to a last day."""

    until: date
    name: str
    heading_lines: str

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> "FormerName":
        """Take a former name from what is kept of it."""
        return cls(date.fromisoformat(told["until"]), told["name"], told["heading_lines"])

    @property
    def kept(self) -> dict[str, str]:
        """What is kept of it."""
        return {
            "until": self.until.isoformat(),
            "name": self.name,
            "heading_lines": self.heading_lines,
        }


def former_on(names: Iterable[FormerName], day: date) -> FormerName | None:
    """Return the former name that held on a day; nothing when the present one already did.

    What was filed under a name keeps it: papers, reports and lists of an earlier day show the
    name of that day (product rule, CM12).
    """
    later = [one for one in names if one.until >= day]
    return min(later, key=lambda one: one.until, default=None)


def renamed(
    names: Iterable[FormerName], *, name: str, heading_lines: str, effective_on: date
) -> tuple[FormerName, ...]:
    """Return the former names once the present one ends the day before `effective_on`.

    A name cannot begin before the one it replaces did.
    """
    before = tuple(names)
    until = effective_on - timedelta(days=1)
    if any(one.until >= until for one in before):
        newest = max(one.until for one in before)
        raise RuleBroken(
            f"Tên hiện nay có từ sau ngày {display.day(newest)}; ngày đổi tên phải sau ngày đó.",
            "effective_on",
        )
    return (*before, FormerName(until, name, heading_lines))


def check_party_code(code: str) -> None:
    """Refuse a mã tổ chức đảng that is not five groups of 2, 3, 3, 3 and 3 digits.

    1361-CV/BTCTW of 30/6/2026, as quoted; it may be left empty.
    """
    if code and not _PARTY_CODE.fullmatch(code):
        raise RuleBroken(
            "Mã tổ chức đảng gồm năm nhóm số 2, 3, 3, 3, 3 chữ số, ví dụ 01.002.003.000.011 "
            "(Công văn 1361-CV/BTCTW, theo tài liệu trích dẫn).",
            "party_code",
        )
