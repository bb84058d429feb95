"""What people send about dues."""

from typing import Any
from uuid import UUID

from wtforms import IntegerField, SelectField, SelectMultipleField, StringField
from wtforms.validators import Optional, ValidationError
from wtforms.widgets import TextInput

from partywork.core import display
from partywork.core.periods import Month
from partywork.dues.rules.amounts import Declared
from partywork.dues.terms import (
    DuesGroup,
    Entry,
    PayingPlace,
    PaymentWay,
    ReliefGround,
    ReliefPercent,
)
from partywork.web.forms import (
    REQUIRED,
    BaseForm,
    VersionedForm,
    VietnameseDate,
    choices_from,
    choices_of,
)
from partywork.web.validators import AtMost, NotInFuture

_SIGNS = str.maketrans("", "", ". ,đĐ\u00a0")
_TYPED_AMOUNT = {"inputmode": "numeric", "autocomplete": "off"}
_NO_END = ("", "Không có thời hạn")


class Dong(IntegerField):
    """An amount of money, typed and shown as 12.340.000."""

    widget = TextInput()

    def __init__(self, label: str, validators: list[Any] | None = None, **kwargs: Any) -> None:
        """Show the keyboard of numbers on a phone."""
        kwargs.setdefault("render_kw", _TYPED_AMOUNT)
        super().__init__(label, validators, **kwargs)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the number whatever marks stand between its digits."""
        typed = [str(value).translate(_SIGNS) for value in valuelist]
        if typed and not typed[0]:
            self.data = None
            return
        super().process_formdata(typed)
        if self.data is not None and self.data < 0:
            self.data = None
            raise ValueError("Số tiền không được âm.")

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return display.thousands(self.data) if self.data is not None else ""


def month_of(value: Any) -> Month | None:
    """Read «2026-11»; nothing for nothing."""
    if isinstance(value, Month) or not value:
        return value or None
    year, _dash, number = str(value).partition("-")
    return Month(int(year), int(number))


def key_of(month: Month) -> str:
    """Write a month as forms send it; it undoes `month_of`."""
    return f"{month.year:04d}-{month.month:02d}"


def month_choices(first: Month, count: int) -> list[tuple[str, str]]:
    """Return `count` months from one on, to choose from."""
    months = (first.shift(number) for number in range(count))
    return [(key_of(month), month.short_label.capitalize()) for month in months]


class MonthField(SelectField):
    """A month of a list."""

    def __init__(self, label: str, validators: list[Any] | None = None, **kwargs: Any) -> None:
        """Accept any well-formed month; the rules know which one may be."""
        super().__init__(
            label, validators, choices=choices_from([]), validate_choice=False, **kwargs
        )

    def offer(self, first: Month, count: int, *, may_be_open: bool = False) -> None:
        """Offer months from one on."""
        before = [_NO_END] if may_be_open else []
        self.choices = choices_from([*before, *month_choices(first, count)])

    @property
    def month(self) -> Month | None:
        """The month chosen."""
        return month_of(self.data)

    def pre_validate(self, form: Any) -> None:
        """Refuse what is no month."""
        try:
            month_of(self.data)
        except ValueError as spoilt:
            raise ValidationError("Hãy chọn một tháng trong danh sách.") from spoilt


class CollectForm(BaseForm):
    """Who has paid, in one save."""

    paid = SelectMultipleField("Đã nộp", coerce=UUID, validate_choice=False, choices=[])
    paid_on = VietnameseDate("Ngày nộp", [REQUIRED, NotInFuture()])
    way = SelectField(
        "Cách nộp", [REQUIRED], choices=choices_of(PaymentWay), default=PaymentWay.CASH.value
    )

    @property
    def ticked(self) -> list[UUID]:
        """The people ticked."""
        return list(self.paid.data or [])


class RecordForm(BaseForm):
    """What one member brought."""

    entry = SelectField("Ghi nhận", [REQUIRED], choices=choices_of(Entry))
    amount = Dong("Số tiền đã nộp (đồng)", [Optional()])
    paid_on = VietnameseDate("Ngày nộp", [Optional(), NotInFuture()])


class ConfirmForm(BaseForm):
    """A step that cannot be taken back."""


class HandUpForm(VersionedForm):
    """The receipt of the money passed up."""

    receipt_number = StringField("Số chứng từ", [REQUIRED, AtMost(60)])
    handed_on = VietnameseDate("Ngày nộp lên", [REQUIRED, NotInFuture()])


class OwnDeclareForm(VersionedForm):
    """What a member declares of themself."""

    group = SelectField("Nhóm", [REQUIRED], choices=choices_of(DuesGroup))
    base = Dong("Số tiền làm căn cứ, một tháng (đồng)", [Optional()])
    from_month = MonthField("Tính từ tháng", [REQUIRED])

    @property
    def declared(self) -> Declared:
        """The declaration for the rules."""
        return Declared(DuesGroup(self.group.data), self.base.data or 0)


class DeclareForm(OwnDeclareForm):
    """What an officer writes down from paper."""

    pays_at = SelectField(
        "Nơi đóng khi sinh hoạt tạm thời", [REQUIRED], choices=choices_of(PayingPlace)
    )
    letter_number = StringField("Số giấy giới thiệu sinh hoạt tạm thời", [AtMost(60)])
    higher = Dong("Mức tự nguyện đóng cao hơn, một tháng (đồng)", [Optional()])
    higher_decision = StringField("Văn bản đồng ý mức cao hơn", [AtMost(60)])

    @property
    def declared(self) -> Declared:
        """The declaration for the rules."""
        return Declared(
            DuesGroup(self.group.data),
            self.base.data or 0,
            self.higher.data or None,
            PayingPlace(self.pays_at.data),
        )


class RelieveForm(BaseForm):
    """A decision that lowers dues."""

    ground = SelectField("Trường hợp", [REQUIRED], choices=choices_of(ReliefGround))
    percent = SelectField("Mức", [REQUIRED], choices=choices_of(ReliefPercent))
    from_month = MonthField("Từ tháng", [REQUIRED])
    to_month = MonthField("Đến hết tháng", [Optional()])
    decision_number = StringField("Số nghị quyết, quyết định", [REQUIRED, AtMost(60)])
    decided_on = VietnameseDate("Ngày quyết định", [REQUIRED, NotInFuture()])


class EndReliefForm(VersionedForm):
    """The last month of a relief that ends early."""

    to_month = MonthField("Tháng cuối được miễn, giảm", [REQUIRED])


def offer_months(form: OwnDeclareForm | RelieveForm, closed: Month | None, now: Month) -> None:
    """Offer the months that are not closed, from half a year back at most."""
    first = now.shift(-6) if closed is None else max(closed.shift(1), now.shift(-6))
    form.from_month.offer(first, 12)
    if isinstance(form, RelieveForm):
        form.to_month.offer(first, 24, may_be_open=True)
