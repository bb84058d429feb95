"""Đảng phí of two cells: declarations, reliefs, months collected and closed, quarters settled."""

from datetime import date
from uuid import UUID

from partywork.cells import queries
from partywork.cells.models import Membership
from partywork.cells.terms import MembershipStatus
from partywork.cli.demo.lives.stage import Stage
from partywork.core.actor import Actor, system
from partywork.core.periods import Month, Quarter
from partywork.dues.rules.amounts import Declared
from partywork.dues.service import beginning, collecting, declaring, relieving, settling, sheets
from partywork.dues.terms import (
    DuesGroup,
    Entry,
    PayingPlace,
    PaymentWay,
    ReliefGround,
    ReliefPercent,
)

CELLS = ("CB11", "CB12")
_MONTHS_BACK = 5
_OPEN_MONTHS = 2
_UNDECLARED_DAYS = 40
_PENSION_AGE = 61 * 365
_RELIEFS = (
    (ReliefGround.HARDSHIP, ReliefPercent.FIFTY),
    (ReliefGround.SERIOUS_ILLNESS, ReliefPercent.ALL),
    (ReliefGround.HARDSHIP, ReliefPercent.THIRTY),
    (ReliefGround.SOCIAL_PENSION, ReliefPercent.ALL),
    (ReliefGround.HARDSHIP, ReliefPercent.SEVENTY),
    (ReliefGround.POOR_HOUSEHOLD, ReliefPercent.ALL),
)


def first_month(today: date) -> Month:
    """Return the month since which the register is kept: the first of a quarter."""
    return Quarter.of(Month.of(today).shift(-_MONTHS_BACK).first_day).months[0]


def declare(stage: Stage) -> None:
    """Begin the registers; write down what everybody declared then."""
    for code in CELLS:
        beginning.begin(
            stage.secretary(code),
            stage.cells[code],
            version=0,
            from_month=first_month(stage.today),
        )
        _declare(stage, code, _people(stage, code))


def tell(stage: Stage) -> None:
    """Write down who came since, lower some dues, collect month after month."""
    for place, code in enumerate(CELLS):
        # Who came a few weeks ago has not declared yet.
        since = [
            one
            for one in _people(stage, code)
            if one.starts_on < stage.ago(_UNDECLARED_DAYS) and not _has_declared(stage, code, one)
        ]
        _declare(stage, code, since)
        _relieve(stage, code, _RELIEFS[place::2])
        _collect(stage, code)


def _people(stage: Stage, code: str) -> list[Membership]:
    found = queries.memberships_on(system(stage.today), stage.cells[code], stage.today)
    return sorted(found, key=lambda one: (one.member.name_sort_key, one.member.born_on))


def _has_declared(stage: Stage, code: str, one: Membership) -> bool:
    opened = declaring.for_writing_down(_officer(stage, code, one.member_id), one.member_id)
    return opened.newest is not None


def _officer(stage: Stage, code: str, member_id: UUID) -> Actor:
    """Return who writes down what concerns a member: never the member."""
    secretary = stage.secretary(code)
    return stage.desk() if secretary.member_id == member_id else secretary


def _declare(stage: Stage, code: str, people: list[Membership]) -> None:
    for number, one in enumerate(people):
        declared, decision = _declared(stage, one, number)
        officer = _officer(stage, code, one.member_id)
        declaring.declare(
            officer,
            one.member_id,
            version=declaring.for_writing_down(officer, one.member_id).version,
            declared=declared,
            from_month=first_month(stage.today),
            higher_decision=decision,
            letter_number=(one.document_number or "") if declared.place in _AWAY else "",
        )


_AWAY = (PayingPlace.TEMPORARY_CELL,)
# The few by their place among the names; everybody else draws a wage or a pension.
_OTHERS = {
    1: Declared(DuesGroup.NOT_INSURED, 0, 60_000),
    3: Declared(DuesGroup.ABROAD, 0, 500_000),
    5: Declared(DuesGroup.STUDENT),
    7: Declared(DuesGroup.ON_ALLOWANCE, 7_350_000),
    9: Declared(DuesGroup.INSURED, 11_200_000, 200_000),
}


