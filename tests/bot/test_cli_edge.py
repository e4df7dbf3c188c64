"""The command line's edges: what it costs to start, and how it speaks when something is wrong."""

import sqlite3
import subprocess
import sys
from contextlib import closing

import psycopg
import pytest
from sqlalchemy import event, text

from bot.cli.edge import sentence
from bot.settings import machine_language, read
from storage import Unavailable, connect, migrate, session
from storage.db.migrate import database_files
from storage.db.unavailable import Why, why
from templates.cards.complaints import UNAVAILABLE
from tests.bot.vigia import Vigia

HEAVY = ("sqlalchemy", "slack_bolt", "matplotlib", "aiohttp", "pydantic", "babel", "rich", "httpx")


@pytest.fixture
def vigia(tmp_path, monkeypatch, capsys) -> Vigia:
    return Vigia(tmp_path, monkeypatch, capsys)


def test_help_lists_the_commands_and_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom bot.cli import main\nsys.argv = ['vigia', '--help']\n"
        "try:\n    main()\nexcept SystemExit as left:\n"
        f"    print('HEAVY', left.code, [name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "HEAVY 0 []"
    for command in ("demo", "run", "doctor", "migrate", "apply", "import", "sync", "status", "manifest"):
        assert f"\n  {command} " in done.stdout


def test_the_module_is_the_command(vigia) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "migrate"], capture_output=True, text=True, check=False, cwd=vigia.folder,
        env={"PYTHONPATH": ":".join(sys.path), "LANG": "ca_ES.UTF-8", "PATH": ""},
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "La base de dades està al dia.\n")
    assert (vigia.folder / "vigia.sqlite3").exists()


def test_a_database_that_does_not_answer_is_a_sentence_without_its_password(vigia) -> None:
    vigia.set(DATABASE_URL="postgresql://vigia:s3cret-word@127.0.0.1:1/vigia?connect_timeout=2")
    told = vigia("status")
    assert told.code == 1
    assert "The database postgresql+psycopg://vigia:***@127.0.0.1:1/vigia cannot be opened" in told.err
    assert "Check DATABASE_URL." in told.err
    assert "s3cret-word" not in told.err + told.out
    assert "Traceback" not in told.err


def test_a_file_that_is_no_database_is_a_sentence(vigia) -> None:
    vigia.write("vigia.sqlite3", b"this is something else entirely, long enough to have a header of its own" * 9)
    told = vigia("migrate")
    assert told.code == 1
    assert "vigia.sqlite3 cannot be opened: file is not a database." in told.err


def test_a_database_of_a_newer_version_is_a_sentence(vigia) -> None:
    vigia("migrate")
    with vigia.database() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    told = vigia("status")
    assert told.code == 1
    assert "was written by a newer Vigía (revision 9999). Install that version again." in told.err


def test_a_missing_table_is_a_sentence(vigia) -> None:
    vigia("migrate")
    with vigia.database() as session:
        session.execute(text("DROP TABLE campaign"))
    told = vigia("status")
    assert told.code == 1
    assert "is incomplete: no such table: campaign. Put the last backup in its place." in told.err


def test_spoilt_pages_are_a_sentence(vigia) -> None:
    vigia("migrate")
    file = vigia.folder / "vigia.sqlite3"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    told = vigia("status")
    assert told.code == 1
    assert "is damaged: database disk image is malformed. Stop Vigía" in told.err


def test_a_file_that_somebody_else_locks_is_a_sentence(vigia) -> None:
    vigia("migrate")
    other = sqlite3.connect(vigia.folder / "vigia.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    engine = connect(f"sqlite:///{vigia.folder / 'vigia.sqlite3'}")
    event.listen(engine, "connect", lambda opened, _record: opened.execute("PRAGMA busy_timeout=1"))
    with pytest.raises(Unavailable) as refused:
        migrate(engine)
    engine.dispose()
    other.close()
    assert "is locked by another program: database is locked. Is a second Vigía running?" in sentence(refused.value)


@pytest.mark.parametrize(
    ("state", "code"), [("55P03", Why.LOCKED), ("XX001", Why.DAMAGED), ("42P01", Why.INCOMPLETE), ("53100", Why.FULL)]
)
def test_the_codes_of_postgresql_are_known(state: str, code: Why) -> None:
    assert why(psycopg.errors.lookup(state)()) is code


def test_every_reason_has_a_sentence() -> None:
    assert set(UNAVAILABLE) == {code.value for code in Why}


def test_a_database_is_for_its_owner_alone(vigia) -> None:
    vigia("migrate")
    engine = connect(f"sqlite:///{vigia.folder / 'vigia.sqlite3'}")
    with session(engine) as opened:
        opened.execute(text("DELETE FROM inbox"))
        files = [file for file in database_files(engine) if file.exists()]
        assert len(files) == 3
        assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    engine.dispose()


def test_a_password_in_the_driver_s_words_is_blotted_out(tmp_path) -> None:
    engine = connect("postgresql://vigia@127.0.0.1:1/x?password=s3cret-word&connect_timeout=2")
    with pytest.raises(Unavailable) as refused:
        migrate(engine)
    engine.dispose()
    assert "s3cret-word" not in f"{refused.value.address} {refused.value.detail}"


def test_a_folder_that_cannot_be_written_is_a_sentence(vigia) -> None:
    vigia.write("plain", "a file")
    vigia.set(DATABASE_URL="sqlite:///plain/vigia.sqlite3")
    told = vigia("migrate")
    assert told.code == 1
    assert told.err.startswith("This machine refused it: ")


def test_a_clock_that_is_silent_is_a_sentence(vigia) -> None:
    vigia.set(VIGIA_CLOCK_URL="http://127.0.0.1:1/clock")
    told = vigia("status")
    assert told.code == 1
    assert "The clock at http://127.0.0.1:1/clock does not answer." in told.err


def test_wrong_settings_name_the_variable(vigia) -> None:
    vigia.set(VIGIA_LANG="fr")
    told = vigia("migrate")
    assert told.code == 2
    assert told.err.startswith("VIGIA_LANG must be es, ca or en")


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "es_ES.UTF-8"}, "es_ES"),
        ({"LANG": "es_ES.UTF-8", "LC_ALL": "ca_ES@valencia"}, "ca_ES"),
        ({"LANG": "de_DE.UTF-8", "LC_MESSAGES": "es"}, "es"),
        ({"LANG": "estonian"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
    ],
)
def test_the_machine_s_language_is_spoken_unless_another_is_set(environment, language) -> None:
    assert machine_language(environment) == language
    assert read(environment).lang == language
    assert read({**environment, "VIGIA_LANG": "ca"}).lang == "ca"


def test_an_app_s_name_that_slack_would_refuse_is_told(vigia) -> None:
    told = vigia("manifest", "--name", "x" * 36)
    assert told.code == 2
    assert "The name must have 1 to 35 characters" in told.err
    assert vigia("manifest", "--lang", "de").code == 2


def test_the_manifest_speaks_three_languages(vigia) -> None:
    assert "Estado, objetivos y avisos de tus campañas" in vigia("manifest", "--lang", "es").out
    assert "https://api.slack.com/apps?new_app=1&manifest_yaml=" in vigia("manifest").out
