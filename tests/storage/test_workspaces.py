"""Everything belongs to a workspace: what came from the first version to the one that is installed."""

import pytest
from alembic import command
from sqlalchemy import text

from domain.destination import INSTALLED, Destination, Reach
from domain.entities import Channel, Client
from domain.words import Audience
from storage import Engine, Session, connect, migrate, session
from storage.db.migrate import config
from storage.directory import channels, clients, workspaces
from storage.directory.workspaces import Workspace
from storage.messages import outbox
from tests import casting

NOW, MAYA = casting.NOW, casting.MAYA
OTHER = "north"
_FIRST = (
    "INSERT INTO client VALUES ('acme', 'Acme', 'es', 'Europe/Madrid', 'EUR', '[]', '[]', '{}')",
    "INSERT INTO channel VALUES ('C0ACME', 'acme', 'client', '[]', 'draft', NULL)",
    "INSERT INTO inbox VALUES ('a', 'command', '{}', '2026-11-16 09:00:00', NULL)",
    (
        "INSERT INTO delivery (occasion, channel, kind, audience, client_key, payload, status, attempts, created_at)"
        " VALUES ('a', 'U0MAYA', 'draft', 'internal', 'acme', '{}', 'sent', 1, '2026-11-16 09:00:00')"
    ),
)


@pytest.fixture
def first(empty_url: str) -> Engine:
    """A database as 0.1 left it, with a client, a channel, a message and something that came in."""
    engine = connect(empty_url)
    with engine.begin() as connection:
        command.upgrade(config(connection), "0002")
        for statement in _FIRST:
            connection.exec_driver_sql(statement)
    return engine


def test_what_the_first_version_left_belongs_to_the_installed_workspace(first: Engine) -> None:
    migrate(first)
    with session(first) as db:
        assert workspaces.everyone(db) == [Workspace(INSTALLED)]
        assert [(one.key, one.workspace) for one in clients.everyone(db)] == [("acme", INSTALLED)]
        assert [(one.slack_id, one.workspace) for one in channels.everyone(db)] == [("C0ACME", INSTALLED)]
        told = outbox.by_occasion(db, "a")
        assert told
        assert told.to == Destination(INSTALLED, Reach.PERSON, "U0MAYA")
        assert db.execute(text("SELECT workspace_id FROM inbox")).scalar_one() == INSTALLED
    with first.begin() as connection:
        command.downgrade(config(connection), "0002")
        assert connection.execute(text("SELECT name FROM client")).scalar_one() == "Acme"
    first.dispose()


def test_the_way_back_is_refused_where_another_workspace_s_rows_would_be_taken_for_one_s_own(first: Engine) -> None:
    migrate(first)
    with session(first) as db:
        clients.save(db, Client("nord", "Nord", workspace=OTHER), MAYA, NOW)
    with pytest.raises(RuntimeError, match="client has rows of another workspace"), first.begin() as connection:
        command.downgrade(config(connection), "0007")
    with session(first) as db:
        assert {one.workspace for one in clients.everyone(db)} == {INSTALLED, OTHER}
    first.dispose()


def test_the_team_of_the_token_is_kept(db: Session) -> None:
    assert workspaces.install(db, "T0AGENCY", None, NOW) == Workspace(INSTALLED, "T0AGENCY")
    assert workspaces.install(db, "T0AGENCY", "E0GRID", NOW) == Workspace(INSTALLED, "T0AGENCY", "E0GRID")
    assert workspaces.everyone(db) == [Workspace(INSTALLED, "T0AGENCY", "E0GRID")]


def test_a_workspace_stands_in_what_is_declared_and_in_where_something_goes(db: Session) -> None:
    client = Client("nord", "Nord", workspace=OTHER)
    clients.save(db, client, MAYA, NOW)
    channel = Channel("C0NORD", "nord", Audience.INTERNAL, workspace=OTHER)
    channels.bind(db, channel, MAYA, NOW)
    assert (clients.get(db, "nord"), channels.get(db, "C0NORD")) == (client, channel)
    to = Destination(OTHER, Reach.CHANNEL, "C0NORD")
    made = outbox.intend(db, "a", to, "test", {}, at=NOW)
    assert made
    assert made.to == to
