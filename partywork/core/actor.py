"""Who is acting: a value detached from the database, so that holding it cannot cause a query."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from partywork.core.terms import Term

# Making the condition of what somebody may read costs as much as a question to the database, and
# on the evening on which 743 people vote each asks it some ten times: so many are kept.
MOST_ACTORS = 1000


class Role(Term):
    """What a person may be, always from an appointment or a membership between two days."""

    MEMBER = "member", "Đảng viên"
    CELL_OFFICER = "cell_officer", "Cấp ủy chi bộ"
    OFFICE = "office", "Văn phòng Đảng ủy"
    COMMITTEE = "committee", "Đảng ủy viên"
    INSPECTOR = "inspector", "Ủy ban kiểm tra"
    ADMINISTRATOR = "administrator", "Quản trị hệ thống"


class Desk(Term):
    """The desk of the committee office a person works at."""

    CLERICAL = "clerical", "Văn thư"
    ORGANISATION = "organisation", "Tổ chức"
    PROPAGANDA = "propaganda", "Tuyên giáo, dân vận"
    INSPECTION = "inspection", "Kiểm tra"


@dataclass(frozen=True, slots=True)
class Grant:
    """One role in one organisation and everything below it.

    `path` is the organisation's place in the tree, ending with a slash, so that a subtree is a
    prefix. `office` is the value of an `OfficeTitle` for officers and committee members.
    """

    role: Role
    organisation_id: UUID
    path: str
    office: str | None = None
    desk: Desk | None = None


@dataclass(frozen=True, slots=True)
class OpenCase:
    """An inspector's recorded right to open the unfiled papers of one organisation."""

    organisation_id: UUID
    case_number: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person with the roles that hold on the day of the request.

    `predecessors` are the dissolved organisations whose papers came down to one the actor runs,
    `signs_for` those of them whose last papers the actor signs in its stead.
    """

    user_id: UUID | None
    member_id: UUID | None
    name: str
    day: date
    grants: tuple[Grant, ...] = ()
    cases: tuple[OpenCase, ...] = ()
    home_path: str = ""
    predecessors: frozenset[UUID] = frozenset()
    signs_for: frozenset[UUID] = frozenset()
    is_system: bool = False

    def has(self, *roles: Role) -> bool:
        """Say whether any grant is one of `roles`."""
        return any(grant.role in roles for grant in self.grants)

    def organisations_as(self, *roles: Role) -> frozenset[UUID]:
        """Return the organisations in which the actor holds one of `roles` directly."""
        return frozenset(grant.organisation_id for grant in self.grants if grant.role in roles)

    def paths_as(self, *roles: Role) -> tuple[str, ...]:
        """Return the subtree prefixes over which the actor holds one of `roles`."""
        return tuple(sorted({grant.path for grant in self.grants if grant.role in roles}))

    def holds(self, organisation_id: UUID, *offices: str) -> bool:
        """Say whether the actor holds one of `offices` in that very organisation."""
        return any(
            grant.organisation_id == organisation_id and grant.office in offices
            for grant in self.grants
        )

    def sits_at(self, *desks: Desk) -> bool:
        """Say whether the actor works at one of `desks` of a committee office."""
        return any(grant.role is Role.OFFICE and grant.desk in desks for grant in self.grants)

    @property
    def case_organisations(self) -> frozenset[UUID]:
        """Organisations whose unfiled papers an inspector has opened with a case number.

        A case opens the one organisation it names and nothing below it.
        """
        return frozenset(case.organisation_id for case in self.cases)

    @property
    def is_party(self) -> bool:
        """Say whether the actor has any Party role; the technical administrator has none."""
        return self.has(Role.MEMBER, Role.CELL_OFFICER, Role.OFFICE, Role.COMMITTEE, Role.INSPECTOR)


def system(day: date) -> Actor:
    """Return the actor of jobs and of the command line, shown as «Hệ thống» in the trail."""
    return Actor(user_id=None, member_id=None, name="Hệ thống", day=day, is_system=True)
