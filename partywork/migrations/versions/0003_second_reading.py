"""Whole lives, read again: what a second reading of the part found missing."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

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
)
_NEW_KEYS = (
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
)
_PROCEDURES_BEFORE = ("admission", "confirmation")
_STEPS_BEFORE = (
    "listed",
    "awareness",
    "application",
    "biography",
    "verification",
    "sponsorship",
    "union",
    "opinions",
    "cell_vote",
    "appraisal",
    "decision",
    "ceremony",
    "declaration",
    "registered",
    "new_member_class",
    "self_review",
    "helper_remarks",
    "local_opinions",
    "confirmation_vote",
    "confirmation_decision",
    "announced",
    "card",
)
_NEW_PROCEDURES = ("readmission",)
_NEW_STEPS = ("eligibility", "former_papers", "application_again", "upper_consent", "education")


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "key_rotations",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "asked",
                "refused",
                "confirmed",
                "running",
                "done",
                name="rotation_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("answered_by_id", sa.Uuid(), nullable=True),
        sa.Column("answered_by", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refusal", sa.Text(), nullable=True),
        sa.Column("valid_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("begun_from", sa.Integer(), nullable=True),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "answered_by_id IS NULL OR answered_by_id <> asked_by_id",
            name=op.f("ck_key_rotations_two_people"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_key_rotations_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_rotations")),
        sa.UniqueConstraint("code", name=op.f("uq_key_rotations_code")),
    )
    with op.batch_alter_table("key_rotations") as batch_op:
        batch_op.create_index(
            op.f("ix_key_rotations_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "upper_consents",
        sa.Column(
            "case",
            sa.Enum(
                "small_organisation",
                "sub_organisation",
                "large_cell",
                name="consent_case",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("deciding_body", sa.Text(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_upper_consents_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upper_consents")),
    )
    with op.batch_alter_table("upper_consents") as batch_op:
        batch_op.create_index(
            op.f("ix_upper_consents_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "badge_submissions",
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("batch_on", sa.Date(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_badge_submissions_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_badge_submissions_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_badge_submissions")),
        sa.UniqueConstraint("document_id", name=op.f("uq_badge_submissions_document_id")),
    )
    with op.batch_alter_table("badge_submissions") as batch_op:
        batch_op.create_index(op.f("ix_badge_submissions_batch_on"), ["batch_on"], unique=False)
        batch_op.create_index(
            op.f("ix_badge_submissions_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "procedure_readmissions",
        sa.Column("procedure_id", sa.Uuid(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=False),
        sa.Column(
            "leaving",
            sa.Enum(
                "struck_off",
                "probationer_struck_off",
                "resigned",
                "expelled",
                name="leaving",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("leaving_decision", sa.Text(), nullable=False),
        sa.Column("times_before", sa.Integer(), nullable=False),
        sa.Column("exception_paper", sa.Text(), nullable=False),
        sa.Column("admitted_before_on", sa.Date(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["procedure_id"], ["procedures.id"], name=op.f("fk_procedure_readmissions_procedure_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_procedure_readmissions")),
        sa.UniqueConstraint("procedure_id", name=op.f("uq_procedure_readmissions_procedure_id")),
    )
    with op.batch_alter_table("procedure_readmissions") as batch_op:
        batch_op.create_index(
            op.f("ix_procedure_readmissions_procedure_id"), ["procedure_id"], unique=False
        )

    op.create_table(
        "task_hand_overs",
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("successor_id", sa.Uuid(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("decision_number", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_task_hand_overs_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["organisations.id"], name=op.f("fk_task_hand_overs_successor_id")
        ),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("fk_task_hand_overs_task_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_hand_overs")),
        sa.UniqueConstraint(
            "task_id", "organisation_id", name=op.f("uq_task_hand_overs_task_id_organisation_id")
        ),
    )
    with op.batch_alter_table("task_hand_overs") as batch_op:
        batch_op.create_index(
            op.f("ix_task_hand_overs_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(
            op.f("ix_task_hand_overs_successor_id"), ["successor_id"], unique=False
        )
        batch_op.create_index(op.f("ix_task_hand_overs_task_id"), ["task_id"], unique=False)

    with op.batch_alter_table("badge_nominations") as batch_op:
        batch_op.add_column(sa.Column("submission_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(
            op.f("fk_badge_nominations_submission_id"),
            "badge_submissions",
            ["submission_id"],
            ["id"],
        )

    with op.batch_alter_table("cell_watches") as batch_op:
        batch_op.add_column(
            sa.Column(
                "consent_case",
                sa.Enum(
                    "small_organisation",
                    "sub_organisation",
                    "large_cell",
                    name="consent_case",
                    native_enum=False,
                    create_constraint=True,
                    length=40,
                ),
                nullable=True,
            )
        )

    with op.batch_alter_table("export_requests") as batch_op:
        batch_op.add_column(
            sa.Column(
                "kind",
                sa.Enum(
                    "people",
                    "corrections",
                    name="export_kind",
                    native_enum=False,
                    create_constraint=True,
                    length=40,
                ),
                nullable=False,
                server_default="people",
            )
        )

    with op.batch_alter_table("member_events") as batch_op:
        batch_op.add_column(
            sa.Column(
                "origin",
                sa.Enum(
                    "admissions",
                    "transfers",
                    "conduct",
                    "badges",
                    name="own_page",
                    native_enum=False,
                    create_constraint=True,
                    length=40,
                ),
                nullable=True,
            )
        )
        batch_op.add_column(sa.Column("source_id", sa.Uuid(), nullable=True))
        batch_op.create_index(op.f("ix_member_events_source_id"), ["source_id"], unique=False)

    with op.batch_alter_table("nominations") as batch_op:
        batch_op.add_column(
            sa.Column(
                "kind",
                sa.Enum(
                    "given",
                    "handed_over",
                    "vacated",
                    "relieved",
                    name="nomination_kind",
                    native_enum=False,
                    create_constraint=True,
                    length=40,
                ),
                nullable=False,
                server_default="given",
            )
        )

    with op.batch_alter_table("notices") as batch_op:
        batch_op.add_column(sa.Column("topic", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("told_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("lines", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.create_index(
            "ix_notices_recipient_id_topic", ["recipient_id", "topic"], unique=False
        )

    with op.batch_alter_table("procedures") as batch_op:
        batch_op.add_column(sa.Column("returned_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("return_reason", sa.Text(), nullable=True))

    with op.batch_alter_table("users") as batch_op:
        batch_op.alter_column("full_name", existing_type=sa.TEXT(), nullable=True)

    with op.batch_alter_table("export_requests") as batch_op:
        batch_op.alter_column("kind", server_default=None)

    with op.batch_alter_table("nominations") as batch_op:
        batch_op.alter_column("kind", server_default=None)

    with op.batch_alter_table("notices") as batch_op:
        batch_op.alter_column("lines", server_default=None)

    op.execute("UPDATE nominations SET kind = 'handed_over' WHERE follows_id IS NOT NULL")
    op.execute("UPDATE users SET full_name = NULL WHERE member_id IS NOT NULL")
    with op.batch_alter_table("users") as batch_op:
        batch_op.create_check_constraint(
            op.f("ck_users_one_name"), "(member_id IS NULL) <> (full_name IS NULL)"
        )

    with op.batch_alter_table("dues_lines") as batch_op:
        batch_op.drop_constraint(op.f("uq_dues_lines_member_id_month"), type_="unique")
        batch_op.create_unique_constraint(
            op.f("uq_dues_lines_organisation_id_member_id_month"),
            ["organisation_id", "member_id", "month"],
        )
        batch_op.create_index(
            "uq_dues_lines_paid_once",
            ["member_id", "month"],
            unique=True,
            sqlite_where=sa.text("paid_on IS NOT NULL"),
            postgresql_where=sa.text("paid_on IS NOT NULL"),
        )

    _allow("provisions", "provision_key", "key", (*_KEYS_BEFORE, *_NEW_KEYS))
    _allow("procedures", "procedure_kind", "kind", (*_PROCEDURES_BEFORE, *_NEW_PROCEDURES))
    _allow("procedure_steps", "step", "step", (*_STEPS_BEFORE, *_NEW_STEPS))
    _keep_events()


def downgrade() -> None:
    """Take the change back; what only the new tables know is lost."""
    _let_events_change()
    _forget_what_is_new()
    with op.batch_alter_table("dues_lines") as batch_op:
        batch_op.drop_index("uq_dues_lines_paid_once")
        batch_op.drop_constraint(
            op.f("uq_dues_lines_organisation_id_member_id_month"), type_="unique"
        )
        batch_op.create_unique_constraint(
            op.f("uq_dues_lines_member_id_month"), ["member_id", "month"]
        )

    _allow("procedure_steps", "step", "step", _STEPS_BEFORE)
    _allow("procedures", "procedure_kind", "kind", _PROCEDURES_BEFORE)
    _allow("provisions", "provision_key", "key", _KEYS_BEFORE)
    with op.batch_alter_table("users") as batch_op:
        batch_op.drop_constraint(op.f("ck_users_one_name"), type_="check")

    op.execute(
        "UPDATE users SET full_name = (SELECT full_name FROM members WHERE members.id = member_id) "
        "WHERE member_id IS NOT NULL"
    )
    with op.batch_alter_table("users") as batch_op:
        batch_op.alter_column("full_name", existing_type=sa.TEXT(), nullable=False)

    with op.batch_alter_table("procedures") as batch_op:
        batch_op.drop_column("return_reason")
        batch_op.drop_column("returned_on")

    with op.batch_alter_table("notices") as batch_op:
        batch_op.drop_index("ix_notices_recipient_id_topic")
        batch_op.drop_column("lines")
        batch_op.drop_column("told_on")
        batch_op.drop_column("topic")

    with op.batch_alter_table("nominations") as batch_op:
        batch_op.drop_constraint(op.f("ck_nominations_nomination_kind"), type_="check")
        batch_op.drop_column("kind")

    with op.batch_alter_table("member_events") as batch_op:
        batch_op.drop_index(op.f("ix_member_events_source_id"))
        batch_op.drop_column("source_id")
        batch_op.drop_constraint(op.f("ck_member_events_own_page"), type_="check")
        batch_op.drop_column("origin")

    with op.batch_alter_table("export_requests") as batch_op:
        batch_op.drop_constraint(op.f("ck_export_requests_export_kind"), type_="check")
        batch_op.drop_column("kind")

    with op.batch_alter_table("cell_watches") as batch_op:
        batch_op.drop_constraint(op.f("ck_cell_watches_consent_case"), type_="check")
        batch_op.drop_column("consent_case")

    with op.batch_alter_table("badge_nominations") as batch_op:
        batch_op.drop_constraint(op.f("fk_badge_nominations_submission_id"), type_="foreignkey")
        batch_op.drop_column("submission_id")

    with op.batch_alter_table("task_hand_overs") as batch_op:
        batch_op.drop_index(op.f("ix_task_hand_overs_task_id"))
        batch_op.drop_index(op.f("ix_task_hand_overs_successor_id"))
        batch_op.drop_index(op.f("ix_task_hand_overs_organisation_id"))

    op.drop_table("task_hand_overs")
    with op.batch_alter_table("procedure_readmissions") as batch_op:
        batch_op.drop_index(op.f("ix_procedure_readmissions_procedure_id"))

    op.drop_table("procedure_readmissions")
    with op.batch_alter_table("badge_submissions") as batch_op:
        batch_op.drop_index(op.f("ix_badge_submissions_organisation_id"))
        batch_op.drop_index(op.f("ix_badge_submissions_batch_on"))

    op.drop_table("badge_submissions")
    with op.batch_alter_table("upper_consents") as batch_op:
        batch_op.drop_index(op.f("ix_upper_consents_organisation_id"))

    op.drop_table("upper_consents")
    with op.batch_alter_table("key_rotations") as batch_op:
        batch_op.drop_index(op.f("ix_key_rotations_organisation_id"))

    op.drop_table("key_rotations")


def _allow(table: str, name: str, column: str, words: Sequence[str]) -> None:
    """Let a column hold these words and no others."""
    check = op.f(f"ck_{table}_{name}")
    with op.batch_alter_table(table) as batch_op:
        batch_op.drop_constraint(check, type_="check")
        batch_op.create_check_constraint(
            check, f"{column} IN ({', '.join(repr(word) for word in words)})"
        )


def _forget_what_is_new() -> None:
    """Drop what the older schema has no words for; a readmission becomes an admission."""
    # A member had one line a month: the one with the money, else the first that was written.
    op.execute(
        "DELETE FROM dues_lines WHERE paid_on IS NULL AND EXISTS ("
        "SELECT 1 FROM dues_lines AS other "
        "WHERE other.member_id = dues_lines.member_id AND other.month = dues_lines.month "
        "AND other.id <> dues_lines.id "
        "AND (other.paid_on IS NOT NULL OR other.id < dues_lines.id))"
    )
    _delete("provisions", "key", _NEW_KEYS)
    _delete("procedure_steps", "step", _NEW_STEPS)
    _delete("nominations", "kind", ("vacated", "relieved"))
    op.execute("UPDATE procedures SET kind = 'admission' WHERE kind = 'readmission'")


def _delete(table: str, column: str, words: Sequence[str]) -> None:
    rows = sa.table(table, sa.column(column, sa.String()))
    op.get_bind().execute(sa.delete(rows).where(rows.c[column].in_(words)))


_KEPT = (
    "member_id",
    "sequence",
    "kind",
    "happened_on",
    "until_on",
    "document_number",
    "decided_on",
    "deciding_body",
    "has_paper",
    "other_organisation_id",
    "other_place",
    "status",
    "details",
    "corrects_id",
    "origin",
    "source_id",
    "recorded_by_id",
    "recorded_by",
    "organisation_id",
    "id",
    "created_at",
    "version",
)
_REFUSAL_ON_POSTGRESQL = """
CREATE OR REPLACE FUNCTION member_events_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was recorded of a member stays' USING ERRCODE = 'check_violation';
END $$
"""


def _keep_events() -> None:
    """Let the database refuse to change a recorded event; its note is sealed anew with new keys."""
    of_columns = f"UPDATE OF {', '.join(_KEPT)} ON member_events"
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_REFUSAL_ON_POSTGRESQL)
        op.execute(
            f"CREATE TRIGGER member_events_stay BEFORE {of_columns} "
            "FOR EACH ROW EXECUTE FUNCTION member_events_stay()"
        )
    else:
        op.execute(
            f"CREATE TRIGGER member_events_stay BEFORE {of_columns} "
            "BEGIN SELECT RAISE(ABORT, 'what was recorded of a member stays'); END"
        )


def _let_events_change() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER member_events_stay ON member_events")
        op.execute("DROP FUNCTION member_events_stay()")
    else:
        op.execute("DROP TRIGGER member_events_stay")
