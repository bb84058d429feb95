"""What a form asks about an event of each kind, and the words of its days and details."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from partywork.cells.rules.card_numbers import FORM_OF_CARD, as_card_number, is_card_number
from partywork.cells.terms import (
    CardKind,
    CommendationForm,
    CommendationLevel,
    DisciplineForm,
    EventKind,
)
from partywork.core.errors import RuleBroken
from partywork.core.terms import Term


class EventField(Term):
    """What can be asked besides the day; the value is the name of the form's field."""

    CELL = "cell_id", "Chi bộ tiếp nhận"
    OTHER_CELL = "other_organisation_id", "Chi bộ chuyển đến"
    OTHER_PLACE = "other_place", "Tổ chức đảng nơi đi hoặc nơi đến"
    CELL_THEN = "cell_then", "Chi bộ khi đó, nếu ở nơi khác"
    UNTIL_ON = "until_on", "Đến hết ngày"
    DISCIPLINE = "discipline", "Hình thức kỷ luật"
    AWARD = "award", "Hình thức khen thưởng"
    LEVEL = "level", "Cấp khen thưởng"
    YEARS = "years", "Huy hiệu (số năm tuổi Đảng)"
    CARD_NUMBER = "card_number", "Số thẻ"
    CARD_KIND = "card_kind", "Loại thẻ"
    NEW_NAME = "new_name", "Họ và tên mới"
    PAPER = "paper", "Giấy tờ được bổ sung"
    DOCUMENT_NUMBER = "document_number", "Số quyết định, nghị quyết"
    DECIDED_ON = "decided_on", "Ngày ký"
    DECIDING_BODY = "deciding_body", "Cơ quan quyết định"


@dataclass(frozen=True, slots=True)
class Asked:
    """What one kind asks: the words of its day, what must be given and what may."""

    day: str
    needed: tuple[EventField, ...] = ()
    optional: tuple[EventField, ...] = ()

    @property
    def fields(self) -> tuple[EventField, ...]:
        """Everything asked, in the order of the form."""
        return tuple(one for one in EventField if one in self.needed or one in self.optional)


_DECISION = (EventField.DOCUMENT_NUMBER, EventField.DECIDED_ON, EventField.DECIDING_BODY)
_CARD = (EventField.CARD_NUMBER, EventField.CARD_KIND)
_THEN = (EventField.CELL_THEN,)
_DECIDED = Asked("Có hiệu lực từ ngày", needed=_DECISION)
_ELSEWHERE = Asked("Từ ngày", needed=(EventField.OTHER_PLACE, *_DECISION))
_ARRIVED = Asked("Từ ngày", needed=(EventField.CELL, EventField.OTHER_PLACE, *_DECISION))
_ENDED = Asked("Từ ngày", optional=_DECISION)
_LEFT = Asked("Ra khỏi Đảng từ ngày", needed=_DECISION)

