"""Rests of channels and of the whole sender."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sending_rest",
        sa.Column("lane", sa.String(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("lane", name=op.f("pk_sending_rest")),
    )


def downgrade() -> None:
    """Rests are over in seconds, or agreed on again."""
    op.drop_table("sending_rest")
