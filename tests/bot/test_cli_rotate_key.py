"""`vigia rotate-key`."""

import pytest

from bot.seal import Seal
from storage.db import audit
from storage.messages import inbox
from storage.messages.inbox import Claim
from tests import casting
from tests.bot.vigia import Vigia

MINE = Claim("killed", casting.NOW)
OLD, NEW = "an older key, of thirty-two letters or more", "0123456789abcdef" * 2


@pytest.fixture
def vigia(tmp_path, monkeypatch, capsys) -> Vigia:
    return Vigia(tmp_path, monkeypatch, capsys)


def test_what_waits_opens_with_the_new_key_alone_afterwards(vigia) -> None:
    vigia("migrate")
    with vigia.database() as session:
        inbox.receive(session, "a", "command", Seal(OLD).close({"text": "status"}), casting.NOW, MINE)
        inbox.receive(session, "b", "command", Seal("nobody's").close({}), casting.NOW, MINE)
        inbox.receive(session, "done", "command", Seal("nobody's").close({}), casting.NOW, MINE)
        inbox.finish(session, "done", MINE.owner, casting.NOW)
    vigia.set(VIGIA_SECRET_KEY=NEW, VIGIA_SECRET_KEY_OLD=OLD)
    told = vigia("rotate-key")
    assert told.code == 1
    assert told.out == (
        "1 thing was sealed anew. VIGIA_SECRET_KEY_OLD can go if the bot already runs with the new key; "
        "else restart it and run this again.\n"
    )
    assert told.err == "1 thing opens with none of the keys: it will be dropped.\n"
    with vigia.database() as session:
        assert Seal(NEW).open(inbox.waiting(session)["a"]) == {"text": "status"}
        [entry] = audit.recent(session)
    assert (entry.what, entry.actor.partition(":")[0]) == ("key.rotated", "vigia rotate-key")
    assert entry.actor.partition(":")[2], "the person at the terminal"


def test_without_a_new_key_it_says_where_to_put_it(vigia) -> None:
    told = vigia("rotate-key")
    assert told.code == 2
    assert "put it into VIGIA_SECRET_KEY" in told.err
