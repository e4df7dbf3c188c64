"""Who was merged or deleted counts no more, a lead keeps the campaign that brought it, and a CRM is read anew where it is
read by other rules than before."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("crm_contact", sa.Column("earlier_utm", sa.String(), nullable=False, server_default=""))
    op.add_column("crm_contact", sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("crm_contact", sa.Column("merged_into", sa.String(), nullable=True))
    op.add_column("crm_deal", sa.Column("home_micros", sa.BigInteger(), nullable=True))
    op.add_column("crm_deal", sa.Column("home_currency", sa.String(), nullable=False, server_default=""))
    op.add_column("crm_deal", sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("source_account", sa.Column("cursor_by", sa.String(), nullable=False, server_default=""))
    op.add_column("source_account", sa.Column("deep_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """The older version counts the merged and the deleted, as it always did."""
    for name in ("deep_at", "cursor_by"):
        op.drop_column("source_account", name)
    for name in ("archived_at", "home_currency", "home_micros"):
        op.drop_column("crm_deal", name)
    for name in ("merged_into", "archived_at", "earlier_utm"):
        op.drop_column("crm_contact", name)
