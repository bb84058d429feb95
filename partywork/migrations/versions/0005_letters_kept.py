"""Letters kept: what letters and slips say is frozen with their number, also those of classes."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_PAPERS = sa.table("transfer_papers", sa.column("sha256", sa.Text()))


def upgrade() -> None:
    """Apply the change; what has its file already needs no frozen words."""
    with op.batch_alter_table("transfer_papers") as batch_op:
        batch_op.add_column(sa.Column("content", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.alter_column("sha256", existing_type=sa.Text(), nullable=True)
    with op.batch_alter_table("transfer_papers") as batch_op:
        batch_op.alter_column("content", existing_type=sa.JSON(), server_default=None)
    op.create_table(
        "class_letters",
        sa.Column("class_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["class_id"],
            ["party_classes.id"],
            name=op.f("fk_class_letters_class_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_letters")),
        sa.UniqueConstraint("class_id", name=op.f("uq_class_letters_class_id")),
    )


def downgrade() -> None:
    """Take the change back: a paper without its file is laid out when it is first opened."""
    op.drop_table("class_letters")
    op.execute(sa.delete(_PAPERS).where(_PAPERS.c.sha256.is_(None)))
    with op.batch_alter_table("transfer_papers") as batch_op:
        batch_op.drop_column("content")
        batch_op.alter_column("sha256", existing_type=sa.Text(), nullable=False)
