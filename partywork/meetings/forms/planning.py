"""Forms that prepare a meeting: its facts, its agenda, its papers, moving, calling off."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from wtforms import (
    BooleanField,
    FieldList,
    FileField,
    FormField,
    IntegerField,
    RadioField,
    StringField,
    TextAreaField,
)
from wtforms.validators import NumberRange, Optional

from partywork.core import clock
from partywork.meetings.forms.rows import KeyField, PersonField, RowForm
from partywork.meetings.rules import OnlinePermission, OnlinePerson
from partywork.meetings.service.agenda import Line
from partywork.meetings.service.planning import Plan
from partywork.meetings.terms import MeetingMode
from partywork.web.forms import (
    REQUIRED,
    BaseForm,
    VersionedForm,
    VietnameseDate,
    VietnameseTime,
    choices_of,
)
from partywork.web.validators import AtMost

# Room for items that are not on the template.
_NEW_ITEMS = 3


class OnlinePersonForm(RowForm):
    """Why one named person joins from elsewhere; empty means that person comes to the hall."""

    member_id = KeyField()
    reason = StringField("Lý do dự trực tuyến", [AtMost(300)])


class MoveForm(VersionedForm):
    """The day, the hour and the place."""

    held_on: Any = VietnameseDate("Ngày họp", [REQUIRED])
    at: Any = VietnameseTime("Giờ bắt đầu", [REQUIRED])
    place: Any = StringField("Địa điểm", [REQUIRED, AtMost(300)])

    @property
    def starts_at(self) -> datetime:
        """The instant of the day and the hour in Vietnam."""
        return clock.instant_of(self.held_on.data, self.at.data)


class PlanForm(MoveForm):
    """Everything people decide about a meeting before it is held."""

    title: Any = StringField("Tên buổi họp", [REQUIRED, AtMost(300)])
    theme = StringField("Tên chuyên đề", [AtMost(200)])
    theme_presenter_id = PersonField("Người trình bày chuyên đề")
    chair_id = PersonField("Dự kiến chủ trì")
    minutes_taker_id = PersonField("Dự kiến người ghi biên bản")
    prepared_on = VietnameseDate("Ngày thống nhất nội dung", [Optional()])
    mode = RadioField(
        "Hình thức", choices=choices_of(MeetingMode), default=MeetingMode.IN_PERSON.value
    )
    link = StringField("Địa chỉ phòng họp trực tuyến", [AtMost(500)])
    online_people = FieldList(FormField(OnlinePersonForm))
    given_by = StringField("Người đồng ý", [AtMost(200)])
    given_on = VietnameseDate("Ngày đồng ý", [Optional()])
    document = StringField("Số văn bản", [AtMost(100)])
    reason = StringField("Lý do họp trực tuyến", [AtMost(500)])

    @property
    def plan(self) -> Plan:
        """What was decided, for the use case."""
        return Plan(
            title=self.title.data,
            starts_at=self.starts_at,
            place=self.place.data,
            mode=MeetingMode(self.mode.data),
            link=self.link.data or "",
            chair_id=self.chair_id.data,
            minutes_taker_id=self.minutes_taker_id.data,
            theme=self.theme.data or "",
            theme_presenter_id=self.theme_presenter_id.data,
            prepared_on=self.prepared_on.data,
            online_people=tuple(self._online_people()),
            permission=self._permission(),
        )

    def _online_people(self) -> Iterable[OnlinePerson]:
        for row in self.online_people:
            reason, member_id = row.form.reason.data, row.form.member_id.data
            if reason and member_id:
                yield OnlinePerson(member_id=member_id, reason=reason)

    def _permission(self) -> OnlinePermission | None:
        if self.given_on.data is None:
            return None
        return OnlinePermission(
            given_by=self.given_by.data or "",
            given_on=self.given_on.data,
            document=self.document.data or "",
            reason=self.reason.data or "",
        )


class AgendaLineForm(RowForm):
    """One line of the agenda."""

    item_id = KeyField()
    position = IntegerField("Thứ tự", [Optional(), NumberRange(1, 99)])
    title = StringField("Nội dung", [AtMost(300)])
    presenter_id = PersonField("Người trình bày")
    minutes_planned = IntegerField("Số phút", [Optional(), NumberRange(1, 600)])
    is_removed = BooleanField("Bỏ")


class AgendaForm(VersionedForm):
    """The whole agenda, with room for new items."""

    items = FieldList(FormField(AgendaLineForm))

    def make_room(self) -> None:
        """Append empty lines for new items."""
        for _ in range(_NEW_ITEMS):
            self.items.append_entry()

    @property
    def lines(self) -> list[Line]:
        """The lines as written, for the use case; a new one without a place goes to the end."""
        return [
            Line(
                item_id=row.form.item_id.data,
                position=row.form.position.data or 99,
                title=row.form.title.data or "",
                presenter_id=row.form.presenter_id.data,
                minutes_planned=row.form.minutes_planned.data,
                is_removed=row.form.is_removed.data,
            )
            for row in self.items
        ]


class PaperForm(BaseForm):
    """A paper to send with the invitation."""

    summary = StringField("Tên tài liệu", [REQUIRED, AtMost(300)])
    item_id = PersonField("Mục chương trình")
    replaces_id = PersonField("Thay bản trước")
    file = FileField("Tệp", [])


class CancelForm(VersionedForm):
    """Why there is no meeting."""

    reason = TextAreaField("Lý do không họp", [REQUIRED, AtMost(1000)])
