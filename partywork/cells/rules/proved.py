"""The days that the papers of somebody taken over prove, and the standing that follows."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from partywork.cells.rules.event_fields import check_card_number
from partywork.cells.rules.history.life import day_in
from partywork.cells.rules.membership import is_official
from partywork.cells.terms import EventKind, MembershipStatus
from partywork.core import display
from partywork.core.errors import RuleBroken

# Whom a list or another Đảng bộ brought, with the days their papers prove.
TAKING_OVER = (EventKind.ENROLLED, EventKind.TRANSFERRED_IN)


# Under which names an event keeps what papers prove.
PROVED = (
    "admitted_on",
    "ceremony_on",
    "official_on",
    "party_age_from",
    "card_number",
    "card_issued_on",
)


@dataclass(frozen=True, slots=True)
class ProvedDays:
    """The days of which only papers tell: decision, ceremony, official, Party age."""

    admitted_on: date | None = None
    ceremony_on: date | None = None
    official_on: date | None = None
    party_age_from: date | None = None

    @classmethod
    def of(cls, details: Mapping[str, Any]) -> "ProvedDays":
        """Read the days kept with an event."""
        return cls(**{one.name: day_in(details, one.name) for one in fields(cls)})

    @property
    def details(self) -> dict[str, str]:
        """The days as an event keeps them; what is not known is not there."""
        known = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: day.isoformat() for name, day in known.items() if day is not None}

    def begins(self, status: MembershipStatus | None) -> date | None:
        """Return since when somebody stands as they came.

        Dự bị runs from the ceremony (Điều lệ Đảng, Điều 5), or from the decision while the
        ceremony is not known; chính thức from its own day.
        """
        if status is not None and not is_official(status):
            return self.ceremony_on or self.admitted_on
        return self.official_on


@dataclass(frozen=True, slots=True)
class ProvedCard:
    """The membership card that papers or a list prove, if they do."""

    number: str | None = None
    issued_on: date | None = None

    @classmethod
    def of(cls, details: Mapping[str, Any]) -> "ProvedCard":
        """Read the card kept with an event."""
        return cls(details.get("card_number"), day_in(details, "card_issued_on"))

    @property
    def details(self) -> dict[str, str]:
        """The card as an event keeps it; what is not known is not there."""
        number = {"card_number": check_card_number(self.number)} if self.number else {}
        return number | ({"card_issued_on": self.issued_on.isoformat()} if self.issued_on else {})


def enrolled_on(
    happened_on: date, status: MembershipStatus | None, before: ProvedDays, after: ProvedDays
) -> date:
    """Return the day of an enrolment when its days are put right.

    An enrolment that began with a day of the papers goes with that day; one that began with the
    list, or with a transfer, stays where it is.
    """
    if happened_on != before.begins(status):
        return happened_on
    return after.begins(status) or happened_on


def check_days(days: ProvedDays, born_on: date, today: date) -> None:
    """Refuse days before the birth and days to come."""
    for one in fields(days):
        day = getattr(days, one.name)
        if day is None:
            continue
        if day <= born_on:
            raise RuleBroken(
                f"Ngày này không sau ngày sinh của đồng chí ({display.day(born_on)}).", one.name
            )
        if day > today:
            raise RuleBroken("Ngày không được ở tương lai.", one.name)


def check_official_day(days: ProvedDays, status: MembershipStatus | None) -> None:
    """A probationary member has no official day; it follows from the decision of the cell."""
    if days.official_on is not None and status is not None and not is_official(status):
        raise RuleBroken(
            "Đồng chí vào sổ khi còn dự bị: ngày chính thức theo quyết định công nhận.",
            "official_on",
        )
