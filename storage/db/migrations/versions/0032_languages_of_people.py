"""In which language people are told what is for them alone."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "person",
        sa.Column("slack_id", sa.String(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("workspace_id", sa.String(), server_default="home", nullable=False),
        sa.PrimaryKeyConstraint("slack_id", name=op.f("pk_person")),
    )


def downgrade() -> None:
    """Slack is asked again: nothing is lost with it."""
    op.drop_table("person")