ASKED: Mapping[EventKind, Asked] = MappingProxyType(
    {
        EventKind.ADMISSION_DECIDED: Asked("Ngày quyết định kết nạp", _DECISION, _THEN),
        EventKind.ADMITTED: Asked("Ngày tổ chức lễ kết nạp", _DECISION, _THEN),
        EventKind.CONFIRMED: Asked("Chính thức từ ngày", _DECISION, _THEN),
        EventKind.PROBATIONER_STRUCK_OFF: _LEFT,
        EventKind.TRANSFERRED_OUT: _ELSEWHERE,
        EventKind.TRANSFERRED_IN: _ARRIVED,
        EventKind.MOVED: Asked(
            "Sinh hoạt ở chi bộ mới từ ngày", needed=(EventField.OTHER_CELL, *_DECISION)
        ),
        EventKind.WENT_AWAY: Asked(
            "Từ ngày", needed=(EventField.OTHER_PLACE, EventField.UNTIL_ON, *_DECISION)
        ),
        EventKind.CAME_AS_GUEST: Asked(
            "Từ ngày",
            needed=(EventField.CELL, EventField.OTHER_PLACE, EventField.UNTIL_ON, *_DECISION),
        ),
        EventKind.TEMPORARY_ENDED: _ENDED,
        EventKind.EXEMPTED: _DECIDED,
        EventKind.EXCUSED_FOR_A_TIME: Asked("Từ ngày", needed=(EventField.UNTIL_ON, *_DECISION)),
        EventKind.RESUMED: _ENDED,
        EventKind.SUSPENDED: _DECIDED,
        EventKind.PROSECUTED: Asked("Từ ngày", optional=_DECISION),
        EventKind.REINSTATED: _DECIDED,
        EventKind.COMMENDED: Asked(
            "Ngày khen thưởng", needed=(EventField.AWARD, EventField.LEVEL, *_DECISION)
        ),
        EventKind.DISCIPLINED: Asked(
            "Có hiệu lực từ ngày", needed=(EventField.DISCIPLINE, *_DECISION)
        ),
        EventKind.PROGRESS_RECOGNISED: Asked("Ngày công nhận", needed=_DECISION),
        EventKind.STRUCK_OFF: _LEFT,
        EventKind.RESIGNED: _LEFT,
        EventKind.EXPELLED: _LEFT,
        EventKind.DIED: Asked("Ngày từ trần"),
        EventKind.ADMITTED_AGAIN: Asked(
            "Ngày tổ chức lễ kết nạp lại", needed=(EventField.CELL, *_DECISION)
        ),
        EventKind.RECONNECTED: Asked(
            "Sinh hoạt trở lại từ ngày", needed=(EventField.CELL, *_DECISION)
        ),
        EventKind.CARD_ISSUED: Asked(
            "Ngày cấp thẻ",
            needed=(EventField.CARD_NUMBER, EventField.CARD_KIND, *_DECISION),
        ),
        EventKind.CARD_EXCHANGED: Asked(
            "Ngày đổi thẻ",
            needed=(EventField.CARD_NUMBER, EventField.CARD_KIND, *_DECISION),
        ),
        EventKind.CARD_LOST: Asked("Ngày báo mất thẻ", needed=_DECISION),
        EventKind.BADGE_AWARDED: Asked("Ngày tặng", needed=(EventField.YEARS, *_DECISION)),
        EventKind.RENAMED: Asked("Ngày đổi", needed=(EventField.NEW_NAME,), optional=_DECISION),
        EventKind.FILE_SUPPLEMENTED: Asked("Ngày bổ sung", needed=(EventField.PAPER,)),
    }
)

# Where each kind stands on the page on which one chooses.
CHAPTERS: Mapping[str, tuple[EventKind, ...]] = MappingProxyType(
    {
        "Vào Đảng, chính thức": (
            EventKind.ADMISSION_DECIDED,
            EventKind.ADMITTED,
            EventKind.CONFIRMED,
            EventKind.ADMITTED_AGAIN,
            EventKind.RECONNECTED,
        ),
        "Nơi sinh hoạt": (
            EventKind.TRANSFERRED_IN,
            EventKind.MOVED,
            EventKind.WENT_AWAY,
            EventKind.CAME_AS_GUEST,
            EventKind.TEMPORARY_ENDED,
            EventKind.TRANSFERRED_OUT,
        ),
        "Miễn sinh hoạt, trở lại": (
            EventKind.EXEMPTED,
            EventKind.EXCUSED_FOR_A_TIME,
            EventKind.RESUMED,
        ),
        "Đình chỉ, khởi tố": (
            EventKind.PROSECUTED,
            EventKind.SUSPENDED,
            EventKind.REINSTATED,
        ),
        "Khen thưởng, kỷ luật": (
            EventKind.COMMENDED,
            EventKind.DISCIPLINED,
            EventKind.PROGRESS_RECOGNISED,
        ),
        "Thẻ, Huy hiệu Đảng": (
            EventKind.CARD_ISSUED,
            EventKind.CARD_EXCHANGED,
            EventKind.CARD_LOST,
            EventKind.BADGE_AWARDED,
        ),
        "Họ tên, hồ sơ": (EventKind.RENAMED, EventKind.FILE_SUPPLEMENTED),
        "Ra khỏi Đảng, từ trần": (
            EventKind.PROBATIONER_STRUCK_OFF,
            EventKind.STRUCK_OFF,
            EventKind.RESIGNED,
            EventKind.EXPELLED,
            EventKind.DIED,
        ),
    }
)


