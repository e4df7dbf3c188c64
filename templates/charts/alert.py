"""An alert's KPI by day, with its goal, the band that is let pass, and the day of the change."""

from domain.incidents.finding import Finding
from templates.charts.spec import ChartSpec
from templates.charts.track import Track


def alert_chart(track: Track, finding: Finding, locale: str) -> ChartSpec | None:
    """The chart in the locale's words; None when no day has a number."""
    raise NotImplementedError
