"""What an account as a whole may spend, beside the budgets of its campaigns."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("budget_micros", "budget_spent_micros"):
        op.add_column("source_account", sa.Column(name, sa.BigInteger(), nullable=True))


def downgrade() -> None:
    """The platforms say it again."""
    for name in ("budget_spent_micros", "budget_micros"):
        op.drop_column("source_account", name)
