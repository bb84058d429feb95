"""The form by which others chair a meeting or write its minutes."""

from datetime import time
from typing import Any

from wtforms import BooleanField
from wtforms.validators import InputRequired, Optional

from partywork.meetings.forms.rows import PersonField
from partywork.meetings.rules import Leaders
from partywork.web.forms import VersionedForm, VietnameseTime


class LeadersForm(VersionedForm):
    """Who chairs and who writes from now on, and since when."""

    chair_id = PersonField("Chủ trì", [InputRequired("Hãy chọn người chủ trì.")])
    minutes_taker_id = PersonField(
        "Người ghi biên bản", [InputRequired("Hãy chọn người ghi biên bản.")]
    )
    at: Any = VietnameseTime("Đổi từ lúc", [Optional()])
    is_slip = BooleanField(
        "Khi khai mạc ghi nhầm người: sửa lại từ đầu, biên bản không nêu việc đổi"
    )

    @property
    def leaders(self) -> Leaders:
        """The two people, for the use case."""
        return Leaders(self.chair_id.data, self.minutes_taker_id.data)

    @property
    def hour(self) -> time | None:
        """Since when, or nothing where a slip is put right."""
        return None if self.is_slip.data else self.at.data

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for the hour unless a slip is put right."""
        is_valid = super().validate(extra_validators)
        if not self.is_slip.data and not self.at.errors and self.at.data is None:
            self.at.errors = ["Hãy ghi giờ đổi."]
            return False
        return bool(is_valid)
