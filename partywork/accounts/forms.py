"""Forms of the door, the own password, accounts of members and inspection cases."""

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import HiddenField, PasswordField, SelectField, StringField, TextAreaField

from partywork.web.forms import REQUIRED, BaseForm, VietnameseDate, choices_from
from partywork.web.validators import AtMost

_NAME = AtMost(100)
_SECRET = AtMost(256)


class SignInForm(BaseForm):
    """User name and password."""

    user_name = StringField("Tên đăng nhập", [REQUIRED, _NAME])
    password = PasswordField("Mật khẩu", [REQUIRED, _SECRET])


class SignInAgainForm(BaseForm):
    """The own password, asked for over a page whose session has ended."""

    user_id = HiddenField(validators=[REQUIRED])
    password = PasswordField("Mật khẩu", [REQUIRED, _SECRET])


class NewPasswordForm(BaseForm):
    """A new password, typed twice because nobody sees what is typed."""

    password = PasswordField("Mật khẩu mới", [REQUIRED, _SECRET])
    again = PasswordField("Nhập lại mật khẩu mới", [REQUIRED, _SECRET])

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Refuse when the two differ."""
        if not super().validate(extra_validators):
            return False
        if self.password.data != self.again.data:
            self.again.errors = ["Hai lần nhập không giống nhau."]
            return False
        return True


class ActivateForm(NewPasswordForm):
    """The printed one-time code becomes an own password."""

    user_name = StringField("Tên đăng nhập", [REQUIRED, _NAME])
    code = StringField("Mã dùng một lần", [REQUIRED, AtMost(40)])


class ChangePasswordForm(NewPasswordForm):
    """The present password and the new one."""

    current = PasswordField("Mật khẩu hiện nay", [REQUIRED, _SECRET])


class FindAccountsForm(BaseForm):
    """What to look for in the list of accounts."""

    tim = StringField("Tìm theo tên, chi bộ, tên đăng nhập", [_NAME])
    chua_co = SelectField(
        "Tài khoản",
        choices=choices_from([("", "Tất cả"), ("1", "Chưa có tài khoản")]),
        validate_choice=False,
    )


class OpenCaseForm(BaseForm):
    """Which organisation, on what ground, until when."""

    organisation_id = SelectField("Tổ chức đảng", [REQUIRED])
    case_number = StringField("Số quyết định, kế hoạch hoặc đơn thư", [REQUIRED, AtMost(50)])
    reason = TextAreaField("Lý do", [REQUIRED, AtMost(2000)])
    closes_on = VietnameseDate("Xem đến hết ngày", [REQUIRED])
