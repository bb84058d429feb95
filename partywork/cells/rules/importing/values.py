"""How one cell of a member list is read: cleaned, understood, or refused with a reason."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, Never, TypeVar

from partywork.cells.rules.card_numbers import as_card_number, is_card_number
from partywork.cells.rules.importing.columns import Cell, cell_text
from partywork.cells.rules.importing.messages import Fault, Finding, ImportField, Repair, finding
from partywork.cells.rules.membership import mask, mask_email
from partywork.cells.terms import CardKind, MembershipStatus, OfficeTitle, Sex
from partywork.core.text import fold, nfc, plain, tidy

T_co = TypeVar("T_co", covariant=True)

_NOTHING_WRITTEN = frozenset({"-", "–", "—", "/", "."})
_MASK = "•••"
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})
_LONGEST_NAME = 100
_LONGEST_TEXT = 300
_LONGEST_NOTES = 2000
_NAME = re.compile(r"[^\W\d_]+(?:[ '’.-]+[^\W\d_]+)*")
_WORD = re.compile(r"[^\W\d_]+")
_FORMULA = re.compile(r"[=＝@]|[+\-]\S*[(|!]")
_SCRIPT = re.compile(r"<[/!?]?[a-z]|javascript\s*:", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]+")
_CITIZEN_ID_LENGTH = 12
_CITIZEN_ID_SHORTEST_NUMBER = 9
_PHONE_ABROAD = re.compile(r"^(?:\+84|0084|84(?=[0-9]{9}$))0?")
_PHONE = re.compile(r"0(?:[35789][0-9]{8}|2[0-9]{9})")
_EMAIL = re.compile(r"[^\s@,;<>()\"]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_LONGEST_EMAIL = 254
_CARD_KINDS = {fold(kind.label): kind for kind in CardKind} | {
    "cu": CardKind.OLD,
    "moi": CardKind.NEW,
    "the moi": CardKind.NEW,
}
_SEXES = {"nam": Sex.MALE, "nu": Sex.FEMALE}
_OFFICES = {fold(title.label): title for title in OfficeTitle} | {
    "uv ban thuong vu": OfficeTitle.STANDING_COMMITTEE_MEMBER,
    "uy vien ban chap hanh": OfficeTitle.COMMITTEE_MEMBER,
}
_WITHOUT_OFFICE = frozenset({"dang vien", "khong"})
_STATUSES = {fold(status.label): status for status in MembershipStatus} | {
    "dang vien chinh thuc": MembershipStatus.OFFICIAL,
    "dang vien du bi": MembershipStatus.PROBATIONARY,
    "mien sh": MembershipStatus.EXEMPTED,
    "mien sinh hoat": MembershipStatus.EXEMPTED,
    "mien cong tac va sinh hoat": MembershipStatus.EXEMPTED,
    "mien cong tac va sinh hoat dang": MembershipStatus.EXEMPTED,
    "dinh chi sinh hoat": MembershipStatus.SUSPENDED,
}


@dataclass(frozen=True, slots=True)
class Reading(Generic[T_co]):
    """What a cell was read as, if anything, and what there is to say about it."""

    value: T_co | None
    findings: tuple[Finding, ...] = ()


_EMPTY = Reading("")


def refuse(rule: Fault, field: ImportField, **words: str | int) -> Reading[Never]:
    """Return a reading without a value, and why."""
    return Reading(None, (finding(rule, field, **words),))


def is_number(cell: Cell) -> bool:
    """Tell a cell stored as a number, where leading zeros are lost, from one stored as text."""
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def clean(cell: Cell, field: ImportField) -> Reading[str]:
    """Compose the letters, drop unseen characters and extra spaces; a lone dash is nothing.

    What a list shows masked is nothing too: it must not take the place of what it hides.
    """
    if cell is None or cell == "":
        return _EMPTY
    written = plain(cell_text(cell))
    composed = nfc(written)
    findings = [finding(Repair.UNICODE, field)] if composed != written else []
    if _MASK in composed:
        return Reading("", (*findings, finding(Repair.MASKED, field)))
    text = tidy(composed if composed.isprintable() else _without_unseen(composed))
    if text != composed:
        findings.append(finding(Repair.SPACES, field))
    if text in _NOTHING_WRITTEN:
        return Reading("", (*findings, finding(Repair.DASH, field)))
    return Reading(text, tuple(findings))


def read_name(cell: Cell) -> Reading[str]:
    """Read a person's name; one in capitals or small letters only is written as names are."""
    return _read_name(cell, ImportField.FULL_NAME)


