"""The pace card: its plan's curve, its range, and how sure it is, in three languages."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.incidents.finding import Finding
from domain.pacing.curve import Curve
from domain.pacing.pace import PaceVerdict
from domain.snapshot import Snapshot, build
from templates.cards.pace import pace_card
from templates.cards.parts import bar
from templates.charts.pace import pace_chart
from templates.charts.spec import ChartSpec
from tests.templates import incidents as many
from tests.templates import world

LOCALES = ("es", "ca", "en")
CURVES = {"even": "even", "weekday": "weekday", "front": "front", "back": "back", "own": "30 20 10 10 10 5 5 5 3 1 1"}


def early(curve: str, share: float = 1.0) -> Snapshot:
    """Nine days into the flight, with quiet weekends and days that stray; `share` of what usually is spent."""
    strays = (0.8, 1.3, 0.9, 1.2, 0.7, 1.1, 1.0, 1.4, 0.6)
    known = world.data(currency="EUR")
    end = world.CAMPAIGN.start + timedelta(days=len(strays))
    rows = tuple(
        replace(row, spend_micros=int(row.spend_micros * share * strays[(row.day - world.CAMPAIGN.start).days]))
        for row in known.flight_days
        if row.day < end
    )
    campaign = replace(world.CAMPAIGN, curve=Curve.parse(curve))
    now = world.NOW - (world.NOW.date() - end)
    return build(replace(known, flight_days=rows, campaign=campaign, freshness=()), now)


def chart(snapshot: Snapshot) -> ChartSpec:
    found = pace_chart(world.paced(snapshot), "en")
    assert found
    return found


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("curve", CURVES)
def test_a_pace_card_looks_as_recorded(golden: Callable[..., None], curve: str, locale: str) -> None:
    message = pace_card(world.paced(early(CURVES[curve])), locale, world.NOW)
    golden(f"pace_{curve}", message, locale=locale)


def test_a_loaded_plan_is_compared_with_itself_and_not_with_time() -> None:
    text = pace_card(world.paced(early("front")), "en", world.NOW).text
    assert "of the time gone" not in text
    assert "where the plan has 17% by now" in text
    assert bar(early("front").pace).index("│") > bar(early("even").pace).index("│") > bar(early("back").pace).index("│")


def test_the_chart_opens_into_the_range() -> None:
    snapshot = early("even")
    roles = {one.role: one.values for one in chart(snapshot).series}
    low, high, ahead = roles["band_low"], roles["band_high"], roles["projection"]
    known = [(a, b, c) for a, b, c in zip(low, ahead, high, strict=True) if a is not None]
    assert known[0][0] == known[0][1] == known[0][2]
    assert all(a <= b <= c for a, b, c in known)
    pace = snapshot.pace
    assert pace.low is not None
    assert pace.high is not None
    assert (low[-1], high[-1]) == (
        pytest.approx(float(pace.low.amount), abs=0.5),
        pytest.approx(float(pace.high.amount), abs=0.5),
    )


def test_the_plan_of_the_chart_ends_at_the_budget_whatever_its_curve() -> None:
    for curve in CURVES.values():
        [plan] = [one.values for one in chart(early(curve)).series if one.role == "plan"]
        assert plan[-1] == pytest.approx(float(world.CAMPAIGN.budget.amount), abs=0.02)
        assert list(plan) == sorted(value or 0 for value in plan)


def test_what_is_over_its_budget_already_needs_no_probability() -> None:
    over = pace_card(world.paced(world.off_pace(4_000)), "en", world.NOW).text
    assert "Over pace: on course for" in over
    assert "sure" not in over
    heading = pace_card(world.paced(early("even", 2.0)), "en", world.NOW).text
    assert "Over pace, 99% sure: on course for" in heading


def test_without_any_spend_there_is_nothing_to_draw() -> None:
    assert pace_chart(world.paced(world.no_data()), "en") is None


@pytest.fixture(scope="module")
def on_pace() -> list[float]:
    """What share of what usually is has been spent by flights that are on pace, from the cheapest to the dearest."""
    shares = [one / 100 for one in range(50, 180, 4)]
    return [share for share in shares if early("even", share).pace.verdict is PaceVerdict.ON]


def led(share: float, *findings: Finding) -> str:
    """What is said of the pace of such a flight, while these are open."""
    return pace_card(replace(world.paced(early("even", share)), open=findings), "en", world.NOW).text


def test_what_leads_a_little_beyond_its_budget_is_not_simply_on_pace(on_pace: list[float]) -> None:
    """“On pace: on course for €21,778” was said of a budget of €20,100."""
    cheap, dear = on_pace[0], on_pace[-1]
    near = next(one for one in on_pace if not early("even", one).pace.strays.micros)
    assert "A little over pace: on course for" in led(dear)
    assert " over the budget (" in led(dear)
    assert "A little under pace: on course for" in led(cheap)
    assert " under the budget (" in led(cheap)
    assert "On pace: on course for" in led(near)
    titles = [chart(early("even", share)).title.partition(":")[0] for share in (cheap, near, dear)]
    assert titles == ["A little under pace", "On pace", "A little over pace"]


def test_what_is_said_of_the_pace_knows_of_the_alert_below_it(on_pace: list[float]) -> None:
    near = next(one for one in on_pace if not early("even", one).pace.strays.micros)
    assert "On pace, though far above plan on Nov 16: on course for" in led(near, many.overspent())
    assert "A little over pace, and far above plan on Nov 16: on course for" in led(on_pace[-1], many.overspent())
    assert "If spending resumes as before: on course for" in led(near, many.unspent())
    assert "On pace: on course for" in led(near, many.fine(many.overspent()))
