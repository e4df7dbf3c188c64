"""The sandbox as a process of its own, a fixed clock, and the command line connected to them."""

from collections.abc import Iterator

import pytest

from tests.bot.sandboxed import World, sandboxed
from tests.bot.vigia import FixedClock, Vigia


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> Iterator[World]:
    """The sandbox as a process of its own."""
    with sandboxed(tmp_path_factory.mktemp("sandbox")) as found:
        yield found


@pytest.fixture
def clock() -> Iterator[FixedClock]:
    with FixedClock("2026-11-16T09:00:00Z") as ticking:
        yield ticking


@pytest.fixture
def connected(tmp_path, monkeypatch, capsys, world) -> Vigia:
    started = Vigia(tmp_path, monkeypatch, capsys)
    started.set(
        SLACK_BOT_TOKEN="xoxb-sandbox",
        SLACK_APP_TOKEN="xapp-sandbox",
        SLACK_API_URL=f"{world.url}/api/",
        VIGIA_ADMINS="U0MAYA",
        GOOGLE_ADS_CLIENT_ID="sandbox-client",
        GOOGLE_ADS_CLIENT_SECRET="sandbox-secret",
        GOOGLE_ADS_REFRESH_TOKEN="sandbox-refresh-token",
        GOOGLE_ADS_URL=f"{world.url}/google_ads",
        GOOGLE_ADS_OAUTH_URL=f"{world.url}/google_oauth",
        META_ACCESS_TOKEN="sandbox-meta-token",
        META_ACCESS_TOKEN__NORD="sandbox-meta-token-nord",
        META_APP_SECRET="sandbox-app-secret",
        META_URL=f"{world.url}/meta",
        HUBSPOT_TOKEN__ACME="sandbox-hubspot-acme",
        HUBSPOT_TOKEN__FORN="sandbox-hubspot-forn",
        HUBSPOT_TOKEN__NORD="sandbox-hubspot-nord",
        HUBSPOT_URL=f"{world.url}/hubspot",
    )
    started.write("vigia.yaml", world.declaration)
    if not world.applied:
        assert started("apply", "vigia.yaml").code == 0
        world.applied.append((tmp_path / "vigia.sqlite3").read_bytes())
    started.write("vigia.sqlite3", world.applied[0]).chmod(0o600)
    return started
