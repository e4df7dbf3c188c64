"""What counts as a result, and the actions of which each row is counted."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    for declared in ("client", "campaign"):
        op.add_column(declared, sa.Column("results", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("platform_campaign", sa.Column("recorded", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("platform_campaign", sa.Column("counted_by", sa.String(), nullable=False, server_default=""))
    for facts in ("performance", "observation"):
        op.add_column(facts, sa.Column("actions", sa.String(), nullable=True))
    op.create_table(
        "recorded_action",
        sa.Column("account", _ID, nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("hint", sa.String(), nullable=False),
        sa.Column("within", sa.String(), nullable=False),
        sa.Column("is_own", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account"], ["source_account.id"], name=op.f("fk_recorded_action_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account", "token", name=op.f("pk_recorded_action")),
    )


def downgrade() -> None:
    for declared in ("client", "campaign"):
        if op.get_bind().execute(sa.text(f"SELECT count(*) FROM {declared} WHERE CAST(results AS VARCHAR) <> '{{}}'")).scalar_one():  # noqa: S608 - our own names
            raise RuntimeError(f"{declared}.results says what counts as a result: empty it if that may go")
        op.drop_column(declared, "results")
    op.drop_table("recorded_action")
    for facts in ("performance", "observation"):
        op.drop_column(facts, "actions")
    op.drop_column("platform_campaign", "counted_by")
    op.drop_column("platform_campaign", "recorded")
