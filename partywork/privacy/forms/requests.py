"""Asking about one's own data, receiving on paper, answering, noting dossier papers."""

from wtforms import FieldList, Form, FormField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from partywork.privacy.service.papers import Dossier, NotedPaper
from partywork.privacy.terms import PaperStanding, RequestKind, RequestStep
from partywork.web.forms import REQUIRED, BaseForm, VersionedForm, VietnameseDate, choices_of
from partywork.web.validators import AtMost, NotInFuture


class AskForm(BaseForm):
    """What a member asks about their own data."""

    wish = SelectField("Yêu cầu", [REQUIRED], choices=choices_of(RequestKind))
    details = TextAreaField("Nội dung yêu cầu", [REQUIRED, AtMost(2000)])


class ReceiveForm(AskForm):
    """A request that came on paper."""

    asker = StringField("Người yêu cầu", [REQUIRED, AtMost(200)])
    received_on = VietnameseDate("Ngày nhận", [REQUIRED, NotInFuture()])


class AnswerForm(VersionedForm):
    """The next step with a request."""

    next_step = SelectField("Việc làm", [REQUIRED], choices=choices_of(RequestStep))
    words = TextAreaField("Trả lời người yêu cầu", [REQUIRED, AtMost(2000)])


class PaperForm(Form):
    """One paper of the dossier."""

    Meta = BaseForm.Meta

    code = HiddenField()
    standing = SelectField("Tình trạng", choices=choices_of(PaperStanding))
    dated_on = VietnameseDate("Ngày của giấy tờ", [Optional(), NotInFuture()])
    place = StringField("Nơi để", [AtMost(200)])


class PapersForm(VersionedForm):
    """All the papers of a dossier in one save."""

    papers = FieldList(FormField(PaperForm))

    def show(self, dossier: Dossier) -> None:
        """Fill the rows with what was noted."""
        self.version.data = dossier.version
        for line in dossier.lines:
            self.papers.append_entry(
                {
                    "code": line.paper.code,
                    "standing": line.standing.value,
                    "dated_on": line.dated_on,
                    "place": line.place,
                }
            )

    @property
    def noted(self) -> list[NotedPaper]:
        """What was typed, for the use case."""
        rows = [row.form for row in self.papers]
        return [
            NotedPaper(
                row.code.data or "",
                PaperStanding(row.standing.data),
                row.dated_on.data,
                row.place.data or "",
            )
            for row in rows
        ]
