"""Two campaigns side by side, and a campaign beside its own months."""

from dataclasses import replace
from datetime import date

import pytest

from commands import actions, router
from commands.context import MessageRef
from domain.entities import Match
from domain.facts import PerformanceRow, PlatformCampaign
from domain.money import Money
from domain.window import Window
from domain.words import Level, Source
from storage.directory import accounts, campaigns, clients
from storage.facts import performance
from templates import limits
from tests.commands.conftest import NOW
from tests.commands.test_verbs import said

SPRING = Window(date(2026, 3, 1), date(2026, 5, 15))


@pytest.fixture
def spring(world):
    """A campaign of the spring, of 100 € and 5 leads a day."""
    base = campaigns.get(world.session, "acme-otono")
    matches = (Match(Source.GOOGLE_ADS, campaign_ids=("333",)),)
    flight = {"start": SPRING.start, "end": SPRING.end}
    past = replace(base, key="acme-primavera", name="Primavera", matches=matches, **flight)
    campaigns.save(world.session, past, "U0MAYA", NOW)
    account = accounts.of_client(world.session, "acme")[0]
    performance.list_campaigns(world.session, account.id, [PlatformCampaign("333", "Primavera")])
    rows = [
        PerformanceRow(Level.CAMPAIGN, "333", day, "", "", "EUR", 900, 50, 10**8, 5 * 10**6, 0, 5 * 10**6)
        for day in SPRING
    ]
    performance.upsert(world.session, account.id, rows, NOW)
    performance.resolve_matches(world.session, "acme")
    return world


@pytest.mark.parametrize(
    ("locale", "line", "told"),
    [
        ("en", "compare otoño primavera", "They did not run at the same time: each over its first 46 days"),
        ("es", "comparar otoño con primavera", "comparo los primeros 46 días de cada una"),
        ("ca", "compara otono i primavera", "comparo els primers 46 dies de cadascuna"),
    ],
)
def test_campaigns_that_did_not_run_together_are_compared_day_by_day_of_their_flights(locale, line, told, spring):
    reply = router.dispatch(spring.ctx("manager", "direct", locale), line)
    assert limits.check(reply.message) == []
    text = said(reply)
    assert told in text
    assert ("4,600" if locale == "en" else "4.600") in text, "46 days of 100 a day"


def test_campaigns_that_ran_together_are_compared_on_their_common_days(world):
    text = said(router.dispatch(world.ctx("manager", "direct"), "compare otoño vs invierno"))
    assert "Over the days on which both ran: Oct 20" in text
    asked = said(router.dispatch(world.ctx("manager", "direct"), "compare otoño invierno period:7d"))
    assert "Both over Nov 9" in asked


def test_one_that_has_not_begun_is_said_to_be_so(world):
    text = said(router.dispatch(world.ctx("manager", "direct"), "compare otoño navidad"))
    assert "Navidad has not begun" in text


def test_a_month_is_shown_beside_the_one_before_and_it_is_said_what_there_is_not(world):
    reply = router.dispatch(world.ctx("manager", "direct"), "compare otoño period:october")
    text = said(reply)
    assert "1–31, 2025: nothing ran yet" in text.replace("\u2009", "")
    card = router.dispatch(world.ctx("manager", "direct"), 'status otoño period:"1 nov..15 nov"')
    assert limits.check(card.message) == []
    told = said(card).replace("\u2009", "")
    assert "Oct 1–15" in told, "as many days of the month before"
    assert "Nov 1–15, 2025: nothing ran yet" in told
    assert "nothing ran yet" not in said(router.dispatch(world.ctx("manager", "direct"), "status otoño period:7d"))


def test_a_clients_month_stands_beside_its_own_months(spring):
    text = said(router.dispatch(spring.ctx("manager", "direct"), "status client:acme period:mayo"))
    assert "Primavera" in text
    assert "Apr 1" in text
    assert "−50%" in text, "15 days of May against 30 of April"


def test_money_of_two_currencies_is_not_put_in_relation(world):
    beta = clients.get(world.session, "beta")
    clients.save(world.session, replace(beta, currency="USD"), "U0ADMIN", NOW)
    base = campaigns.get(world.session, "beta-rebaixes")
    campaigns.save(world.session, replace(base, budget=Money.of(9000, "USD")), "U0ADMIN", NOW)
    reply = router.dispatch(world.ctx("admin", "direct"), "compare otoño rebaixes")
    table = next(one["text"]["text"] for one in reply.message.blocks if "```" in str(one.get("text")))
    spend = next(line for line in table.split("\n") if line.startswith("Spend"))
    assert {"€", "$"} <= set(spend)
    assert "%" not in spend


def test_another_clients_campaign_is_compared_by_nobody_who_may_not_see_it(world):
    for person, place in (("client", "client_channel"), ("manager", "internal"), ("manager", "direct")):
        for line in ("compare otoño rebaixes", "compare beta-rebaixes acme-otono", "compare rebaixes period:30d"):
            text = str(router.dispatch(world.ctx(person, place), line).message)
            assert "Rebaixes" not in text
            assert "Zenit" not in text


def test_a_client_compares_its_own_and_a_manager_shares_it(spring):
    text = said(router.dispatch(spring.ctx("client", "client_channel"), "comparar otoño primavera"))
    assert "Primavera" in text
    assert "Pressupost" not in text
    here = spring.ctx("manager", "client_channel")
    card = router.dispatch(here, "comparar otoño primavera").message
    line = card.blocks[-1]["elements"][-1]["value"]
    assert line == "compare acme-otono acme-primavera"
    assert actions.dispatch(here, "vigia.status.share", line, MessageRef("C0ACME", "1.1", ephemeral=True)).done


def test_what_is_shared_is_what_was_seen(world):
    base = campaigns.get(world.session, "acme-otono")
    campaigns.save(world.session, replace(base, start=date(2026, 10, 1), end=date(2026, 10, 31)), "U0MAYA", NOW)
    here = world.ctx("manager", "internal")
    seen = router.dispatch(here, "status acme-otono").message
    line = next(one["value"] for one in seen.blocks[-1]["elements"] if one["action_id"] == "vigia.status.share")
    assert router.dispatch(here, line).message == seen


def test_a_hidden_campaign_stays_hidden_from_its_client(spring):
    base = campaigns.get(spring.session, "acme-primavera")
    campaigns.save(spring.session, replace(base, hidden=True), "U0MAYA", NOW)
    text = str(router.dispatch(spring.ctx("client", "client_channel"), "comparar otoño primavera").message)
    assert "Primavera" not in text
