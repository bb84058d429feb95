"""The printed list of members, as the sổ danh sách đảng viên has its columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from partywork.cells.models import Membership, Organisation
from partywork.cells.pages.lists import left_on
from partywork.cells.terms import OfficeTitle


@dataclass(frozen=True, slots=True)
class RegisterHeading:
    """What stands above the list: whose it is; it is no numbered paper."""

    superior_lines: tuple[str, ...]
    issuer_lines: tuple[str, ...]
    symbol: str = ""
    place_and_day: None = None
    draft_label: str = ""

    @property
    def issuer(self) -> str:
        """The issuer in one line."""
        return " ".join(self.issuer_lines)


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One member as the list shows them."""

    full_name: str
    born_on: date
    sex: str
    native_place: str
    admitted_on: date | None
    official_on: date | None
    card_number: str
    file_number: str
    education: str
    theory: str
    standing: str
    came_on: date | None
    left_on: date | None
    cell: str

    @classmethod
    def of(
        cls, membership: Membership, office: OfficeTitle | None, came_on: date | None
    ) -> "RegisterLine":
        """Take what the list shows from a standing with its member and cell."""
        member = membership.member
        training = (member.academic_title, member.degree, member.qualification)
        return cls(
            full_name=member.full_name,
            born_on=member.born_on,
            sex=member.sex.label,
            native_place=member.native_place or "",
            admitted_on=member.admitted_on,
            official_on=member.official_on,
            card_number=member.card_number or "",
            file_number=member.file_number or "",
            education=", ".join(dict.fromkeys(text for text in training if text)),
            theory=member.political_theory or "",
            standing=office.label if office else membership.status.label,
            came_on=came_on,
            left_on=left_on(membership),
            cell=membership.organisation.name_at(left_on(membership)),
        )


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """The whole list on a day, with what it was narrowed to."""

    heading: RegisterHeading
    place: str
    asked: str
    printed_on: date
    lines: tuple[RegisterLine, ...]
    has_cells: bool


def register_page(
    organisation: Organisation,
    lines: tuple[RegisterLine, ...],
    *,
    asked: str,
    printed_on: date,
) -> RegisterPage:
    """Put the list under the heading of an organisation, whose parent is loaded."""
    parent = organisation.parent
    superior = parent.heading_lines_as_superior if parent else ""
    return RegisterPage(
        heading=RegisterHeading(
            tuple(superior.splitlines()),
            tuple((organisation.heading_lines or organisation.name.upper()).splitlines()),
        ),
        place=organisation.name,
        asked=asked,
        printed_on=printed_on,
        lines=lines,
        has_cells=len({line.cell for line in lines}) > 1,
    )


def came_on(days: Mapping[tuple[UUID, UUID], date], membership: Membership) -> date | None:
    """Return since when a member belongs to the cell of a standing, if it is recorded."""
    return days.get((membership.member_id, membership.organisation_id))
