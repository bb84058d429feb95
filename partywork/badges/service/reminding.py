"""Telling people of the steps before a batch, each step once."""

from collections import Counter
from datetime import date
from uuid import UUID

from sqlalchemy import select

from partywork.audit import service as audit
from partywork.badges import queries
from partywork.badges.models import BadgeReminder
from partywork.badges.pages.lists import Batch
from partywork.badges.rules.milestones import Lead
from partywork.badges.service import reading
from partywork.badges.terms import NominationStatus
from partywork.core import clock, display
from partywork.core.actor import system
from partywork.core.db import db, transaction
from partywork.notifications import service as notifications
from partywork.notifications.terms import NoticeKind


def remind() -> None:
    """Tell each cell and the organisation desk of the steps whose day has come.

    One notice for the latest step of a batch that was not told yet; earlier ones are past.
    """
    actor = system(clock.today())
    for batch in reading.overview(actor).batches:
        due = [lead for lead in batch.leads if lead.due_on <= actor.day]
        if due and not _is_told(batch.on, due[-1]):
            with transaction():
                db.session.add(BadgeReminder(batch_on=batch.on, step=due[-1].words))
                told = _tell(batch, due[-1], actor.day)
                audit.record(actor, "badge.remind", batch_on=batch.on, people=told)


def follow_moves() -> None:
    """Hand the open dossier of a member who went to another cell over to that cell."""
    actor = system(clock.today())
    cells = {one.member_id: one.organisation for one in queries.people(actor, actor.day)}
    moved = [
        (one.id, cells[one.member_id].id, cells[one.member_id].path)
        for one in queries.nominations(actor)
        if one.status is not NominationStatus.AWARDED
        and one.member_id in cells
        and cells[one.member_id].id != one.organisation_id
    ]
    for nomination_id, cell_id, path in moved:
        with transaction():
            nomination = reading.get(actor, nomination_id)
            nomination.organisation_id = cell_id
            db.session.flush()
            audit.record(actor, "badge.follow_move", nomination, organisation_path=path)


def _is_told(batch_on: date, lead: Lead) -> bool:
    query = select(BadgeReminder).where(
        BadgeReminder.batch_on == batch_on, BadgeReminder.step == lead.words
    )
    return db.session.scalar(query) is not None


def _tell(batch: Batch, lead: Lead, day: date) -> int:
    actor = system(day)
    waiting = Counter(
        line.cell_id for line in batch.lines if line.status is not NominationStatus.AWARDED
    )
    recipients = queries.officers(actor, day, list(waiting))
    told = 0
    for cell_id, number in waiting.items():
        told += len(recipients.get(cell_id, []))
        _notify(recipients.get(cell_id, []), batch.on, lead, number)
    if waiting:
        people = queries.desk(actor, day)
        told += len(people)
        _notify(people, batch.on, lead, sum(waiting.values()))
    return told


def _notify(recipients: list[UUID], batch_on: date, lead: Lead, number: int) -> None:
    notifications.tell(
        recipients,
        NoticeKind.REMINDER,
        title=f"Huy hiệu Đảng đợt {display.day(batch_on)}: {lead.words[0].lower()}{lead.words[1:]}",
        text=f"Có {number} đồng chí trong đợt này. Hạn của bước này: {display.day(lead.due_on)}.",
        path=f"/badges/batches/{batch_on.isoformat()}/",
    )
