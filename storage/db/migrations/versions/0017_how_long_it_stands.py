"""Whether a reading brought news, and until when what was judged stands without any."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("to_judge", sa.Column("news", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.create_table(
        "validity",
        sa.Column("client_key", sa.String(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_key"], ["client.key"], name=op.f("fk_validity_client_key"), onupdate="CASCADE", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("client_key", name=op.f("pk_validity")),
    )


def downgrade() -> None:
    """Nothing is lost: whoever does not know judges."""
    op.drop_table("validity")
    op.drop_column("to_judge", "news")
