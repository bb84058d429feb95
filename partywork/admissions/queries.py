"""Loading prospects, files and classes with what their pages point at."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from partywork.admissions import policy
from partywork.admissions.models import (
    CellVote,
    ClassLetter,
    ClassPlace,
    PartyClass,
    Procedure,
    Prospect,
    ProspectReview,
    SentAlert,
    Sponsor,
)
from partywork.admissions.terms import (
    BEFORE_DECISION,
    OPEN_STATES,
    ClassKind,
    ProcedureKind,
    ProspectStage,
)
from partywork.cells.models import Appointment, Member, Membership, Organisation
from partywork.cells.policy import visible_appointments, visible_members, visible_people
from partywork.cells.queries import acting_on, acts_on, memberships_on
from partywork.cells.rules.membership import is_official
from partywork.cells.terms import MembershipStatus
from partywork.core.actor import Actor, Desk, system
from partywork.core.db import SCOPED, db


def prospects(actor: Actor) -> Select[Prospect]:
    """Return the prospects the actor sees, with cell and helpers, by given name."""
    return (
        policy.visible(actor)
        .options(
            joinedload(Prospect.organisation),
            joinedload(Prospect.helper),
            joinedload(Prospect.second_helper),
        )
        .order_by(Prospect.name_sort_key, Prospect.id)
    )


def last_reviews(prospect_ids: Collection[UUID]) -> dict[UUID, date]:
    """Return the day of the newest remark about each of these prospects, in one statement."""
    rows = db.session.execute(
        select(ProspectReview.prospect_id, func.max(ProspectReview.reviewed_on))
        .where(ProspectReview.prospect_id.in_(prospect_ids))
        .group_by(ProspectReview.prospect_id)
        .execution_options(**{SCOPED: True})
    )
    return {row[0]: row[1] for row in rows}


def reviews_of(prospect_id: UUID) -> list[ProspectReview]:
    """Return every remark about a prospect."""
    query = select(ProspectReview).where(ProspectReview.prospect_id == prospect_id)
    return list(db.session.scalars(query.execution_options(**{SCOPED: True})))


def count_closed(actor: Actor, first_day: date) -> dict[ProspectStage, int]:
    """Count the prospects who left the pipeline since a day, by how."""
    rows = policy.visible(actor).where(Prospect.closed_on >= first_day).subquery()
    counted = select(rows.c.stage, func.count()).group_by(rows.c.stage)
    found = db.session.execute(counted.execution_options(**{SCOPED: True}))
    return {row[0]: row[1] for row in found}


def procedures(actor: Actor) -> Select[Procedure]:
    """Return the files the actor sees with everything their page shows."""
    return policy.visible_procedures(actor).options(
        joinedload(Procedure.organisation).joinedload(Organisation.parent),
        joinedload(Procedure.prospect),
        joinedload(Procedure.member),
        joinedload(Procedure.helper),
        joinedload(Procedure.readmission),
        selectinload(Procedure.steps),
        selectinload(Procedure.votes),
        selectinload(Procedure.sponsors).joinedload(Sponsor.member),
    )


def open_procedure_of(
    actor: Actor, *, prospect_id: UUID | None = None, member_id: UUID | None = None
) -> Procedure | None:
    """Return the running file of a prospect, or the running confirmation of a member."""
    query = policy.visible_procedures(actor).where(Procedure.state.in_(OPEN_STATES))
    if prospect_id is not None:
        query = query.where(Procedure.prospect_id == prospect_id)
    else:
        query = query.where(
            Procedure.member_id == member_id, Procedure.kind == ProcedureKind.CONFIRMATION
        )
    return db.session.scalar(query.options(selectinload(Procedure.steps)).limit(1))


def confirmations_of(actor: Actor, member_ids: Collection[UUID]) -> dict[UUID, Procedure]:
    """Return the newest confirmation of each of these members, with votes and steps."""
    query = (
        policy.visible_procedures(actor)
        .where(Procedure.kind == ProcedureKind.CONFIRMATION, Procedure.member_id.in_(member_ids))
        .options(selectinload(Procedure.votes), selectinload(Procedure.steps))
        .order_by(Procedure.opened_on, Procedure.id)
    )
    return {one.member_id: one for one in db.session.scalars(query) if one.member_id is not None}


def confirmations_without(actor: Actor, member_ids: Collection[UUID]) -> list[Procedure]:
    """Return the undecided confirmations of people other than these."""
    query = (
        policy.visible_procedures(actor)
        .where(
            Procedure.kind == ProcedureKind.CONFIRMATION,
            Procedure.state.in_(BEFORE_DECISION),
            Procedure.member_id.not_in(member_ids),
        )
        .options(joinedload(Procedure.organisation))
    )
    return list(db.session.scalars(query))


def classes(actor: Actor) -> Select[PartyClass]:
    """Return the lists the actor sees with everybody in them, newest first."""
    places = selectinload(PartyClass.places)
    return (
        policy.visible_classes(actor)
        .options(
            joinedload(PartyClass.organisation).joinedload(Organisation.parent),
            places.joinedload(ClassPlace.prospect),
            places.joinedload(ClassPlace.member),
            places.joinedload(ClassPlace.cell).joinedload(Organisation.parent),
        )
        .order_by(PartyClass.starts_on.desc(), PartyClass.id)
    )


def load_again(actor: Actor, found: PartyClass) -> None:
    """Load whom a list just written names, with what its letter says of them."""
    db.session.flush()
    db.session.expire(found, ["places"])
    db.session.scalars(classes(actor).where(PartyClass.id == found.id)).one()


def class_letter(actor: Actor, class_id: UUID) -> Select[ClassLetter]:
    """Find the issued letter of a list."""
    return policy.visible_letters(actor).where(ClassLetter.class_id == class_id)


def letters_without_file(actor: Actor) -> list[UUID]:
    """Return the lists whose issued letter is not laid out yet, newest first."""
    query = (
        policy.visible_letters(actor)
        .where(ClassLetter.sha256.is_(None))
        .order_by(ClassLetter.created_at.desc(), ClassLetter.id.desc())
    )
    return list(db.session.scalars(query.with_only_columns(ClassLetter.class_id)))


def places_of(
    *, prospect_id: UUID | None = None, member_id: UUID | None = None
) -> list[ClassPlace]:
    """Return the classes one person was sent to; whoever sees the person may ask."""
    query = select(ClassPlace).options(joinedload(ClassPlace.party_class))
    if prospect_id is not None:
        query = query.where(ClassPlace.prospect_id == prospect_id)
    else:
        query = query.where(ClassPlace.member_id == member_id)
    query = query.order_by(ClassPlace.created_at).execution_options(**{SCOPED: True})
    return list(db.session.scalars(query))


def former_records(prospect: Prospect, day: date) -> list[Member]:
    """Return the records that are this person's: by identity number, else by name and birthday."""
    people = visible_members(system(day))
    if prospect.citizen_id is not None:
        digest = Member.citizen_id.digest(prospect.citizen_id)
        found = list(db.session.scalars(people.where(Member.citizen_id_digest == digest)))
        if found:
            return found
        people = people.where(Member.citizen_id_digest.is_(None))
    named = people.where(
        Member.folded_name == prospect.folded_name, Member.born_on == prospect.born_on
    )
    return list(db.session.scalars(named))


