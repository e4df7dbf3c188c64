"""Charts as data (`ChartSpec`), as pixels (`draw`) and as Slack's own chart blocks (`native`)."""

from templates.charts.alert import alert_chart
from templates.charts.backtest import backtest_chart
from templates.charts.compare import compare_chart
from templates.charts.native import native
from templates.charts.pace import pace_chart
from templates.charts.results import results_chart
from templates.charts.spec import Axis, ChartSpec, Series


def draw(spec: ChartSpec) -> bytes:
    """The chart as a PNG, 1440 pixels wide. Run it in a worker process: the first call imports matplotlib."""
    from templates.charts.paint import paint  # noqa: PLC0415 - half a second that only the worker pays

    return paint(spec)


def warm() -> None:
    """Import what drawing needs, before somebody waits for a chart."""
    import templates.charts.paint  # noqa: F401,PLC0415 - the import is the work


__all__ = [
    "Axis",
    "ChartSpec",
    "Series",
    "alert_chart",
    "backtest_chart",
    "compare_chart",
    "draw",
    "native",
    "pace_chart",
    "results_chart",
    "warm",
]
