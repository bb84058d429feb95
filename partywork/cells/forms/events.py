"""The form of an event: what its kind asks, and how one recorded wrongly is mended."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any, cast
from uuid import UUID

from wtforms import BooleanField, Field, SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from partywork.cells.rules.event_fields import ASKED, EventField
from partywork.cells.terms import (
    CardKind,
    CommendationForm,
    CommendationLevel,
    DeathStep,
    DisciplineForm,
    EventKind,
)
from partywork.web.forms import REQUIRED, BaseForm, VietnameseDate, choices_from
from partywork.web.validators import AtMost, NotInFuture

_SHORT, _LONG = AtMost(60), AtMost(200)
_CHOOSE = ("", "Chọn…")
# An expulsion is an event of its own.
_FORMS = tuple(one for one in DisciplineForm if one is not DisciplineForm.EXPULSION)


class EventForm(BaseForm):
    """What an event of one kind says; made for the kind by `event_form`."""

    kind: EventKind
    happened_on: VietnameseDate
    has_paper = BooleanField("Có văn bản lưu trong hồ sơ giấy")
    note = TextAreaField("Ghi chú", [AtMost(500)])

    @property
    def day(self) -> date:
        """The day it happened; the form has been validated."""
        return cast(date, self.happened_on.data)

    @property
    def asked(self) -> list[Field]:
        """The fields of this kind, in their order."""
        return [self._fields[field.value] for field in ASKED[self.kind].fields]

    @property
    def given(self) -> dict[EventField, Any]:
        """What was told, by what was asked; an empty text is nothing."""
        return {field: self._fields[field.value].data or None for field in ASKED[self.kind].fields}

    def offer(self, cells: Iterable[tuple[UUID, str]], milestones: Iterable[int]) -> None:
        """Offer the cells of the Đảng bộ and the badges, where the kind asks for one."""
        named = [(str(key), name) for key, name in cells]
        self._choose(EventField.CELL, named)
        self._choose(EventField.OTHER_CELL, named)
        self._choose(EventField.YEARS, [(str(one), f"{one} năm tuổi Đảng") for one in milestones])

    def _choose(self, asked: EventField, pairs: Iterable[tuple[str, str]]) -> None:
        field = self._fields.get(asked.value)
        if field is not None:
            cast(SelectField, field).choices = choices_from([_CHOOSE, *pairs])


class VoidForm(BaseForm):
    """Why an event was recorded wrongly and counts no more."""

    reason = StringField("Lý do hủy", [REQUIRED, AtMost(300)])


class DeathStepForm(BaseForm):
    """What was done after a death, when, and by which paper or where."""

    step = SelectField("Việc đã làm", [REQUIRED], choices=choices_from([_CHOOSE]))
    done_on = VietnameseDate("Ngày làm", [REQUIRED, NotInFuture()])
    words = StringField("Văn bản hoặc nơi lưu", [AtMost(200)])

    @property
    def day(self) -> date:
        """The day it was done; the form has been validated."""
        return cast(date, self.done_on.data)

    def offer(self, left: Iterable[DeathStep]) -> None:
        """Offer what is not done yet."""
        self.step.choices = choices_from([_CHOOSE, *((one.value, one.label) for one in left)])


class CardReturnForm(BaseForm):
    """When the card of who left the Party came back, by which paper and where it is kept."""

    done_on = VietnameseDate("Ngày thu hồi", [REQUIRED, NotInFuture()])
    words = StringField("Văn bản, nơi giữ", [REQUIRED, AtMost(200)])

    @property
    def day(self) -> date:
        """The day it came back; the form has been validated."""
        return cast(date, self.done_on.data)


def _day(label: str, presence: Any) -> Any:
    return VietnameseDate(label, [presence])


def _signed(label: str, presence: Any) -> Any:
    return VietnameseDate(label, [presence, NotInFuture()])


def _short(label: str, presence: Any) -> Any:
    return StringField(label, [presence, _SHORT])


def _select(pairs: Iterable[tuple[str, str]]) -> Any:
    choices = choices_from([_CHOOSE, *pairs])
    return lambda label, presence: SelectField(label, [presence], choices=choices)


_KINDS: Mapping[EventField, Any] = {
    EventField.UNTIL_ON: _day,
    EventField.DECIDED_ON: _signed,
    EventField.DOCUMENT_NUMBER: _short,
    EventField.CARD_NUMBER: _short,
    EventField.CELL: _select(()),
    EventField.OTHER_CELL: _select(()),
    EventField.YEARS: _select(()),
    EventField.DISCIPLINE: _select((one.value, one.label) for one in _FORMS),
    EventField.AWARD: _select(CommendationForm.choices()),
    EventField.LEVEL: _select(CommendationLevel.choices()),
    EventField.CARD_KIND: _select(CardKind.choices()),
}


def _long(label: str, presence: Any) -> Any:
    return StringField(label, [presence, _LONG])


@cache
def event_form(kind: EventKind) -> type[EventForm]:
    """Return the form of a kind of event."""
    asked = ASKED[kind]
    fields = {
        field.value: _KINDS.get(field, _long)(
            field.label, REQUIRED if field in asked.needed else Optional()
        )
        for field in asked.fields
    }
    first = {"happened_on": VietnameseDate(asked.day, [REQUIRED])}
    return type(f"{kind.name.title()}Form", (EventForm,), {"kind": kind, **first, **fields})
