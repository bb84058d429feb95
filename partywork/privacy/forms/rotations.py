"""Asking for a change of the keys of sealed fields, and answering it."""

from wtforms import HiddenField, TextAreaField

from partywork.web.forms import REQUIRED, BaseForm, VersionedForm
from partywork.web.validators import AtMost


class AskRotationForm(BaseForm):
    """Why the keys are changed."""

    reason = TextAreaField("Lý do đổi khóa", [REQUIRED, AtMost(500)])


class AnswerRotationForm(VersionedForm):
    """What the second person says."""

    decision = HiddenField()
    refusal = TextAreaField("Lý do không xác nhận", [AtMost(500)])

    @property
    def is_confirmed(self) -> bool:
        """Say whether the button «Xác nhận» was pressed."""
        return self.decision.data == "confirm"
