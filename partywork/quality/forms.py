"""Forms of quality: marking a meeting, confirming, a new version of the template."""

from collections.abc import Iterable

from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import NumberRange, Optional

from partywork.core.display import points
from partywork.quality.rules.marking import Criterion
from partywork.quality.rules.sums import TENTHS
from partywork.quality.rules.template import bands_in_words, bands_of
from partywork.quality.service.reading import Line
from partywork.quality.service.sheets import Judgement
from partywork.quality.service.templates import Row, Template
from partywork.quality.terms import Measure, QualityGroup
from partywork.web.forms import (
    REQUIRED,
    BaseForm,
    VersionedForm,
    VietnameseDate,
    choices_from,
    choices_of,
)
from partywork.web.validators import AtMost

# Lines of up to five points are given in halves.
_IN_HALVES = 5 * TENTHS
_NEW_LINES = 3


def _steps(most: int) -> Iterable[int]:
    return range(most, -1, -(TENTHS // 2 if most <= _IN_HALVES else TENTHS))


class LineForm(Form):
    """What people give one line, and why where it differs from the figures."""

    Meta = BaseForm.Meta

    code = HiddenField()
    points = SelectField("Điểm", validate_choice=False)
    reason = StringField("Lý do khác số liệu", [AtMost(300)])

    def offer(self, line: Line) -> None:
        """Offer whole and half points, the figure of the system first where there is one."""
        computed = line.computed.tenths
        first = "Chưa chấm" if computed is None else f"Theo số liệu: {points(computed)}"
        steps = [(str(step), points(step)) for step in _steps(line.criterion.most)]
        self.points.choices = choices_from([("", first), *steps])

    @property
    def judgement(self) -> Judgement:
        """What was chosen, for the use case."""
        chosen = self.points.data or ""
        return Judgement(int(chosen) if chosen.isdecimal() else None, self.reason.data or "")


class MarkForm(VersionedForm):
    """All lines of a sheet at once."""

    lines = FieldList(FormField(LineForm))

    def begin(self, lines: Iterable[Line]) -> None:
        """Lay out a row for each line of the sheet."""
        for line in lines:
            self.lines.append_entry(
                {
                    "code": line.criterion.code,
                    "points": "" if line.judged is None else str(line.judged),
                    "reason": line.reason,
                }
            )

    @property
    def by_code(self) -> dict[str, LineForm]:
        """The rows by the code of their line."""
        return {row.form.code.data or "": row.form for row in self.lines}

    @property
    def judged(self) -> dict[str, Judgement]:
        """What people gave, for the use case."""
        return {code: row.judgement for code, row in self.by_code.items()}


class FinishForm(VersionedForm):
    """One button: the points become official."""


class ConfirmForm(VersionedForm):
    """A remark with the confirmation."""

    note = TextAreaField("Nhận xét", [AtMost(2000)])


class CriterionForm(Form):
    """One line of the template; a line without words is left out."""

    Meta = BaseForm.Meta

    code = StringField("Ký hiệu", [AtMost(10)])
    group = SelectField("Nhóm", choices=choices_of(QualityGroup), coerce=QualityGroup)
    title = StringField("Nội dung", [AtMost(300)])
    most = IntegerField("Điểm tối đa", [Optional(), NumberRange(0, 100, "Điểm từ 0 đến 100.")])
    measure = SelectField("Chấm theo", choices=choices_of(Measure), coerce=Measure)
    bands = StringField("Các mức", [AtMost(200)])
    theme_only = BooleanField("Chỉ tháng có chuyên đề")

    @property
    def row(self) -> Row:
        """The line, for the use case."""
        return Row(
            Criterion(
                code=self.code.data or "",
                group=self.group.data,
                most=(self.most.data or 0) * TENTHS,
                measure=self.measure.data,
                bands=bands_of(self.bands.data or ""),
                theme_only=self.theme_only.data,
            ),
            self.title.data or "",
        )


class TemplateForm(BaseForm):
    """A new version of the sheet, from a day on."""

    valid_from = VietnameseDate("Áp dụng từ ngày", [REQUIRED])
    basis = TextAreaField("Căn cứ", [REQUIRED, AtMost(500)])
    rows = FieldList(FormField(CriterionForm))

    def begin(self, template: Template) -> None:
        """Start from the version in force, with a few empty lines for new ones."""
        self.basis.data = template.basis
        for row in template.rows:
            one = row.criterion
            self.rows.append_entry(
                {
                    "code": one.code,
                    "group": one.group,
                    "title": row.title,
                    "most": one.most // TENTHS,
                    "measure": one.measure,
                    "bands": bands_in_words(one.bands),
                    "theme_only": one.theme_only,
                }
            )
        for _ in range(_NEW_LINES):
            self.rows.append_entry({"group": QualityGroup.CONDUCT, "measure": Measure.JUDGEMENT})

    @property
    def new_rows(self) -> list[Row]:
        """The lines that have words, for the use case."""
        return [row.form.row for row in self.rows if row.form.title.data]
