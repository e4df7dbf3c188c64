"""Platform campaigns whose spend somebody has said to leave aside."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("platform_campaign", sa.Column("ignored", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    """What was left aside is told of again."""
    op.drop_column("platform_campaign", "ignored")
