"""Small multiples: one KPI of several pictures, each in a plot of its own, all on one scale."""

from collections.abc import Sequence

from domain.audience import shown
from domain.kpi import get
from domain.kpi_days import SPAN, KpiDays, kpi_days
from domain.snapshot import Snapshot
from domain.words import Audience
from templates.charts.alert import kpi_axis
from templates.charts.native import added_up
from templates.charts.results import BRIEF, course_of_it, plotted, young_days
from templates.charts.spec import ChartSpec, Series
from templates.words import Words, words

MOST = 4
"""Plots that a phone can show one above the other."""


def compare_chart(
    pictures: Sequence[Snapshot], kpi: str, title: str, locale: str, view: Audience = Audience.INTERNAL
) -> ChartSpec | None:
    """The KPI of each picture day by day, under a title that says the finding; None where none has a value, or `view`
    may not see it.

    Pictures of the same days have their dates; others, of as many days each, are put day by day.
    """
    some, w = pictures[:MOST], words(locale)
    if any(kpi not in shown(one, view).kpis for one in some):
        return None
    days = [kpi_days(one, shown(one, view), view, kpi) for one in some]
    series = tuple(
        one._replace(panel=panel)
        for panel, (picture, found) in enumerate(zip(some, days, strict=True))
        for one in plotted(picture, w, found)
    )
    if not any(value is not None for one in series if one.role != "goal" for value in one.values):
        return None
    currency = some[0].client.currency
    scale = kpi_axis(kpi, currency, w, _known(series))
    window = some[0].window
    same = all(one.window == window for one in some)
    parts = [title.rstrip(".") + ".", *(said for pair in zip(some, days, strict=True) for said in _spoken(w, *pair))]
    return ChartSpec(
        kind="compare",
        title=title.rstrip("."),
        alt=" ".join(parts),
        labels=tuple(w.day(day) if same else w.number(n) for n, day in enumerate(window, 1)),
        series=series,
        axes=tuple(scale._replace(title=_heading(w, *pair)) for pair in zip(some, days, strict=True)),
        provisional=young_days(some[0].series) if same else 0,
        provisional_label=w.plain("provisional"),
        x_title=w.plain("Day"),
        x_sums=added_up(w, window.days),
        brief=title if len(title) <= BRIEF else w.kpi(kpi),
        name=f"compare-{kpi}",
        subtitle=" · ".join([_of_days(w, kpi, days), *([w.window(window)] if same else [])]),
    )


def _of_days(w: Words, kpi: str, days: Sequence[KpiDays]) -> str:
    if any(found.rolling for found in days) and not get(kpi).additive:
        return w.plain("{kpi}, {n} days rolling", kpi=w.kpi(kpi), n=SPAN.days)
    return w.plain("{kpi} per day", kpi=w.kpi(kpi))


def _known(series: Sequence[Series]) -> list[float | None]:
    """What the scale must hold: a lone day may stand at its edge."""
    lines = [value for one in series if one.role != "daily" for value in one.values]
    return lines if any(value is not None for value in lines) else [v for one in series for v in one.values]


def _heading(w: Words, picture: Snapshot, days: KpiDays) -> str:
    """Whose plot it is and what it comes to, as its card says."""
    return f"{picture.campaign.name}: {w.reading(picture.reading(days.kpi))}"


def _spoken(w: Words, picture: Snapshot, days: KpiDays) -> list[str]:
    return [f"{picture.campaign.name}: {said}" for said in course_of_it(picture, w, days)]
