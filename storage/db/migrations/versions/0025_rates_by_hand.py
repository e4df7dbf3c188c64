"""Exchange rates that people say, beside those that the bank publishes."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("fx_rate", sa.Column("by_hand", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    """What was written by hand stands in the file, and the older version cannot tell it from the bank's."""
    op.execute("DELETE FROM fx_rate WHERE by_hand")
    op.drop_column("fx_rate", "by_hand")
