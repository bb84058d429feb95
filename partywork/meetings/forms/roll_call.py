"""Forms of the meeting's beginning: opening, guests, the roll-call."""

from typing import Any
from uuid import UUID

from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    RadioField,
    SelectField,
    StringField,
)
from wtforms.validators import InputRequired, Optional

from partywork.meetings.forms.rows import KeyField, PersonField, RowForm
from partywork.meetings.service.opening import Visitor
from partywork.meetings.service.roll_call import Marking
from partywork.meetings.terms import AttendanceMark, Place
from partywork.web.forms import REQUIRED, VersionedForm, VietnameseTime, choices_of
from partywork.web.validators import AtMost

# Rows for guests on the opening page, and free ones on the page of guests.
_GUEST_ROWS = 3


class GuestForm(RowForm):
    """A guest or a representative of the level above."""

    full_name = StringField("Họ và tên", [AtMost(200)])
    title = StringField("Chức vụ, đơn vị", [AtMost(300)])


class GuestsForm(VersionedForm):
    """Everybody who comes and is not of the body."""

    guests = FieldList(FormField(GuestForm))

    def make_room(self) -> None:
        """Append empty rows."""
        for _ in range(_GUEST_ROWS):
            self.guests.append_entry()

    @property
    def visitors(self) -> list[Visitor]:
        """The rows with a name, for the use case."""
        rows = [row.form for row in self.guests]
        return [
            Visitor(row.full_name.data, row.title.data or "") for row in rows if row.full_name.data
        ]


class OpenForm(GuestsForm):
    """Who chairs, who takes the minutes, when it began, who visits."""

    chair_id = PersonField("Chủ trì", [InputRequired("Hãy chọn người chủ trì.")])
    minutes_taker_id = PersonField(
        "Người ghi biên bản", [InputRequired("Hãy chọn người ghi biên bản.")]
    )
    opened_at: Any = VietnameseTime("Giờ khai mạc", [REQUIRED])


class MarkForm(RowForm):
    """One person at the roll-call."""

    attendance_id = KeyField()
    mark = RadioField(
        "Điểm danh", choices=choices_of(AttendanceMark), default=AttendanceMark.NOT_CALLED.value
    )
    place = SelectField("Dự tại", choices=choices_of(Place), default=Place.HALL.value)
    late_at = VietnameseTime("Đến muộn lúc", [Optional()])
    reason = StringField("Lý do, ghi chú", [AtMost(300)])


class VisitorForm(RowForm):
    """One of the committee above who was asked to come."""

    guest_id = KeyField()
    is_present = BooleanField("Có mặt")


class RollCallForm(VersionedForm):
    """The whole roll in one save."""

    rows = FieldList(FormField(MarkForm))
    visitors = FieldList(FormField(VisitorForm))

    @property
    def markings(self) -> list[Marking]:
        """What was said of each person, for the use case."""
        return [
            Marking(
                attendance_id=row.form.attendance_id.data,
                mark=AttendanceMark(row.form.mark.data),
                place=Place(row.form.place.data),
                late_at=row.form.late_at.data,
                reason=row.form.reason.data or "",
            )
            for row in self.rows
        ]

    @property
    def came(self) -> set[UUID]:
        """Who of the committee above was ticked, for the use case."""
        rows = [row.form for row in self.visitors]
        return {row.guest_id.data for row in rows if row.is_present.data}
