"""A rule tried on the past: its probability day by day above, the KPI against its goal below."""

from decimal import Decimal

from domain.kpi import get
from domain.track import Trial
from domain.window import Window
from templates.charts.alert import kpi_axis
from templates.charts.spec import Axis, ChartSpec, Series
from templates.words import Words, words

_QUARTERS = (0.0, 0.5, 1.0)


def backtest_chart(trial: Trial, locale: str) -> ChartSpec | None:
    """The chart in the locale's words; None when nothing was decidable."""
    if all(day.probability is None for day in trial.days):
        return None
    w = words(locale)
    values = tuple(None if day.value is None else float(day.value) for day in trial.days)
    below = _below(trial, w, values)
    title = f"{w.kpi(trial.kpi)}: {_title(trial, w)}"
    return ChartSpec(
        kind="backtest",
        title=title,
        alt=f"{title}. {_alt(trial, w)}",
        labels=tuple(w.day(day.day) for day in trial.days),
        series=(*_firing(trial, w), *below, *_above(trial, w)),
        axes=(
            Axis(w.plain("Probability"), 1.0, tuple((part, w.percent(Decimal(str(part)), 0)) for part in _QUARTERS)),
            kpi_axis(trial.kpi, trial.currency, w, [value for one in below for value in one.values]),
        ),
        x_title=w.plain("Day"),
        brief=title,
        subtitle=w.window(Window(trial.days[0].day, trial.days[-1].day)),
        name=f"backtest-{trial.days[0].day:%Y%m%d}-{trial.days[-1].day:%Y%m%d}",
    )


def _below(trial: Trial, w: Words, values: tuple[float | None, ...]) -> list[Series]:
    goal = []
    if trial.target is not None:
        name = w.plain("Goal {target}", target=w.amount(get(trial.kpi).unit, trial.target, trial.currency))
        goal = [Series("goal", name, (float(trial.target),) * len(values), 1)]
    return [*goal, Series("value", w.kpi(trial.kpi), values, 1)]


def _above(trial: Trial, w: Words) -> list[Series]:
    flat = len(trial.days)
    chances = tuple(day.probability for day in trial.days)
    return [
        Series("lower", w.plain("digest"), (trial.digest,) * flat),
        Series("limit", w.plain("interrupt"), (trial.interrupt,) * flat),
        Series("chance", w.plain("Probability"), chances),
    ]


def _firing(trial: Trial, w: Words) -> list[Series]:
    marks = tuple(1.0 if any(one.is_open(day.day) for one in trial.fired) else None for day in trial.days)
    return [Series("firing", w.plain("alert"), marks)] if any(marks) else []


def _title(trial: Trial, w: Words) -> str:
    n, days = len(trial.fired), len(trial.days)
    if not n:
        return w.plain_n("no alert in {n} day", "no alert in {n} days", days)
    period = w.plain_n("{n} day", "{n} days", days)
    return w.plain_n("{n} alert in {period}", "{n} alerts in {period}", n, period=period)


def _alt(trial: Trial, w: Words) -> str:
    known = [(day.probability, day) for day in trial.days if day.probability is not None]
    most, day = max(known, key=lambda pair: pair[0])
    return w.plain(
        "Above, the probability of trouble: highest on {day} with {percent}. Below, {kpi} day by day.",
        day=day.day,
        percent=w.percent(Decimal(str(most)), 0),
        kpi=w.kpi_inside(trial.kpi),
    )
