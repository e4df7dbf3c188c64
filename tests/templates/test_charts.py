"""Charts: what they say, that they are drawn alike every time, and their native twin."""

import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from domain.incidents.conditions import Change, Condition, Transition
from domain.incidents.finding import Reason
from domain.money import Money, Rates
from domain.snapshot import Snapshot, build
from domain.timeline import Did, Stepped
from domain.window import Window
from domain.words import Audience, Objective
from templates import limits
from templates.charts import ChartSpec, compare_chart, draw, native, pace_chart, results_chart, theme
from templates.charts.native import span
from templates.charts.paint import KEPT, Easel
from templates.charts.scale import INTERVALS, axis, nice_step
from templates.words import words
from tests.judge import judge
from tests.templates import incidents as many
from tests.templates import world

LOCALES = ("es", "ca", "en")
Golden = Callable[..., None]


def over() -> Snapshot:
    """A budget that will not last."""
    return build(world.data(campaign=replace(world.CAMPAIGN, budget=Money.of(7_000, "EUR"))), world.NOW)


def under() -> Snapshot:
    """A budget that will not be spent."""
    return build(world.data(campaign=replace(world.CAMPAIGN, budget=Money.of(30_000, "EUR"))), world.NOW)


def pesos() -> Snapshot:
    """Numbers of seven digits in a currency without a symbol of its own."""
    rates = Rates({"USD": {date(2026, 10, 1): Decimal("0.9")}, "MXN": {date(2026, 10, 1): Decimal("0.0009")}})
    client = replace(world.CLIENT, currency="MXN", locale="es_MX")
    campaign = replace(world.CAMPAIGN, budget=Money.of(14_000_000, "MXN"))
    return build(world.data(client=client, campaign=campaign, rates=rates), world.NOW)


CHARTS: dict[str, Callable[[str], ChartSpec | None]] = {
    "results_off_target": lambda locale: results_chart(world.off_target(), locale),
    "results_on_target": lambda locale: results_chart(world.on_target(), locale, Audience.CLIENT),
    "results_no_goals": lambda locale: results_chart(world.no_goals(), locale),
    "results_platforms": lambda locale: results_chart(world.only_platforms(), locale),
    "results_sales": lambda locale: results_chart(world.ended(), locale, Audience.CLIENT),
    "results_eventful": lambda locale: results_chart(eventful(), locale),
    "results_month": lambda locale: results_chart(world.longer(35), locale),
    "compare_pair": lambda locale: compare_chart(
        [world.off_target(), world.on_target()], "cpl", words(locale).kpi("cpl"), locale
    ),
    "compare_three": lambda locale: compare_chart(
        [world.off_target(), world.on_target(), world.only_platforms()], "leads", words(locale).kpi("leads"), locale
    ),
    "pace_on": lambda locale: pace_chart(world.paced(world.off_target()), locale),
    "pace_over": lambda locale: pace_chart(world.paced(over()), locale),
    "pace_under": lambda locale: pace_chart(world.paced(under()), locale),
    "results_pesos": lambda locale: results_chart(pesos(), locale),
    "pace_pesos": lambda locale: pace_chart(world.paced(pesos()), locale),
    "pace_ended": lambda locale: pace_chart(world.paced(world.ended()), locale),
}


def chart(name: str, locale: str = "en") -> ChartSpec:
    spec = CHARTS[name](locale)
    assert spec is not None
    return spec


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_says_what_was_recorded(golden: Golden, name: str, locale: str) -> None:
    spec = chart(name, locale)
    golden(f"chart_{name}", {"spec": spec.to_json(), "native": native(spec)}, locale=locale)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", CHARTS)
def test_the_native_twin_pleases_slack_and_the_judge(name: str, locale: str) -> None:
    twins = native(chart(name, locale))
    assert limits.check(twins) == []
    judge(twins)


