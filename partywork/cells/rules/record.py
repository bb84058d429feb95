"""The typed fields of a member's record: their groups, what is sealed, what each may say."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from partywork.cells.rules.importing.messages import Fault
from partywork.cells.rules.importing.values import (
    Reading,
    read_birth_name,
    read_citizen_id,
    read_email,
    read_name,
    read_phone,
)
from partywork.cells.rules.membership import full_years, mask, mask_address, mask_email
from partywork.cells.terms import RecordField, RecordGroup, Sex
from partywork.core.errors import RuleBroken
from partywork.core.text import tidy

_ADMISSION_AGE = 18
_LONGEST_TEXT = 300
_LONGEST_NOTES = 2000
# A lone dash erases a sealed field, whose input is empty when its value stays.
_NOTHING_WRITTEN = ("", "-")

# Where a group of the page begins, in the order of `RecordField`.
_FIRST = {
    RecordField.FULL_NAME: RecordGroup.IDENTITY,
    RecordField.PHONE: RecordGroup.CONTACT,
    RecordField.BIRTH_PLACE: RecordGroup.ORIGIN,
    RecordField.OCCUPATION: RecordGroup.WORK,
    RecordField.GENERAL_EDUCATION: RecordGroup.EDUCATION,
    RecordField.SPONSORS: RecordGroup.PAPERS,
    RecordField.HEALTH: RecordGroup.REMARKS,
}


def _grouped() -> dict[RecordGroup, tuple[RecordField, ...]]:
    groups: dict[RecordGroup, tuple[RecordField, ...]] = {}
    group = RecordGroup.IDENTITY
    for field in RecordField:
        group = _FIRST.get(field, group)
        groups[group] = (*groups.get(group, ()), field)
    return groups


GROUPS: Mapping[RecordGroup, tuple[RecordField, ...]] = MappingProxyType(_grouped())

# Kept encrypted and shown masked: identity, contacts what law 91/2025 calls sensitive, free notes.
SEALED = frozenset(
    {
        RecordField.CITIZEN_ID,
        RecordField.PHONE,
        RecordField.EMAIL,
        RecordField.RESIDENCE,
        RecordField.TEMPORARY_RESIDENCE,
        RecordField.ETHNICITY,
        RecordField.RELIGION,
        RecordField.HEALTH,
        RecordField.NOTES,
    }
)
# Not sealed, but too personal for the trail, which can never be corrected.
_UNTOLD = SEALED | {RecordField.FAMILY_BACKGROUND}
_NEEDED = frozenset({RecordField.FULL_NAME, RecordField.SEX, RecordField.BORN_ON})
_ADDRESSES = frozenset({RecordField.RESIDENCE, RecordField.TEMPORARY_RESIDENCE})
_NUMBERS = frozenset({RecordField.CITIZEN_ID, RecordField.PHONE})

# What the bí thư and phó bí thư of the cell keep up to date themselves.
KEPT_BY_CELL: frozenset[RecordField] = frozenset(
    field
    for group in (RecordGroup.CONTACT, RecordGroup.WORK, RecordGroup.EDUCATION)
    for field in GROUPS[group]
)
# What they may see in full: how to reach somebody. Everything else is the organisation desk's.
SHOWN_TO_CELL: frozenset[RecordField] = frozenset(GROUPS[RecordGroup.CONTACT])

_READERS: Mapping[RecordField, Callable[[str], Reading[str]]] = MappingProxyType(
    {
        RecordField.FULL_NAME: read_name,
        RecordField.BIRTH_NAME: read_birth_name,
        RecordField.CITIZEN_ID: read_citizen_id,
        RecordField.PHONE: read_phone,
        RecordField.EMAIL: read_email,
    }
)


def may_be_told(field: RecordField) -> bool:
    """Say whether old and new values of a field may stand in the trail."""
    return field not in _UNTOLD


def masked(field: RecordField, value: str) -> str:
    """Return what a page shows of a sealed field: the end of a number, the province, or nothing."""
    if not value:
        return ""
    if field in _NUMBERS:
        return mask(value)
    if field in _ADDRESSES:
        return mask_address(value)
    if field is RecordField.EMAIL:
        return mask_email(value)
    return "•••"


def clean(field: RecordField, value: Any) -> Any:
    """Return a value as the record keeps it, or raise `RuleBroken` at its field.

    Texts are composed and trimmed and nothing is `None`; the identity number has 12 digits (Luật
    Căn cước 26/2023/QH15, Điều 12); names, telephone numbers and addresses of mail are read as
    in lists that are imported.
    """
    if isinstance(value, str) and not isinstance(value, Sex):
        value = _read(field, tidy(value) if field is not RecordField.NOTES else value.strip())
    if value is None and field in _NEEDED:
        raise RuleBroken(f"{field.label} không được để trống.", field.value)
    return value


def _read(field: RecordField, text: str) -> str | None:
    if text in _NOTHING_WRITTEN:
        return None
    limit = _LONGEST_NOTES if field is RecordField.NOTES else _LONGEST_TEXT
    if len(text) > limit:
        raise RuleBroken(f"{field.label} không được dài quá {limit} ký tự.", field.value)
    reader = _READERS.get(field)
    if reader is None:
        return text
    reading = reader(text)
    for found in reading.findings:
        if isinstance(found.rule, Fault):
            raise RuleBroken(f"{found.text}.", field.value)
    return reading.value


def check_days(
    *, born_on: date, retired_on: date | None, admitted_on: date | None, day: date
) -> None:
    """Refuse days of a record that contradict each other.

    A citizen is admitted from the age of 18 (Điều lệ Đảng, Điều 1).
    """
    if born_on > day:
        raise RuleBroken("Ngày sinh không được ở tương lai.", RecordField.BORN_ON)
    if admitted_on is not None and full_years(born_on, admitted_on) < _ADMISSION_AGE:
        raise RuleBroken(
            f"Với ngày sinh này, đồng chí vào Đảng khi chưa đủ {_ADMISSION_AGE} tuổi "
            "(Điều lệ Đảng, Điều 1). Hãy xem lại ngày sinh hoặc đính chính ngày vào Đảng.",
            RecordField.BORN_ON,
        )
    if retired_on is not None and retired_on <= born_on:
        raise RuleBroken("Ngày nghỉ hưu phải sau ngày sinh.", RecordField.RETIRED_ON)


def citizen_id_doubts(citizen_id: str | None, sex: Sex, born_on: date) -> tuple[str, ...]:
    """Say where an identity number does not fit the sex and year of birth; nothing is refused.

    The fourth digit tells century and sex (0 and 1 for men and women born in the 1900s, 2 and 3
    in the 2000s), the fifth and sixth the year. Quoted from practice (nghị định 59/2021/NĐ-CP,
    Điều 7, not read in full), so it is only a hint to look at the papers again.
    """
    if citizen_id is None:
        return ()
    doubts = []
    century, is_woman = divmod(int(citizen_id[3]), 2)
    if (sex is Sex.FEMALE) != bool(is_woman):
        doubts.append(f"Chữ số thứ tư của số căn cước không khớp giới tính «{sex.label}».")
    if born_on.year // 100 != 19 + century or citizen_id[4:6] != f"{born_on.year % 100:02d}":
        doubts.append(f"Số căn cước không khớp năm sinh {born_on.year}.")
    return tuple(doubts)
