"""Forms of recommendations: the question, the answer, reading it out."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from partywork.recommendations.service import Asked
from partywork.recommendations.terms import Addressee, Subject
from partywork.web.forms import REQUIRED, VersionedForm, VietnameseDate, choices_from, choices_of
from partywork.web.validators import AtMost


class AskForm(VersionedForm):
    """What is asked, of whom, by when."""

    text = TextAreaField("Nội dung kiến nghị", [REQUIRED, AtMost(5000)])
    subject = SelectField("Thuộc việc", [REQUIRED], choices=choices_of(Subject), coerce=Subject)
    addressee = RadioField(
        "Kiến nghị với", [REQUIRED], choices=choices_of(Addressee), coerce=Addressee
    )
    addressed_to = StringField("Tên cấp ủy, cơ quan", [AtMost(300)])
    raised_by_id = SelectField("Người kiến nghị", [Optional()])
    raised_on = VietnameseDate("Ngày kiến nghị", [REQUIRED])
    due_on = VietnameseDate("Hạn trả lời", [Optional()])

    def offer(self, people: Iterable[tuple[UUID, str]]) -> None:
        """Offer the members of the organisation, the organisation itself first."""
        named = [(str(key), name) for key, name in people]
        self.raised_by_id.choices = choices_from([("", "Cả chi bộ"), *named])

    @property
    def asked(self) -> Asked:
        """The whole, for the use case."""
        by = self.raised_by_id.data
        return Asked(
            text=self.text.data or "",
            subject=self.subject.data,
            addressee=self.addressee.data,
            raised_on=self.raised_on.data or date.min,
            addressed_to=self.addressed_to.data or "",
            raised_by_id=UUID(by) if by else None,
            due_on=self.due_on.data,
        )


class AnswerForm(VersionedForm):
    """The answer and its day."""

    answer = TextAreaField("Nội dung trả lời", [REQUIRED, AtMost(10000)])
    answered_on = VietnameseDate("Ngày trả lời", [REQUIRED])


class ReadForm(VersionedForm):
    """The day on which the answer was read out."""

    read_on = VietnameseDate("Ngày đọc tại chi bộ", [REQUIRED])
