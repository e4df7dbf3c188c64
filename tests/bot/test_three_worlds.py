"""Accounts of three kinds, read by the real connectors: set up from Slack, read right with their history, and counted
otherwise once the agency says so."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.jobs.poll import Poller
from bot.jobs.recounting import Recounting
from bot.metrics import Metrics
from bot.store import Store
from commands import actions, router, views
from commands.context import Context, MessageRef
from domain.access import Actor, Place
from domain.entities import Comparator as Than
from domain.entities import Goal, Match, SourceAccount, Subscription
from domain.incidents.conditions import Condition
from domain.money import Money
from domain.results import ResultKind
from domain.timeline import Defined
from domain.window import Window
from domain.words import Source
from insights.timeline import timeline
from insights.watch import watch
from notifiers import updates
from storage import Engine, Session, migrate, session
from storage.alerts import alerts
from storage.directory import accounts, campaigns, channels, clients
from templates.cards.results import EDIT, FORM, TAKE
from templates.mrkdwn import unescape
from tests import casting
from tests.bot.vendors import GOOGLE, GUIDE, META, PORTAL, STAGE, Vendors
from tests.casting import ACME, MAYA, NOW, OTONO, TODAY
from tests.commands.test_results import _buttons, _handed
from tests.engines import connect

DIRECT = Place("D0MAYA", is_im=True)
CLIENT, KEY = "client:acme", OTONO.key
ZERO = r"\b0 leads|[Ll]eads\W{0,6}(\\n)?\W{0,3}0\b"
OWN = "google_ads conversions"
SEEN = MessageRef("C0ACMEINT", "1.1", ephemeral=True)
ACCOUNTS = {
    Source.META: SourceAccount("acme", Source.META, META),
    Source.GOOGLE_ADS: SourceAccount("acme", Source.GOOGLE_ADS, GOOGLE),
    Source.HUBSPOT: SourceAccount("acme", Source.HUBSPOT, PORTAL, options={"utm_property": "utm_campaign"}),
}
MATCHES = {
    Source.META: Match(Source.META, campaign_ids=("222",)),
    Source.GOOGLE_ADS: Match(Source.GOOGLE_ADS, campaign_ids=("111",)),
    Source.HUBSPOT: Match(Source.HUBSPOT, utm_campaign="otono"),
}


@dataclass
class Agency:
    """A client whose accounts are these vendors', the bot that reads and judges them, and Maya in Slack."""

    engine: Engine
    vendors: Vendors
    poller: Poller
    now: Any = NOW

    def __call__(self) -> Any:
        return self.now

    async def connect(self, *sources: Source, spent: int) -> None:
        """The client has these accounts, and its campaign what they tell; so much was planned for a day."""
        with session(self.engine) as opened:
            for source in sources:
                accounts.save(opened, ACCOUNTS[source], casting.ADMIN, self.now)
            theirs = tuple(MATCHES[source] for source in sources)
            goals, planned = (
                (Goal("leads", Than.GE, Decimal(300)),),
                Money.of(spent * Window(OTONO.start, OTONO.end).days, "EUR"),
            )
            made = replace(OTONO, matches=theirs, goals=goals, budget=planned)
            campaigns.save(opened, made, casting.ADMIN, self.now)
        await self.read()

    async def read(self) -> None:
        """Every account is polled; then what is to be counted again is."""
        with session(self.engine) as opened:
            ids = [one.id for one in accounts.of_client(opened, "acme")]
        for one in ids:
            claim = await self.poller.store.run(accounts.claim, one, NOW + timedelta(days=400))
            assert claim is not None
            assert await self.poller.poll(claim) is None
        await Recounting(self.poller.store).do()

    async def live(self, days: int) -> None:
        """So many days, each read and judged in the morning."""
        for _ in range(days):
            self.now += timedelta(days=1)
            self.vendors.today += timedelta(days=1)
            await self.read()
            with session(self.engine) as opened:
                client = clients.get(opened, "acme")
                assert client is not None
                watch(opened, client, self.now)

    def ctx(self, opened: Session, place: Place = DIRECT, **more: Any) -> Context:
        return Context(opened, Actor(MAYA, casting.TEAM, is_ours=True), place, self.now, "en", (casting.ADMIN,), **more)

    def says(self, text: str, place: Place = DIRECT) -> str:
        """What Maya reads when she types this."""
        with session(self.engine) as opened:
            message = router.dispatch(self.ctx(opened, place), text).message
            assert message is not None
            return unescape(str(message.blocks) + message.text)

    def client_reads(self, text: str) -> str:
        """The same in the channel that the client reads."""
        return self.says(text, Place("C0ACME", is_ext_shared=True, connected_teams=(casting.ACME_TEAM,)))

    def update(self) -> str:
        """The update that goes to the client's channel."""
        with session(self.engine) as opened:
            client = clients.get(opened, "acme")
            assert client is not None
            wanted = Subscription("C0ACME", "status", "mon 09:00")
            notice = updates.compose(opened, wanted, casting.ACME_CLIENT, client, self.now, self.vendors.today)
            assert notice is not None
            return unescape(str(notice.message.blocks) + notice.message.text)

    def leads(self, period: str = "30d", kpi: str = "Leads") -> str:
        """What the card says of a period."""
        with session(self.engine) as opened:
            message = router.dispatch(self.ctx(opened), f"status {KEY} period:{period}").message
            assert message is not None
            told = [field["text"] for block in message.blocks for field in block.get("fields", ())]
            said = next(unescape(one) for one in told if one.startswith(f"*{kpi}"))
            return re.sub(r"[*\n]+", " ", said).strip()

    async def choose(self, **chosen: Any) -> None:
        """The form, handed in with some of it chosen otherwise; then what the bot does by itself."""
        with session(self.engine) as opened:
            view = actions.dispatch(self.ctx(opened, modal=True), EDIT, CLIENT, SEEN).view
            assert view is not None
            assert views.submit(self.ctx(opened), FORM, CLIENT, _handed(view) | chosen).done
        await self.read()

    async def take(self) -> None:
        """The button of the proposal."""
        with session(self.engine) as opened:
            card = router.dispatch(self.ctx(opened), "results").message
            value = _buttons(card)[TAKE]["value"]
            assert actions.dispatch(self.ctx(opened), TAKE, value, SEEN).done
        await self.read()

    def fired(self) -> list[str]:
        """The rules that have an incident open."""
        with session(self.engine) as opened:
            rows = alerts.of_client(opened, "acme", only_open=False)
            return [row.rule for row in rows if row.state.condition is not Condition.OK]

    def defined(self) -> list[ResultKind]:
        """What the timeline says was said to count."""
        with session(self.engine) as opened:
            window = Window(TODAY - timedelta(days=1), self.vendors.today)
            campaign, client = campaigns.get(opened, KEY), clients.get(opened, "acme")
            assert campaign is not None
            assert client is not None
            return [one.kind for one in timeline(opened, campaign, client, window) if isinstance(one, Defined)]


