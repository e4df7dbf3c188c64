"""Which forms a contact of a CRM sent, and when first."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("crm_contact", sa.Column("forms", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("crm_contact", "forms")
