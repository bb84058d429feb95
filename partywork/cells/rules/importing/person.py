"""What a member list says of one person, and whether it agrees with itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from partywork.cells.rules.importing.messages import Fault, Finding, ImportField, finding
from partywork.cells.rules.membership import full_years
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
    ceremony_on: date | None
    official_on: date | None
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
    is an official member's (12-HD/BTCTW 2022, as quoted). A probationary member neither is
    official nor holds an office, having no right to stand for election (Điều lệ Đảng, Điều 3, 5).
    """
    found = [*_too_young(values), *_out_of_order(values), *_retired(values)]
    if values.status is MembershipStatus.PROBATIONARY:
        found.extend(_check_probationary(values))
    return tuple(found)


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


def _check_probationary(values: MemberValues) -> list[Finding]:
    found = []
    if values.official_on:
        after = on_screen(values.official_on)
        rule = Fault.PROBATIONARY_WITH_OFFICIAL_DAY
        found.append(finding(rule, ImportField.OFFICIAL_ON, after=after))
    if values.office:
        after = values.office.label
        found.append(finding(Fault.PROBATIONARY_IN_OFFICE, ImportField.OFFICE, after=after))
    return found
