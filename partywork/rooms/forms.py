"""Forms of the room: one tap each."""

from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired

from partywork.ballots.rules.secrecy import OPTIONS
from partywork.ballots.terms import Choice
from partywork.meetings.terms import Place
from partywork.web.forms import REQUIRED, BaseForm, choices_from, choices_of
from partywork.web.validators import AtMost


class TapForm(BaseForm):
    """A tap that says everything by where it is."""


class ComeInForm(BaseForm):
    """«Tôi có mặt», in the hall or from afar."""

    place = RadioField("Tham dự", [REQUIRED], choices=choices_of(Place), coerce=Place)


class CallForm(BaseForm):
    """Who is given the floor."""

    member_id = SelectField("Mời phát biểu", [REQUIRED])


class WordsForm(BaseForm):
    """What a speaker said."""

    text = TextAreaField("Nội dung phát biểu", [REQUIRED, AtMost(60_000)])


class VoiceForm(BaseForm):
    """An open vote by name."""

    choice = RadioField(
        "Ý kiến",
        [InputRequired("Hãy chọn một ý kiến.")],
        choices=choices_from((one.value, one.label) for one in OPTIONS),
        coerce=Choice,
    )


class RecordingForm(BaseForm):
    """The chair's decision to record."""

    recording = StringField("Quyết định ghi âm, ghi hình và lý do", [REQUIRED, AtMost(500)])
