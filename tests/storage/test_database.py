"""The database itself: migrations, sessions, time, and several threads at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from domain.errors import InvalidInput
from storage import Engine, Session, connect, migrate, reading, session
from storage.db import audit
from storage.db.migrate import config
from storage.db.tables import METADATA, SyncRunRow
from storage.db.unavailable import Unavailable
from storage.directory import channels, clients
from storage.facts import fx, sync
from tests import casting


def test_models_and_migrations_agree(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "target_metadata": METADATA})
        assert compare_metadata(context, METADATA) == []


def test_each_migration_follows_the_one_before() -> None:
    """Their numbers are their order: two that were written side by side are put one after the other."""
    found = list(ScriptDirectory.from_config(config()).walk_revisions())
    assert [one.revision for one in found] == [f"{number:04}" for number in range(len(found), 0, -1)]
    assert all(Path(one.path).name.startswith(one.revision) for one in found)


def test_migrating_twice_is_migrating_once(empty_url: str) -> None:
    engine = connect(empty_url)
    migrate(engine)
    migrate(engine)
    assert set(METADATA.tables) < set(inspect(engine).get_table_names())
    engine.dispose()


def test_processes_that_start_together_migrate_one_after_the_other(empty_url: str) -> None:
    def start(_: int) -> None:
        engine = connect(empty_url)
        migrate(engine)
        engine.dispose()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(start, range(4)))
    engine = connect(empty_url)
    assert "client" in inspect(engine).get_table_names()
    engine.dispose()


def test_the_way_back_leaves_no_table_behind(empty_url: str) -> None:
    engine = connect(empty_url)
    migrate(engine)
    with engine.begin() as connection:
        command.downgrade(config(connection), "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
    engine.dispose()


@pytest.mark.parametrize("url", ["nonsense", "mysql://user:secret@db/vigia", "sqlite://", "sqlite:///:memory:"])
def test_an_address_that_cannot_serve_is_refused_without_telling_its_password(url: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        connect(url)
    assert caught.value.field == "DATABASE_URL"
    assert "secret" not in str(caught.value)
    assert caught.value.example == "sqlite:///vigia.sqlite3"


def test_the_folder_of_a_new_database_is_made(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path}/new/folder/vigia.sqlite3")
    migrate(engine)
    engine.dispose()
    assert (tmp_path / "new" / "folder" / "vigia.sqlite3").exists()


def test_an_error_undoes_everything_in_its_session(engine: Engine) -> None:
    def half_done() -> None:
        with session(engine) as db:
            clients.save(db, casting.ACME, "U0MAYA", casting.NOW)
            raise KeyError("halfway")

    with pytest.raises(KeyError):
        half_done()
    with reading(engine) as db:
        assert clients.everyone(db) == []


def test_a_reading_session_cannot_write(engine: Engine) -> None:
    with reading(engine) as db, pytest.raises(DBAPIError):
        clients.save(db, casting.ACME, "U0MAYA", casting.NOW)
    with session(engine) as db:
        clients.save(db, casting.ACME, "U0MAYA", casting.NOW)


def test_a_reader_does_not_wait_for_a_writer(engine: Engine) -> None:
    with session(engine) as writer:
        clients.save(writer, casting.ACME, "U0MAYA", casting.NOW)
        with reading(engine) as reader:
            assert clients.everyone(reader) == []


def test_threads_that_read_and_then_write_all_get_their_turn(engine: Engine) -> None:
    def work(number: int) -> None:
        for step in range(5):
            with session(engine) as db:
                audit.recent(db)
                audit.note(db, f"thread {number}", "test.step", str(step), {}, casting.NOW)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(6)))
    with reading(engine) as db:
        assert len(audit.recent(db, 100)) == 30


def test_a_row_cannot_point_to_nothing(db: Session) -> None:
    with pytest.raises(IntegrityError):
        channels.bind(db, casting.ACME_CLIENT, "U0MAYA", casting.NOW)
    db.rollback()


def test_instants_come_back_in_utc_whatever_zone_they_came_in(db: Session) -> None:
    madrid = datetime(2026, 11, 16, 10, 30, 15, 123456, tzinfo=timezone(timedelta(hours=1)))
    audit.note(db, "a", "b", "c", {}, madrid)
    db.expire_all()
    [entry] = audit.recent(db)
    assert entry.at == madrid
    assert entry.at.tzinfo is UTC


def test_an_instant_without_a_zone_is_refused(db: Session) -> None:
    with pytest.raises(StatementError, match="has no time zone"):
        audit.note(db, "a", "b", "c", {}, datetime(2026, 11, 16, 9, 0))  # noqa: DTZ001 - that is the point
    db.rollback()


def test_an_instant_that_is_not_there_stays_away(db: Session) -> None:
    cast = casting.everybody(db)
    run = sync.begin(db, cast.acme_meta, casting.NOW, casting.WINDOW)
    row = db.get_one(SyncRunRow, run, populate_existing=True)
    assert row.finished_at is None


def test_exact_decimals_come_back_exactly(db: Session) -> None:
    fx.save(db, "CHF", {casting.TODAY: Decimal("1.0512345678901234")})
    rate = fx.rates(db, ["CHF"], casting.TODAY).on("CHF", casting.TODAY)
    assert rate
    assert rate.euros == Decimal("1.0512345678901234")


def test_two_engines_on_one_database_see_each_other(engine: Engine) -> None:
    other = connect(engine.url.render_as_string(hide_password=False))
    with session(engine) as db:
        clients.save(db, casting.ACME, "U0MAYA", casting.NOW)
    with reading(other) as db:
        assert clients.get(db, "acme") == casting.ACME
    other.dispose()


def test_addresses_of_postgresql_may_be_written_as_people_write_them() -> None:
    addresses: list[Callable[[], Engine]] = [
        lambda: connect("postgres://u:p@localhost/vigia"),
        lambda: connect("postgresql://u:p@localhost/vigia"),
        lambda: connect("postgresql+psycopg://u:p@localhost/vigia"),
    ]
    assert {make().url.drivername for make in addresses} == {"postgresql+psycopg"}


def test_a_database_that_does_not_answer_is_named_without_its_password() -> None:
    engine = connect("postgresql://vigia:hunter2@127.0.0.1:1/vigia?connect_timeout=2")
    with pytest.raises(Unavailable) as caught:
        migrate(engine)
    engine.dispose()
    assert caught.value.address == "postgresql+psycopg://vigia:***@127.0.0.1:1/vigia"
    assert "hunter2" not in str(caught.value)


def test_a_file_that_is_no_database_says_so(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("only words, and enough of them to be no empty file\n" * 40)
    engine = connect(f"sqlite:///{path}")
    with pytest.raises(Unavailable, match="not a database"):
        migrate(engine)
    engine.dispose()
