"""Alembic's entry: runs on the connection that `storage.db.migrate` hands over; RuntimeError where rows would go."""

from alembic import context
from sqlalchemy import Connection, inspect, text

from storage.db.tables import METADATA

DERIVED = frozenset(
    {
        *("alembic_version", "audit_retention", "audit_subject", "to_judge", "sending_rest", "trial_write"),
        *("validity", "workspace"),
    }
)
"""Tables whose rows are kept elsewhere, or come back by themselves."""


def _with_rows(connection: Connection) -> set[str]:
    quoted = {
        name: connection.dialect.identifier_preparer.quote(name) for name in inspect(connection).get_table_names()
    }
    return {
        name
        for name, written in quoted.items()
        if name not in DERIVED and connection.execute(text(f"SELECT 1 FROM {written} LIMIT 1")).first()  # noqa: S608 - names of our own tables
    }


def _run(connection: Connection) -> None:
    before = _with_rows(connection)
    with context.begin_transaction():
        context.run_migrations()
        lost = sorted(before - set(inspect(connection).get_table_names()))
        if lost:
            raise RuntimeError(f"rows of {', '.join(lost)} would be lost: that version cannot keep them")


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,
    render_as_batch=True,
)
_run(context.config.attributes["connection"])
