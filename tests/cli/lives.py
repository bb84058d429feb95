"""What a demo must hold: the words of every enumeration that is kept, lives, what people read.

The few words it lacks are named with the reason.
"""

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
_NO_MAIL = "a demo has no mail server, so that nothing leaves the machine"
_NO_CONGRESS = "no congress falls into the invented year"
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
    ("word_templates", "paper"): (
        {"minutes", "resolution", "decision", "tasks", "attendance", "quality", "report"},
        _BY_HAND,
    ),
    ("documents", "status"): ({"replaced", "withdrawn"}, _TRIED),
    ("dossier_papers", "standing"): ({"unchecked"}, "what nobody noted is «chưa kiểm tra»"),
    ("export_requests", "status"): ({"approved"}, "only until the file is made, a moment later"),
    ("key_rotations", "status"): (
        {"running", "done"},
        "keys change at the command line only, by what was confirmed",
    ),
    ("meetings", "kind"): ({"combined", "conferring", "congress", "group", "review"}, _TRIED),
    ("meetings", "mode"): ({"online"}, _TRIED),
    ("attendances", "mark"): ({"not_called"}, _TRIED),
    ("member_imports", "status"): ({"running"}, "only while a process works at it"),
    ("minutes", "status"): ({"adopted"}, _TRIED),
    ("notices", "kind"): ({"minutes"}, _TRIED),
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
    ("votes", "subject"): (
        {
            "confirmation",
            "delegate_election",
            "discipline",
            "expulsion",
            "rating",
            "strike_off",
            "trust",
        },
        "the evening of today votes on six; files keep the outcome of their own votes",
    ),
    ("voices", "choice"): ({"invalid"}, "of papers only: who votes by name chooses one of three"),
    ("quality_sheets", "confirmed_as"): ({"none"}, "the invented Đảng ủy lets its office confirm"),
    ("mails", "kind"): ({"cancelled", "changed", "invited", "news"}, _NO_MAIL),
    ("mails", "state"): ({"given_up", "sending", "sent", "skipped", "waiting"}, _NO_MAIL),
    ("mails", "problem"): ({"refused", "unreachable", "unsure"}, _NO_MAIL),
    ("congress_delegates", "basis"): ({"appointed", "elected", "ex_officio"}, _NO_CONGRESS),
    ("documents", "issuer"): ({"congress"}, _NO_CONGRESS),
    ("number_series", "issuer"): (
        {"congress", "standing_committee"},
        "no congress falls into the year; Ban Thường vụ counts in the series of its Đảng ủy",
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

# What people read in a demo, without keys and without the moments of its making.
READ = {
    "meetings": "SELECT title, place, starts_at, status, chair.full_name, dues_paid, "
    "quality_points FROM meetings JOIN members chair ON chair.id = expected_chair_id",
    "agenda": "SELECT title, notes, conclusion FROM agenda_items",
    "attendance": "SELECT full_name, mark, reason_sealed NOT NULL, starts_at FROM attendances "
    "JOIN members ON members.id = member_id JOIN meetings ON meetings.id = meeting_id",
    "statements": "SELECT full_name, text FROM statements JOIN members ON members.id = member_id",
    "votes": "SELECT roll, needed, in_favour, against, other_opinion, status FROM votes",
    "minutes": "SELECT status, text_hash, confirmed_text FROM minutes",
    "papers": "SELECT kind, symbol, summary, issued_on, folded_text FROM documents",
    "clauses": "SELECT position, part, text FROM clauses",
    "tasks": "SELECT title, full_name, due_on, status, done_on, result FROM tasks "
    "JOIN members ON members.id = lead_id",
    "reports": "SELECT year, month, status, sent_from, text_hash FROM reports",
    "figures": "SELECT label, value, rows FROM frozen_figures",
    "logins": "SELECT user_name, full_name FROM users",
    "numbers": "SELECT code, last_number FROM number_series",
    "lives": "SELECT full_name, kind, happened_on, until_on, document_number, "
    "json_remove(details, '$.ended_offices', '$.removed_offices') "
    "FROM member_events JOIN members ON members.id = member_id",
    "standings": "SELECT full_name, code, status, starts_on, ends_on FROM memberships "
    "JOIN members ON members.id = member_id "
    "JOIN organisations ON organisations.id = organisation_id",
    "dues": "SELECT full_name, month, paid_on, way FROM dues_lines "
    "JOIN members ON members.id = member_id",
    "points": "SELECT starts_at, tenths, official_tenths, official_on, confirmed_as, confirmed_by "
    "FROM quality_sheets JOIN meetings ON meetings.id = meeting_id",
    "lines": "SELECT title, computed, origin, judged, reason FROM quality_lines",
    "asked": "SELECT text, addressed_to, raised_on, due_on, answer, read_on FROM recommendations",
    "bulletins": "SELECT title, text, issued_by FROM bulletins",
    "visitors": "SELECT full_name, title FROM guests",
    "ballots": "SELECT title, way, status, seats, papers_issued, answers IS NULL FROM ballots",
    "copies": "SELECT kind, chosen, recipients, signed_on FROM copies",
    "news": "SELECT full_name, title, text FROM notices JOIN members ON members.id = recipient_id",
}

# What befalls somebody in the demo, and where it is kept.
LIVES = {
    "a meeting that came late": "SELECT 1 FROM procedure_votes WHERE is_late",
    "a card taken back": "SELECT 1 FROM member_events WHERE details ->> 'returned' = 'card'",
    "a second vote": "SELECT 1 FROM procedure_votes WHERE attempt = 2",
    "a corrected event": "SELECT 1 FROM member_events WHERE corrects_id NOT NULL "
    "AND kind != 'voided'",
    "a prolonged stay": "SELECT 1 FROM transfers WHERE kind = 'away' AND extensions != '[]'",
    "a cell under its new name": "SELECT 1 FROM organisations WHERE earlier_names != '[]'",
    "a cell that ended": "SELECT 1 FROM organisations WHERE succeeded_by_id NOT NULL",
    "a prolonged term": "SELECT 1 FROM term_extensions",
    "somebody «phụ trách»": "SELECT 1 FROM appointments WHERE office = 'acting_secretary'",
    "a month that is closed": "SELECT 1 FROM dues_closings",
    "a quarter handed up": "SELECT 1 FROM dues_settlements WHERE handed_on NOT NULL",
    "a good reason not to pay": "SELECT 1 FROM dues_lines WHERE is_excused",
    "a remark from the residence": "SELECT 1 FROM residence_duties WHERE received_on NOT NULL",
    "a signed commitment": "SELECT 1 FROM yearly_commitments",
    "an answer read out": "SELECT 1 FROM recommendations WHERE read_on NOT NULL",
    "an answer to be read out": "SELECT 1 FROM recommendations WHERE answered_on NOT NULL "
    "AND read_on IS NULL",
    "a question overdue": "SELECT 1 FROM recommendations WHERE answered_on IS NULL "
    "AND due_on < '2026-11-20'",
    "somebody who waits in the room": "SELECT 1 FROM arrivals WHERE confirmed_at IS NULL",
    "somebody who asks to speak": "SELECT 1 FROM turns WHERE began_at IS NULL",
    "somebody who speaks": "SELECT 1 FROM turns WHERE began_at NOT NULL AND ended_at IS NULL",
    "somebody named from afar": "SELECT 1 FROM invitations WHERE online_reason_sealed NOT NULL",
    "an open vote that goes on": "SELECT 1 FROM votes v JOIN voices ON vote_id = v.id "
    "WHERE status = 'open'",
    "a box that was counted": "SELECT 1 FROM ballots JOIN ballot_box ON ballot_id = ballots.id "
    "WHERE status = 'counted' AND answers NOT NULL",
    "tellers who have still to take their share": "SELECT 1 FROM tellers t JOIN ballots b "
    "ON b.id = ballot_id WHERE way = 'both' AND NOT has_share",
    "points to be made official": "SELECT 1 FROM quality_sheets s JOIN meetings m "
    "ON m.id = meeting_id WHERE official_on IS NULL AND posted_on NOT NULL",
    "points to be confirmed": "SELECT 1 FROM quality_sheets WHERE official_on NOT NULL "
    "AND confirmed_on IS NULL",
    "a figure overruled": "SELECT 1 FROM quality_lines WHERE computed NOT NULL AND reason != ''",
    "a bulletin being written": "SELECT 1 FROM bulletins WHERE issued_at IS NULL",
    "a text with its file": "SELECT 1 FROM bulletin_lines WHERE document_id NOT NULL",
    "somebody of the Đảng ủy who will come": "SELECT 1 FROM guests g JOIN meetings m "
    "ON m.id = meeting_id WHERE member_id NOT NULL AND status = 'invited'",
    "leave that is asked for": "SELECT 1 FROM invitations i JOIN meetings m ON m.id = meeting_id "
    "WHERE answer = 'asks_absence' AND absence_accepted_at IS NULL AND status = 'invited'",
    "papers never posted": "SELECT 1 FROM meetings m LEFT JOIN papers_postings p "
    "ON p.meeting_id = m.id WHERE closed_at NOT NULL AND p.id IS NULL",
    "papers posted on the day itself": "SELECT 1 FROM meetings m JOIN papers_postings p "
    "ON p.meeting_id = m.id WHERE date(posted_at) = date(starts_at)",
    "somebody who wants no mail": "SELECT 1 FROM mail_wishes WHERE NOT wants_mail",
    "an extract with its number": "SELECT 1 FROM copies c JOIN documents d "
    "ON d.id = document_id WHERE c.kind = 'extract' AND symbol NOT NULL",
    "a copy without a number": "SELECT 1 FROM copies JOIN documents d ON d.id = document_id "
    "WHERE symbol IS NULL",
    "a year's minutes bound": "SELECT 1 FROM minutes_books WHERE meetings > 1",
    "a decision of Ban Thường vụ": "SELECT 1 FROM documents WHERE kind = 'decision' "
    "AND issuer = 'standing_committee' AND symbol NOT NULL",
    "a decision of the commission": "SELECT 1 FROM documents WHERE kind = 'decision' "
    "AND issuer = 'inspection_commission' AND symbol NOT NULL",
    "a kept filter": "SELECT 1 FROM saved_filters",
    "a difference decided": "SELECT 1 FROM difference_rows WHERE decisions != '{}'",
    "three months of absence": "SELECT 1 FROM attendances a JOIN meetings m ON m.id = meeting_id "
    "WHERE mark = 'unexcused' GROUP BY member_id, m.year HAVING count(DISTINCT m.month) >= 3",
    "three months unpaid": "SELECT 1 FROM dues_lines WHERE paid_on IS NULL AND NOT is_excused "
    "GROUP BY member_id HAVING count(*) >= 3",
    "dues counted in a report": "SELECT 1 FROM frozen_figures WHERE key = 'dues_collected' "
    "AND value NOT IN ('0 đ', 'Chưa mở sổ thu')",
    "prospects counted in a report": "SELECT 1 FROM frozen_figures WHERE key = 'prospects' "
    "AND value != '0'",
    "a prospect with the name and birthday of a member": "SELECT 1 FROM prospects p "
    "JOIN members m ON m.folded_name = p.folded_name AND m.born_on = p.born_on "
    "WHERE p.is_namesake AND p.closed_on IS NULL "
    "AND m.citizen_id_digest NOT NULL AND p.citizen_id_digest NOT NULL",
    "a difference left open": "SELECT 1 FROM difference_rows WHERE decisions = '{}'",
}
