"""Which process answers what came in, and until when it counts as alive."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('inbox', sa.Column('owner', sa.String(), nullable=True))
    op.add_column('inbox', sa.Column('lease_until', sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column('inbox', 'lease_until')
    op.drop_column('inbox', 'owner')
