"""What is to be judged, what was read of an account and when, and who claimed it last."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

READ = ("described_at", "matched_at", "hours_at", "segments_at")


def upgrade() -> None:
    op.add_column("source_account", sa.Column("fence", sa.Integer(), nullable=False, server_default="0"))
    for name in READ:
        op.add_column("source_account", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "to_judge",
        sa.Column("client_key", sa.String(), nullable=False),
        sa.Column("reads", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["client_key"], ["client.key"], name=op.f("fk_to_judge_client_key"), onupdate="CASCADE", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("client_key", name=op.f("pk_to_judge")),
    )
    op.create_table(
        "trial_write",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trial_write")),
    )


def downgrade() -> None:
    """Nothing is lost that is not read or judged again by itself."""
    op.drop_table("trial_write")
    op.drop_table("to_judge")
    for name in (*READ, "fence"):
        op.drop_column("source_account", name)
