"""How far back a source answers, beside its account."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("source_account", sa.Column("keeps_days", sa.Integer(), nullable=True))


def downgrade() -> None:
    """The next poll says it again."""
    op.drop_column("source_account", "keeps_days")
