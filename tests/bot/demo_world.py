"""The demo's world, lived in the test's own process: its vendors are read by the real connectors, judged and told."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import yaml

from bot import settings, wiring
from bot.cli.apply import apply_file
from bot.jobs.due import DueWork
from bot.jobs.poll import Poller
from bot.metrics import Metrics
from bot.store import Store
from commands.context import Context
from connectors import http as vendors_http
from connectors.port import Sources
from domain.access import Actor, Place
from domain.words import Source
from notifiers.delivery.sender import Sender
from notifiers.delivery.workspaces import Workspaces
from storage import Engine, Session, connect, migrate, session

TEAM, MAYA = "T0AGENCY", "U0MAYA"
CLIENTS = ("acme", "forn")
EVERY = timedelta(hours=1)


def environment(url: str) -> dict[str, str]:
    """The settings that the demo gives its bot: everything outside is the sandbox at that address."""
    return {
        "SLACK_BOT_TOKEN": "xoxb-sandbox",
        "SLACK_APP_TOKEN": "xapp-sandbox",
        "SLACK_API_URL": f"{url}/api/",
        "VIGIA_ADMINS": MAYA,
        "VIGIA_LANG": "en",
        "GOOGLE_ADS_CLIENT_ID": "sandbox-client",
        "GOOGLE_ADS_CLIENT_SECRET": "sandbox-secret",
        "GOOGLE_ADS_REFRESH_TOKEN": "sandbox-refresh-token",
        "GOOGLE_ADS_URL": f"{url}/google_ads",
        "GOOGLE_ADS_OAUTH_URL": f"{url}/google_oauth",
        "META_ACCESS_TOKEN": "sandbox-meta-token",
        "META_ACCESS_TOKEN__NORD": "sandbox-meta-token-nord",
        "META_APP_SECRET": "sandbox-app-secret",
        "META_URL": f"{url}/meta",
        "HUBSPOT_TOKEN__ACME": "sandbox-hubspot-acme",
        "HUBSPOT_TOKEN__FORN": "sandbox-hubspot-forn",
        "HUBSPOT_TOKEN__NORD": "sandbox-hubspot-nord",
        "HUBSPOT_URL": f"{url}/hubspot",
    }


@dataclass
class DemoWorld:
    """A database in `folder`, the sandbox behind `url`, and business time, which both are pushed along."""

    url: str
    folder: Path
    environment: Mapping[str, str]
    now: datetime = field(init=False)
    engine: Engine = field(init=False)

    def __post_init__(self) -> None:
        self.now = datetime.fromisoformat(self._ask("clock")["now"])
        self.engine = connect(f"sqlite:///{self.folder / 'vigia.sqlite3'}")
        migrate(self.engine)

    def declare(self, declaration: bytes, chosen: Sequence[str] = CLIENTS) -> None:
        """Apply what a vigia.yaml says of some of the demo's clients."""
        said = yaml.safe_load(declaration)
        said["clients"] = [one for one in said["clients"] if one["key"] in chosen]
        said["campaigns"] = [one for one in said["campaigns"] if one["client"] in chosen]
        channels = {channel["slack"] for one in said["clients"] for channel in one["channels"]}
        said["subscriptions"] = [one for one in said["subscriptions"] if one["channel"] in channels]
        file = self.folder / "vigia.yaml"
        file.write_text(yaml.safe_dump(said, allow_unicode=True), encoding="utf-8")
        apply_file(self.engine, file, now=lambda: self.now, admins=(MAYA,))

    def live(self, *, without: Source | None = None) -> None:
        """Read what is due, judge it, and write down what is to be said; `without` a source nothing answers there."""
        asyncio.run(self._live(without))

    async def _live(self, without: Source | None) -> None:
        chosen, store, metrics = settings.read(dict(self.environment)), Store(self.engine), Metrics()
        async with vendors_http.client() as vendors:
            known = wiring.sources(chosen, vendors)
            crms = {kind: one for kind, one in known.crms.items() if kind is not without}
            poller = Poller(store, Sources(known.ads, crms), lambda: self.now, metrics, EVERY)
            sender = Sender(store, Workspaces({}), lambda: self.now)
            due = DueWork(store, poller, sender, lambda: self.now, metrics, (MAYA,))
            await due.poll()
            await due.reading.ended()
            await due.judge()
            await due.say()
            await due.attend()

    def push(self, span: timedelta) -> None:
        """So much later, here and in the sandbox."""
        self._ask("clock", {"advance": f"{round(span.total_seconds())}s"})
        self.now += span

    def _ask(self, path: str, sent: dict[str, str] | None = None) -> dict[str, str]:
        address = f"{self.url}/_sandbox/{path}"
        answer = httpx.post(address, json=sent, timeout=60) if sent else httpx.get(address)
        found: dict[str, str] = answer.raise_for_status().json()
        return found

    @contextmanager
    def session(self) -> Iterator[Session]:
        """The database."""
        with session(self.engine) as opened:
            yield opened

    def asking(self, opened: Session, locale: str) -> Context:
        """Maya, who manages both clients, where nobody else reads."""
        return Context(opened, Actor(MAYA, TEAM, TEAM), Place("D0MAYA", is_im=True), self.now, locale, (MAYA,))
