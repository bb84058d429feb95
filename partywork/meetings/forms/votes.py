"""Forms of votes: putting a question, opening, recording the count."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from wtforms import (
    FieldList,
    FormField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired

from partywork.ballots.rules.counting import Tally
from partywork.ballots.terms import VoteSubject
from partywork.documents.terms import AccessClass
from partywork.meetings.forms.rows import KeyField, PersonField, RowForm
from partywork.web.forms import REQUIRED, BaseForm, VersionedForm, choices_from, choices_of
from partywork.web.validators import AtMost

_COUNT = [InputRequired("Hãy ghi số, không có thì ghi 0.")]


class QuestionForm(BaseForm):
    """What is voted on."""

    question = TextAreaField("Nội dung biểu quyết", [REQUIRED, AtMost(2000)])
    subject = RadioField(
        "Loại nội dung",
        [REQUIRED],
        choices=choices_of(VoteSubject),
        coerce=VoteSubject,
    )

    def offer(self, subjects: Sequence[VoteSubject]) -> None:
        """Offer what may be voted on openly."""
        self.subject.choices = choices_from((one.value, one.label) for one in subjects)


_DECIDED = ("title", "grounds", "articles", "recipients", "access")


class DecideForm(BaseForm):
    """The decision that a vote took, as it is drafted."""

    title = StringField("Trích yếu", [REQUIRED, AtMost(500)])
    grounds = TextAreaField("Căn cứ", [REQUIRED, AtMost(5000)])
    articles = TextAreaField("Các điều", [REQUIRED, AtMost(20000)])
    recipients = TextAreaField("Nơi nhận", [REQUIRED, AtMost(2000)])
    access = SelectField(
        "Ai được đọc", [REQUIRED], choices=choices_of(AccessClass), coerce=AccessClass
    )

    def fill(self, draft: Any) -> None:
        """Begin with what the meeting said."""
        for name in _DECIDED:
            self[name].data = getattr(draft, name)

    @property
    def text(self) -> dict[str, Any]:
        """Everything that was typed, for the use case."""
        return {name: self[name].data for name in _DECIDED}


class OpenVoteForm(BaseForm):
    """The vote begins."""


class WithdrawForm(BaseForm):
    """The question is taken back."""


class ReservedForm(RowForm):
    """An opinion one person reserves; without words there is none."""

    member_id = KeyField()
    text = TextAreaField("Ý kiến bảo lưu", [AtMost(5000)])


class ReserveForm(BaseForm):
    """An opinion somebody reserves after the result is known; how they answered is not asked."""

    member_id = PersonField("Đồng chí bảo lưu ý kiến", [REQUIRED])
    text = TextAreaField("Ý kiến bảo lưu", [REQUIRED, AtMost(5000)])


class TallyForm(VersionedForm):
    """The three counts of an open vote, and the opinions reserved by name."""

    in_favour = IntegerField("Tán thành", _COUNT)
    against = IntegerField("Không tán thành", _COUNT, default=0)
    other_opinion = IntegerField("Ý kiến khác", _COUNT, default=0)
    reserved = FieldList(FormField(ReservedForm))

    def name_voters(self, eligible: Sequence[tuple[UUID, str]]) -> None:
        """Put one row for each person who may vote, with the name as its label."""
        if not self.reserved.entries:
            for member_id, _ in eligible:
                self.reserved.append_entry({"member_id": member_id, "text": ""})
        names = {str(member_id): name for member_id, name in eligible}
        for row in self.reserved:
            name = names.get(str(row.form.member_id.data), "")
            row.form.text.label.text = f"Ý kiến bảo lưu của đồng chí {name}"

    def fill_all(self, hands: int) -> None:
        """Fill in what «Tất cả tán thành» means for those who did not answer on a screen."""
        self.in_favour.data = hands
        self.against.data = 0
        self.other_opinion.data = 0

    @property
    def tally(self) -> Tally:
        """The counts, for the use case."""
        return Tally(self.in_favour.data or 0, self.against.data or 0, self.other_opinion.data or 0)

    @property
    def reserved_opinions(self) -> list[tuple[UUID, str]]:
        """The rows with words, for the use case."""
        rows = [(row.form.member_id.data, row.form.text.data or "") for row in self.reserved]
        return [(key, text) for key, text in rows if key is not None and text]
