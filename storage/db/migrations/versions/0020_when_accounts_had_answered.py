"""When every account had answered, with each pass of the judge: an answer may come while it is under way."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("judge_pass", sa.Column("heard", sa.JSON(), nullable=False, server_default="{}"))


def downgrade() -> None:
    op.drop_column("judge_pass", "heard")
