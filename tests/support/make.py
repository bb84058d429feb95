"""Builders of valid records: a test names only what it is about."""

from datetime import date, timedelta
from itertools import count

from partywork.accounts.models import InspectionCase, Mandate, User
from partywork.accounts.service.actors import person_of
from partywork.accounts.terms import AccountStatus
from partywork.cells.models import (
    Appointment,
    Body,
    Member,
    Organisation,
    TermOfOffice,
)
from partywork.cells.rules.history import Limits, Number
from partywork.cells.rules.membership import add_months, is_official
from partywork.cells.service import events
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import (
    BodyKind,
    EventKind,
    MembershipStatus,
    OfficeTitle,
    OrganisationKind,
    Sex,
)
from partywork.core import clock
from partywork.core.actor import Actor, Desk, system
from partywork.core.db import db, transaction
from partywork.core.ids import new_id
from partywork.core.text import fold, name_sort_key

_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đỗ", "Vũ", "Bùi")
_MIDDLE = ("Minh", "Thu", "Quang", "Thị", "Đức", "Kim")
_GIVEN = ("Hưng", "Hà", "Huy", "Ước", "Yến", "Oanh", "Lan", "Đạt", "Bình", "Ân", "Sơn")

# What taking over a list is held against, without asking the provisions for every member.
_PROBATION = ((Number(date(1930, 2, 3), 12),), (Number(date(1930, 2, 3), 1),))
_TWELVE_MONTHS = Limits(*_PROBATION, *[()] * 7)


