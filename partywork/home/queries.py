"""What the first page shows of the packages below."""

from datetime import date
from uuid import UUID

from sqlalchemy import and_, or_
from sqlalchemy.orm import joinedload, selectinload

from partywork.admissions import policy as admissions_policy
from partywork.admissions.models import Procedure
from partywork.admissions.terms import ProcedureState
from partywork.cells import policy as cells_policy
from partywork.cells.models import Body, ExportRequest, Membership, Organisation
from partywork.cells.rules.membership import is_probationary
from partywork.cells.terms import BodyKind, ExportStatus, MembershipStatus, OrganisationKind
from partywork.core.actor import Actor
from partywork.core.db import db
from partywork.core.periods import Month
from partywork.meetings import policy as meetings_policy
from partywork.meetings.models import Attendance, Guest, Invitation, Meeting, Minutes
from partywork.meetings.terms import REGULAR_KINDS, InvitationAnswer, MeetingStatus, MinutesStatus
from partywork.privacy import policy as privacy_policy
from partywork.privacy.models import Correction, DataRequest
from partywork.privacy.rules import OPEN as OPEN_REQUESTS
from partywork.privacy.terms import CorrectionStatus
from partywork.reports import policy as reports_policy
from partywork.reports.models import Report
from partywork.tasks import policy as tasks_policy
from partywork.tasks.models import Task
from partywork.tasks.terms import TaskStatus

_OPEN = (TaskStatus.GIVEN, TaskStatus.IN_PROGRESS)


def regular_meeting(actor: Actor, organisation_id: UUID, month: Month) -> Meeting | None:
    """Return the cell's ordinary meeting of a month; one that is held before one cancelled."""
    query = (
        meetings_policy.visible(actor)
        .join(Body, Meeting.body_id == Body.id)
        .where(
            Meeting.organisation_id == organisation_id,
            Meeting.year == month.year,
            Meeting.month == month.month,
            Meeting.kind.in_(REGULAR_KINDS),
            Body.kind == BodyKind.CELL,
        )
        .order_by(Meeting.status == MeetingStatus.CANCELLED, Meeting.starts_at.desc())
        .limit(1)
        .options(
            selectinload(Meeting.invitations),
            selectinload(Meeting.papers),
            selectinload(Meeting.attendances).load_only(Attendance.status, Attendance.mark),
            joinedload(Meeting.minutes),
            joinedload(Meeting.chair),
            joinedload(Meeting.minutes_taker),
        )
    )
    return db.session.scalar(query)


def reports_of(actor: Actor, organisation_id: UUID, *months: Month) -> dict[Month, Report]:
    """Return the cell's reports of some months."""
    wanted = [and_(Report.year == one.year, Report.month == one.month) for one in months]
    query = reports_policy.visible(actor).where(
        Report.organisation_id == organisation_id, or_(*wanted)
    )
    return {one.period: one for one in db.session.scalars(query)}


def tasks_of_quarter(actor: Actor, organisation_id: UUID, first: date) -> list[Task]:
    """Return the cell's open tasks and those done since a day, those due first at the head."""
    query = (
        tasks_policy.visible(actor)
        .where(
            Task.organisation_id == organisation_id,
            or_(Task.status.in_(_OPEN), Task.done_on >= first),
        )
        .options(joinedload(Task.lead))
        .order_by(Task.due_on, Task.id)
    )
    return list(db.session.scalars(query))


def own_open_tasks(actor: Actor) -> list[Task]:
    """Return the open tasks the actor leads, those due first at the head."""
    query = tasks_policy.visible(actor).where(
        Task.lead_id == actor.member_id, Task.status.in_(_OPEN)
    )
    return list(db.session.scalars(query.order_by(Task.due_on, Task.id)))


def invitations_to_answer(actor: Actor) -> list[Invitation]:
    """Return the actor's invitations that still want an answer, the nearest meeting first."""
    query = (
        meetings_policy.visible_invitations(actor)
        .join(Meeting, Invitation.meeting_id == Meeting.id)
        .where(
            Invitation.member_id == actor.member_id,
            Invitation.sent_at.is_not(None),
            Invitation.answer == InvitationAnswer.NONE,
            Meeting.status == MeetingStatus.INVITED,
        )
        .options(joinedload(Invitation.meeting))
        .order_by(Meeting.starts_at)
    )
    return list(db.session.scalars(query))


