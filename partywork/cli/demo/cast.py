"""The people of one organisation and what is known of them while its story is told."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.cells import policy, queries
from partywork.cells.models import Body, Member, Membership, Organisation
from partywork.cells.queries import PersonOnDay
from partywork.cells.rules.membership import may_attend, may_vote
from partywork.cells.terms import BodyKind, OfficeTitle
from partywork.cli.demo.records import new
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import db
from partywork.meetings.models import Meeting
from partywork.meetings.service import people
from partywork.notifications.models import Notice
from partywork.notifications.terms import NoticeKind
from partywork.resolutions.models import Resolution

_SIGNERS = (OfficeTitle.SECRETARY, OfficeTitle.DEPUTY_SECRETARY)
# Older news has been seen to; an inbox of a year would drown what is new.
_NEWS_DAYS, _UNREAD_DAYS = 30, 6


@dataclass
class Cast:
    """One body of one organisation, with everybody who ever belonged to it."""

    organisation: Organisation
    body: Body
    members: list[Membership]
    staff: tuple[UUID, ...]
    office_name: str
    is_new: bool
    meetings: list[Meeting] = field(default_factory=list)
    resolutions: list[Resolution] = field(default_factory=list)
    absent_days: dict[UUID, list[date]] = field(default_factory=dict)
    first_number: int = 0
    _on_day: dict[date, list[PersonOnDay]] = field(default_factory=dict)

    @property
    def unit(self) -> str:
        """What the cell belongs to, as texts name it: «Hội Tự động hóa Việt Nam»."""
        return self.organisation.name.removeprefix("Chi bộ ")

    def on(self, day: date) -> list[PersonOnDay]:
        """Return who belongs to the body on a day and takes part in its life, by office."""
        if day not in self._on_day:
            found = queries.body_members_on(actor(), self.body, day)
            self._on_day[day] = [one for one in found if may_attend(one.status)]
        return self._on_day[day]

    def chair(self, day: date) -> PersonOnDay:
        """Return who leads the body."""
        leader = people.expected_chair(self.on(day))
        return next(one for one in self.on(day) if one.member.id == leader)

    def minutes_taker(self, day: date) -> PersonOnDay:
        """Return a deputy or another member, never the chair."""
        able = [one for one in people.who_can_lead(self.on(day)) if may_vote(one.status)]
        return next(one for one in able if one.member.id != self.chair(day).member.id)

    def signer(self, day: date) -> PersonOnDay:
        """Return bí thư, or phó bí thư where the post is vacant."""
        return next(one for one in self.on(day) if one.office in _SIGNERS)

    def tell(
        self,
        recipients: list[UUID],
        at: datetime,
        kind: NoticeKind,
        *,
        title: str,
        path: str,
        text: str = "",
    ) -> None:
        """Put recent news into inboxes; what is some days old has been read."""
        age = (clock.today() - clock.day_of(at)).days
        if age > _NEWS_DAYS:
            return
        for person in recipients:
            new(
                Notice,
                at,
                recipient_id=person,
                kind=kind,
                title=title,
                text=text,
                path=path,
                read_at=at if age > _UNREAD_DAYS else None,
            )


def actor() -> Actor:
    """Return the actor of the demo: the system."""
    return system(clock.today())


def cast_of(code: str, kind: BodyKind, *, staff: list[Member], is_new: bool) -> Cast:
    """Gather an organisation's body and its people."""
    query = policy.visible_organisations(actor()).where(Organisation.code == code)
    organisation = db.session.scalars(query.options(joinedload(Organisation.parent))).one()
    bodies = policy.visible_bodies(actor()).where(
        Body.organisation_id == organisation.id, Body.kind == kind
    )
    body = db.session.scalars(bodies.options(joinedload(Body.organisation))).one()
    members = db.session.scalars(
        policy.visible_memberships(actor())
        .where(Membership.organisation_id == organisation.id)
        .options(joinedload(Membership.member))
        .order_by(Membership.starts_on, Membership.id)
    )
    return Cast(
        organisation=organisation,
        body=body,
        members=list(members),
        staff=tuple(one.id for one in staff),
        office_name=staff[0].full_name if staff else "Văn phòng Đảng ủy",
        is_new=is_new,
    )
