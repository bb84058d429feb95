"""Proposing a correction, deciding on one, asking to see a sealed field."""

from wtforms import PasswordField, SelectField, StringField, TextAreaField

from partywork.cells.terms import RecordField
from partywork.web.forms import REQUIRED, BaseForm, VersionedForm, choices_from
from partywork.web.validators import AtMost

_OTHER = "other"
_CHOICES = [
    ("", "Chọn…"),
    *RecordField.choices(),
    (_OTHER, "Nội dung khác: ngày vào Đảng, chính thức, quá trình sinh hoạt, thẻ…"),
]


class ProposeForm(BaseForm):
    """Which field, what it should say, where that can be seen."""

    field = SelectField("Mục cần đính chính", [REQUIRED], choices=choices_from(_CHOICES))
    value = TextAreaField("Nội dung đúng", [REQUIRED, AtMost(2000)])
    evidence = StringField("Căn cứ, nơi đối chiếu", [REQUIRED, AtMost(300)])

    @property
    def chosen(self) -> RecordField | None:
        """The field chosen; nothing for something else."""
        return None if self.field.data == _OTHER else RecordField(self.field.data)


class AcceptForm(VersionedForm):
    """The record is changed as proposed."""

    answer = StringField("Trả lời", [AtMost(300)])


class RefuseForm(VersionedForm):
    """The record stays as it is, for a reason."""

    reason = StringField("Lý do không sửa", [REQUIRED, AtMost(300)])


class PasswordForm(BaseForm):
    """The own password once more."""

    password = PasswordField("Mật khẩu của đồng chí", [REQUIRED])


class UnmaskForm(PasswordForm):
    """Why a sealed field must be seen."""

    reason = StringField("Lý do cần xem", [REQUIRED, AtMost(300)])
