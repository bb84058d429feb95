"""Reading the register: by subject, for a form, and the answers that wait to be heard."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.cells.models import Membership, Organisation
from partywork.cells.policy import visible_organisations, visible_people
from partywork.core.actor import Actor, Role
from partywork.core.db import db
from partywork.core.errors import NotVisible, require
from partywork.recommendations import policy, rules
from partywork.recommendations.models import Recommendation
from partywork.recommendations.terms import Progress, Subject

NOT_YOURS = "Việc này thuộc cấp ủy của tổ chức kiến nghị."
NOT_YOURS_TO_ANSWER = "Việc trả lời kiến nghị này thuộc cơ quan được kiến nghị."


@dataclass(frozen=True, slots=True)
class Line:
    """A recommendation with how far it has come and what the actor may do."""

    one: Recommendation
    progress: Progress
    may_change: bool
    may_answer: bool
    may_read_out: bool


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation that asks, and its members by name."""

    organisation: Organisation
    people: list[tuple[UUID, str]]


def places(actor: Actor) -> list[Organisation]:
    """Return the organisations for which the actor writes recommendations down."""
    own = actor.organisations_as(Role.CELL_OFFICER, Role.OFFICE)
    query = visible_organisations(actor).where(Organisation.id.in_(own))
    return list(db.session.scalars(query.order_by(Organisation.path)))


def for_recording(actor: Actor, organisation_id: UUID) -> Place:
    """Return an organisation for which the actor may write recommendations down."""
    query = visible_organisations(actor).where(Organisation.id == organisation_id)
    organisation = db.session.scalar(query)
    if organisation is None:
        raise NotVisible()
    require(policy.may_record(actor, organisation_id), NOT_YOURS)
    people = [
        (one.member_id, one.member.full_name)
        for one in sorted(
            db.session.scalars(
                visible_people(actor)
                .where(Membership.organisation_id == organisation_id)
                .options(joinedload(Membership.member))
            ),
            key=lambda one: one.member.name_sort_key,
        )
    ]
    return Place(organisation, people)


def for_changing(actor: Actor, key: UUID) -> Line:
    """Return a recommendation the actor may put right."""
    line = show(actor, key)
    require(policy.may_record(actor, line.one.organisation_id), NOT_YOURS)
    rules.check_unanswered(line.one.answered_on)
    return line


def for_answering(actor: Actor, key: UUID) -> Line:
    """Return a recommendation the actor may answer."""
    line = show(actor, key)
    require(policy.may_answer(actor, line.one), NOT_YOURS_TO_ANSWER)
    return line


def for_reading_out(actor: Actor, key: UUID) -> Line:
    """Return a recommendation whose answer the actor may note as read out."""
    line = show(actor, key)
    require(policy.may_record(actor, line.one.organisation_id), NOT_YOURS)
    return line


def get(actor: Actor, key: UUID) -> Recommendation:
    """Return a recommendation the actor may read."""
    query = (
        policy.visible(actor)
        .where(Recommendation.id == key)
        .options(joinedload(Recommendation.organisation), joinedload(Recommendation.raised_by))
    )
    found = db.session.scalar(query)
    if found is None:
        raise NotVisible()
    return found


def show(actor: Actor, key: UUID) -> Line:
    """Return a recommendation with what the actor may do about it."""
    return _line(actor, get(actor, key))


def _line(actor: Actor, one: Recommendation) -> Line:
    is_open = one.answered_on is None
    return Line(
        one=one,
        progress=one.progress(actor.day),
        may_change=is_open and policy.may_record(actor, one.organisation_id),
        may_answer=is_open and policy.may_answer(actor, one),
        may_read_out=not is_open
        and one.read_on is None
        and policy.may_record(actor, one.organisation_id),
    )


def listed(actor: Actor, *, progress: Progress | None = None) -> dict[Subject, list[Line]]:
    """Return what the actor may read, by subject, the oldest question first."""
    query = (
        policy.visible(actor)
        .options(joinedload(Recommendation.organisation), joinedload(Recommendation.raised_by))
        .order_by(Recommendation.raised_on, Recommendation.id)
    )
    lines = [_line(actor, one) for one in db.session.scalars(query)]
    wanted = [line for line in lines if progress is None or line.progress is progress]
    return {
        subject: found
        for subject in Subject
        if (found := [line for line in wanted if line.one.subject is subject])
    }


def to_read_out(actor: Actor, organisation_id: UUID, day: date) -> list[Recommendation]:
    """Return the answers given by a day that the organisation has not heard, for its step C3."""
    query = (
        policy.visible(actor)
        .where(
            Recommendation.organisation_id == organisation_id,
            Recommendation.answered_on <= day,
            Recommendation.read_on.is_(None),
        )
        .options(joinedload(Recommendation.raised_by))
        .order_by(Recommendation.answered_on, Recommendation.id)
    )
    return list(db.session.scalars(query))
