"""The connectors against the local vendor services, as a process of its own, over HTTP only."""

import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from connectors.http import client
from connectors.registry import build
from domain.entities import SourceAccount
from domain.errors import NeedsOwner, Transient
from domain.facts import AccountState
from domain.window import Window, local_day
from domain.words import Level, Remedy, Source
from tests.connectors.fakes import Changes, Naps, Ticks, whole

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[2]
ACCOUNTS = {
    Source.GOOGLE_ADS: SourceAccount("acme", Source.GOOGLE_ADS, "1234567890"),
    Source.META: SourceAccount("acme", Source.META, "act_1029384756"),
    Source.HUBSPOT: SourceAccount("acme", Source.HUBSPOT, "424242", options={"utm_property": "utm_campaign"}),
}
RECONNECT = {
    Source.GOOGLE_ADS: Remedy.RECONNECT_GOOGLE_ADS,
    Source.META: Remedy.RECONNECT_META,
    Source.HUBSPOT: Remedy.RECONNECT_HUBSPOT,
}


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "sandbox", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout is not None
        ready = process.stdout.readline()
        assert str(port) in ready, ready + process.stdout.read()
        yield f"http://127.0.0.1:{port}"
        process.terminate()
        process.wait(10)


class Local:
    """The three sources, with what a poll of the last fortnight reads."""

    def __init__(self, http: httpx.AsyncClient, base: str, now: datetime) -> None:
        google = {
            "client_id": "id",
            "client_secret": "secret",
            "refresh_token": "sandbox-refresh-token",
            "url": f"{base}/google_ads",
            "oauth_url": f"{base}/google_oauth",
        }
        meta = {"access_token": "sandbox-meta-token", "app_secret": "sandbox-app-secret", "url": f"{base}/meta"}
        hubspot = {"token": "sandbox-hubspot-acme", "url": f"{base}/hubspot"}
        held = {Source.GOOGLE_ADS: {"": google}, Source.META: {"": meta}, Source.HUBSPOT: {"": hubspot}}
        self.http, self.base, self.now = http, base, now
        self.sources = build(http, held, Ticks(), Naps())

    async def poll(self, name: Source) -> Any:
        account = ACCOUNTS[name]
        if name in self.sources.crms:
            return await whole(self.sources.crms[name].changes(account, None, self.now))
        return await self.sources.ads[name].performance(
            account, Window.trailing(local_day(self.now, "Europe/Madrid"), 14)
        )

    async def fail(self, name: Source, kind: str, times: int) -> None:
        body = {"service": name.value, "kind": kind, "times": times}
        assert (await self.http.post(f"{self.base}/_sandbox/faults", json=body)).is_success


@pytest.fixture
async def local(base: str) -> AsyncIterator[Local]:
    async with client(timeout=1.5) as http:
        now = (await http.get(f"{base}/_sandbox/clock")).json()["now"]
        yield Local(http, base, datetime.fromisoformat(now))


@pytest.mark.parametrize("name", ACCOUNTS)
async def test_every_account_describes_itself(local, name):
    about = await local.sources.get(name).describe(ACCOUNTS[name])
    assert (about.currency, about.timezone) == ("EUR", "Europe/Madrid")


@pytest.mark.parametrize("name", [Source.GOOGLE_ADS, Source.META])
async def test_rows_are_unique_and_belong_to_listed_campaigns(local, name):
    rows = await local.poll(name)
    keys = {(row.entity_id, row.day, row.breakdown, row.element) for row in rows}
    listing = await local.sources.ads[name].listing(ACCOUNTS[name])
    listed = {campaign.entity_id for campaign in listing.campaigns}
    assert listing.state is AccountState.ACTIVE
    assert len(keys) == len(rows) > 50
    assert {row.entity_id for row in rows} <= listed
    assert {row.currency for row in rows} == {"EUR"}
    assert sum(row.leads_micros for row in rows) > 0


