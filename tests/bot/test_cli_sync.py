"""`vigia sync`: the accounts are read at once, and a failure is a line and an exit code."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from bot.cli.sync import _read, is_failure, line
from bot.clock import machine
from bot.jobs.doubt import Emptied
from bot.jobs.poll import Poller
from bot.metrics import Metrics
from bot.store import Store
from domain.entities import SourceAccount
from domain.facts import PerformanceRow
from domain.window import Window
from domain.words import Remedy, Source
from storage import Session
from storage.db.tables import AccountRow
from storage.directory import accounts, campaigns
from templates.words import words
from tests.bot.office import database
from tests.bot.sandboxed import World
from tests.bot.sources import Ads, standing
from tests.bot.vigia import Vigia
from tests.casting import NOW

pytestmark = pytest.mark.long


@pytest.fixture
def vigia(connected, world: World) -> Vigia:
    connected.set(VIGIA_CLOCK_URL=f"{world.url}/_sandbox/clock")
    return connected


def test_every_account_is_read_and_status_answers(vigia) -> None:
    read = vigia("sync")
    assert (read.code, read.err) == (0, "")
    assert len(read.out.splitlines()) == 11
    assert all(line.startswith("✓ ") and line.endswith(": read.") for line in read.out.splitlines())
    shown = vigia("status", "acme-otono")
    assert "Clínica Acme · " in shown.out
    assert "No data" not in shown.out
    with vigia.database() as db:
        assert len(campaigns.unclaimed(db)) == 1


def due(session: Session) -> set[tuple[str, int | None, datetime | None]]:
    """When each account is due, with its client."""
    return {(row.client_key, row.id, row.next_due) for row in session.exec(select(AccountRow))}


def test_one_client_is_read_alone_and_the_others_stay_due(vigia) -> None:
    with vigia.database() as db:
        before = due(db)
    assert len(vigia("sync", "--client", "forn").out.splitlines()) == 3
    with vigia.database() as db:
        read = {one for one in ("acme", "forn", "nord") for f in accounts.freshness(db, one) if f.last_success}
        moved = before - due(db)
    assert (read, {client for client, _, _ in moved}, len(moved)) == ({"forn"}, {"forn"}, 3)
    unknown = vigia("sync", "--client", "nobody")
    assert (unknown.code, unknown.err) == (2, "I know no client “nobody”. There are: acme, forn, nord\n")


def test_a_platform_that_asked_us_to_wait_is_left_alone(vigia) -> None:
    soon = datetime.now(UTC) + timedelta(days=1)
    with vigia.database() as db:
        claim = accounts.claim(db, accounts.of_client(db, "acme")[0].id, datetime.now(UTC))
        assert accounts.settle(db, claim, soon + timedelta(days=3650), soon)
        db.commit()
    lines = vigia("sync", "--client", "acme").out.splitlines()
    assert [line.partition(" ")[0] for line in lines] == ["–", *["✓"] * (len(lines) - 1)]
    assert lines[0].endswith(": its platform asked us to wait; it is read again after that.")


def test_a_credential_that_does_not_work_fails_alone(vigia) -> None:
    vigia.set(META_ACCESS_TOKEN="EAAwrong", VIGIA_LANG="es")
    read = vigia("sync", "--client", "acme")
    assert read.code == 1
    assert "✗ Meta act_1029384756 (Clínica Acme): no se ha podido leer (reconnect_meta)." in read.out
    assert "✓ HubSpot 424242 (Clínica Acme): leída." in read.out
    assert "1 cuenta no se ha podido leer." in read.err


def test_an_account_that_the_bot_reads_just_now_is_left_to_it(vigia) -> None:
    with vigia.database() as db:
        assert accounts.claim(db, accounts.of_client(db, "forn")[0].id, datetime.now(UTC), lease_s=3600)
    read = vigia("sync", "--client", "forn")
    assert (read.code, read.err) == (0, "")
    assert [line.partition(" ")[0] for line in read.out.splitlines()] == ["–", "✓", "✓"]
    assert ": the bot is reading it just now." in read.out


async def test_what_was_stopped_while_it_was_read_is_given_back(tmp_path) -> None:
    engine = database(tmp_path)
    store = Store(engine)

    def interrupted(_account: SourceAccount, _window: Window) -> list[PerformanceRow]:
        raise asyncio.CancelledError

    poller = Poller(store, standing(Ads(interrupted)), lambda: NOW, Metrics())
    account = next(one for one in await store.read(accounts.of_client, "acme") if one.source is Source.GOOGLE_ADS)
    claim = await store.run(accounts.claim, account.id, machine())
    with pytest.raises(asyncio.CancelledError):
        await _read(store, poller, claim)
    assert await store.run(accounts.claim, account.id, machine()), "anybody may read it at once"
    engine.dispose()


def test_an_account_that_is_believed_to_be_empty_was_read() -> None:
    account, emptied = SourceAccount("acme", Source.META, "act_1"), Emptied("empty", Remedy.CHECK_ACCOUNT)
    assert line(words("en"), account, "Acme", emptied).startswith("✓ Meta act_1 (Acme): read; it answers")
    assert not is_failure(emptied)
