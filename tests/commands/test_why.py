"""`why` and its button: the story of the right KPI since the right day, told to those who may hear it."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from commands import actions, router
from commands.context import MessageRef
from domain.incidents.finding import Numbers, Reason, Verdict
from domain.incidents.quiet import Planned
from domain.incidents.rule_kinds import Subject
from domain.money import Money
from domain.window import Window
from storage.alerts import actions as kept
from storage.alerts import windows
from storage.alerts.actions import Action, Kind
from storage.directory import campaigns
from storage.facts import performance, sync
from templates.cards import buttons
from tests import kinds
from tests.commands.alerting import DEAR, FOREIGN, STOPPED, look, over, told
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
    assert "mobile (device): leads per click 6.00% → 1.50%" in text


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
    assert "leads per click 6.00% → 0.00%, all of the change" in text
    assert "check that conversions are still counted" in text
    assert "Cost per lead: €7.50 before, – since" in said(press(here(ctx), told(world, DEAR)))


def test_an_account_that_is_its_own_reason_says_so(ctx, world):
    about = replace(STOPPED, subject=Subject("acme", account=1))
    assert "no chain of numbers" in said(press(here(ctx), told(world, about)))


def money(trouble, because):
    numbers = Numbers(target=Decimal(12_000 * 10**6), spend=Money.of(9_000, "EUR"), plan=Money.of(9_000, "EUR"))
    return replace(STOPPED, trouble=trouble, because=because, result="", numbers=numbers)


@pytest.mark.parametrize(
    ("trouble", "because"),
    [
        (kinds.BUDGET, Reason.AHEAD_OF_PLAN),
        (kinds.OFF_PACE, Reason.BEHIND_PLAN),
        (kinds.SPEND_STOPPED, Reason.NO_SPEND),
        (kinds.PAUSED_WITH_BUDGET, Reason.PAUSED),
    ],
)
def test_what_is_about_money_is_answered_by_its_days_and_by_what_was_changed(ctx, world, trouble, because):
    """It answered "there is no chain of numbers behind this alert", or with another KPI's story."""
    fall_on_mobile(world)
    run = campaigns.get(world.session, "acme-otono")
    campaigns.save(world.session, replace(run, budget=Money.of(9_500, "EUR")), "U0MAYA", NOW - timedelta(days=1))
    text = said(press(here(ctx), told(world, money(trouble, because))))
    assert "no chain" not in text
    assert "€180" in text, "what the days cost"
    assert "budget €12,000 → €9,500" in text
    assert "ost per lead" not in text


def test_why_leaves_out_no_day_without_saying_so(ctx, world):
    """Five days of eight stood there under "Day by day"; and today's stood beside a whole day's plan."""
    fall_on_mobile(world)
    early = replace(money(kinds.SPEND_ABOVE_PLAN, Reason.TOO_MUCH_SPEND), since=date(2026, 11, 12))
    text = said(press(here(ctx), told(world, early)))
    assert len([line for line in text.split("\n") if ", planned €" in line]) == 8
    assert "The 8 days furthest above their plan, of 11" in text
    today = replace(early, since=TODAY, numbers=replace(early.numbers, first=TODAY, last=TODAY))
    text = said(press(here(ctx), look(world, today, hours=1)))
    assert "Day by day" in text
    assert len([line for line in text.split("\n") if ", planned €" in line]) == 8
    assert "Nov 16 so far: " in text


def planned_by_day(reply):
    lines = [line.split(", planned ") for line in said(reply).split("\n") if ", planned €" in line]
    return {line[0].partition(":")[0]: line[1] for line in lines}


def test_what_was_planned_for_a_past_day_is_told_the_same_on_a_later_one(ctx, world):
    """On Monday 144 € had been planned for a day, on Wednesday 146 €, though nobody had changed anything."""
    fall_on_mobile(world)
    row = told(world, replace(money(kinds.SPEND_STOPPED, Reason.NO_SPEND), since=date(2026, 11, 13)))
    first = planned_by_day(press(here(ctx), row))
    days = [_row("111", TODAY + timedelta(days=n), 0, "EUR")._replace(spend_micros=10**9 * n) for n in range(2)]
    later = NOW + timedelta(days=2)
    performance.upsert(world.session, 1, days, later, window=Window(days[0].day, days[-1].day))
    second = planned_by_day(press(ctx("manager", "direct", "en", now=later), row))
    both = first.keys() & second.keys()
    assert len(both) >= 5
    assert [first[day] for day in both] == [second[day] for day in both]


