"""The first read of a CRM goes on where it broke off."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Not in a batch: on SQLite that makes the table anew, and what points to it would go with the old one.
    op.add_column("source_account", sa.Column("cursor_place", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("source_account", "cursor_place")
