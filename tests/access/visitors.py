"""People with browsers, who ask without changing anything and notice when an answer writes."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import event
from werkzeug.test import TestResponse

from partywork.cells.service.filters import open_words
from partywork.core.actor import Actor
from partywork.core.db import before_commit, db
from partywork.core.errors import RuleBroken
from tests.access.world import World
from tests.support.browser import Browser

_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
# A name that was searched for is sealed anew whenever a page carries it in an address or a field.
_SEALED_WORDS = re.compile(r'(\btim=|name="tim"[^>]*value=")([\w-]{40,})')
_SCRUB = re.compile(r'name="(csrf_token|submission_key|key)"([^>]*)value="[^"]*"')
_WRITING = re.compile(r"\s*(INSERT|UPDATE|DELETE|TRUNCATE)\b", re.IGNORECASE)

# What a well-meant form of any page says. A form takes the fields it knows.
FIELDS = {
    "version": "1",
    "title": "Việc mới",
    "text": "Nội dung mới",
    "notes": "Ghi mới",
    "conclusion": "Kết luận mới",
    "note": "Ghi chú mới",
    "question": "Thông qua",
    "subject": "ordinary",
    "summary": "Tài liệu mới",
    "reason": "Lý do",
    "place": "Phòng họp",
    "held_on": "2026-12-07",
    "at": "19:00",
    "ended_at": "20:20",
    "posted_on": "2026-11-05",
    "hour": "08:00",
    "due_on": "2026-12-01",
    "dues_paid": "1",
    "in_favour": "1",
    "against": "0",
    "other_opinion": "0",
    "quality_points": "90",
    "recipients": "Lưu Chi bộ.",
    "issued_on": "2026-11-05",
    "signed_on": "2026-11-05",
    "answer": "coming",
    "password": "sai mật khẩu rồi",
    "digest": "0" * 64,
    "seal": "0" * 64,
    "period_from": "2026-11-01",
    "period_to": "2026-11-05",
    "whole": "Bổ sung số liệu",
    "month": "2026-11",
    "outcome": "done",
    "result": "Đã xong",
    "done_on": "2026-11-05",
    "case_number": "02-KH/UBKTĐU",
    "closes_on": "2026-11-30",
    "valid_from": "2026-12-01",
    "certainty": "text",
    "value": "3",
    "topic": "ethnicity",
    "dang": "csv",
    "ends_on": "2026-11-30",
    "starts_on": "2026-11-05",
    "decision_number": "09-QĐ/ĐU",
    "decided_on": "2026-11-05",
    "full_name": "Nguyễn Văn Mới",
    "award": "certificate_of_merit",
    "step": "family",
    "field": "workplace",
    "evidence": "Quyết định điều động",
    "paid_on": "2026-11-05",
    "way": "cash",
    "entry": "cash",
    "amount": "123000",
    "group": "pensioner",
    "base": "8100000",
    "from_month": "2026-12",
    "to_month": "2026-12",
    "pays_at": "own_cell",
    "ground": "hardship",
    "percent": "50",
    "receipt_number": "13/PT",
    "wish": "access",
    "details": "Xem hồ sơ",
    "asker": "Lê Thị Mới",
    "next_step": "answer",
    "words": "Đã thực hiện",
    "handed_on": "2026-11-05",
    "batch_on": "2026-11-07",
    "submitted_on": "2026-11-05",
    "deciding_body": "Đảng ủy",
    "awarded_on": "2026-11-07",
    "number": "05-TTr/ĐU",
    "body": "Chi bộ",
    "happened_on": "2026-11-05",
    "act": "lost",
    "card_kind": "",
    "form": "warning",
    "level": "committee",
    "remark": "Tốt",
    "received_on": "2026-11-05",
    "kept_at": "Tủ hồ sơ",
    "to_place": "Đảng bộ phường mới",
    "from_place": "Đảng bộ tỉnh mới",
    "effective_on": "2026-11-05",
    "until_on": "2027-03-31",
    "letter_number": "09-GGT/ĐU",
    "letter_on": "2026-11-05",
    "addressed_to": "Đảng ủy phường mới",
    "slip_number": "03-PB/ĐU",
    "slip_on": "2026-11-05",
    "ended_on": "2026-11-05",
    "closed_on": "2026-11-05",
    "ending": "cancelled",
    "document_number": "10-CV/ĐU",
    "dues_paid_to": "10/2026",
    "has_self_review": "1",
    "born_on": "1980-05-05",
    "sex": "female",
    "admitted_on": "2005-05-05",
    "official_on": "2006-05-05",
    "recording": "Ghi âm để làm biên bản",
    "choice": "in_favour",
    "share": "ABCD-EFGH-IJKL-MNOP-QRST-UVWX-YZ",
    "question_0": "0",
    "year": "2026",
    "grounds": "Căn cứ Điều lệ Đảng",
    "articles": "Điều 1. Giao việc.",
    "access": "internal",
}


def _scrubbed(text: str) -> str:
    """Return a page or an address without the tokens and keys that differ each time."""
    return _SCRUB.sub(r'name="\1"\2', text)


@dataclass
class Answer:
    """What came back, and the writing statements that were sent on the way."""

    response: TestResponse
    writes: list[str]
    plain: Callable[[str], str]

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.response.status_code

    @property
    def text(self) -> str:
        """The page as text, as `Visitor.plain` has it; nothing for what is no text."""
        if not self.response.mimetype.startswith(("text/", "application/json")):
            return ""
        return self.plain(self.response.get_data(as_text=True))


class Visitor:
    """One person; a refused or undone form leaves the world as it was."""

    def __init__(self, app: Flask, actor: Actor | None) -> None:
        """Sign in, and take the token that forms must carry."""
        self.app, self.actor = app, actor
        with app.app_context():
            self.client = Browser(app, actor).client
            db.session.remove()
        page = self.get("/account" if actor else "/sign-in").response.get_data(as_text=True)
        found = _TOKEN.search(page)
        assert found is not None, page[:500]
        self.token = found.group(1)

    def get(self, path: str) -> Answer:
        """Fetch a page as a browser does."""
        return self._ask("GET", path)

    def post(self, path: str, fields: dict[str, str] | None = None) -> Answer:
        """Send a form that would be kept, and take it back before it is.

        Just before its transaction ends the use case is refused, which shows as 422.
        """
        data = {**FIELDS, **(fields or {}), "csrf_token": self.token}
        with before_commit(_take_back):
            answer = self._ask("POST", path, data=data)
        # What a form left to say would stand on the next page.
        with self.client.session_transaction() as session:
            session.pop("_flashes", None)
        return answer

    def send(self, path: str, fields: dict[str, str] | None = None) -> Answer:
        """Send a form for good."""
        return self._ask("POST", path, data={**(fields or {}), "csrf_token": self.token})

    def _ask(self, method: str, path: str, **kwargs: Any) -> Answer:
        with _noted_writes(self.app) as writes:
            response = self.client.open(
                path, method=method, headers={"Accept": "text/html"}, **kwargs
            )
        return Answer(response, writes, self.plain)

    def plain(self, text: str) -> str:
        """Return a page or an address without what differs each time.

        Tokens and keys are left out; the sealed words of a search are those the person typed.
        """
        return _SEALED_WORDS.sub(self._opened, _scrubbed(text))

    def _opened(self, found: re.Match[str]) -> str:
        with self.app.app_context():
            words = open_words(self.actor, found.group(2)) if self.actor else None
        return f"{found.group(1)}{words}"


def _take_back() -> None:
    raise RuleBroken("Chỉ thử, không ghi.")


@contextmanager
def _noted_writes(app: Flask) -> Iterator[list[str]]:
    """Collect the statements inside the block that would change rows."""
    noted: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if _WRITING.match(statement):
            noted.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield noted
    finally:
        event.remove(engine, "before_cursor_execute", note)


class Visitors(dict[str, Visitor]):
    """The people of the matrix by their letter."""

    def __init__(self, world: World) -> None:
        """Sign everybody in."""
        super().__init__(
            {letter: Visitor(world.app, actor) for letter, actor in world.principals.items()}
        )
