"""What people send about tasks."""

from wtforms import SelectField, TextAreaField
from wtforms.validators import Optional

from partywork.tasks.terms import TaskStatus
from partywork.web.forms import REQUIRED, VersionedForm, VietnameseDate, choices_of
from partywork.web.validators import AtMost, NotInFuture


class ReportForm(VersionedForm):
    """How far a task has come."""

    outcome = SelectField(
        "Tình trạng", [REQUIRED], choices=choices_of(TaskStatus), coerce=TaskStatus
    )
    done_on = VietnameseDate("Ngày hoàn thành", [Optional(), NotInFuture()])
    result = TextAreaField("Kết quả, sản phẩm hoặc lý do", [AtMost(4000)])
