"""The charts of alerts and of rules tried on the past: what they say, how they are drawn, and their native twins."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from PIL import Image

from domain.incidents.finding import Finding
from domain.incidents.rule_kinds import Tier
from domain.snapshot import DayPoint
from domain.track import Fired, Point, Track, Trial, TrialDay, by_day
from templates import limits
from templates.charts import ChartSpec, alert_chart, backtest_chart, draw, native
from tests.judge import judge
from tests.templates import incidents as many
from tests.templates import world
from tests.templates.test_alert_answers import trial

LOCALES = ("es", "ca", "en")
Golden = Callable[..., None]


def rates() -> Track:
    """A click rate below its goal of one per cent."""
    days = [world.WEEK.end - timedelta(days=k) for k in range(20, -1, -1)]
    points = tuple(Point(day, Decimal("0.0125") if day < many.BEGAN else Decimal("0.0081")) for day in days)
    return Track("ctr", "EUR", points, goal=Decimal("0.01"))


def returns() -> Track:
    """A return on ad spend that falls below its goal, with days of which nothing is known."""
    days = [world.WEEK.end - timedelta(days=k) for k in range(13, -1, -1)]
    fallen = ("2.78", "2.47", "2.26", "2.11")
    values = [Decimal("3.4") if k % 5 else None for k in range(10)] + [Decimal(value) for value in fallen]
    points = tuple(Point(day, value) for day, value in zip(days, values, strict=True))
    return Track("roas", "EUR", points, days=7, goal=Decimal(3))


def recovered() -> Track:
    """A cost that was above its goal for two days, and of these days together is so still."""
    before = many.track()
    values = [Decimal(value) for value in (30, 26, 24, 22)]
    after = tuple(replace(point, value=value) for point, value in zip(before.points[-4:], values, strict=True))
    return replace(before, points=before.points[:-4] + after)


def spend() -> Track:
    """Money per day, and nothing since the twelfth."""
    days = [world.WEEK.end - timedelta(days=k) for k in range(34, -1, -1)]
    points = tuple(Point(day, Decimal(0 if day >= many.BEGAN else 150 + k % 7 * 9)) for k, day in enumerate(days))
    return Track("spend", "EUR", points, days=1)


def long_named() -> Trial:
    """A rule about the KPI with the longest name."""
    days = tuple(replace(day, value=day.value / 300 if day.value else None) for day in trial().days)
    return replace(trial(), kpi="lead_to_customer", target=Decimal("0.1"), days=days)


def calm() -> Trial:
    """The days before the first alert, without a goal."""
    return replace(trial(), days=trial().days[:20], target=None, fired=())


CHARTS: dict[str, Callable[[str], ChartSpec | None]] = {
    "alert_level": lambda locale: alert_chart(many.track(), many.off_target(), locale),
    "alert_met": lambda locale: alert_chart(recovered(), many.fine(many.off_target()), locale),
    "alert_undated": lambda locale: alert_chart(many.track(), replace(many.off_target(), since=None), locale),
    "alert_rate": lambda locale: alert_chart(rates(), many.rate(), locale),
    "alert_return": lambda locale: alert_chart(returns(), many.roas(), locale),
    "alert_silence": lambda locale: alert_chart(many.silence(), many.stopped(), locale),
    "alert_silence_over": lambda locale: alert_chart(many.silence(), many.fine(many.stopped()), locale),
    "alert_spend": lambda locale: alert_chart(spend(), many.unspent(), locale),
    "backtest": lambda locale: backtest_chart(trial(), locale),
    "backtest_calm": lambda locale: backtest_chart(calm(), locale),
    "backtest_long": lambda locale: backtest_chart(long_named(), locale),
}


def chart(name: str, locale: str = "en") -> ChartSpec:
    spec = CHARTS[name](locale)
    assert spec is not None
    return spec


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_says_what_was_recorded_and_its_twin_pleases_slack(golden: Golden, name: str, locale: str) -> None:
    spec = chart(name, locale)
    twins = native(spec)
    golden(f"chart_{name}", {"spec": spec.to_json(), "native": twins}, locale=locale)
    assert limits.check(twins) == []
    judge(twins)
    assert ChartSpec.from_json(spec.to_json()) == spec


@pytest.mark.parametrize("name", CHARTS)
def test_nothing_is_cut_off_at_the_edges(name: str) -> None:
    pixels = Image.open(io.BytesIO(draw(chart(name, "ca")))).convert("L")
    width, height = pixels.size
    edges = [(0, 0, 4, height), (width - 4, 0, width, height), (0, 0, width, 4), (0, height - 4, width, height)]
    assert [edge for edge in edges if pixels.crop(edge).getextrema()[0] < 250] == []


def test_the_band_lies_on_the_worse_side_of_the_goal() -> None:
    def band(name: str) -> tuple[float | None, float | None]:
        roles = {one.role: one.values[0] for one in chart(name).series}
        return roles["band_low"], roles["band_high"]

    assert band("alert_level") == (25.0, 27.5)
    low, high = band("alert_rate")
    assert high == 0.01
    assert low == pytest.approx(0.01 / 1.1)


def test_the_change_is_marked_on_its_day_and_only_while_it_stands() -> None:
    spec = chart("alert_level")
    (change,) = (one for one in spec.series if one.role == "change")
    assert [label for label, value in zip(spec.labels, change.values, strict=True) if value is not None] == ["Nov 12"]
    assert "change" not in {one.role for one in chart("alert_met").series}
    assert "change" not in {one.role for one in chart("alert_undated").series}


def test_days_that_add_up_are_bars_and_their_weeks_are_sums() -> None:
    spec = chart("alert_spend")
    (bars,) = (one for one in spec.series if one.role == "bars")
    (block,) = native(spec)
    (twin,) = block["chart"]["series"]
    assert sum(point["value"] for point in twin["data"]) == sum(value or 0 for value in bars.values)
    level = native(chart("alert_level"))[0]["chart"]["series"][-1]["data"]
    assert level[-1]["value"] == 42


def test_two_plots_have_two_twins() -> None:
    names = [[series["name"] for series in twin["chart"]["series"]] for twin in native(chart("backtest"))]
    assert names == [["digest", "interrupt", "Probability"], ["Goal €25", "Cost per lead"]]


def points(n: int = 28) -> list[DayPoint]:
    """Days that cost a hundred, a hundred and one, …, with as many results, the last two provisional."""
    first = world.WEEK.end - timedelta(days=n - 1)
    return [DayPoint(first + timedelta(days=k), (100 + k) * 10**6, Decimal(k), k >= n - 2) for k in range(n)]


def test_a_days_usual_range_is_that_of_eight_days_in_ten_before_the_change() -> None:
    made = by_day(points(), "spend", "EUR", since=world.WEEK.end - timedelta(days=7))
    assert made is not None
    assert {(point.low, point.high) for point in made.points} == {(Decimal(102), Decimal(117))}
    assert made.points[-1].value == 127
    assert (made.days, made.provisional) == (1, 0)
    whole = by_day(points(), "leads", "EUR")
    assert whole is not None
    assert (whole.points[0].low, whole.points[0].high, whole.provisional) == (Decimal(2), Decimal(24), 2)


def test_days_that_are_not_known_stay_unknown_and_few_of_them_make_no_range() -> None:
    unknown = [replace(point, results=None) for point in points(9)]
    assert by_day(unknown, "leads", "EUR") is None
    assert by_day([], "leads", "EUR") is None
    made = by_day([*unknown[:4], *points(9)[4:]], "leads", "EUR")
    assert made is not None
    assert [point.value for point in made.points[:4]] == [None] * 4
    assert {(point.low, point.high) for point in made.points} == {(None, None)}


def test_there_is_no_chart_of_nothing() -> None:
    finding: Finding = many.off_target()
    assert alert_chart(Track("cpl", "EUR", (Point(world.TODAY, None),)), finding, "en") is None
    assert alert_chart(Track("cpl", "EUR", ()), finding, "en") is None
    assert backtest_chart(replace(trial(), days=(TrialDay(world.TODAY, None),)), "en") is None


def test_the_chart_of_a_trial_counts_and_marks_the_alerts_that_its_card_lists() -> None:
    days = tuple(TrialDay(date(2026, 11, n), 0.9) for n in range(1, 8))
    fired = (
        Fired(date(2026, 11, 1), Tier.DIGEST, over=date(2026, 11, 3)),
        Fired(date(2026, 11, 3), Tier.INTERRUPT, over=date(2026, 11, 4)),
        Fired(date(2026, 11, 7), Tier.DIGEST),
    )
    chart = backtest_chart(replace(trial(), days=days, fired=fired), "en")
    assert chart is not None
    assert chart.title.endswith("3 alerts in 7 days")
    (marks,) = (one.values for one in chart.series if one.role == "firing")
    assert marks == (1, 1, 1, None, None, None, 1)


def test_a_title_claims_nothing_that_its_number_denies() -> None:
    """25.50 so far and 24 once all has arrived: back on target, which 25.50 does not show."""
    found = many.fine(many.off_target())
    drawn = alert_chart(many.track(), found, "en")
    assert drawn is not None
    assert drawn.title == "Cost per lead since Nov 12: €25.50, goal < €25"
    counted = replace(found, numbers=replace(found.numbers, measured=Decimal(24)))
    whole = alert_chart(many.track(), counted, "en")
    assert whole is not None
    assert whole.title == "Cost per lead since Nov 12: €24.00, goal < €25: met"


def test_a_title_names_the_days_of_its_number_where_the_trouble_began_on_another() -> None:
    """“Cost per lead 31.56, off since Nov 30” was the number of the days from Dec 1 on."""
    found = many.off_target()
    assert found.since is not None
    week = replace(found, numbers=replace(found.numbers, first=found.since + timedelta(days=1)))
    drawn = alert_chart(many.track(), week, "en")
    assert drawn is not None
    assert drawn.title == "Cost per lead since Nov 13: €38.00, goal < €25"
