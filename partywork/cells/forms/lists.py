"""What a list of people is narrowed to."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms import SelectField, StringField

from partywork.cells.pages.lists import Wanted
from partywork.cells.terms import MembershipStatus
from partywork.web.forms import BaseForm, choices_from

_ALL = ("", "Tất cả")


class PeopleFilter(BaseForm):
    """What a list of people is narrowed to; nonsense narrows nothing."""

    tim = StringField("Họ và tên")
    chi_bo = SelectField("Chi bộ", choices=choices_from([_ALL]), validate_choice=False)
    tinh_trang = SelectField(
        "Tình trạng", choices=choices_from([_ALL, *MembershipStatus.choices()])
    )

    @property
    def organisation_id(self) -> UUID | None:
        """The cell asked for."""
        try:
            return UUID(self.chi_bo.data or "")
        except ValueError:
            return None

    @property
    def membership_status(self) -> MembershipStatus | None:
        """The status asked for."""
        asked = self.tinh_trang.data or ""
        return MembershipStatus(asked) if asked in set(MembershipStatus) else None

    @property
    def wanted(self) -> Wanted:
        """The list asked for."""
        return Wanted(self.tim.data or "", self.organisation_id, self.membership_status)

    @property
    def asked(self) -> dict[str, Any]:
        """What was asked, to be said again in the addresses of other pages of the list."""
        fields = (self.tim, self.chi_bo, self.tinh_trang)
        return {field.name: field.data for field in fields if field.data}

    def offer_cells(self, cells: Iterable[tuple[UUID, str]]) -> None:
        """Offer the cells by which the list may be narrowed."""
        self.chi_bo.choices = choices_from([_ALL, *((str(key), name) for key, name in cells)])
