"""What lists and spreadsheets of people show: plain values, personal numbers masked."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from partywork.cells.models import Membership
from partywork.cells.rules.membership import mask
from partywork.cells.terms import MembershipStatus, OfficeTitle
from partywork.core.display import day as on_screen
from partywork.core.text import inert


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which people a list asks for: words of the name, one cell, one status."""

    words: str = ""
    organisation_id: UUID | None = None
    status: MembershipStatus | None = None


EVERYBODY = Wanted()


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A member in a list of people."""

    member_id: UUID
    full_name: str
    born_on: date
    sex: str
    cell_id: UUID
    cell: str
    status: MembershipStatus
    office: OfficeTitle | None
    admitted_on: date | None
    official_on: date | None
    card_number: str
    citizen_id: str
    phone: str

    @classmethod
    def of(cls, membership: Membership, office: OfficeTitle | None) -> "PersonLine":
        """Take what a list shows from a membership with its member and cell."""
        member = membership.member
        return cls(
            member_id=member.id,
            full_name=member.full_name,
            born_on=member.born_on,
            sex=member.sex.label,
            cell_id=membership.organisation_id,
            cell=membership.organisation.name,
            status=membership.status,
            office=office,
            admitted_on=member.admitted_on,
            official_on=member.official_on,
            card_number=member.card_number or "",
            citizen_id=mask(member.citizen_id or ""),
            phone=mask(member.phone or ""),
        )

    @property
    def cells(self) -> tuple[str, ...]:
        """The row of a spreadsheet, in the order of `SPREADSHEET_TITLES`; nothing computes."""
        texts = (
            self.full_name,
            on_screen(self.born_on),
            self.sex,
            self.cell,
            self.status.label,
            self.office.label if self.office else "",
            on_screen(self.admitted_on),
            on_screen(self.official_on),
            self.card_number,
            self.citizen_id,
            self.phone,
        )
        return tuple(inert(text) for text in texts)


SPREADSHEET_TITLES = (
    "Họ và tên",
    "Ngày sinh",
    "Giới tính",
    "Chi bộ",
    "Tình trạng",
    "Chức vụ Đảng",
    "Ngày vào Đảng",
    "Ngày chính thức",
    "Số thẻ đảng viên",
    "Số căn cước",
    "Số điện thoại",
)
