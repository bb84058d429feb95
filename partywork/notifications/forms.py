"""The form of the inbox: whether one wants mail."""

from wtforms import RadioField

from partywork.web.forms import REQUIRED, BaseForm, choices_from


class MailWishForm(BaseForm):
    """Mail or no mail."""

    wanted = RadioField(
        "Thư báo",
        [REQUIRED],
        choices=choices_from([("yes", "Nhận thư báo"), ("no", "Không nhận thư báo")]),
    )
