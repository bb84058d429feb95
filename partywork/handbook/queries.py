"""What the clocks are read from: provisions once, meetings of a year once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from partywork.cells import policy as cells_policy
from partywork.cells.models import Organisation
from partywork.cells.terms import OrganisationKind
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import db
from partywork.handbook import policy
from partywork.handbook.models import PapersPosting
from partywork.handbook.rules import Clocks
from partywork.meetings.models import Meeting
from partywork.meetings.terms import MeetingKind, MeetingStatus
from partywork.provisions import rules as provision_rules
from partywork.provisions import service as provisions
from partywork.provisions.terms import PapersDay, ProvisionKey


@dataclass(frozen=True, slots=True)
class MeetingDays:
    """The days of one meeting, without a word of its content."""

    meeting_id: UUID
    organisation_id: UUID
    month: int
    kind: MeetingKind
    status: MeetingStatus
    starts_at: datetime
    closed_at: datetime | None
    posted_on: date | None
    filed_at: datetime | None
    papers_at: datetime | None

    @property
    def held_on(self) -> date:
        """The Vietnamese day of the meeting."""
        return clock.day_of(self.starts_at)


def clocks() -> Callable[[date], Clocks]:
    """Return what the provisions say on a day; all of them are read once."""
    keys = (
        ProvisionKey.PAPERS_DAYS_BEFORE,
        ProvisionKey.PAPERS_WHOLE_DAY,
        ProvisionKey.RESULTS_DAYS_AFTER,
        ProvisionKey.PAPERS_FOLLOWED,
    )
    ever = provisions.values_ever(keys)

    def on(day: date) -> Clocks:
        before, counting, after, followed = (
            (provision_rules.in_force(ever[key], day) or ever[key][-1]).value for key in keys
        )
        return Clocks(before, counting == PapersDay.CALENDAR_DAY, after, followed)

    return on


def posting_of(actor: Actor, meeting_id: UUID) -> PapersPosting | None:
    """Return the note on the papers of a meeting."""
    return db.session.scalar(policy.visible(actor).where(PapersPosting.meeting_id == meeting_id))


def days_of_year(actor: Actor, year: int) -> list[MeetingDays]:
    """Return the days of the meetings of all cells below, planned ones too, by day."""
    query = (
        policy.clocks_below(actor)
        .where(Meeting.year == year, Meeting.status != MeetingStatus.CANCELLED)
        .order_by(Meeting.starts_at, Meeting.id)
    )
    return [
        MeetingDays(
            meeting_id=row.id,
            organisation_id=row.organisation_id,
            month=row.month,
            kind=row.kind,
            status=row.status,
            starts_at=row.starts_at,
            closed_at=row.closed_at,
            posted_on=row.posted_on,
            filed_at=row.filed_at,
            papers_at=row.posted_at,
        )
        for row in db.session.execute(query)
    ]


def cells_of_year(actor: Actor, year: int) -> list[Organisation]:
    """Return the cells below that existed in a year, in the order of their places."""
    query = cells_policy.visible_organisations(actor).where(
        Organisation.kind == OrganisationKind.CELL,
        Organisation.existed(date(year, 1, 1), date(year, 12, 31)),
        cells_policy.within(actor.paths_as(*cells_policy.OVERSEERS), Organisation.id),
    )
    return list(db.session.scalars(query.order_by(Organisation.path)))
