"""Preparing a meeting: what the system proposes and what people decide."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.audit import service as audit
from partywork.cells import policy as cells_policy
from partywork.cells.models import Body
from partywork.cells.queries import PersonOnDay, body_members_on
from partywork.cells.service import groups as cell_groups
from partywork.cells.service.groups import GroupOnDay
from partywork.cells.terms import BodyKind
from partywork.core import clock, display
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, RuleBroken
from partywork.core.periods import Month, Quarter
from partywork.documents import service as documents
from partywork.meetings import policy, queries, rules
from partywork.meetings.models import Invitation, Meeting
from partywork.meetings.service import delegates, people, templates
from partywork.meetings.terms import (
    PARTIAL_KINDS,
    REGULAR_KINDS,
    MeetingKind,
    MeetingMode,
    MeetingStatus,
)
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey

_BODY_ORDER = list(BodyKind)


@dataclass(frozen=True, slots=True)
class Plan:
    """What people decide about a meeting before it is held."""

    title: str
    starts_at: datetime
    place: str
    mode: MeetingMode
    link: str
    chair_id: UUID | None
    minutes_taker_id: UUID | None
    theme: str = ""
    theme_presenter_id: UUID | None = None
    prepared_on: date | None = None
    online_people: tuple[rules.OnlinePerson, ...] = ()
    permission: rules.OnlinePermission | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the system already knows about the next meeting of a body; `last` is its source."""

    body: Body
    kind: MeetingKind
    month: Month
    title: str
    held_on: date | None
    at: time | None
    place: str
    chair_id: UUID | None
    minutes_taker_id: UUID | None
    people: list[PersonOnDay]
    last: Meeting | None
    groups: list[GroupOnDay]
    group_id: UUID | None
    theme_missing: str | None


def bodies(actor: Actor) -> list[Body]:
    """Return the bodies whose meetings `actor` runs: chi bộ before chi ủy, Đảng ủy before BTV."""
    query = cells_policy.visible_bodies(actor).where(
        Body.organisation_id.in_({grant.organisation_id for grant in actor.grants})
    )
    found = db.session.scalars(query.options(joinedload(Body.organisation)))
    run = [one for one in found if cells_policy.runs(actor, one.kind, one.organisation_id)]
    return sorted(run, key=lambda one: (one.organisation.path, _BODY_ORDER.index(one.kind)))


def suggest(
    actor: Actor,
    body_id: UUID,
    *,
    kind: MeetingKind | None = None,
    month: Month | None = None,
    group_id: UUID | None = None,
) -> Suggestion:
    """Propose a meeting of a body from its last one, so that people only confirm or change."""
    body = _body(actor, body_id)
    kind = kind if kind in rules.kinds_of(body.kind) else rules.kinds_of(body.kind)[0]
    formed = _groups(actor, body, kind)
    known = [one.group.id for one in formed]
    circle = people.Circle(body, kind, group_id if group_id in known else next(iter(known), None))
    last = _last_meeting(actor, circle)
    month = month or _next_month(actor, body, kind)
    held_on, at = None, None
    if last is not None:
        before = clock.local(last.starts_at)
        held_on, at = max(month.day(before.day), clock.today()), before.time()
    present = people.invited_people(actor, circle, held_on or clock.today())
    chair_id = people.expected_chair(present)
    return Suggestion(
        body=body,
        kind=kind,
        month=month,
        title=rules.meeting_title(kind, body.kind, month),
        held_on=held_on,
        at=at,
        place=last.place if last is not None else "",
        chair_id=chair_id,
        minutes_taker_id=people.expected_minutes_taker(present, chair_id, last),
        people=present,
        last=last,
        groups=formed,
        group_id=circle.group_id,
        theme_missing=_theme_missing(actor, body, kind, month),
    )


def _groups(actor: Actor, body: Body, kind: MeetingKind) -> list[GroupOnDay]:
    """Return the groups of the cell, where it is a group that is to meet."""
    if kind is not MeetingKind.GROUP:
        return []
    today = clock.today()
    of_cell = {person.member.id for person in body_members_on(actor, body, today)}
    return cell_groups.on_day(actor, body.organisation_id, today, of_cell)


def _theme_missing(actor: Actor, body: Body, kind: MeetingKind, month: Month) -> str | None:
    if body.kind is not BodyKind.CELL or kind in PARTIAL_KINDS:
        return None
    quarter = Quarter.of(month.first_day)
    held = sum(map(rules.has_theme, queries.kinds_in(actor, body.id, quarter.months)))
    wanted = provisions.value(ProvisionKey.MEETING_THEMES_A_QUARTER, month.first_day)
    return rules.theme_missing(kind, quarter, held, wanted)


def _body(actor: Actor, body_id: UUID) -> Body:
    query = cells_policy.visible_bodies(actor).where(Body.id == body_id)
    body = db.session.scalar(query.options(joinedload(Body.organisation)))
    # A body whose meetings the actor does not run is as good as absent.
    if body is None or not cells_policy.runs(actor, body.kind, body.organisation_id):
        raise NotVisible()
    return body


