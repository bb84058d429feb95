"""Every word of every enumeration that is kept, and why the demo does not show the few it lacks."""

import sqlalchemy as sa

from partywork.cells import terms as cells
from partywork.conduct.terms import DecidedBy
from partywork.core.db import Base
from partywork.dues.terms import ReliefGround

# Table, column, the words looked for: found in the models, so that no state can be forgotten.
KEPT = tuple(
    (table.name, column.name, frozenset(column.type.enums))
    for table in Base.metadata.sorted_tables
    for column in table.columns
    if isinstance(column.type, sa.Enum)
)

_TRIED = "a year of meetings is told to its end; what is under way is made by whoever tries it"
_COPIED = "copied from the register on the day, where every word is looked for"
_BY_HAND = "what people do in a browser; nobody has used the demo yet"

# Columns whose words are no states of a life: which of them occur is chance.
BY_CHANCE = {
    ("appointments", "desk"): "the inspection desk is not staffed in a Đảng bộ with a commission",
    ("attendances", "office"): _COPIED,
    ("attendances", "status"): _COPIED,
    ("corrections", "field"): "every field of a record may be asked about",
    ("documents", "kind"): "one of each would be papers without a story",
    ("member_events", "status"): "as which a list brings somebody in",
    ("nominations", "desk"): "every desk may be given, as it was in appointments",
    ("nominations", "office"): "every office may be given, as it was in appointments",
    ("report_comments", "section"): "every section may be commented on",
    ("roll_entries", "status"): _COPIED,
}

# Words that the demo does not show, and why.
NOT_SHOWN = {
    ("audit_entries", "outcome"): ({"refused"}, _BY_HAND),
    ("background_jobs", "status"): (
        {"done", "failed", "running"},
        "nothing has run the jobs of a demo that is only being made",
    ),
    ("cell_watches", "consent_case"): (
        {"large_cell", "small_organisation", "sub_organisation"},
        "noted by the first nightly run; no invented cell is so large",
    ),
    ("documents", "status"): ({"draft", "replaced", "withdrawn"}, _TRIED),
    ("dossier_papers", "standing"): ({"unchecked"}, "what nobody noted is «chưa kiểm tra»"),
    ("export_requests", "status"): ({"approved"}, "only until the file is made, a moment later"),
    ("key_rotations", "status"): (
        {"running", "done"},
        "keys change at the command line only, by what was confirmed",
    ),
    ("meetings", "kind"): ({"extraordinary", "thematic"}, _TRIED),
    ("meetings", "mode"): ({"hybrid", "online"}, _TRIED),
    ("meetings", "status"): ({"cancelled", "invited", "planned"}, _TRIED),
    ("attendances", "mark"): ({"not_called"}, _TRIED),
    ("attendances", "place"): ({"online"}, _TRIED),
    ("member_imports", "status"): ({"running"}, "only while a process works at it"),
    ("minutes", "status"): ({"adopted"}, _TRIED),
    ("notices", "kind"): ({"meeting", "minutes", "resolution"}, _TRIED),
    ("procedure_readmissions", "leaving"): (
        {"expelled", "probationer_struck_off", "resigned"},
        "one life is told; the others differ by a word and the years to wait",
    ),
    ("procedure_steps", "step"): (
        {
            "appraisal",
            "cell_vote",
            "ceremony",
            "confirmation_decision",
            "confirmation_vote",
            "decision",
            "eligibility",
            "listed",
            "upper_consent",
        },
        "not ticked: read off the vote, the decision, the event that was written down",
    ),
    ("reports", "status"): ({"draft", "returned", "sent"}, _TRIED),
    ("resolutions", "status"): (
        {"adopted", "awaiting_signature", "draft", "rejected", "replaced", "signed"},
        _TRIED,
    ),
    ("sign_in_attempts", "outcome"): ({"done", "refused", "throttled"}, _BY_HAND),
    ("tasks", "status"): ({"given", "not_done"}, _TRIED),
    ("upper_consents", "case"): (
        {"large_cell", "small_organisation", "sub_organisation"},
        "the one organisation that needs consent is left waiting for it",
    ),
    ("users", "status"): ({"locked", "new"}, _BY_HAND),
    ("votes", "status"): ({"failed", "open", "prepared"}, _TRIED),
    ("votes", "subject"): (
        {"admission", "confirmation", "expulsion", "ordinary"},
        "the year votes on resolutions; files keep the outcome of their own votes",
    ),
    ("votes", "threshold"): (
        {"two_thirds"},
        "the year votes on resolutions; files keep the outcome of their own votes",
    ),
}

# The details of events: the kind, the name, the words looked for.
DETAILS = (
    ("disciplined", "form", set(cells.DisciplineForm) - {cells.DisciplineForm.EXPULSION}),
    ("disciplined", "decided_by", set(DecidedBy)),
    ("commended", "form", set(cells.CommendationForm)),
    ("commended", "level", set(cells.CommendationLevel)),
    ("file_supplemented", "step", set(cells.DeathStep)),
)

# Words that are sealed: read with the keys of the demo.
GROUNDS = set(ReliefGround)
