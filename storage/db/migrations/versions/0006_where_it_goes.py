"""Whether a delivery goes to a channel or to a person: until now the first letter of the address was guessed from."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("delivery", sa.Column("reach", sa.String(), server_default="channel", nullable=False))
    op.execute("UPDATE delivery SET reach = 'person' WHERE channel LIKE 'U%' OR channel LIKE 'W%'")


def downgrade() -> None:
    op.execute("UPDATE delivery SET status = 'intended', lease_until = NULL WHERE status = 'claimed'")
    op.drop_column("delivery", "reach")