def _declared(stage: Stage, one: Membership, number: int) -> tuple[Declared, str]:
    if one.status is MembershipStatus.TEMPORARY_GUEST:
        place = PayingPlace.TEMPORARY_CELL
        return Declared(DuesGroup.INSURED, 9_800_000, place=place), ""
    other = _OTHERS.get(number)
    if other is not None:
        return other, "204-CV/ĐU" if other.higher else ""
    is_pensioner = (stage.today - one.member.born_on).days > _PENSION_AGE
    if is_pensioner:
        return Declared(DuesGroup.PENSIONER, 6_100_000 + 135_000 * number), ""
    return Declared(DuesGroup.INSURED, 8_900_000 + 417_000 * number), ""


def _relieve(
    stage: Stage, code: str, reliefs: tuple[tuple[ReliefGround, ReliefPercent], ...]
) -> None:
    first = first_month(stage.today)
    people = stage.helpers(code, len(reliefs))
    for (ground, percent), person in zip(reliefs, people, strict=True):
        is_limited = ground is ReliefGround.HARDSHIP
        relieving.relieve(
            stage.secretary(code),
            person.id,
            ground=ground,
            percent=percent,
            from_month=first,
            to_month=Month.of(stage.today).shift(1) if is_limited else None,
            decision_number="11-NQ/CB",
            decided_on=first.day(6),
        )


def _collect(stage: Stage, code: str) -> None:
    month, last = first_month(stage.today), Month.of(stage.today)
    while month <= last:
        _take(stage, code, month, last)
        if month.shift(_OPEN_MONTHS - 1) < last:
            collecting.close_month(stage.secretary(code), stage.cells[code], month)
            _settle(stage, code, month)
        month = month.shift(1)


def _take(stage: Stage, code: str, month: Month, last: Month) -> None:
    officer, cell = stage.secretary(code), stage.cells[code]
    sheet = sheets.month_sheet(officer, cell, month)
    # The secretary sets an example: the last ones of the list are others.
    owing = sorted(
        (one for one in sheet.lines if one.due.amount),
        key=lambda one: (one.member_id != officer.member_id, one.sort_key),
    )
    # One owes for all months; another brought a part of the last one and has leave this month.
    *paying, partly, _debtor = [one.member_id for one in owing]
    amount = owing[-2].due.amount or 0
    is_short = month == last.shift(-_OPEN_MONTHS)
    payers = paying[: len(paying) // 2] if month == last else paying
    if not is_short and month != last:
        payers = [*payers, partly]
    by_portal = payers[::4]
    in_cash = [one for one in payers if one not in by_portal]
    paid_on = min(month.day(6), stage.today)
    for way, chosen in ((PaymentWay.PORTAL, by_portal), (PaymentWay.CASH, in_cash)):
        others = [one for one in chosen if one != officer.member_id]
        collecting.collect(officer, cell, month, member_ids=others, paid_on=paid_on, way=way)
    own = next((one for one in owing if one.member_id == officer.member_id), None)
    if own is not None and own.member_id in payers:
        _record(stage, code, month, own.member_id, own.due.amount)
    if is_short or month == last:
        _record(stage, code, month, partly, amount // 2 if is_short else None)


def _record(stage: Stage, code: str, month: Month, member_id: UUID, amount: int | None) -> None:
    """Write down what one brought, or that there is good reason for nothing."""
    collecting.record_one(
        _officer(stage, code, member_id),
        stage.cells[code],
        month,
        member_id,
        entry=Entry.CASH if amount else Entry.EXCUSED,
        amount=amount,
        paid_on=min(month.day(7), stage.today) if amount else None,
    )


def _settle(stage: Stage, code: str, month: Month) -> None:
    quarter = Quarter.of(month.first_day)
    if month != quarter.months[-1]:
        return
    officer, cell = stage.secretary(code), stage.cells[code]
    settled = settling.settle(officer, cell, quarter)
    settling.hand_up(
        officer,
        cell,
        quarter,
        version=settled.version,
        receipt_number=f"PT{quarter.number:02d}/{code}",
        handed_on=min(quarter.last_day, stage.today),
    )
