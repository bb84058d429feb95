"""Slips mended: offices withdrawn, papers of every extension, sealed reasons, begun registers."""

from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa
from alembic import op

from partywork.core import clock
from partywork.core.ids import new_id
from partywork.core.resealing import seal_readable, unseal_readable

revision = "0004"
down_revision = "0003"

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
)
_NEW_KEYS = (
    "cell.deputies_max",
    "dues.register_months_back",
    "admission.listing_age",
    "probation.checked_from",
)
_NOMINATIONS_BEFORE = (
    "given",
    "handed_over",
    "vacated",
    "relieved",
)

# What may tell of an illness: the table and its readable columns.
_SEALED = (
    ("attendances", "reason"),
    ("invitations", "absence_reason"),
    ("invitations", "online_reason"),
)
_TERMS = sa.table(
    "terms_of_office",
    sa.column("id", sa.Uuid()),
    sa.column("organisation_id", sa.Uuid()),
    sa.column("ends_on", sa.Date()),
    sa.column("extension_number", sa.Text()),
    sa.column("extended_on", sa.Date()),
)
_EXTENSIONS = sa.table(
    "term_extensions",
    sa.column("id", sa.Uuid()),
    sa.column("created_at", sa.DateTime(timezone=True)),
    sa.column("version", sa.Integer()),
    sa.column("organisation_id", sa.Uuid()),
    sa.column("term_id", sa.Uuid()),
    sa.column("ends_on", sa.Date()),
    sa.column("number", sa.Text()),
    sa.column("decided_on", sa.Date()),
)
_REGISTERS = sa.table(
    "dues_registers",
    sa.column("id", sa.Uuid()),
    sa.column("created_at", sa.DateTime(timezone=True)),
    sa.column("version", sa.Integer()),
    sa.column("organisation_id", sa.Uuid()),
    sa.column("from_month", sa.Date()),
    sa.column("begun_by", sa.Text()),
)
_CLOSINGS = sa.table(
    "dues_closings", sa.column("organisation_id", sa.Uuid()), sa.column("month", sa.Date())
)
_LINES = sa.table(
    "dues_lines",
    sa.column("organisation_id", sa.Uuid()),
    sa.column("month", sa.Date()),
    sa.column("paid_on", sa.Date()),
    sa.column("is_excused", sa.Boolean()),
    sa.column("created_at", sa.DateTime(timezone=True)),
)
_A_YEAR = timedelta(days=366)
_NOTICES = sa.table("notices", sa.column("title", sa.Text()), sa.column("text", sa.Text()))


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "dues_registers",
        sa.Column("from_month", sa.Date(), nullable=False),
        sa.Column("begun_by", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_dues_registers_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dues_registers")),
        sa.UniqueConstraint("organisation_id", name=op.f("uq_dues_registers_organisation_id")),
    )
    with op.batch_alter_table("dues_registers") as batch_op:
        batch_op.create_index(
            op.f("ix_dues_registers_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "namesake_pairs",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_namesake_pairs_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_namesake_pairs_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["members.id"], name=op.f("fk_namesake_pairs_other_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_namesake_pairs")),
        sa.UniqueConstraint(
            "member_id", "other_id", name=op.f("uq_namesake_pairs_member_id_other_id")
        ),
    )
    with op.batch_alter_table("namesake_pairs") as batch_op:
        batch_op.create_index(
            op.f("ix_namesake_pairs_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(op.f("ix_namesake_pairs_other_id"), ["other_id"], unique=False)

    op.create_table(
        "discipline_reminders",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["member_events.id"],
            name=op.f("fk_discipline_reminders_event_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discipline_reminders")),
        sa.UniqueConstraint("event_id", name=op.f("uq_discipline_reminders_event_id")),
    )
    op.create_table(
        "office_withdrawals",
        sa.Column("appointment_id", sa.Uuid(), nullable=False),
        sa.Column("follower_id", sa.Uuid(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("decision_number", sa.Text(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("paper_number", sa.Text(), nullable=False),
        sa.Column("paper_decided_on", sa.Date(), nullable=False),
        sa.Column("proposed_by", sa.Text(), nullable=False),
        sa.Column("confirmed_by", sa.Text(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["appointment_id"],
            ["appointments.id"],
            name=op.f("fk_office_withdrawals_appointment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["follower_id"], ["appointments.id"], name=op.f("fk_office_withdrawals_follower_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_office_withdrawals_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_withdrawals")),
    )
    with op.batch_alter_table("office_withdrawals") as batch_op:
        batch_op.create_index(
            op.f("ix_office_withdrawals_appointment_id"), ["appointment_id"], unique=False
        )
        batch_op.create_index(
            op.f("ix_office_withdrawals_follower_id"), ["follower_id"], unique=False
        )
        batch_op.create_index(
            op.f("ix_office_withdrawals_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "term_extensions",
        sa.Column("term_id", sa.Uuid(), nullable=False),
        sa.Column("had_ended_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("deciding_body", sa.Text(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_term_extensions_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["term_id"], ["terms_of_office.id"], name=op.f("fk_term_extensions_term_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term_extensions")),
    )
    with op.batch_alter_table("term_extensions") as batch_op:
        batch_op.create_index(
            op.f("ix_term_extensions_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(op.f("ix_term_extensions_term_id"), ["term_id"], unique=False)

    op.create_table(
        "transfer_papers",
        sa.Column("transfer_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "letter",
                "slip",
                name="paper_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["transfer_id"],
            ["transfers.id"],
            name=op.f("fk_transfer_papers_transfer_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfer_papers")),
        sa.UniqueConstraint(
            "transfer_id", "kind", name=op.f("uq_transfer_papers_transfer_id_kind")
        ),
    )
    with op.batch_alter_table("appointments") as batch_op:
        batch_op.add_column(sa.Column("follows_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_foreign_key(
            op.f("fk_appointments_follows_id"), "appointments", ["follows_id"], ["id"]
        )

    with op.batch_alter_table("attendances") as batch_op:
        batch_op.add_column(sa.Column("reason_sealed", sa.LargeBinary(), nullable=True))

    with op.batch_alter_table("difference_rows") as batch_op:
        batch_op.alter_column("sheet_row", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("invitations") as batch_op:
        batch_op.add_column(sa.Column("online_reason_sealed", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("absence_reason_sealed", sa.LargeBinary(), nullable=True))

    with op.batch_alter_table("member_imports") as batch_op:
        batch_op.add_column(sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("members") as batch_op:
        batch_op.add_column(sa.Column("voided_on", sa.Date(), nullable=True))

    with op.batch_alter_table("nominations") as batch_op:
        batch_op.add_column(sa.Column("grounds", sa.Text(), nullable=True))

    with op.batch_alter_table("prospects") as batch_op:
        batch_op.add_column(
            sa.Column("is_namesake", sa.Boolean(), nullable=False, server_default=sa.false())
        )

    with op.batch_alter_table("task_hand_overs") as batch_op:
        batch_op.drop_constraint(op.f("uq_task_hand_overs_task_id_organisation_id"), type_="unique")
        batch_op.create_unique_constraint(
            op.f("uq_task_hand_overs_task_id_organisation_id_until_on"),
            ["task_id", "organisation_id", "until_on"],
        )

    with op.batch_alter_table("prospects") as batch_op:
        batch_op.alter_column("is_namesake", server_default=None)

    _allow("provisions", "provision_key", "key", (*_KEYS_BEFORE, *_NEW_KEYS))
    _allow("nominations", "nomination_kind", "kind", (*_NOMINATIONS_BEFORE, "withdrawn"))
    _seal_reasons()
    _keep_papers_of_terms()
    _begin_registers()
    _hush_notices()
    _note_voided()


def downgrade() -> None:
    """Take the change back; what only the new tables know is lost."""
    _delete("provisions", "key", _NEW_KEYS)
    _forget_withdrawn()
    _allow("nominations", "nomination_kind", "kind", _NOMINATIONS_BEFORE)
    _allow("provisions", "provision_key", "key", _KEYS_BEFORE)
    with op.batch_alter_table("terms_of_office") as batch_op:
        batch_op.add_column(sa.Column("extension_number", sa.TEXT(), nullable=True))
        batch_op.add_column(sa.Column("extended_on", sa.DATE(), nullable=True))

    with op.batch_alter_table("task_hand_overs") as batch_op:
        batch_op.drop_constraint(
            op.f("uq_task_hand_overs_task_id_organisation_id_until_on"), type_="unique"
        )
        batch_op.create_unique_constraint(
            op.f("uq_task_hand_overs_task_id_organisation_id"), ["task_id", "organisation_id"]
        )

    with op.batch_alter_table("prospects") as batch_op:
        batch_op.drop_column("is_namesake")

    with op.batch_alter_table("nominations") as batch_op:
        batch_op.drop_column("grounds")

    with op.batch_alter_table("members") as batch_op:
        batch_op.drop_column("voided_on")

    with op.batch_alter_table("member_imports") as batch_op:
        batch_op.drop_column("undone_at")

    with op.batch_alter_table("invitations") as batch_op:
        batch_op.add_column(sa.Column("online_reason", sa.TEXT(), nullable=True))
        batch_op.add_column(sa.Column("absence_reason", sa.TEXT(), nullable=True))

    with op.batch_alter_table("difference_rows") as batch_op:
        batch_op.alter_column("sheet_row", existing_type=sa.INTEGER(), nullable=False)

    with op.batch_alter_table("attendances") as batch_op:
        batch_op.add_column(sa.Column("reason", sa.Text(), nullable=False, server_default=""))

    with op.batch_alter_table("appointments") as batch_op:
        batch_op.drop_constraint(op.f("fk_appointments_follows_id"), type_="foreignkey")
        batch_op.drop_column("withdrawn_at")
        batch_op.drop_column("follows_id")

    op.drop_table("transfer_papers")
    _open_reasons()
    _put_papers_back()
    with op.batch_alter_table("term_extensions") as batch_op:
        batch_op.drop_index(op.f("ix_term_extensions_term_id"))
        batch_op.drop_index(op.f("ix_term_extensions_organisation_id"))

    op.drop_table("term_extensions")
    with op.batch_alter_table("office_withdrawals") as batch_op:
        batch_op.drop_index(op.f("ix_office_withdrawals_organisation_id"))
        batch_op.drop_index(op.f("ix_office_withdrawals_follower_id"))
        batch_op.drop_index(op.f("ix_office_withdrawals_appointment_id"))

    op.drop_table("office_withdrawals")
    op.drop_table("discipline_reminders")
    with op.batch_alter_table("namesake_pairs") as batch_op:
        batch_op.drop_index(op.f("ix_namesake_pairs_other_id"))
        batch_op.drop_index(op.f("ix_namesake_pairs_organisation_id"))

    op.drop_table("namesake_pairs")
    with op.batch_alter_table("dues_registers") as batch_op:
        batch_op.drop_index(op.f("ix_dues_registers_organisation_id"))

    op.drop_table("dues_registers")


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


def _forget_withdrawn() -> None:
    """Drop what the older schema has no words for: offices that count nowhere, second visits."""
    _delete("nominations", "kind", ("withdrawn",))
    op.execute("DELETE FROM difference_rows WHERE sheet_row IS NULL")
    op.execute("DELETE FROM office_withdrawals")
    op.execute("UPDATE appointments SET follows_id = NULL")
    op.execute(
        "UPDATE nominations SET follows_id = NULL WHERE follows_id IN "
        "(SELECT id FROM appointments WHERE withdrawn_at IS NOT NULL)"
    )
    op.execute("DELETE FROM appointments WHERE withdrawn_at IS NOT NULL")
    op.execute(
        "DELETE FROM task_hand_overs WHERE EXISTS (SELECT 1 FROM task_hand_overs AS later "
        "WHERE later.task_id = task_hand_overs.task_id "
        "AND later.organisation_id = task_hand_overs.organisation_id "
        "AND later.until_on > task_hand_overs.until_on)"
    )


def _seal_reasons() -> None:
    """Move the reasons of absences, and of joining from afar, into their sealed columns."""
    for table, readable in _SEALED:
        seal_readable(op.get_bind(), table, readable, readable)
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_column(readable)


def _open_reasons() -> None:
    """Move them back into readable columns."""
    for table, readable in _SEALED:
        unseal_readable(op.get_bind(), table, readable, readable)
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_column(f"{readable}_sealed")


def _keep_papers_of_terms() -> None:
    """Give the last paper that prolonged a term a row of its own; earlier ones are not known."""
    connection = op.get_bind()
    prolonged = sa.select(_TERMS).where(
        _TERMS.c.extension_number.is_not(None), _TERMS.c.extended_on.is_not(None)
    )
    for term in connection.execute(prolonged).mappings().all():
        connection.execute(
            sa.insert(_EXTENSIONS).values(
                id=new_id(),
                created_at=clock.now(),
                version=1,
                organisation_id=term["organisation_id"],
                term_id=term["id"],
                ends_on=term["ends_on"],
                number=term["extension_number"],
                decided_on=term["extended_on"],
            )
        )
    with op.batch_alter_table("terms_of_office") as batch_op:
        batch_op.drop_column("extension_number")
        batch_op.drop_column("extended_on")


def _put_papers_back() -> None:
    """Write the last paper of each term beside it again."""
    connection = op.get_bind()
    in_order = sa.select(_EXTENSIONS).order_by(_EXTENSIONS.c.ends_on)
    for paper in connection.execute(in_order).mappings().all():
        connection.execute(
            sa.update(_TERMS)
            .where(_TERMS.c.id == paper["term_id"])
            .values(extension_number=paper["number"], extended_on=paper["decided_on"])
        )


def _begin_registers() -> None:
    """Let the register of each cell begin with its first closed month, else with its first money.

    Money for a month more than a year gone by was a slip of the pen and begins nothing.
    """
    connection = op.get_bind()
    by_cell = sa.select(_CLOSINGS.c.organisation_id, sa.func.min(_CLOSINGS.c.month))
    closed = connection.execute(by_cell.group_by(_CLOSINGS.c.organisation_id))
    first = dict(tuple(row) for row in closed)
    written = sa.select(_LINES).where(
        sa.or_(_LINES.c.paid_on.is_not(None), _LINES.c.is_excused.is_(True))
    )
    for line in connection.execute(written.order_by(_LINES.c.month)).all():
        known_on = line.paid_on or line.created_at.date()
        if line.month + _A_YEAR >= known_on:
            first.setdefault(line.organisation_id, line.month)
    for cell, month in first.items():
        connection.execute(
            sa.insert(_REGISTERS).values(
                id=new_id(),
                created_at=clock.now(),
                version=1,
                organisation_id=cell,
                from_month=month,
                begun_by="Theo sổ đã ghi",
            )
        )


def _note_voided() -> None:
    """Let records whose every event was voided bar nobody."""
    op.get_bind().execute(
        sa.text(
            "UPDATE members SET voided_on = :day, citizen_id_digest = NULL, phone_digest = NULL "
            "WHERE EXISTS (SELECT 1 FROM member_events WHERE member_id = members.id) "
            "AND NOT EXISTS (SELECT 1 FROM member_events AS one WHERE one.member_id = members.id "
            "AND one.kind <> 'voided' AND NOT EXISTS (SELECT 1 FROM member_events AS other "
            "WHERE other.corrects_id = one.id AND other.kind = 'voided'))"
        ).bindparams(sa.bindparam("day", clock.today(), sa.Date()))
    )


def _hush_notices() -> None:
    """Take the reasons of absences out of notices that were sent before."""
    op.get_bind().execute(
        sa.update(_NOTICES)
        .where(_NOTICES.c.title.like("Xin vắng: %"))
        .values(text="Đồng chí được mời xin vắng; lý do xem ở trang cuộc họp.")
    )
