"""`why` and its button: the story of the right KPI since the right day, told to those who may hear it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from commands import actions, router
from commands.context import MessageRef
from domain.incidents.quiet import Planned
from domain.incidents.rule_kinds import Subject
from domain.window import Window
from storage.alerts import actions as kept
from storage.alerts import windows
from storage.alerts.actions import Action, Kind
from storage.directory import campaigns
from storage.facts import performance, sync
from templates.cards import buttons
from tests import kinds
from tests.commands.alerting import DEAR, FOREIGN, STOPPED, told
from tests.commands.conftest import NOW, TODAY, _row
from tests.commands.test_verbs import answered


def said(reply):
    """Everything that the answer tells."""
    blocks = reply.message.blocks
    texts = [block["text"]["text"] for block in blocks if "text" in block]
    texts += [part["text"] for block in blocks if block["type"] == "context" for part in block["elements"]]
    return "\n".join([str(reply.message.text), *texts])


def here(ctx):
    """A manager who speaks English, in a place of her own."""
    return ctx("manager", "direct", "en")


def ask(ctx, line):
    return answered(router.dispatch(ctx, line))


def press(ctx, row):
    return answered(actions.dispatch(ctx, buttons.WHY, str(row.id), MessageRef("C0ACMEINT", "1763283600.000900")))


def fall_on_mobile(world, since=date(2026, 11, 12), *, none=False):
    """From a day on, a third of the leads of one device do not come."""
    rows = []
    for n in range(1, 40):
        day = TODAY - timedelta(days=n)
        mobile, desktop = (0 if none else 3, 0 if none else 12) if day >= since else (12, 12)
        whole = _row("111", day, 0, "EUR")._replace(impressions=10_000, clicks=400, spend_micros=18 * 10**7)
        half = whole._replace(breakdown="device", impressions=5_000, clicks=200, spend_micros=9 * 10**7)
        rows += [whole._replace(leads_micros=(mobile + desktop) * 10**6)]
        rows += [half._replace(element="mobile", leads_micros=mobile * 10**6)]
        rows += [half._replace(element="desktop", leads_micros=desktop * 10**6)]
    performance.upsert(world.session, 1, rows, NOW, window=Window(TODAY - timedelta(days=40), TODAY))
    sync.succeed(world.session, sync.begin(world.session, 1, NOW, Window(TODAY, TODAY)), NOW, len(rows))


def test_it_asks_about_the_first_goal_and_the_last_week(ctx, world):
    fall_on_mobile(world, since=date(2026, 11, 9))
    text = said(ask(here(ctx), "why otoño"))
    assert "Cost per lead: €7.50 before, €12.00 since Monday, November 9" in text
    assert "mobile (device): conversion rate 6% → 1.5%" in text


def test_an_open_alert_says_which_kpi_and_since_when(ctx, world):
    fall_on_mobile(world)
    told(world, replace(DEAR, numbers=replace(DEAR.numbers, arrived=None)))
    assert "since Thursday, November 12" in said(ask(here(ctx), "why otoño"))
    assert "Leads a day" in said(ask(here(ctx), "why otoño kpi:leads"))


def test_what_was_logged_and_planned_stands_beside_it(ctx, world):
    fall_on_mobile(world)
    row = told(world)
    for day, text in ((date(2026, 11, 10), "New form"), (date(2026, 10, 1), "Long ago")):
        kept.log(world.session, Action("acme", "acme-otono", NOW, day, "U0MAYA", Kind.CHANGE, text))
    windows.plan(world.session, "acme", Planned(date(2026, 11, 14), date(2026, 11, 16), "Black Friday"), "U0MAYA", NOW)
    windows.plan(world.session, "acme", Planned(TODAY, TODAY, "Elsewhere", "acme-invierno"), "U0MAYA", NOW)
    text = said(press(here(ctx), row))
    assert "Nov 10: New form" in text
    assert "Nov 14: Black Friday" in text
    assert "Long ago" not in text
    assert "Elsewhere" not in text


def test_the_button_tells_of_its_own_alert(ctx, world):
    fall_on_mobile(world)
    for finding in (DEAR, STOPPED):
        reply = press(here(ctx), told(world, finding))
        assert reply.private
        assert "mobile (device)" in said(reply)


def test_where_nothing_comes_any_more_it_tells_what_became_of_the_results(ctx, world):
    fall_on_mobile(world, none=True)
    text = said(press(here(ctx), told(world, STOPPED)))
    assert "Leads a day: 24 before, 0 since Thursday, November 12" in text
    assert "conversion rate 6% → 0%, all of the change" in text
    assert "check that conversions are still counted" in text
    assert "Cost per lead: €7.50 before, – since" in said(press(here(ctx), told(world, DEAR)))


def test_an_alert_that_is_its_own_reason_says_so(ctx, world):
    about = replace(STOPPED, subject=Subject("acme", account=1))
    paused = replace(STOPPED, trouble=kinds.PAUSED_WITH_BUDGET)
    for finding in (about, paused):
        assert "no chain of numbers" in said(press(here(ctx), told(world, finding)))


def test_a_kpi_without_a_chain_is_refused_with_those_that_have_one(ctx, world):
    for kpi in ("pace", "nonsense"):
        reply = ask(here(ctx), f"why otoño kpi:{kpi}")
        assert not reply.done
        assert "cpl" in said(reply)


def test_a_campaign_without_goals_is_asked_about_what_it_is_for(ctx, world):
    assert "Cost per lead" in said(ask(here(ctx), "why invierno"))
    assert "cannot be compared yet" in said(ask(here(ctx), "why navidad"))
    assert campaigns.get(world.session, "acme-navidad").goals == ()


@pytest.mark.parametrize(
    ("person", "place"), [("client", "client_channel"), ("manager", "client_channel"), ("stranger", "direct")]
)
def test_no_client_hears_why(ctx, world, person, place):
    fall_on_mobile(world)
    reply = ask(ctx(person, place), "why acme-otono")
    assert not reply.done
    assert "mobile" not in said(reply)


def test_a_forged_button_tells_nothing_of_another_client(ctx, world):
    reply = press(here(ctx), told(world, FOREIGN))
    assert not reply.done
    assert "Rebaixes" not in said(reply)
