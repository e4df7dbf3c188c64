"""The questions are asked of the same databases as storage's own tests."""

from tests.storage.conftest import (  # noqa: F401 - fixtures, used by their names
    backend,
    db,
    empty_url,
    engine,
    migrated_database,
    migrated_file,
)