@pytest.mark.parametrize("days", [2, 7, 19, 20, 21, 35, 90, 120, 400])
def test_the_native_twin_has_at_most_twenty_points_for_any_window(days: int) -> None:
    spec = results_chart(world.longer(days), "ca")
    assert spec is not None
    twins = native(spec)
    assert len(twins) == 2
    assert limits.check(twins) == []
    judge(twins)


def test_weeks_add_up_to_their_days() -> None:
    spec = chart("results_month")
    above = native(spec)[0]["chart"]
    (weeks,) = above["series"]
    days = next(one for one in spec.series if one.role == "spend")
    assert sum(point["value"] for point in weeks["data"]) == pytest.approx(sum(value or 0 for value in days.values))
    labels = [point["label"] for point in weeks["data"]]
    assert labels == ["Oct 12–18", "Oct 19–25", "Oct 26 – Nov 1", "Nov 2–8", "Nov 9–15"]
    assert above["axis_config"]["x_label"] == "Sums of 7 days"


def test_a_first_week_that_is_not_whole_is_said_to_be_so() -> None:
    spec = results_chart(world.longer(31), "es")
    assert spec is not None
    assert native(spec)[0]["chart"]["axis_config"]["x_label"] == "Sumas de 7 días; la primera, de menos"


def test_the_twin_of_a_line_goes_through_points_of_the_picture() -> None:
    spec = chart("results_month")
    (rolling,) = (one for one in spec.series if one.role == "value")
    told = dict(zip(spec.labels, rolling.values, strict=True))
    below = native(spec)[1]["chart"]
    assert below["axis_config"]["x_label"] == "Day"
    points = next(one["data"] for one in below["series"] if one["name"] == rolling.name)
    assert len(points) > 10
    assert points[-1]["label"] == spec.labels[-1]
    assert all(point["value"] == round(told[point["label"]] or 0, 4) for point in points)


@pytest.mark.parametrize(
    ("first", "last", "together"),
    [
        ("10 nov", "16 nov", "10–16 nov"),
        ("8 nov", "8 nov", "8 nov"),
        ("28 oct", "3 nov", "28 oct – 3 nov"),
        ("10 de nov.", "16 de nov.", "10–16 de nov."),
        ("28 d’oct.", "3 de nov.", "28 oct. – 3 nov."),
        ("Nov 10", "Nov 16", "Nov 10–16"),
    ],
)
def test_a_week_is_named_by_its_first_and_last_day(first: str, last: str, together: str) -> None:
    assert span(first, last) == together


def test_the_pace_twin_runs_on_into_the_projection() -> None:
    (twin,) = native(chart("pace_over"))
    lines = twin["chart"]["series"]
    assert [line["name"] for line in lines] == ["Plan", "Spent → Projection"]
    assert lines[1]["data"][-1]["value"] == pytest.approx(float(over().pace.projected.amount), abs=0.5)


def test_a_chart_survives_its_journey_through_json() -> None:
    for name in CHARTS:
        spec = chart(name)
        assert ChartSpec.from_json(json.loads(json.dumps(spec.to_json()))) == spec


def test_the_title_states_the_finding_and_the_alt_text_its_numbers() -> None:
    spec = chart("results_off_target")
    assert spec.title == "Cost per lead €27.33, goal < €25: missed daily since Nov 11"
    assert "€1,038 in total" in spec.alt
    assert "38 in total" in spec.alt
    assert "The last 3 days are provisional" in spec.alt
    assert spec.provisional == 3


def test_spend_and_the_goals_kpi_have_a_plot_each() -> None:
    spec = chart("results_off_target")
    assert [axis.title for axis in spec.axes] == ["Spend per day", "Cost per lead (CRM)"]
    assert {one.role: one.panel for one in spec.series} == {"spend": 0, "daily": 1, "value": 1, "goal": 1}
    assert {one.name for one in spec.series if one.role == "goal"} == {"Goal < €25"}
    assert {value for one in spec.series if one.role == "goal" for value in one.values} == {25.0}


