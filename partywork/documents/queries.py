"""Where numbers stand."""

from uuid import UUID

from partywork.core.actor import Actor
from partywork.core.db import db
from partywork.documents import policy
from partywork.documents.models import NumberSeries, TakenNumber
from partywork.documents.terms import Issuer


def series_of(
    actor: Actor,
    organisation_id: UUID,
    term_id: UUID,
    code: str,
    issuer: Issuer = Issuer.ORGANISATION,
) -> NumberSeries | None:
    """Return the series of a code in a term as it is in the database now, or nothing yet."""
    query = (
        policy.visible_series(actor)
        .where(
            NumberSeries.organisation_id == organisation_id,
            NumberSeries.term_id == term_id,
            NumberSeries.code == code,
            NumberSeries.issuer == issuer,
        )
        .execution_options(populate_existing=True)
    )
    return db.session.scalar(query)


def has_taken(actor: Actor, series: NumberSeries) -> bool:
    """Say whether the system itself has given a number of the series."""
    taken = policy.visible_taken_numbers(actor).where(TakenNumber.series_id == series.id)
    return db.session.scalar(taken.limit(1)) is not None
