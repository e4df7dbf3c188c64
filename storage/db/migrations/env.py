"""Alembic's entry: runs on the connection that `storage.db.migrate` hands over."""

from alembic import context

from storage.db.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
