"""Vietnamese text: one Unicode form, a folded form for finding, and the order of names."""

import re
import unicodedata
from functools import lru_cache

# The Vietnamese alphabet: ă â after a, đ after d, ê after e, ô ơ after o, ư after u.
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_RANK = {letter: rank for rank, letter in enumerate(_LETTERS, start=1)}
# The order of tones in Vietnamese dictionaries: level, grave, hook, tilde, acute, dot below.
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_SPACES = re.compile(r"\s+")
# Spaces, line and paragraph ends, control signs, and format signs as the zero-width space.
_UNSEEN = frozenset(("Zs", "Zl", "Zp", "Cc", "Cf"))
# Plain and full-width signs with which a spreadsheet begins a formula.
_FORMULA_SIGNS = frozenset("=+-@＝＋－＠")


def nfc(text: str) -> str:
    """Return `text` in Unicode NFC, the only form the system keeps and compares."""
    return unicodedata.normalize("NFC", text)


def tidy(text: str) -> str:
    """Return NFC text without outer space and with runs of any white space as one space."""
    return _SPACES.sub(" ", nfc(text)).strip()


def is_blank(text: str) -> bool:
    """Say whether nothing of a text can be seen: only spaces, line breaks, signs without a shape.

    A no-break or zero-width space comes along with what people paste, and is no answer.
    """
    return all(unicodedata.category(character) in _UNSEEN for character in text)


def inert(text: str) -> str:
    """Return text that a spreadsheet shows and never computes.

    What begins like a formula, also after white space, or begins with a tab or line break,
    gets a leading apostrophe (OWASP, CSV injection).
    """
    is_active = text[:1] in {"\t", "\r", "\n"} or text.lstrip()[:1] in _FORMULA_SIGNS
    return f"'{text}" if is_active else text


def plain(text: str) -> str:
    """Undo `inert`: return text without the apostrophe that keeps it from being computed."""
    bare = text[1:]
    return bare if text[:1] == "'" and inert(bare) == text else text


def fold(text: str) -> str:
    """Return the search form: lower case, no tone or letter marks, đ as d, single spaces.

    The đ is replaced by hand because Unicode does not decompose it.
    """
    lowered = unicodedata.normalize("NFKC", text).casefold().replace("đ", "d")
    bare = "".join(c for c in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(c))
    return _SPACES.sub(" ", bare).strip()


@lru_cache(maxsize=4096)
def _word_key(word: str) -> str:
    letters, tones = [], []
    for character in nfc(word).casefold():
        decomposed = unicodedata.normalize("NFD", character)
        tone = next((_TONES[mark] for mark in decomposed if mark in _TONES), 0)
        letter = nfc("".join(c for c in decomposed if c not in _TONES))
        rank = _LETTER_RANK.get(letter)
        letters.append(f"{rank:02d}" if rank else f"99{ord(character):06x}")
        tones.append(str(tone))
    return "".join(letters) + "-" + "".join(tones)


def name_sort_key(full_name: str) -> str:
    """Return a key that sorts people as Vietnamese lists do: given name, then family and middle.

    Letters are compared before tones inside each word (a < à < ả < ã < á < ạ < ă …), so the key
    works with plain binary order in any database.
    """
    words = tidy(full_name).split(" ")
    ordered = [words[-1], *words[:-1]]
    return " ".join(_word_key(word) for word in ordered)