def test_no_day_outside_the_flight_is_told_of_its_plan(ctx, world):
    """A flight of five days was told "the 8 days furthest below their plan, of 12": seven had none."""
    fall_on_mobile(world)
    run = campaigns.get(world.session, "acme-otono")
    campaigns.save(world.session, replace(run, start=date(2026, 11, 11)), "U0MAYA", NOW - timedelta(days=1))
    slow = money(kinds.OFF_PACE, Reason.BEHIND_PLAN)
    slow = replace(slow, since=None, numbers=replace(slow.numbers, first=date(2026, 11, 11), last=date(2026, 11, 15)))
    lines = said(press(here(ctx), told(world, slow))).split("\n")
    assert [line.partition(":")[0] for line in lines if "€180" in line] == [f"• Nov {n}" for n in range(11, 16)]
    assert "Day by day" in "\n".join(lines)


def test_what_is_over_is_told_by_its_own_days_and_on_its_own_side(ctx, world):
    """A pause that was over was answered "the days furthest above their plan", without the day of the pause."""
    fall_on_mobile(world)
    none = _row("111", date(2026, 11, 14), 0, "EUR")._replace(impressions=0, clicks=0, spend_micros=0)
    performance.upsert(world.session, 1, [none], NOW, window=Window(none.day, none.day))
    off = replace(money(kinds.PAUSED_WITH_BUDGET, Reason.PAUSED), since=date(2026, 11, 13))
    past = replace(off, signal=Verdict.FINE, because=Reason.MET, tier=None, since=None)
    row = look(world, past, after=told(world, off), hours=24)
    later = ctx("manager", "direct", "en", now=NOW + timedelta(days=2))
    text = said(press(later, row))
    assert "The 8 days furthest below their plan, of 9" in text
    assert "Nov 14: €0, planned €" in text


def test_why_plans_for_the_day_of_an_alert_what_the_alert_says(ctx, world):
    fall_on_mobile(world)
    day = TODAY - timedelta(days=1)
    numbers = Numbers(spend=Money.of(900, "EUR"), plan=Money.of(351, "EUR"), first=day, last=day)
    high = replace(money(kinds.SPEND_ABOVE_PLAN, Reason.TOO_MUCH_SPEND), since=day, numbers=numbers)
    text = said(press(here(ctx), told(world, high)))
    assert "the plan for the whole day is €351" in text
    assert "Nov 15: €180, planned €351" in text


def test_a_surprise_of_money_is_not_explained_by_the_cost_of_a_result(ctx, world):
    """ "Spend: 0 € in one hour" was answered "CPA: 19.58 € before, 21.85 € since … what it is not: the spend"."""
    fall_on_mobile(world)
    odd = replace(
        STOPPED, trouble=kinds.SURPRISE, because=Reason.UNUSUAL, result="spend", numbers=Numbers(value=Decimal(0))
    )
    text = said(press(here(ctx), told(world, odd)))
    assert "€180, planned €" in text
    assert "CPA" not in text
    assert "ost per lead" not in text


def test_where_only_the_counting_broke_it_tells_devices_and_both_counts(ctx, world):
    fall_on_mobile(world, none=True)
    odd = replace(
        STOPPED, because=Reason.NOT_COUNTED, numbers=replace(STOPPED.numbers, in_crm=Decimal(20), at_risk=None)
    )
    text = said(press(here(ctx), told(world, odd)))
    assert "the tracking is broken, not the campaign" in text
    assert "mobile: 12 a day before, 0 a day since" in text
    assert "counted by the platforms" in text
    assert "No clear cause" not in text


def uncounted(world):
    """The alert that the platforms count no more while leads go on coming."""
    numbers = replace(STOPPED.numbers, in_crm=Decimal(20), at_risk=None)
    return told(world, replace(STOPPED, because=Reason.NOT_COUNTED, numbers=numbers))


