"""Forms of the invitation: sending it, answering it, agreeing to an absence."""

from wtforms import RadioField, TextAreaField

from partywork.meetings.terms import InvitationAnswer
from partywork.web.forms import BaseForm, VersionedForm, choices_from
from partywork.web.validators import AtMost


class InviteForm(VersionedForm):
    """Nothing to type: the system knows whom to invite."""


class AnswerForm(VersionedForm):
    """Coming, or asking to stay away with a reason."""

    answer = RadioField(
        "Đồng chí trả lời",
        choices=choices_from(
            [
                (InvitationAnswer.COMING.value, "Tôi sẽ dự"),
                (InvitationAnswer.ASKS_ABSENCE.value, "Xin vắng"),
            ]
        ),
    )
    absence_reason = TextAreaField("Lý do xin vắng", [AtMost(500)])


class AcceptAbsenceForm(BaseForm):
    """One button."""
