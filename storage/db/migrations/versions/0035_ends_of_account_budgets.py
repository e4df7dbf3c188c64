"""Until when what an account as a whole may spend holds."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("source_account", sa.Column("budget_until", sa.Date(), nullable=True))


def downgrade() -> None:
    """The platforms say it again."""
    op.drop_column("source_account", "budget_until")
