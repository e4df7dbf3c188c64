"""Which workspace rows belong to: what there is belongs to the one that is installed."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_HOME = "home"
_TABLES = ("client", "channel", "delivery", "inbox", "audit_log")


def upgrade() -> None:
    made = op.create_table(
        "workspace",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=True),
        sa.Column("enterprise_id", sa.String(), nullable=True),
        sa.Column("installed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspace")),
        sa.UniqueConstraint("team_id", name=op.f("uq_workspace_team_id")),
    )
    op.bulk_insert(made, [{"id": _HOME}])
    for table in _TABLES:
        op.add_column(table, sa.Column("workspace_id", sa.String(), server_default=_HOME, nullable=False))


def downgrade() -> None:
    for table in _TABLES:
        others = sa.text(f"SELECT count(*) FROM {table} WHERE workspace_id <> :home")
        if op.get_bind().execute(others, {"home": _HOME}).scalar_one():
            raise RuntimeError(f"{table} has rows of another workspace, which the version before would take for its own")
    for table in _TABLES:
        op.drop_column(table, "workspace_id")
    op.drop_table("workspace")
