"""Who works at the Đảng ủy of the demo and who signs in as whom: chosen from the invented list."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.accounts.models import Mandate, User
from partywork.accounts.service.passwords import hash_of
from partywork.accounts.terms import AccountStatus
from partywork.cells import policy
from partywork.cells.models import Appointment, Member, Membership, Organisation
from partywork.cells.terms import MembershipStatus, OfficeTitle
from partywork.cli.demo.cast import actor
from partywork.cli.demo.records import moment, new
from partywork.core.actor import Desk
from partywork.core.db import db

PASSWORD = "Sinh-hoat-chi-bo-2026"  # noqa: S105  (of invented people, on the loopback address)
SINCE, SECOND_SINCE = date(2025, 7, 22), date(2025, 8, 1)
_ADMINISTRATOR = "quantri"


@dataclass(frozen=True, slots=True)
class Login:
    """A demo login and what the person is."""

    user_name: str
    what: str


LOGINS = (
    Login("vanphong", "Chánh Văn phòng Đảng ủy"),
    Login("bithu-danguy", "Bí thư Đảng ủy"),
    Login("kiemtra", "Chủ nhiệm Ủy ban Kiểm tra"),
    Login(_ADMINISTRATOR, "Quản trị hệ thống"),
    Login("bithu-cb11", "Bí thư chi bộ CB11"),
    Login("pho-cb11", "Phó bí thư chi bộ CB11"),
    Login("bithu-cb12", "Bí thư chi bộ CB12"),
    Login("dangvien-cb11", "Đảng viên chi bộ CB11"),
    Login("dangvien-cb12", "Đảng viên chi bộ CB12"),
)

# One member without an office in their cell for each post of the Đảng ủy, cell after cell.
_POSTS: tuple[tuple[str, OfficeTitle, Desk | None], ...] = (
    ("bithu-danguy", OfficeTitle.SECRETARY, None),
    ("", OfficeTitle.DEPUTY_SECRETARY, None),
    ("", OfficeTitle.DEPUTY_SECRETARY, None),
    ("", OfficeTitle.STANDING_COMMITTEE_MEMBER, None),
    ("", OfficeTitle.STANDING_COMMITTEE_MEMBER, None),
    *((("", OfficeTitle.COMMITTEE_MEMBER, None),) * 8),
    ("kiemtra", OfficeTitle.INSPECTION_HEAD, None),
    ("", OfficeTitle.INSPECTION_DEPUTY, None),
    ("", OfficeTitle.INSPECTION_MEMBER, None),
    ("", OfficeTitle.INSPECTION_MEMBER, None),
    ("vanphong", OfficeTitle.OFFICE_HEAD, Desk.CLERICAL),
    ("", OfficeTitle.OFFICE_STAFF, Desk.PROPAGANDA),
)
_OF_CELLS = {
    "bithu": OfficeTitle.SECRETARY,
    "pho": OfficeTitle.DEPUTY_SECRETARY,
    "dangvien": None,
}


def settle(organisations: dict[UUID, Organisation]) -> None:
    """Give the posts of the Đảng ủy and open the accounts, inside the caller's transaction."""
    committee = next(one for one in organisations.values() if one.code == "DU")
    found = policy.visible_appointments(actor()).options(joinedload(Appointment.member))
    held = sorted(db.session.scalars(found), key=lambda one: one.member.name_sort_key)
    people = _plain_members(organisations, {one.member_id for one in held})
    for number, (login, office, desk) in enumerate(_POSTS, start=1):
        # CB11 and CB12 keep their plain members for their own logins.
        cells = [code for code in people if code not in ("CB11", "CB12")]
        member = people.pop(cells[0]).pop(0)
        _appoint(committee, member, (office, desk, SINCE), number)
        if login == "vanphong":
            second = OfficeTitle.OFFICE_STAFF, Desk.ORGANISATION, SECOND_SINCE
            _appoint(committee, member, second, number + 1)
        if login:
            _open_account(login, member)
    for account in LOGINS:
        what, _, cell = account.user_name.partition("-")
        title = _OF_CELLS.get(what)
        if cell in ("cb11", "cb12"):
            code = cell.upper()
            members = [
                one.member for one in held_in(held, organisations, code) if one.office is title
            ]
            _open_account(account.user_name, (members or people[code])[0])
    administrator = _open_account(_ADMINISTRATOR, None)
    new(
        Mandate,
        moment(SINCE, 9),
        user_id=administrator.id,
        starts_on=SINCE,
        decision_number="31-QĐ/ĐU",
    )


def held_in(
    held: list[Appointment], organisations: dict[UUID, Organisation], code: str
) -> list[Appointment]:
    """Return the offices of one organisation."""
    return [one for one in held if organisations[one.organisation_id].code == code]


def _plain_members(
    organisations: dict[UUID, Organisation], officers: set[UUID]
) -> dict[str, list[Member]]:
    """Return the official members without an office by cell, in the order of cells and names."""
    query = (
        policy.visible_memberships(actor())
        .where(Membership.status == MembershipStatus.OFFICIAL, Membership.ends_on.is_(None))
        .options(joinedload(Membership.member))
    )
    found: dict[str, list[Member]] = {}
    for one in db.session.scalars(query):
        is_old_enough = one.starts_on <= SINCE
        if one.member_id not in officers and is_old_enough:
            found.setdefault(organisations[one.organisation_id].code, []).append(one.member)
    return {
        code: sorted(found[code], key=lambda member: (member.name_sort_key, member.born_on))
        for code in sorted(found)
    }


def _appoint(
    committee: Organisation,
    member: Member,
    post: tuple[OfficeTitle, Desk | None, date],
    number: int,
) -> None:
    office, desk, since = post
    new(
        Appointment,
        moment(since, 9),
        organisation_id=committee.id,
        member=member,
        office=office,
        desk=desk,
        starts_on=since,
        decision_number=f"{number + 11:02d}-QĐ/ĐU",
        decided_on=since,
    )


def _open_account(user_name: str, member: Member | None) -> User:
    user = new(
        User,
        moment(SINCE, 9),
        user_name=user_name,
        own_name=None if member else "Quản trị hệ thống",
        member=member,
        status=AccountStatus.ACTIVE,
        password_hash=hash_of(PASSWORD),
    )
    db.session.flush()
    return user


def staff() -> list[Member]:
    """Return the people of the committee office, its head first."""
    return _holders(OfficeTitle.OFFICE_HEAD, OfficeTitle.OFFICE_STAFF)


def committee() -> list[Member]:
    """Return the members of the Đảng ủy who visit cells."""
    return _holders(OfficeTitle.COMMITTEE_MEMBER)


def _holders(*offices: OfficeTitle) -> list[Member]:
    query = (
        policy.visible_appointments(actor())
        .where(Appointment.office.in_(offices))
        .options(joinedload(Appointment.member))
        .order_by(Appointment.starts_on, Appointment.decision_number)
    )
    return list(dict.fromkeys(one.member for one in db.session.scalars(query)))
