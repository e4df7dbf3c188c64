"""What was known at each pass of the judge, so that it can be judged again."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _of(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column],
        [f"{column.removesuffix('_key')}.key"],
        name=op.f(f"fk_{table}_{column}"),
        onupdate="CASCADE",
        ondelete="CASCADE",
    )


def upgrade() -> None:
    op.create_table(
        "judge_pass",
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.Column("client_key", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _of("judge_pass", "client_key"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judge_pass")),
    )
    op.create_index(op.f("ix_judge_pass_client_key"), "judge_pass", ["client_key"])
    op.create_table(
        "evidence",
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.Column("client_key", sa.String(), nullable=False),
        sa.Column("campaign_key", sa.String(), nullable=True),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=True),
        sa.Column("value", sa.JSON(), nullable=False),
        _of("evidence", "client_key"),
        _of("evidence", "campaign_key"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index("ix_evidence_client_key_until", "evidence", ["client_key", "until"])
    op.create_index(op.f("ix_evidence_campaign_key"), "evidence", ["campaign_key"])


def downgrade() -> None:
    if op.get_bind().execute(sa.text("SELECT count(*) FROM judge_pass")).scalar_one():
        raise RuntimeError("judge_pass and evidence hold what alerts were judged on: delete their rows if they may go")
    op.drop_table("evidence")
    op.drop_table("judge_pass")
