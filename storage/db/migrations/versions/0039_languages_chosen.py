"""Which language people have chosen here, whatever Slack says."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("chosen", sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    """Those who chose are answered in Slack's language again."""
    with op.batch_alter_table("person") as batch:
        batch.drop_column("chosen")
