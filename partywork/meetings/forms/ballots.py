"""Forms of secret ballots before they open: what is asked, on what, who counts."""

from collections.abc import Sequence

from wtforms import IntegerField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import NumberRange, Optional

from partywork.ballots.service.ballots import Question
from partywork.ballots.terms import BallotWay, VoteSubject
from partywork.meetings.forms.rows import uuid_or_none
from partywork.web.forms import REQUIRED, BaseForm, VersionedForm, choices_from, choices_of
from partywork.web.validators import AtMost


class BallotForm(BaseForm):
    """What stands on the paper: one question or one name a line."""

    title = StringField("Bỏ phiếu về việc", [REQUIRED, AtMost(300)])
    subject = RadioField(
        "Loại nội dung", [REQUIRED], choices=choices_of(VoteSubject), coerce=VoteSubject
    )
    questions = TextAreaField("Nội dung hoặc họ tên trên phiếu", [REQUIRED, AtMost(8000)])
    seats = IntegerField("Số người được chọn nhiều nhất", [Optional(), NumberRange(1, 99)])
    way = RadioField("Bỏ phiếu bằng", [REQUIRED], choices=choices_of(BallotWay), coerce=BallotWay)

    @property
    def asked(self) -> list[Question]:
        """One question for each line with words."""
        lines = (self.questions.data or "").splitlines()
        texts = [line.strip() for line in lines if line.strip()]
        return [Question(text, self.subject.data) for text in texts]

    def offer_paper(self) -> None:
        """Offer nothing else than paper."""
        self.way.choices = choices_from([(BallotWay.PAPER.value, BallotWay.PAPER.label)])
        self.way.data = BallotWay.PAPER

    def ask_again(self, title: str, questions: Sequence[Question], seats: int | None) -> None:
        """Offer what stood on a ballot that was stopped."""
        self.title.data, self.seats.data = title, seats
        self.subject.data = questions[0].subject
        self.questions.data = "\n".join(one.text for one in questions)


class TellersForm(VersionedForm):
    """Whom the meeting chose to count."""

    tellers = SelectMultipleField("Người kiểm phiếu", [REQUIRED], coerce=uuid_or_none)


class StepForm(VersionedForm):
    """A step that asks nothing but to be done."""
