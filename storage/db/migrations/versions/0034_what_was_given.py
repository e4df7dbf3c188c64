"""What somebody wrote that keeps an account from being read, such as the name of a property that there is not."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("source_account", sa.Column("given", sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    """The next poll says it again."""
    op.drop_column("source_account", "given")