async def test_devices_add_up_to_what_meta_says_without_them(local):
    rows = await local.poll(Source.META)
    day = min(row.day for row in rows)
    span = f'{{"since":"{day}","until":"{day}"}}'
    params = {
        "access_token": "sandbox-meta-token",
        "level": "account",
        "time_range": span,
        "fields": "spend,impressions",
    }
    told = (await local.http.get(f"{local.base}/meta/v26.0/act_1029384756/insights", params=params)).json()["data"][0]
    assert sum(row.spend_micros for row in rows if row.day == day) == round(float(told["spend"]) * 1_000_000)
    assert sum(row.impressions for row in rows if row.day == day) == int(told["impressions"])


@pytest.mark.parametrize("name", [Source.GOOGLE_ADS, Source.META])
async def test_hours_networks_ad_groups_and_ads_add_up_to_the_devices(local, name):
    source, account = local.sources.ads[name], ACCOUNTS[name]
    days = Window.trailing(local_day(local.now, "Europe/Madrid") - timedelta(days=1), 3)
    whole = await source.performance(account, days)
    segments = await source.segments(account, days)
    parts = {"hour": await source.hours(account, days)}
    for row in segments.rows:
        parts.setdefault(row.breakdown or row.level.value, []).append(row)
    assert len(parts) == 4
    for rows in parts.values():
        for field in ("spend_micros", "impressions", "clicks", "conversions_micros"):
            assert sum(getattr(row, field) for row in rows) == sum(getattr(row, field) for row in whole)
    told = {(element.level, element.entity_id) for element in segments.elements}
    assert {(row.level, row.entity_id) for row in segments.rows if row.level is not Level.CAMPAIGN} == told
    assert {element.campaign_id for element in segments.elements} <= {row.entity_id for row in whole}
    assert all(element.name for element in segments.elements)


async def test_a_search_finds_what_the_first_load_would(local):
    everything: Changes = await local.poll(Source.HUBSPOT)
    since = local.now - timedelta(days=2)
    recent = await whole(local.sources.crms[Source.HUBSPOT].changes(ACCOUNTS[Source.HUBSPOT], since, local.now))
    wanted = {c.contact_id for c in everything.contacts if since <= c.updated_at <= recent.cursor}
    assert wanted
    assert wanted <= {contact.contact_id for contact in recent.contacts}
    assert any(deal.is_won and deal.contact_ids and deal.amount_micros for deal in everything.deals)


@pytest.mark.parametrize("name", ACCOUNTS)
@pytest.mark.parametrize(("kind", "reason"), [("429", "rate"), ("500", "server"), ("timeout", "timeout")])
async def test_every_passing_fault_is_classed_and_the_next_poll_catches_up(local, name, kind, reason):
    before = settled(await local.poll(name))
    await local.fail(name, kind, 1 if kind == "timeout" else 3)
    with pytest.raises(Transient) as caught:
        await local.poll(name)
    assert caught.value.reason == reason
    assert settled(await healed(local, name)) == before


async def healed(local: Local, name: Source) -> Any:
    """What a poll reads once the faults that are left are used up: a long wait is not slept, so some may be."""
    for _ in range(3):
        with suppress(Transient):
            return await local.poll(name)
    return await local.poll(name)


def settled(found: Any) -> Any:
    """What stands still while a test runs: the sandbox's clock goes on, and today with it."""
    if isinstance(found, Changes):
        return {
            contact.contact_id for contact in found.contacts if contact.created_at < found.cursor - timedelta(hours=1)
        }
    today = max(row.day for row in found)
    return [(row.entity_id, row.day, row.element, row.spend_micros) for row in found if row.day < today]


@pytest.mark.parametrize("name", ACCOUNTS)
async def test_an_expired_token_is_the_owners_and_the_next_poll_catches_up(local, name):
    before = settled(await local.poll(name))
    await local.fail(name, "expired_token", 2)
    with pytest.raises(NeedsOwner) as caught:
        await local.poll(name)
    assert caught.value.remedy is RECONNECT[name]
    if name is not Source.GOOGLE_ADS:  # Google used the second one up when it refused the renewed token
        with pytest.raises(NeedsOwner):
            await local.poll(name)
    assert settled(await local.poll(name)) == before
