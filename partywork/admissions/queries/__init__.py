"""Loading prospects, files and classes with what their pages point at."""

from partywork.admissions.queries.files import (
    confirmations_of,
    confirmations_without,
    file_of_vote,
    open_procedure_of,
    procedures,
    used_votes,
)
from partywork.admissions.queries.party_classes import (
    certified_members,
    class_letter,
    classes,
    letters_without_file,
    load_again,
    places_of,
)
from partywork.admissions.queries.people import (
    cell_officers,
    in_order,
    official_members,
    organisation_desk,
    probationers,
    sent_alerts,
    statuses_in,
)
from partywork.admissions.queries.pipeline import (
    count_closed,
    former_records,
    helper_of,
    last_reviews,
    members_like,
    prospects,
    prospects_like,
    reviews_of,
)

__all__ = [
    "cell_officers",
    "certified_members",
    "class_letter",
    "classes",
    "confirmations_of",
    "confirmations_without",
    "count_closed",
    "file_of_vote",
    "former_records",
    "helper_of",
    "in_order",
    "last_reviews",
    "letters_without_file",
    "load_again",
    "members_like",
    "official_members",
    "open_procedure_of",
    "organisation_desk",
    "places_of",
    "probationers",
    "procedures",
    "prospects",
    "prospects_like",
    "reviews_of",
    "sent_alerts",
    "statuses_in",
    "used_votes",
]
