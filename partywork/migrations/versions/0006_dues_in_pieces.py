"""Dues in pieces: what was missing of a closed month is kept beside what had been brought."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Apply the change; money that came at one time needs no pieces."""
    with op.batch_alter_table("dues_lines") as batch_op:
        batch_op.add_column(sa.Column("pieces_sealed", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    """Take the change back: of each month its sum stays, with the day of the last money."""
    with op.batch_alter_table("dues_lines") as batch_op:
        batch_op.drop_column("pieces_sealed")
