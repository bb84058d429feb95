"""Loading prospects, who is like them, and what was written about them."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from partywork.admissions import policy
from partywork.admissions.models import (
    Prospect,
    ProspectReview,
)
from partywork.admissions.terms import (
    ProspectStage,
)
from partywork.cells.models import Member
from partywork.cells.policy import visible_members
from partywork.core.actor import Actor, system
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


def helper_of(member_id: UUID) -> UUID | None:
    """Return who was assigned to help somebody before their admission, if that is known."""
    query = select(Prospect.helper_id).where(Prospect.member_id == member_id)
    query = query.order_by(Prospect.listed_on.desc())
    return db.session.scalar(query.limit(1).execution_options(**{SCOPED: True}))
