"""What credentials open: asked now and then, and offered where a client's accounts are chosen."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "opening",
        sa.Column("source", sa.String(), primary_key=True),
        sa.Column("credential", sa.String(), primary_key=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("remedy", sa.String(), nullable=False),
        sa.Column("lacks", sa.JSON(), nullable=False, server_default="[]"),
    )
    op.create_table(
        "opened_account",
        sa.Column("source", sa.String(), primary_key=True),
        sa.Column("account_id", sa.String(), primary_key=True),
        sa.Column("credential", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
    )


def downgrade() -> None:
    """They are asked anew."""
    op.drop_table("opened_account")
    op.drop_table("opening")
