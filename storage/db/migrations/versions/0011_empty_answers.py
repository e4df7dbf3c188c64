"""Empty answers are counted before they are believed."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("source_account", sa.Column("empty_answers", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("source_account", sa.Column("empty_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("source_account", "empty_at")
    op.drop_column("source_account", "empty_answers")
