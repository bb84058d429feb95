"""Forms after the minutes: closing, confirming, the signed copy, addenda, posting, filing up."""

from datetime import date, datetime, time
from typing import cast

from wtforms import FileField, HiddenField, PasswordField, TextAreaField

from partywork.core import clock
from partywork.web.forms import REQUIRED, BaseForm, VersionedForm, VietnameseDate, VietnameseTime
from partywork.web.validators import AtMost, Required


class CloseForm(VersionedForm):
    """When the meeting ended, which may be after midnight or on its second day."""

    ended_on = VietnameseDate("Ngày kết thúc", [REQUIRED])
    ended_at = VietnameseTime("Giờ kết thúc", [REQUIRED])

    @property
    def moment(self) -> datetime:
        """The day and the hour, once the form is well formed."""
        return clock.instant_of(cast(date, self.ended_on.data), cast(time, self.ended_at.data))


class ConfirmForm(BaseForm):
    """The confirmation asks for one's own password again, and says which text was read."""

    digest = HiddenField("", [Required("Trang đã cũ. Hãy mở lại trang.")])
    password = PasswordField("Mật khẩu của đồng chí", [REQUIRED])


class SignedCopyForm(BaseForm):
    """The scan of the hand-signed sheet."""

    file = FileField("Bản ký (tệp PDF hoặc ảnh quét)", [])


class AddendumForm(BaseForm):
    """A correction of confirmed minutes."""

    text = TextAreaField("Nội dung đính chính, bổ sung", [REQUIRED, AtMost(20_000)])


class PostedForm(VersionedForm):
    """On which day the result was posted on Sổ tay đảng viên."""

    posted_on = VietnameseDate("Ngày đăng lên Sổ tay đảng viên", [REQUIRED])

    @property
    def day(self) -> date:
        """The day, once the form is well formed."""
        return cast(date, self.posted_on.data)


class FileUpForm(VersionedForm):
    """The meeting is reported to the Đảng ủy."""
