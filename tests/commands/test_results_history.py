"""Accounts set up from Slack and read right, history included; then the definition changes, and history follows."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from commands import actions, router, views
from commands.context import MessageRef
from connectors.hubspot.records import Meaning, to_contact
from connectors.hubspot.wire import Record
from domain.entities import Match, SourceAccount
from domain.facts import PerformanceRow, PlatformCampaign
from domain.goals import parse
from domain.incidents.finding import Verdict
from domain.money import MICRO
from domain.results import Action, Counts, ResultDefinition, ResultKind
from domain.window import Window
from domain.words import Level, Source
from insights.numbers import numbers
from insights.results import Subject, results
from insights.watch import watch
from storage.alerts import alerts
from storage.directory import accounts, campaigns, clients
from storage.facts import counting, crm, performance, sync
from templates.cards.results import EDIT, FORM
from templates.mrkdwn import unescape
from tests.commands.conftest import NOW, TODAY
from tests.commands.test_results import _handed

LEAD = ResultKind.LEAD
CRM = "CRM "
CLIENT = "client:acme"
OWN_STAGE = "81234567"
FORM_SENT, CALL, BOUGHT, SEEN = "action:1", "action:2", "action:3", "action:4"


def google(day: date) -> PerformanceRow:
    """Four conversion actions: two forms, a call, a sale, and twenty views of a page, which is secondary."""
    told = (
        Action(FORM_SENT, 2 * MICRO, 0, "Formulario", LEAD, "conversions"),
        Action(CALL, 1 * MICRO, 0, "Llamada", None, "conversions"),
        Action(BOUGHT, 1 * MICRO, 50 * MICRO, "Compra", None, "conversions"),
        Action(SEEN, 20 * MICRO, 0, "Página vista"),
        Action("conversions", 4 * MICRO, 50 * MICRO, "", ResultKind.LEAD, "", is_own=True),
    )
    own = 4 * MICRO
    return PerformanceRow(
        Level.CAMPAIGN, "111", day, "", "", "EUR", 5000, 200, 90 * MICRO, own, 50 * MICRO, own, "", tuple(sorted(told))
    )


def meta(day: date) -> PerformanceRow:
    """Eight conversations."""
    told = (Action("messaging", 8 * MICRO, 0, "", ResultKind.LEAD),)
    return PerformanceRow(
        Level.CAMPAIGN, "222", day, "", "", "EUR", 5000, 200, 40 * MICRO, 0, 0, 0, "", told, "lead"
    )  # fmt: skip


def contacts(session, portal):
    """What the portal says, read by what its client says of its stages: 10 in a stage of its own, 5 leads."""
    account = clients.counting(session, portal)
    at = datetime.combine(TODAY - timedelta(days=5), time(12), UTC)
    told = [
        Record(
            str(n),
            {"lifecyclestage": stage, f"hs_v2_date_entered_{stage}": "2026-11-11", "utm_campaign": "otono"},
            at,
            at,
        )
        for n, stage in enumerate([OWN_STAGE] * 10 + ["lead"] * 5)
    ]
    meaning = Meaning(account.stages, account.leads)
    found = [to_contact(record, "utm_campaign", ZoneInfo("Europe/Madrid"), meaning) for record in told]
    crm.upsert_contacts(session, account.id, found)
    performance.resolve_matches(session, "acme")


@pytest.fixture
def platforms(world):
    """Acme's otoño at Google and at Meta, forty days of it."""
    session = world.session
    otono = campaigns.get(session, "acme-otono")
    matches = (*otono.matches, Match(Source.META, campaign_ids=("222",)))
    campaigns.save(session, replace(otono, matches=matches), "U0ADMIN", NOW)
    made = accounts.save(session, SourceAccount("acme", Source.META, "act_555", currency="EUR"), "U0ADMIN", NOW)
    performance.list_campaigns(session, made.id, [PlatformCampaign("222", "Otono Meta", "ACTIVE", date(2026, 10, 1))])
    days = [TODAY - timedelta(days=n) for n in range(1, 40)]
    performance.upsert(session, 1, [google(day) for day in days], NOW, None, "api")
    performance.upsert(session, made.id, [meta(day) for day in days], NOW, None, "api")
    performance.resolve_matches(session, "acme")
    read(session, made.id)