class Make:
    """Builds one tree (upper Đảng bộ → Đảng bộ → cells) and people in it."""

    def __init__(self) -> None:
        """Start counting; the tree is built when first needed."""
        self._numbers = count(1)
        self._organisation: Organisation | None = None

    def organisation(self) -> Organisation:
        """Return the Đảng bộ (the committee's organisation), with its bodies and term."""
        if self._organisation is None:
            upper = self._node(
                "TREN",
                OrganisationKind.UPPER,
                "Đảng bộ cấp trên",
                None,
                heading_lines_as_superior="ĐẢNG BỘ MTTQ, CÁC ĐOÀN THỂ\nTRUNG ƯƠNG",
            )
            self._organisation = self._node(
                "DU",
                OrganisationKind.COMMITTEE,
                "Đảng bộ Liên hiệp các Hội Thử nghiệm",
                upper,
                heading_lines="ĐẢNG ỦY LIÊN HIỆP CÁC HỘI\nTHỬ NGHIỆM",
                heading_lines_as_superior="ĐẢNG BỘ LIÊN HIỆP CÁC HỘI\nTHỬ NGHIỆM",
                symbol_code="ĐU",
            )
            self._bodies(
                self._organisation,
                (BodyKind.COMMITTEE, "Đảng ủy"),
                (BodyKind.STANDING_COMMITTEE, "Ban Thường vụ Đảng ủy"),
                (BodyKind.INSPECTION_COMMISSION, "Ủy ban Kiểm tra Đảng ủy"),
            )
        return self._organisation

    def part(self, name: str) -> Organisation:
        """Return a new đảng bộ bộ phận of the Đảng bộ."""
        code = f"BP{next(self._numbers):02d}"
        above = self.organisation()
        part = self._node(code, OrganisationKind.SUB_ORGANISATION, name, above)
        self._bodies(part, (BodyKind.COMMITTEE, "Đảng ủy bộ phận"))
        return part

    def cell(self, name: str | None = None) -> Organisation:
        """Return a new cell of the Đảng bộ with its two bodies and its term of office."""
        number = next(self._numbers)
        name = name or f"Chi bộ Hội Thử nghiệm số {number}"
        cell = self._node(
            f"CB{number:02d}",
            OrganisationKind.CELL,
            name,
            self.organisation(),
            heading_lines=name.upper(),
            symbol_code="CB",
        )
        self._bodies(cell, (BodyKind.CELL, name), (BodyKind.CELL_COMMITTEE, "Chi ủy"))
        return cell

    def _node(
        self,
        code: str,
        kind: OrganisationKind,
        name: str,
        parent: Organisation | None,
        **fields: str,
    ) -> Organisation:
        with transaction():
            node = Organisation(
                code=code,
                kind=kind,
                name=name,
                folded_name=fold(name),
                path=(parent.path if parent else "") + f"{code}/",
                parent_id=parent.id if parent else None,
                place="Hà Nội",
                **fields,
            )
            db.session.add(node)
            db.session.flush()
            if kind is not OrganisationKind.UPPER:
                db.session.add(
                    TermOfOffice(
                        organisation_id=node.id,
                        name="2025-2030",
                        starts_on=date(2025, 3, 27),
                        ends_on=None,
                    )
                )
        return node

    def _bodies(self, organisation: Organisation, *kinds: tuple[BodyKind, str]) -> None:
        with transaction():
            for kind, name in kinds:
                db.session.add(Body(organisation_id=organisation.id, kind=kind, name=name))

    def body(self, organisation: Organisation, kind: BodyKind) -> Body:
        """Return the body of that kind of the organisation."""
        found = db.session.scalars(
            db.select(Body)
            .where(Body.organisation_id == organisation.id, Body.kind == kind)
            .execution_options(partywork_scoped=True)
        )
        return found.one()

    def member(
        self,
        cell: Organisation,
        *,
        status: MembershipStatus = MembershipStatus.OFFICIAL,
        office: OfficeTitle | None = None,
        name: str | None = None,
        since: date = date(2020, 1, 1),
        sex: Sex = Sex.FEMALE,
        admitted_on: date = date(1990, 3, 2),
    ) -> Member:
        """Return a new member of the cell, with a name unlike others and, if asked, an office."""
        number = next(self._numbers)
        full_name = name or " ".join(
            (_FAMILY[number % 8], _MIDDLE[number % 6], _GIVEN[number % 11])
        )
        with transaction():
            member = Member(
                id=new_id(),
                full_name=full_name,
                folded_name=fold(full_name),
                name_sort_key=name_sort_key(full_name),
                born_on=date(1960, 1, 1) + timedelta(days=number),
                sex=sex,
                citizen_id=f"{number:012d}",
            )
            enrolled = NewEvent(
                kind=EventKind.ENROLLED,
                happened_on=since,
                cell_id=cell.id,
                status=status,
                details={
                    "admitted_on": admitted_on.isoformat(),
                    "official_on": add_months(admitted_on, 12).isoformat()
                    if is_official(status)
                    else None,
                    "card_number": f"{number:08d}",
                },
            )
            events.begin(system(since), member, [enrolled], _TWELVE_MONTHS)
        if office is not None:
            self.appointment(member, cell, office)
        return member

    def appointment(
        self,
        member: Member,
        organisation: Organisation,
        office: OfficeTitle,
        desk: Desk | None = None,
        starts_on: date = date(2025, 3, 27),
    ) -> Appointment:
        """Put a member into an office."""
        with transaction():
            held = Appointment(
                organisation_id=organisation.id,
                member_id=member.id,
                office=office,
                desk=desk,
                starts_on=starts_on,
                decision_number="01-QĐ/ĐU",
                decided_on=starts_on,
            )
            db.session.add(held)
        return held

    def user(self, member: Member | None = None, name: str = "Người quản trị") -> User:
        """Return an active account, of a member or of nobody in the Party."""
        number = next(self._numbers)
        with transaction():
            user = User(
                user_name=f"nguoi-dung-{number}",
                own_name=None if member else name,
                member=member,
                status=AccountStatus.ACTIVE,
            )
            db.session.add(user)
            db.session.flush()
        return user

    def actor(self, member: Member) -> Actor:
        """Return the actor a member is today, with a new account."""
        return person_of(self.user(member), clock.today()).actor

    def secretary(self, cell: Organisation) -> Actor:
        """Return the actor of a new bí thư of the cell."""
        return self.actor(self.member(cell, office=OfficeTitle.SECRETARY))

    def deputy(self, cell: Organisation) -> Actor:
        """Return the actor of a new phó bí thư of the cell."""
        return self.actor(self.member(cell, office=OfficeTitle.DEPUTY_SECRETARY))

    def plain_member(self, cell: Organisation) -> Actor:
        """Return the actor of a new member without any office."""
        return self.actor(self.member(cell))

    def _officer(self, office: OfficeTitle, desk: Desk | None = None) -> Actor:
        member = self.member(self.cell())
        self.appointment(member, self.organisation(), office, desk)
        return self.actor(member)

    def office(self, desk: Desk = Desk.ORGANISATION) -> Actor:
        """Return the actor of a person of the committee office."""
        return self._officer(OfficeTitle.OFFICE_STAFF, desk)

    def committee_secretary(self) -> Actor:
        """Return the actor of the bí thư of the Đảng ủy."""
        return self._officer(OfficeTitle.SECRETARY)

    def committee(self) -> Actor:
        """Return the actor of a đảng ủy viên."""
        return self._officer(OfficeTitle.COMMITTEE_MEMBER)

    def inspector(self, case_for: Organisation | None = None) -> Actor:
        """Return the actor of an inspector, with an open case on an organisation if asked."""
        member = self.member(self.cell())
        self.appointment(member, self.organisation(), OfficeTitle.INSPECTION_MEMBER)
        user = self.user(member)
        if case_for is not None:
            with transaction():
                db.session.add(
                    InspectionCase(
                        organisation_id=case_for.id,
                        user_id=user.id,
                        case_number="01-KH/UBKTĐU",
                        reason="Giám sát theo chương trình",
                        closes_on=clock.today() + timedelta(days=30),
                    )
                )
        return person_of(user, clock.today()).actor

    def administrator(self) -> Actor:
        """Return the actor of a technical administrator, who has no Party role."""
        user = self.user()
        with transaction():
            db.session.add(
                Mandate(user_id=user.id, starts_on=date(2025, 1, 1), decision_number="02-QĐ/ĐU")
            )
        return person_of(user, clock.today()).actor
