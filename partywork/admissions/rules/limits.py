"""The values of a day by which files are judged, and the ends of steps that follow from them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from partywork.admissions.rules.clocks import ProbationClock, ProbationTerms
from partywork.admissions.rules.people import AgeLimits
from partywork.admissions.rules.readmission import ReadmissionTerms
from partywork.admissions.terms import ProcedureKind, Step
from partywork.cells.rules.membership import add_months
from partywork.core.periods import Month
from partywork.provisions.rules import add_working_days


@dataclass(frozen=True, slots=True)
class Limits:
    """Everything the rules of this package leave to provisions, in force on one day."""

    ages: AgeLimits
    listing_age: int
    sponsor_months: int
    certificate_months: int
    review_months: int
    most_votes: int
    decision_days: int
    ceremony_days: int
    declaration_days: int
    readmission: ReadmissionTerms
    confirmation_days: int
    probation: ProbationTerms
    education: str
    forms: Mapping[ProcedureKind, Mapping[Step, str]]
    holidays: frozenset[date]


@dataclass(frozen=True, slots=True)
class Days:
    """The days of a file from which the ends of its steps run."""

    sent_up_on: date | None = None
    decided_on: date | None = None
    ceremony_on: date | None = None


def admission_due(days: Days, limits: Limits) -> dict[Step, date]:
    """Return by when the later steps of an admission are due; before their start they have no end.

    Decision within 60 working days of the full file, ceremony within 30 of the decision,
    declarations within 30 of the ceremony, dues and register by the end of the next month
    (208-QĐ/TW, 12-HD/BTCTW 2022, as quoted).
    """
    due = {}
    holidays = limits.holidays
    if days.sent_up_on:
        due[Step.DECISION] = add_working_days(days.sent_up_on, limits.decision_days, holidays)
    if days.decided_on:
        due[Step.CEREMONY] = add_working_days(days.decided_on, limits.ceremony_days, holidays)
    if days.ceremony_on:
        ends = add_working_days(days.ceremony_on, limits.declaration_days, holidays)
        due[Step.DECLARATION] = ends
        due[Step.REGISTERED] = Month.of(days.ceremony_on).shift(1).last_day
    return due


def confirmation_due(clock: ProbationClock, days: Days, limits: Limits) -> dict[Step, date]:
    """Return by when each step of a confirmation is due.

    The class within the twelve months, papers 30 days before T, the review within 30 working days
    after T, the announcement at the next monthly meeting (29-QĐ/TW 2016, 12-HD/BTCTW 2022).
    """
    due = {
        Step.NEW_MEMBER_CLASS: clock.official_on,
        Step.SELF_REVIEW: clock.prepare_by,
        Step.HELPER_REMARKS: clock.prepare_by,
        Step.LOCAL_OPINIONS: clock.prepare_by,
        Step.CONFIRMATION_VOTE: clock.review_until,
    }
    if days.sent_up_on:
        due[Step.CONFIRMATION_DECISION] = add_working_days(
            days.sent_up_on, limits.confirmation_days, limits.holidays
        )
    if days.decided_on:
        due[Step.ANNOUNCED] = add_months(days.decided_on, 1)
    return due
