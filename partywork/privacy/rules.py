"""What a member may propose for the own record; requests, their clocks; papers, purposes, keys."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from partywork.cells.rules.record import clean
from partywork.cells.terms import RecordField, Sex
from partywork.core.errors import RuleBroken
from partywork.core.text import fold
from partywork.privacy.terms import (
    CorrectionStatus,
    PaperStanding,
    RequestKind,
    RequestStatus,
    RequestStep,
    RotationStatus,
)
from partywork.provisions.rules import add_working_days

_DAYS = frozenset({RecordField.BORN_ON, RecordField.RETIRED_ON})


def value_of(field: RecordField, text: str) -> Any:
    """Return what a typed proposal means for a field, or raise `RuleBroken` at `value`.

    The rules of the record decide, so that what is proposed could be saved as it stands.
    """
    try:
        return clean(field, _read(field, text.strip()))
    except RuleBroken as refusal:
        raise RuleBroken(refusal.message, "value") from refusal


def _read(field: RecordField, text: str) -> Any:
    if field in _DAYS:
        return _day(text)
    if field is RecordField.SEX:
        found = [sex for sex in Sex if fold(sex.label) == fold(text)]
        if not found:
            raise RuleBroken("Giới tính hãy ghi Nam hoặc Nữ.")
        return found[0]
    return text


def _day(text: str) -> date:
    try:
        return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007  (a day has no zone)
    except ValueError as mistake:
        raise RuleBroken("Hãy ghi ngày/tháng/năm, ví dụ 05/09/1976.") from mistake


def check_waiting(status: CorrectionStatus) -> None:
    """A proposal is decided or withdrawn once."""
    if status is not CorrectionStatus.WAITING:
        raise RuleBroken(f"Đề nghị này đã xử lý: {status.label}.")


@dataclass(frozen=True, slots=True)
class Clocks:
    """How long a request may take, in force on the day it came."""

    reply_working_days: int
    days: Mapping[RequestKind, int]
    extension_days: int


def reply_by(received_on: date, clocks: Clocks, holidays: frozenset[date]) -> date:
    """Return until when the person is told that it came and how it goes on.

    2 working days; then 10 days to show, give or mend data, 15 to stop using them, 20 to delete
    them (356/2025/NĐ-CP, Điều 5, as law firms report it; which clock for which is a provision).
    """
    return add_working_days(received_on, clocks.reply_working_days, holidays)


def due_on(received_on: date, kind: RequestKind, clocks: Clocks) -> date:
    """Return until when a request is carried out or refused with the reason."""
    return received_on + timedelta(days=clocks.days[kind])


_NEXT: Mapping[RequestStep, tuple[frozenset[RequestStatus], RequestStatus]] = {
    RequestStep.REPLY: (frozenset({RequestStatus.RECEIVED}), RequestStatus.IN_HAND),
    RequestStep.EXTEND: (
        frozenset({RequestStatus.RECEIVED, RequestStatus.IN_HAND}),
        RequestStatus.EXTENDED,
    ),
    RequestStep.ANSWER: (
        frozenset({RequestStatus.RECEIVED, RequestStatus.IN_HAND, RequestStatus.EXTENDED}),
        RequestStatus.ANSWERED,
    ),
    RequestStep.REFUSE: (
        frozenset({RequestStatus.RECEIVED, RequestStatus.IN_HAND, RequestStatus.EXTENDED}),
        RequestStatus.REFUSED,
    ),
}
OPEN = _NEXT[RequestStep.ANSWER][0]


def status_after(status: RequestStatus, step: RequestStep) -> RequestStatus:
    """Return where a request stands after a step, or refuse a step that cannot follow.

    An extension is given once (356/2025/NĐ-CP, as reported).
    """
    before, after = _NEXT[step]
    if status in before:
        return after
    if status not in OPEN:
        raise RuleBroken(f"Yêu cầu này đã xong: {status.label}.", "next_step")
    if step is RequestStep.EXTEND:
        raise RuleBroken("Mỗi yêu cầu chỉ gia hạn một lần.", "next_step")
    raise RuleBroken("Yêu cầu này đã được phản hồi.", "next_step")


def check_in_time(step: RequestStep, due: date, today: date) -> None:
    """An extension is given before the time is up."""
    if step is RequestStep.EXTEND and today > due:
        raise RuleBroken(
            "Đã quá hạn, không gia hạn được nữa: hãy thực hiện hoặc trả lời.", "next_step"
        )


def check_received(received_on: date, today: date) -> None:
    """A paper cannot have come after today."""
    if received_on > today:
        raise RuleBroken("Ngày nhận không được ở tương lai.", "received_on")


@dataclass(frozen=True, slots=True)
class ListedPaper:
    """A paper of the dossier by the provision: the code it is registered under, its name."""

    code: str
    title: str


def papers_of(text: str) -> tuple[ListedPaper, ...]:
    """Read the list of dossier papers: one a line, «A01 | Lý lịch», the first of a code counts."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        code, _bar, title = (part.strip() for part in line.partition("|"))
        if title:
            found.setdefault(code, title)
    return tuple(ListedPaper(code, title) for code, title in found.items())


@dataclass(frozen=True, slots=True)
class Purpose:
    """One group of fields: why it is kept, on what ground, who sees it, for how long."""

    group: str
    purpose: str
    basis: str
    seen_by: str
    kept: str


def purposes_of(text: str) -> tuple[Purpose, ...]:
    """Read the table of purposes: one group a line, five parts between bars."""
    rows = ([part.strip() for part in line.split("|")] for line in text.splitlines())
    return tuple(Purpose(*row) for row in rows if len(row) == 5)


def check_paper(standing: PaperStanding, dated_on: date | None, place: str, today: date) -> None:
    """What lies in the dossier lies somewhere; no paper is dated after today."""
    if standing is PaperStanding.PRESENT and not place.strip():
        raise RuleBroken("Giấy tờ đã có thì ghi nơi để, ví dụ «Tủ 2, ngăn 3».", "place")
    if dated_on is not None and dated_on > today:
        raise RuleBroken("Ngày của giấy tờ không được ở tương lai.", "dated_on")


def check_unanswered(status: RotationStatus) -> None:
    """A change of keys is confirmed or refused once."""
    if status is not RotationStatus.ASKED:
        raise RuleBroken(f"Đề nghị này đã có trả lời: {status.label.lower()}.")


def is_overdue(status: RotationStatus, valid_until: datetime | None, now: datetime) -> bool:
    """Say whether a confirmed change of keys was not begun in time."""
    return status is RotationStatus.CONFIRMED and (valid_until is None or now >= valid_until)


def check_may_begin(status: RotationStatus, valid_until: datetime | None, now: datetime) -> None:
    """Keys are changed by two people: asked by one, confirmed by another, begun in time.

    A house rule of the product, not of a Party document; how long a consent holds is a provision.
    A change that was begun and cut off is carried to its end, however late.
    """
    if status is RotationStatus.RUNNING:
        return
    if status is not RotationStatus.CONFIRMED:
        raise RuleBroken(f"Không đổi khóa theo đề nghị này: {status.label.lower()}.")
    if is_overdue(status, valid_until, now):
        raise RuleBroken("Đề nghị đổi khóa đã quá hạn thực hiện. Hãy đề nghị lại.")
