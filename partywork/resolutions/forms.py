"""What people send about resolutions."""

from typing import Any

from wtforms import BooleanField, FileField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired

from partywork.resolutions.terms import Part
from partywork.web.forms import REQUIRED, VersionedForm, VietnameseDate
from partywork.web.validators import AtMost, NotInFuture


class RecipientsForm(VersionedForm):
    """What may still change once a resolution is adopted."""

    recipients = TextAreaField("Nơi nhận", [REQUIRED, AtMost(2000)])

    @property
    def text(self) -> dict[str, Any]:
        """Nothing of the text changes."""
        return {}


class EditForm(RecipientsForm):
    """The text of a draft: the trích yếu and four parts, one paragraph a line."""

    title = StringField("Trích yếu", [REQUIRED, AtMost(500)])
    assessment = TextAreaField(f"I- {Part.ASSESSMENT.label}", [AtMost(20000)])
    direction = TextAreaField(f"II- {Part.DIRECTION.label}", [AtMost(20000)])
    assignment = TextAreaField(f"III- {Part.ASSIGNMENT.label}", [AtMost(20000)])
    quality = TextAreaField(f"IV- {Part.QUALITY.label}", [AtMost(20000)])

    @property
    def text(self) -> dict[str, Any]:
        """The title and the paragraphs of each part."""
        return {
            "title": self.title.data,
            "parts": [(part, (self[part.name.lower()].data or "").splitlines()) for part in Part],
        }


class DecisionForm(RecipientsForm):
    """The text of a decision that is not sent for signature yet."""

    title = StringField("Trích yếu", [REQUIRED, AtMost(500)])
    grounds = TextAreaField("Căn cứ", [REQUIRED, AtMost(5000)])
    articles = TextAreaField("Các điều", [REQUIRED, AtMost(20000)])

    @property
    def text(self) -> dict[str, Any]:
        """The title, the grounds and the articles."""
        return {name: self[name].data or "" for name in ("title", "grounds", "articles")}


class SendForm(VersionedForm):
    """Who is to sign."""

    signer = SelectField("Người ký", [REQUIRED])


class SignForm(VersionedForm):
    """The signature by hand and the scan of the signed sheet."""

    signed_on = VietnameseDate("Ngày ký", [REQUIRED, NotInFuture()])
    file = FileField("Bản ký")
    is_harmless = BooleanField(
        "Tôi xác nhận tài liệu không chứa bí mật nhà nước",
        [InputRequired("Hãy xác nhận tài liệu không chứa bí mật nhà nước.")],
    )


class IssueForm(VersionedForm):
    """The day the paper bears."""

    issued_on = VietnameseDate("Ngày ban hành", [REQUIRED, NotInFuture()])
