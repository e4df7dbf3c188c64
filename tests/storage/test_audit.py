"""The audit log stays as it was written, holds no names, and ends by its own retention alone."""

import json
from datetime import timedelta

import pytest
from alembic import command
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from storage import Engine, Session, connect, migrate, session
from storage.db import audit
from storage.db.migrate import config
from storage.directory import campaigns
from tests import casting

NOW, MAYA = casting.NOW, casting.MAYA
DAY = timedelta(days=1)


@pytest.mark.parametrize("change", ["UPDATE audit_log SET actor = 'nobody'", "DELETE FROM audit_log"])
def test_the_database_refuses_to_change_what_was_written(engine: Engine, change: str) -> None:
    with session(engine) as db:
        audit.note(db, MAYA, "sync.asked", "acme", {}, NOW)
    with pytest.raises(DBAPIError, match="the audit log"), session(engine) as db:
        db.execute(text(change))
    with session(engine) as db:
        assert [entry.actor for entry in audit.recent(db)] == [MAYA]


def test_only_what_is_old_can_be_deleted(engine: Engine) -> None:
    with session(engine) as db:
        audit.note(db, MAYA, "old", "acme", {}, NOW - DAY)
        audit.note(db, MAYA, "new", "bosc", {}, NOW)
        assert audit.forget(db, NOW) == 1
        assert [entry.what for entry in audit.recent(db)] == ["new"]
        assert [one.name for one in audit.subjects(db)] == ["bosc"]
    with pytest.raises(DBAPIError, match="keeps what is not old"), session(engine) as db:
        db.execute(text("DELETE FROM audit_log"))


def test_what_is_gone_leaves_codes_and_a_tombstone(db: Session) -> None:
    audit.note(db, MAYA, "client.created", "acme", {"via": "slack"}, NOW)
    audit.note(db, MAYA, "client.removed", "acme", {"via": "slack"}, NOW)
    audit.note(db, MAYA, "client.created", "bosc", {}, NOW)
    numbers = {one.name: one.number for one in audit.subjects(db)}
    assert audit.bury(db, [numbers["acme"], max(numbers.values()) + 1]) == 1
    newest, removed, created = audit.recent(db)
    assert (removed.what, created.what, newest.subject) == ("client.removed", "client.created", "bosc")
    assert removed.subject == created.subject
    assert removed.subject.startswith(audit.TOMBSTONE)
    audit.note(db, MAYA, "client.created", "acme", {}, NOW)
    assert [entry.what for entry in audit.about(db, ["acme"], NOW - DAY)] == ["client.created"], "a new one begins anew"


def test_no_name_and_no_text_is_written(db: Session) -> None:
    casting.everybody(db)
    written = json.dumps([dict(entry.detail) for entry in audit.recent(db, 500)], ensure_ascii=False)
    for campaign in campaigns.everyone(db):
        for words in filter(None, (campaign.name, campaign.persona, campaign.hypothesis)):
            assert words not in written
    assert "Clínica" not in written
    assert " EUR" in written, "what is a number stays"


def test_a_log_of_the_first_version_is_taken_over_and_can_go_back(empty_url: str) -> None:
    engine = connect(empty_url)
    with engine.begin() as connection:
        command.upgrade(config(connection), "0002")
        for number, subject in enumerate(("acme", "bosc", "acme"), start=1):
            detail = {
                "via": "slack",
                "line": "status otoño",
                "fields": {"name": {"old": None, "new": "Clínica"}, "budget": {"old": None, "new": "1 EUR"}},
            }
            connection.execute(
                text("INSERT INTO audit_log VALUES (:id, :at, 'U0MAYA', 'client.created', :subject, :detail)"),
                {"id": number, "at": NOW.replace(tzinfo=None), "subject": subject, "detail": json.dumps(detail)},
            )
    migrate(engine)
    with session(engine) as db:
        audit.note(db, MAYA, "client.changed", "acme", {}, NOW)
        assert [entry.subject for entry in audit.recent(db)] == ["acme", "acme", "bosc", "acme"]
        assert audit.recent(db)[-1].detail == {
            "via": "slack",
            "fields": {"name": {}, "budget": {"old": None, "new": "1 EUR"}},
        }
    with engine.begin() as connection:
        command.downgrade(config(connection), "0002")
        found = connection.execute(text("SELECT subject FROM audit_log ORDER BY id"))
        assert [name for (name,) in found] == ["acme", "bosc", "acme", "acme"]
    engine.dispose()


def test_an_older_version_finds_whose_a_thing_was_and_a_newer_one_what_it_was_called(engine: Engine) -> None:
    with session(engine) as db:
        for owner in ("acme", "bosc", None):
            audit.note(db, MAYA, "channel.created", "C0ACME", {}, NOW)
            if owner:
                audit.belonged(db, "C0ACME", owner)
        audit.note(db, MAYA, "channel.created", "C0BOSC", {}, NOW)
        audit.belonged(db, "C0BOSC", "bosc")
        told = audit.subjects(db)
    assert [(one.name, one.owner) for one in told] == [
        ("C0ACME", "acme"),
        ("C0ACME", "bosc"),
        ("C0ACME", None),
        ("C0BOSC", "bosc"),
    ]
    with engine.begin() as connection:
        command.downgrade(config(connection), "0020")
        found = connection.execute(text("SELECT name, client_key FROM audit_subject ORDER BY id")).all()
    assert [tuple(one) for one in found] == [
        ("C0ACME:1", "acme"),
        ("C0ACME:2", "bosc"),
        ("C0ACME", None),
        ("C0BOSC", "bosc"),
    ]
    migrate(engine)
    with session(engine) as db:
        assert [(one.name, one.owner) for one in audit.subjects(db)][2:] == [("C0ACME", None), ("C0BOSC", "bosc")]
