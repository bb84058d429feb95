"""Whole lives: events, sealed fields, and the registers around members."""

import json
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import op

from partywork.core.ids import new_id
from partywork.core.sealing import ring

revision = "0002"
down_revision = "0001"


def _id() -> sa.ColumnClause[Any]:
    return sa.column("id", sa.Uuid())


def _sealed(name: str, readable: sa.types.TypeEngine[Any]) -> tuple[sa.ColumnClause[Any], ...]:
    return sa.column(name, readable), sa.column(f"{name}_sealed", sa.LargeBinary())


_PEOPLE = sa.table(
    "members",
    _id(),
    *_sealed("citizen_id", sa.Text()),
    sa.column("citizen_id_digest", sa.Text()),
    *_sealed("phone", sa.Text()),
    sa.column("phone_digest", sa.Text()),
    *_sealed("residence", sa.Text()),
    *_sealed("ethnicity", sa.Text()),
    *_sealed("religion", sa.Text()),
    *_sealed("notes", sa.Text()),
)
_IMPORTS = sa.table("member_imports", _id(), *_sealed("content", sa.LargeBinary()))
_ROWS = sa.table(
    "import_rows", _id(), *_sealed("cells", sa.JSON()), *_sealed("messages", sa.JSON())
)
# Which columns are sealed, and whether an exact search must find them.
_SEALED: dict[sa.TableClause, tuple[tuple[str, bool], ...]] = {
    _PEOPLE: (
        ("citizen_id", True),
        ("phone", True),
        ("residence", False),
        ("ethnicity", False),
        ("religion", False),
        ("notes", False),
    ),
    _IMPORTS: (("content", False),),
    _ROWS: (("cells", False), ("messages", False)),
}

_MEMBERS = sa.table(
    "members",
    _id(),
    sa.column("admitted_on", sa.Date()),
    sa.column("official_on", sa.Date()),
    sa.column("card_number", sa.Text()),
    sa.column("party_age_from", sa.Date()),
)
_MEMBERSHIPS = sa.table(
    "memberships",
    _id(),
    sa.column("member_id", sa.Uuid()),
    sa.column("organisation_id", sa.Uuid()),
    sa.column("status", sa.String()),
    sa.column("starts_on", sa.Date()),
    sa.column("document_number", sa.Text()),
    sa.column("created_at", sa.DateTime(timezone=True)),
)
_EVENTS = sa.table(
    "member_events",
    _id(),
    sa.column("created_at", sa.DateTime(timezone=True)),
    sa.column("version", sa.Integer()),
    sa.column("organisation_id", sa.Uuid()),
    sa.column("member_id", sa.Uuid()),
    sa.column("sequence", sa.Integer()),
    sa.column("kind", sa.String()),
    sa.column("happened_on", sa.Date()),
    sa.column("document_number", sa.Text()),
    sa.column("has_paper", sa.Boolean()),
    sa.column("status", sa.String()),
    sa.column("details", sa.JSON()),
    sa.column("recorded_by", sa.Text()),
)
# The event behind a standing that followed another one.
_KINDS = {
    "official": "confirmed",
    "exempted": "exempted",
    "temporarily_away": "went_away",
    "suspended": "suspended",
    "prosecuted": "prosecuted",
}
_FORMER_STANDINGS = {
    "probationary_exempted": "exempted",
    "probationary_away": "temporarily_away",
    "probationary_suspended": "suspended",
    "probationary_prosecuted": "prosecuted",
}
_FORMER_OFFICES = {"acting_secretary": "deputy_secretary"}
# The words of this revision that the older schema has not, and what it says instead.
_FORMER_WORDS = {
    ("memberships", "status"): _FORMER_STANDINGS,
    ("memberships", "leaving_reason"): {
        "probationer_struck_off": "struck_off",
        "guest_left": "transferred",
    },
    ("roll_entries", "status"): _FORMER_STANDINGS,
    ("attendances", "status"): _FORMER_STANDINGS,
    ("attendances", "office"): _FORMER_OFFICES,
    ("appointments", "office"): _FORMER_OFFICES,
    ("import_rows", "status"): {"updated": "imported", "changed": "ready", "unknown": "error"},
}
_FORMER_KEYS = (
    "cell.min_official",
    "cell.committee_min",
    "cell.committee_max",
    "organisation.min_members",
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
)


