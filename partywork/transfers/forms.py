"""What people send about transfers."""

import re
from typing import Any
from uuid import UUID

from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError

from partywork.cells.forms.deciding import VoteField
from partywork.cells.rules.card_numbers import FORM_OF_CARD, as_card_number, is_card_number
from partywork.cells.terms import Sex
from partywork.core.periods import Month
from partywork.transfers.service.coming import Arrival
from partywork.transfers.service.typed import Paper, Stay
from partywork.transfers.terms import Ending, SamePerson
from partywork.web.forms import (
    REQUIRED,
    BaseForm,
    VersionedForm,
    VietnameseDate,
    choices_of,
)
from partywork.web.validators import AtMost, NotInFuture

_MONTH = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{4})")
_CITIZEN_ID = re.compile(r"\d{12}")


def _month_of(text: str) -> Month | None:
    found = _MONTH.fullmatch(text.strip())
    try:
        return Month(int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


class MonthTyped(StringField):
    """A month, typed as 10/2026."""

    def __init__(self, label: str, validators: list[Any] | None = None, **kwargs: Any) -> None:
        """Ask for digits."""
        kwargs.setdefault("render_kw", {"inputmode": "numeric", "placeholder": "tháng/năm"})
        super().__init__(label, validators, **kwargs)

    @property
    def month(self) -> Month | None:
        """The month that was typed."""
        return _month_of(self.data or "")

    def pre_validate(self, form: Any) -> None:
        """Refuse what is no month."""
        if self.data and self.month is None:
            raise ValidationError("Hãy ghi tháng dạng 10/2026.")


class _CellField(SelectField):
    """A cell to choose, or none."""

    def __init__(self, label: str, validators: list[Any] | None = None, **kwargs: Any) -> None:
        """Start with no choices; the page offers the cells."""
        super().__init__(label, validators, choices=[], **kwargs)

    @property
    def cell(self) -> UUID | None:
        """The cell chosen."""
        return UUID(self.data) if self.data else None


class OutForm(BaseForm):
    """Where a member goes, from when, by which decision."""

    to_place = StringField("Tổ chức đảng nơi đến", [REQUIRED, AtMost(300)])
    effective_on = VietnameseDate("Ngày quyết định có hiệu lực", [REQUIRED])
    decision_number = StringField("Số quyết định", [AtMost(60)])
    decided_on = VietnameseDate("Ngày quyết định", [Optional(), NotInFuture()])

    @property
    def decision(self) -> Paper:
        """The decision it rests on."""
        return Paper(self.decision_number.data or None, self.decided_on.data)


class MoveForm(BaseForm):
    """To which of our cells a member moves."""

    to_cell = _CellField("Chi bộ đến", [REQUIRED])
    effective_on = VietnameseDate("Ngày chuyển đến", [REQUIRED])
    decision_number = StringField("Số quyết định", [REQUIRED, AtMost(60)])
    decided_on = VietnameseDate("Ngày quyết định", [REQUIRED, NotInFuture()])
    deciding_body = StringField("Cơ quan quyết định", [AtMost(200)])
    vote_id = VoteField("Cuộc họp cấp ủy đã biểu quyết")

    @property
    def decision(self) -> Paper:
        """The decision it rests on."""
        return Paper(
            self.decision_number.data,
            self.decided_on.data,
            self.deciding_body.data or None,
            self.vote_id.chosen,
        )


class AwayForm(BaseForm):
    """Where a member lives for a time."""

    to_cell = _CellField("Chi bộ đến, nếu thuộc Đảng bộ", [Optional()])
    to_place = StringField("Hoặc tổ chức đảng nơi đến ngoài Đảng bộ", [AtMost(300)])
    starts_on = VietnameseDate("Từ ngày", [REQUIRED])
    until_on = VietnameseDate("Đến hết ngày", [REQUIRED])
    is_study = BooleanField("Đi học tập trung")
    letter_number = StringField("Số giấy giới thiệu", [REQUIRED, AtMost(60)])
    letter_on = VietnameseDate("Ngày giấy giới thiệu", [REQUIRED, NotInFuture()])

    @property
    def stay(self) -> Stay:
        """The stay that was typed; both days are there once the form was accepted."""
        return Stay(
            starts_on=self._fields["starts_on"].data,
            until_on=self._fields["until_on"].data,
            is_study=bool(self.is_study.data),
            to_cell=self.to_cell.cell,
            to_place=self.to_place.data or None,
        )

    @property
    def letter(self) -> Paper:
        """The letter of introduction."""
        return Paper(self.letter_number.data, self.letter_on.data)


class _ArrivalForm(BaseForm):
    """Who comes, and with which letter."""

    full_name = StringField("Họ và tên", [REQUIRED, AtMost(120)])
    born_on = VietnameseDate("Ngày sinh", [REQUIRED, NotInFuture()])
    sex = SelectField("Giới tính", [REQUIRED], choices=choices_of(Sex))
    citizen_id = StringField("Số căn cước", [Optional()])
    admitted_on = VietnameseDate("Ngày quyết định kết nạp", [REQUIRED, NotInFuture()])
    ceremony_on = VietnameseDate("Ngày lễ kết nạp", [Optional(), NotInFuture()])
    official_on = VietnameseDate("Ngày chính thức", [Optional(), NotInFuture()])
    party_age_from = VietnameseDate("Ngày tính tuổi Đảng", [Optional(), NotInFuture()])
    card_number = StringField("Số thẻ đảng viên", [Optional()])
    file_number = StringField("Số lý lịch", [AtMost(20)])
    same_person = RadioField(
        "Có phải đồng chí đã có hồ sơ không?",
        [Optional()],
        choices=choices_of(SamePerson),
        coerce=SamePerson,
    )
    cell_id = _CellField("Chi bộ tiếp nhận", [REQUIRED])
    from_place = StringField("Tổ chức đảng nơi chuyển đến", [REQUIRED, AtMost(300)])
    letter_number = StringField("Số giấy giới thiệu", [REQUIRED, AtMost(60)])
    letter_on = VietnameseDate("Ngày giấy giới thiệu", [REQUIRED, NotInFuture()])

    def validate_citizen_id(self, field: StringField) -> None:
        """Twelve digits."""
        if field.data and not _CITIZEN_ID.fullmatch(field.data):
            raise ValidationError("Số căn cước gồm 12 chữ số.")

    def validate_card_number(self, field: StringField) -> None:
        """The form all cards have; it is kept written together."""
        if field.data and not is_card_number(as_card_number(field.data)):
            raise ValidationError(f"Số thẻ đảng viên gồm {FORM_OF_CARD}.")

    @property
    def arrival(self) -> Arrival:
        """Who comes; every needed value is there once the form was accepted."""
        return Arrival(
            full_name=self.full_name.data or "",
            born_on=self._fields["born_on"].data,
            sex=Sex(self.sex.data),
            citizen_id=self.citizen_id.data or None,
            admitted_on=self.admitted_on.data,
            ceremony_on=self.ceremony_on.data,
            official_on=self.official_on.data,
            party_age_from=self.party_age_from.data,
            card_number=as_card_number(self.card_number.data or "") or None,
            file_number=self.file_number.data or None,
            same_person=self.same_person.data,
        )

    @property
    def letter(self) -> Paper:
        """The letter they bring."""
        return Paper(self.letter_number.data, self.letter_on.data)


class InForm(_ArrivalForm):
    """Somebody who comes for good."""

    received_on = VietnameseDate("Ngày tiếp nhận", [REQUIRED, NotInFuture()])


class GuestForm(_ArrivalForm):
    """Somebody who comes for a time."""

    starts_on = VietnameseDate("Từ ngày", [REQUIRED])
    until_on = VietnameseDate("Đến hết ngày", [REQUIRED])
    is_study = BooleanField("Đi học tập trung")

    @property
    def stay(self) -> Stay:
        """The stay that was typed; both days are there once the form was accepted."""
        starts_on, until_on = (self._fields[name].data for name in ("starts_on", "until_on"))
        return Stay(starts_on, until_on, bool(self.is_study.data))


class PrepareForm(VersionedForm):
    """Dues and self-review."""

    dues_paid_to = MonthTyped("Đã đóng đảng phí đến hết tháng", [Optional()])
    has_self_review = BooleanField("Đã có bản tự kiểm điểm của đảng viên")


class LetterForm(VersionedForm):
    """The letter of introduction."""

    letter_number = StringField("Số giấy giới thiệu", [REQUIRED, AtMost(60)])
    letter_on = VietnameseDate("Ngày cấp", [REQUIRED, NotInFuture()])
    addressed_to = StringField("Kính gửi", [REQUIRED, AtMost(300)])

    @property
    def letter(self) -> Paper:
        """The letter that was typed."""
        return Paper(self.letter_number.data, self.letter_on.data)


class CompleteForm(VersionedForm):
    """The return slip from where the member went."""

    received_on = VietnameseDate("Ngày nơi đến tiếp nhận", [REQUIRED, NotInFuture()])
    slip_number = StringField("Số phiếu báo", [AtMost(60)])
    slip_on = VietnameseDate("Ngày phiếu báo", [Optional(), NotInFuture()])

    @property
    def slip(self) -> Paper:
        """The slip that was typed."""
        return Paper(self.slip_number.data or None, self.slip_on.data)


class SlipForm(VersionedForm):
    """The return slip we sent."""

    slip_number = StringField("Số phiếu báo", [REQUIRED, AtMost(60)])
    slip_on = VietnameseDate("Ngày gửi phiếu báo", [REQUIRED, NotInFuture()])

    @property
    def slip(self) -> Paper:
        """The slip that was typed."""
        return Paper(self.slip_number.data, self.slip_on.data)


class ExtendForm(VersionedForm):
    """A longer stay."""

    until_on = VietnameseDate("Gia hạn đến hết ngày", [REQUIRED])
    document_number = StringField("Số văn bản đồng ý", [REQUIRED, AtMost(60)])


class EndForm(VersionedForm):
    """The end of a stay."""

    ended_on = VietnameseDate("Ngày trở về", [REQUIRED, NotInFuture()])
    document_number = StringField("Số giấy giới thiệu hoặc phiếu báo", [AtMost(60)])
    document_on = VietnameseDate("Ngày của giấy đó", [Optional(), NotInFuture()])

    @property
    def slip(self) -> Paper:
        """The slip of the receiving place that was typed."""
        return Paper(self.document_number.data or None, self.document_on.data)


class StopForm(VersionedForm):
    """Why a transfer does not take place."""

    ending = SelectField("Kết quả", [REQUIRED], choices=choices_of(Ending), coerce=Ending)
    closed_on = VietnameseDate("Ngày", [REQUIRED, NotInFuture()])
    reason = TextAreaField("Lý do", [REQUIRED, AtMost(500)])
