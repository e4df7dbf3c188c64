"""Charts as data (`ChartSpec`), as pixels (`draw`) and as Slack's own chart block (`native`)."""

from templates.charts.spec import Axis, ChartSpec, Series

__all__ = ["Axis", "ChartSpec", "Series"]
