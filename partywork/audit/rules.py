"""How an entry of the trail reads: the act and what changed, in words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from partywork.audit.terms import ACTIONS, FIELDS, SUBJECTS
from partywork.core import display

_PAIR = 2
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d+)?[+-]\d\d:\d\d")


@dataclass(frozen=True, slots=True)
class ReadableChange:
    """One field: what it says now, and what it said before where that is known."""

    words: str
    after: str
    before: str | None = None


def action_words(action: str) -> str:
    """Return what people call an act; one without words of its own is named by its subject."""
    known = ACTIONS.get(action)
    if known is not None:
        return known
    return f"{SUBJECTS.get(action.partition('.')[0], 'Hệ thống')}: việc khác"


def readable(changes: Mapping[str, object]) -> list[ReadableChange]:
    """Return the facts of an entry in words; a pair is «before → after».

    The key of a record is for the machine: a fact that is only a key is left out, and a field
    named by one is about one person.
    """
    found = []
    for field, value in changes.items():
        if _KEY.fullmatch(str(value)):
            continue
        words = "Một đồng chí" if _KEY.fullmatch(field) else FIELDS.get(field, "Nội dung khác")
        if isinstance(value, list) and len(value) == _PAIR:
            found.append(ReadableChange(words, _in_words(value[1]), _in_words(value[0])))
        else:
            found.append(ReadableChange(words, _in_words(value)))
    return found


def _in_words(value: object) -> str:
    if value is None or value == "":
        return "trống"
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, list):
        return "; ".join(_in_words(item) for item in value)
    text = str(value)
    if _DAY.fullmatch(text):
        return display.day(date.fromisoformat(text))
    if _INSTANT.fullmatch(text):
        return display.moment(datetime.fromisoformat(text))
    return text
