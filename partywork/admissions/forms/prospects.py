"""Listing a prospect, remarks, reasons."""

from datetime import date
from uuid import UUID

from wtforms import BooleanField, PasswordField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional, Regexp

from partywork.admissions.service.prospects import ProspectFacts
from partywork.admissions.terms import ContactField, ReviewKind
from partywork.cells.terms import Sex
from partywork.web.forms import REQUIRED, BaseForm, VersionedForm, VietnameseDate, choices_of
from partywork.web.validators import AtMost, NotInFuture


def key_of(text: str | None) -> UUID | None:
    """Read the key behind a choice; nothing for «chưa chọn»."""
    return UUID(text) if text else None


class ProspectForm(VersionedForm):
    """Everything kept of a prospect; sealed fields stay empty unless they change."""

    full_name = StringField("Họ và tên", [REQUIRED, AtMost(100)])
    born_on = VietnameseDate("Ngày sinh", [REQUIRED, NotInFuture()])
    sex = RadioField("Giới tính", [REQUIRED], choices=choices_of(Sex), coerce=Sex)
    occupation = StringField("Nghề nghiệp, chức vụ", [AtMost(200)])
    workplace = StringField("Đơn vị công tác", [AtMost(200)])
    is_youth = BooleanField("Đang là đoàn viên Đoàn Thanh niên")
    listed_on = VietnameseDate("Ngày đưa vào danh sách", [REQUIRED, NotInFuture()])
    list_decision = StringField("Số nghị quyết của chi bộ", [AtMost(60)])
    notice_given_on = VietnameseDate(
        "Ngày đã thông báo mục đích, căn cứ xử lý thông tin", [REQUIRED, NotInFuture()]
    )
    helper_id = SelectField("Đảng viên giúp đỡ", [REQUIRED])
    second_helper_id = SelectField("Đảng viên giúp đỡ thứ hai")
    phone = StringField("Số điện thoại", [AtMost(40)])
    email = StringField("Thư điện tử", [AtMost(120)])
    residence = StringField("Nơi cư trú", [AtMost(300)])
    citizen_id = StringField(
        "Số căn cước", [Optional(), Regexp(r"\d{12}$", message="Số căn cước gồm 12 chữ số.")]
    )

    is_namesake = BooleanField("Người khác trùng tên: không phải người đã có trong danh sách")

    def hide_contacts(self) -> None:
        """Leave the sealed fields empty: what is kept is not shown in a form."""
        for field in (self.phone, self.email, self.residence, self.citizen_id):
            field.data = ""

    @property
    def facts(self) -> ProspectFacts:
        """What was typed, as the use case takes it."""
        days = (self.born_on.data, self.listed_on.data, self.notice_given_on.data)
        born_on, listed_on, notice_given_on = (day or date.min for day in days)
        return ProspectFacts(
            full_name=self.full_name.data or "",
            born_on=born_on,
            sex=self.sex.data,
            occupation=self.occupation.data or "",
            workplace=self.workplace.data or "",
            is_youth=bool(self.is_youth.data),
            listed_on=listed_on,
            list_decision=self.list_decision.data or "",
            notice_given_on=notice_given_on,
            helper_id=UUID(self.helper_id.data),
            second_helper_id=key_of(self.second_helper_id.data),
            phone=self.phone.data or "",
            email=self.email.data or "",
            residence=self.residence.data or "",
            citizen_id=self.citizen_id.data or "",
            is_namesake=bool(self.is_namesake.data),
        )


class ReviewForm(BaseForm):
    """A short remark."""

    kind = RadioField(
        "Loại nhận xét", [REQUIRED], choices=choices_of(ReviewKind), coerce=ReviewKind
    )
    reviewed_on = VietnameseDate("Ngày nhận xét", [REQUIRED, NotInFuture()])
    remark = TextAreaField("Nhận xét", [REQUIRED, AtMost(1000)])


class RevealForm(BaseForm):
    """Which sealed field somebody needs to see, and why; the own password once more."""

    field = SelectField(
        "Thông tin cần xem", [REQUIRED], choices=choices_of(ContactField), coerce=ContactField
    )
    reason = StringField("Lý do", [REQUIRED, AtMost(200)])
    password = PasswordField("Mật khẩu của đồng chí", [REQUIRED])


class ReasonForm(VersionedForm):
    """Why something ends, and on which day."""

    ended_on = VietnameseDate("Ngày", [REQUIRED, NotInFuture()])
    reason = TextAreaField("Lý do", [REQUIRED, AtMost(500)])
