"""What to look for in the trail."""

from wtforms import SelectField, StringField
from wtforms.validators import Optional

from partywork.audit.terms import ACTIONS
from partywork.web.forms import BaseForm, VietnameseDate, choices_from
from partywork.web.validators import AtMost


class FindEntriesForm(BaseForm):
    """Days, person and act; each is optional."""

    tu_ngay = VietnameseDate("Từ ngày", [Optional()])
    den_ngay = VietnameseDate("Đến ngày", [Optional()])
    nguoi = StringField("Người thực hiện", [AtMost(100)])
    viec = SelectField(
        "Việc",
        choices=choices_from(
            [("", "Mọi việc"), *sorted(ACTIONS.items(), key=lambda item: item[1])]
        ),
        validate_choice=False,
    )
