"""The database itself: connections, migrations, tables, upserts and the audit log."""
