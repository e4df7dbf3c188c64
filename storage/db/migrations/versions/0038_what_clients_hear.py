"""Which KPIs a client is shown of a campaign, and until when its updates are paused, of a campaign or of all."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("campaign", sa.Column("client_kpis", sa.JSON(), nullable=False, server_default="[]"))
    for table in ("campaign", "client"):
        op.add_column(table, sa.Column("paused_until", sa.Date(), nullable=True))
        op.add_column(table, sa.Column("paused_because", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    shown = op.get_bind().execute(sa.text("SELECT count(*) FROM campaign WHERE CAST(client_kpis AS TEXT) <> '[]'"))
    if shown.scalar_one():
        raise RuntimeError("a client would be shown KPIs that are kept from it: clear client_kpis of its campaigns first")
    for table in ("campaign", "client"):
        if op.get_bind().execute(sa.text(f"SELECT count(*) FROM {table} WHERE paused_until IS NOT NULL")).scalar_one():  # noqa: S608 - one of two words
            raise RuntimeError("updates that are paused would be sent: let them go on first")
    op.drop_column("campaign", "client_kpis")
    for table in ("campaign", "client"):
        op.drop_column(table, "paused_until")
        op.drop_column(table, "paused_because")