def test_few_results_are_told_by_seven_days_together() -> None:
    """The ratio of their sums, never the mean of their ratios."""
    snapshot = world.off_target()
    spec = chart("results_off_target")
    by_role = {one.role: one.values for one in spec.series}
    assert by_role["value"][-1] == pytest.approx(float(snapshot.reading("cpl").value or 0))
    alone = [value for value in by_role["daily"] if value is not None]
    assert by_role["value"][-1] != pytest.approx(sum(alone) / len(alone))
    assert "Cost per lead, 7 days rolling: from €19.06 on Nov 9 to €27.33 on Nov 15." in spec.alt


def test_many_results_a_day_speak_for_themselves() -> None:
    campaign = replace(world.CAMPAIGN, goals=world.promises("ctr > 1%"))
    spec = results_chart(build(world.data(campaign=campaign), world.NOW), "en")
    assert spec is not None
    assert [one.role for one in spec.series] == ["spend", "goal", "value"]
    assert spec.axes[1].title == "CTR per day"


def test_the_kpi_that_was_asked_about_is_the_one_that_is_drawn() -> None:
    spec = results_chart(world.off_target(), "en", asked="ctr")
    assert spec is not None
    assert spec.axes[1].title == "CTR per day"
    assert spec.title.startswith("CTR")


def test_a_chart_that_was_kept_with_a_right_axis_is_drawn_in_two_plots() -> None:
    kept = chart("results_off_target").to_json()
    left, right = kept.pop("axes")
    del kept["subtitle"], kept["marks"], kept["x_sums"]
    old = kept | {
        "left": left,
        "right": right,
        "series": [[*one[:3], ("left", "right")[one[3]]] for one in kept["series"]],
    }
    made = ChartSpec.from_json(old)
    assert [axis.title for axis in made.axes] == [left["title"], right["title"]] if isinstance(left, dict) else True
    assert {one.role: one.panel for one in made.series} == {"spend": 0, "daily": 1, "value": 1, "goal": 1}
    assert draw(made)


def test_a_count_is_spread_evenly_over_the_window() -> None:
    campaign = replace(world.CAMPAIGN, goals=world.promises("leads >= 380"))
    snapshot = build(world.data(campaign=campaign), world.NOW)
    spec = results_chart(snapshot, "en")
    assert spec is not None
    assert [one.role for one in spec.series] == ["spend", "results", "goal", "value"]
    assert {one.name for one in spec.series if one.role == "goal"} == {"Goal: 5 a day"}
    (needed,) = {round(value or 0, 6) for one in spec.series if one.role == "goal" for value in one.values}
    assert needed == pytest.approx(380 / 76)


def test_a_day_without_data_is_a_gap_and_no_zero() -> None:
    data = world.data()
    rows = tuple(row for row in data.days if row.day.day != 12)
    spec = results_chart(build(replace(data, days=rows), world.NOW), "en")
    assert spec is not None
    assert {one.role: one.values[3] for one in spec.series if one.role != "goal"} == {
        "spend": None,
        "daily": None,
        "value": None,
    }
    assert [len(twin["chart"]["axis_config"]["categories"]) for twin in native(spec)] == [6, 6]
    assert draw(spec)


def test_there_is_no_chart_of_nothing() -> None:
    assert results_chart(world.no_data(), "es") is None
    assert pace_chart(world.paced(world.not_started()), "es") is None
    assert pace_chart(world.paced(world.no_data()), "es") is None


def test_a_day_alone_has_no_line() -> None:
    assert results_chart(world.longer(1), "es", Audience.CLIENT) is None


def test_without_a_source_of_results_the_chart_shows_spend_alone() -> None:
    campaign = replace(world.CAMPAIGN, objective=Objective.TRAFFIC, goals=())
    data = world.data(campaign=campaign)
    unsaid = replace(data, days=tuple(replace(row, clicks=None) for row in data.days))
    spec = results_chart(build(unsaid, world.NOW), "en")
    assert spec is not None
    assert [one.role for one in spec.series] == ["spend"]
    assert "spent, clicks: –" in spec.title
    assert limits.check(native(spec)) == []
    assert draw(spec)


