"""Loading classes, their letters and who was sent to them."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from partywork.admissions import policy
from partywork.admissions.models import (
    ClassLetter,
    ClassPlace,
    PartyClass,
)
from partywork.admissions.terms import (
    ClassKind,
)
from partywork.cells.models import Organisation
from partywork.core.actor import Actor
from partywork.core.db import SCOPED, db


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
