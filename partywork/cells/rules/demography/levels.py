"""Levels of education and of political theory, read from what the record says in words."""

import re
from collections.abc import Iterable, Mapping

from partywork.cells.terms import EducationLevel, TheoryLevel
from partywork.core.text import fold

# Tried from the top, so that the highest of several wordings counts.
_EDUCATION: Mapping[EducationLevel, str] = {
    EducationLevel.DOCTOR: r"tien si|tien sy|\b(?:ts|tskh|gs|pgs)\b|giao su",
    EducationLevel.MASTER: r"thac si|thac sy|\bths\b",
    EducationLevel.UNIVERSITY: (
        r"dai hoc|cu nhan|ky su|bac si|bac sy|duoc si|duoc sy|kien truc su|luat su|\bdh\b"
    ),
    EducationLevel.COLLEGE: r"cao dang|\bcd\b",
    EducationLevel.VOCATIONAL: r"trung cap|trung hoc chuyen nghiep|\btc\b",
}
_THEORY: Mapping[TheoryLevel, str] = {
    TheoryLevel.BACHELOR: r"cu nhan|dai hoc",
    TheoryLevel.ADVANCED: r"cao cap|\bcc\b",
    TheoryLevel.INTERMEDIATE: r"trung cap|\btc\b",
    TheoryLevel.BASIC: r"so cap|\bsc\b",
}


def education_of(texts: Iterable[str | None]) -> EducationLevel:
    """Return the highest level that qualification, degree and academic title name.

    A professor counts as a doctor; words that name no level are «khác», none «chưa ghi».
    """
    words = fold(" ; ".join(text for text in texts if text))
    if not words:
        return EducationLevel.UNKNOWN
    found = (level for level, wording in _EDUCATION.items() if re.search(wording, words))
    return next(found, EducationLevel.OTHER)


def theory_of(text: str | None) -> TheoryLevel:
    """Return the level of political theory a record names."""
    words = fold(text or "")
    if not words:
        return TheoryLevel.UNKNOWN
    found = (level for level, wording in _THEORY.items() if re.search(wording, words))
    return next(found, TheoryLevel.OTHER)
