"""Updates that wait for their client to be read, or rest after trouble: in rows."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("subscription", sa.Column("waits_since", sa.DateTime(timezone=True), nullable=True))
    op.add_column("subscription", sa.Column("failures", sa.Integer(), server_default="0", nullable=False))
    op.add_column("subscription", sa.Column("not_before", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """What waits is asked anew."""
    for name in ("not_before", "failures", "waits_since"):
        op.drop_column("subscription", name)