@pytest.fixture
async def agency(tmp_path: Path) -> AsyncIterator[Agency]:
    engine = connect(f"sqlite:///{tmp_path / 'agency.sqlite3'}")
    migrate(engine)
    with session(engine) as opened:
        clients.save(opened, ACME, casting.ADMIN, NOW)
        for channel in (casting.ACME_INTERNAL, casting.ACME_CLIENT):
            channels.bind(opened, channel, casting.ADMIN, NOW)
    vendors = Vendors(OTONO.start - timedelta(days=60), TODAY)
    made = Agency(engine, vendors, None)  # type: ignore[arg-type]
    made.poller = Poller(Store(engine), vendors.sources(), made, Metrics())
    with capture_logs():
        yield made
    engine.dispose()


async def test_conversations_of_meta(agency: Agency) -> None:
    await agency.connect(Source.META, spent=40)
    await agency.live(8)
    assert "Meta records 240 conversations" in agency.says(f"status {KEY} period:30d")
    assert "–" in agency.leads()
    assert "–" in agency.client_reads(f"status {KEY} period:30d")
    for said in (*map(agency.client_reads, (f"status {KEY}", "list", f"status {KEY} period:30d")), agency.update()):
        assert not re.search(ZERO, said)
        assert "conversation" not in said
    assert "Meta itself says 240 results" in agency.says("results")
    await agency.take()
    assert "240" in agency.leads()
    assert "240" in agency.leads("2026-09-01..2026-09-30")
    await agency.live(8)
    await agency.choose(lead=["meta messaging", "meta custom:77"])
    assert "270" in agency.leads()
    assert "270" in agency.leads("2026-09-01..2026-09-30")
    await agency.live(8)
    assert agency.fired() == []
    assert agency.defined() == [ResultKind.LEAD, ResultKind.LEAD]


