"""`vigia export-client` and `vigia delete-client`."""

import pytest

from bot.seal import Seal
from storage.db import audit
from storage.directory import clients
from storage.messages import inbox
from storage.messages.inbox import Claim
from tests import casting
from tests.bot.vigia import Vigia

KEY = "0123456789abcdef" * 2


@pytest.fixture
def vigia(tmp_path, monkeypatch, capsys) -> Vigia:
    made = Vigia(tmp_path, monkeypatch, capsys)
    made.set(VIGIA_SECRET_KEY=KEY)
    made("migrate")
    with made.database() as session:
        casting.everybody(session)
        for channel in ("C0ACME", "C0BOSC"):
            sealed = Seal(KEY).close({"channel": channel, "text": "status"})
            inbox.receive(session, channel, "command", sealed, casting.NOW, Claim("one", casting.NOW))
    return made


def test_the_files_stand_where_it_says(vigia) -> None:
    told = vigia("export-client", "acme")
    assert told.code == 0
    assert "rows of acme stand in" in told.out
    assert (vigia.folder / "acme-export" / "campaign.csv").exists()
    with vigia.database() as session:
        newest = audit.recent(session)[0]
    assert (newest.what, newest.subject) == ("client.exported", "acme")
    assert newest.actor.startswith("vigia export-client:")
    again = vigia("export-client", "acme")
    assert again.code == 1
    assert "is not empty: acme-export" in again.err


def test_without_a_yes_it_says_what_would_go(vigia) -> None:
    told = vigia("delete-client", "acme")
    assert told.code == 2
    assert "campaign: " in told.out
    assert "To delete all of this: vigia delete-client acme --yes" in told.err
    with vigia.database() as session:
        assert clients.get(session, "acme") is not None


def test_with_a_yes_it_goes_with_what_was_said_in_its_channels(vigia) -> None:
    told = vigia("delete-client", "acme", "--yes")
    assert told.code == 0
    assert "rows of acme are deleted. Take it out of vigia.yaml too." in told.out
    with vigia.database() as session:
        assert [one.key for one in clients.everyone(session)] == ["bosc"]
        assert set(inbox.kept(session)) == {"C0BOSC"}
        newest = audit.recent(session)[0]
    assert newest.what == "client.erased"
    assert newest.actor.startswith("vigia delete-client:")


@pytest.mark.parametrize("command", ["export-client", "delete-client"])
def test_a_client_that_nobody_knows_is_named_with_those_that_are_known(vigia, command: str) -> None:
    told = vigia(command, "acmee")
    assert told.code == 2
    assert "acme" in told.err
