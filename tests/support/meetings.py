"""Builders of meetings at each step, through the use cases themselves."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from partywork.cells.models import Body, Member, Organisation
from partywork.cells.terms import BodyKind, MembershipStatus, OfficeTitle
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.periods import Month
from partywork.meetings.models import Invitation, Meeting, Minutes
from partywork.meetings.rules import kinds_of, meeting_title
from partywork.meetings.service import (
    confirmation,
    invitations,
    meetings,
    opening,
    planning,
    roll_call,
    visiting,
)
from partywork.meetings.service.opening import Visitor
from partywork.meetings.service.planning import Plan
from partywork.meetings.service.roll_call import Marking
from partywork.meetings.terms import (
    AttendanceMark,
    InvitationAnswer,
    MeetingKind,
    MeetingMode,
)
from partywork.notifications.models import Notice
from partywork.notifications.policy import visible as visible_notices
from tests.support.make import Make

# The day of the meeting in most tests, and the hour it begins.
MEETS_ON = date(2026, 11, 5)
AT = time(19, 0)


@dataclass
class Case:
    """A cell with its people and one meeting of it."""

    organisation: Organisation
    secretary: Actor
    deputy: Actor
    members: list[Member]
    meeting: Meeting = field(init=False)

    @property
    def id(self) -> Any:
        """The key of the meeting."""
        return self.meeting.id

    def read(self) -> Meeting:
        """Read the meeting afresh, with everything its page shows."""
        db.session.expire_all()
        return meetings.whole(self.secretary, self.meeting.id)


def plan_of(
    body: Body,
    *,
    chair: Any = None,
    taker: Any = None,
    kind: MeetingKind | None = None,
    **facts: Any,
) -> Plan:
    """Return a complete plan; a test names only what it is about."""
    kind = kind or kinds_of(body.kind)[0]
    on = facts.pop("on", MEETS_ON)
    values: dict[str, Any] = {
        "title": meeting_title(kind, body.kind, Month.of(on)),
        "starts_at": clock.instant_of(on, facts.pop("at", AT)),
        "place": "Phòng họp tầng 3",
        "mode": MeetingMode.IN_PERSON,
        "link": "",
        "chair_id": chair,
        "minutes_taker_id": taker,
    }
    return Plan(**{**values, **facts})


def cell_case(make: Make, statuses: Iterable[MembershipStatus] = ()) -> Case:
    """Return a cell with a secretary, a deputy and one member of each of `statuses`."""
    cell = make.cell()
    secretary = make.secretary(cell)
    deputy = make.deputy(cell)
    members = [make.member(cell, status=status) for status in statuses]
    return Case(cell, secretary, deputy, members)


def prepare(make: Make, case: Case, kind_of_body: BodyKind = BodyKind.CELL, **facts: Any) -> Case:
    """Prepare the meeting of November 2026 that a body of a case holds as a rule."""
    body = make.body(case.organisation, kind_of_body)
    leaders = {"chair": case.secretary.member_id, "taker": case.deputy.member_id}
    case.meeting = planning.plan(
        case.secretary,
        body.id,
        kind=facts.get("kind", kinds_of(body.kind)[0]),
        month=Month.of(facts.get("on", MEETS_ON)),
        facts=plan_of(body, **{**leaders, **facts}),
    )
    return case


def planned_meeting(
    make: Make, *, statuses: Iterable[MembershipStatus] = (MembershipStatus.OFFICIAL,), **facts: Any
) -> Case:
    """Return a cell whose ordinary meeting of November 2026 is prepared."""
    return prepare(make, cell_case(make, statuses), **facts)


def invite(case: Case) -> Case:
    """Invite everybody to a meeting that is prepared."""
    version = meetings.get(case.secretary, case.id).version
    case.meeting = invitations.invite(case.secretary, case.id, version=version)
    return case


def invited_meeting(make: Make, **facts: Any) -> Case:
    """Return a cell whose members are invited."""
    return invite(planned_meeting(make, **facts))


def answer(case: Case, actor: Actor, chosen: InvitationAnswer, reason: str = "") -> Invitation:
    """Let somebody answer their invitation."""
    own = invitations.own_invitation(actor, case.id)
    return invitations.answer(
        actor, case.id, version=own.version, chosen=chosen, absence_reason=reason
    )


def visited_meeting(make: Make, **facts: Any) -> tuple[Case, Actor]:
    """Return an invited meeting, and who of the committee above offered to attend it."""
    case, visitor = invited_meeting(make, **facts), make.committee()
    visiting.join(visitor, case.id)
    return case, visitor


def begin(
    case: Case, *, taker: Actor | None = None, at: time = AT, guests: Iterable[Visitor] = ()
) -> Case:
    """Let a meeting begin under its bí thư; the phó bí thư writes if nobody else does.

    The clock must stand at the day of the meeting or after it.
    """
    case.meeting = opening.open_meeting(
        case.secretary,
        case.id,
        version=meetings.get(case.secretary, case.id).version,
        chair_id=case.secretary.member_id,
        minutes_taker_id=(taker or case.deputy).member_id,
        at=at,
        guests=guests,
    )
    return case


def open_meeting(make: Make, *, present: bool = False, **facts: Any) -> Case:
    """Return a cell in its meeting; the roll is laid out and, if asked, everybody is there."""
    case = begin(invited_meeting(make, **facts), at=facts.get("at", AT))
    if present:
        mark(case, AttendanceMark.PRESENT)
    return case


def mark(case: Case, default: AttendanceMark, **others: tuple[Member, ...]) -> Meeting:
    """Call the whole roll: everybody gets `default` but those listed under another mark.

    `mark(case, AttendanceMark.PRESENT, excused=(anna,))`; an excused person is ill.
    """
    meeting = roll_call.for_roll_call(case.secretary, case.meeting.id)
    wanted = {
        person.id: AttendanceMark(value) for value, people in others.items() for person in people
    }
    markings = [
        Marking(
            line.id,
            (said := wanted.get(line.member_id, default)),
            line.place,
            reason="Ốm" if said is AttendanceMark.EXCUSED else "",
        )
        for line in meeting.attendances
        if roll_call.may_be_called(line)
    ]
    return roll_call.call_roll(
        case.secretary,
        case.meeting.id,
        version=roll_call.roll_version(meeting),
        markings=markings,
    )


def confirm(actor: Actor, meeting_id: Any, password: str) -> Minutes:
    """Let somebody confirm the minutes as they read them now."""
    read = confirmation.for_confirming(actor, meeting_id)
    return confirmation.confirm(actor, meeting_id, digest=read.digest, password=password)


def standing_committee(make: Make) -> tuple[Organisation, Actor, Actor]:
    """Return the Đảng bộ with its secretary and another member of the Ban Thường vụ."""
    organisation = make.organisation()
    secretary = make.committee_secretary()
    other = make.member(make.cell())
    make.appointment(other, organisation, OfficeTitle.STANDING_COMMITTEE_MEMBER)
    return organisation, secretary, make.actor(other)


def evening_of(day: date = MEETS_ON) -> datetime:
    """Return the instant half an hour after a meeting of that day begins."""
    return clock.instant_of(day, AT) + timedelta(minutes=30)


def file_meeting(case: Case) -> None:
    """Let the committees above see the meeting, as filing its minutes does."""
    with transaction():
        meeting = meetings.get(case.secretary, case.meeting.id)
        meeting.filed_at = clock.now()


def told(actor: Actor) -> list[Notice]:
    """Return what is in a person's inbox, newest first."""
    query = visible_notices(actor).order_by(Notice.created_at.desc(), Notice.id.desc())
    return list(db.session.scalars(query))
