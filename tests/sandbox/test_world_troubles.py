"""The script of troubles: every campaign of Nord is well before, in its trouble while it lasts, and well again."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest

from sandbox.world import Trouble, World, build, days
from sandbox.world.catalogue import ACCOUNTS
from sandbox.world.cells import NOTHING, AdLine, Seen
from sandbox.world.nord import CAMPAIGNS, LINES, UNCLAIMED
from sandbox.world.script import instant
from sandbox.world.troubles import KINDS
from tests.sandbox.world_readings import START

pytestmark = pytest.mark.long

TODAY = START.date()
LATER = instant(TODAY, (70, 0))


@pytest.fixture(scope="module", params=(7, 21))
def world(request) -> World:
    return build(request.param, START)


def line(world: World, key: str) -> AdLine:
    return next(one for one in world.every_line() if key in (one.spec.campaign, one.spec.id))


def sums(one: AdLine, first: int, last: int, as_of: int = LATER, **where: str) -> Seen:
    """What the days first..last (of the world's present) hold at `as_of`, of the elements that begin so."""
    by = tuple(where)
    total = NOTHING
    for _, key, seen in one.parts(_day(first), _day(last), as_of, by):
        if all(have.lower().startswith(want.lower()) for have, want in zip(key, where.values(), strict=True)):
            total = total.plus(seen)
    return total


def _day(offset: int) -> date:
    return TODAY + timedelta(days=offset)


def cost_per_result(one: AdLine, first: int, last: int) -> float:
    seen = sums(one, first, last)
    return seen.cost / 10_000 / seen.conversions


def ratio(read: Callable[[Seen], float], one: AdLine, first: int, last: int, **where: str) -> float:
    """How many times what it was in the fortnight before the present, a day."""
    before = read(sums(one, -14, -1, **where)) / 14
    return read(sums(one, first, last, **where)) / (last - first + 1) / before


def test_every_kind_of_trouble_is_in_the_script():
    told = {one.kind for spec in LINES for one in spec.script} | {one.kind for a in ACCOUNTS for one in a.script}
    assert told == KINDS.keys() - {"removed"}  # which has no end that a script could show


@pytest.mark.parametrize("key", [one.key for one in CAMPAIGNS if one.goals[0].startswith(("cpa", "cpl"))])
def test_costs_are_well_before_the_present(world, key):
    target = float(next(one for one in CAMPAIGNS if one.key == key).goals[0].split()[2])
    assert 0.7 < cost_per_result(line(world, key), -28, -1) / target < 0.95


def test_results_scatter_as_counts_do(world):
    counts = [sums(line(world, "nord-coast"), day, day).conversions / 100 for day in range(-35, 0)]
    mean = sum(counts) / len(counts)
    spread = sum((count - mean) ** 2 for count in counts) / (len(counts) - 1)
    assert 0.2 * mean < spread < 2.5 * mean


@pytest.mark.parametrize(("key", "first", "last", "where", "low", "high"), [
    ("nord-solar", 1, 7, {}, 0.35, 0.65),
    ("nord-solar", 1, 7, {"device": "mobile"}, 0.05, 0.4),
    ("nord-solar", 1, 7, {"device": "desktop"}, 0.7, 1.4),
    ("nord-heatpump", 2, 6, {}, 0.5, 0.85),
    ("nord-wallbox", 3, 3, {}, 0.0, 0.0),
    ("nord-quote", 1, 4, {"device": "desktop"}, 0.0, 0.0),
    ("nord-quote", 1, 4, {"device": "mobile"}, 0.7, 1.35),
    ("nord-north", 7, 7, {}, 0.0, 0.0),
    ("nord-battery", 3, 3, {}, 0.0, 0.0),
])  # fmt: skip
def test_results_are_what_the_trouble_leaves_of_them(world, key, first, last, where, low, high):
    assert low <= ratio(lambda seen: seen.conversions, line(world, key), first, last, **where) <= high


@pytest.mark.parametrize(("key", "first", "last", "low", "high"), [
    ("nord-solar", 1, 7, 0.85, 1.15),
    ("nord-air", 3, 4, 0.0, 0.0),
    ("nord-fair", 2, 2, 4.0, 6.0),
    ("nord-tariff", 6, 6, 0.0, 0.0),
    ("nord-efficiency", 1, 7, 0.5, 0.7),
    ("nord-efficiency", 8, 14, 1.1, 1.4),
    ("nord-battery", 3, 3, 0.0, 0.0),
    ("nord-wallbox", 3, 3, 0.8, 1.3),
])  # fmt: skip
def test_spend_is_what_the_trouble_leaves_of_it(world, key, first, last, low, high):
    assert low <= ratio(lambda seen: seen.cost, line(world, key), first, last) <= high


def test_clicks_of_one_ad_group_get_dearer(world):
    one = line(world, "nord-heatpump")
    groups = {ad.group_id for ad in _ads(one) if ad.group_name == "Generic terms"}
    for group, low, high in ((groups.pop(), 1.7, 2.3), (f"{one.spec.id}2", 0.85, 1.15)):
        before, after = sums(one, -14, -1, ad=group), sums(one, 2, 6, ad=group)
        assert low < (after.cost / after.clicks) / (before.cost / before.clicks) < high


def _ads(one: AdLine):
    from sandbox.world.elements import ads

    return ads(one.spec)


def test_one_ad_loses_its_click_rate(world):
    one = line(world, "nord-brand")
    ctr = [seen.clicks / seen.impressions for seen in (sums(one, -14, -1), sums(one, 2, 7), sums(one, 9, 12))]
    assert ctr[0] > 0.04
    assert ctr[1] < 0.035
    assert ctr[2] > 0.04


def test_orders_are_worth_less_for_some_days(world):
    one = line(world, "nord-shop")
    worth = [seen.value / seen.cost for seen in (sums(one, -14, -1), sums(one, 3, 8), sums(one, 10, 16))]
    assert worth[1] < 3
    assert min(worth[0], worth[2]) > 4


def test_late_results_all_arrive_at_once(world):
    one = line(world, "nord-insurance")
    before = sums(one, 2, 5, instant(TODAY, (6, 9)))
    after = sums(one, 2, 5, instant(TODAY, (6, 15)))
    assert before.conversions < 0.35 * after.conversions
    assert 0.75 < cost_per_result(one, 2, 5) / 15.3 < 1.3


def test_a_surprise_lasts_for_hours_within_a_day(world):
    one = line(world, "nord-news")
    cpc = {}
    for hour in (*range(6, 22),):
        seen = sums(one, 2, 2, hour=str(hour))
        cpc[hour] = seen.cost / seen.clicks
    assert min(cpc[hour] for hour in range(11, 15)) > 2.5 * max(cpc[hour] for hour in cpc if not 11 <= hour < 15)


def test_the_unclaimed_campaign_begins_on_the_third_day_and_is_paused_on_the_seventh(world):
    one = line(world, UNCLAIMED.id)
    assert min(one.days) == _day(3)
    assert sums(one, 3, 6).cost > 300_000_000
    assert sums(one, 7, 20).cost == 0


def leads(world: World, utm: str, first: int, last: int, stage: str = "lead") -> int:
    """Contacts of the campaign that arrived on these days and have reached the stage by the end."""
    low, high = days.bounds(_day(first))[0], days.bounds(_day(last))[1]
    states = [one.at(LATER) or {} for one in world.portals["646464"].contacts if low <= one.times[0] < high]
    return sum(state.get("utm_campaign") == utm and f"hs_v2_date_entered_{stage}" in state for state in states)


def test_leads_no_longer_reach_the_crm_while_the_platform_goes_on_counting(world):
    assert leads(world, "nord-callback", 6, 6) == 0
    assert leads(world, "nord-callback", -7, -1) > 60
    assert leads(world, "nord-callback", 8, 14) > 60
    assert sums(line(world, "nord-callback"), 6, 6).conversions > 700


def test_fewer_leads_are_qualified_or_taken_on_for_some_days(world):
    mql, sql = "marketingqualifiedlead", "salesqualifiedlead"

    def share(utm: str, above: str, below: str, first: int, last: int) -> float:
        return leads(world, utm, first, last, above) / leads(world, utm, first, last, below)

    assert share("nord-business", mql, "lead", -14, -1) > 0.5
    assert share("nord-business", mql, "lead", 1, 7) < 0.35
    assert share("nord-business", mql, "lead", 9, 16) > 0.5
    assert share("nord-partners", sql, mql, -14, -1) > 0.5
    assert share("nord-partners", sql, mql, 3, 8) < 0.4


@pytest.mark.parametrize("key", [one.key for one in CAMPAIGNS])
def test_everything_is_well_again_after_the_twelfth_day(world, key):
    one = line(world, key)
    assert 0.7 < cost_per_result(one, -28, -1) / cost_per_result(one, 12, 24) < 1.4
    assert ratio(lambda seen: seen.cost, one, 12, 24) > 0.85


def test_all_splits_add_up_to_the_whole(world):
    for key in ("nord-heatpump", "nord-fair", "nord-solar", "nord-shop", "acme-otono", "forn-botiga"):
        one = line(world, key)
        for first, at in ((2, instant(TODAY, (2, 11))), (4, instant(TODAY, (4, 17))), (1, LATER)):
            whole = sums(one, first, first, at)
            for by in (("ad",), ("network",), ("hour",), ("device", "hour"), ("device", "ad"), ("hour", "ad")):
                assert sums(one, first, first, at, **dict.fromkeys(by, "")) == whole, (key, by)


def test_what_is_caused_now_changes_nothing_that_was_and_no_number_of_the_crm(world):
    now = instant(TODAY, (2, 15))
    ids = [line(world, "nord-callback").spec.id]
    after = world.with_line_trouble(ids, Trouble("conversions_stopped", now, instant(TODAY, (4, 0)), 0.0))
    one, other = line(world, "nord-callback"), line(after, "nord-callback")
    assert list(one.read(_day(-30), _day(2), now)) == list(other.read(_day(-30), _day(2), now))
    assert sums(other, 3, 3).conversions == 0 < sums(one, 3, 3).conversions
    assert sums(other, 3, 3).cost == sums(one, 3, 3).cost
    told = {contact.id: contact.at(now) for contact in world.portals["646464"].contacts if contact.at(now)}
    assert told == {contact.id: contact.at(now) for contact in after.portals["646464"].contacts if contact.at(now)}
    ids_after = {contact.id for contact in after.portals["646464"].contacts}
    assert ids_after < {contact.id for contact in world.portals["646464"].contacts}


def test_a_day_in_trouble_grows_hour_by_hour_too(world):
    for key in ("nord-fair", "nord-heatpump", "nord-air"):
        one = line(world, key)
        midnight = days.bounds(_day(4))[0]
        readings = [sums(one, 4, 4, midnight + hour * days.HOUR_MS) for hour in range(25)]
        assert all(a <= b for early, late in pairwise(readings) for a, b in zip(early, late, strict=True))


def test_the_script_goes_alike_in_every_week():
    one, other = (line(build(7, START + timedelta(weeks=weeks)), "nord-coast") for weeks in (0, 3))
    shift = timedelta(weeks=3)
    assert [cell.clicks for cells in one.days.values() for cell in cells] == [
        cell.clicks for cells in other.days.values() for cell in cells
    ]
    assert [day + shift for day in one.days] == list(other.days)
