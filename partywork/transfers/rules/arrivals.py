"""Who comes from elsewhere: the days their papers say, and whether the register knows them."""

from dataclasses import dataclass
from datetime import date

from partywork.cells.rules.membership import add_months
from partywork.core import display
from partywork.core.errors import RuleBroken
from partywork.transfers.rules.steps import check_not_before


@dataclass(frozen=True, slots=True)
class Papers:
    """The days in the life of somebody who comes, as the papers they bring say."""

    born_on: date
    admitted_on: date | None
    ceremony_on: date | None
    official_on: date | None
    party_age_from: date | None


def check_papers(papers: Papers, letter_on: date | None, came_on: date, youngest: int) -> None:
    """Refuse days that cannot follow on each other: birth, 18 years, admission, ceremony, official.

    At least 18 years of age at admission (Điều lệ Đảng, Điều 1.2); the other days follow each
    other up to the day of arrival. Party age may leave out time and begin later
    than the decision, never before it (208-QĐ/TW as quoted).
    """
    of_age = add_months(papers.born_on, 12 * youngest)
    days = (
        ("admitted_on", f"ngày đủ {youngest} tuổi", of_age, papers.admitted_on),
        ("ceremony_on", "ngày quyết định kết nạp", papers.admitted_on, papers.ceremony_on),
        ("official_on", "ngày lễ kết nạp", papers.ceremony_on, papers.official_on),
        ("official_on", "ngày quyết định kết nạp", papers.admitted_on, papers.official_on),
        ("party_age_from", "ngày quyết định kết nạp", papers.admitted_on, papers.party_age_from),
        ("letter_on", "ngày quyết định kết nạp", papers.admitted_on, letter_on),
    )
    for field, words, first, day in days:
        if first is not None and day is not None:
            check_not_before(day, first, words, field)
    last = (
        ("admitted_on", papers.admitted_on),
        ("ceremony_on", papers.ceremony_on),
        ("official_on", papers.official_on),
    )
    for field, before in last:
        if before is not None and before > came_on:
            raise RuleBroken(
                f"Ngày này không được sau ngày đồng chí đến ({display.day(came_on)}).", field
            )
