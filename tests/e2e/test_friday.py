"""The drafts of a Friday, seen in a real browser: ten clients from one direct message, every click counted."""

import asyncio
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from aiohttp import web
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright
from sqlmodel import col, update

from bot import settings, wiring
from bot.cli.demo import environment
from domain.entities import Campaign, Channel, Client, Comparator, Goal, Match, SourceAccount, Subscription
from domain.facts import PlatformCampaign
from domain.incidents.conditions import State, advance
from domain.incidents.finding import Finding, Numbers, Reason, Verdict
from domain.incidents.rule_kinds import Subject, Tier
from domain.money import Money
from domain.words import Audience, Objective, Source
from sandbox.app import WORKSPACE, Options, build_app
from sandbox.clock import Clock
from sandbox.slack.model import BOT_USER
from sandbox.slack.model import Channel as Room
from storage import Engine, Session, connect, migrate, session
from storage.alerts import alerts
from storage.db.tables import AccountRow
from storage.directory import accounts, campaigns, channels, clients, schedule
from storage.facts import performance
from tests import kinds
from tests.casting import row
from tests.e2e.conftest import CHROMIUM_ARGS, free_ports
from tests.e2e.test_main_job import shot

NAMES = (
    *("Clínica Acme", "Nord Energía", "Forn Solé", "Dental Vila", "Hotel Mar Blau", "Òptica Serra", "Escola Ginebró"),
    *("Bodegas Luna", "Gimnàs Força", "Muebles Ibarra"),
)
MORNING = datetime(2026, 11, 27, 7, 30, tzinfo=UTC)
NINE = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)
YESTERDAY = date(2026, 11, 26)
FIVE_MINUTES = 300
CLICKS = 10

expect.set_options(timeout=30_000)


def seed(opened: Session) -> None:
    """Ten clients of Maya's, with a campaign each whose goal is met, and an update every Friday at nine."""
    for n, name in enumerate(NAMES, 1):
        key, place = f"client-{n}", f"C0F{n:02}"
        clients.save(opened, Client(key, name, "es", "Europe/Madrid", "EUR", ("U0MAYA",)), "U0MAYA", MORNING)
        channels.bind(opened, Channel(place, key, Audience.CLIENT, ("T0ACME",)), "U0MAYA", MORNING)
        account = SourceAccount(key, Source.GOOGLE_ADS, f"12345678{n:02}", currency="EUR", timezone="Europe/Madrid")
        kept = accounts.save(opened, account, "U0MAYA", MORNING)
        performance.list_campaigns(opened, kept.id, [PlatformCampaign(str(n), "Otoño", "ENABLED")])
        campaign = Campaign(
            f"{key}-otono",
            key,
            "Otoño leads",
            Objective.LEADS,
            date(2026, 10, 1),
            date(2026, 12, 15),
            Money.of(6_000, "EUR"),
            owner="U0MAYA",
            matches=(Match(Source.GOOGLE_ADS, campaign_ids=(str(n),)),),
            goals=(Goal("cpa", Comparator.LT, Decimal(40), "EUR"),),
        )
        campaigns.save(opened, campaign, "U0MAYA", MORNING)
        days = [YESTERDAY - timedelta(days=m) for m in range(50)]
        rows = [row(str(n), day, 60 + 3 * n + day.day % 5, conversions_micros=3_000_000) for day in days]
        performance.upsert(opened, kept.id, rows, MORNING, date(2026, 11, 24))
        schedule.subscribe(opened, Subscription(place, "status", "fri 09:00"), NINE, "U0MAYA", MORNING)
    # Nobody polls them: what they say was read this morning.
    read = update(AccountRow).where(col(AccountRow.id) > 0)
    opened.execute(read.values(next_due=datetime(2100, 1, 1, tzinfo=UTC), last_success=MORNING))


@dataclass
class Friday:
    """The workspace and the bot, in a thread of their own."""

    folder: Path
    port: int = field(default_factory=free_ports)
    engine: Engine = field(init=False)
    _ready: threading.Event = field(default_factory=threading.Event)
    _loop: asyncio.AbstractEventLoop | None = None
    _stop: asyncio.Event | None = None

    def __post_init__(self) -> None:
        self.engine = connect(f"sqlite:///{self.folder / 'vigia.sqlite3'}")
        migrate(self.engine)
        with session(self.engine) as opened:
            seed(opened)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def run(self) -> None:
        asyncio.run(self._serve())

    def wait(self) -> None:
        assert self._ready.wait(60), "neither the workspace nor the bot came up"

    def stop(self) -> None:
        assert self._loop is not None
        assert self._stop is not None
        self._loop.call_soon_threadsafe(self._stop.set)

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        options = Options(bot_url=f"http://127.0.0.1:{self.port + 1}", public_url=self.url, locale="es")
        app = build_app(options, Clock(MORNING))
        for n, name in enumerate(NAMES, 1):
            place = f"C0F{n:02}"
            members = ["U0MAYA", BOT_USER, "U0ACMEANA"]
            room = Room(place, name.lower().replace(" ", "-"), f"client-{n}", members=members, connected=["T0ACME"])
            app[WORKSPACE].channels[place], app[WORKSPACE].messages[place] = room, []
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=2.0)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", self.port).start()
        try:
            async with wiring.running(settings.read(environment(self.port, self.folder))):
                self._ready.set()
                await self._stop.wait()
        finally:
            await runner.cleanup()

    def alert(self, n: int) -> None:
        """Something opens on what the draft of a client praises, after the draft was written."""
        goal = Goal("cpa", Comparator.LT, Decimal(40), "EUR")
        finding = Finding(
            Subject(f"client-{n}", f"client-{n}-otono"),
            kinds.OFF_TARGET,
            Verdict.BREACH,
            Reason.MISSED,
            "2026-11-27",
            detail="cpa",
            tier=Tier.DIGEST,
            probability=0.97,
            since=date(2026, 11, 25),
            since_sure=0.8,
            goal=goal,
            result="conversions",
            numbers=Numbers(
                value=Decimal(58),
                target=Decimal(40),
                seen=Decimal(4),
                expected=Decimal(6),
                usual=Decimal(6),
                spend=Money.of(232, "EUR"),
                first=date(2026, 11, 25),
                last=YESTERDAY,
            ),
        )
        with session(self.engine) as opened:
            state = State()
            for hours in range(48):
                look = replace(finding, look=f"2026-11-27 {hours}")
                state, steps = advance(state, look, NINE + timedelta(hours=hours))
                alerts.record(opened, look, state, steps, NINE + timedelta(hours=hours))
                if state.is_open:
                    return
        raise AssertionError("the alert did not open")


