"""What people send about commendations, discipline and the registers.

None of these forms has room for a story: the case stays in the paper file.
"""

from uuid import UUID

from wtforms import IntegerField, SelectField, SelectMultipleField, StringField
from wtforms.validators import NumberRange, Optional
from wtforms.widgets import CheckboxInput

from partywork.cells.forms.deciding import VoteField
from partywork.cells.terms import CommendationForm, CommendationLevel, DisciplineForm
from partywork.conduct.rules.discipline import Vote, vote_of
from partywork.conduct.service.records import Paper
from partywork.conduct.terms import DecidedBy
from partywork.web.forms import REQUIRED, BaseForm, VersionedForm, VietnameseDate, choices_of
from partywork.web.validators import AtMost, NotInFuture

_COUNT = [Optional(), NumberRange(min=0, max=1000, message="Hãy nhập một số từ 0 đến 1000.")]
_PAPER = ("number", "decided_on", "body", "happened_on", "kept_at")


class PaperForm(BaseForm):
    """The decision and where it lies."""

    number = StringField("Số quyết định, nghị quyết", [REQUIRED, AtMost(60)])
    decided_on = VietnameseDate("Ngày quyết định", [REQUIRED, NotInFuture()])
    body = StringField("Cơ quan quyết định", [REQUIRED, AtMost(200)])
    happened_on = VietnameseDate("Có hiệu lực từ ngày", [REQUIRED, NotInFuture()])
    kept_at = StringField("Văn bản để ở", [AtMost(200)])
    vote_id = VoteField()

    @property
    def paper(self) -> Paper:
        """The decision that was typed, with the vote that was chosen."""
        typed = {name: self._fields[name].data for name in _PAPER}
        return Paper(**typed, vote_id=self.vote_id.chosen)


class CommendForm(PaperForm):
    """A commendation."""

    form = SelectField(
        "Hình thức", [REQUIRED], choices=choices_of(CommendationForm), coerce=CommendationForm
    )
    level = SelectField(
        "Cấp khen thưởng",
        [REQUIRED],
        choices=choices_of(CommendationLevel),
        coerce=CommendationLevel,
    )


class DisciplineRecordForm(PaperForm):
    """A discipline: its form, who decided, and how the cell voted if it did."""

    form = SelectField("Hình thức kỷ luật", [REQUIRED], coerce=DisciplineForm)
    decided_by = SelectField(
        "Ai quyết định", [REQUIRED], choices=choices_of(DecidedBy), coerce=DecidedBy
    )
    voted_on = VietnameseDate("Ngày chi bộ biểu quyết", [Optional(), NotInFuture()])
    roll = IntegerField("Tổng số đảng viên tính biểu quyết", _COUNT)
    in_favour = IntegerField("Số tán thành", _COUNT)

    removed = SelectMultipleField("Chức vụ bị cách", coerce=UUID, option_widget=CheckboxInput())

    @property
    def vote(self) -> Vote | None:
        """The vote that was typed, if any; refuses half of one."""
        return vote_of(self.voted_on.data, self.roll.data, self.in_favour.data)


class ResidenceDutyForm(VersionedForm):
    """The residence duty of a member in a year."""

    introduced_on = VietnameseDate("Ngày giới thiệu về nơi cư trú", [Optional(), NotInFuture()])
    ward = StringField("Cấp ủy nơi cư trú (xã, phường)", [AtMost(200)])
    asked_on = VietnameseDate("Ngày đề nghị nhận xét", [Optional(), NotInFuture()])
    received_on = VietnameseDate("Ngày nhận phiếu nhận xét", [Optional(), NotInFuture()])
    remark = StringField("Mức nhận xét, ghi theo phiếu", [AtMost(60)])
    kept_at = StringField("Phiếu để ở", [AtMost(200)])


class AskForm(BaseForm):
    """The day on which the remarks of a whole cell were asked for."""

    asked_on = VietnameseDate("Ngày gửi đề nghị nhận xét", [REQUIRED, NotInFuture()])


class CommitmentsForm(BaseForm):
    """Who has signed the commitment of a year."""

    signed = SelectMultipleField("Đã ký", coerce=UUID)
    signed_on = VietnameseDate("Ngày ký", [REQUIRED, NotInFuture()])
    kept_at = StringField("Bản cam kết để ở", [AtMost(200)])
