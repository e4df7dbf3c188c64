"""A rule tried on the past: its probability day by day above, the KPI against its goal below."""

from templates.charts.spec import ChartSpec
from templates.charts.track import Trial


def backtest_chart(trial: Trial, locale: str) -> ChartSpec | None:
    """The chart in the locale's words; None when nothing was decidable."""
    raise NotImplementedError
