"""Who introduces a candidate, as the rules ask for it."""

from datetime import date

from partywork.admissions.models import Procedure, Prospect
from partywork.admissions.rules.people import Introduction
from partywork.admissions.terms import SponsorKind
from partywork.cells.models import Member


def introductions_of(procedure: Procedure) -> list[Introduction]:
    """Return who introduces, as the rules ask for it."""
    return [
        introduction_of(one.kind, one.together_since, procedure.prospect, one.member)
        for one in procedure.sponsors
    ]


def introduction_of(
    kind: SponsorKind, since: date | None, candidate: Prospect | None, sponsor: Member | None
) -> Introduction:
    """Return an introduction with the later birthday of the two who are together since a day."""
    born = [one.born_on for one in (candidate, sponsor) if one is not None and one.born_on]
    return Introduction(kind, since, max(born, default=None))