@pytest.mark.parametrize("first", [True, False], ids=["before", "after"])
@pytest.mark.parametrize("line", ["why otoño", "why otoño kpi:cpl", "its button"])
def test_nothing_that_rests_on_a_broken_count_gets_a_remedy(ctx, world, first, line):
    """A cost per result beside "the tracking is broken" was answered "no clear cause … try the landing page"."""
    fall_on_mobile(world, none=True)
    rows = [told(world)] if first else []
    uncounted(world)
    rows += [] if first else [told(world)]
    text = said(press(here(ctx), rows[0]) if line == "its button" else ask(here(ctx), line))
    assert "the tracking is broken, not the campaign" in text
    assert "mobile: 12 a day before, 0 a day since" in text
    assert "landing page" not in text
    assert "No clear cause" not in text


def test_what_no_result_has_a_part_in_is_still_answered_where_the_count_is_broken(ctx, world):
    fall_on_mobile(world, none=True)
    uncounted(world)
    assert "CPC: " in said(ask(here(ctx), "why otoño kpi:cpc"))


@pytest.mark.parametrize(
    ("trouble", "because", "answer"),
    [
        (kinds.OFF_PACE, Reason.BEHIND_PLAN, "€180, planned €"),
        (kinds.SPEND_STOPPED, Reason.NO_SPEND, "€180, planned €"),
        (kinds.SPEND_ABOVE_PLAN, Reason.TOO_MUCH_SPEND, "€180, planned €"),
        (kinds.PAUSED_WITH_BUDGET, Reason.PAUSED, "€180, planned €"),
        (kinds.LEADS_NOT_IN_CRM, Reason.CRM_SILENT, "counted by the platforms"),
    ],
)
def test_a_bare_why_answers_what_is_open_of_any_kind_and_not_what_is_only_suspected(
    ctx, world, trouble, because, answer
):
    fall_on_mobile(world)
    look(world, replace(DEAR, signal=Verdict.DOUBT, tier=None))
    told(world, replace(money(trouble, because), result="leads" if because is Reason.CRM_SILENT else ""))
    text = said(ask(here(ctx), "why otoño"))
    assert answer in text
    assert "Cost per lead" not in text


def test_a_bare_why_answers_that_an_account_is_closed_from_which_the_campaign_draws(ctx, world):
    fall_on_mobile(world)
    closed = money(kinds.ACCOUNT_SUSPENDED, Reason.SUSPENDED)
    told(world, replace(closed, subject=Subject("acme", account=1), source="google_ads"))
    text = said(ask(here(ctx), "why otoño"))
    assert "€180, planned €" in text
    assert "Cost per lead" not in text


def test_a_bare_why_answers_what_follows_from_something_that_is_over(ctx, world):
    """An alert about the pace was open, and why answered with a cost per result that had risen by 4 %."""
    fall_on_mobile(world)
    over(world, money(kinds.SPEND_ABOVE_PLAN, Reason.TOO_MUCH_SPEND))
    look(world, money(kinds.OFF_PACE, Reason.AHEAD_OF_PLAN))
    assert "€180, planned €" in said(ask(here(ctx), "why otoño"))


def test_a_bare_why_answers_what_is_open_and_not_a_kpi_that_is_well(ctx, world):
    fall_on_mobile(world)
    told(world, money(kinds.BUDGET, Reason.AHEAD_OF_PLAN))
    assert "€180, planned €" in said(ask(here(ctx), "why otoño"))
    told(world)
    assert "Cost per lead" in said(ask(here(ctx), "why otoño"))


def test_an_improvement_gets_no_remedy(ctx, world):
    """A cost per lead that fell was answered "look at bids, competition and audience"."""
    fall_on_mobile(world, since=date(2026, 11, 9))
    rows = []
    for n in range(1, 8):
        whole = _row("111", TODAY - timedelta(days=n), 0, "EUR")
        rows.append(whole._replace(impressions=10_000, clicks=400, spend_micros=10 * 10**7, leads_micros=30 * 10**6))
    performance.upsert(world.session, 1, rows, NOW, window=Window(TODAY - timedelta(days=7), TODAY))
    text = said(ask(here(ctx), "why otoño"))
    assert "Nothing that has to be changed" in text
    assert "bids" not in text


def test_a_kpi_without_a_chain_is_refused_with_those_that_have_one(ctx, world):
    for kpi in ("pace", "nonsense"):
        reply = ask(here(ctx), f"why otoño kpi:{kpi}")
        assert not reply.done
        assert "I know cost per lead, leads" in said(reply)


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
