"""Forms of decisions on offices."""

from collections.abc import Iterable
from uuid import UUID

from wtforms import SelectField, StringField

from partywork.cells.rules.offices import offices_of
from partywork.cells.terms import OfficeTitle, OrganisationKind
from partywork.core.actor import Desk
from partywork.web.forms import REQUIRED, BaseForm, VersionedForm, VietnameseDate, choices_from
from partywork.web.validators import AtMost, NotInFuture

_CHOOSE = ("", "Chọn…")
_NONE = ("", "Không có")


class AppointForm(BaseForm):
    """A decision that gives an office."""

    member_id = SelectField("Đồng chí", [REQUIRED], coerce=str)
    office = SelectField("Chức vụ", [REQUIRED])
    desk = SelectField(
        "Tổ công tác của văn phòng", default="", choices=choices_from([_NONE, *Desk.choices()])
    )
    starts_on = VietnameseDate("Giữ chức vụ từ ngày", [REQUIRED])
    decision_number = StringField("Số quyết định", [REQUIRED, AtMost(60)])
    decided_on = VietnameseDate("Ngày quyết định", [REQUIRED, NotInFuture()])

    def offer(self, kind: OrganisationKind, people: Iterable[tuple[UUID, str]]) -> None:
        """Offer the offices of that kind of organisation and its people."""
        chosen = [(str(key), name) for key, name in people]
        offices = [(one.value, one.label) for one in offices_of(kind)]
        self.member_id.choices = choices_from([_CHOOSE, *chosen])
        self.office.choices = choices_from([_CHOOSE, *offices])

    @property
    def office_title(self) -> OfficeTitle:
        """The office chosen."""
        return OfficeTitle(self.office.data)

    @property
    def chosen_desk(self) -> Desk | None:
        """The desk chosen, for people of the committee office."""
        return Desk(self.desk.data) if self.desk.data else None


class RelieveForm(VersionedForm):
    """A decision that ends an office."""

    ends_on = VietnameseDate("Giữ chức vụ đến hết ngày", [REQUIRED])
    decision_number = StringField("Số quyết định", [REQUIRED, AtMost(60)])
    decided_on = VietnameseDate("Ngày quyết định", [REQUIRED, NotInFuture()])