# Under this name the details say that a paper of the way into the Party is of another Đảng bộ.
ELSEWHERE = "elsewhere"
_CELL_THEN = {EventField.CELL_THEN: "cell_then"}
_CARD_DETAILS = {EventField.CARD_NUMBER: "number", EventField.CARD_KIND: "kind"}
# Under which names the details of an event keep what its form was told.
_DETAILS: Mapping[EventKind, Mapping[EventField, str]] = MappingProxyType(
    {
        EventKind.ADMISSION_DECIDED: _CELL_THEN,
        EventKind.ADMITTED: _CELL_THEN,
        EventKind.CONFIRMED: _CELL_THEN,
        EventKind.DISCIPLINED: {EventField.DISCIPLINE: "form"},
        EventKind.COMMENDED: {EventField.AWARD: "form", EventField.LEVEL: "level"},
        EventKind.BADGE_AWARDED: {EventField.YEARS: "years"},
        EventKind.CARD_ISSUED: _CARD_DETAILS,
        EventKind.CARD_EXCHANGED: _CARD_DETAILS,
        EventKind.RENAMED: {EventField.NEW_NAME: "full_name"},
        EventKind.FILE_SUPPLEMENTED: {EventField.PAPER: "paper"},
    }
)


def details_of(kind: EventKind, given: Mapping[EventField, Any]) -> dict[str, Any]:
    """Return what an event keeps besides the common columns, from what its form was told."""
    kept = _DETAILS.get(kind, {}).items()
    details = {name: given[field] for field, name in kept if given.get(field)}
    if "number" in details:
        details["number"] = check_card_number(details["number"])
    return details


def given_in(kind: EventKind, details: Mapping[str, Any]) -> dict[EventField, Any]:
    """Return what a form of `kind` shows again of the details of an event."""
    return {field: details.get(name) for field, name in _DETAILS.get(kind, {}).items()}


def milestones_in(text: str) -> tuple[int, ...]:
    """Read «30, 40, 45», the words of a provision, as years of Party age, lowest first."""
    return tuple(sorted(int(word) for word in re.findall(r"\d+", text)))


def check_card_number(number: str) -> str:
    """Return the number of a membership card as records keep it; refuse what has not its form."""
    text = as_card_number(number)
    if not is_card_number(text):
        raise RuleBroken(f"Số thẻ đảng viên gồm {FORM_OF_CARD}.", EventField.CARD_NUMBER)
    return text


_TERMS: Mapping[EventField, type[Term]] = MappingProxyType(
    {
        EventField.DISCIPLINE: DisciplineForm,
        EventField.CARD_KIND: CardKind,
        EventField.AWARD: CommendationForm,
        EventField.LEVEL: CommendationLevel,
    }
)


def details_in_words(kind: EventKind, details: Mapping[str, Any]) -> str:
    """Return what the details of an event say, for a list of events."""
    given = given_in(kind, details)
    return ", ".join(_in_words(field, str(value)) for field, value in given.items() if value)


def _in_words(field: EventField, value: str) -> str:
    """Words of a list stay as they were written when they are none of ours."""
    term = _TERMS.get(field)
    if term is not None:
        return term(value).label if value in set(term) else value
    if field is EventField.YEARS:
        return f"{value} năm tuổi Đảng"
    return f"số {value}" if field is EventField.CARD_NUMBER else value
