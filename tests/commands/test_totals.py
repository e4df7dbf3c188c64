"""A campaign part by part, and a client's total: the parts come to what the card says."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from commands import actions, router
from commands.context import MessageRef
from domain.breakdown import By
from domain.entities import Match, SourceAccount
from domain.facts import PerformanceRow, PlatformCampaign
from domain.kpi import read
from domain.money import MICRO
from domain.window import Window
from domain.words import Level, Source
from insights.breakdown import besides, breakdown
from insights.status import status, statuses
from storage.directory import accounts, campaigns, clients
from storage.facts import performance, sync
from templates import limits
from tests.commands.conftest import NOW, TODAY
from tests.commands.test_verbs import said
from tests.insights.test_overview import counted

WEEK = Window.trailing(TODAY - timedelta(days=1), 7)


@pytest.fixture
def both(world):
    """The campaign at two platforms, of which the second does not say leads; by device at the second alone."""
    base = campaigns.get(world.session, "acme-otono")
    matches = (*base.matches, Match(Source.META, campaign_ids=("777",)))
    campaigns.save(world.session, replace(base, matches=matches), "U0MAYA", NOW)
    theirs = SourceAccount("acme", Source.META, "act_1", currency="EUR", timezone="Europe/Madrid")
    account = accounts.save(world.session, theirs, "U0ADMIN", NOW)
    performance.list_campaigns(world.session, account.id, [PlatformCampaign("777", "Otoño `Meta`", "ACTIVE")])
    rows = [
        PerformanceRow(Level.CAMPAIGN, "777", day, "device", device, "EUR", 900, 20, 10**7 + 1, 10**6, 0, None)
        for day in WEEK
        for device in ("mobile_app", "desktop")
    ]
    performance.upsert(world.session, account.id, rows, NOW)
    performance.resolve_matches(world.session, "acme")
    sync.succeed(world.session, sync.begin(world.session, account.id, NOW, WEEK), NOW, len(rows))
    return world


def picture(world):
    return status(world.session, campaigns.get(world.session, "acme-otono"), clients.get(world.session, "acme"), NOW)


@pytest.mark.parametrize("by", By)
def test_the_parts_come_to_what_the_card_says(both, by):
    card = picture(both)
    found = breakdown(both.session, [card], by)
    assert found.window == card.window == WEEK
    for key in ("spend", "clicks", "impressions", "conversions"):
        parts = [one.reading(key).value or 0 for one in found.parts]
        assert sum(parts) == found.whole.reading(key).value == card.reading(key).value
    assert found.whole.reading("ctr").value == card.reading("ctr").value, "of sums, no mean of ratios"
    names = {one.name for one in found.parts}
    assert (
        names
        == {
            By.PLATFORM: {"google_ads", "meta"},
            By.CAMPAIGN: {"google_ads:Otono leads search", "meta:Otoño `Meta`"},
            By.DEVICE: {"mobile_app", "desktop", ""},
        }[by]
    ), "what is not read by device is told apart"


def test_what_a_platform_does_not_say_is_said_and_no_zero(both):
    text = said(router.dispatch(both.ctx("manager", "direct"), "status otoño by:platform"))
    assert re.search(r"Meta, €140, –, –", text)
    assert "–: the platform does not say." in text
    assert "Total, €1,218, –, –" in text, "nor is the sum of what the others say the sum"


def test_a_clients_total_is_the_sum_of_its_campaigns_over_the_same_days(world):
    mine = [(campaigns.get(world.session, key), clients.get(world.session, "acme"))
            for key in ("acme-otono", "acme-invierno")]  # fmt: skip
    pictures = statuses(world.session, mine, NOW, "7d")
    found = breakdown(world.session, pictures, By.CAMPAIGN)
    assert [one.name for one in found.parts] == ["Invierno", "Otoño leads"]
    spend, leads = (sum(read(key, one.totals).value for one in pictures) for key in ("spend", "leads"))
    assert (found.whole.reading("spend").value, found.whole.reading("leads").value) == (spend, leads)
    assert found.whole.reading("cpl").value == spend / leads


@pytest.mark.parametrize("line", ["status client:acme", "estado acme", "estat clínica acme", "status by:campaign"])
def test_a_client_is_named_in_words_or_by_its_key(line, world):
    text = said(router.dispatch(world.ctx("manager", "internal", "en"), line))
    assert "Total, €2,156" in text
    assert "Rebaixes" not in text


def test_the_button_of_another_table_runs_it_and_shared_it_has_none(world):
    here = world.ctx("manager", "client_channel")
    reply = router.dispatch(here, "status otoño by:platform")
    row = next(one for one in reply.message.blocks if one["type"] == "actions")
    lines = [one["value"] for one in row["elements"]]
    assert not [line for line in lines if "by:campaign" in line], "what platforms call their campaigns is ours"
    source = MessageRef("C0ACME", "1.1", ephemeral=True)
    assert "Por dispositivo" in said(actions.dispatch(here, "vigia.run.device", lines[0], source))
    assert actions.dispatch(here, "vigia.status.share", lines[-1], source).done


def test_in_a_clients_channel_platform_campaigns_are_not_named(world):
    for person in ("manager", "client"):
        text = said(router.dispatch(world.ctx(person, "client_channel"), "status otoño by:campaign"))
        assert "Otono leads search" not in text
        assert "por plataforma o por dispositivo" in text


def test_a_total_says_what_campaigns_of_nobody_have_spent_to_the_agency_alone(world):
    days = "period:2026-11-09..2026-11-15"
    spent = sum(one.micros for one in besides(world.session, clients.get(world.session, "acme"), WEEK)) // MICRO
    ours = said(router.dispatch(world.ctx("manager", "internal", "es"), f"status client:acme {days}"))
    assert f"No incluido en el total: {spent:,} € de 1 campaña".replace(",", ".") in ours.replace("\xa0", " ")
    assert "No incluido" not in said(
        router.dispatch(world.ctx("manager", "client_channel", "es"), f"status client:acme {days}")
    )


@pytest.mark.parametrize("line", ["status client:beta", "status zenit by:platform", "status client:zenit by:device"])
def test_another_clients_total_is_nobodys_else(line, world):
    for person, place in (("client", "client_channel"), ("manager", "internal"), ("manager", "direct"),
                          ("other_manager", "client_channel"), ("member", "direct")):  # fmt: skip
        text = said(router.dispatch(world.ctx(person, place), line))
        assert "Zenit" not in text
        assert "Rebaixes" not in text
    assert "Rebaixes" in said(router.dispatch(world.ctx("admin", "direct"), "status client:beta"))


def test_a_word_that_is_no_part_is_refused_with_an_example(world):
    assert "por:plataforma" in said(router.dispatch(world.ctx("manager", "direct", "es"), "estado otoño por:color"))


def test_twenty_five_campaigns_make_a_message_that_slack_takes(world):
    base = campaigns.get(world.session, "acme-otono")
    for n in range(25):
        one = replace(base, key=f"acme-{n}", name=f"{n} `<!channel>` " * 10, matches=())
        campaigns.save(world.session, one, "U", NOW)
    with counted(world.session) as asked:
        reply = router.dispatch(world.ctx("admin", "direct"), "status client:acme")
    assert limits.check(reply.message) == []
    with counted(world.session) as by_device:
        router.dispatch(world.ctx("admin", "direct"), "status client:acme by:device")
    assert len(by_device) <= len(asked) + 1, "the devices of all of them are one question"


def test_a_client_is_told_what_it_is_not_shown_and_the_sum_of_what_it_is(world):
    """`¿cuánto hemos gastado?` was answered with a total of nothing, and a card without that number."""
    hidden = replace(campaigns.get(world.session, "acme-otono"), client_kpis=("leads",), goals=())
    campaigns.save(world.session, hidden, "U", NOW)
    here = world.ctx("client", "client_channel", "es")
    total = said(router.dispatch(here, "¿cuánto hemos gastado este mes?"))
    (first,) = re.findall(
        r"\*Inversión: [^*]+\*", said(router.dispatch(here, "status invierno kpi:spend period:month"))
    )
    assert first in total
    assert "Sin Otoño leads: ese dato no se muestra aquí." in total
    assert total.count("Otoño") == 1
    alone = said(router.dispatch(here, "status otoño kpi:spend"))
    assert "Este dato no se muestra aquí: *Inversión*." in alone
    also = replace(campaigns.get(world.session, "acme-invierno"), client_kpis=("leads",), goals=())
    campaigns.save(world.session, also, "U", NOW)
    assert "Este dato no se muestra aquí: *Inversión*." in said(router.dispatch(here, "status client:acme kpi:spend"))