@pytest.fixture
def friday(tmp_path: Path) -> Iterator[Friday]:
    running = Friday(tmp_path)
    thread = threading.Thread(target=running.run)
    thread.start()
    try:
        running.wait()
        yield running
    finally:
        running.stop()
        thread.join(60)
        running.engine.dispose()


@pytest.fixture
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM_ARGS))
        yield opened
        opened.close()


class Hand:
    """A person's mouse, which counts."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks = page, 0

    def click(self, where: Locator) -> None:
        self.clicks += 1
        where.click()

    def press(self, card: Locator, action: str, *, sure: bool = False) -> None:
        self.click(card.locator(f'button[data-action-id="vigia.draft.{action}"]'))
        if sure:
            self.click(self.page.locator("#confirm-yes"))


def test_ten_clients_in_five_minutes(friday: Friday, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 1800}, locale="es-ES")
    page.goto(f"{friday.url}/?as=U0MAYA&channel=D0MAYA")
    page.wait_for_selector("body[data-ready]")
    page.locator('[data-advance="1h"]').click()
    card = page.locator("#messages .message", has_text="Clínica Acme →").last
    expect(card).to_contain_text("10 borradores esperan tu visto bueno")
    for name in NAMES:
        expect(card).to_contain_text(name)
    began, hand = time.monotonic(), Hand(page)
    shot(page, "drafts/friday")

    hand.press(card, "approve.0")
    expect(card).to_contain_text("9 borradores esperan")
    _word_anew(hand, card)
    expect(card).to_contain_text("8 borradores esperan")
    hand.press(card, "skip.2", sure=True)
    expect(card).to_contain_text("7 borradores esperan")
    friday.alert(4)
    hand.press(card, "all", sure=True)
    expect(card).to_contain_text("1 borrador espera tu visto bueno")
    expect(card).to_contain_text("Hay una alerta abierta sobre lo que este borrador da por bueno")
    shot(page, "drafts/warning")
    hand.press(card, "approve.3")
    expect(card).to_contain_text("10 borradores, todos decididos")

    assert hand.clicks == CLICKS
    assert time.monotonic() - began < FIVE_MINUTES
    _clients_read(page, friday)


def _word_anew(hand: Hand, card: Locator) -> None:
    """A greeting of one's own; a figure that is not the data's does not pass."""
    modal = hand.page.locator("#modal[open]")
    hand.press(card, "edit.1")
    expect(modal).to_contain_text("Saludo")
    fields = modal.locator("textarea")
    fields.nth(0).fill("Hola, Eva. Buena semana: así va vuestra campaña.")
    figures = fields.nth(1).input_value()
    fields.nth(1).fill(figures.replace("objetivo < 40", "objetivo < 45"))
    hand.click(hand.page.locator("#modal-submit"))
    expect(modal).to_contain_text("los datos dicen 40")
    shot(hand.page, "drafts/edit")
    fields.nth(1).fill(figures)
    hand.click(hand.page.locator("#modal-submit"))
    expect(modal).to_contain_text("Lo que leerá el cliente")
    expect(modal).to_contain_text("Hola, Eva. Buena semana")
    shot(hand.page, "drafts/preview")
    hand.click(hand.page.locator("#modal-submit"))
    expect(modal).to_have_count(0)


def _clients_read(page: Page, friday: Friday) -> None:
    """Each client its own, the edited one in its new words, the skipped one nothing."""
    for n, name in enumerate(NAMES, 1):
        page.goto(f"{friday.url}/?as=U0ACMEANA&channel=C0F{n:02}")
        page.wait_for_selector("body[data-ready]")
        said = page.locator("#messages .message")
        if n == 3:
            expect(said).to_have_count(0)
            continue
        expect(said.last).to_contain_text("Hola, Eva." if n == 2 else "Así va vuestra campaña")
        others = [other for other in NAMES if other != name]
        assert not [other for other in others if other in page.locator("#messages").inner_text()]