def meetings_going_on(actor: Actor) -> list[Meeting]:
    """Return the open meetings to which the actor was invited or comes from the level above."""
    invited = (
        meetings_policy.visible_invitations(actor)
        .where(Invitation.member_id == actor.member_id, Invitation.sent_at.is_not(None))
        .with_only_columns(Invitation.meeting_id)
    )
    visiting = (
        meetings_policy.visible_guests(actor)
        .where(Guest.member_id == actor.member_id)
        .with_only_columns(Guest.meeting_id)
    )
    query = (
        meetings_policy.visible(actor)
        .where(
            Meeting.status == MeetingStatus.OPEN,
            or_(Meeting.id.in_(invited), Meeting.id.in_(visiting)),
        )
        .order_by(Meeting.starts_at)
    )
    return list(db.session.scalars(query))


def minutes_to_confirm(actor: Actor) -> list[Meeting]:
    """Return the meetings whose minutes wait for the actor's own confirmation."""
    query = (
        meetings_policy.visible(actor)
        .join(Minutes, Minutes.meeting_id == Meeting.id)
        .where(
            Minutes.status == MinutesStatus.ADOPTED,
            Meeting.closed_at.is_not(None),
            or_(
                and_(
                    Meeting.minutes_taker_id == actor.member_id,
                    Minutes.taker_confirmed_at.is_(None),
                ),
                and_(Meeting.chair_id == actor.member_id, Minutes.chair_confirmed_at.is_(None)),
            ),
        )
        .order_by(Meeting.starts_at)
    )
    return list(db.session.scalars(query))


def probationary_members(actor: Actor, organisation_id: UUID, day: date) -> list[Membership]:
    """Return the probationary members of a cell on a day."""
    query = (
        cells_policy.visible_memberships(actor)
        .where(
            Membership.organisation_id == organisation_id,
            Membership.status.in_([one for one in MembershipStatus if is_probationary(one)]),
            Membership.starts_on <= day,
            or_(Membership.ends_on.is_(None), Membership.ends_on >= day),
        )
        .options(joinedload(Membership.member))
    )
    found = db.session.scalars(query)
    return sorted(found, key=lambda one: one.member.name_sort_key)


def organisation(actor: Actor, organisation_id: UUID) -> Organisation:
    """Return an organisation the actor works in."""
    query = cells_policy.visible_organisations(actor)
    return db.session.scalars(query.where(Organisation.id == organisation_id)).one()


def cells_of(actor: Actor, ids: frozenset[UUID]) -> list[Organisation]:
    """Return those of some organisations that are cells, in the order of their places."""
    query = cells_policy.visible_organisations(actor).where(
        Organisation.id.in_(ids), Organisation.kind == OrganisationKind.CELL
    )
    return list(db.session.scalars(query.order_by(Organisation.path)))


def corrections_to_decide(actor: Actor) -> list[Correction]:
    """Return the proposals that wait and that the actor may decide."""
    query = (
        privacy_policy.visible_corrections(actor)
        .where(Correction.status == CorrectionStatus.WAITING)
        .options(joinedload(Correction.organisation))
    )
    found = db.session.scalars(query)
    return [one for one in found if privacy_policy.may_decide(actor, one, one.organisation)]


def procedures_to_decide(actor: Actor) -> list[Procedure]:
    """Return the files of admission and confirmation on which the actor records a decision."""
    query = (
        admissions_policy.visible_procedures(actor)
        .where(Procedure.state == ProcedureState.SENT_UP)
        .options(joinedload(Procedure.organisation))
    )
    found = db.session.scalars(query)
    return [one for one in found if admissions_policy.may_decide(actor, one)]


def exports_to_decide(actor: Actor) -> list[ExportRequest]:
    """Return the lists that wait for the actor as the second person."""
    query = (
        cells_policy.visible_export_requests(actor)
        .where(ExportRequest.status == ExportStatus.ASKED)
        .options(joinedload(ExportRequest.organisation))
    )
    found = db.session.scalars(query)
    return [one for one in found if cells_policy.may_decide_export(actor, one, one.organisation)]


def requests_to_answer(actor: Actor) -> list[DataRequest]:
    """Return the open requests about personal data that the actor may answer."""
    query = (
        privacy_policy.visible_requests(actor)
        .where(DataRequest.status.in_(OPEN_REQUESTS))
        .options(joinedload(DataRequest.organisation))
    )
    found = db.session.scalars(query)
    return [one for one in found if privacy_policy.may_answer(actor, one, one.organisation)]