async def test_four_conversion_actions_of_google(agency: Agency) -> None:
    await agency.connect(Source.GOOGLE_ADS, spent=90)
    await agency.live(8)
    assert "120" in agency.leads()  # all that are primary, as Google counts them
    said = agency.says("results")
    assert "60 times “Formulario”" in said
    assert "600 times “Página vista”: not counted" in said
    assert "Google Ads itself says 120 results" in said
    assert "Leads: 90 instead of 120." in said  # the purchase is no lead: each kind by itself is proposed
    await agency.take()
    assert "90" in agency.leads()
    assert "90" in agency.leads("2026-09-01..2026-09-30")
    await agency.live(8)
    await agency.choose(lead=["google_ads action:4"], download=["google_ads action:1"])
    assert "600" in agency.leads("2026-09-01..2026-09-30")
    assert "60" in agency.leads("2026-09-01..2026-09-30", "Downloads")
    await agency.live(8)
    assert agency.fired() == []
    assert ResultKind.SALE in agency.defined()


async def test_what_is_secondary_at_google_is_asked_about_and_no_zero(agency: Agency) -> None:
    agency.vendors.acted = (("5", "Solicitud", "SUBMIT_LEAD_FORM", False, 3, 0),)
    await agency.connect(Source.GOOGLE_ADS, spent=90)
    assert "Google Ads records 90 times “Solicitud” and none of it is counted" in agency.says(
        f"status {KEY} period:30d"
    )
    assert "–" in agency.leads()
    for said in (agency.client_reads(f"status {KEY} period:30d"), agency.update()):
        assert not re.search(rf"{ZERO}|Solicitud", said)
    await agency.take()
    assert "90" in agency.leads()


async def test_a_portal_with_stages_and_forms_of_its_own(agency: Agency) -> None:
    await agency.connect(Source.GOOGLE_ADS, Source.HUBSPOT, spent=90)
    await agency.live(8)
    assert "30" in agency.leads()
    said = agency.says("results")
    assert f"30 contacts in stage “{STAGE}”" in said
    assert "30 people sent the form “Guía de otoño”" in said
    await agency.choose(**{f"stage hubspot {STAGE}": "sql"})
    assert "60" in agency.leads()
    assert "60" in agency.leads("2026-09-01..2026-09-30")
    await agency.choose(lead=[OWN, f"hubspot form:{GUIDE}", "hubspot lead"], download=[f"hubspot form:{GUIDE}"])
    assert "90" in agency.leads()
    assert "30" in agency.leads(kpi="Downloads")
    await agency.choose(lead=[OWN, f"hubspot form:{GUIDE}"], leads_from="hubspot")
    assert "30" in agency.leads("2026-09-01..2026-09-30")
    assert "Leads (Guía de otoño)" in agency.leads()
    assert "HubSpot: Guía de otoño" in agency.says("results")
    await agency.choose(leads_from="platforms")
    assert "120" in agency.leads()
    await agency.live(8)
    assert agency.fired() == []
