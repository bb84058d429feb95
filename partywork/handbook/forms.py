"""When the papers were posted."""

from datetime import date, datetime, time
from typing import cast

from partywork.core import clock
from partywork.web.forms import REQUIRED, VersionedForm, VietnameseDate, VietnameseTime


class PostingForm(VersionedForm):
    """The day and the hour of posting the papers on Sổ tay đảng viên."""

    posted_on = VietnameseDate("Ngày đăng tài liệu", [REQUIRED])
    hour = VietnameseTime("Giờ đăng", [REQUIRED])

    @property
    def posted_at(self) -> datetime:
        """The moment, once the form is well formed."""
        day, hour = cast(date, self.posted_on.data), cast(time, self.hour.data)
        return clock.instant_of(day, hour)