def read(session, account):
    """The account was read just now."""
    run = sync.begin(session, account, NOW, Window(TODAY - timedelta(days=40), TODAY))
    sync.succeed(session, run, NOW, 1)


def test_an_action_that_was_made_secondary_is_proposed_and_counts_once(world, platforms):
    """For a month nothing was said of it: what it had counted within before was taken to hold ever after."""
    session, days = world.session, [TODAY - timedelta(days=n) for n in range(1, 11)]
    rows = [google(day) for day in days]
    performance.upsert(session, 1, [secondary(row) for row in rows], NOW + timedelta(hours=1), None, "api")
    read = results(session, Subject(clients.get(session, "acme"), campaigns.get(session, "acme-otono")), TODAY)
    own = next(one for one in read.accounts if one.account.source is Source.GOOGLE_ADS)
    now = {one.recorded.token: (one.recorded.known.within, one.counts_as) for one in own.seen}
    assert now[FORM_SENT] == ("", ()), "it counts as nothing since"
    assert now[CALL] == ("conversions", (LEAD,)), "the others do as before"
    assert own.ours.leads == (20 * 4 + 10 * 2) * MICRO
    assert read.offered is not None
    assert dict(read.offered.definition.of(LEAD).tokens)[Source.GOOGLE_ADS] == (FORM_SENT, "conversions")
    offered = read.offered.counted.leads - own.ours.leads
    assert offered == (10 * 2 + 30 * 8) * MICRO, "its twenty of ten days, beside Meta's: those of before are in it"


def secondary(row: PerformanceRow) -> PerformanceRow:
    """The same day after the forms had been made secondary: they count no more among Google's conversions."""
    told = []
    for one in row.actions or ():
        forms = one.token == FORM_SENT
        fewer = one.count_micros - 2 * MICRO * (one.token == "conversions")
        told.append(one._replace(count_micros=fewer, within="" if forms else one.within, is_apart=forms))
    left = 2 * MICRO
    return row._replace(actions=tuple(told), conversions_micros=left, leads_micros=left)


@pytest.fixture
def portal(world, platforms):
    """And the client's HubSpot, which the campaign asks for its leads."""
    otono = campaigns.get(world.session, "acme-otono")
    matches = (*otono.matches, Match(Source.HUBSPOT, utm_campaign="otono"))
    campaigns.save(world.session, replace(otono, matches=matches), "U0ADMIN", NOW)
    hubspot = accounts.save(world.session, SourceAccount("acme", Source.HUBSPOT, "12345678"), "U0ADMIN", NOW)
    contacts(world.session, hubspot)
    read(world.session, hubspot.id)
    return hubspot


def set_up(world, **chosen):
    """Chosen in the form, in Slack; then what the bot does by itself."""
    view = actions.dispatch(world.ctx(), EDIT, CLIENT, MessageRef("C0ACME", "1.1", ephemeral=True)).view
    assert views.submit(world.ctx(), FORM, CLIENT, _handed(view) | chosen).done
    for one in counting.stale(world.session):
        counting.again(world.session, *one, NOW)


def leads(world):
    """What the card of 30 days says."""
    text = router.dispatch(world.ctx("manager", "direct"), "status acme-otono period:30d").message
    fields = [field["text"] for block in text.blocks for field in block.get("fields", ())]
    said = next(unescape(one) for one in fields if one.startswith("*Leads"))
    return re.sub(r"[*\n]+", " ", said).strip()


