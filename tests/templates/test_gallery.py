"""No picture of the gallery has words upon words or out of sight; its colours can be told apart by anybody."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from matplotlib import rc_context
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from templates import limits
from templates.charts import ChartSpec, native, theme
from templates.charts.layout import size
from templates.charts.paint import STYLE, Easel
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
    words, (wide, high) = list(written(spec)), size(spec)
    assert len(words) > 6
    for said, box, points in words:
        assert -1 <= box.x0 <= box.x1 <= wide + 1, said
        assert -1 <= box.y0 <= box.y1 <= high + 1, said
        assert points * theme.DPI / 72 * PHONE / wide > LEAST - 1.3 * (said in spec.title), said
    for (one, here, _), (other, there, _) in combinations(words, 2):
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


def test_ticks_below_a_cent_can_be_told_apart() -> None:
    ticks = [text for _, text in chart("results_tiny", "es").axes[1].ticks]
    assert len(set(ticks)) == len(ticks) == 5
