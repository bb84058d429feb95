"""The form of the delegates that one cell sends to a congress."""

from collections.abc import Iterable
from uuid import UUID

from wtforms import RadioField

from partywork.cells.forms.groups import Ticks
from partywork.meetings.terms import DelegateBasis
from partywork.web.forms import REQUIRED, VersionedForm, choices_from, choices_of


class DelegatesForm(VersionedForm):
    """Who of a cell is a delegate, and how the new ones became it."""

    members = Ticks("Đại biểu", coerce=str)
    basis = RadioField(
        "Người được chọn thêm",
        [REQUIRED],
        choices=choices_of(DelegateBasis),
        coerce=DelegateBasis,
        default=DelegateBasis.ELECTED,
    )

    def offer(self, people: Iterable[tuple[UUID, str]]) -> None:
        """Offer the members of the cell."""
        self.members.choices = choices_from((str(key), name) for key, name in people)

    @property
    def chosen(self) -> list[UUID]:
        """Who was ticked."""
        return [UUID(key) for key in self.members.data or ()]
