"""Who reads quality sheets, who marks, who confirms, who changes the template."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from partywork.core.actor import Actor, Role
from partywork.core.db import SCOPED
from partywork.meetings.models import Meeting
from partywork.meetings.policy import may_run, may_write
from partywork.meetings.policy import visible as visible_meetings
from partywork.provisions.terms import ConfirmationRoute
from partywork.quality.models import QualityLine, QualitySheet
from partywork.quality.rules.decisions import route_of


def visible(actor: Actor) -> Select[QualitySheet]:
    """The sheets of the meetings the actor may read."""
    return _of_readable(actor, select(QualitySheet), QualitySheet.meeting_id)


def visible_lines(actor: Actor) -> Select[QualityLine]:
    """The lines of those sheets."""
    query = select(QualityLine).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(QualityLine.sheet_id.in_(visible(actor).with_only_columns(QualitySheet.id)))


def _of_readable(actor: Actor, query: Select[Any], meeting_id: Any) -> Select[Any]:
    query = query.execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(meeting_id.in_(visible_meetings(actor).with_only_columns(Meeting.id)))


def may_mark(actor: Actor, meeting: Meeting) -> bool:
    """The officers propose the marks, the minutes taker writes down what the meeting decides."""
    return may_write(actor, meeting)


def may_finish(actor: Actor, meeting: Meeting) -> bool:
    """The officers of the cell let the points become official."""
    return may_run(actor, meeting)


def visitors_of(meeting: Meeting) -> set[UUID]:
    """Who of the committee above was there; who was only asked to come confirms nothing."""
    return {one.member_id for one in meeting.guests if one.member_id and one.is_present}


def may_confirm(actor: Actor, meeting: Meeting, without_visitor: ConfirmationRoute) -> bool:
    """The committee member who came confirms, else whom the provision names.

    Nobody confirms for the level above what they marked themselves as an officer of the cell.
    """
    if may_run(actor, meeting):
        return False
    visitors = visitors_of(meeting)
    route = route_of(has_visitor=bool(visitors), without_visitor=without_visitor)
    if route is ConfirmationRoute.ATTENDED:
        return actor.member_id in visitors
    oversees = any(meeting.organisation.path.startswith(p) for p in actor.paths_as(Role.OFFICE))
    return route is ConfirmationRoute.OFFICE and oversees


def may_change_template(actor: Actor) -> bool:
    """The office keeps the sheet that all cells are marked by."""
    return actor.has(Role.OFFICE)