def test_the_same_chart_is_the_same_bytes_whatever_was_drawn_before() -> None:
    first, other = chart("results_off_target", "es"), chart("pace_over", "ca")
    fresh = Easel.new().paint(first)
    easel = Easel.new()
    assert easel.paint(first) == fresh
    easel.paint(other)
    assert easel.paint(first) == fresh
    assert draw(first) == fresh


def test_two_charts_of_one_template_share_the_background_and_nothing_else() -> None:
    spec = chart("results_off_target")
    other = (*spec.series[:-1], spec.series[-1]._replace(values=(1.0,) * 7))
    moved = replace(spec, title=spec.title.replace("missed", "failed"), series=other)
    easel = Easel.new()
    easel.paint(spec)
    painted = easel.paint(moved)
    assert len(easel.kept) == 1
    assert painted == Easel.new().paint(moved)
    assert painted != easel.paint(spec)


def test_only_the_last_few_backgrounds_are_kept() -> None:
    easel = Easel.new()
    for days in range(2, KEPT + 4):
        spec = results_chart(world.longer(days), "en")
        assert spec is not None
        easel.paint(spec)
    assert len(easel.kept) == KEPT


def test_a_drawing_is_a_png_of_the_size_that_was_promised() -> None:
    image = Image.open(io.BytesIO(draw(chart("results_month", "ca"))))
    assert (image.format, image.size, image.mode) == ("PNG", (1440, 1200), "RGB")
    image.load()
    colours = image.getcolors(1 << 20)
    assert colours is not None
    assert len(colours) > 10


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", CHARTS)
def test_nothing_is_cut_off_at_the_edges(name: str, locale: str) -> None:
    pixels = Image.open(io.BytesIO(draw(chart(name, locale)))).convert("L")
    width, height = pixels.size
    edges = [(0, 0, 4, height), (width - 4, 0, width, height), (0, 0, width, 4), (0, height - 4, width, height)]
    assert [edge for edge in edges if pixels.crop(edge).getextrema()[0] < 250] == []


def test_tick_labels_keep_clear_of_the_axis_title() -> None:
    pixels = Image.open(io.BytesIO(draw(chart("pace_pesos", "ca")))).convert("L")
    gap = pixels.crop((4, 260, 10, theme.HEIGHT - theme.BOTTOM))
    assert gap.getextrema()[0] > 250


def test_a_title_with_dollars_and_markup_is_drawn_as_it_is() -> None:
    spec = replace(chart("results_off_target"), title=r"$\frac{1}{2}$ of <!channel> " + "and a very long name " * 12)
    assert Image.open(io.BytesIO(draw(spec))).size == (1440, 1200)


@given(st.floats(min_value=0, max_value=1e9), st.booleans())
def test_an_axis_reaches_its_data_without_wasting_half(most: float, whole: bool) -> None:
    made = axis("x", most, lambda value, _: str(value), whole=whole)
    assert made.top >= most * (1 - 1e-9)
    assert len(made.ticks) == INTERVALS + 1
    if most > INTERVALS:
        assert made.top <= most * 2
    if whole and most >= 1:
        assert all(float(value).is_integer() for value, _ in made.ticks)


def test_round_steps_are_round() -> None:
    assert [nice_step(most) for most in (0, 4, 12_000, 100)] == [1, 1, 3000, 25]
    assert nice_step(7, whole=True) == 2
    assert axis("x", 10, lambda value, _: f"{value}").ticks[1] == (2.5, "2.5")
    assert axis("x", 10, lambda value, _: f"{value}", whole=True).ticks[1] == (3, "3")


