"""How strong a password must be, what a one-time code looks like, and how guessing is slowed."""

import re
import unicodedata
from datetime import date, timedelta

from partywork.core.errors import RuleBroken
from partywork.core.text import fold, nfc, tidy

_MIN_LENGTH = 12
_MAX_LENGTH = 256
# What people here choose when told to choose anything, in the folded form and without spaces.
_HABITS = (
    "dangcongsanvietnam",
    "lienhiephoi",
    "congtacdang",
    "partywork",
    "chutich",
    "emyeuanh",
    "anhyeuem",
    "iloveyou",
    "password",
    "passw0rd",
    "dangvien",
    "hochiminh",
    "matkhau",
    "dangbo",
    "danguy",
    "vietnam",
    "welcome",
    "qwertyuiop",
    "asdfghjkl",
    "qwerty",
    "letmein",
    "changeme",
    "xinchao",
    "admin",
    "hanoi",
    "vusta",
    "chibo",
    "bithu",
    "1234567890",
    "0987654321",
    "123456789",
    "12345678",
    "1234567",
    "123456",
    "654321",
    "12345",
    "1234",
    "abcd",
    "abc",
    "123",
)
_HABIT = re.compile("|".join(sorted(_HABITS, key=len, reverse=True)))
_YEAR = re.compile(r"(?:19|20)\d\d")
_MIN_BEYOND_HABITS = 8
_MIN_DISTINCT = 5
_MIN_NAME = 3


def check_password(password: str, *, user_name: str, full_name: str, born_on: date | None) -> None:
    """Refuse a password that is short, common here, or made of the person's own particulars.

    Length counts, not kinds of signs: a sentence of a few words is welcome.
    """
    typed = nfc(password)
    if len(typed) < _MIN_LENGTH:
        raise RuleBroken(f"Mật khẩu phải có ít nhất {_MIN_LENGTH} ký tự.", "password")
    if len(typed) > _MAX_LENGTH:
        raise RuleBroken(f"Mật khẩu không quá {_MAX_LENGTH} ký tự.", "password")
    plain = _letters_and_digits(typed)
    if _is_common(plain):
        raise RuleBroken(
            "Mật khẩu này dễ đoán. Hãy ghép vài từ không liên quan với nhau.", "password"
        )
    for own in (user_name, full_name):
        particular = _letters_and_digits(own)
        if len(particular) >= _MIN_NAME and particular in plain:
            raise RuleBroken("Mật khẩu không được chứa tên của đồng chí.", "password")
    if born_on is not None and _has_birthday(typed, born_on):
        raise RuleBroken("Mật khẩu không được chứa ngày sinh của đồng chí.", "password")


def _letters_and_digits(text: str) -> str:
    return "".join(c for c in fold(text) if c.isalnum())


def _is_common(plain: str) -> bool:
    if plain.isdigit() or len(set(plain)) < _MIN_DISTINCT:
        return True
    beyond = _HABIT.sub("", plain)
    return beyond != plain and len(_YEAR.sub("", beyond)) < _MIN_BEYOND_HABITS


def _has_birthday(password: str, born_on: date) -> bool:
    digits = "".join(c for c in password if c.isdigit())
    day, month, year = born_on.day, born_on.month, born_on.year
    written = (
        f"{day:02d}{month:02d}{year}",
        f"{year}{month:02d}{day:02d}",
        f"{day}{month}{year}",
        f"{day:02d}{month:02d}{year % 100:02d}",
    )
    return any(form in digits for form in written)


# Sixteen capitals that nobody reads as another letter or a figure, and that no Vietnamese typing
# method turns into something else: it acts on vowels, D and W only.
_CODE_LETTERS = "BCFGHKLMNPQRTVXZ"
_CODE_LENGTH = 12
_CODE_GROUP = 4


def one_time_code(random_bytes: bytes) -> str:
    """Write 12 random bytes as «BCFG-HKLM-NPQR», to be printed, read aloud and typed once."""
    if len(random_bytes) != _CODE_LENGTH:
        raise ValueError(f"a code is made of {_CODE_LENGTH} random bytes")
    letters = "".join(_CODE_LETTERS[byte % len(_CODE_LETTERS)] for byte in random_bytes)
    groups = (letters[at : at + _CODE_GROUP] for at in range(0, _CODE_LENGTH, _CODE_GROUP))
    return "-".join(groups)


def normalise_code(typed: str) -> str:
    """Return a typed code in the form in which it is compared: capitals without anything else."""
    return "".join(c for c in unicodedata.normalize("NFKC", typed).upper() if c.isalnum())


_FREE_FAILURES = 5
_FIRST_DELAY = timedelta(seconds=30)
_LONGEST_DELAY = timedelta(minutes=15)
_DOUBLINGS = 5


def throttle_delay(failures: int) -> timedelta:
    """Return how long the door stays shut after wrong tries in a row.

    Nothing below 5, then 30 seconds doubling to 15 minutes: slow for a guesser, bearable for a
    person who has forgotten, and never a lock that others could throw.
    """
    if failures < _FREE_FAILURES:
        return timedelta()
    doublings = min(failures - _FREE_FAILURES, _DOUBLINGS)
    return min(_FIRST_DELAY * 2**doublings, _LONGEST_DELAY)


_MAX_CASE_NUMBER = 50


def check_case_number(typed: str) -> str:
    """Return the tidy case number without which no unfiled paper of a cell is opened.

    It refers to a plan, a decision or a letter of the inspection commission, so it has a figure.
    """
    number = tidy(typed)
    if not any(c.isdigit() for c in number) or len(number) > _MAX_CASE_NUMBER:
        raise RuleBroken(
            "Hãy ghi số của quyết định, kế hoạch hoặc đơn thư làm căn cứ.", "case_number"
        )
    return number


_LONGEST_CASE = timedelta(days=60)


def check_case_end(opened_on: date, closes_on: date) -> None:
    """Refuse a case that ends before it begins or stays open for more than 60 days.

    The inspectors' view of unfiled papers is an exception with an end; a longer matter is opened
    again with its reason.
    """
    if closes_on < opened_on:
        raise RuleBroken("Ngày kết thúc không được trước hôm nay.", "closes_on")
    if closes_on - opened_on > _LONGEST_CASE:
        raise RuleBroken("Mỗi lần mở hồ sơ không quá 60 ngày.", "closes_on")
