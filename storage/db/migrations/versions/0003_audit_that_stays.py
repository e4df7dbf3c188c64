"""An audit log that stays as it was written, and holds ids and codes alone.

What an entry is about moves into a table of its own: when a client goes, the entries stay and that row becomes a
tombstone. Names and texts leave what was written before.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_AT = sa.DateTime(timezone=True)
_PLAIN = {
    *("locale", "timezone", "currency", "managers", "show", "audience", "approval", "objective", "start"),
    *("end", "budget", "owner", "curve", "every"),
}
_TEXTS = ("line", "reason", "old", "campaign")
_REFUSES_SQLITE = (
    "CREATE TRIGGER audit_log_no_update BEFORE UPDATE ON audit_log"
    " BEGIN SELECT RAISE(ABORT, 'the audit log is not changed'); END",
    "CREATE TRIGGER audit_log_no_delete BEFORE DELETE ON audit_log"
    " WHEN NOT COALESCE(OLD.at < (SELECT before FROM audit_retention WHERE id = 1), 0)"
    " BEGIN SELECT RAISE(ABORT, 'the audit log keeps what is not old'); END",
)
_REFUSES_POSTGRES = (
    """
    CREATE FUNCTION audit_log_refuses() RETURNS trigger AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            IF OLD.at < (SELECT before FROM audit_retention WHERE id = 1) THEN
                RETURN OLD;
            END IF;
            RAISE EXCEPTION 'the audit log keeps what is not old';
        END IF;
        RAISE EXCEPTION 'the audit log is not changed';
    END
    $$ LANGUAGE plpgsql
    """,
    "CREATE TRIGGER audit_log_stays BEFORE UPDATE OR DELETE ON audit_log"
    " FOR EACH ROW EXECUTE FUNCTION audit_log_refuses()",
)


def upgrade() -> None:
    kept = _kept("SELECT id, at, actor, what, subject, detail FROM audit_log ORDER BY id")
    op.drop_index(op.f("ix_audit_log_at"), table_name="audit_log")
    op.drop_table("audit_log")
    subjects = op.create_table(
        "audit_subject",
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_subject")),
        sa.UniqueConstraint("name", name=op.f("uq_audit_subject_name")),
    )
    op.create_table(
        "audit_retention",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("before", _AT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_retention")),
    )
    log = op.create_table(
        "audit_log",
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.Column("at", _AT, nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("subject", _ID, nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["subject"], ["audit_subject.id"], name=op.f("fk_audit_log_subject")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_log")),
    )
    op.create_index(op.f("ix_audit_log_at"), "audit_log", ["at"])
    op.create_index(op.f("ix_audit_log_subject"), "audit_log", ["subject"])
    ids = {name: number for number, name in enumerate(dict.fromkeys(row["subject"] for row in kept), start=1)}
    op.bulk_insert(subjects, [{"id": number, "name": name} for name, number in ids.items()])
    op.bulk_insert(log, [{**row, "subject": ids[row["subject"]], "detail": _bare(row["detail"])} for row in kept])
    _count_on("audit_subject", "audit_log")
    for statement in _REFUSES_SQLITE if _is_sqlite() else _REFUSES_POSTGRES:
        op.execute(statement)


def downgrade() -> None:
    kept = _kept(
        "SELECT audit_log.id, at, actor, what, audit_subject.name AS subject, detail FROM audit_log"
        " JOIN audit_subject ON audit_subject.id = audit_log.subject ORDER BY audit_log.id"
    )
    op.drop_table("audit_log")
    if not _is_sqlite():
        op.execute("DROP FUNCTION audit_log_refuses")
    op.drop_table("audit_retention")
    op.drop_table("audit_subject")
    log = op.create_table(
        "audit_log",
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.Column("at", _AT, nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_log")),
    )
    op.create_index(op.f("ix_audit_log_at"), "audit_log", ["at"])
    op.bulk_insert(log, kept)
    _count_on("audit_log")


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _kept(query: str) -> list[dict[str, Any]]:
    typed = sa.text(query).columns(at=_AT, detail=sa.JSON())
    return [dict(row._mapping) for row in op.get_bind().execute(typed)]


def _bare(detail: dict[str, Any]) -> dict[str, Any]:
    """Without names and texts; of a field that held one its name stays."""
    bare = {name: value for name, value in detail.items() if name not in _TEXTS}
    fields = bare.get("fields")
    if isinstance(fields, dict):
        bare["fields"] = {
            name: values if name in _PLAIN or name.startswith(("goals.", "quiet.")) else {}
            for name, values in fields.items()
        }
    return bare


def _count_on(*tables: str) -> None:
    """PostgreSQL's counters do not see ids that were given."""
    if not _is_sqlite():
        for table in tables:
            op.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'),"
                f" (SELECT coalesce(max(id), 0) + 1 FROM {table}), false)"
            )