def test_what_counts_is_set_up_from_slack_and_history_follows(world, platforms):
    assert "–" in leads(world)  # Google counts 120; of Meta's conversations nobody has said anything
    chosen = ["google_ads action:1", "google_ads action:2", "meta messaging"]
    set_up(world, lead=chosen, sale=["google_ads action:3"])
    assert "330" in leads(world)  # 30 days of two forms, a call, and eight conversations
    set_up(world, lead=["google_ads action:1"])
    assert "60" in leads(world)
    set_up(world, lead=["google_ads action:4", "meta messaging"])
    assert "840" in leads(world)


def test_a_portals_own_stages_are_set_up_from_slack_and_read_right(world, portal):
    assert clients.counting(world.session, portal).stages == {}
    assert CRM + "5 " in leads(world) + " "
    set_up(world, leads_from="hubspot", **{f"stage hubspot {OWN_STAGE}": "sql"})
    contacts(world.session, portal)  # read anew, for what they are read by has changed
    assert CRM + "15 " in leads(world) + " "
    set_up(world, **{f"stage hubspot {OWN_STAGE}": "none"})
    contacts(world.session, portal)
    assert CRM + "5 " in leads(world) + " "


def test_a_goal_on_downloads_is_set_listed_judged_and_tried_on_the_past(world, platforms):
    """It was shown on the card, and no alert watched over it."""
    session, owned = world.session, campaigns.get(world.session, "acme-otono")
    own = ResultDefinition(((ResultKind.DOWNLOAD, Counts(((Source.META, ("messaging",)),))),))
    campaigns.save(session, replace(owned, results=own, goals=()), "U0ADMIN", NOW)
    for number in (one.id for one in accounts.of_client(session, "acme") if not one.source.is_crm):
        read(session, number)
    told = router.dispatch(world.ctx(), "objetivo acme-otono cost_per_download<5€").message.text
    assert "Coste por descarga" in told
    client = clients.get(session, "acme")
    assert watch(session, client, NOW)
    (row,) = [one for one in alerts.of_client(session, "acme") if one.detail == "cost_per_download"]
    assert (row.finding.signal, row.finding.result) == (Verdict.BREACH, "downloads")
    assert row.finding.numbers.measured == pytest.approx(Decimal(130) / 8, rel=Decimal("0.01")), "both platforms' spend"
    listed = router.dispatch(world.ctx(), "alerta acme-otono").message.text
    assert "Coste por descarga" in listed
    past = router.dispatch(world.ctx(), "alerta nueva acme-otono cost_per_download<4€").message
    assert "descarga" in past.text
    assert past.chart is not None
    shown = numbers(session, client, campaigns.get(session, "acme-otono"), row, NOW)
    assert Decimal("8.0") in {one.seen for one in shown.days}
    later = numbers(session, client, campaigns.get(session, "acme-otono"), row, NOW + timedelta(hours=2))
    assert (later.days, later.as_of) == (shown.days, NOW), "what the last look knew is not as of now"


def test_why_a_download_costs_more_is_told_by_the_chain_that_leads_to_it(world, platforms):
    session, owned = world.session, campaigns.get(world.session, "acme-otono")
    own = ResultDefinition(((ResultKind.DOWNLOAD, Counts(((Source.META, ("messaging",)),))),))
    campaigns.save(session, replace(owned, results=own, goals=(parse("cost_per_download < 20 EUR"),)), "U0ADMIN", NOW)
    fewer = [meta(TODAY - timedelta(days=n)) for n in range(1, 8)]
    fewer = [one._replace(actions=(one.actions[0]._replace(count_micros=2 * MICRO),)) for one in fewer]
    number = next(one.id for one in accounts.of_client(session, "acme") if one.account_id == "act_555")
    performance.upsert(session, number, fewer, NOW, None, "api")
    why = str(router.dispatch(world.ctx(), "por qué acme-otono").message.blocks).replace("\\xa0", " ")
    assert "descargas por clic 2,00 % → 0,50 %" in why, why
