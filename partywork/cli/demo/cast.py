"""The people of one organisation and what is known of them while its story is told."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert, inspect
from sqlalchemy.orm import joinedload

from partywork.cells import policy, queries
from partywork.cells.models import Appointment, Body, Member, Membership, Organisation
from partywork.cells.queries import PersonOnDay
from partywork.cells.rules.membership import may_attend, may_vote
from partywork.cells.terms import BodyKind, OfficeTitle
from partywork.cli.demo.records import Kind
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import Base, db
from partywork.core.ids import new_id
from partywork.core.periods import Month
from partywork.meetings.models import Meeting
from partywork.meetings.service import people
from partywork.notifications.models import Notice
from partywork.notifications.terms import NoticeKind
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey
from partywork.resolutions.models import Resolution
from partywork.tasks import service as tasks
from partywork.tasks.models import Task
from partywork.tasks.terms import TaskStatus

_SIGNERS = (
    OfficeTitle.SECRETARY,
    OfficeTitle.ACTING_SECRETARY,
    OfficeTitle.DEPUTY_SECRETARY,
)
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
    visitors: tuple[Member, ...]
    is_new: bool
    meetings: list[Meeting] = field(default_factory=list)
    resolutions: list[Resolution] = field(default_factory=list)
    sheets: dict[UUID, Any] = field(default_factory=dict)
    absent_days: dict[UUID, list[date]] = field(default_factory=dict)
    tasks: list[Task] = field(default_factory=list)
    first_number: int = 0
    changes: list[date] = field(default_factory=list)
    _leaves: list[Base] = field(default_factory=list)
    _values: dict[tuple[ProvisionKey, int], Any] = field(default_factory=dict)
    _between: dict[int, list[PersonOnDay]] = field(default_factory=dict)

    @property
    def unit(self) -> str:
        """What the cell belongs to, as texts name it: «Hội Tự động hóa Việt Nam»."""
        return self.organisation.name.removeprefix("Chi bộ ")

    def on(self, day: date) -> list[PersonOnDay]:
        """Return who belongs to the body on a day and takes part in its life, by office."""
        # Between two changes the people are the same, so one look serves many days.
        place = bisect_right(self.changes, day)
        if place not in self._between:
            found = queries.body_members_on(actor(), self.body, day)
            self._between[place] = [one for one in found if may_attend(one.status)]
        return self._between[place]

    def chair(self, day: date) -> PersonOnDay:
        """Return who leads the body."""
        leader = people.expected_chair(self.on(day))
        return next(one for one in self.on(day) if one.member.id == leader)

    def minutes_taker(self, day: date) -> PersonOnDay:
        """Return a deputy or another member, never the chair."""
        able = [one for one in people.who_can_lead(self.on(day)) if may_vote(one.status)]
        return next(one for one in able if one.member.id != self.chair(day).member.id)

    def signer(self, day: date) -> PersonOnDay:
        """Return bí thư, who is «phụ trách», or phó bí thư where the post is vacant."""
        return next(one for one in self.on(day) if one.office in _SIGNERS)

    def provision(self, key: ProvisionKey, day: date) -> Any:
        """Return what the rules say in the month of a day; asked once a month."""
        place = key, day.year * 12 + day.month
        if place not in self._values:
            self._values[place] = provisions.value(key, day)
        return self._values[place]

    def leaf(self, kind: type[Kind], at: datetime, /, **fields: Any) -> Kind:
        """Make a record at which no other points; `save_leaves` writes all of them at once."""
        record = kind(id=new_id(), created_at=at, version=1, **fields)
        self._leaves.append(record)
        return record

    def save_leaves(self) -> None:
        """Write the leaves after everything they point at."""
        db.session.flush()
        rows: dict[type[Base], list[dict[str, Any]]] = {}
        for record in self._leaves:
            columns = inspect(type(record)).column_attrs
            values = {one.key: getattr(record, one.key) for one in columns}
            rows.setdefault(type(record), []).append(values)
        order = {table.name: place for place, table in enumerate(Base.metadata.sorted_tables)}
        for kind in sorted(rows, key=lambda one: order[one.__tablename__]):
            db.session.execute(insert(kind), rows[kind])
        self._leaves.clear()

    def tasks_of(self, month: Month) -> list[Task]:
        """Return the tasks of a month's work, by the rule of `tasks`; a new demo knows them all."""
        if not self.is_new:
            return tasks.open_or_recent(actor(), self.organisation.id, month)
        first, last = month.first_day, month.last_day
        found = [one for one in self.tasks if _belongs(one, first, last)]
        return sorted(found, key=lambda one: one.due_on)

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
            self.leaf(
                Notice,
                at,
                recipient_id=person,
                kind=kind,
                title=title,
                text=text,
                path=path,
                read_at=at if age > _UNREAD_DAYS else None,
            )


def _belongs(task: Task, first: date, last: date) -> bool:
    is_open = task.status in (TaskStatus.GIVEN, TaskStatus.IN_PROGRESS)
    ends = [day for day in (task.due_on, task.done_on) if day is not None]
    ended_later = task.done_on is not None and task.done_on >= first
    return task.given_on <= last and (
        any(first <= day <= last for day in ends)
        or (task.given_on < first and (is_open or ended_later))
    )


def actor() -> Actor:
    """Return the actor of the demo: the system."""
    return system(clock.today())


def cast_of(
    code: str, kind: BodyKind, *, staff: list[Member], visitors: list[Member], is_new: bool
) -> Cast:
    """Gather an organisation's body and its people; `visitors` are of the Đảng ủy."""
    query = policy.visible_organisations(actor()).where(Organisation.code == code)
    organisation = db.session.scalars(query.options(joinedload(Organisation.parent))).one()
    bodies = policy.visible_bodies(actor()).where(
        Body.organisation_id == organisation.id, Body.kind == kind
    )
    body = db.session.scalars(bodies.options(joinedload(Body.organisation))).one()
    held = db.session.scalars(
        policy.visible_appointments(actor()).where(Appointment.organisation_id == organisation.id)
    )
    members = db.session.scalars(
        policy.visible_memberships(actor())
        .where(Membership.organisation_id == organisation.id)
        .options(joinedload(Membership.member))
        .order_by(Membership.starts_on, Membership.id)
    )
    people_of = list(members)
    return Cast(
        organisation=organisation,
        body=body,
        members=people_of,
        changes=_changes([*people_of, *held]),
        staff=tuple(one.id for one in staff),
        office_name=staff[0].full_name if staff else "Văn phòng Đảng ủy",
        visitors=tuple(visitors),
        is_new=is_new,
    )


def _changes(spells: Iterable[Membership | Appointment]) -> list[date]:
    """Return the days from which somebody belongs, or no longer belongs."""
    days = set()
    for one in spells:
        days.add(one.starts_on)
        if one.ends_on is not None:
            days.add(one.ends_on + timedelta(days=1))
    return sorted(days)
