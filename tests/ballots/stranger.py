"""A recount by somebody who has the printed sheet alone: no word of our code, no look inside.

It reads the sheet as a person would, from the words on it, counts the listed answers with strokes
and works out the code of the result with nothing but SHA-256.
"""

import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass

ANSWERS = ("Tán thành", "Không tán thành", "Ý kiến khác")
_QUESTION = re.compile(r"Danh sách (\d+) ý kiến (.*?) ?Mã nội dung: (\S+)")
_ANSWER = re.compile(rf"(\d+)\. ({'|'.join(ANSWERS)})(?= \d+\. |$)")
_TEXT = re.compile(r"Nguyên văn: (\S+)")
_RESULT = re.compile(r"Mã kiểm tra kết quả: ([0-9a-f]{64})")
_BOX = re.compile(r"Mã kiểm tra hòm phiếu: ([0-9a-f]{64})")
_LETTERS = re.compile(r"\b[A-Z2-7]{12}\b")


@dataclass(frozen=True)
class Recounted:
    """What a stranger finds: strokes per question, the letters, the code as printed and redone."""

    strokes: list[tuple[int, int, int]]
    letters: list[str]
    printed: str
    worked_out: str


def recounted(words: str) -> Recounted:
    """Work a result out again from the words of the sheet; whatever does not fit is an error."""
    text = _TEXT.findall(words)[0]
    said = json.loads(text)
    assert [said["box"]] == (_BOX.findall(words) or [None]), "another box"
    strokes = []
    for number, listed, code in _QUESTION.findall(words):
        answers = _ANSWER.findall(listed)
        assert [int(place) for place, _ in answers] == list(range(1, int(number) + 1)), "a gap"
        counted = Counter(ANSWERS.index(answer) for _, answer in answers)
        assert counted == Counter(said["answers"].pop(code)), "the list and the text differ"
        strokes.append((counted[0], counted[1], counted[2]))
    assert not said["answers"], "a question is not listed"
    worked_out = hashlib.sha256(text.encode()).hexdigest()
    return Recounted(strokes, _LETTERS.findall(words), _RESULT.findall(words)[0], worked_out)
