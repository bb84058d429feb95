"""Forms of the minutes: a section, a statement, dues, an assignment, the quality of the meeting."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast
from uuid import UUID

from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import Optional

from partywork.meetings.forms.rows import PersonField
from partywork.web.forms import REQUIRED, BaseForm, VersionedForm, VietnameseDate
from partywork.web.validators import AtMost

_LONG = 60_000


def with_ids(form: BaseForm, suffix: object) -> BaseForm:
    """Give the fields of a form that a page shows several times ids of their own."""
    for field in form:
        field.id = f"{field.name}-{suffix}"
        field.label.field_id = field.id
    return form


class SectionForm(VersionedForm):
    """What one section of the minutes says."""

    notes = TextAreaField("Nội dung", [AtMost(_LONG)])
    conclusion = TextAreaField("Kết luận", [AtMost(_LONG)])


class StatementForm(BaseForm):
    """What one person said."""

    member_id = PersonField("Đồng chí", [REQUIRED])
    text = TextAreaField("Ý kiến", [REQUIRED, AtMost(_LONG)])


class DuesForm(VersionedForm):
    """How many have paid this month's dues."""

    dues_paid = IntegerField("Số đảng viên đã đóng đảng phí", [Optional()])
    dues_note = StringField("Ghi chú về đảng phí", [AtMost(1000)])


class QualityForm(VersionedForm):
    """What the meeting gave itself."""

    quality_points = IntegerField("Tổng điểm (trên 100)", [Optional()])
    quality_level = StringField("Xếp loại buổi sinh hoạt", [AtMost(100)])


class AssignmentForm(BaseForm):
    """Who does what until which day."""

    lead_id = PersonField("Đồng chí thực hiện", [REQUIRED])
    title = StringField("Việc được giao", [REQUIRED, AtMost(1000)])
    due_on = VietnameseDate("Thời hạn", [REQUIRED])

    @property
    def day(self) -> date:
        """The due day, once the form is well formed."""
        return cast(date, self.due_on.data)


class RemoveForm(BaseForm):
    """A button that takes one line out."""


class HeardForm(BaseForm):
    """A button: an answer was read out."""


class Desk:
    """Every form of the editor's page: fresh ones, and the one that was sent and refused."""

    def __init__(
        self,
        meeting: Any,
        *,
        speakers: Sequence[tuple[UUID, str]],
        leads: Sequence[tuple[UUID, str]],
        bound: BaseForm | None = None,
        bound_to: UUID | None = None,
    ) -> None:
        """Keep who may be chosen and, after a refusal, what was typed where."""
        self._meeting = meeting
        self._speakers = _choices(speakers)
        self._leads = _choices(leads)
        self._bound = bound
        self._bound_to = bound_to

    @property
    def status(self) -> int:
        """The HTTP status of the page."""
        return self._bound.status if self._bound is not None else 200

    def _sent(self, kind: type[BaseForm], item_id: UUID | None = None) -> Any:
        is_it = isinstance(self._bound, kind) and self._bound_to == item_id
        return self._bound if is_it else None

    def section(self, item: Any) -> BaseForm:
        """The form of one section."""
        form = self._sent(SectionForm, item.id) or SectionForm(obj=item)
        return with_ids(form, item.id)

    def statement(self, item: Any) -> BaseForm:
        """The form for one more statement on an item."""
        form = self._sent(StatementForm, item.id) or StatementForm()
        form.member_id.choices = self._speakers
        return with_ids(form, item.id)

    def dues(self) -> BaseForm:
        """The form of A4."""
        return self._sent(DuesForm) or DuesForm(obj=self._meeting)

    def quality(self) -> BaseForm:
        """The form of C5."""
        return with_ids(self._sent(QualityForm) or QualityForm(obj=self._meeting), "quality")

    def assignment(self) -> BaseForm:
        """The form of C2."""
        form = self._sent(AssignmentForm) or AssignmentForm()
        form.lead_id.choices = self._leads
        return form

    def heard(self, item: Any) -> BaseForm:
        """The form of a button at an answer that waits to be read out."""
        return self._sent(HeardForm, item.id) or HeardForm()

    def removal(self) -> BaseForm:
        """The form of a button that takes a line out."""
        return RemoveForm()


def _choices(people: Sequence[tuple[UUID, str]]) -> list[tuple[str, str]]:
    return [("", "Chọn đồng chí"), *((str(key), name) for key, name in people)]


class ReadOutForm(BaseForm):
    """The minutes were read and adopted."""
