"""Changing a value from a day on: one form per way a value is typed."""

from typing import Any

from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Optional

from partywork.provisions import rules
from partywork.provisions.terms import (
    AGENDAS,
    CHOICES,
    Certainty,
    ProvisionKey,
    ProvisionKind,
    Threshold,
)
from partywork.web.forms import REQUIRED, BaseForm, VietnameseDate, choices_from, choices_of
from partywork.web.validators import AtMost


class ChangeForm(BaseForm):
    """From which day, on what ground; the value itself is added by each kind."""

    valid_from = VietnameseDate("Áp dụng từ ngày", [REQUIRED])
    legal_text_id = SelectField("Văn bản làm căn cứ")
    article = StringField("Điều, khoản", [AtMost(200)])
    certainty = SelectField("Mức chắc chắn", [REQUIRED], choices=choices_of(Certainty))
    note = TextAreaField("Ghi chú", [AtMost(1000)])

    @property
    def new_value(self) -> Any:
        """What was typed, in the shape that is kept."""
        return self._fields["value"].data


class IntegerForm(ChangeForm):
    """A whole number."""

    value = IntegerField("Giá trị", [InputRequired("Hãy nhập một số.")])


class FlagForm(ChangeForm):
    """Yes or no."""

    value = BooleanField("Có áp dụng")


class TextForm(ChangeForm):
    """Words as they are printed."""

    value = TextAreaField("Nội dung", [REQUIRED, AtMost(rules.LONGEST_PAGE)])


class ChoiceForm(ChangeForm):
    """One of a few."""

    value = SelectField("Giá trị", [REQUIRED])


class AgendaForm(ChangeForm):
    """The agenda template, one item a line."""

    value = TextAreaField("Các mục, mỗi dòng một mục", [REQUIRED, AtMost(6000)])

    @property
    def new_value(self) -> Any:
        """The items of the lines."""
        return rules.agenda_of(self.value.data or "")


class MatrixForm(ChangeForm):
    """Which body may issue which paper."""

    value = SelectMultipleField("Được ban hành")
    shape: dict[str, dict[str, bool]]

    @property
    def new_value(self) -> Any:
        """The matrix with the ticked cells."""
        return rules.matrix_of(self.shape, self.value.data or [])


class ThresholdRow(Form):
    """How many must agree on one kind of question, and by which text."""

    Meta = BaseForm.Meta

    needs = SelectField("Cần tán thành", [REQUIRED], choices=choices_of(Threshold))
    basis = StringField("Căn cứ", [REQUIRED, AtMost(200)])


class ThresholdsForm(ChangeForm):
    """One row for each kind of question."""

    value = FieldList(FormField(ThresholdRow))
    shape: dict[str, dict[str, str]]

    @property
    def new_value(self) -> Any:
        """The table with what the rows say; a row that was not sent stays as it is."""
        sent = zip(self.shape, self.value.data, strict=False)
        return self.shape | dict(sent)


_BY_KIND: dict[ProvisionKind, type[ChangeForm]] = {
    ProvisionKind.INTEGER: IntegerForm,
    ProvisionKind.FLAG: FlagForm,
    ProvisionKind.TEXT: TextForm,
    ProvisionKind.CHOICE: ChoiceForm,
}


def change_form(
    key: ProvisionKey, kind: ProvisionKind, present: Any, sent: Any, **filled: Any
) -> ChangeForm:
    """Return the form for a key, filled with the `present` value until something was sent."""
    if key in AGENDAS:
        return AgendaForm(sent, data={"value": rules.lines_of(present), **filled})
    if key is ProvisionKey.VOTE_THRESHOLDS:
        rows = ThresholdsForm(sent, data={"value": list(present.values()), **filled})
        rows.shape = present
        return rows
    if kind is ProvisionKind.TABLE:
        cells = [f"{body}.{paper}" for body, papers in present.items() for paper in papers]
        allowed = [cell for cell in cells if present[cell.split(".")[0]][cell.split(".")[1]]]
        matrix = MatrixForm(sent, data={"value": allowed, **filled})
        matrix.value.choices = choices_from((cell, cell) for cell in cells)
        matrix.shape = present
        return matrix
    form = _BY_KIND[kind](sent, data={"value": present, **filled})
    if isinstance(form, ChoiceForm):
        form.value.choices = choices_of(CHOICES[key])
    return form


class HolidayForm(BaseForm):
    """Days on which nobody works."""

    first_on = VietnameseDate("Ngày nghỉ, hoặc ngày đầu của kỳ nghỉ", [REQUIRED])
    last_on = VietnameseDate("Đến hết ngày", [Optional()])
    name = StringField("Tên ngày nghỉ", [REQUIRED, AtMost(100)])


class HolidayToRemove(BaseForm):
    """A day written down by mistake."""

    day = VietnameseDate("Ngày", [REQUIRED])
