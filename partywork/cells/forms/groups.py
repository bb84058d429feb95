"""Forms of tổ đảng."""

from collections.abc import Iterable
from uuid import UUID

from wtforms import SelectField, SelectMultipleField, StringField
from wtforms.widgets import CheckboxInput, ListWidget

from partywork.web.forms import REQUIRED, BaseForm, VersionedForm, VietnameseDate, choices_from
from partywork.web.validators import AtMost

_NOBODY = ("", "Chưa có")


class Ticks(SelectMultipleField):
    """Several of a list, each with a box to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class GroupForm(BaseForm):
    """A new group."""

    name = StringField("Tên tổ đảng", [REQUIRED, AtMost(120)])
    starts_on = VietnameseDate("Thành lập ngày", [REQUIRED])


class FillForm(VersionedForm):
    """Who belongs to a group from a day on."""

    on = VietnameseDate("Phân công từ ngày", [REQUIRED])
    members = Ticks("Tổ viên", coerce=str)
    leader = SelectField("Tổ trưởng", coerce=str, default="")
    deputy = SelectField("Tổ phó", coerce=str, default="")

    def offer(self, people: Iterable[tuple[UUID, str]]) -> None:
        """Offer the people of the cell."""
        chosen = [(str(key), name) for key, name in people]
        self.members.choices = choices_from(chosen)
        self.leader.choices = choices_from([_NOBODY, *chosen])
        self.deputy.choices = choices_from([_NOBODY, *chosen])

    @property
    def chosen(self) -> list[UUID]:
        """Who was ticked."""
        return [UUID(key) for key in self.members.data or ()]

    @property
    def chosen_leader(self) -> UUID | None:
        """Who is to be tổ trưởng."""
        return UUID(self.leader.data) if self.leader.data else None

    @property
    def chosen_deputy(self) -> UUID | None:
        """Who is to be tổ phó."""
        return UUID(self.deputy.data) if self.deputy.data else None


class EndGroupForm(VersionedForm):
    """The end of a group."""

    on = VietnameseDate("Kết thúc vào hết ngày", [REQUIRED])