def members_like(prospect: Prospect, day: date) -> list[Member]:
    """Return every record with the identity number of a prospect, or their name and birthday.

    Nobody is known by a record that was entered by mistake.
    """
    alike = (Member.folded_name == prospect.folded_name) & (Member.born_on == prospect.born_on)
    if prospect.citizen_id is not None:
        digest = Member.citizen_id.digest(prospect.citizen_id)
        alike |= Member.citizen_id_digest == digest
    stands = Member.voided_on.is_(None)
    return list(db.session.scalars(visible_members(system(day)).where(alike, stands)))


def prospects_like(prospect: Prospect, day: date) -> list[Prospect]:
    """Return the other open prospects of any cell with that identity number, or name and birth."""
    alike = (Prospect.folded_name == prospect.folded_name) & (Prospect.born_on == prospect.born_on)
    if prospect.citizen_id_digest is not None:
        alike |= Prospect.citizen_id_digest == prospect.citizen_id_digest
    query = policy.visible(system(day)).where(
        alike, Prospect.closed_on.is_(None), Prospect.id != prospect.id
    )
    return list(db.session.scalars(query))


def official_members(organisation_id: UUID, day: date) -> list[Membership]:
    """Return the official members of a cell on a day, by given name."""
    found = memberships_on(system(day), organisation_id, day)
    official = [one for one in found if is_official(one.status)]
    return sorted(official, key=lambda one: one.member.name_sort_key)


