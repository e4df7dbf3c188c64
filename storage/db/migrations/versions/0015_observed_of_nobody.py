"""What was observed of accounts that are gone: nothing led to it any more, and a new account could get the same id."""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("DELETE FROM observation WHERE account NOT IN (SELECT id FROM source_account)")


def downgrade() -> None:
    """The older version has no use for them either."""
