"""Who sees meetings and who runs them."""

from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from partywork.cells.models import Body, Organisation
from partywork.cells.policy import (
    NARROW,
    OVERSEERS,
    in_own_organisation,
    in_the_name_of,
    run_in,
    runs,
    within,
)
from partywork.cells.terms import BodyKind
from partywork.core.actor import MOST_ACTORS, Actor, Role
from partywork.core.db import SCOPED
from partywork.documents.policy import filed_below, own_drafts
from partywork.meetings.models import (
    AgendaItem,
    Assignment,
    Attendance,
    Delegate,
    Guest,
    Invitation,
    Meeting,
    MeetingPaper,
    Minutes,
    MinutesRevision,
    Recording,
    Statement,
)
from partywork.meetings.terms import MeetingKind, MeetingStatus


def _visited(actor: Actor) -> Select[UUID]:
    return select(Guest.meeting_id).where(
        Guest.member_id.is_not(None), Guest.member_id == actor.member_id
    )


def _in_hand(actor: Actor) -> ColumnElement[bool]:
    """Return the condition «the actor prepares it»; the narrow bodies are not everybody's."""
    narrow = select(Body.id).where(Body.kind.in_(NARROW))
    conditions = [
        and_(own_drafts(actor, Meeting.organisation_id), Meeting.body_id.not_in(narrow)),
    ]
    for kind in NARROW:
        of_kind = select(Body.id).where(
            Body.kind == kind, Body.organisation_id.in_(run_in(actor, kind))
        )
        conditions.append(Meeting.body_id.in_(of_kind))
    return or_(*conditions)


@lru_cache(maxsize=MOST_ACTORS)
def _readable(actor: Actor) -> ColumnElement[bool]:
    cell_bodies = select(Body.id).where(Body.kind == BodyKind.CELL)
    announced = Meeting.status != MeetingStatus.PLANNED
    return or_(
        _in_hand(actor),
        filed_below(actor, Meeting.organisation_id, Meeting.filed_at),
        and_(
            announced,
            Meeting.body_id.in_(cell_bodies),
            Meeting.kind != MeetingKind.CONFERRING,
            in_own_organisation(actor, Meeting.organisation_id, Role.MEMBER),
        ),
        and_(
            announced,
            Meeting.id.in_(
                select(Invitation.meeting_id).where(Invitation.member_id == actor.member_id)
            ),
        ),
        and_(announced, Meeting.id.in_(_visited(actor))),
    )


def visible(actor: Actor) -> Select[Meeting]:
    """Every meeting `actor` may read.

    Officers read their own organisation's; members the announced ones of their cell and those
    they are invited to or visit; committees above what was filed.
    """
    query = select(Meeting).execution_options(**{SCOPED: True})
    return query if actor.is_system else query.where(_readable(actor))


def _of_readable(actor: Actor, query: Select[Any], meeting_id: Any) -> Select[Any]:
    query = query.execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(meeting_id.in_(select(Meeting.id).where(_readable(actor))))


def visible_agenda(actor: Actor) -> Select[AgendaItem]:
    """Agenda items of the meetings the actor may read."""
    return _of_readable(actor, select(AgendaItem), AgendaItem.meeting_id)


def visible_papers(actor: Actor) -> Select[MeetingPaper]:
    """Papers of the meetings the actor may read; each file has readers of its own."""
    return _of_readable(actor, select(MeetingPaper), MeetingPaper.meeting_id)


def visible_delegates(actor: Actor) -> Select[Delegate]:
    """Delegates of the congresses the actor may read."""
    return _of_readable(actor, select(Delegate), Delegate.meeting_id)


def visible_invitations(actor: Actor) -> Select[Invitation]:
    """Invitations of the meetings the actor may read."""
    return _of_readable(actor, select(Invitation), Invitation.meeting_id)


def visible_attendances(actor: Actor) -> Select[Attendance]:
    """Roll-call lines of the meetings the actor may read."""
    return _of_readable(actor, select(Attendance), Attendance.meeting_id)


def visible_guests(actor: Actor) -> Select[Guest]:
    """Guests of the meetings the actor may read."""
    return _of_readable(actor, select(Guest), Guest.meeting_id)


def _of_cells_below(actor: Actor) -> ColumnElement[bool]:
    cell_bodies = select(Body.id).where(Body.kind == BodyKind.CELL)
    return and_(
        Meeting.status != MeetingStatus.PLANNED,
        Meeting.kind != MeetingKind.CONFERRING,
        Meeting.body_id.in_(cell_bodies),
        within(actor.paths_as(*OVERSEERS), Meeting.organisation_id),
    )


def visible_calendar(actor: Actor) -> Select[Meeting]:
    """Announced meetings of the cells below, for their hours and place alone."""
    query = select(Meeting).execution_options(**{SCOPED: True})
    return query if actor.is_system else query.where(_of_cells_below(actor))


def visible_visitors(actor: Actor) -> Select[Guest]:
    """Who of the committee attends the meetings of that calendar."""
    query = select(Guest).execution_options(**{SCOPED: True}).where(Guest.member_id.is_not(None))
    if actor.is_system:
        return query
    return query.where(Guest.meeting_id.in_(select(Meeting.id).where(_of_cells_below(actor))))


def visible_minutes(actor: Actor) -> Select[Minutes]:
    """Minutes of the meetings the actor may read."""
    return _of_readable(actor, select(Minutes), Minutes.meeting_id)