def test_a_day_that_is_not_over_is_said_to_be_so() -> None:
    """The chart of days that somebody typed up to today."""
    window = Window(world.WEEK.start, world.TODAY)
    today = replace(world.data().days[-1], day=world.TODAY)
    snapshot = build(world.data(window=window, days=(*world.data().days, today)), world.NOW)
    made = results_chart(snapshot, "en")
    assert made is not None
    assert made.unfinished == 1
    assert made.alt.endswith("Nov 16 is not over yet: what stands there is so far.")
    whole = chart("results_off_target")
    assert (whole.unfinished, "not over" in whole.alt) == (0, False)


def eventful() -> Snapshot:
    """Something was changed, and an alert fired on the same day and before it."""
    day = date(2026, 11, 13)
    done = Did(day, datetime(2026, 11, 13, 10, tzinfo=UTC), "change", "Nuevo anuncio en Meta", "U0MAYA")
    fired = (
        Stepped(Transition(Condition.PENDING, Condition.FIRING, Change.CONFIRMED, Reason.MISSED, at), many.off_target())
        for at in (datetime(2026, 11, 12, 7, tzinfo=UTC), datetime(2026, 11, 12, 23, 30, tzinfo=UTC))
    )
    return replace(world.off_target(), done=(done,), alerted=tuple(fired))


def test_what_was_done_and_alerted_stands_on_its_day_for_the_agency_alone() -> None:
    spec = results_chart(eventful(), "es")
    assert spec is not None
    assert {(spec.labels[one.place], one.role) for one in spec.marks} == {
        ("13 nov", "done"),
        ("12 nov", "alerted"),
        ("13 nov", "alerted"),  # half past midnight in Madrid
    }
    assert "Hecho: Nuevo anuncio en Meta (13 nov)." in spec.alt
    assert "Alertas: Fuera de objetivo (12 nov); Fuera de objetivo (13 nov)." in spec.alt
    assert draw(spec) != draw(replace(spec, marks=()))
    clients = results_chart(eventful(), "es", Audience.CLIENT)
    assert clients is not None
    assert clients == results_chart(world.off_target(), "es", Audience.CLIENT)


def test_campaigns_side_by_side_have_one_scale_and_one_twin_with_a_line_each() -> None:
    spec = chart("compare_three")
    assert len({axis.top for axis in spec.axes}) == 1
    assert [axis.title for axis in spec.axes] == ["Otoño leads: 38", "Otoño leads: 55", "Otoño leads: 32"]
    (twin,) = native(spec)
    assert [one["name"] for one in twin["chart"]["series"]] == ["Otoño leads", "Otoño leads 2", "Otoño leads 3"]
    assert [one["data"][-1]["value"] for one in twin["chart"]["series"]] == [5, 7, 4]


def test_campaigns_of_other_days_are_put_day_by_day() -> None:
    pictures = [world.off_target(), build(world.data(window=world.WEEK.previous()), world.NOW)]
    spec = compare_chart(pictures, "cpl", "Cost per lead: €27.33 and €18.79.", "en")
    assert spec is not None
    assert spec.labels == ("1", "2", "3", "4", "5", "6", "7")
    assert spec.provisional == 0
    assert spec.title == "Cost per lead: €27.33 and €18.79"


def test_a_client_reads_in_no_corner_of_a_chart_what_is_not_shown_to_it() -> None:
    """The alternative text told how many leads there were where a client was shown spend and their cost alone."""
    campaign = replace(world.CAMPAIGN, client_kpis=("spend", "cpl"))
    for data in (world.data(campaign=campaign), world.data(campaign=campaign, crm=())):
        spec = results_chart(build(data, world.NOW), "en", Audience.CLIENT)
        assert spec is not None
        assert "Leads" not in json.dumps(spec.to_json())
        assert "Leads" not in json.dumps(native(spec))
    seen = replace(world.CAMPAIGN, client_kpis=("spend", "leads"))
    pictures = [build(world.data(campaign=seen), world.NOW)] * 2
    assert compare_chart(pictures, "cpl", "x", "en", Audience.CLIENT) is None
    assert compare_chart(pictures, "cpl", "x", "en") is not None
