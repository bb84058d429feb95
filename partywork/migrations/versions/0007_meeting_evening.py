"""The meeting evening: rooms, ballots, copies, bulletins, quality, recommendations, mail."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_KEYS_BEFORE = (
    "cell.min_official",
    "cell.committee_min",
    "cell.committee_max",
    "organisation.min_members",
    "organisation.term_warn_months",
    "probation.months",
    "vote.excused_deducted",
    "vote.block_without_majority",
    "vote.warn_under_two_thirds",
    "meeting.min_minutes",
    "meeting.combined_minutes",
    "meeting.papers_days_before",
    "meeting.papers_whole_day",
    "meeting.results_days_after",
    "meeting.missing_from_day",
    "agenda.regular",
    "agenda.body",
    "report.monthly_due_day",
    "report.upward_due_day",
    "online.allowed",
    "paper.cell_signature",
    "paper.authority",
    "paper.recipients_cell",
    "paper.recipients_committee",
    "badge.milestones",
    "badge.batches",
    "badge.early_months",
    "badge.senior_years",
    "badge.early_months_senior",
    "badge.posthumous_months",
    "badge.after_reprimand",
    "badge.after_warning",
    "badge.after_removal",
    "badge.list_days",
    "badge.declaration_days",
    "badge.cell_days",
    "badge.submission_days",
    "conduct.prompt_months",
    "conduct.prompt_period",
    "dues.wage_permille",
    "dues.allowance_permille",
    "dues.pension_permille",
    "dues.student",
    "dues.not_insured",
    "dues.abroad",
    "dues.rounding",
    "dues.share_up",
    "dues.exempt_party_age",
    "dues.exempt_next_month",
    "dues.relief_months",
    "dues.detained_pay",
    "transfer.days",
    "transfer.letter_days",
    "transfer.reminder_days",
    "transfer.before_deadline",
    "transfer.before_end",
    "transfer.shortest_stay",
    "transfer.longest_stay",
    "transfer.longest_study",
    "people.age_bands",
    "people.party_age_bands",
    "people.small_count",
    "people.export_rows",
    "people.export_hours",
    "admission.readmission_months",
    "admission.age_min",
    "admission.age_max",
    "admission.sponsor_months",
    "admission.certificate_months",
    "admission.review_months",
    "admission.most_votes",
    "admission.decision_days",
    "admission.ceremony_days",
    "admission.declaration_days",
    "admission.forms",
    "confirmation.review_days",
    "confirmation.prepare_days",
    "confirmation.decision_days",
    "confirmation.reminders",
    "confirmation.class_months",
    "confirmation.forms",
    "privacy.reply_days",
    "privacy.access_days",
    "privacy.withdrawal_days",
    "privacy.deletion_days",
    "privacy.extension_days",
    "privacy.purposes",
    "privacy.notice",
    "privacy.papers",
    "organisation.consent",
    "badge.base_wage",
    "badge.money_30",
    "badge.money_40",
    "badge.money_45",
    "badge.money_50",
    "badge.money_55",
    "badge.money_60",
    "badge.money_65",
    "badge.money_70",
    "badge.money_75",
    "badge.money_80",
    "badge.money_85",
    "badge.money_90",
    "people.export_day_rows",
    "people.rotation_hours",
    "people.preview_days",
    "admission.readmission_most",
    "admission.readmission_consent",
    "admission.readmission_exclusions",
    "admission.readmission_forms",
    "calendar.holidays_a_year",
    "probation.ends_in_month",
    "admission.education",
    "cell.deputies_max",
    "dues.register_months_back",
    "admission.listing_age",
    "probation.checked_from",
)
_NEW_KEYS = (
    "vote.channels",
    "vote.thresholds",
    "vote.ballot_min_voters",
    "vote.envelope_days",
    "meeting.late_after",
    "meeting.themes_a_quarter",
    "meeting.absence_remind_months",
    "meeting.absence_serious_months",
    "meeting.papers_followed",
    "quality.good",
    "quality.fair",
    "quality.average",
    "quality.excused_streak",
    "quality.not_applicable",
    "quality.confirmation_route",
    "agenda.combined",
    "agenda.thematic",
    "agenda.review",
    "agenda.congress",
    "agenda.congress_of_delegates",
    "agenda.group",
    "agenda.cell_committee",
    "agenda.standing_committee",
    "agenda.inspection",
    "paper.sign_inspection",
    "paper.sign_congress",
    "paper.recipients_decision",
    "paper.decision_grounds",
    "privacy.mail_days",
)

# Words of older columns: table, name of the check, column, the words before, the new ones.
_WORDS = (
    (
        "documents",
        "document_kind",
        "kind",
        (
            "resolution",
            "decision",
            "conclusion",
            "working_rules",
            "regulation",
            "announcement",
            "guidance",
            "report",
            "plan",
            "programme",
            "project",
            "option_paper",
            "submission",
            "official_letter",
            "minutes",
            "meeting_paper",
        ),
        ("copy",),
    ),
    ("votes", "vote_kind", "kind", ("open",), ("secret",)),
    (
        "votes",
        "vote_status",
        "status",
        ("prepared", "open", "passed", "failed"),
        ("stopped",),
    ),
    (
        "votes",
        "vote_subject",
        "subject",
        ("resolution", "ordinary", "admission", "confirmation", "expulsion"),
        (
            "strike_off",
            "discipline",
            "committee_election",
            "delegate_election",
            "trust",
            "rating",
            "quality",
            "opinion",
        ),
    ),
    (
        "meetings",
        "meeting_kind",
        "kind",
        ("regular", "thematic", "extraordinary", "conference"),
        ("combined", "review", "congress", "group", "conferring"),
    ),
)

# What older words come nearest to, for the way back.
_NEAREST = {
    ("meetings", "kind"): {"combined": "regular", "congress": "conference"},
    ("votes", "kind"): {"secret": "open"},
}
_NEAREST_OF_OTHERS = {
    ("meetings", "kind"): "extraordinary",
    ("votes", "subject"): "ordinary",
    ("votes", "status"): "failed",
}
# Papers of bodies of a few stand in the name of these.
_ISSUERS = {
    "standing_committee": "standing_committee",
    "inspection_commission": "inspection_commission",
}
_DOCUMENTS = sa.table(
    "documents",
    sa.column("id", sa.Uuid()),
    sa.column("kind", sa.Text()),
    sa.column("issuer", sa.Text()),
)
_BODIES = sa.table("bodies", sa.column("id", sa.Uuid()), sa.column("kind", sa.Text()))
_MEETINGS = sa.table("meetings", sa.column("id", sa.Uuid()), sa.column("body_id", sa.Uuid()))
_RESOLUTIONS = sa.table(
    "resolutions", sa.column("document_id", sa.Uuid()), sa.column("body_id", sa.Uuid())
)
_ITEMS = sa.table(
    "agenda_items", sa.column("meeting_id", sa.Uuid()), sa.column("vote_id", sa.Uuid())
)
_VOTES = sa.table("votes", sa.column("id", sa.Uuid()), sa.column("path", sa.Text()))


def _papers_of_meetings(table: str) -> Any:
    return sa.table(table, sa.column("document_id", sa.Uuid()), sa.column("meeting_id", sa.Uuid()))


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "live_events",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("channel", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_live_events")),
        sa.UniqueConstraint("channel", "number", name=op.f("uq_live_events_channel_number")),
        sqlite_autoincrement=True,
    )

    op.create_table(
        "mail_wishes",
        sa.Column("recipient_id", sa.Uuid(), nullable=False),
        sa.Column("wants_mail", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_wishes")),
        sa.UniqueConstraint("recipient_id", name=op.f("uq_mail_wishes_recipient_id")),
    )
    op.create_table(
        "mails",
        sa.Column("recipient_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "invited",
                "changed",
                "cancelled",
                "news",
                name="mail_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("event_uid", sa.Text(), nullable=True),
        sa.Column("event_sequence", sa.Integer(), nullable=True),
        sa.Column("event_starts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("event_ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "sending",
                "sent",
                "skipped",
                "given_up",
                name="mail_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "problem",
            sa.Enum(
                "unreachable",
                "refused",
                "unsure",
                name="mail_problem",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("doubts", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mails")),
    )
    with op.batch_alter_table("mails") as batch_op:
        batch_op.create_index(op.f("ix_mails_recipient_id"), ["recipient_id"], unique=False)
        batch_op.create_index("ix_mails_state_due_at", ["state", "due_at"], unique=False)

    op.create_table(
        "quality_templates",
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("criteria", sa.JSON(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quality_templates")),
        sa.UniqueConstraint("valid_from", name=op.f("uq_quality_templates_valid_from")),
    )
    op.create_table(
        "word_templates",
        sa.Column(
            "paper",
            sa.Enum(
                "minutes",
                "resolution",
                "decision",
                "tasks",
                "attendance",
                "quality",
                "report",
                name="paper",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_word_templates")),
    )
    with op.batch_alter_table("word_templates") as batch_op:
        batch_op.create_index(op.f("ix_word_templates_paper"), ["paper"], unique=False)

    op.create_table(
        "bulletins",
        sa.Column(
            "kind",
            sa.Enum(
                "texts",
                "news",
                name="bulletin_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("issued_by", sa.Text(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_bulletins_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulletins")),
    )
    with op.batch_alter_table("bulletins") as batch_op:
        batch_op.create_index(
            op.f("ix_bulletins_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index("ix_bulletins_year_month", ["year", "month"], unique=False)

    op.create_table(
        "recommendations",
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("raised_by_id", sa.Uuid(), nullable=True),
        sa.Column(
            "subject",
            sa.Enum(
                "party_work",
                "professional",
                "people",
                "conditions",
                "finance",
                "mass_work",
                "other",
                name="subject",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "addressee",
            sa.Enum(
                "cell",
                "committee",
                "upper",
                "agency",
                name="addressee",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("addressed_to", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answered_by", sa.Text(), nullable=True),
        sa.Column("read_on", sa.Date(), nullable=True),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_recommendations_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["raised_by_id"], ["members.id"], name=op.f("fk_recommendations_raised_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendations")),
    )
    with op.batch_alter_table("recommendations") as batch_op:
        batch_op.create_index(
            op.f("ix_recommendations_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(op.f("ix_recommendations_raised_on"), ["raised_on"], unique=False)

    op.create_table(
        "ballots",
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("channel", sa.Uuid(), nullable=True),
        sa.Column(
            "way",
            sa.Enum(
                "screen",
                "paper",
                "both",
                name="ballot_way",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "prepared",
                "open",
                "closed",
                "counted",
                "stopped",
                name="ballot_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.Column("definition_digest", sa.Text(), nullable=True),
        sa.Column("public_key", sa.LargeBinary(), nullable=True),
        sa.Column("wraps", sa.JSON(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("box_digest", sa.Text(), nullable=True),
        sa.Column("envelopes_cast", sa.Integer(), nullable=True),
        sa.Column("answers", sa.JSON(), nullable=True),
        sa.Column("result_digest", sa.Text(), nullable=True),
        sa.Column("envelopes_until", sa.Date(), nullable=True),
        sa.Column("envelopes_destroyed_on", sa.Date(), nullable=True),
        sa.Column("papers_issued", sa.Integer(), nullable=True),
        sa.Column("papers_returned", sa.Integer(), nullable=True),
        sa.Column("papers_valid", sa.Integer(), nullable=True),
        sa.Column("papers_invalid", sa.Integer(), nullable=True),
        sa.Column("papers_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("stop_reason", sa.Text(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_ballots_body_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_ballots_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballots")),
    )
    with op.batch_alter_table("ballots") as batch_op:
        batch_op.create_index(op.f("ix_ballots_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "ballot_register",
        sa.Column("ballot_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("has_voted", sa.Boolean(), nullable=False),
        sa.Column("got_paper", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballots.id"], name=op.f("fk_ballot_register_ballot_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_ballot_register_member_id")
        ),
        sa.PrimaryKeyConstraint("ballot_id", "member_id", name=op.f("pk_ballot_register")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ballot_trackers",
        sa.Column("ballot_id", sa.Uuid(), nullable=False),
        sa.Column("letters", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballots.id"], name=op.f("fk_ballot_trackers_ballot_id")
        ),
        sa.PrimaryKeyConstraint("ballot_id", "letters", name=op.f("pk_ballot_trackers")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "bulletin_lines",
        sa.Column("bulletin_id", sa.Uuid(), nullable=False),
        sa.Column("symbol", sa.Text(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bulletin_id"], ["bulletins.id"], name=op.f("fk_bulletin_lines_bulletin_id")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_bulletin_lines_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_bulletin_lines_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulletin_lines")),
    )
    with op.batch_alter_table("bulletin_lines") as batch_op:
        batch_op.create_index(op.f("ix_bulletin_lines_bulletin_id"), ["bulletin_id"], unique=False)
        batch_op.create_index(
            op.f("ix_bulletin_lines_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "copies",
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "extract",
                "certified",
                "relayed",
                name="copy_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.Column("recipients", sa.Text(), nullable=False),
        sa.Column("signer_id", sa.Uuid(), nullable=False),
        sa.Column("signer_office", sa.Text(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_copies_body_id")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_copies_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_copies_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["signer_id"], ["members.id"], name=op.f("fk_copies_signer_id")),
        sa.ForeignKeyConstraint(["source_id"], ["documents.id"], name=op.f("fk_copies_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_copies")),
        sa.UniqueConstraint("document_id", name=op.f("uq_copies_document_id")),
    )
    with op.batch_alter_table("copies") as batch_op:
        batch_op.create_index(op.f("ix_copies_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(op.f("ix_copies_source_id"), ["source_id"], unique=False)

    op.create_table(
        "minutes_books",
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("bound_on", sa.Date(), nullable=False),
        sa.Column("meetings", sa.Integer(), nullable=False),
        sa.Column("sheets", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_minutes_books_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_minutes_books_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_books")),
        sa.UniqueConstraint("document_id", name=op.f("uq_minutes_books_document_id")),
        sa.UniqueConstraint(
            "organisation_id", "year", name=op.f("uq_minutes_books_organisation_id_year")
        ),
    )
    with op.batch_alter_table("minutes_books") as batch_op:
        batch_op.create_index(
            op.f("ix_minutes_books_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "tellers",
        sa.Column("ballot_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=True),
        sa.Column("has_share", sa.Boolean(), nullable=False),
        sa.Column("offered", sa.JSON(), nullable=True),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["ballot_id"], ["ballots.id"], name=op.f("fk_tellers_ballot_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_tellers_member_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_tellers_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tellers")),
        sa.UniqueConstraint("ballot_id", "member_id", name=op.f("uq_tellers_ballot_id_member_id")),
    )
    with op.batch_alter_table("tellers") as batch_op:
        batch_op.create_index(op.f("ix_tellers_ballot_id"), ["ballot_id"], unique=False)
        batch_op.create_index(op.f("ix_tellers_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "ballot_box",
        sa.Column("ballot_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("vote_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballots.id"], name=op.f("fk_ballot_box_ballot_id")
        ),
        sa.ForeignKeyConstraint(["vote_id"], ["votes.id"], name=op.f("fk_ballot_box_vote_id")),
        sa.PrimaryKeyConstraint("ballot_id", "digest", name=op.f("pk_ballot_box")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "voices",
        sa.Column("vote_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column(
            "choice",
            sa.Enum(
                "in_favour",
                "against",
                "other",
                "invalid",
                name="choice",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_voices_member_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_voices_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["vote_id"], ["votes.id"], name=op.f("fk_voices_vote_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voices")),
        sa.UniqueConstraint("vote_id", "member_id", name=op.f("uq_voices_vote_id_member_id")),
    )
    with op.batch_alter_table("voices") as batch_op:
        batch_op.create_index(op.f("ix_voices_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(op.f("ix_voices_vote_id"), ["vote_id"], unique=False)

    op.create_table(
        "vote_outcomes",
        sa.Column("vote_id", sa.Uuid(), nullable=False),
        sa.Column("about", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_vote_outcomes_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["vote_id"], ["votes.id"], name=op.f("fk_vote_outcomes_vote_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote_outcomes")),
        sa.UniqueConstraint("about", name=op.f("uq_vote_outcomes_about")),
    )
    with op.batch_alter_table("vote_outcomes") as batch_op:
        batch_op.create_index(
            op.f("ix_vote_outcomes_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(op.f("ix_vote_outcomes_vote_id"), ["vote_id"], unique=False)

    op.create_table(
        "arrivals",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column(
            "place",
            sa.Enum(
                "hall", "online", name="place", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "way",
            sa.Enum(
                "invitation",
                "hall_code",
                name="way",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by", sa.Text(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_arrivals_meeting_id")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_arrivals_member_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_arrivals_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrivals")),
        sa.UniqueConstraint(
            "meeting_id", "member_id", name=op.f("uq_arrivals_meeting_id_member_id")
        ),
    )
    with op.batch_alter_table("arrivals") as batch_op:
        batch_op.create_index(op.f("ix_arrivals_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(
            op.f("ix_arrivals_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "congress_delegates",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column(
            "basis",
            sa.Enum(
                "ex_officio",
                "elected",
                "appointed",
                name="delegate_basis",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_congress_delegates_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_congress_delegates_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_congress_delegates_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_congress_delegates")),
        sa.UniqueConstraint(
            "meeting_id", "member_id", name=op.f("uq_congress_delegates_meeting_id_member_id")
        ),
    )
    with op.batch_alter_table("congress_delegates") as batch_op:
        batch_op.create_index(
            op.f("ix_congress_delegates_meeting_id"), ["meeting_id"], unique=False
        )
        batch_op.create_index(op.f("ix_congress_delegates_member_id"), ["member_id"], unique=False)
        batch_op.create_index(
            op.f("ix_congress_delegates_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "papers_postings",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_papers_postings_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_papers_postings_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_papers_postings")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_papers_postings_meeting_id")),
    )
    with op.batch_alter_table("papers_postings") as batch_op:
        batch_op.create_index(
            op.f("ix_papers_postings_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "quality_sheets",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("template_from", sa.Date(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "provisional",
                "official",
                name="sheet_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("tenths", sa.Integer(), nullable=False),
        sa.Column(
            "level",
            sa.Enum(
                "good",
                "fair",
                "average",
                "poor",
                name="quality_level",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("official_tenths", sa.Integer(), nullable=True),
        sa.Column(
            "official_level",
            sa.Enum(
                "good",
                "fair",
                "average",
                "poor",
                name="official_level",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("official_on", sa.Date(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("confirmed_by", sa.Text(), nullable=True),
        sa.Column(
            "confirmed_as",
            sa.Enum(
                "attended",
                "office",
                "none",
                name="confirmation_route",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("confirmation_note", sa.Text(), nullable=False),
        sa.Column("marked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_quality_sheets_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_quality_sheets_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quality_sheets")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_quality_sheets_meeting_id")),
    )
    with op.batch_alter_table("quality_sheets") as batch_op:
        batch_op.create_index(
            op.f("ix_quality_sheets_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "item_spans",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_items.id"], name=op.f("fk_item_spans_item_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_item_spans_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_item_spans_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_spans")),
    )
    with op.batch_alter_table("item_spans") as batch_op:
        batch_op.create_index(op.f("ix_item_spans_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(
            op.f("ix_item_spans_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "quality_lines",
        sa.Column("sheet_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column(
            "quality_group",
            sa.Enum(
                "time",
                "attendance",
                "preparation",
                "conduct",
                "principles",
                "results",
                "closing",
                name="quality_group",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column(
            "measure",
            sa.Enum(
                "judgement",
                "duration",
                "attendance",
                "excused_streak",
                "committee_met",
                "invited",
                "papers_in_time",
                "papers_on_handbook",
                "theme",
                "speakers",
                "minutes_complete",
                "results",
                "concluded",
                "assigned",
                "posted_in_time",
                name="measure",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("bands", sa.JSON(), nullable=False),
        sa.Column("theme_only", sa.Boolean(), nullable=False),
        sa.Column("is_applicable", sa.Boolean(), nullable=False),
        sa.Column("computed", sa.Integer(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("judged", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_quality_lines_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["quality_sheets.id"], name=op.f("fk_quality_lines_sheet_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quality_lines")),
        sa.UniqueConstraint("sheet_id", "code", name=op.f("uq_quality_lines_sheet_id_code")),
    )
    with op.batch_alter_table("quality_lines") as batch_op:
        batch_op.create_index(
            op.f("ix_quality_lines_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(op.f("ix_quality_lines_sheet_id"), ["sheet_id"], unique=False)

    op.create_table(
        "recordings",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_recordings_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_recordings_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recordings")),
    )
    with op.batch_alter_table("recordings") as batch_op:
        batch_op.create_index(op.f("ix_recordings_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(
            op.f("ix_recordings_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "rooms",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("hall_code", sa.Text(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=True),
        sa.Column("recording_id", sa.Uuid(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_items.id"], name=op.f("fk_rooms_item_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_rooms_meeting_id")),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.id"], name=op.f("fk_rooms_recording_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_rooms_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rooms")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_rooms_meeting_id")),
    )
    with op.batch_alter_table("rooms") as batch_op:
        batch_op.create_index(op.f("ix_rooms_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "turns",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=True),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("statement_id", sa.Uuid(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_items.id"], name=op.f("fk_turns_item_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_turns_meeting_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_turns_member_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_turns_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statements.id"],
            name=op.f("fk_turns_statement_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_turns")),
        sa.UniqueConstraint("statement_id", name=op.f("uq_turns_statement_id")),
    )
    with op.batch_alter_table("turns") as batch_op:
        batch_op.create_index(op.f("ix_turns_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(op.f("ix_turns_organisation_id"), ["organisation_id"], unique=False)

    with op.batch_alter_table("agenda_items") as batch_op:
        batch_op.add_column(sa.Column("minutes_planned", sa.Integer(), nullable=True))

    with op.batch_alter_table("documents") as batch_op:
        batch_op.add_column(
            sa.Column(
                "issuer",
                sa.Enum(
                    "organisation",
                    "standing_committee",
                    "inspection_commission",
                    "congress",
                    name="issuer",
                    native_enum=False,
                    create_constraint=True,
                    length=40,
                ),
                nullable=False,
                server_default="organisation",
            )
        )

    with op.batch_alter_table("guests") as batch_op:
        batch_op.add_column(sa.Column("member_id", sa.Uuid(), nullable=True))
        batch_op.add_column(
            # Whoever was written down before was at the meeting.
            sa.Column("is_present", sa.Boolean(), nullable=False, server_default=sa.true())
        )
        batch_op.create_index(op.f("ix_guests_member_id"), ["member_id"], unique=False)
        batch_op.create_foreign_key(op.f("fk_guests_member_id"), "members", ["member_id"], ["id"])

    with op.batch_alter_table("meeting_papers") as batch_op:
        batch_op.add_column(sa.Column("item_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("replaces_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("number", sa.Integer(), nullable=False, server_default="1"))
        batch_op.create_index(op.f("ix_meeting_papers_item_id"), ["item_id"], unique=False)
        batch_op.create_unique_constraint(op.f("uq_meeting_papers_replaces_id"), ["replaces_id"])
        batch_op.create_foreign_key(
            op.f("fk_meeting_papers_item_id"), "agenda_items", ["item_id"], ["id"]
        )
        batch_op.create_foreign_key(
            op.f("fk_meeting_papers_replaces_id"), "meeting_papers", ["replaces_id"], ["id"]
        )

    with op.batch_alter_table("meetings") as batch_op:
        batch_op.add_column(sa.Column("theme", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("theme_presenter_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("group_id", sa.Uuid(), nullable=True))
        batch_op.add_column(
            sa.Column("calendar_sequence", sa.Integer(), nullable=False, server_default="0")
        )
        batch_op.add_column(
            sa.Column("is_marked_on_sheet", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.create_foreign_key(
            op.f("fk_meetings_group_id"), "cell_groups", ["group_id"], ["id"]
        )
        batch_op.create_foreign_key(
            op.f("fk_meetings_theme_presenter_id"), "members", ["theme_presenter_id"], ["id"]
        )

    with op.batch_alter_table("minutes") as batch_op:
        batch_op.add_column(
            sa.Column("recommendations", sa.JSON(), nullable=False, server_default="[]")
        )

    with op.batch_alter_table("number_series") as batch_op:
        batch_op.add_column(
            sa.Column(
                "issuer",
                sa.Enum(
                    "organisation",
                    "standing_committee",
                    "inspection_commission",
                    "congress",
                    name="issuer",
                    native_enum=False,
                    create_constraint=True,
                    length=40,
                ),
                nullable=False,
                server_default="organisation",
            )
        )
        batch_op.drop_constraint(
            op.f("uq_number_series_organisation_id_term_id_code"), type_="unique"
        )
        batch_op.create_unique_constraint(
            op.f("uq_number_series_organisation_id_term_id_code_issuer"),
            ["organisation_id", "term_id", "code", "issuer"],
        )

    with op.batch_alter_table("procedure_votes") as batch_op:
        batch_op.add_column(sa.Column("vote_id", sa.Uuid(), nullable=True))
        batch_op.create_unique_constraint(op.f("uq_procedure_votes_vote_id"), ["vote_id"])
        batch_op.create_foreign_key(
            op.f("fk_procedure_votes_vote_id"), "votes", ["vote_id"], ["id"]
        )

    with op.batch_alter_table("roll_entries") as batch_op:
        batch_op.add_column(
            sa.Column("is_online", sa.Boolean(), nullable=False, server_default=sa.false())
        )

    with op.batch_alter_table("statements") as batch_op:
        batch_op.add_column(sa.Column("said_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("votes") as batch_op:
        batch_op.add_column(sa.Column("ballot_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("position", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(sa.Column("path", sa.Text(), nullable=False, server_default=""))
        batch_op.create_index(op.f("ix_votes_ballot_id"), ["ballot_id"], unique=False)
        batch_op.create_foreign_key(op.f("fk_votes_ballot_id"), "ballots", ["ballot_id"], ["id"])

    with op.batch_alter_table("documents") as batch_op:
        batch_op.alter_column("issuer", server_default=None)

    with op.batch_alter_table("guests") as batch_op:
        batch_op.alter_column("is_present", server_default=None)

    with op.batch_alter_table("meeting_papers") as batch_op:
        batch_op.alter_column("number", server_default=None)

    with op.batch_alter_table("meetings") as batch_op:
        batch_op.alter_column("theme", server_default=None)
        batch_op.alter_column("calendar_sequence", server_default=None)
        batch_op.alter_column("is_marked_on_sheet", server_default=None)

    with op.batch_alter_table("minutes") as batch_op:
        batch_op.alter_column("recommendations", server_default=None)

    with op.batch_alter_table("number_series") as batch_op:
        batch_op.alter_column("issuer", server_default=None)

    with op.batch_alter_table("roll_entries") as batch_op:
        batch_op.alter_column("is_online", server_default=None)

    with op.batch_alter_table("votes") as batch_op:
        batch_op.alter_column("position", server_default=None)
        batch_op.alter_column("path", server_default=None)

    _allow("provisions", "provision_key", "key", (*_KEYS_BEFORE, *_NEW_KEYS))
    for table, name, column, before, new in _WORDS:
        _allow(table, name, column, (*before, *new))
    _name_issuers()
    _lead_to_votes()


def downgrade() -> None:
    """Take the change back; what only the new tables know is lost."""
    _forget_copies()
    _forget_series()
    _delete("provisions", "key", _NEW_KEYS)
    _allow("provisions", "provision_key", "key", _KEYS_BEFORE)
    for table, name, column, before, new in _WORDS:
        _say_nearest(table, column, new)
        _allow(table, name, column, before)
    with op.batch_alter_table("votes") as batch_op:
        batch_op.drop_constraint(op.f("fk_votes_ballot_id"), type_="foreignkey")
        batch_op.drop_index(op.f("ix_votes_ballot_id"))
        batch_op.drop_column("path")
        batch_op.drop_column("position")
        batch_op.drop_column("ballot_id")

    with op.batch_alter_table("statements") as batch_op:
        batch_op.drop_column("said_at")

    with op.batch_alter_table("roll_entries") as batch_op:
        batch_op.drop_column("is_online")

    with op.batch_alter_table("procedure_votes") as batch_op:
        batch_op.drop_constraint(op.f("fk_procedure_votes_vote_id"), type_="foreignkey")
        batch_op.drop_constraint(op.f("uq_procedure_votes_vote_id"), type_="unique")
        batch_op.drop_column("vote_id")

    with op.batch_alter_table("number_series") as batch_op:
        batch_op.drop_constraint(
            op.f("uq_number_series_organisation_id_term_id_code_issuer"), type_="unique"
        )
        batch_op.create_unique_constraint(
            op.f("uq_number_series_organisation_id_term_id_code"),
            ["organisation_id", "term_id", "code"],
        )
        batch_op.drop_constraint(op.f("ck_number_series_issuer"), type_="check")
        batch_op.drop_column("issuer")

    with op.batch_alter_table("minutes") as batch_op:
        batch_op.drop_column("recommendations")

    with op.batch_alter_table("meetings") as batch_op:
        batch_op.drop_constraint(op.f("fk_meetings_theme_presenter_id"), type_="foreignkey")
        batch_op.drop_constraint(op.f("fk_meetings_group_id"), type_="foreignkey")
        batch_op.drop_column("is_marked_on_sheet")
        batch_op.drop_column("calendar_sequence")
        batch_op.drop_column("group_id")
        batch_op.drop_column("theme_presenter_id")
        batch_op.drop_column("theme")

    with op.batch_alter_table("meeting_papers") as batch_op:
        batch_op.drop_constraint(op.f("fk_meeting_papers_replaces_id"), type_="foreignkey")
        batch_op.drop_constraint(op.f("fk_meeting_papers_item_id"), type_="foreignkey")
        batch_op.drop_constraint(op.f("uq_meeting_papers_replaces_id"), type_="unique")
        batch_op.drop_index(op.f("ix_meeting_papers_item_id"))
        batch_op.drop_column("number")
        batch_op.drop_column("replaces_id")
        batch_op.drop_column("item_id")

    with op.batch_alter_table("guests") as batch_op:
        batch_op.drop_constraint(op.f("fk_guests_member_id"), type_="foreignkey")
        batch_op.drop_index(op.f("ix_guests_member_id"))
        batch_op.drop_column("is_present")
        batch_op.drop_column("member_id")

    with op.batch_alter_table("documents") as batch_op:
        batch_op.drop_constraint(op.f("ck_documents_issuer"), type_="check")
        batch_op.drop_column("issuer")

    with op.batch_alter_table("agenda_items") as batch_op:
        batch_op.drop_column("minutes_planned")

    with op.batch_alter_table("turns") as batch_op:
        batch_op.drop_index(op.f("ix_turns_organisation_id"))
        batch_op.drop_index(op.f("ix_turns_meeting_id"))

    op.drop_table("turns")
    with op.batch_alter_table("rooms") as batch_op:
        batch_op.drop_index(op.f("ix_rooms_organisation_id"))

    op.drop_table("rooms")
    with op.batch_alter_table("recordings") as batch_op:
        batch_op.drop_index(op.f("ix_recordings_organisation_id"))
        batch_op.drop_index(op.f("ix_recordings_meeting_id"))

    op.drop_table("recordings")
    with op.batch_alter_table("quality_lines") as batch_op:
        batch_op.drop_index(op.f("ix_quality_lines_sheet_id"))
        batch_op.drop_index(op.f("ix_quality_lines_organisation_id"))

    op.drop_table("quality_lines")
    with op.batch_alter_table("item_spans") as batch_op:
        batch_op.drop_index(op.f("ix_item_spans_organisation_id"))
        batch_op.drop_index(op.f("ix_item_spans_meeting_id"))

    op.drop_table("item_spans")
    with op.batch_alter_table("quality_sheets") as batch_op:
        batch_op.drop_index(op.f("ix_quality_sheets_organisation_id"))

    op.drop_table("quality_sheets")
    with op.batch_alter_table("papers_postings") as batch_op:
        batch_op.drop_index(op.f("ix_papers_postings_organisation_id"))

    op.drop_table("papers_postings")
    with op.batch_alter_table("congress_delegates") as batch_op:
        batch_op.drop_index(op.f("ix_congress_delegates_organisation_id"))
        batch_op.drop_index(op.f("ix_congress_delegates_member_id"))
        batch_op.drop_index(op.f("ix_congress_delegates_meeting_id"))

    op.drop_table("congress_delegates")
    with op.batch_alter_table("arrivals") as batch_op:
        batch_op.drop_index(op.f("ix_arrivals_organisation_id"))
        batch_op.drop_index(op.f("ix_arrivals_meeting_id"))

    op.drop_table("arrivals")
    with op.batch_alter_table("vote_outcomes") as batch_op:
        batch_op.drop_index(op.f("ix_vote_outcomes_vote_id"))
        batch_op.drop_index(op.f("ix_vote_outcomes_organisation_id"))

    op.drop_table("vote_outcomes")
    with op.batch_alter_table("voices") as batch_op:
        batch_op.drop_index(op.f("ix_voices_vote_id"))
        batch_op.drop_index(op.f("ix_voices_organisation_id"))

    op.drop_table("voices")
    op.drop_table("ballot_box")
    with op.batch_alter_table("tellers") as batch_op:
        batch_op.drop_index(op.f("ix_tellers_organisation_id"))
        batch_op.drop_index(op.f("ix_tellers_ballot_id"))

    op.drop_table("tellers")
    with op.batch_alter_table("minutes_books") as batch_op:
        batch_op.drop_index(op.f("ix_minutes_books_organisation_id"))

    op.drop_table("minutes_books")
    with op.batch_alter_table("copies") as batch_op:
        batch_op.drop_index(op.f("ix_copies_source_id"))
        batch_op.drop_index(op.f("ix_copies_organisation_id"))

    op.drop_table("copies")
    with op.batch_alter_table("bulletin_lines") as batch_op:
        batch_op.drop_index(op.f("ix_bulletin_lines_organisation_id"))
        batch_op.drop_index(op.f("ix_bulletin_lines_bulletin_id"))

    op.drop_table("bulletin_lines")
    op.drop_table("ballot_trackers")
    op.drop_table("ballot_register")
    with op.batch_alter_table("ballots") as batch_op:
        batch_op.drop_index(op.f("ix_ballots_organisation_id"))

    op.drop_table("ballots")
    with op.batch_alter_table("recommendations") as batch_op:
        batch_op.drop_index(op.f("ix_recommendations_raised_on"))
        batch_op.drop_index(op.f("ix_recommendations_organisation_id"))

    op.drop_table("recommendations")
    with op.batch_alter_table("bulletins") as batch_op:
        batch_op.drop_index("ix_bulletins_year_month")
        batch_op.drop_index(op.f("ix_bulletins_organisation_id"))

    op.drop_table("bulletins")
    with op.batch_alter_table("word_templates") as batch_op:
        batch_op.drop_index(op.f("ix_word_templates_paper"))

    op.drop_table("word_templates")
    op.drop_table("quality_templates")
    with op.batch_alter_table("mails") as batch_op:
        batch_op.drop_index("ix_mails_state_due_at")
        batch_op.drop_index(op.f("ix_mails_recipient_id"))

    op.drop_table("mails")
    op.drop_table("mail_wishes")
    op.drop_table("live_events")


def _allow(table: str, name: str, column: str, words: Sequence[str]) -> None:
    """Let a column hold these words and no others."""
    check = op.f(f"ck_{table}_{name}")
    with op.batch_alter_table(table) as batch_op:
        batch_op.drop_constraint(check, type_="check")
        batch_op.create_check_constraint(
            check, f"{column} IN ({', '.join(repr(word) for word in words)})"
        )


def _delete(table: str, column: str, words: Sequence[str]) -> None:
    rows = sa.table(table, sa.column(column, sa.String()))
    op.get_bind().execute(sa.delete(rows).where(rows.c[column].in_(words)))


def _name_issuers() -> None:
    """Let papers of Ban Thường vụ and of the inspection commission stand in their names."""
    connection = op.get_bind()
    of_bodies = [sa.select(_RESOLUTIONS.c.document_id, _RESOLUTIONS.c.body_id)]
    for table in ("minutes", "meeting_papers"):
        papers = _papers_of_meetings(table)
        of_bodies.append(
            sa.select(papers.c.document_id, _MEETINGS.c.body_id).join_from(
                papers, _MEETINGS, papers.c.meeting_id == _MEETINGS.c.id
            )
        )
    for found in of_bodies:
        paper = found.subquery()
        for kind, issuer in _ISSUERS.items():
            own = (
                sa.select(paper.c.document_id)
                .join_from(paper, _BODIES, paper.c.body_id == _BODIES.c.id)
                .where(_BODIES.c.kind == kind, paper.c.document_id.is_not(None))
            )
            connection.execute(
                sa.update(_DOCUMENTS).where(_DOCUMENTS.c.id.in_(own)).values(issuer=issuer)
            )


def _lead_to_votes() -> None:
    """Let votes of older meetings lead to the page of their meeting."""
    connection = op.get_bind()
    voted = sa.select(_ITEMS).where(_ITEMS.c.vote_id.is_not(None))
    for item in connection.execute(voted).all():
        page = f"/meetings/{item.meeting_id}/votes/{item.vote_id}"
        connection.execute(sa.update(_VOTES).where(_VOTES.c.id == item.vote_id).values(path=page))


def _forget_copies() -> None:
    """Drop copies: the older schema has no word for them."""
    connection = op.get_bind()
    copies = sa.select(_DOCUMENTS.c.id).where(_DOCUMENTS.c.kind == "copy")
    for table in ("copies", "document_files", "document_readers", "taken_numbers", "clauses"):
        rows = sa.table(table, sa.column("document_id", sa.Uuid()))
        connection.execute(sa.delete(rows).where(rows.c.document_id.in_(copies)))
    connection.execute(sa.delete(_DOCUMENTS).where(_DOCUMENTS.c.kind == "copy"))


def _forget_series() -> None:
    """Drop the numbers given in the names of bodies: the older schema counts one series alone."""
    op.execute(
        "DELETE FROM taken_numbers WHERE series_id IN "
        "(SELECT id FROM number_series WHERE issuer <> 'organisation')"
    )
    op.execute("DELETE FROM number_series WHERE issuer <> 'organisation'")


def _say_nearest(table: str, column: str, new: Sequence[str]) -> None:
    """Write the nearest older word where a row holds a new one."""
    rows = sa.table(table, sa.column(column, sa.String()))
    nearest = _NEAREST.get((table, column), {})
    for word in new:
        older = nearest.get(word) or _NEAREST_OF_OTHERS.get((table, column))
        if older is not None:
            op.get_bind().execute(
                sa.update(rows).where(rows.c[column] == word).values({column: older})
            )
