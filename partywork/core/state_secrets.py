"""Texts that bear a state-secret mark: found and refused wherever people type or upload."""

import re
import unicodedata

from partywork.core.errors import RuleBroken
from partywork.core.text import nfc


def _spelling(word: str) -> str:
    """Return a pattern for `word` with or without its marks and with letters set apart."""
    letters = []
    for letter in word:
        if letter == " ":
            continue
        parts = unicodedata.normalize("NFD", letter)
        forms = {letter, parts[0], *(nfc(parts[0] + mark) for mark in parts[1:])}
        if letter == "Đ":
            forms.add("D")
        letters.append("[" + "".join(sorted(forms)) + "]")
    return r"\s*".join(letters)


_LEVELS = ("TUYỆT MẬT", "TỐI MẬT", "MẬT")
_EDGE = r"[\W_]*"
_ALONE = [(mark, re.compile(rf"{_EDGE}{_spelling(mark)}{_EDGE}")) for mark in (*_LEVELS, "BMNN")]
# Two words that mean nothing else, so that a field may not hold them in any case.
_ALONE += [(mark, re.compile(rf"{_EDGE}{mark}{_EDGE}", re.IGNORECASE)) for mark in _LEVELS[:2]]
_BRACKETED = [
    (
        mark,
        re.compile(
            rf"[(\[]\s*{_spelling(mark)}\s*[)\]]{_EDGE}$|^{_EDGE}[(\[]\s*{_spelling(mark)}\s*[)\]]"
        ),
    )
    for mark in _LEVELS
]
_LABELLED = [
    (
        mark,
        re.compile(
            rf"{_spelling('ĐỘ MẬT')}\s*[:：]{_EDGE}{_spelling(mark)}(?!\s*\w)", re.IGNORECASE
        ),
    )
    for mark in _LEVELS
]


# Every mark holds one of these; a text without them, nearly any text, needs no closer look.
_PERHAPS = re.compile(f"{_spelling('MẬT')}|{_spelling('BMNN')}", re.IGNORECASE)


def find_secret_mark(text: str) -> str | None:
    """Return the state-secret mark that `text` bears, or nothing.

    A mark stands alone on its line in capitals («MẬT», «TỐI MẬT», «TUYỆT MẬT», «BMNN»), with or
    without tone marks and with letters set apart, or in brackets at either end of a line, or
    follows «Độ mật:». The word inside a sentence is no mark («bảo mật», «mật khẩu»).
    """
    plain = unicodedata.normalize("NFKC", text)
    visible = "".join(c for c in plain if unicodedata.category(c) != "Cf")
    if _PERHAPS.search(visible) is None:
        return None
    for line in re.split(r"[\n\r\t\v\f\x85\u2028\u2029|]", visible):
        for mark, pattern in _ALONE:
            if pattern.fullmatch(line):
                return mark
        for mark, pattern in (*_BRACKETED, *_LABELLED):
            if pattern.search(line):
                return mark
    return None


def refuse_secret(*texts: str | None) -> None:
    """Refuse texts that bear a state-secret mark; the refusal repeats nothing of the content.

    Luật 117/2025/QH15, Điều 5 forbids drafting and storing state secrets on networked computers.
    """
    for text in texts:
        mark = find_secret_mark(text or "")
        if mark is not None:
            raise RuleBroken(
                f"Nội dung mang dấu chỉ độ mật «{mark}». Luật 117/2025/QH15 không cho soạn thảo, "
                "lưu giữ bí mật nhà nước trên máy tính nối mạng. Hệ thống không lưu nội dung này; "
                "hãy dùng văn bản giấy, đăng ký và chuyển theo sổ văn bản mật."
            )
