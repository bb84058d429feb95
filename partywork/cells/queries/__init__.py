"""Who belongs to what on a day, for lists, roll-calls and votes."""

from partywork.cells.queries.bodies import committee_above
from partywork.cells.queries.papers import way_into_the_party
from partywork.cells.queries.people import (
    disciplines_in_force,
    facts_of_people,
    joined_on,
    offices_of_members,
    people_on,
    statuses_of,
    wanted_people,
)
from partywork.cells.queries.standings import (
    BODY_OFFICES,
    PersonOnDay,
    acting_on,
    acts_on,
    appointments_on,
    body_members_on,
    by_name,
    by_office,
    holds_on,
    memberships_on,
    offices_on,
    secretaries_on,
    statuses_on,
    stays_of,
    term_on,
)

__all__ = [
    "BODY_OFFICES",
    "PersonOnDay",
    "acting_on",
    "acts_on",
    "appointments_on",
    "body_members_on",
    "by_name",
    "by_office",
    "committee_above",
    "disciplines_in_force",
    "facts_of_people",
    "holds_on",
    "joined_on",
    "memberships_on",
    "offices_of_members",
    "offices_on",
    "people_on",
    "secretaries_on",
    "statuses_of",
    "statuses_on",
    "stays_of",
    "term_on",
    "wanted_people",
    "way_into_the_party",
]
