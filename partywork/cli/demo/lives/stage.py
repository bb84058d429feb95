"""Who acts, on whom, on which day: the people of the register not yet told about."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.accounts import policy as accounts_policy
from partywork.accounts.models import User
from partywork.accounts.service.actors import person_of
from partywork.cells import policy, queries
from partywork.cells.models import Membership
from partywork.cells.service import members
from partywork.cells.terms import MembershipStatus, OfficeTitle, Sex
from partywork.cli.demo.cast import actor as system_actor
from partywork.cli.demo.people import SECOND_SINCE
from partywork.core.actor import Actor
from partywork.core.db import db

DESK, SECOND = "vanphong", "bithu-danguy"
COMMITTEE = "Ban Thường vụ Đảng ủy"
_FIRST_DECISION = 61
# Lives are told of people who have been members for long; the days before it are their own.
_SETTLED = timedelta(days=365 * 6)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the register as they stood when the story began."""

    id: UUID
    name: str
    sort_key: str
    cell: str
    status: MembershipStatus
    born_on: date
    sex: Sex
    citizen_id: str
    official_on: date | None
    party_age_from: date | None
    card_number: str | None


@dataclass
class Stage:
    """The Đảng bộ on the demo's today."""

    today: date
    cells: dict[str, UUID]
    people: dict[str, list[Person]]
    users: dict[str, User]
    _actors: dict[tuple[str, date], Actor] = field(default_factory=dict)
    _numbers: "count[int]" = field(default_factory=lambda: count(_FIRST_DECISION))

    @classmethod
    def set(cls, today: date) -> "Stage":
        """Read who is there; people with an office or a sign-in are left alone."""
        cells = {
            one.code: one.id
            for one in db.session.scalars(policy.visible_organisations(system_actor()))
        }
        query = accounts_policy.visible(system_actor())
        users = {one.user_name: one for one in db.session.scalars(query)}
        busy = {one.member_id for one in users.values()}
        busy |= {
            one.member_id for one in db.session.scalars(policy.visible_appointments(system_actor()))
        }
        people: dict[str, list[Person]] = {}
        for one in _standings():
            if one.member_id not in busy:
                people.setdefault(one.organisation.code, []).append(_person(one))
        for found in people.values():
            found.sort(key=lambda person: (person.sort_key, person.born_on))
        return cls(today, cells, people, users)

    def ago(self, days: int) -> date:
        """Return the day so many days ago; a day to come for a negative number."""
        return self.today - timedelta(days=days)

    def act(self, login: str, on: date | None = None) -> Actor:
        """Return the actor somebody with a sign-in is on a day."""
        day = on or self.today
        if (login, day) not in self._actors:
            self._actors[login, day] = person_of(self.users[login], day).actor
        return self._actors[login, day]

    def desk(self, on: date | None = None) -> Actor:
        """Return who works at the organisation desk; older matters are written down today."""
        return self.act(DESK, on if on is not None and on >= SECOND_SINCE else None)

    def secretary(self, code: str, on: date | None = None) -> Actor:
        """Return bí thư of a cell on a day, who need not have a sign-in."""
        day = on or self.today
        if (code, day) not in self._actors:
            offices = queries.offices_on(system_actor(), self.cells[code], day)
            holders = {office: person for person, office in offices.items()}
            member_id = holders.get(OfficeTitle.SECRETARY) or holders[OfficeTitle.ACTING_SECRETARY]
            self._actors[code, day] = person_of(self._user_of(member_id), day).actor
        return self._actors[code, day]

    def as_person(self, person: Person) -> Actor:
        """Return the actor somebody without a sign-in would be today."""
        return person_of(self._user_of(person.id), self.today).actor

    def _user_of(self, member_id: UUID) -> User:
        found = (one for one in self.users.values() if one.member_id == member_id)
        member = members.get(system_actor(), member_id)
        return next(found, None) or User(member_id=member_id, member=member)

    def take(
        self,
        code: str,
        fits: Callable[[Person], bool] = lambda _: True,
        *,
        status: MembershipStatus = MembershipStatus.OFFICIAL,
    ) -> Person:
        """Return the next person of a cell about whom nothing was told yet."""
        chosen = next(
            one
            for one in self.people[code]
            if one.status is status and fits(one) and self._is_old(one)
        )
        self.people[code].remove(chosen)
        return chosen

    def _is_old(self, person: Person) -> bool:
        is_official = person.status is MembershipStatus.OFFICIAL
        return not is_official or (person.official_on or self.today) < self.today - _SETTLED

    def helpers(self, code: str, number: int = 2) -> list[Person]:
        """Return official members of a cell who stay what they are."""
        able = [
            one
            for one in self.people[code]
            if one.status is MembershipStatus.OFFICIAL and self._is_old(one)
        ]
        return able[-number:]

    def decision(self) -> str:
        """Return the number of the next decision of the Đảng ủy."""
        return f"{next(self._numbers)}-QĐ/ĐU"


def _standings() -> list[Membership]:
    query = policy.visible_memberships(system_actor()).where(Membership.ends_on.is_(None))
    query = query.options(joinedload(Membership.member), joinedload(Membership.organisation))
    return list(db.session.scalars(query))


def _person(one: Membership) -> Person:
    member = one.member
    return Person(
        id=one.member_id,
        name=member.full_name,
        sort_key=member.name_sort_key,
        cell=one.organisation.code,
        status=one.status,
        born_on=member.born_on,
        sex=member.sex,
        citizen_id=member.citizen_id or "",
        official_on=member.official_on,
        party_age_from=member.party_age_from,
        card_number=member.card_number,
    )