def _last_meeting(actor: Actor, circle: people.Circle) -> Meeting | None:
    """Return the last meeting of the same people, whose hour and place are proposed again."""
    query = policy.visible(actor).where(
        Meeting.body_id == circle.body.id, Meeting.status != MeetingStatus.CANCELLED
    )
    if circle.kind in PARTIAL_KINDS:
        query = query.where(Meeting.kind == circle.kind, Meeting.group_id == circle.group_id)
    else:
        query = query.where(Meeting.kind.not_in(PARTIAL_KINDS))
    return db.session.scalar(query.order_by(Meeting.starts_at.desc()).limit(1))


def _next_month(actor: Actor, body: Body, kind: MeetingKind) -> Month:
    """This month, or the next one where the month's regular meeting is already there."""
    now = Month.of(clock.today())
    query = policy.visible(actor).where(
        Meeting.body_id == body.id,
        Meeting.year == now.year,
        Meeting.month == now.month,
        Meeting.kind.in_(REGULAR_KINDS),
    )
    has_one = kind in REGULAR_KINDS and db.session.scalar(query.limit(1)) is not None
    return now.shift(1) if has_one else now


def plan(
    actor: Actor,
    body_id: UUID,
    *,
    kind: MeetingKind,
    month: Month,
    facts: Plan,
    group_id: UUID | None = None,
) -> Meeting:
    """Begin a meeting with the agenda that provisions set for it."""
    with transaction():
        body = _body(actor, body_id)
        if kind not in rules.kinds_of(body.kind):
            raise RuleBroken("Cơ quan này không có loại cuộc họp đã chọn.")
        rules.check_group(kind, group_id)
        meeting = Meeting(
            organisation_id=body.organisation_id,
            body_id=body.id,
            kind=kind,
            year=month.year,
            month=month.month,
            group_id=group_id,
        )
        write_plan(actor, meeting, body, facts)
        db.session.add(meeting)
        db.session.flush()
        name_online_people(meeting, facts, [])
        templates.lay_out(meeting, body)
        delegates.begin(actor, meeting, body)
        audit.record(
            actor,
            "meeting.plan",
            meeting,
            organisation_path=body.organisation.path,
            title=meeting.title,
            starts_at=display.moment(meeting.starts_at),
            place=meeting.place,
        )
    return meeting


def write_plan(actor: Actor, meeting: Meeting, body: Body, facts: Plan) -> None:
    """Check what was decided against the rules and put it into the meeting's record."""
    day = clock.day_of(facts.starts_at)
    permission = facts.permission if facts.mode is MeetingMode.ONLINE else None
    rules.check_mode(
        facts.mode,
        held_on=day,
        online_people=facts.online_people,
        permission=permission,
        online_allowed=provisions.value(ProvisionKey.ONLINE_ALLOWED, day),
    )
    rules.check_theme(meeting.kind, facts.theme)
    documents.refuse_secret(
        actor, facts.title, facts.place, facts.theme, *(one.reason for one in facts.online_people)
    )
    if permission is not None:
        documents.refuse_secret(actor, permission.given_by, permission.document, permission.reason)
    present = people.invited_people(
        actor, people.Circle(body, meeting.kind, meeting.group_id, meeting.id), day
    )
    people.check_leaders(present, facts.chair_id, facts.minutes_taker_id)
    ids = {person.member.id for person in present}
    if not ids.issuperset(one.member_id for one in facts.online_people):
        raise RuleBroken("Người dự trực tuyến phải là người được mời họp.", "online_people")
    if facts.theme_presenter_id is not None and facts.theme_presenter_id not in ids:
        raise RuleBroken("Người trình bày phải là người được mời họp.", "theme_presenter_id")
    rules.check_link(facts.link)
    has_theme = rules.has_theme(meeting.kind)
    meeting.theme = facts.theme if has_theme else ""
    meeting.theme_presenter_id = facts.theme_presenter_id if has_theme else None
    meeting.title = facts.title
    meeting.starts_at = facts.starts_at
    meeting.place = facts.place
    meeting.mode = facts.mode
    meeting.link = facts.link or None
    meeting.prepared_on = facts.prepared_on
    meeting.expected_chair_id = facts.chair_id
    meeting.expected_minutes_taker_id = facts.minutes_taker_id
    meeting.permission_by = permission.given_by if permission else None
    meeting.permission_on = permission.given_on if permission else None
    meeting.permission_document = permission.document if permission else None
    meeting.permission_reason = permission.reason if permission else None


def name_online_people(meeting: Meeting, facts: Plan, invitations: list[Invitation]) -> None:
    """Keep who joins from afar, and why, beside that person's invitation, sent or not yet."""
    reasons = {one.member_id: one.reason for one in facts.online_people}
    for invitation in invitations:
        reason = reasons.pop(invitation.member_id, None)
        if reason != invitation.online_reason:
            invitation.online_reason = reason
    for member_id, reason in reasons.items():
        db.session.add(
            Invitation(
                organisation_id=meeting.organisation_id,
                meeting_id=meeting.id,
                member_id=member_id,
                online_reason=reason,
            )
        )
