"""Forms of copies: what is copied for whom; which year is bound."""

from collections.abc import Iterable
from uuid import UUID

from wtforms import IntegerField, RadioField, SelectField, TextAreaField

from partywork.cells.forms.groups import Ticks
from partywork.copies.service.writing import Beginning, Wanted
from partywork.copies.terms import CopyKind
from partywork.web.forms import REQUIRED, BaseForm, choices_from, choices_of
from partywork.web.validators import AtMost


class WriteForm(BaseForm):
    """What of a paper is copied, who signs it, who reads it."""

    kind = RadioField("Hình thức sao", [REQUIRED], choices=choices_of(CopyKind), coerce=CopyKind)
    chosen = Ticks("Mục được trích", coerce=int)
    signer_id = SelectField("Người ký", [REQUIRED])
    readers = Ticks("Đảng viên được đọc trên hệ thống")
    recipients = TextAreaField("Nơi nhận", [REQUIRED, AtMost(1000)])

    def offer(self, found: Beginning) -> None:
        """Offer the parts of the paper, who may sign, and the people of the organisation."""
        parts = found.source.fragments
        self.chosen.choices = choices_from([(str(one.number), one.heading) for one in parts])
        signers = ((one.member_id, one.member.full_name) for one in found.signers)
        self.signer_id.choices = choices_from([("", "Chọn người ký"), *_named(signers)])
        self.readers.choices = choices_from(_named(found.people))

    @property
    def wanted(self) -> Wanted:
        """The whole, for the use case."""
        return Wanted(
            kind=self.kind.data,
            chosen=tuple(self.chosen.data or ()),
            signer_id=UUID(self.signer_id.data),
            recipients=self.recipients.data or "",
            readers=tuple(UUID(one) for one in self.readers.data or ()),
        )


def _named(people: Iterable[tuple[UUID, str]]) -> list[tuple[str, str]]:
    return [(str(key), name) for key, name in people]


class DropForm(BaseForm):
    """The button that throws a copy away."""


class BindForm(BaseForm):
    """Which year of minutes is bound."""

    year = IntegerField("Năm", [REQUIRED])
