"""Budgets that several platform campaigns draw on."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Whose budget is shared is said by the next list of the account's campaigns."""
    op.add_column("platform_campaign", sa.Column("shared_budget", sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("platform_campaign", "shared_budget")
