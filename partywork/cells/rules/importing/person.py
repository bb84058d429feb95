"""What a member list says of one person, and whether it agrees with itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from partywork.cells.rules.history import Limits
from partywork.cells.rules.history.probation import earliest_official
from partywork.cells.rules.importing.messages import (
    Fault,
    Finding,
    ImportField,
    Repair,
    finding,
)
from partywork.cells.rules.membership import full_years, is_official, is_probationary, may_vote
from partywork.cells.terms import CardKind, MembershipStatus, OfficeTitle, Sex
from partywork.core.display import day as on_screen

_ADMISSION_AGE = 18
_IN_THIS_ORDER = (
    (ImportField.ADMITTED_ON, ImportField.CEREMONY_ON, Fault.CEREMONY_BEFORE_ADMISSION),
    (ImportField.ADMITTED_ON, ImportField.OFFICIAL_ON, Fault.OFFICIAL_BEFORE_ADMISSION),
    (ImportField.CEREMONY_ON, ImportField.OFFICIAL_ON, Fault.OFFICIAL_BEFORE_CEREMONY),
    (ImportField.OFFICIAL_ON, ImportField.CARD_ISSUED_ON, Fault.CARD_BEFORE_OFFICIAL),
)
_FROM_EIGHTEEN = (
    (ImportField.ADMITTED_ON, Fault.ADMITTED_TOO_YOUNG),
    (ImportField.PARTY_AGE_FROM, Fault.PARTY_AGE_TOO_EARLY),
)


@dataclass(frozen=True, slots=True)
class MemberValues:
    """What the row says of a person; `None` is empty, or refused with a message.

    In a ready row the name, birth date, sex, day of admission, cell and status are there.
    """

    full_name: str | None
    birth_name: str | None
    alias: str | None
    born_on: date | None
    sex: Sex | None
    ethnicity: str | None
    religion: str | None
    birth_place: str | None
    native_place: str | None
    residence: str | None
    temporary_residence: str | None
    family_background: str | None
    citizen_id: str | None
    phone: str | None
    email: str | None
    health: str | None
    admitted_on: date | None
    admission_number: str | None
    admission_signed_on: date | None
    admission_body: str | None
    admission_cell: str | None
    ceremony_on: date | None
    official_on: date | None
    confirmation_number: str | None
    confirmation_signed_on: date | None
    confirmation_body: str | None
    confirmation_cell: str | None
    party_age_from: date | None
    sponsors: str | None
    card_number: str | None
    card_issued_on: date | None
    card_kind: CardKind | None
    file_number: str | None
    register_number: str | None
    cell: str | None
    office: OfficeTitle | None
    general_education: str | None
    qualification: str | None
    academic_title: str | None
    degree: str | None
    political_theory: str | None
    foreign_languages: str | None
    computer_skills: str | None
    occupation: str | None
    workplace: str | None
    government_post: str | None
    association_post: str | None
    salary_grade: str | None
    retired_on: date | None
    status: MembershipStatus | None
    notes: str | None


def check_person(values: MemberValues) -> tuple[Finding, ...]:
    """Compare what the row says of one person with itself.

    A citizen is admitted from the age of 18, in full years on the day (Điều lệ Đảng, Điều 1);
    the decision comes before the ceremony, the ceremony before the official day, and the card
    is an official member's (12-HD/BTCTW 2022, as quoted). A probationary member, whatever befell
    them, neither is official nor has a card; who has no right to vote and to stand for election
    holds no office (Điều lệ Đảng, Điều 3, 5). An official day the list does not know is only told
    of, when nothing is wrong: papers mend it later.
    """
    found = [*_too_young(values), *_out_of_order(values), *_retired(values)]
    if values.status is not None:
        found.extend(_against_standing(values, values.status))
    return tuple(found or _to_complete(values))


def check_probation(values: MemberValues, limits: Limits) -> tuple[Finding, ...]:
    """Refuse an official day before the months of probation were over (Điều lệ Đảng, Điều 5).

    They run from the ceremony, or from the decision where the list does not know it; a day before
    either is another mistake.
    """
    begun, official = values.ceremony_on or values.admitted_on, values.official_on
    first = earliest_official(values.admitted_on, values.ceremony_on, limits)
    if begun is None or official is None or first is None or not begun <= official < first:
        return ()
    said = {"after": on_screen(official), "before": on_screen(first)}
    return (finding(Fault.OFFICIAL_TOO_EARLY, ImportField.OFFICIAL_ON, **said),)


def _too_young(values: MemberValues) -> Iterator[Finding]:
    for field, rule in _FROM_EIGHTEEN:
        day = getattr(values, field)
        if values.born_on and day and full_years(values.born_on, day) < _ADMISSION_AGE:
            age = full_years(values.born_on, day)
            yield finding(rule, field, after=on_screen(day), count=age)


def _out_of_order(values: MemberValues) -> Iterator[Finding]:
    for earlier, later, rule in _IN_THIS_ORDER:
        first, second = getattr(values, earlier), getattr(values, later)
        if first and second and second < first:
            yield finding(rule, later, after=on_screen(second), before=on_screen(first))


def _retired(values: MemberValues) -> Iterator[Finding]:
    born, retired = values.born_on, values.retired_on
    if born and retired and retired <= born:
        rule = Fault.RETIRED_BEFORE_BIRTH
        said = {"after": on_screen(retired), "before": on_screen(born)}
        yield finding(rule, ImportField.RETIRED_ON, **said)


def _against_standing(values: MemberValues, status: MembershipStatus) -> Iterator[Finding]:
    if is_probationary(status):
        yield from _official_already(values)
    if values.office and not may_vote(status):
        is_new = is_probationary(status)
        rule = Fault.PROBATIONARY_IN_OFFICE if is_new else Fault.NOT_VOTING_IN_OFFICE
        said = {"after": values.office.label, "before": status.label}
        yield finding(rule, ImportField.OFFICE, **said)


def _to_complete(values: MemberValues) -> Iterator[Finding]:
    if values.status is not None and is_official(values.status) and values.official_on is None:
        yield finding(Repair.OFFICIAL_DAY_MISSING, ImportField.OFFICIAL_ON)


def _official_already(values: MemberValues) -> Iterator[Finding]:
    if values.official_on:
        after = on_screen(values.official_on)
        yield finding(Fault.PROBATIONARY_WITH_OFFICIAL_DAY, ImportField.OFFICIAL_ON, after=after)
    card = values.card_number or (values.card_kind and values.card_kind.label)
    if card:
        field = ImportField.CARD_NUMBER if values.card_number else ImportField.CARD_KIND
        yield finding(Fault.PROBATIONARY_WITH_CARD, field, after=card)
    if values.card_issued_on:
        after = on_screen(values.card_issued_on)
        yield finding(Fault.PROBATIONARY_WITH_CARD, ImportField.CARD_ISSUED_ON, after=after)