def upgrade() -> None:
    """Apply the change."""
    _make_tables()
    with op.batch_alter_table("members") as batch_op:
        batch_op.add_column(sa.Column("birth_name", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("alias", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("citizen_id_sealed", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("citizen_id_digest", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("phone_sealed", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("phone_digest", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("email_sealed", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("residence_sealed", sa.LargeBinary(), nullable=True))
        batch_op.add_column(
            sa.Column("temporary_residence_sealed", sa.LargeBinary(), nullable=True)
        )
        batch_op.add_column(sa.Column("ethnicity_sealed", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("religion_sealed", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("health_sealed", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("notes_sealed", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("birth_place", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("family_background", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("workplace", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("government_post", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("association_post", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("salary_grade", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("retired_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("general_education", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("academic_title", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("degree", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("foreign_languages", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("computer_skills", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("ceremony_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("party_age_from", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("sponsors", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("card_issued_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("card_kind", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("register_number", sa.Text(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_members_party_age_from"), ["party_age_from"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_members_phone_digest"), ["phone_digest"], unique=False)
        batch_op.create_unique_constraint(
            batch_op.f("uq_members_citizen_id_digest"), ["citizen_id_digest"]
        )
        batch_op.create_check_constraint(
            op.f("ck_members_card_kind"), _one_of("card_kind", ["old", "new"])
        )

    with op.batch_alter_table("organisations") as batch_op:
        batch_op.add_column(sa.Column("party_code", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("kind_label", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("established_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("dissolved_on", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column("earlier_names", sa.JSON(), nullable=False, server_default="[]")
        )
        batch_op.add_column(sa.Column("succeeded_by_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_organisations_succeeded_by_id"),
            "organisations",
            ["succeeded_by_id"],
            ["id"],
        )

    with op.batch_alter_table("appointments") as batch_op:
        batch_op.add_column(sa.Column("decision_kind", sa.String(length=40), nullable=True))
        batch_op.drop_constraint(op.f("ck_appointments_office_title"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_appointments_office_title"),
            _one_of(
                "office",
                [
                    "secretary",
                    "acting_secretary",
                    "deputy_secretary",
                    "cell_committee_member",
                    "standing_committee_member",
                    "committee_member",
                    "inspection_head",
                    "inspection_deputy",
                    "inspection_member",
                    "office_head",
                    "office_staff",
                ],
            ),
        )
        batch_op.create_check_constraint(
            op.f("ck_appointments_decision_kind"),
            _one_of("decision_kind", ["recognised", "assigned"]),
        )

    with op.batch_alter_table("member_imports") as batch_op:
        batch_op.add_column(
            sa.Column("mode", sa.String(length=40), nullable=False, server_default="add")
        )
        batch_op.add_column(sa.Column("content_sealed", sa.LargeBinary(), nullable=True))
        batch_op.create_check_constraint(
            op.f("ck_member_imports_import_mode"), _one_of("mode", ["add", "update", "both"])
        )

    with op.batch_alter_table("memberships") as batch_op:
        batch_op.add_column(sa.Column("joining_reason", sa.String(length=40), nullable=True))
        batch_op.drop_constraint(op.f("ck_memberships_membership_status"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_memberships_membership_status"),
            _one_of(
                "status",
                [
                    "probationary",
                    "official",
                    "exempted",
                    "temporarily_away",
                    "temporary_guest",
                    "suspended",
                    "prosecuted",
                    "probationary_exempted",
                    "probationary_away",
                    "probationary_suspended",
                    "probationary_prosecuted",
                ],
            ),
        )
        batch_op.drop_constraint(op.f("ck_memberships_leaving_reason"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_memberships_leaving_reason"),
            _one_of(
                "leaving_reason",
                [
                    "transferred",
                    "died",
                    "struck_off",
                    "expelled",
                    "resigned",
                    "probationer_struck_off",
                    "guest_left",
                ],
            ),
        )
        batch_op.create_check_constraint(
            op.f("ck_memberships_joining_reason"),
            _one_of("joining_reason", ["admitted", "transferred", "restored"]),
        )

    with op.batch_alter_table("provisions") as batch_op:
        batch_op.drop_constraint(op.f("ck_provisions_provision_key"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_provisions_provision_key"),
            _one_of(
                "key",
                [
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
                ],
            ),
        )

    with op.batch_alter_table("terms_of_office") as batch_op:
        batch_op.add_column(sa.Column("extension_number", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("extended_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("warned_of", sa.Date(), nullable=True))

    with op.batch_alter_table("import_rows") as batch_op:
        batch_op.add_column(sa.Column("messages_sealed", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("cells_sealed", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("before_sealed", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("version_left", sa.Integer(), nullable=True))
        batch_op.drop_constraint(op.f("ck_import_rows_row_status"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_import_rows_row_status"),
            _one_of(
                "status",
                ["ready", "error", "duplicate", "changed", "unknown", "imported", "updated"],
            ),
        )

    with op.batch_alter_table("roll_entries") as batch_op:
        batch_op.drop_constraint(op.f("ck_roll_entries_membership_status"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_roll_entries_membership_status"),
            _one_of(
                "status",
                [
                    "probationary",
                    "official",
                    "exempted",
                    "temporarily_away",
                    "temporary_guest",
                    "suspended",
                    "prosecuted",
                    "probationary_exempted",
                    "probationary_away",
                    "probationary_suspended",
                    "probationary_prosecuted",
                ],
            ),
        )

    with op.batch_alter_table("attendances") as batch_op:
        batch_op.drop_constraint(op.f("ck_attendances_office_title"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_attendances_office_title"),
            _one_of(
                "office",
                [
                    "secretary",
                    "acting_secretary",
                    "deputy_secretary",
                    "cell_committee_member",
                    "standing_committee_member",
                    "committee_member",
                    "inspection_head",
                    "inspection_deputy",
                    "inspection_member",
                    "office_head",
                    "office_staff",
                ],
            ),
        )
        batch_op.drop_constraint(op.f("ck_attendances_membership_status"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_attendances_membership_status"),
            _one_of(
                "status",
                [
                    "probationary",
                    "official",
                    "exempted",
                    "temporarily_away",
                    "temporary_guest",
                    "suspended",
                    "prosecuted",
                    "probationary_exempted",
                    "probationary_away",
                    "probationary_suspended",
                    "probationary_prosecuted",
                ],
            ),
        )

    _seal()
    _write_events()
    with op.batch_alter_table("members") as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_members_citizen_id"), type_="unique")
        batch_op.drop_column("phone")
        batch_op.drop_column("ethnicity")
        batch_op.drop_column("residence")
        batch_op.drop_column("citizen_id")
        batch_op.drop_column("religion")
        batch_op.drop_column("notes")

    with op.batch_alter_table("organisations") as batch_op:
        batch_op.alter_column("kind_label", server_default=None)
        batch_op.alter_column("earlier_names", server_default=None)

    with op.batch_alter_table("member_imports") as batch_op:
        batch_op.alter_column("mode", server_default=None)
        batch_op.drop_column("content")

    with op.batch_alter_table("import_rows") as batch_op:
        batch_op.drop_column("messages")
        batch_op.drop_column("cells")

    _guard()


def downgrade() -> None:
    """Take the change back; what only the new tables know is lost."""
    _unguard()
    _forget_what_is_new()
    with op.batch_alter_table("import_rows") as batch_op:
        batch_op.add_column(sa.Column("cells", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.add_column(sa.Column("messages", sa.JSON(), nullable=False, server_default="{}"))

    with op.batch_alter_table("member_imports") as batch_op:
        batch_op.add_column(sa.Column("content", sa.LargeBinary(), nullable=True))

    with op.batch_alter_table("members") as batch_op:
        batch_op.add_column(sa.Column("religion", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("notes", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("citizen_id", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("residence", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("ethnicity", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("phone", sa.Text(), nullable=True))

    _open()
    with op.batch_alter_table("attendances") as batch_op:
        batch_op.drop_constraint(op.f("ck_attendances_membership_status"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_attendances_membership_status"),
            _one_of(
                "status",
                [
                    "probationary",
                    "official",
                    "exempted",
                    "temporarily_away",
                    "temporary_guest",
                    "suspended",
                    "prosecuted",
                ],
            ),
        )
        batch_op.drop_constraint(op.f("ck_attendances_office_title"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_attendances_office_title"),
            _one_of(
                "office",
                [
                    "secretary",
                    "deputy_secretary",
                    "cell_committee_member",
                    "standing_committee_member",
                    "committee_member",
                    "inspection_head",
                    "inspection_deputy",
                    "inspection_member",
                    "office_head",
                    "office_staff",
                ],
            ),
        )

    with op.batch_alter_table("roll_entries") as batch_op:
        batch_op.drop_constraint(op.f("ck_roll_entries_membership_status"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_roll_entries_membership_status"),
            _one_of(
                "status",
                [
                    "probationary",
                    "official",
                    "exempted",
                    "temporarily_away",
                    "temporary_guest",
                    "suspended",
                    "prosecuted",
                ],
            ),
        )

    with op.batch_alter_table("import_rows") as batch_op:
        batch_op.alter_column("cells", server_default=None)
        batch_op.alter_column("messages", server_default=None)
        batch_op.drop_constraint(op.f("ck_import_rows_row_status"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_import_rows_row_status"),
            _one_of("status", ["ready", "error", "duplicate", "imported"]),
        )
        batch_op.drop_column("version_left")
        batch_op.drop_column("before_sealed")
        batch_op.drop_column("cells_sealed")
        batch_op.drop_column("messages_sealed")

    with op.batch_alter_table("terms_of_office") as batch_op:
        batch_op.drop_column("warned_of")
        batch_op.drop_column("extended_on")
        batch_op.drop_column("extension_number")

    with op.batch_alter_table("provisions") as batch_op:
        batch_op.drop_constraint(op.f("ck_provisions_provision_key"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_provisions_provision_key"),
            _one_of(
                "key",
                [
                    "cell.min_official",
                    "cell.committee_min",
                    "cell.committee_max",
                    "organisation.min_members",
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
                ],
            ),
        )

    with op.batch_alter_table("memberships") as batch_op:
        batch_op.drop_constraint(op.f("ck_memberships_joining_reason"), type_="check")
        batch_op.drop_constraint(op.f("ck_memberships_leaving_reason"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_memberships_leaving_reason"),
            _one_of(
                "leaving_reason", ["transferred", "died", "struck_off", "expelled", "resigned"]
            ),
        )
        batch_op.drop_constraint(op.f("ck_memberships_membership_status"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_memberships_membership_status"),
            _one_of(
                "status",
                [
                    "probationary",
                    "official",
                    "exempted",
                    "temporarily_away",
                    "temporary_guest",
                    "suspended",
                    "prosecuted",
                ],
            ),
        )
        batch_op.drop_column("joining_reason")

    with op.batch_alter_table("member_imports") as batch_op:
        batch_op.drop_constraint(op.f("ck_member_imports_import_mode"), type_="check")
        batch_op.drop_column("content_sealed")
        batch_op.drop_column("mode")

    with op.batch_alter_table("appointments") as batch_op:
        batch_op.drop_constraint(op.f("ck_appointments_decision_kind"), type_="check")
        batch_op.drop_constraint(op.f("ck_appointments_office_title"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_appointments_office_title"),
            _one_of(
                "office",
                [
                    "secretary",
                    "deputy_secretary",
                    "cell_committee_member",
                    "standing_committee_member",
                    "committee_member",
                    "inspection_head",
                    "inspection_deputy",
                    "inspection_member",
                    "office_head",
                    "office_staff",
                ],
            ),
        )
        batch_op.drop_column("decision_kind")

    with op.batch_alter_table("organisations") as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_organisations_succeeded_by_id"), type_="foreignkey")
        batch_op.drop_column("succeeded_by_id")
        batch_op.drop_column("earlier_names")
        batch_op.drop_column("dissolved_on")
        batch_op.drop_column("established_on")
        batch_op.drop_column("kind_label")
        batch_op.drop_column("party_code")

    with op.batch_alter_table("members") as batch_op:
        batch_op.drop_constraint(op.f("ck_members_card_kind"), type_="check")
        batch_op.drop_constraint(batch_op.f("uq_members_citizen_id_digest"), type_="unique")
        batch_op.drop_index(batch_op.f("ix_members_phone_digest"))
        batch_op.drop_index(batch_op.f("ix_members_party_age_from"))
        batch_op.create_unique_constraint(batch_op.f("uq_members_citizen_id"), ["citizen_id"])
        batch_op.drop_column("register_number")
        batch_op.drop_column("card_kind")
        batch_op.drop_column("card_issued_on")
        batch_op.drop_column("sponsors")
        batch_op.drop_column("party_age_from")
        batch_op.drop_column("ceremony_on")
        batch_op.drop_column("computer_skills")
        batch_op.drop_column("foreign_languages")
        batch_op.drop_column("degree")
        batch_op.drop_column("academic_title")
        batch_op.drop_column("general_education")
        batch_op.drop_column("retired_on")
        batch_op.drop_column("salary_grade")
        batch_op.drop_column("association_post")
        batch_op.drop_column("government_post")
        batch_op.drop_column("workplace")
        batch_op.drop_column("family_background")
        batch_op.drop_column("birth_place")
        batch_op.drop_column("notes_sealed")
        batch_op.drop_column("health_sealed")
        batch_op.drop_column("religion_sealed")
        batch_op.drop_column("ethnicity_sealed")
        batch_op.drop_column("temporary_residence_sealed")
        batch_op.drop_column("residence_sealed")
        batch_op.drop_column("email_sealed")
        batch_op.drop_column("phone_digest")
        batch_op.drop_column("phone_sealed")
        batch_op.drop_column("citizen_id_digest")
        batch_op.drop_column("citizen_id_sealed")
        batch_op.drop_column("alias")
        batch_op.drop_column("birth_name")

    _drop_tables()


def _make_tables() -> None:
    op.create_table(
        "badge_reminders",
        sa.Column("batch_on", sa.Date(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_badge_reminders")),
        sa.UniqueConstraint("batch_on", "step", name=op.f("uq_badge_reminders_batch_on_step")),
    )
    op.create_table(
        "saved_filters",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("asked_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_filters")),
        sa.UniqueConstraint("user_id", "name", name=op.f("uq_saved_filters_user_id_name")),
    )
    op.create_table(
        "badge_nominations",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("years", sa.Integer(), nullable=False),
        sa.Column(
            "ground",
            sa.Enum(
                "due",
                "early",
                "posthumous",
                name="ground",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "proposed",
                "submitted",
                "awarded",
                "postponed",
                name="nomination_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("batch_on", sa.Date(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column(
            "postponed_for",
            sa.Enum(
                "discipline",
                "dossier",
                "party_age",
                "own_wish",
                name="postponement_reason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("papers", sa.JSON(), nullable=False),
        sa.Column("kept_at", sa.Text(), nullable=False),
        sa.Column("submission_number", sa.Text(), nullable=True),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("decision_number", sa.Text(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("deciding_body", sa.Text(), nullable=True),
        sa.Column("awarded_on", sa.Date(), nullable=True),
        sa.Column("badge_number", sa.Text(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_badge_nominations_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_badge_nominations_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_badge_nominations")),
        sa.UniqueConstraint(
            "member_id", "years", name=op.f("uq_badge_nominations_member_id_years")
        ),
    )
    with op.batch_alter_table("badge_nominations", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_badge_nominations_batch_on"), ["batch_on"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_badge_nominations_organisation_id"), ["organisation_id"], unique=False
        )
    op.create_table(
        "cell_groups",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("fillings", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_cell_groups_days_in_order")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_cell_groups_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cell_groups")),
    )
    with op.batch_alter_table("cell_groups", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_cell_groups_organisation_id"), ["organisation_id"], unique=False
        )
    op.create_table(
        "cell_watches",
        sa.Column("has_minimum", sa.Boolean(), nullable=False),
        sa.Column("may_elect_committee", sa.Boolean(), nullable=False),
        sa.Column("may_become_committee", sa.Boolean(), nullable=False),
        sa.Column("has_secretary", sa.Boolean(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_cell_watches_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cell_watches")),
        sa.UniqueConstraint("organisation_id", name=op.f("uq_cell_watches_organisation_id")),
    )
    with op.batch_alter_table("cell_watches", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_cell_watches_organisation_id"), ["organisation_id"], unique=False
        )
    op.create_table(
        "corrections",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column(
            "field",
            sa.Enum(
                "full_name",
                "birth_name",
                "alias",
                "sex",
                "born_on",
                "citizen_id",
                "phone",
                "email",
                "residence",
                "temporary_residence",
                "birth_place",
                "native_place",
                "ethnicity",
                "religion",
                "family_background",
                "occupation",
                "workplace",
                "government_post",
                "association_post",
                "salary_grade",
                "retired_on",
                "general_education",
                "qualification",
                "academic_title",
                "degree",
                "political_theory",
                "foreign_languages",
                "computer_skills",
                "sponsors",
                "file_number",
                "register_number",
                "health",
                "notes",
                name="record_field",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("proposed_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("evidence_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "waiting",
                "accepted",
                "refused",
                "withdrawn",
                name="correction_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_corrections_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_corrections_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrections")),
    )
    with op.batch_alter_table("corrections", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_corrections_member_id"), ["member_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_corrections_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_corrections_status"), ["status"], unique=False)
    op.create_table(
        "data_requests",
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("asker_sealed", sa.LargeBinary(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "access",
                "rectification",
                "deletion",
                "withdrawal",
                "restriction",
                "objection",
                name="request_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("details_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("reply_by", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "received",
                "in_hand",
                "extended",
                "answered",
                "refused",
                "taken_back",
                name="request_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("replied_on", sa.Date(), nullable=True),
        sa.Column("finished_on", sa.Date(), nullable=True),
        sa.Column("handled_by", sa.Text(), nullable=True),
        sa.Column("reply_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("told_reply_on", sa.Date(), nullable=True),
        sa.Column("told_due_on", sa.Date(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_data_requests_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_data_requests_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_requests")),
    )
    with op.batch_alter_table("data_requests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_data_requests_due_on"), ["due_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_data_requests_member_id"), ["member_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_data_requests_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_data_requests_status"), ["status"], unique=False)
    op.create_table(
        "difference_lists",
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("list_day", sa.Date(), nullable=False),
        sa.Column("content_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "columns",
                "open",
                name="difference_status",
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
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_difference_lists_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_difference_lists")),
    )
    with op.batch_alter_table("difference_lists", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_difference_lists_organisation_id"), ["organisation_id"], unique=False
        )
    op.create_table(
        "dossier_papers",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column(
            "standing",
            sa.Enum(
                "unchecked",
                "present",
                "missing",
                "not_needed",
                name="paper_standing",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("checked_by", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_dossier_papers_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_dossier_papers_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier_papers")),
        sa.UniqueConstraint("member_id", "code", name=op.f("uq_dossier_papers_member_id_code")),
    )
    with op.batch_alter_table("dossier_papers", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_dossier_papers_organisation_id"), ["organisation_id"], unique=False
        )
    op.create_table(
        "dues_closings",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_by", sa.Text(), nullable=False),
        sa.Column("payers", sa.Integer(), nullable=False),
        sa.Column("have_paid", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_dues_closings_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dues_closings")),
        sa.UniqueConstraint(
            "organisation_id", "month", name=op.f("uq_dues_closings_organisation_id_month")
        ),
    )
    with op.batch_alter_table("dues_closings", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_dues_closings_organisation_id"), ["organisation_id"], unique=False
        )
    op.create_table(
        "dues_declarations",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("from_month", sa.Date(), nullable=False),
        sa.Column(
            "group",
            sa.Enum(
                "insured",
                "on_allowance",
                "pensioner",
                "student",
                "not_insured",
                "abroad",
                name="dues_group",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("base_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("higher_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("higher_decision", sa.Text(), nullable=False),
        sa.Column(
            "place",
            sa.Enum(
                "own_cell",
                "temporary_cell",
                name="paying_place",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("letter_number", sa.Text(), nullable=False),
        sa.Column("is_own", sa.Boolean(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_dues_declarations_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_dues_declarations_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dues_declarations")),
        sa.UniqueConstraint(
            "member_id", "from_month", name=op.f("uq_dues_declarations_member_id_from_month")
        ),
    )
    with op.batch_alter_table("dues_declarations", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_dues_declarations_organisation_id"), ["organisation_id"], unique=False
        )
    op.create_table(
        "dues_lines",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("due_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("paid_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column(
            "way",
            sa.Enum(
                "cash",
                "portal",
                name="payment_way",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("is_excused", sa.Boolean(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_dues_lines_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_dues_lines_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dues_lines")),
        sa.UniqueConstraint("member_id", "month", name=op.f("uq_dues_lines_member_id_month")),
    )
    with op.batch_alter_table("dues_lines", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_dues_lines_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(
            "ix_dues_lines_organisation_id_month", ["organisation_id", "month"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_dues_lines_paid_on"), ["paid_on"], unique=False)
    op.create_table(
        "dues_reliefs",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("ground_sealed", sa.LargeBinary(), nullable=True),
        sa.Column(
            "percent",
            sa.Enum(
                "30",
                "50",
                "70",
                "100",
                name="relief_percent",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("from_month", sa.Date(), nullable=False),
        sa.Column("to_month", sa.Date(), nullable=True),
        sa.Column("decision_number", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_dues_reliefs_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_dues_reliefs_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dues_reliefs")),
    )
    with op.batch_alter_table("dues_reliefs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dues_reliefs_member_id"), ["member_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_dues_reliefs_organisation_id"), ["organisation_id"], unique=False
        )
    op.create_table(
        "dues_settlements",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("collected", sa.BigInteger(), nullable=False),
        sa.Column("by_portal", sa.BigInteger(), nullable=False),
        sa.Column("passed_up", sa.BigInteger(), nullable=False),
        sa.Column("kept", sa.BigInteger(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=False),
        sa.Column("settled_by", sa.Text(), nullable=False),
        sa.Column("receipt_number", sa.Text(), nullable=False),
        sa.Column("handed_on", sa.Date(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "by_portal <= collected", name=op.f("ck_dues_settlements_portal_within")
        ),
        sa.CheckConstraint(
            "collected = passed_up + kept", name=op.f("ck_dues_settlements_adds_up")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_dues_settlements_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dues_settlements")),
        sa.UniqueConstraint(
            "organisation_id",
            "year",
            "number",
            name=op.f("uq_dues_settlements_organisation_id_year_number"),
        ),
    )
    with op.batch_alter_table("dues_settlements", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_dues_settlements_organisation_id"), ["organisation_id"], unique=False
        )
    op.create_table(
        "export_requests",
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("grants", sa.JSON(), nullable=False),
        sa.Column("asked_sealed", sa.LargeBinary(), nullable=True),
        sa.Column(
            "export_format",
            sa.Enum(
                "xlsx",
                "csv",
                "pdf",
                name="export_format",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("is_unmasked", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "asked",
                "refused",
                "approved",
                "ready",
                "taken",
                "expired",
                name="export_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refusal", sa.Text(), nullable=True),
        sa.Column("valid_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("content_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_export_requests_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export_requests")),
    )
    with op.batch_alter_table("export_requests", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_export_requests_asked_by_id"), ["asked_by_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_export_requests_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_export_requests_status"), ["status"], unique=False)
    op.create_table(
        "member_events",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "enrolled",
                "admission_decided",
                "admitted",
                "confirmed",
                "probationer_struck_off",
                "transferred_out",
                "transferred_in",
                "moved",
                "reorganised",
                "went_away",
                "came_as_guest",
                "temporary_ended",
                "exempted",
                "excused_for_a_time",
                "resumed",
                "suspended",
                "prosecuted",
                "reinstated",
                "commended",
                "disciplined",
                "progress_recognised",
                "struck_off",
                "resigned",
                "expelled",
                "died",
                "admitted_again",
                "reconnected",
                "card_issued",
                "card_exchanged",
                "card_lost",
                "badge_awarded",
                "renamed",
                "file_supplemented",
                "voided",
                name="event_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("document_number", sa.Text(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("deciding_body", sa.Text(), nullable=True),
        sa.Column("has_paper", sa.Boolean(), nullable=False),
        sa.Column("other_organisation_id", sa.Uuid(), nullable=True),
        sa.Column("other_place", sa.Text(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "probationary",
                "official",
                "exempted",
                "temporarily_away",
                "temporary_guest",
                "suspended",
                "prosecuted",
                "probationary_exempted",
                "probationary_away",
                "probationary_suspended",
                "probationary_prosecuted",
                name="membership_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("corrects_id", sa.Uuid(), nullable=True),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=True),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "until_on IS NULL OR until_on >= happened_on",
            name=op.f("ck_member_events_days_in_order"),
        ),
        sa.ForeignKeyConstraint(
            ["corrects_id"], ["member_events.id"], name=op.f("fk_member_events_corrects_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_member_events_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_member_events_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["other_organisation_id"],
            ["organisations.id"],
            name=op.f("fk_member_events_other_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_events")),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_member_events_corrects_id")),
    )
    with op.batch_alter_table("member_events", schema=None) as batch_op:
        batch_op.create_index(
            "ix_member_events_member_id_happened_on", ["member_id", "happened_on"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_member_events_organisation_id"), ["organisation_id"], unique=False
        )
    op.create_table(
        "party_classes",
        sa.Column(
            "kind",
            sa.Enum(
                "awareness",
                "new_member",
                name="class_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("letter_number", sa.Text(), nullable=True),
        sa.Column("letter_on", sa.Date(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_party_classes_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party_classes")),
    )
    with op.batch_alter_table("party_classes", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_party_classes_organisation_id"), ["organisation_id"], unique=False
        )
    op.create_table(
        "prospects",
        sa.Column("full_name", sa.Text(), nullable=False),
        sa.Column(
            "name_sort_key",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("folded_name", sa.Text(), nullable=False),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column(
            "sex",
            sa.Enum(
                "male", "female", name="sex", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("occupation", sa.Text(), nullable=True),
        sa.Column("workplace", sa.Text(), nullable=True),
        sa.Column("is_youth", sa.Boolean(), nullable=False),
        sa.Column("citizen_id_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("citizen_id_digest", sa.Text(), nullable=True),
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("email_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("residence_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("listed_on", sa.Date(), nullable=False),
        sa.Column("list_decision", sa.Text(), nullable=True),
        sa.Column("notice_given_on", sa.Date(), nullable=False),
        sa.Column("helper_id", sa.Uuid(), nullable=False),
        sa.Column("second_helper_id", sa.Uuid(), nullable=True),
        sa.Column(
            "stage",
            sa.Enum(
                "watched",
                "in_class",
                "preparing",
                "in_review",
                "proposed",
                "decided",
                "admitted",
                "dropped",
                name="prospect_stage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closing_reason", sa.Text(), nullable=True),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["helper_id"], ["members.id"], name=op.f("fk_prospects_helper_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_prospects_member_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_prospects_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["second_helper_id"], ["members.id"], name=op.f("fk_prospects_second_helper_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prospects")),
    )
    with op.batch_alter_table("prospects", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_prospects_citizen_id_digest"), ["citizen_id_digest"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_prospects_helper_id"), ["helper_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_prospects_member_id"), ["member_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_prospects_name_sort_key"), ["name_sort_key"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_prospects_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_prospects_second_helper_id"), ["second_helper_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_prospects_stage"), ["stage"], unique=False)
    op.create_table(
        "reorganisations",
        sa.Column(
            "kind",
            sa.Enum(
                "renamed",
                "split",
                "merged",
                "dissolved",
                name="reorganisation_kind",
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
                "done",
                "dropped",
                name="reorganisation_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("decision_number", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("deciding_body", sa.Text(), nullable=False),
        sa.Column("target_id", sa.Uuid(), nullable=True),
        sa.Column("wanted", sa.JSON(), nullable=False),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.JSON(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.Text(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_reorganisations_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["target_id"], ["organisations.id"], name=op.f("fk_reorganisations_target_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reorganisations")),
    )
    with op.batch_alter_table("reorganisations", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_reorganisations_organisation_id"), ["organisation_id"], unique=False
        )
    op.create_table(
        "residence_duties",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("introduced_on", sa.Date(), nullable=True),
        sa.Column("ward_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_residence_duties_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_residence_duties_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_residence_duties")),
        sa.UniqueConstraint("member_id", "year", name=op.f("uq_residence_duties_member_id_year")),
    )
    with op.batch_alter_table("residence_duties", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_residence_duties_organisation_id"), ["organisation_id"], unique=False
        )
    op.create_table(
        "sent_alerts",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("about_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_sent_alerts_member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sent_alerts")),
        sa.UniqueConstraint(
            "member_id", "code", "about_on", name=op.f("uq_sent_alerts_member_id_code_about_on")
        ),
    )
    with op.batch_alter_table("sent_alerts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sent_alerts_member_id"), ["member_id"], unique=False)
    op.create_table(
        "transfers",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "out",
                "in",
                "within",
                "away",
                "guest",
                name="transfer_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "started",
                "letter_issued",
                "received",
                "running",
                "completed",
                "returned",
                "cancelled",
                name="transfer_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("other_organisation_id", sa.Uuid(), nullable=True),
        sa.Column("other_place", sa.Text(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("is_study", sa.Boolean(), nullable=False),
        sa.Column("extensions", sa.JSON(), nullable=False),
        sa.Column("decision_number", sa.Text(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("dues_paid_to", sa.Date(), nullable=True),
        sa.Column("has_self_review", sa.Boolean(), nullable=False),
        sa.Column("letter_number", sa.Text(), nullable=True),
        sa.Column("letter_on", sa.Date(), nullable=True),
        sa.Column("addressed_to", sa.Text(), nullable=True),
        sa.Column("slip_number", sa.Text(), nullable=True),
        sa.Column("slip_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "other_organisation_id IS NULL OR other_organisation_id <> organisation_id",
            name=op.f("ck_transfers_two_cells"),
        ),
        sa.CheckConstraint(
            "until_on IS NULL OR until_on >= effective_on", name=op.f("ck_transfers_days_in_order")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_transfers_member_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_transfers_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["other_organisation_id"],
            ["organisations.id"],
            name=op.f("fk_transfers_other_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfers")),
    )
    with op.batch_alter_table("transfers", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_transfers_effective_on"), ["effective_on"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_transfers_member_id"), ["member_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_transfers_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_transfers_other_organisation_id"),
            ["other_organisation_id"],
            unique=False,
        )
    op.create_table(
        "yearly_commitments",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("kept_at", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_yearly_commitments_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_yearly_commitments_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_yearly_commitments")),
        sa.UniqueConstraint("member_id", "year", name=op.f("uq_yearly_commitments_member_id_year")),
    )
    with op.batch_alter_table("yearly_commitments", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_yearly_commitments_organisation_id"), ["organisation_id"], unique=False
        )
    op.create_table(
        "class_places",
        sa.Column("class_id", sa.Uuid(), nullable=False),
        sa.Column("prospect_id", sa.Uuid(), nullable=True),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("cell_id", sa.Uuid(), nullable=False),
        sa.Column("certificate_number", sa.Text(), nullable=True),
        sa.Column("certified_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(prospect_id IS NULL) <> (member_id IS NULL)",
            name=op.f("ck_class_places_is_one_person"),
        ),
        sa.ForeignKeyConstraint(
            ["cell_id"], ["organisations.id"], name=op.f("fk_class_places_cell_id")
        ),
        sa.ForeignKeyConstraint(
            ["class_id"], ["party_classes.id"], name=op.f("fk_class_places_class_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_class_places_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["prospect_id"], ["prospects.id"], name=op.f("fk_class_places_prospect_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_places")),
        sa.UniqueConstraint(
            "class_id", "member_id", name=op.f("uq_class_places_class_id_member_id")
        ),
        sa.UniqueConstraint(
            "class_id", "prospect_id", name=op.f("uq_class_places_class_id_prospect_id")
        ),
    )
    with op.batch_alter_table("class_places", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_class_places_cell_id"), ["cell_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_class_places_class_id"), ["class_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_class_places_member_id"), ["member_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_class_places_prospect_id"), ["prospect_id"], unique=False
        )
    op.create_table(
        "difference_rows",
        sa.Column("list_id", sa.Uuid(), nullable=False),
        sa.Column("sheet_row", sa.Integer(), nullable=False),
        sa.Column(
            "name_sort_key",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("theirs_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("messages_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("decisions", sa.JSON(), nullable=False),
        sa.Column("bases_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["list_id"],
            ["difference_lists.id"],
            name=op.f("fk_difference_rows_list_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_difference_rows_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_difference_rows_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_difference_rows")),
        sa.UniqueConstraint(
            "list_id", "sheet_row", name=op.f("uq_difference_rows_list_id_sheet_row")
        ),
    )
    with op.batch_alter_table("difference_rows", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_difference_rows_list_id"), ["list_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_difference_rows_member_id"), ["member_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_difference_rows_organisation_id"), ["organisation_id"], unique=False
        )
    op.create_table(
        "group_places",
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column(
            "post",
            sa.Enum(
                "leader",
                "deputy",
                "member",
                name="group_post",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_group_places_days_in_order")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["cell_groups.id"], name=op.f("fk_group_places_group_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_group_places_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_group_places_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_places")),
    )
    with op.batch_alter_table("group_places", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_group_places_group_id"), ["group_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_group_places_member_id"), ["member_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_group_places_organisation_id"), ["organisation_id"], unique=False
        )
    op.create_table(
        "nominations",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column(
            "office",
            sa.Enum(
                "secretary",
                "acting_secretary",
                "deputy_secretary",
                "cell_committee_member",
                "standing_committee_member",
                "committee_member",
                "inspection_head",
                "inspection_deputy",
                "inspection_member",
                "office_head",
                "office_staff",
                name="office_title",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "desk",
            sa.Enum(
                "clerical",
                "organisation",
                "propaganda",
                "inspection",
                name="desk",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("decision_number", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column(
            "decision_kind",
            sa.Enum(
                "recognised",
                "assigned",
                name="decision_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("follows_id", sa.Uuid(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "waiting",
                "confirmed",
                "refused",
                name="nomination_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("proposed_by_id", sa.Uuid(), nullable=True),
        sa.Column("proposed_by", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["follows_id"], ["appointments.id"], name=op.f("fk_nominations_follows_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_nominations_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_nominations_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nominations")),
    )
    with op.batch_alter_table("nominations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_nominations_member_id"), ["member_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_nominations_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_nominations_status"), ["status"], unique=False)
    op.create_table(
        "procedures",
        sa.Column(
            "kind",
            sa.Enum(
                "admission",
                "confirmation",
                name="procedure_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "preparing",
                "reviewed",
                "refused",
                "undecided",
                "sent_up",
                "decided",
                "celebrated",
                "completed",
                "stopped",
                name="procedure_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("prospect_id", sa.Uuid(), nullable=True),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("helper_id", sa.Uuid(), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("sent_up_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decision_number", sa.Text(), nullable=True),
        sa.Column("deciding_body", sa.Text(), nullable=True),
        sa.Column("committee_members", sa.Integer(), nullable=True),
        sa.Column("committee_in_favour", sa.Integer(), nullable=True),
        sa.Column("consent_number", sa.Text(), nullable=True),
        sa.Column("ceremony_on", sa.Date(), nullable=True),
        sa.Column("ceremony_minutes", sa.Text(), nullable=True),
        sa.Column("stopped_on", sa.Date(), nullable=True),
        sa.Column("stopping_reason", sa.Text(), nullable=True),
        sa.Column("part_changes", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "prospect_id IS NOT NULL OR member_id IS NOT NULL",
            name=op.f("ck_procedures_is_about_somebody"),
        ),
        sa.ForeignKeyConstraint(
            ["helper_id"], ["members.id"], name=op.f("fk_procedures_helper_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_procedures_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_procedures_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["prospect_id"], ["prospects.id"], name=op.f("fk_procedures_prospect_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_procedures")),
    )
    with op.batch_alter_table("procedures", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_procedures_helper_id"), ["helper_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_procedures_member_id"), ["member_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_procedures_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_procedures_prospect_id"), ["prospect_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_procedures_state"), ["state"], unique=False)
    op.create_table(
        "prospect_reviews",
        sa.Column("prospect_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "monthly",
                "yearly",
                name="review_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reviewed_on", sa.Date(), nullable=False),
        sa.Column("remark_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("written_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["prospect_id"], ["prospects.id"], name=op.f("fk_prospect_reviews_prospect_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prospect_reviews")),
    )
    with op.batch_alter_table("prospect_reviews", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_prospect_reviews_prospect_id"), ["prospect_id"], unique=False
        )
    op.create_table(
        "transfer_reminders",
        sa.Column("transfer_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["transfer_id"],
            ["transfers.id"],
            name=op.f("fk_transfer_reminders_transfer_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfer_reminders")),
        sa.UniqueConstraint(
            "transfer_id", "code", name=op.f("uq_transfer_reminders_transfer_id_code")
        ),
    )
    op.create_table(
        "procedure_sponsors",
        sa.Column("procedure_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "member",
                "youth_union",
                "trade_union",
                name="sponsor_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("union_name", sa.Text(), nullable=True),
        sa.Column("together_since", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_procedure_sponsors_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["procedure_id"], ["procedures.id"], name=op.f("fk_procedure_sponsors_procedure_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_procedure_sponsors")),
    )
    with op.batch_alter_table("procedure_sponsors", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_procedure_sponsors_member_id"), ["member_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_procedure_sponsors_procedure_id"), ["procedure_id"], unique=False
        )
    op.create_table(
        "procedure_steps",
        sa.Column("procedure_id", sa.Uuid(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
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
                name="step",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["procedure_id"], ["procedures.id"], name=op.f("fk_procedure_steps_procedure_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_procedure_steps")),
        sa.UniqueConstraint(
            "procedure_id", "step", name=op.f("uq_procedure_steps_procedure_id_step")
        ),
    )
    with op.batch_alter_table("procedure_steps", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_procedure_steps_procedure_id"), ["procedure_id"], unique=False
        )
    op.create_table(
        "procedure_votes",
        sa.Column("procedure_id", sa.Uuid(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("roll", sa.Integer(), nullable=False),
        sa.Column("present", sa.Integer(), nullable=False),
        sa.Column("in_favour", sa.Integer(), nullable=False),
        sa.Column("against", sa.Integer(), nullable=False),
        sa.Column("needed", sa.Integer(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "agreed",
                "refused",
                "below",
                name="vote_outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("resolution_number", sa.Text(), nullable=True),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["procedure_id"], ["procedures.id"], name=op.f("fk_procedure_votes_procedure_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_procedure_votes")),
        sa.UniqueConstraint(
            "procedure_id", "attempt", name=op.f("uq_procedure_votes_procedure_id_attempt")
        ),
    )
    with op.batch_alter_table("procedure_votes", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_procedure_votes_procedure_id"), ["procedure_id"], unique=False
        )


def _drop_tables() -> None:
    with op.batch_alter_table("procedure_votes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_procedure_votes_procedure_id"))
    op.drop_table("procedure_votes")
    with op.batch_alter_table("procedure_steps", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_procedure_steps_procedure_id"))
    op.drop_table("procedure_steps")
    with op.batch_alter_table("procedure_sponsors", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_procedure_sponsors_procedure_id"))
        batch_op.drop_index(batch_op.f("ix_procedure_sponsors_member_id"))
    op.drop_table("procedure_sponsors")
    op.drop_table("transfer_reminders")
    with op.batch_alter_table("prospect_reviews", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_prospect_reviews_prospect_id"))
    op.drop_table("prospect_reviews")
    with op.batch_alter_table("procedures", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_procedures_state"))
        batch_op.drop_index(batch_op.f("ix_procedures_prospect_id"))
        batch_op.drop_index(batch_op.f("ix_procedures_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_procedures_member_id"))
        batch_op.drop_index(batch_op.f("ix_procedures_helper_id"))
    op.drop_table("procedures")
    with op.batch_alter_table("nominations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_nominations_status"))
        batch_op.drop_index(batch_op.f("ix_nominations_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_nominations_member_id"))
    op.drop_table("nominations")
    with op.batch_alter_table("group_places", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_group_places_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_group_places_member_id"))
        batch_op.drop_index(batch_op.f("ix_group_places_group_id"))
    op.drop_table("group_places")
    with op.batch_alter_table("difference_rows", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_difference_rows_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_difference_rows_member_id"))
        batch_op.drop_index(batch_op.f("ix_difference_rows_list_id"))
    op.drop_table("difference_rows")
    with op.batch_alter_table("class_places", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_class_places_prospect_id"))
        batch_op.drop_index(batch_op.f("ix_class_places_member_id"))
        batch_op.drop_index(batch_op.f("ix_class_places_class_id"))
        batch_op.drop_index(batch_op.f("ix_class_places_cell_id"))
    op.drop_table("class_places")
    with op.batch_alter_table("yearly_commitments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_yearly_commitments_organisation_id"))
    op.drop_table("yearly_commitments")
    with op.batch_alter_table("transfers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_transfers_other_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_transfers_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_transfers_member_id"))
        batch_op.drop_index(batch_op.f("ix_transfers_effective_on"))
    op.drop_table("transfers")
    with op.batch_alter_table("sent_alerts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sent_alerts_member_id"))
    op.drop_table("sent_alerts")
    with op.batch_alter_table("residence_duties", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_residence_duties_organisation_id"))
    op.drop_table("residence_duties")
    with op.batch_alter_table("reorganisations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reorganisations_organisation_id"))
    op.drop_table("reorganisations")
    with op.batch_alter_table("prospects", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_prospects_stage"))
        batch_op.drop_index(batch_op.f("ix_prospects_second_helper_id"))
        batch_op.drop_index(batch_op.f("ix_prospects_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_prospects_name_sort_key"))
        batch_op.drop_index(batch_op.f("ix_prospects_member_id"))
        batch_op.drop_index(batch_op.f("ix_prospects_helper_id"))
        batch_op.drop_index(batch_op.f("ix_prospects_citizen_id_digest"))
    op.drop_table("prospects")
    with op.batch_alter_table("party_classes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_party_classes_organisation_id"))
    op.drop_table("party_classes")
    with op.batch_alter_table("member_events", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_member_events_organisation_id"))
        batch_op.drop_index("ix_member_events_member_id_happened_on")
    op.drop_table("member_events")
    with op.batch_alter_table("export_requests", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_export_requests_status"))
        batch_op.drop_index(batch_op.f("ix_export_requests_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_export_requests_asked_by_id"))
    op.drop_table("export_requests")
    with op.batch_alter_table("dues_settlements", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dues_settlements_organisation_id"))
    op.drop_table("dues_settlements")
    with op.batch_alter_table("dues_reliefs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dues_reliefs_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_dues_reliefs_member_id"))
    op.drop_table("dues_reliefs")
    with op.batch_alter_table("dues_lines", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dues_lines_paid_on"))
        batch_op.drop_index("ix_dues_lines_organisation_id_month")
        batch_op.drop_index(batch_op.f("ix_dues_lines_organisation_id"))
    op.drop_table("dues_lines")
    with op.batch_alter_table("dues_declarations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dues_declarations_organisation_id"))
    op.drop_table("dues_declarations")
    with op.batch_alter_table("dues_closings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dues_closings_organisation_id"))
    op.drop_table("dues_closings")
    with op.batch_alter_table("dossier_papers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dossier_papers_organisation_id"))
    op.drop_table("dossier_papers")
    with op.batch_alter_table("difference_lists", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_difference_lists_organisation_id"))
    op.drop_table("difference_lists")
    with op.batch_alter_table("data_requests", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_data_requests_status"))
        batch_op.drop_index(batch_op.f("ix_data_requests_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_data_requests_member_id"))
        batch_op.drop_index(batch_op.f("ix_data_requests_due_on"))
    op.drop_table("data_requests")
    with op.batch_alter_table("corrections", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_corrections_status"))
        batch_op.drop_index(batch_op.f("ix_corrections_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_corrections_member_id"))
    op.drop_table("corrections")
    with op.batch_alter_table("cell_watches", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cell_watches_organisation_id"))
    op.drop_table("cell_watches")
    with op.batch_alter_table("cell_groups", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cell_groups_organisation_id"))
    op.drop_table("cell_groups")
    with op.batch_alter_table("badge_nominations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_badge_nominations_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_badge_nominations_batch_on"))
    op.drop_table("badge_nominations")
    op.drop_table("saved_filters")
    op.drop_table("badge_reminders")


def _as_bytes(value: Any) -> bytes | None:
    if value is None or isinstance(value, bytes):
        return value
    return (value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)).encode()


def _seal() -> None:
    """Move what was readable into the sealed columns."""
    connection = op.get_bind()
    for table, fields in _SEALED.items():
        rows = connection.execute(sa.select(table)).mappings().all()
        for row in rows:
            sealed: dict[str, object] = {}
            for name, has_digest in fields:
                content = _as_bytes(row[name])
                if not content:
                    continue
                place = f"{table.name}|{name}"
                sealed[f"{name}_sealed"] = ring().seal(content, f"{place}|{row['id']}")
                if has_digest:
                    sealed[f"{name}_digest"] = ring().digest(content.decode(), place)
            if sealed:
                _update(table, row["id"], sealed)


def _open() -> None:
    """Move what is sealed back into the readable columns."""
    connection = op.get_bind()
    for table, fields in _SEALED.items():
        rows = connection.execute(sa.select(table)).mappings().all()
        for row in rows:
            opened: dict[str, object] = {}
            for name, _has_digest in fields:
                sealed = row[f"{name}_sealed"]
                if sealed is None:
                    continue
                content = ring().open(sealed, f"{table.name}|{name}|{row['id']}")
                opened[name] = _as_column(table.c[name], content)
            if opened:
                _update(table, row["id"], opened)


def _as_column(column: sa.ColumnClause[Any], content: bytes) -> object:
    if isinstance(column.type, sa.LargeBinary):
        return content
    text = content.decode()
    return json.loads(text) if isinstance(column.type, sa.JSON) else text


def _update(table: sa.TableClause, key: UUID, values: dict[str, object]) -> None:
    op.get_bind().execute(sa.update(table).where(table.c.id == key).values(values))


def _write_events() -> None:
    """Let every standing follow from events: until now only imports brought people in.

    The first standing is taken over as the list told it; a second one of the same person is
    the exemption, absence, suspension or confirmation that the list knew of besides.
    """
    connection = op.get_bind()
    facts = {row.id: row for row in connection.execute(sa.select(_MEMBERS))}
    standings: dict[UUID, list[Any]] = {}
    ordered = sa.select(_MEMBERSHIPS).order_by(_MEMBERSHIPS.c.starts_on)
    for row in connection.execute(ordered):
        standings.setdefault(row.member_id, []).append(row)
    events = [
        event
        for member_id, rows in standings.items()
        for event in _events_of(facts[member_id], rows)
    ]
    if events:
        connection.execute(sa.insert(_EVENTS), events)
    # Party age counts from the decision to admit; nobody had a gap on record.
    connection.execute(sa.update(_MEMBERS).values(party_age_from=_MEMBERS.c.admitted_on))


def _events_of(member: Any, rows: list[Any]) -> Iterator[dict[str, object]]:
    for sequence, row in enumerate(rows, start=1):
        event: dict[str, object] = {
            "id": new_id(),
            "created_at": row.created_at,
            "version": 1,
            "organisation_id": row.organisation_id,
            "member_id": member.id,
            "sequence": sequence,
            "kind": "enrolled" if sequence == 1 else _KINDS[row.status],
            "happened_on": row.starts_on,
            "document_number": row.document_number,
            "has_paper": False,
            "status": row.status if sequence == 1 else None,
            "details": _known_days(member, row) if sequence == 1 else {},
            "recorded_by": "Hệ thống",
        }
        yield event


def _known_days(member: Any, first: Any) -> dict[str, str]:
    """What the register knew of the member when the first standing began."""
    known = {"admitted_on": member.admitted_on}
    if first.status != "probationary":
        known["official_on"] = member.official_on
    details = {name: day.isoformat() for name, day in known.items() if day is not None}
    return details | ({"card_number": member.card_number} if member.card_number else {})


def _one_of(column: str, values: Sequence[str]) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


def _forget_what_is_new() -> None:
    """Give rows the words the older schema knows, or drop those it has no words for."""
    connection = op.get_bind()
    for (name, column), words in _FORMER_WORDS.items():
        table = sa.table(name, sa.column(column, sa.String()))
        for new, former in words.items():
            connection.execute(
                sa.update(table).where(table.c[column] == new).values({column: former})
            )
    provisions = sa.table("provisions", sa.column("key", sa.String()))
    connection.execute(sa.delete(provisions).where(provisions.c.key.not_in(_FORMER_KEYS)))


_CHECK_ON_POSTGRESQL = """
CREATE OR REPLACE FUNCTION one_cell_on_a_day() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('memberships ' || NEW.member_id, 0));
    IF EXISTS (
        SELECT 1 FROM memberships AS one JOIN memberships AS other
        ON other.member_id = one.member_id AND other.id > one.id
        AND other.status <> 'temporary_guest'
        AND daterange(other.starts_on, other.ends_on, '[]')
            && daterange(one.starts_on, one.ends_on, '[]')
        WHERE one.member_id = NEW.member_id AND one.status <> 'temporary_guest'
    ) THEN
        RAISE EXCEPTION 'a member is in two cells on one day' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$
"""


def _guard() -> None:
    """Let the database refuse a member in two cells on one day."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_CHECK_ON_POSTGRESQL)
        op.execute(
            "CREATE CONSTRAINT TRIGGER one_cell_on_a_day AFTER INSERT OR UPDATE ON memberships "
            "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION one_cell_on_a_day()"
        )
    else:
        for event in ("INSERT", "UPDATE"):
            op.execute(
                f"CREATE TRIGGER one_cell_on_a_day_{event} AFTER {event} ON memberships "
                f"{_CHECK_ON_SQLITE}"
            )


def _unguard() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER one_cell_on_a_day ON memberships")
        op.execute("DROP FUNCTION one_cell_on_a_day()")
    else:
        for event in ("INSERT", "UPDATE"):
            op.execute(f"DROP TRIGGER one_cell_on_a_day_{event}")


_CHECK_ON_SQLITE = """
WHEN NEW.status <> 'temporary_guest' AND EXISTS (
    SELECT 1 FROM memberships AS other
    WHERE other.member_id = NEW.member_id AND other.id <> NEW.id
    AND other.status <> 'temporary_guest'
    AND other.starts_on <= coalesce(NEW.ends_on, '9999-12-31')
    AND coalesce(other.ends_on, '9999-12-31') >= NEW.starts_on
)
BEGIN SELECT RAISE(ABORT, 'a member is in two cells on one day'); END
"""
