"""What a list may change in a record, and what it can only point out."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from partywork.cells.rules.importing.columns import cell_text
from partywork.cells.rules.importing.messages import (
    Fault,
    Finding,
    ImportField,
    Match,
    Update,
    finding,
)
from partywork.cells.rules.importing.papers import (
    OF_NEW_PAPERS,
    Recorded,
    check_papers,
    check_standing,
    written_down,
)
from partywork.cells.rules.importing.person import MemberValues
from partywork.cells.rules.importing.rows import ImportedRow
from partywork.cells.rules.membership import mask, mask_address
from partywork.cells.terms import ImportMode, Sex
from partywork.core.terms import Term
from partywork.core.text import fold, tidy

# Plain facts of the record; everything else follows from events, standings and offices.
PLAIN = (
    ImportField.BIRTH_NAME,
    ImportField.ALIAS,
    ImportField.BORN_ON,
    ImportField.SEX,
    ImportField.ETHNICITY,
    ImportField.RELIGION,
    ImportField.BIRTH_PLACE,
    ImportField.NATIVE_PLACE,
    ImportField.RESIDENCE,
    ImportField.TEMPORARY_RESIDENCE,
    ImportField.FAMILY_BACKGROUND,
    ImportField.CITIZEN_ID,
    ImportField.PHONE,
    ImportField.EMAIL,
    ImportField.HEALTH,
    ImportField.SPONSORS,
    ImportField.FILE_NUMBER,
    ImportField.REGISTER_NUMBER,
    ImportField.GENERAL_EDUCATION,
    ImportField.QUALIFICATION,
    ImportField.ACADEMIC_TITLE,
    ImportField.DEGREE,
    ImportField.POLITICAL_THEORY,
    ImportField.FOREIGN_LANGUAGES,
    ImportField.COMPUTER_SKILLS,
    ImportField.OCCUPATION,
    ImportField.WORKPLACE,
    ImportField.GOVERNMENT_POST,
    ImportField.ASSOCIATION_POST,
    ImportField.SALARY_GRADE,
    ImportField.RETIRED_ON,
    ImportField.NOTES,
)
SEALED = frozenset(
    {
        ImportField.ETHNICITY,
        ImportField.RELIGION,
        ImportField.RESIDENCE,
        ImportField.TEMPORARY_RESIDENCE,
        ImportField.CITIZEN_ID,
        ImportField.PHONE,
        ImportField.EMAIL,
        ImportField.HEALTH,
        ImportField.NOTES,
    }
)
# Typed over a personal fact, whose field is empty when it stays, this takes it away.
ERASED = "-"
# Facts that follow from events, standings and offices: a list points out where it differs.
DERIVED = tuple(field for field in ImportField if field not in PLAIN)
_DAYS = frozenset({ImportField.BORN_ON, ImportField.RETIRED_ON})
_NUMBERS = frozenset({ImportField.CITIZEN_ID, ImportField.PHONE})
_ADDRESSES = frozenset({ImportField.RESIDENCE, ImportField.TEMPORARY_RESIDENCE})
_HIDDEN = "•••"
_NOTHING = "chưa có"


def differing(values: MemberValues, recorded: Recorded) -> dict[ImportField, Any]:
    """Return what the list says otherwise than the record; an empty cell says nothing.

    A name typed without marks or in other capitals is the same name, and a text broken into lines
    the same text.
    """
    said = {field: getattr(values, field) for field in ImportField}
    return {
        field: value
        for field, value in said.items()
        if value is not None and not _is_same(field, value, recorded.get(field))
    }


def _is_same(field: ImportField, value: Any, ours: Any) -> bool:
    if not isinstance(ours, str) or isinstance(ours, Term):
        return bool(value == ours)
    if field is ImportField.FULL_NAME:
        return value.casefold() in (ours.casefold(), fold(ours))
    return bool(value == tidy(ours))


def changes(values: MemberValues, recorded: Recorded) -> dict[ImportField, Any]:
    """Return the plain facts a list would change in a record."""
    found = differing(values, recorded)
    return {field: value for field, value in found.items() if field in PLAIN}


def propose(row: ImportedRow, mode: ImportMode, recorded: Recorded | None) -> ImportedRow:
    """Say what a list that may change records would do with one row.

    Somebody of the register is changed where the list has other plain facts; what follows from
    events is never overwritten, only pointed out; a decision of the way into the Party that is not
    in the record yet becomes such an event. A fact the list leaves out is not missing. Where
    the list may not add anybody, a person who is not in the register is left alone.
    """
    if not mode.updates:
        return row
    if row.known is None or recorded is None:
        return row if mode.adds else _not_known(row)
    name = recorded.get(ImportField.FULL_NAME) or ""
    known = finding(Update.KNOWN, ImportField.FULL_NAME, name=name)
    said = [
        one
        for one in _given(row)
        if not isinstance(one.rule, Match) and one.rule not in OF_NEW_PAPERS
    ]
    found = (
        *_doubts(row, recorded),
        *check_papers(row.values, said, recorded),
        *check_standing(row.values, recorded),
        *_differences(row.values, recorded),
    )
    return replace(row, findings=(known, *said, *found))


def _doubts(row: ImportedRow, recorded: Recorded) -> Iterator[Finding]:
    """Doubt somebody found by name and day of birth alone whose identity number is another."""
    met = {one.rule for one in row.findings}
    number, card = recorded.get(ImportField.CITIZEN_ID), recorded.get(ImportField.CARD_NUMBER)
    is_proved = card is not None and row.values.card_number == card
    is_other = number is not None and row.values.citizen_id not in (None, number)
    if Match.SAME_NAME_AND_BIRTH in met and is_other and not is_proved:
        yield finding(Fault.CITIZEN_ID_DIFFERS, ImportField.CITIZEN_ID)


def _not_known(row: ImportedRow) -> ImportedRow:
    if any(isinstance(one.rule, Match) for one in row.findings):
        return row
    return replace(row, findings=(*_given(row), finding(Update.NOT_KNOWN)))


def _given(row: ImportedRow) -> Iterator[Finding]:
    for one in row.findings:
        if one.rule is not Fault.MISSING or one.field is ImportField.FULL_NAME:
            yield one


def _differences(values: MemberValues, recorded: Recorded) -> Iterator[Finding]:
    new = written_down(values, recorded)
    for field, value in differing(values, recorded).items():
        rule = Update.CHANGE if field in PLAIN or field in new else Update.DEVIATION
        before, after = shown(field, recorded.get(field)), shown(field, value)
        yield finding(rule, field, before=before or _NOTHING, after=after)


def shown(field: ImportField, value: Any) -> str:
    """Return a fact as a page shows it: in words, personal ones masked."""
    text = written(value)
    if not text or field not in SEALED:
        return text
    if field in _NUMBERS:
        return mask(text)
    return mask_address(text) if field in _ADDRESSES else _HIDDEN


def written(value: Any) -> str:
    """Return a fact as people write it."""
    return value.label if isinstance(value, Term) else cell_text(value)


def kept(value: Any) -> str | None:
    """Return a plain fact in the form in which a row keeps what was there before."""
    if value is None:
        return None
    return value.isoformat() if isinstance(value, date) else str(value)


def restored(field: ImportField, text: str | None) -> Any:
    """Return the plain fact that was kept."""
    if text is None:
        return None
    if field in _DAYS:
        return date.fromisoformat(text)
    return Sex(text) if field is ImportField.SEX else text
