"""Forms of an organisation: its facts, its terms of office."""

from collections.abc import Iterable
from uuid import UUID

from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from partywork.cells.forms.groups import Ticks
from partywork.cells.service.facts import Facts
from partywork.cells.service.proposing import Decision
from partywork.web.forms import REQUIRED, BaseForm, VersionedForm, VietnameseDate, choices_from
from partywork.web.validators import AtMost, NotInFuture


class FactsForm(VersionedForm):
    """What the organisation desk writes of an organisation."""

    parent_id = SelectField("Thuộc tổ chức", coerce=str)
    party_code = StringField("Mã tổ chức đảng", [AtMost(20)])
    kind_label = StringField("Tên gọi loại hình", [AtMost(120)])
    heading_lines = TextAreaField("Tên ghi ở đầu văn bản", [AtMost(300)])
    heading_lines_as_superior = TextAreaField(
        "Tên ghi ở đầu văn bản của tổ chức cấp dưới", [AtMost(300)]
    )
    symbol_code = StringField("Chữ viết tắt trong số, ký hiệu", [AtMost(30)])
    place = StringField("Địa danh ghi trên văn bản", [AtMost(120)])

    def offer(self, parents: Iterable[tuple[UUID, str]]) -> None:
        """Offer under what the organisation may lie."""
        self.parent_id.choices = choices_from([(str(key), name) for key, name in parents])

    @property
    def facts(self) -> Facts:
        """The facts as written."""
        return Facts(
            party_code=self.party_code.data or "",
            kind_label=self.kind_label.data or "",
            heading_lines=_lines(self.heading_lines.data),
            heading_lines_as_superior=_lines(self.heading_lines_as_superior.data),
            symbol_code=self.symbol_code.data or "",
            place=self.place.data or "",
        )

    @property
    def parent(self) -> UUID | None:
        """The place in the tree that was chosen."""
        return UUID(self.parent_id.data) if self.parent_id.data else None


def _lines(text: str | None) -> str:
    return "\n".join(line.strip() for line in (text or "").splitlines() if line.strip())


class ConsentForm(BaseForm):
    """The paper by which the committee above agrees."""

    decision_number = StringField("Số văn bản", [REQUIRED, AtMost(60)])
    decided_on = VietnameseDate("Ngày văn bản", [REQUIRED, NotInFuture()])
    deciding_body = StringField("Cơ quan ban hành", [REQUIRED, AtMost(160)])


class TermForm(BaseForm):
    """A new term of office."""

    starts_on = VietnameseDate("Bắt đầu từ ngày", [REQUIRED])
    ends_on = VietnameseDate("Đến ngày", [Optional()])
    leaving = Ticks("Thôi giữ chức vụ từ nhiệm kỳ mới", coerce=str)
    decision_number = StringField("Số quyết định", [AtMost(60)])
    decided_on = VietnameseDate("Ngày quyết định", [Optional(), NotInFuture()])

    @property
    def decision(self) -> Decision | None:
        """The decision on those who give their office up, if one was typed."""
        number, day = self.decision_number.data, self.decided_on.data
        return Decision(number, day) if number and day else None


class ExtendForm(VersionedForm):
    """A paper that moves the end of a term."""

    ends_on = VietnameseDate("Hết nhiệm kỳ vào ngày", [REQUIRED])
    decision_number = StringField("Số văn bản", [REQUIRED, AtMost(60)])
    decided_on = VietnameseDate("Ngày văn bản", [REQUIRED, NotInFuture()])
    deciding_body = StringField("Cơ quan ban hành", [REQUIRED, AtMost(160)])
