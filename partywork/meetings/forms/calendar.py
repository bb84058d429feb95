"""The form of who attends a cell's meeting for the committee above."""

from partywork.meetings.forms.rows import PersonField
from partywork.web.forms import REQUIRED, BaseForm


class AssignForm(BaseForm):
    """One person of the committee."""

    member_id = PersonField("Đảng ủy viên dự", [REQUIRED])
