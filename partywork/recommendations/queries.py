"""What was asked and answered on one day."""

from datetime import date
from uuid import UUID

from sqlalchemy import or_
from sqlalchemy.orm import joinedload

from partywork.core.actor import Actor
from partywork.core.db import db
from partywork.recommendations import policy
from partywork.recommendations.models import Recommendation


def of_day(actor: Actor, organisation_id: UUID, day: date) -> list[Recommendation]:
    """Return what an organisation asked that day, and whose answers it heard, oldest first."""
    query = (
        policy.visible(actor)
        .where(
            Recommendation.organisation_id == organisation_id,
            or_(Recommendation.raised_on == day, Recommendation.read_on == day),
        )
        .options(joinedload(Recommendation.raised_by))
        .order_by(Recommendation.raised_on, Recommendation.created_at, Recommendation.id)
    )
    return list(db.session.scalars(query))
