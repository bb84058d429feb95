"""A new term of office: opened together with the end of the offices nobody was elected to again."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from partywork.cells import queries
from partywork.cells.models import Appointment, Organisation, TermOfOffice
from partywork.cells.rules.offices import last_day_before, needs_second_person
from partywork.cells.rules.terms_of_office import check_leaving
from partywork.cells.service import relieving, terms_of_office
from partywork.cells.service.proposing import Decision
from partywork.core.actor import Actor
from partywork.core.db import transaction


@dataclass(frozen=True, slots=True)
class Beginning:
    """An organisation whose new term is written down, with who holds which office there."""

    organisation: Organisation
    officers: tuple[Appointment, ...]

    @property
    def waits(self) -> bool:
        """Say whether ends of offices wait for a second person."""
        return needs_second_person(self.organisation.kind)


def for_beginning(actor: Actor, organisation_id: UUID) -> Beginning:
    """Return the organisation and its officers if the actor may write down its terms."""
    organisation = terms_of_office.for_opening(actor, organisation_id)
    held = queries.appointments_on(actor, organisation.id, actor.day)
    return Beginning(organisation, tuple(one for one in held if one.ends_on is None))


def begin(
    actor: Actor,
    organisation_id: UUID,
    *,
    starts_on: date,
    ends_on: date | None,
    leaving: Collection[UUID] = (),
    decision: Decision | None = None,
) -> TermOfOffice:
    """Open a term; who is not elected again gives the office up with the last day of the old one.

    «When the term ends, so does the right» (product rule): rights follow at once in a cell, above
    the cells when a second person has confirmed each end.
    """
    with transaction():
        given = check_leaving(leaving, decision)
        term = terms_of_office.open_term(
            actor, organisation_id, starts_on=starts_on, ends_on=ends_on
        )
        for held in for_beginning(actor, organisation_id).officers:
            if given is not None and held.id in leaving:
                relieving.relieve(
                    actor,
                    held.id,
                    version=held.version,
                    ends_on=last_day_before(held.starts_on, starts_on),
                    decision=given,
                )
    return term