def read_birth_name(cell: Cell) -> Reading[str]:
    """Read the name in the birth certificate, by the same rules; it may be left empty."""
    cleaned = clean(cell, ImportField.BIRTH_NAME)
    return _read_name(cell, ImportField.BIRTH_NAME) if cleaned.value else Reading(None)


def _read_name(cell: Cell, field: ImportField) -> Reading[str]:
    cleaned = clean(cell, field)
    name = cleaned.value or ""
    if not name:
        return refuse(Fault.MISSING, field)
    if len(name) > _LONGEST_NAME:
        return refuse(Fault.TOO_LONG, field, limit=_LONGEST_NAME)
    if not _NAME.fullmatch(name):
        return refuse(Fault.NAME_UNREADABLE, field, before=name)
    rule = _letter_case_rule(name)
    if rule is None:
        return cleaned
    after = nfc(_WORD.sub(lambda word: word[0].capitalize(), name.lower()))
    return Reading(after, (*cleaned.findings, finding(rule, field, after=after)))


def read_text(cell: Cell, field: ImportField) -> Reading[str]:
    """Read free text as it stands; formulas and scripts are only letters and stay so."""
    cleaned = clean(cell, field)
    text = cleaned.value or ""
    if not text:
        return Reading(None, cleaned.findings)
    limit = _LONGEST_NOTES if field is ImportField.NOTES else _LONGEST_TEXT
    if len(text) > limit:
        return refuse(Fault.TOO_LONG, field, limit=limit)
    findings = list(cleaned.findings)
    if _FORMULA.match(text):
        findings.append(finding(Repair.FORMULA_TEXT, field))
    if _SCRIPT.search(text):
        findings.append(finding(Repair.SCRIPT_TEXT, field))
    return Reading(text, tuple(findings))


def read_citizen_id(cell: Cell) -> Reading[str]:
    """Read the 12-digit identity number (Luật Căn cước 26/2023/QH15, Điều 12).

    A spreadsheet drops leading zeros of what it stores as a number, so a number of 9 to 11
    digits gets them back; a text of that length was written so and is refused.
    """
    cleaned = clean(cell, ImportField.CITIZEN_ID)
    written = cleaned.value or ""
    if not written:
        return Reading(None, cleaned.findings)
    digits = _without_marks(written, " .'-", cell)
    if not _DIGITS.fullmatch(digits):
        return refuse(Fault.CITIZEN_ID_UNREADABLE, ImportField.CITIZEN_ID)
    findings = list(cleaned.findings)
    if digits != written:
        findings.append(finding(Repair.CITIZEN_ID_WRITING, ImportField.CITIZEN_ID))
    if is_number(cell) and _CITIZEN_ID_SHORTEST_NUMBER <= len(digits) < _CITIZEN_ID_LENGTH:
        digits = digits.zfill(_CITIZEN_ID_LENGTH)
        findings.append(finding(Repair.CITIZEN_ID_ZEROS, ImportField.CITIZEN_ID))
    if len(digits) != _CITIZEN_ID_LENGTH:
        return refuse(Fault.CITIZEN_ID_LENGTH, ImportField.CITIZEN_ID, count=len(digits))
    return Reading(digits, tuple(findings))


def read_phone(cell: Cell) -> Reading[str]:
    """Read a Vietnamese number, mobile (10 digits) or fixed (11), written 0…, +84… or with marks.

    A number of nine digits stored as a number has lost its leading zero.
    """
    cleaned = clean(cell, ImportField.PHONE)
    written = cleaned.value or ""
    if not written:
        return Reading(None, cleaned.findings)
    digits = _PHONE_ABROAD.sub("0", _without_marks(written, " .()-", cell), count=1)
    if is_number(cell) and not digits.startswith("0"):
        digits = "0" + digits
    if not _PHONE.fullmatch(digits):
        return refuse(Fault.PHONE_IMPOSSIBLE, ImportField.PHONE, before=mask(written))
    if digits == written:
        return Reading(digits, cleaned.findings)
    said = finding(Repair.PHONE_WRITING, ImportField.PHONE)
    return Reading(digits, (*cleaned.findings, said))


