"""When all days of an account's look-back were last read."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("source_account", sa.Column("whole_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """They are read again."""
    op.drop_column("source_account", "whole_at")
