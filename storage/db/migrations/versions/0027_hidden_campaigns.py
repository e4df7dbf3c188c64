"""Campaigns that their client does not see."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("campaign", sa.Column("hidden", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    if op.get_bind().execute(sa.text("SELECT count(*) FROM campaign WHERE hidden")).scalar_one():
        raise RuntimeError("a campaign that is hidden would be seen by its client: remove it, or show it, if it may")
    op.drop_column("campaign", "hidden")
