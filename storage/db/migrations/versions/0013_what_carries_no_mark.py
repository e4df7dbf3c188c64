"""What 0.1 was sending, or did not know to have arrived, carries nothing by which it could be found at Slack.

It is never looked for, because not to be found would mean to be sent twice: people are shown it, and say. Edits and
questions are simply repeated.
"""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "UPDATE delivery SET status = 'intended', lease_until = NULL"
        " WHERE status = 'sending' AND (edits IS NOT NULL OR kind = 'arrival')"
    )
    op.execute(
        "UPDATE delivery SET status = 'unknown', lease_until = NULL, next_attempt_at = NULL"
        " WHERE status IN ('sending', 'unknown')"
    )


def downgrade() -> None:
    """0.1 knows these words too, and asked people from the beginning."""
