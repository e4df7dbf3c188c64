"""Whose a thing of the audit log was, kept when it is removed: else nothing of it would end with its client."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("audit_subject", sa.Column("client_key", sa.String(), nullable=True))


def downgrade() -> None:
    """The older version leaves the names of what was removed; what they were called is kept."""
    op.drop_column("audit_subject", "client_key")
