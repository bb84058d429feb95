"""What people send about dues."""

import re
from typing import Any
from uuid import UUID

from wtforms import IntegerField, SelectField, SelectMultipleField, StringField
from wtforms.validators import Optional, ValidationError
from wtforms.widgets import TextInput

from partywork.core import display
from partywork.core.periods import Month
from partywork.core.text import plain, tidy
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

_AMOUNT = re.compile(r"(-?)([0-9]+|[0-9]{1,3}(?:[. ][0-9]{3})+)(?: ?(?:đ|đồng))?", re.IGNORECASE)
_MONTH = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")
_MOST_DIGITS = 12
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
        """Read whole đồng, their thousands parted by dots or spaces or not at all."""
        self.data = amount_of(str(valuelist[0])) if valuelist else None

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return display.thousands(self.data) if self.data is not None else ""


def amount_of(typed: str) -> int | None:
    """Read an amount as people type it; a comma would part a fraction, and đồng have none."""
    text = tidy(plain(typed))
    if not text:
        return None
    found = _AMOUNT.fullmatch(text)
    if found is None and "," in text:
        raise ValueError(
            "Số tiền ghi bằng đồng, không có dấu phẩy và phần lẻ: hãy ghi như 8.100.500."
        )
    if found is None:
        raise ValueError("Không đọc được số tiền: hãy ghi như 8.100.500 hoặc 8100500.")
    digits = found[2].replace(".", "").replace(" ", "")
    if found[1]:
        raise ValueError("Số tiền không được âm.")
    if len(digits) > _MOST_DIGITS:
        raise ValueError("Số tiền quá lớn; hãy xem lại.")
    return int(digits)


def month_of(value: Any) -> Month | None:
    """Read «2026-11»; nothing for nothing."""
    if isinstance(value, Month) or not value:
        return value or None
    found = _MONTH.fullmatch(str(value))
    if found is None:
        raise ValueError(f"no month {value!r}")
    return Month(int(found[1]), int(found[2]))


def key_of(month: Month) -> str:
    """Write a month as forms send it; it undoes `month_of`."""
    return f"{month.year:04d}-{month.month:02d}"


def months_between(first: Month, last: Month) -> int:
    """Count the months from one to another, both counted."""
    return 12 * (last.year - first.year) + last.month - first.month + 1


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


class BeginForm(VersionedForm):
    """The month with which a register begins."""

    from_month = MonthField("Bắt đầu theo dõi từ tháng", [REQUIRED])


class ReopenForm(BaseForm):
    """Why a closed month is opened again."""

    reason = StringField("Lý do mở lại", [REQUIRED, AtMost(300)])


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


def offer_months(
    form: OwnDeclareForm | RelieveForm, earliest: Month, closed: Month | None, now: Month
) -> None:
    """Offer the months that are not closed, from the first one that may be written of."""
    first = earliest if closed is None else max(closed.shift(1), earliest)
    form.from_month.offer(first, months_between(first, now.shift(6)))
    if isinstance(form, RelieveForm):
        form.to_month.offer(first, 24, may_be_open=True)
