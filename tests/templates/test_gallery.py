"""No picture of the gallery has words upon words or out of sight; its colours can be told apart by anybody."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, pairwise, product

import pytest
from matplotlib import rc_context
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from domain.kpi import CATALOGUE, Unit
from templates import limits, phrases
from templates.charts import ChartSpec, native, theme
from templates.charts.alert import kpi_axis
from templates.charts.layout import size
from templates.charts.paint import STYLE, Easel
from templates.charts.spec import short_day
from templates.words import words
from tests.gallery.cases import CASES
from tests.judge import judge

PHONE = 360
LEAST = 7.5
"""Pixels of a phone below which letters are no letters any more."""


def chart(name: str, locale: str) -> ChartSpec:
    spec = CASES[name](locale)
    assert spec is not None
    return spec


def written(spec: ChartSpec) -> Iterator[tuple[str, Bbox, float]]:
    """Every text of a picture, where it stands, and its size in points."""
    easel = Easel.new(*size(spec))
    with rc_context(STYLE):
        title, points = easel.titled(spec.title)
        easel.furnish(spec, len(title))
        renderer = easel.canvas.get_renderer()
        found = [one for one in easel.figure.findobj(Text) if one.get_text()]
        found += [one for one in easel.artists(spec, title, points) if isinstance(one, Text)]
        for one in found:
            one.set_figure(easel.figure)
            yield one.get_text(), one.get_window_extent(renderer), float(one.get_fontsize())


@pytest.mark.parametrize(("name", "locale"), [(name, ("es", "ca", "en")[n % 3]) for n, name in enumerate(CASES)])
def test_no_words_stand_upon_words_or_beyond_the_edge_or_are_too_small_for_a_phone(name: str, locale: str) -> None:
    spec = chart(name, locale)
    texts, (wide, high) = list(written(spec)), size(spec)
    assert len(texts) > 6
    for said, box, points in texts:
        assert -1 <= box.x0 <= box.x1 <= wide + 1, said
        assert box.x0 >= 18, f"{said} hangs out of the left margin"
        assert -1 <= box.y0 <= box.y1 <= high + 1, said
        assert points * theme.DPI / 72 * PHONE / wide > LEAST - 1.3 * (said in spec.title), said
    for (one, here, _), (other, there, _) in combinations(texts, 2):
        assert not overlaps(here, there), (one, other)


def overlaps(one: Bbox, other: Bbox) -> bool:
    """By more than the air above and below letters."""
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    along = min(one.y1, other.y1) - max(one.y0, other.y0)
    return across > 2 and along > 6


@pytest.mark.parametrize("name", CASES)
def test_slack_takes_the_twins_of_every_picture(name: str) -> None:
    twins = native(chart(name, "ca"))
    assert 1 <= len(twins) <= 2
    assert limits.check(twins) == []
    judge(twins)


def contrast(one: str, other: str) -> float:
    """WCAG's ratio of two colours."""
    first, second = sorted((luminance(one), luminance(other)), reverse=True)
    return (first + 0.05) / (second + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_words_and_lines_stand_out_from_what_is_behind_them() -> None:
    for behind in ("#ffffff", theme.HAZE):
        assert min(contrast(colour, behind) for colour in (theme.INK, theme.MUTED, theme.BLACK)) >= 4.5
        assert min(contrast(colour, behind) for colour in (theme.BLUE, theme.VERMILION)) >= 3
    assert contrast(theme.BLUE, theme.SKY) >= 2.5, "the edge of a bar"


def test_lines_of_one_picture_differ_by_more_than_their_colour() -> None:
    """In greyscale, and for whoever sees no red."""
    for together in (("plan", "spent", "projection"), ("goal", "value"), ("limit", "lower", "chance")):
        assert len({str(theme.FORMS[role]) for role in together}) == len(together)
    assert len(set(theme.SIGNS.values())) == len(theme.SIGNS)


def test_a_year_is_told_by_its_line_alone_and_says_so() -> None:
    spec = chart("results_year", "en")
    assert [one.role for one in spec.series] == ["spend", "goal", "value"]
    assert spec.axes[1].title == "Cost per lead (CRM), 7 days rolling"
    assert "16" in {said.split(" ")[-1] for said, _, _ in written(chart("results_today", "en"))}, (
        "the last day is named"
    )


@pytest.mark.parametrize(("name", "locale"), [("pace_on", "ca"), ("results_month", "ca"), ("backtest", "es")])
def test_dates_are_as_far_apart_as_they_say(name: str, locale: str) -> None:
    """Catalan's were as wide as two of others, and some were left out."""
    spec = chart(name, locale)
    days = {short_day(label) for label in spec.labels}
    places = sorted((box.x0 + box.x1) / 2 for said, box, _ in written(spec) if said in days)
    steps = [after - before for before, after in pairwise(places)]
    assert 4 <= len(places) <= 6
    assert max(steps) - min(steps) < 20


def test_no_line_of_a_title_ends_within_a_date_or_before_a_bracket() -> None:
    easel = Easel.new()
    for name, locale, ends in (("alert_met", "ca", ":"), ("alert_silence", "en", ":"), ("compare_pair", "es", ")")):
        lines, _ = easel.titled(chart(name, locale).title)
        assert [line[-1] for line in lines[:-1]] == [ends], lines


def test_the_legend_shows_a_provisional_day_as_it_is_drawn() -> None:
    easel = Easel.new()
    for name, drawn in (("alert_level", Line2D), ("results_month", Patch)):
        spec = chart(name, "en")
        easel.furnish(spec, 1)
        (legend,) = easel.figure.legends
        told = dict(zip((one.get_text() for one in legend.get_texts()), legend.legend_handles, strict=True))
        assert isinstance(told["provisional"], drawn)


def test_the_bars_of_a_year_are_those_of_its_weeks_and_add_up_as_before() -> None:
    spec = chart("results_year", "en")
    spend = spec.series[0].values
    assert spec.axes[0].title == "Spend per day, the mean of each week"
    assert 50 < len(set(spend)) <= 53
    assert len(set(spend[-7:])) == 1
    (twin, _) = native(spec)
    assert twin["chart"]["axis_config"]["y_label"] == twin["title"] == "Spend", "of three weeks, not of a day"
    told = sum(point["value"] for point in twin["chart"]["series"][0]["data"])
    assert told == pytest.approx(51_673, abs=2)


def test_the_range_of_a_projection_is_told_where_it_is_too_narrow_to_be_read() -> None:
    assert next(one.name for one in chart("pace_over", "es").series if one.role == "band_low") == (
        "Rango del 80 %: 12.802\xa0€–13.300\xa0€"
    )


@pytest.mark.parametrize("kpi", ["spend", "cpc", "ctr", "roas", "leads", "cpm"])
def test_ticks_can_be_told_apart_however_small_or_large(kpi: str) -> None:
    for locale, power in product(("es", "en"), range(-5, 10)):
        for most in (1.0, 2.2, 5.7):
            ticks = [text for _, text in kpi_axis(kpi, "EUR", words(locale), [most * 10.0**power]).ticks]
            assert len(set(ticks)) == 5, (most, power, ticks)


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("en", "€1,991 spent, 104 leads"),
        ("es", "1.991 € invertidos, 104 leads"),
        ("ca", "1.991 € invertits, 104 leads"),
    ],
)
def test_a_title_counts_as_people_do(locale: str, said: str) -> None:
    """It read `Leads: 104` in the midst of a sentence."""
    assert chart("results_no_goals", locale).title.replace("\xa0", " ") == said
    w = words(locale)
    for kpi in (one for one in CATALOGUE.values() if one.additive and one.key != "spend"):
        one, many = (phrases.counted(w, kpi.key, Decimal(n), "EUR") for n in (1, 1200))
        assert not re.search(r"[A-Z][a-z]{2}", one + many), (one, many)
        assert kpi.unit is Unit.MONEY or one.split(" ")[1] != many.split(" ")[1] or kpi.key in {"mqls", "sqls"}
