"""What is gone gives its name back: the next thing that is called so may be another client's."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("audit_subject", sa.Column("was", sa.String(), nullable=True))
    op.execute("UPDATE audit_subject SET was = name, name = 'was:' || id WHERE client_key IS NOT NULL")


def downgrade() -> None:
    """The older version has one subject a name: where there were several, all but one get their number behind it."""
    op.execute(
        "UPDATE audit_subject SET name = was WHERE was NOT IN (SELECT name FROM audit_subject)"
        " AND id IN (SELECT max(id) FROM audit_subject WHERE was IS NOT NULL GROUP BY was)"
    )
    op.execute("UPDATE audit_subject SET name = was || ':' || id WHERE name = 'was:' || id")
    op.drop_column("audit_subject", "was")
