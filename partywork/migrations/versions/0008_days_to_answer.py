"""Days to answer: the provision that says when a recommendation is answered at the latest."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_NEW_KEY = "meeting.answer_days"
# Since this revision also text, as «90; dưới 10 đảng viên: 60».
_LENGTHS = ("meeting.min_minutes", "meeting.combined_minutes")
_PROVISIONS = sa.table(
    "provisions",
    sa.column("id", sa.Uuid()),
    sa.column("key", sa.String()),
    sa.column("value", sa.JSON()),
)
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


def upgrade() -> None:
    """Apply the change; the provision itself comes with the seeds."""
    _allow((*_KEYS_BEFORE, _NEW_KEY))


def downgrade() -> None:
    """Take the change back: what was decided about those days goes with it."""
    op.get_bind().execute(sa.delete(_PROVISIONS).where(_PROVISIONS.c.key == _NEW_KEY))
    _count_minutes()
    _allow(_KEYS_BEFORE)


def _count_minutes() -> None:
    """Leave the older program the general length as a number; it knows none of small cells."""
    connection = op.get_bind()
    chosen = sa.select(_PROVISIONS).where(_PROVISIONS.c.key.in_(_LENGTHS))
    for row in connection.execute(chosen).all():
        minutes = int(str(row.value).partition(";")[0])
        kept = sa.update(_PROVISIONS).where(_PROVISIONS.c.id == row.id)
        connection.execute(kept.values(value=minutes))


def _allow(keys: Sequence[str]) -> None:
    check = op.f("ck_provisions_provision_key")
    with op.batch_alter_table("provisions") as batch_op:
        batch_op.drop_constraint(check, type_="check")
        batch_op.create_check_constraint(check, f"key IN ({', '.join(map(repr, keys))})")
