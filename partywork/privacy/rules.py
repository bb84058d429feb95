"""What a member may propose for a field of the own record."""

from datetime import date, datetime
from typing import Any

from partywork.cells.rules.record import clean
from partywork.cells.terms import RecordField, Sex
from partywork.core.errors import RuleBroken
from partywork.core.text import fold
from partywork.privacy.terms import CorrectionStatus

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
