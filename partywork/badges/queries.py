"""Whose Party age is looked at, what of their lives decides about badges, who is told."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import Select, or_
from sqlalchemy.orm import contains_eager, joinedload

from partywork.badges import policy
from partywork.badges.models import BadgeNomination, BadgeSubmission
from partywork.cells.models import Appointment, Member, MemberEvent, Membership, Organisation
from partywork.cells.policy import visible_appointments, visible_events
from partywork.cells.queries import acts_on, holds_on
from partywork.cells.terms import EventKind, LeavingReason, MembershipStatus, OfficeTitle
from partywork.core import clock
from partywork.core.actor import Actor, Desk, system
from partywork.core.db import db
from partywork.documents.models import Document, DocumentFile
from partywork.documents.policy import visible as visible_documents
from partywork.documents.terms import FileRole

_OF_BADGES = (
    EventKind.BADGE_AWARDED,
    EventKind.DISCIPLINED,
    EventKind.PROGRESS_RECOGNISED,
    EventKind.DIED,
)
_OF_CARDS = (EventKind.CARD_ISSUED, EventKind.CARD_EXCHANGED, EventKind.CARD_LOST)
_OFFICERS = (
    OfficeTitle.SECRETARY,
    OfficeTitle.DEPUTY_SECRETARY,
    OfficeTitle.CELL_COMMITTEE_MEMBER,
)


def people(
    actor: Actor, day: date, cell_id: UUID | None = None, member_id: UUID | None = None
) -> list[Membership]:
    """Return the standings looked at for badges, by given name: today's, and ended by death.

    Temporary guests belong to their own cell.
    """
    query = (
        _people(actor, day, cell_id, member_id)
        .join(Membership.member)
        .join(Membership.organisation)
        .options(contains_eager(Membership.member), contains_eager(Membership.organisation))
        .order_by(Member.name_sort_key, Membership.id)
    )
    return list(db.session.scalars(query))


def _people(
    actor: Actor, day: date, cell_id: UUID | None, member_id: UUID | None = None
) -> Select[Membership]:
    query = policy.visible_people(actor).where(
        Membership.status != MembershipStatus.TEMPORARY_GUEST,
        or_(holds_on(Membership, day), Membership.leaving_reason == LeavingReason.DIED),
    )
    if cell_id is not None:
        query = query.where(Membership.organisation_id == cell_id)
    if member_id is not None:
        query = query.where(Membership.member_id == member_id)
    return query


def _facts(
    actor: Actor,
    kinds: Collection[EventKind],
    day: date,
    cell_id: UUID | None,
    member_id: UUID | None,
) -> dict[UUID, list[MemberEvent]]:
    corrected = visible_events(actor).where(MemberEvent.corrects_id.is_not(None))
    query = (
        visible_events(actor)
        .where(
            MemberEvent.kind.in_(kinds),
            MemberEvent.id.not_in(corrected.with_only_columns(MemberEvent.corrects_id)),
            MemberEvent.member_id.in_(
                _people(actor, day, cell_id, member_id).with_only_columns(Membership.member_id)
            ),
        )
        .order_by(MemberEvent.happened_on, MemberEvent.sequence)
    )
    found: dict[UUID, list[MemberEvent]] = defaultdict(list)
    for event in db.session.scalars(query):
        found[event.member_id].append(event)
    return found


def lives(
    actor: Actor, day: date, cell_id: UUID | None = None, member_id: UUID | None = None
) -> dict[UUID, list[MemberEvent]]:
    """Return badges, disciplines and deaths of the people looked at, oldest first."""
    return _facts(actor, _OF_BADGES, day, cell_id, member_id)


def card_events(
    actor: Actor, day: date, cell_id: UUID | None = None, member_id: UUID | None = None
) -> dict[UUID, list[MemberEvent]]:
    """Return what happened to the cards of the people looked at, oldest first."""
    return _facts(actor, _OF_CARDS, day, cell_id, member_id)


def last_card_decision(actor: Actor) -> str | None:
    """Return which body decided on the last card given, of those the actor sees."""
    query = (
        visible_events(actor)
        .where(
            MemberEvent.kind.in_((EventKind.CARD_ISSUED, EventKind.CARD_EXCHANGED)),
            MemberEvent.deciding_body.is_not(None),
        )
        .order_by(MemberEvent.decided_on.desc(), MemberEvent.id.desc())
        .limit(1)
    )
    found = db.session.scalar(query)
    return found.deciding_body if found is not None else None


def nominations(
    actor: Actor, cell_id: UUID | None = None, member_id: UUID | None = None
) -> list[BadgeNomination]:
    """Return the nominations the actor sees, of one cell or one member if asked."""
    query = policy.visible(actor).options(
        joinedload(BadgeNomination.member), joinedload(BadgeNomination.organisation)
    )
    if cell_id is not None:
        query = query.where(BadgeNomination.organisation_id == cell_id)
    if member_id is not None:
        query = query.where(BadgeNomination.member_id == member_id)
    return list(db.session.scalars(query))


def _submissions(actor: Actor) -> Select[BadgeSubmission]:
    return policy.visible_submissions(actor).options(
        joinedload(BadgeSubmission.organisation).joinedload(Organisation.parent),
        joinedload(BadgeSubmission.document).selectinload(Document.files),
    )


def submissions(actor: Actor, batch_on: date) -> list[BadgeSubmission]:
    """Return the tờ trình of a batch that the actor sees, with their documents and files."""
    query = _submissions(actor).where(BadgeSubmission.batch_on == batch_on)
    return list(db.session.scalars(query.order_by(BadgeSubmission.created_at)))


def submission(actor: Actor, submission_id: UUID) -> BadgeSubmission | None:
    """Return one tờ trình, if the actor sees it."""
    return db.session.scalar(_submissions(actor).where(BadgeSubmission.id == submission_id))


def without_paper(actor: Actor) -> list[UUID]:
    """Return the tờ trình whose paper is not in the archive yet, newest first."""
    is_kept = Document.files.any(DocumentFile.role == FileRole.RENDERED)
    papers = visible_documents(actor).where(~is_kept).with_only_columns(Document.id)
    query = policy.visible_submissions(actor).where(BadgeSubmission.document_id.in_(papers))
    query = query.order_by(BadgeSubmission.created_at.desc())
    return list(db.session.scalars(query.with_only_columns(BadgeSubmission.id)))


def nomination_of(member_id: UUID, years: int) -> BadgeNomination | None:
    """Return the nomination of a member for a badge, whoever may see it: there is at most one."""
    query = policy.visible(system(clock.today())).where(
        BadgeNomination.member_id == member_id, BadgeNomination.years == years
    )
    return db.session.scalar(query)


def cell_on(actor: Actor, member_id: UUID, day: date) -> UUID:
    """Return the cell a member belonged to on a day; for days before it was known, the present one.

    After a death it is the last one.
    """
    query = (
        policy.visible_people(system(actor.day))
        .where(
            Membership.member_id == member_id,
            Membership.status != MembershipStatus.TEMPORARY_GUEST,
        )
        .order_by(Membership.starts_on)
    )
    standings = list(db.session.scalars(query))
    on_the_day = [
        one
        for one in standings
        if one.starts_on <= day and (one.ends_on is None or one.ends_on >= day)
    ]
    return (on_the_day or standings)[-1].organisation_id


def officers(actor: Actor, day: date, cell_ids: Collection[UUID]) -> dict[UUID, list[UUID]]:
    """Return who is told of the work of each cell: its cấp ủy."""
    query = visible_appointments(actor).where(
        Appointment.organisation_id.in_(cell_ids),
        Appointment.office.in_(_OFFICERS),
        acts_on(day),
    )
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for held in db.session.scalars(query):
        found[held.organisation_id].append(held.member_id)
    return found


def desk(actor: Actor, day: date) -> list[UUID]:
    """Return the people of the organisation desk."""
    query = visible_appointments(actor).where(Appointment.desk == Desk.ORGANISATION, acts_on(day))
    return list(db.session.scalars(query.with_only_columns(Appointment.member_id)))
