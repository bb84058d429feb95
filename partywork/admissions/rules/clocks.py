"""The days that run: for the ceremony, for twelve months of probation, for its reminders."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from partywork.admissions.terms import ProcedureState
from partywork.cells.rules.membership import Probation, add_months
from partywork.core.errors import RuleBroken
from partywork.provisions.rules import add_working_days


@dataclass(frozen=True, slots=True)
class ProbationTerms:
    """How long things take, from provisions: the probation, working days and reminders."""

    probation: Probation
    review_days: int
    prepare_days: int
    reminders: tuple[int, ...]
    class_months: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ProbationClock:
    """The days of one probation; T is `official_on`."""

    ceremony_on: date
    official_on: date
    prepare_by: date
    review_until: date


@dataclass(frozen=True, slots=True)
class Alert:
    """Something people are reminded of: its code, kept so that it comes once, and its day."""

    code: str
    due_on: date


def probation_clock(
    ceremony_on: date, terms: ProbationTerms, holidays: frozenset[date]
) -> ProbationClock:
    """Return the days of a probation that began with the ceremony.

    Twelve months from the ceremony, not from the decision (Điều lệ Đảng, Điều 5); the cell
    reviews within 30 working days after they end (29-QĐ/TW 2016, mục 4.2, as quoted).
    """
    official_on = terms.probation.ends_on(ceremony_on)
    return ProbationClock(
        ceremony_on=ceremony_on,
        official_on=official_on,
        prepare_by=official_on - timedelta(days=terms.prepare_days),
        review_until=add_working_days(official_on, terms.review_days, holidays),
    )


def is_late_meeting(held_on: date, clock: ProbationClock) -> bool:
    """Tell whether the cell met after its time; the official day stays the end of the months.

    29-QĐ/TW 2016, mục 4, as quoted: late review or approval does not move the day.
    """
    return held_on > clock.review_until


def check_review_day(held_on: date, clock: ProbationClock) -> None:
    """The cell reviews a probationary member when the twelve months are over, not before."""
    if held_on < clock.official_on:
        raise RuleBroken(
            f"Chi bộ xét công nhận chính thức khi đã hết thời gian dự bị, từ ngày "
            f"{clock.official_on:%d/%m/%Y}.",
            "held_on",
        )


def alerts_of(
    clock: ProbationClock, terms: ProbationTerms, today: date, *, has_certificate: bool
) -> tuple[Alert, ...]:
    """Return the alerts that count today: the newest of the count-down, the newest of the class.

    T−90, −60, −30, −15, −7, then T itself and the last day of the review, 30 working days later;
    the class for new members is asked after in months 6 and 9.
    """
    countdown = (
        *(Alert(f"T-{days}", clock.official_on - timedelta(days=days)) for days in terms.reminders),
        Alert("T", clock.official_on),
        Alert("T+", clock.review_until),
    )
    classes = (
        Alert(f"M-{months}", add_months(clock.ceremony_on, months)) for months in terms.class_months
    )
    wanted = [_newest(countdown, today)]
    if not has_certificate:
        wanted.append(_newest(classes, today))
    return tuple(alert for alert in wanted if alert is not None)


def _newest(alerts: Iterable[Alert], today: date) -> Alert | None:
    begun = [alert for alert in alerts if alert.due_on <= today]
    return max(begun, key=lambda alert: alert.due_on, default=None)


def ceremony_deadline(decided_on: date, days: int, holidays: frozenset[date]) -> date:
    """Return the last day for the ceremony: 30 working days after the decision (208-QĐ/TW)."""
    return add_working_days(decided_on, days, holidays)


def check_happened(day: date, today: date, field: str) -> None:
    """What is recorded as done was done by today."""
    if day > today:
        raise RuleBroken("Ngày không được ở tương lai.", field)


def check_ceremony(decided_on: date, held_on: date) -> None:
    """No ceremony before the decision."""
    if held_on < decided_on:
        raise RuleBroken(
            f"Lễ kết nạp không được trước ngày quyết định {decided_on:%d/%m/%Y}.", "held_on"
        )


def check_follows(day: date, earlier: Iterable[date | None], field: str) -> None:
    """What ends a step of a file, or the file, is not dated before what happened to it."""
    last = max((one for one in earlier if one is not None), default=None)
    if last is not None and day < last:
        raise RuleBroken(f"Ngày này không được trước ngày {last:%d/%m/%Y} đã ghi ở hồ sơ.", field)


def check_decision(voted_on: date, sent_up_on: date | None, decided_on: date) -> None:
    """The committee decides after the cell has voted and sent the file up."""
    if decided_on < voted_on:
        raise RuleBroken(
            f"Ngày quyết định không được trước ngày chi bộ biểu quyết {voted_on:%d/%m/%Y}.",
            "decided_on",
        )
    check_follows(decided_on, [sent_up_on], "decided_on")


_SENDABLE = (ProcedureState.REVIEWED, ProcedureState.REFUSED, ProcedureState.UNDECIDED)


def check_may_send(state: ProcedureState, sent_on: date, voted_on: date | None) -> None:
    """A file goes up after the cell came to a result, or voted three times without one."""
    if state not in _SENDABLE or voted_on is None:
        raise RuleBroken(f"Hồ sơ «{state.label}» chưa gửi lên cấp trên được.")
    if sent_on < voted_on:
        raise RuleBroken("Ngày gửi không được trước ngày chi bộ biểu quyết.", "sent_on")


def check_state(state: ProcedureState, *allowed: ProcedureState) -> None:
    """Refuse an act that does not belong to where the file stands."""
    if state not in allowed:
        raise RuleBroken(f"Hồ sơ «{state.label}» không ở bước này.")


def days_of(text: str) -> tuple[int, ...]:
    """Read a provision like «90, 60, 30»; its shape was checked when it was typed."""
    return tuple(int(word) for word in text.split(","))


def missing_reviews(last: date | None, since: date, today: date, months: int) -> bool:
    """Tell whether a prospect was not looked at for `months` (at least once a year, as quoted)."""
    return add_months(last or since, months) < today