def statuses_in(organisation_id: UUID, day: date) -> list[MembershipStatus]:
    """Return the standing of everybody in a cell on a day."""
    return [one.status for one in memberships_on(system(day), organisation_id, day)]


def probationers(actor: Actor, day: date) -> list[Membership]:
    """Return the probationary members whom the actor looks after on a day, by given name."""
    statuses = [
        one
        for one in MembershipStatus
        if not is_official(one) and one is not MembershipStatus.TEMPORARY_GUEST
    ]
    query = (
        visible_people(actor)
        .join(Membership.member)
        .where(
            Membership.status.in_(statuses),
            Membership.starts_on <= day,
            or_(Membership.ends_on.is_(None), Membership.ends_on >= day),
        )
        .options(contains_eager(Membership.member), joinedload(Membership.organisation))
        .order_by(Member.name_sort_key, Membership.id)
    )
    return list(db.session.scalars(query))


def sent_alerts(member_ids: Collection[UUID]) -> set[tuple[UUID, str, date]]:
    """Return which alerts about these members were sent."""
    query = select(SentAlert).where(SentAlert.member_id.in_(member_ids))
    found = db.session.scalars(query.execution_options(**{SCOPED: True}))
    return {(one.member_id, one.code, one.about_on) for one in found}


def certified_members(member_ids: Collection[UUID]) -> set[UUID]:
    """Return who of these came back from the class for new members with a certificate."""
    query = (
        select(ClassPlace.member_id)
        .join(ClassPlace.party_class)
        .where(
            ClassPlace.member_id.in_(member_ids),
            ClassPlace.certified_on.is_not(None),
            PartyClass.kind == ClassKind.NEW_MEMBER,
        )
        .execution_options(**{SCOPED: True})
    )
    return {one for one in db.session.scalars(query) if one is not None}


def helper_of(member_id: UUID) -> UUID | None:
    """Return who was assigned to help somebody before their admission, if that is known."""
    query = select(Prospect.helper_id).where(Prospect.member_id == member_id)
    query = query.order_by(Prospect.listed_on.desc())
    return db.session.scalar(query.limit(1).execution_options(**{SCOPED: True}))


def cell_officers(organisation_id: UUID, day: date) -> list[UUID]:
    """Return the officers of a cell, highest first."""
    held = acting_on(system(day), organisation_id, day)
    return [one.member_id for one in held]


def organisation_desk(path: str, day: date) -> list[UUID]:
    """Return who sits on a day at the organisation desks above a place in the tree."""
    query = (
        visible_appointments(system(day))
        .where(
            Appointment.desk == Desk.ORGANISATION,
            acts_on(day),
        )
        .options(joinedload(Appointment.organisation))
    )
    held = db.session.scalars(query)
    return [one.member_id for one in held if path.startswith(one.organisation.path)]


def in_order(people: Iterable[UUID | None]) -> list[UUID]:
    """Return people without repetition and without gaps, in order."""
    return list(dict.fromkeys(one for one in people if one is not None))


def used_votes(vote_ids: Iterable[UUID]) -> set[UUID]:
    """Return which of these votes a file already points to."""
    query = select(CellVote.vote_id).where(CellVote.vote_id.in_(list(vote_ids)))
    found = db.session.scalars(query.execution_options(**{SCOPED: True}))
    return {one for one in found if one is not None}


def file_of_vote(actor: Actor, vote_id: UUID) -> Procedure | None:
    """Return the file that rests on a vote, if the actor may see it."""
    query = policy.visible_procedures(actor).where(
        Procedure.id.in_(select(CellVote.procedure_id).where(CellVote.vote_id == vote_id))
    )
    return db.session.scalar(query)
