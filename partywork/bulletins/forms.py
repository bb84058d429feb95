"""Forms of bulletins: the bulletin itself, one text of it, issuing it."""

from wtforms import FileField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from partywork.bulletins.service import Named, Written
from partywork.bulletins.terms import BulletinKind
from partywork.core.periods import Month
from partywork.web.forms import (
    REQUIRED,
    BaseForm,
    VersionedForm,
    VietnameseDate,
    choices_from,
    choices_of,
)
from partywork.web.validators import AtMost


class WrittenForm(VersionedForm):
    """Month, title and words of a bulletin."""

    month = SelectField("Dùng cho buổi sinh hoạt", [REQUIRED])
    title = StringField("Tên", [REQUIRED, AtMost(300)])
    text = TextAreaField("Nội dung", [AtMost(20000)])

    def offer(self, months: list[Month]) -> None:
        """Offer the months for which it may be written."""
        self.month.choices = choices_from([(_key(one), one.label.capitalize()) for one in months])

    def show_month(self, month: Month) -> None:
        """Choose a month beforehand."""
        self.month.data = _key(month)

    @property
    def written(self) -> Written:
        """The whole, for the use case."""
        year, _, month = (self.month.data or "").partition("-")
        return Written(Month(int(year), int(month)), self.title.data or "", self.text.data or "")


def _key(month: Month) -> str:
    return f"{month.year}-{month.month:02d}"


class NewForm(WrittenForm):
    """A new bulletin says of which kind it is."""

    kind = RadioField("Loại", [REQUIRED], choices=choices_of(BulletinKind), coerce=BulletinKind)


class TextForm(BaseForm):
    """One text to be studied."""

    symbol = StringField("Số, ký hiệu", [REQUIRED, AtMost(100)])
    dated_on = VietnameseDate("Ngày văn bản", [Optional()])
    issuer = StringField("Cơ quan ban hành", [REQUIRED, AtMost(300)])
    about = StringField("Về việc", [REQUIRED, AtMost(500)])
    file = FileField("Tệp", [])

    @property
    def named(self) -> Named:
        """The whole, for the use case."""
        return Named(
            symbol=self.symbol.data or "",
            issuer=self.issuer.data or "",
            about=self.about.data or "",
            dated_on=self.dated_on.data,
        )