def visible_recordings(actor: Actor) -> Select[Recording]:
    """When the meetings the actor may read were recorded."""
    return _of_readable(actor, select(Recording), Recording.meeting_id)


def visible_assignments(actor: Actor) -> Select[Assignment]:
    """Assignments of the meetings the actor may read."""
    return _of_readable(actor, select(Assignment), Assignment.meeting_id)


def visible_statements(actor: Actor) -> Select[Statement]:
    """Statements on the items of the meetings the actor may read."""
    query = select(Statement).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    items = visible_agenda(actor).with_only_columns(AgendaItem.id)
    return query.where(Statement.item_id.in_(items))


def _items_of(meetings: Select[UUID]) -> Select[UUID]:
    return select(AgendaItem.id).where(AgendaItem.meeting_id.in_(meetings))


def visible_revisions(actor: Actor) -> Select[MinutesRevision]:
    """Earlier texts of sections, for the organisation's officers and the meeting's own taker."""
    query = select(MinutesRevision).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    taker = func.coalesce(Meeting.minutes_taker_id, Meeting.expected_minutes_taker_id)
    taken = select(Meeting.id).where(taker.is_not(None), taker == actor.member_id)
    return query.where(
        or_(
            MinutesRevision.item_id.in_(_items_of(select(Meeting.id).where(_in_hand(actor)))),
            MinutesRevision.item_id.in_(_items_of(taken)),
        )
    )


def is_of_whole_cell(meeting: Meeting) -> bool:
    """Say whether every member of a cell reads of the meeting, once it is told of."""
    return meeting.body.kind is BodyKind.CELL and meeting.kind is not MeetingKind.CONFERRING


def may_run(actor: Actor, meeting: Meeting) -> bool:
    """Those who run the body of the meeting run the meeting."""
    return runs(actor, meeting.body.kind, meeting.organisation_id)


def is_chair(actor: Actor, meeting: Meeting) -> bool:
    """Say whether the actor chairs this very meeting."""
    return actor.member_id is not None and actor.member_id == meeting.chair_id


def may_lead(actor: Actor, meeting: Meeting) -> bool:
    """Votes, ballots and the end are of those who run the body, and of the chair as it goes on.

    The meeting chose its chair, who need hold no office; before it opens and after its end they
    are a member like others.
    """
    return may_run(actor, meeting) or _leads_now(actor, meeting)


def _leads_now(actor: Actor, meeting: Meeting) -> bool:
    return is_chair(actor, meeting) and meeting.status is MeetingStatus.OPEN


def as_leader(actor: Actor, meeting: Meeting) -> Actor:
    """Return the actor with what leading this meeting gives, for one act of the meeting itself."""
    if not _leads_now(actor, meeting):
        return actor
    return in_the_name_of(actor, meeting.body.kind, meeting.organisation)


def may_prepare_some(actor: Actor, organisation_id: UUID) -> bool:
    """Say whether the actor runs the meetings of any body of an organisation."""
    return any(runs(actor, kind, organisation_id) for kind in BodyKind)


def may_write(actor: Actor, meeting: Meeting) -> bool:
    """The roll-call and the minutes are written by officers and by this meeting's minutes taker.

    That is who was expected to be, until the meeting has chosen one.
    """
    taker = meeting.minutes_taker_id or meeting.expected_minutes_taker_id
    is_taker = actor.member_id is not None and actor.member_id == taker
    return is_taker or may_run(actor, meeting)


def may_confirm(actor: Actor, meeting: Meeting) -> bool:
    """The chair and the minutes taker of this very meeting confirm its minutes."""
    return actor.member_id is not None and actor.member_id in (
        meeting.chair_id,
        meeting.minutes_taker_id,
    )


def may_answer(actor: Actor, invitation: Invitation) -> bool:
    """Only the invited person answers an invitation."""
    return invitation.member_id == actor.member_id


def may_follow_attendance(actor: Actor) -> bool:
    """Officers follow the attendance of their cell, those above what was filed."""
    return actor.has(Role.CELL_OFFICER, *OVERSEERS)


def may_see_statistics(actor: Actor, organisation: Organisation) -> bool:
    """The names behind the figures are for the officers of that cell and those who oversee it."""
    is_own = organisation.id in actor.organisations_as(Role.CELL_OFFICER)
    above = actor.paths_as(*OVERSEERS)
    return is_own or any(organisation.path.startswith(path) for path in above)


def paths_above(path: str) -> list[str]:
    """Return the places in the tree above a place, the root first."""
    codes = path.rstrip("/").split("/")
    return ["/".join(codes[:depth]) + "/" for depth in range(1, len(codes))]


def oversees(actor: Actor, path: str) -> bool:
    """Say whether the actor oversees that place of the tree."""
    return any(path.startswith(above) for above in actor.paths_as(*OVERSEERS))


def may_see_calendar(actor: Actor) -> bool:
    """The calendar of the cells is for those who oversee them."""
    return actor.has(*OVERSEERS)


def may_assign_visitors(actor: Actor, path: str) -> bool:
    """The office says who of the committee attends a cell's meeting."""
    return any(path.startswith(above) for above in actor.paths_as(Role.OFFICE))


def may_visit(actor: Actor, path: str, member_id: UUID | None) -> bool:
    """A committee member may offer to come themself, and take it back."""
    is_above = any(path.startswith(above) for above in actor.paths_as(Role.COMMITTEE))
    return is_above and member_id is not None and member_id == actor.member_id
