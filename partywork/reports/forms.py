"""What people send about reports."""

from wtforms import Field, HiddenField, PasswordField, TextAreaField

from partywork.reports.terms import SectionKey
from partywork.web.forms import REQUIRED, BaseForm, VersionedForm, VietnameseDate
from partywork.web.validators import AtMost

_LONG = 20000


class OpenForm(BaseForm):
    """Which cell's report for which month."""

    organisation_id = HiddenField("Chi bộ", [REQUIRED])
    month = HiddenField("Tháng", [REQUIRED])


class PeriodForm(VersionedForm):
    """The days a report speaks of."""

    period_from = VietnameseDate("Từ ngày", [REQUIRED])
    period_to = VietnameseDate("Đến ngày", [REQUIRED])


class SectionForm(VersionedForm):
    """The text of one section."""

    text = TextAreaField("Nội dung", [AtMost(_LONG)])


class DisputeForm(VersionedForm):
    """«Số liệu chưa đúng»."""

    note = TextAreaField("Số liệu chưa đúng ở chỗ nào, số đúng là bao nhiêu", [AtMost(1000)])


class SendForm(VersionedForm):
    """«Gửi báo cáo lên Đảng ủy»: the code of what was read, and the own password."""

    seal = HiddenField("Mã kiểm tra nội dung", [REQUIRED])
    password = PasswordField("Mật khẩu của đồng chí", [REQUIRED])


class ReturnForm(VersionedForm):
    """«Trả lại để bổ sung»: comments at the sections they are about."""

    whole = TextAreaField("Về toàn bộ báo cáo, số liệu", [AtMost(2000)])
    ideology = TextAreaField(SectionKey.IDEOLOGY.label, [AtMost(2000)])
    political_tasks = TextAreaField(SectionKey.POLITICAL_TASKS.label, [AtMost(2000)])
    resolution_results = TextAreaField(SectionKey.RESOLUTION_RESULTS.label, [AtMost(2000)])
    praise = TextAreaField(SectionKey.PRAISE.label, [AtMost(2000)])
    development = TextAreaField(SectionKey.DEVELOPMENT.label, [AtMost(2000)])
    inspection = TextAreaField(SectionKey.INSPECTION.label, [AtMost(2000)])
    masses = TextAreaField(SectionKey.MASSES.label, [AtMost(2000)])
    difficulties = TextAreaField(SectionKey.DIFFICULTIES.label, [AtMost(2000)])
    proposals = TextAreaField(SectionKey.PROPOSALS.label, [AtMost(2000)])
    next_month = TextAreaField(SectionKey.NEXT_MONTH.label, [AtMost(2000)])

    def field_of(self, section: SectionKey) -> Field:
        """Return the field for comments at a section."""
        return self[section.value]

    @property
    def comments(self) -> dict[SectionKey | None, str]:
        """Every comment by its section, None for the report as a whole."""
        said: dict[SectionKey | None, str] = {None: self.whole.data or ""}
        return said | {key: self.field_of(key).data or "" for key in SectionKey}


class AcceptForm(VersionedForm):
    """«Tiếp nhận»."""


class ButtonForm(BaseForm):
    """A form that is one button: «Đánh dấu đã bổ sung», «Điền mục còn trống»."""


class RemindForm(BaseForm):
    """«Nhắc các chi bộ chưa gửi» for a month."""

    month = HiddenField("Tháng", [REQUIRED])
