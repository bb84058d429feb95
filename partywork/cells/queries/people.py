"""The lists of people an officer works with: who belongs to them, in which order, how many."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, tuple_
from sqlalchemy.orm import contains_eager

from partywork.cells import policy
from partywork.cells.models import (
    Appointment,
    GroupPlace,
    Member,
    MemberEvent,
    Membership,
    Organisation,
)
from partywork.cells.pages.lists import Span, Wanted
from partywork.cells.queries.standings import holds_on
from partywork.cells.rules.demography.bands import Band, days_of
from partywork.cells.rules.demography.levels import education_of, theory_of
from partywork.cells.rules.demography.tables import Facts
from partywork.cells.rules.demography.wholes import Placed
from partywork.cells.rules.discipline import Discipline, disciplines_of
from partywork.cells.rules.membership import is_in_statistics, is_official
from partywork.cells.rules.offices import office_rank
from partywork.cells.rules.searching import numbers_in
from partywork.cells.terms import (
    EventKind,
    HolderKind,
    MembershipStatus,
    OfficeTitle,
    PeopleOrder,
    RecordField,
    StandingKind,
    YesNo,
)
from partywork.core.actor import Actor
from partywork.core.db import SCOPED, db
from partywork.core.text import fold

_LAST = office_rank(None)
_OF_KIND = {
    StandingKind.IS_OFFICIAL: [one for one in MembershipStatus if is_official(one)],
    StandingKind.IS_PROBATIONARY: [
        one for one in MembershipStatus if is_in_statistics(one) and not is_official(one)
    ],
}
_EDUCATION_TEXTS = (
    func.coalesce(Member.qualification, ""),
    func.coalesce(Member.degree, ""),
    func.coalesce(Member.academic_title, ""),
)


def people_on(actor: Actor, day: date, wanted: Wanted) -> Select[Membership]:
    """Return the standings on a day of the people the actor works with, in the order asked for.

    Where it is asked who left between two days, the standings are those that ended then.
    """
    query = (
        wanted_people(actor, day, wanted)
        .join(Membership.organisation)
        .options(contains_eager(Membership.member), contains_eager(Membership.organisation))
    )
    if wanted.order is PeopleOrder.OFFICE:
        query = query.order_by(func.coalesce(_best_rank(actor, day), _LAST))
    return query.order_by(Member.name_sort_key, Membership.id)


def wanted_people(actor: Actor, day: date, wanted: Wanted) -> Select[Membership]:
    """Return the same standings in no order, joined to their members and nothing else."""
    query = policy.visible_people(actor).join(Membership.member)
    if wanted.left:
        query = query.where(Membership.leaving_reason.is_not(None))
        # Somebody left on the day after the last of the standing.
        query = query.where(*_within(Membership.ends_on, wanted.left.shifted(-1)))
    else:
        query = query.where(holds_on(Membership, day))
    conditions = (*_of_words(actor, wanted), *_of_standing(wanted), *_of_person(wanted, day))
    query = query.where(*conditions, *_of_offices(actor, wanted, day))
    return query.where(*_of_texts(actor, wanted), *_of_joining(actor, wanted))


def _of_words(actor: Actor, wanted: Wanted) -> list[ColumnElement[bool]]:
    """Narrow by a name, or by a number where the actor may see it; one statement either way."""
    numbers = numbers_in(wanted.words)
    if numbers is None:
        words = fold(wanted.words).split()
        return [Member.folded_name.contains(word, autoescape=True) for word in words]
    found: list[ColumnElement[bool]] = [Member.card_number.in_(numbers.cards)]
    sealed = (
        (RecordField.CITIZEN_ID, Member.citizen_id, Member.citizen_id_digest, numbers.citizen_id),
        (RecordField.PHONE, Member.phone, Member.phone_digest, numbers.phone),
    )
    for field, seal, column, number in sealed:
        if number is not None:
            is_it = column == seal.digest(number)
            found.append(and_(is_it, policy.may_be_found_by(actor, field)))
    return [or_(*found)]


def _of_standing(wanted: Wanted) -> list[ColumnElement[bool]]:
    found = []
    if wanted.organisation_id is not None:
        found.append(Membership.organisation_id == wanted.organisation_id)
    if wanted.status is not None:
        found.append(Membership.status == wanted.status)
    if wanted.standing is not None:
        found.append(Membership.status.in_(_OF_KIND[wanted.standing]))
    return found


def _of_person(wanted: Wanted, day: date) -> list[ColumnElement[bool]]:
    found = [*_within(Member.admitted_on, wanted.admitted)]
    if wanted.sex is not None:
        found.append(Member.sex == wanted.sex)
    if wanted.age is not None:
        found += _within(Member.born_on, _span_of(wanted.age, day))
    if wanted.party_age is not None:
        found += _within(Member.party_age_from, _span_of(wanted.party_age, day))
    if wanted.is_retired is not None:
        is_retired = and_(Member.retired_on.is_not(None), Member.retired_on <= day)
        found.append(is_retired if wanted.is_retired is YesNo.YES else ~is_retired)
    if wanted.has_card is not None:
        is_there = wanted.has_card is YesNo.YES
        number = Member.card_number
        found.append(number.is_not(None) if is_there else number.is_(None))
    return found


def _span_of(band: Band, day: date) -> Span:
    return Span(*days_of(band, day))


def _within(column: Any, span: Span) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if span.first is not None:
        found.append(column >= span.first)
    if span.last is not None:
        found.append(column <= span.last)
    return found


def _of_offices(actor: Actor, wanted: Wanted, day: date) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    held = policy.visible_appointments(actor).where(
        Appointment.member_id == Membership.member_id, holds_on(Appointment, day)
    )
    if wanted.office is not None:
        found.append(held.where(Appointment.office == wanted.office).exists())
    if wanted.holder is not None:
        found.append(held.exists() if wanted.holder is HolderKind.HOLDS_ANY else ~held.exists())
    if wanted.group_id is not None:
        places = policy.visible_places(actor).where(
            GroupPlace.group_id == wanted.group_id,
            GroupPlace.member_id == Membership.member_id,
            GroupPlace.starts_on <= day,
            or_(GroupPlace.ends_on.is_(None), GroupPlace.ends_on >= day),
        )
        found.append(places.exists())
    return found


def _of_joining(actor: Actor, wanted: Wanted) -> list[ColumnElement[bool]]:
    if not wanted.joined:
        return []
    joining = policy.visible_people(actor).with_only_columns(
        Membership.member_id, Membership.organisation_id
    )
    joined = joining.where(
        Membership.joining_reason.is_not(None), *_within(Membership.starts_on, wanted.joined)
    )
    return [tuple_(Membership.member_id, Membership.organisation_id).in_(joined)]


def _of_texts(actor: Actor, wanted: Wanted) -> list[ColumnElement[bool]]:
    """Narrow by levels that are written in free words: ask which words there are, and read them."""
    found: list[ColumnElement[bool]] = []
    people = policy.visible_people(actor).join(Membership.member)
    if wanted.education is not None:
        texts = db.session.execute(people.with_only_columns(*_EDUCATION_TEXTS).distinct())
        fitting = [tuple(row) for row in texts if education_of(row) is wanted.education]
        found.append(tuple_(*_EDUCATION_TEXTS).in_(fitting))
    if wanted.theory is not None:
        text = func.coalesce(Member.political_theory, "")
        texts = db.session.execute(people.with_only_columns(text).distinct())
        found.append(text.in_([row[0] for row in texts if theory_of(row[0]) is wanted.theory]))
    return found


def _best_rank(actor: Actor, day: date) -> Any:
    """Return the expression «place of the highest office this person holds anywhere»."""
    places = [(Appointment.office == title, office_rank(title)) for title in OfficeTitle]
    return (
        policy.visible_appointments(actor)
        .with_only_columns(func.min(case(*places)))
        .where(Appointment.member_id == Membership.member_id, holds_on(Appointment, day))
        .scalar_subquery()
    )


def statuses_of(actor: Actor, day: date, wanted: Wanted) -> dict[MembershipStatus, int]:
    """Count the people of a list by status, in one statement."""
    rows = wanted_people(actor, day, wanted).with_only_columns(Membership.status).subquery()
    counted = (
        select(rows.c.status, func.count().label("number"))
        .group_by(rows.c.status)
        .execution_options(**{SCOPED: True})
    )
    return {row.status: row.number for row in db.session.execute(counted)}


def offices_of_members(
    actor: Actor, member_ids: Collection[UUID], day: date
) -> dict[UUID, OfficeTitle]:
    """Return the highest office each of these people holds anywhere on a day."""
    query = policy.visible_appointments(actor).where(
        Appointment.member_id.in_(member_ids), holds_on(Appointment, day)
    )
    held = sorted(db.session.scalars(query), key=lambda one: office_rank(one.office))
    offices: dict[UUID, OfficeTitle] = {}
    for one in held:
        offices.setdefault(one.member_id, one.office)
    return offices


def joined_on(actor: Actor, member_ids: Collection[UUID]) -> dict[tuple[UUID, UUID], date]:
    """Return the last day on which each of these people joined each of their cells.

    Who was taken over from a list has none: the list does not say since when.
    """
    query = (
        policy.visible_people(actor)
        .where(Membership.member_id.in_(member_ids), Membership.joining_reason.is_not(None))
        .with_only_columns(
            Membership.member_id, Membership.organisation_id, func.max(Membership.starts_on)
        )
        .group_by(Membership.member_id, Membership.organisation_id)
    )
    return {(member, cell): day for member, cell, day in db.session.execute(query)}


def facts_of_people(actor: Actor, day: date, path: str) -> list[Placed]:
    """Return what a demographic page counts: of each person in the statistics of this subtree."""
    wanted = wanted_people(actor, day, Wanted()).join(Membership.organisation)
    counted = [one for one in MembershipStatus if is_in_statistics(one)]
    rows = db.session.execute(
        wanted.where(
            Membership.status.in_(counted), Organisation.path.startswith(path, autoescape=True)
        ).with_only_columns(
            Organisation.path,
            Member.sex,
            Member.born_on,
            Member.party_age_from,
            Member.political_theory,
            *_EDUCATION_TEXTS,
        )
    )
    return [
        Placed(place, Facts(sex, born_on, since, education_of(texts), theory_of(theory)))
        for place, sex, born_on, since, theory, *texts in rows
    ]


def disciplines_in_force(actor: Actor, member_ids: Collection[UUID]) -> dict[UUID, Discipline]:
    """Return the last discipline of each of these people whose progress is not yet recognised."""
    seen = policy.visible_events(actor)
    mended = seen.where(MemberEvent.corrects_id.is_not(None))
    query = seen.where(
        MemberEvent.member_id.in_(member_ids),
        MemberEvent.kind.in_((EventKind.DISCIPLINED, EventKind.PROGRESS_RECOGNISED)),
        MemberEvent.id.not_in(mended.with_only_columns(MemberEvent.corrects_id)),
    )
    events: dict[UUID, list[MemberEvent]] = {}
    for event in db.session.scalars(query):
        events.setdefault(event.member_id, []).append(event)
    found = {key: disciplines_of(met) for key, met in events.items()}
    return {key: met[-1] for key, met in found.items() if met and not met[-1].recognised_on}
