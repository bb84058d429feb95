"""Telling a cell and the desks when a discipline may be considered again, each once."""

from collections import defaultdict
from uuid import UUID

from partywork.audit import service as audit
from partywork.cells.models import Appointment, MemberEvent, Membership
from partywork.cells.rules.discipline import disciplines_of
from partywork.cells.terms import EventKind
from partywork.conduct import queries
from partywork.conduct.models import DisciplineReminder
from partywork.conduct.rules.discipline import waits_for_review
from partywork.conduct.service.records import badge_months
from partywork.core import display
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.notifications import service as notifications
from partywork.notifications.terms import NoticeKind

_TOPIC = "Việc trong sổ của chi bộ đến ngày xem xét lại"


def remind(actor: Actor) -> int:
    """Tell the secretaries of the cell and the two desks of the disciplines whose day has come.

    Notices name neither the member nor the matter: who may know follows the link. Nobody is told
    of their own. Where the member left, nobody is asked to consider anything.
    """
    with transaction():
        told = queries.reminded_of()
        waiting = [one for one in _waiting(actor) if one.id not in told]
        cells = {one.member_id: one for one in queries.people(actor, actor.day)} if waiting else {}
        keepers = queries.keepers(actor.day) if waiting else []
        due = [one for one in waiting if one.member_id in cells]
        for event in due:
            _tell(event, cells[event.member_id], keepers)
            db.session.add(DisciplineReminder(event_id=event.id))
        if due:
            audit.record(actor, "conduct.remind", notices=len(due))
    return len(due)


def _waiting(actor: Actor) -> list[MemberEvent]:
    months = badge_months(actor.day)
    by_member: dict[UUID, list[MemberEvent]] = defaultdict(list)
    for event in queries.disciplined(actor):
        by_member[event.member_id].append(event)
    return [
        event
        for events in by_member.values()
        for event, one in zip(
            (event for event in events if event.kind is EventKind.DISCIPLINED),
            disciplines_of(events),
            strict=True,
        )
        if waits_for_review(one, actor.day, months)
    ]


def _tell(event: MemberEvent, standing: Membership, keepers: list[Appointment]) -> None:
    path = standing.organisation.path
    people = [
        one.member_id
        for one in keepers
        if one.member_id != event.member_id
        and (
            path.startswith(one.organisation.path)
            if one.desk is not None
            else one.organisation_id == standing.organisation_id
        )
    ]
    notifications.tell(
        people,
        NoticeKind.REMINDER,
        title="Một việc trong sổ của chi bộ đến ngày xem xét lại",
        text=f"{standing.organisation.name}: việc ghi từ ngày {display.day(event.happened_on)}. "
        "Mở để xem và ghi ý kiến của chi bộ khi đã xem xét.",
        path=f"/conduct/members/{event.member_id}/",
        topic=_TOPIC,
    )