def read_card_number(cell: Cell) -> Reading[str]:
    """Read the number of the member's card, perhaps parted by dots or spaces."""
    cleaned = clean(cell, ImportField.CARD_NUMBER)
    written = cleaned.value or ""
    if not written:
        return Reading(None, cleaned.findings)
    number = written if is_number(cell) else as_card_number(written)
    if not is_card_number(number):
        return refuse(Fault.CARD_UNREADABLE, ImportField.CARD_NUMBER, before=written)
    if number == written:
        return Reading(number, cleaned.findings)
    said = finding(Repair.CARD_WRITING, ImportField.CARD_NUMBER, before=written, after=number)
    return Reading(number, (*cleaned.findings, said))


def read_card_kind(cell: Cell) -> Reading[CardKind]:
    """Read which card it is; the number does not tell."""
    cleaned = clean(cell, ImportField.CARD_KIND)
    if not cleaned.value:
        return Reading(None, cleaned.findings)
    kind = _CARD_KINDS.get(fold(cleaned.value))
    if kind is None:
        return refuse(Fault.CARD_KIND_UNKNOWN, ImportField.CARD_KIND, before=cleaned.value)
    return Reading(kind, cleaned.findings)


def read_email(cell: Cell) -> Reading[str]:
    """Read one address; two in a cell, or a name without its domain, are refused."""
    cleaned = clean(cell, ImportField.EMAIL)
    written = cleaned.value or ""
    if not written:
        return Reading(None, cleaned.findings)
    if len(written) > _LONGEST_EMAIL or not _EMAIL.fullmatch(written):
        return refuse(Fault.EMAIL_IMPOSSIBLE, ImportField.EMAIL, before=mask_email(written))
    return Reading(written, cleaned.findings)


def read_sex(cell: Cell) -> Reading[Sex]:
    """Read «Nam» or «Nữ»; it is never concluded from the name."""
    cleaned = clean(cell, ImportField.SEX)
    if not cleaned.value:
        return refuse(Fault.MISSING, ImportField.SEX)
    sex = _SEXES.get(fold(cleaned.value))
    if sex is None:
        return refuse(Fault.SEX_UNKNOWN, ImportField.SEX, before=cleaned.value)
    return Reading(sex, cleaned.findings)


def read_office(cell: Cell) -> Reading[OfficeTitle]:
    """Read the office a member holds; an empty cell or «Đảng viên» is none."""
    cleaned = clean(cell, ImportField.OFFICE)
    word = fold(cleaned.value or "").removesuffix(" chi bo")
    if not word or word in _WITHOUT_OFFICE:
        return Reading(None, cleaned.findings)
    office = _OFFICES.get(word)
    if office is None:
        return refuse(Fault.OFFICE_UNKNOWN, ImportField.OFFICE, before=cleaned.value or "")
    return Reading(office, cleaned.findings)


def read_status(cell: Cell) -> Reading[MembershipStatus]:
    """Read a member's standing; it is never concluded from the days."""
    cleaned = clean(cell, ImportField.STATUS)
    if not cleaned.value:
        return refuse(Fault.MISSING, ImportField.STATUS)
    status = _STATUSES.get(fold(cleaned.value))
    if status is None:
        return refuse(Fault.STATUS_UNKNOWN, ImportField.STATUS, before=cleaned.value)
    return Reading(status, cleaned.findings)


def _without_marks(written: str, marks: str, cell: Cell) -> str:
    # The point of a stored number parts its fraction and is no mark.
    return written if is_number(cell) else written.translate(dict.fromkeys(map(ord, marks)))


def _without_unseen(text: str) -> str:
    return "".join(c for c in text if c.isspace() or unicodedata.category(c) not in _UNSEEN)


def _letter_case_rule(name: str) -> Repair | None:
    words: Iterable[str] = _WORD.findall(name)
    if name.isupper() and any(len(word) > 1 for word in words):
        return Repair.CAPITALS
    return Repair.SMALL_LETTERS if name.islower() else None
