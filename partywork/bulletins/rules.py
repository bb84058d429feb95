"""When a bulletin may go out, and that it then stays as it is.

Item B1 of the monthly meeting is news and the study of new texts (Hướng dẫn 42-HD/BTCTW); that the
office gathers them for all cells is the custom of this Đảng bộ.
"""

from datetime import date, datetime

from partywork.bulletins.terms import BulletinKind
from partywork.core import display
from partywork.core.errors import RuleBroken


def check_draft(issued_at: datetime | None) -> None:
    """An issued bulletin has been read; what is missing goes into another one."""
    if issued_at is not None:
        raise RuleBroken("Bản đã phát hành nên không sửa được. Hãy lập bản bổ sung.")


def check_ready(kind: BulletinKind, text: str, lines: int) -> None:
    """A list of texts names at least one; a bulletin says something."""
    if kind is BulletinKind.TEXTS and not lines:
        raise RuleBroken("Hãy ghi ít nhất một văn bản trước khi phát hành.")
    if kind is BulletinKind.NEWS and not text.strip():
        raise RuleBroken("Hãy ghi nội dung bản tin trước khi phát hành.")


def check_dated(dated_on: date | None, today: date) -> None:
    """A text to be studied has been issued already."""
    if dated_on is not None and dated_on > today:
        raise RuleBroken("Ngày văn bản không được sau hôm nay.", "dated_on")


def words_of(symbol: str, dated_on: date | None, issuer: str, about: str) -> str:
    """Return one text as minutes name it: number, day, issuer, what it is about."""
    day = f" ngày {display.day(dated_on)}" if dated_on else ""
    return f"{symbol}{day} của {issuer}: {about.rstrip('.')}."
