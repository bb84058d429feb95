"""The papers of this package: the checklist of a file, the letter and list for a class."""

from dataclasses import dataclass
from datetime import date

from partywork.admissions.models import ClassPlace, PartyClass
from partywork.admissions.pages.files import FilePage, tag_of
from partywork.cells.terms import OrganisationKind
from partywork.core.display import day as on_screen
from partywork.documents.pages import Heading, Recipients, Signature

# The number of a form is never torn between two lines.
_UNBROKEN = "\u2011"


@dataclass(frozen=True, slots=True)
class ChecklistRow:
    """One line of the printed checklist."""

    number: int
    step: str
    form: str
    done: str
    paper_number: str
    kept_at: str
    due: str
    state: str


@dataclass(frozen=True, slots=True)
class ChecklistPage:
    """The checklist of a file on one sheet, marked with the day it was printed."""

    heading: Heading
    title: str
    full_name: str
    cell: str
    person: tuple[tuple[str, str], ...]
    rows: tuple[ChecklistRow, ...]
    votes: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    printed_on: date


def checklist_page(page: FilePage, heading: Heading, printed_on: date) -> ChecklistPage:
    """Fill the sheet from the page of a file."""
    return ChecklistPage(
        heading=heading,
        title=f"HỒ SƠ {page.kind.label.upper()}",
        full_name=page.full_name,
        cell=page.cell,
        person=tuple((words, value) for words, value in page.person if value),
        rows=tuple(
            ChecklistRow(
                number=line.number,
                step=line.step.label,
                form=line.form.replace("-", _UNBROKEN),
                done=on_screen(line.done.done_on) if line.done else "",
                paper_number=line.done.number.replace("-", _UNBROKEN) if line.done else "",
                kept_at=line.done.kept_at if line.done else "",
                due=on_screen(line.due_on),
                state=tag_of(line)[1],
            )
            for line in page.lines
        ),
        votes=tuple(
            f"Lần {one.attempt}, ngày {on_screen(one.held_on)}: {one.in_favour}/{one.roll} đảng "
            f"viên chính thức tán thành, cần {one.needed}. {one.outcome.label}."
            for one in page.votes
        ),
        facts=page.facts,
        printed_on=printed_on,
    )


@dataclass(frozen=True, slots=True)
class SentPerson:
    """One line of the list of people sent to a class."""

    name: str
    born_on: date | None
    workplace: str
    cell: str


@dataclass(frozen=True, slots=True)
class ClassLetterPage:
    """The letter to the host of a class, with the list of people behind it."""

    heading: Heading
    sender: str
    class_name: str
    host: str
    place: str
    starts_on: date
    ends_on: date | None
    people: tuple[SentPerson, ...]
    recipients: Recipients
    signature: Signature


def sent_person(place: ClassPlace, day: date | None) -> SentPerson | None:
    """Return one line of the list of its day; nobody when the data was emptied meanwhile."""
    about = place.member or place.prospect
    if about is None:
        return None
    return SentPerson(
        name=about.full_name,
        born_on=about.born_on,
        workplace=about.workplace or "",
        cell=place.cell.name_at(day),
    )


def _body_of(found: PartyClass) -> str:
    """Return who writes: the chi bộ, or the Đảng ủy of a Đảng bộ, as the heading and signature."""
    name = found.organisation.name_at(found.letter_on)
    is_cell = found.organisation.kind is OrganisationKind.CELL
    return name if is_cell else name.replace("Đảng bộ", "Đảng ủy", 1)


def class_letter(
    found: PartyClass, heading: Heading, recipients: Recipients, signature: Signature
) -> ClassLetterPage:
    """Fill the letter of a class; its places with people and cells are loaded."""
    people = (sent_person(one, found.letter_on) for one in found.in_order)
    return ClassLetterPage(
        heading=heading,
        sender=_body_of(found),
        class_name=found.kind.in_text,
        host=found.host,
        place=found.place or "",
        starts_on=found.starts_on,
        ends_on=found.ends_on,
        people=tuple(one for one in people if one is not None),
        recipients=recipients,
        signature=signature,
    )
